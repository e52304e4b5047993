"""Cas d'usage du service quittancement : un fichier par ordre, une réaction par fait reçu."""
