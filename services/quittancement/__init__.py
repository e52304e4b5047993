"""Quittancement : comptes locataires, quittances, paiements, constat des impayés (missions S02)."""
