"""Le consommateur témoin : il suit tous les agrégats et son seul effet est d'ajouter une ligne, jamais idempotente.

Il n'existe que sur le banc. C'est lui qui rend visible une exécution de trop, une de moins, ou dans le désordre.
"""
