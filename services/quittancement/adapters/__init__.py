"""Branchements du service quittancement : base, publication, réception, lectures."""
