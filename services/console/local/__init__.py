"""Ce qui tourne sur ce poste : un espace, son PostgreSQL, ses bases et, s'il le faut, son nœud RabbitMQ.

`espace` dit où tout se range, `postgres` et `rabbitmq` lancent un serveur à soi (jamais ceux du système),
`bases` crée une base et un rôle par service, sur le PostgreSQL de l'espace ou sur un autre.
"""
