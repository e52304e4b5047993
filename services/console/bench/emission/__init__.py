"""Service d'essai des bancs."""
