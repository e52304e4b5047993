"""Règles pures de la proximité : ni base, ni réseau, ni horloge."""
