"""Cas d'usage du service proximite : un fichier par ordre, une réaction par fait reçu."""
