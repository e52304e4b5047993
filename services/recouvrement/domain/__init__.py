"""Règles pures du recouvrement : ni base, ni réseau, ni horloge."""
