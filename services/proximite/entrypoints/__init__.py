"""Points d'entrée du service proximite : ils traduisent, ils ne décident pas."""
