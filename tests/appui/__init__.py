"""Appuis des tests : serveurs réels, jetons, appels."""
