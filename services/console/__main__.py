"""`python -m console` : la même chose que la commande `logis`."""

from console.principal import main

main()
