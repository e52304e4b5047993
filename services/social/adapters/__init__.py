"""Branchements du service social : base, publication, réception, lectures."""
