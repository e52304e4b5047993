"""Points d'entrée du service quittancement : ils traduisent, ils ne décident pas."""
