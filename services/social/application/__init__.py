"""Cas d'usage du service social : un fichier par ordre, une réaction par fait reçu."""
