"""Points d'entrée du service demandes : ils traduisent, ils ne décident pas."""
