"""Points d'entrée du service social : ils traduisent, ils ne décident pas."""
