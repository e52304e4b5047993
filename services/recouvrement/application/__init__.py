"""Cas d'usage du service recouvrement : un fichier par ordre, une réaction par fait reçu."""
