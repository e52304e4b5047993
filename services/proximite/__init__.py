"""Proximité : réclamations, urgences et bons de travaux (missions S05 à S08)."""
