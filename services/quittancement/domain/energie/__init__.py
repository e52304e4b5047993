"""Maîtrise des consommations : compteurs, relevés, climat, anomalies, information des occupants."""
