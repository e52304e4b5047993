"""Réactions de la passerelle."""
