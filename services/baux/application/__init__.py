"""Cas d'usage des baux : un fichier par ordre, une réaction par fait reçu."""
