"""Points d'entrée du service recouvrement : ils traduisent, ils ne décident pas."""
