"""Cadres logiciels du socle : base de données, messagerie, gRPC, droits, télémétrie, documents."""
