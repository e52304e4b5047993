"""Branchements du service recouvrement : base, publication, réception, lectures."""
