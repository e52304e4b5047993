"""Règles pures de l'accompagnement social : ni base, ni réseau, ni horloge."""
