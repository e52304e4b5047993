"""Points d'entrée des baux : ils traduisent, ils ne décident pas."""
