"""Règles pures des baux : ni base, ni réseau, ni horloge."""
