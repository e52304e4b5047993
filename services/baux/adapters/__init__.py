"""Branchements des baux : base, publication, réception, lectures, autres services."""
