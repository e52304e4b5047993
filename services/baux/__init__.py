"""Baux : patrimoine, baux, locataires, états des lieux, assurances (missions S04)."""
