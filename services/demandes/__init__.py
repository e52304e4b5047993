"""Demandes : demandes de logement, pièces, cotation, candidatures et attributions (missions S01)."""
