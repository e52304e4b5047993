"""Recouvrement : dossiers d'impayé, relances, orientation sociale, FSL (missions S03)."""
