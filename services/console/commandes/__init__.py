"""Les commandes de `logis`."""

from console.commandes.application import application

__all__ = ["application"]
