"""Point d'entrée de `logis`. N'importe rien avant de savoir si le processus doit être greffé par eventlet."""

import sys


def main() -> None:
    """Aiguille : un travailleur charge `console.vert` d'abord ; tout le reste passe par les commandes."""
    arguments = sys.argv[1:]
    if len(arguments) == 3 and arguments[0] == "servir" and arguments[2] == "worker":
        from console import vert

        vert.main(_travailleurs(arguments[1]))
        return
    from console.commandes import application
    from console.commandes.echecs import executer

    executer(application, en_json="--json" in arguments)


def _travailleurs(nom: str) -> tuple[str, ...]:
    from console.services import choisir

    return choisir(nom)
