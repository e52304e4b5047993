"""Le point d'entrée du témoin."""
