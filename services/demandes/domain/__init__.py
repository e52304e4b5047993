"""Règles pures des demandes et des attributions : ni base, ni réseau, ni horloge."""
