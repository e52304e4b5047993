"""Charges récupérables : natures, clés, répartition, décomptes ; domaine pur."""
