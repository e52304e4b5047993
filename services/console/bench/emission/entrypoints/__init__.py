"""Point d'entrée du service d'essai."""
