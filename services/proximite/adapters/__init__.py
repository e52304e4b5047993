"""Branchements du service proximite : base, publication, réception, lectures."""
