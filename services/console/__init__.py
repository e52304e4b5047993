"""La commande `logis` : démarrer, migrer, observer, démontrer, mesurer. Seul paquet à connaître tous les services."""
