"""Règles pures du quittancement : ni base, ni réseau, ni horloge."""
