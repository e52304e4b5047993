"""Point d'entrée de `logis`. N'importe rien avant de savoir si le processus doit être greffé par eventlet.

Un processus de service ne charge pas l'arbre des commandes : il y gagne une quarantaine de mégaoctets.
"""

import sys

SERVICES_A_LOTS = ("quittancement",)
"""Services dont un processus fait avancer les traitements de masse."""
ROLES = ("worker", "grpc", "lots", "web")


def main() -> None:
    """Aiguille : `servir` va droit à son rôle, un travailleur charge `console.vert` d'abord ; le reste passe par les commandes."""
    arguments = sys.argv[1:]
    if len(arguments) == 3 and arguments[0] == "servir" and _servir(service=arguments[1], role=arguments[2]):
        return
    from console.commandes import application
    from console.commandes.echecs import executer

    executer(application, en_json="--json" in arguments)


def _servir(*, service: str, role: str) -> bool:
    """Sert jusqu'à l'arrêt ; faux si ce rôle n'existe pas pour ce service : la commande le dira."""
    if (
        role not in ROLES
        or (role == "lots" and service not in SERVICES_A_LOTS)
        or (role == "web" and service != "gateway")
    ):
        return False
    # structlog charge rich s'il le trouve, pour un rendu de console dont nos journaux JSON ne se servent pas : cinq mégaoctets.
    sys.modules["rich"] = None  # type: ignore[assignment]
    if role == "worker":
        from console import vert

        vert.main(_services(service))
    elif role == "grpc":
        from console.hebergement import servir_grpc

        servir_grpc(_services(service))
    elif role == "lots":
        from console.hebergement import servir_lots

        servir_lots(service)
    else:
        from gateway.entrypoints.web import main

        main()
    return True


def _services(nom: str) -> tuple[str, ...]:
    from console.services import choisir

    return choisir(nom)
