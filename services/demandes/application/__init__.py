"""Cas d'usage du service demandes : un fichier par ordre, une réaction par fait reçu."""
