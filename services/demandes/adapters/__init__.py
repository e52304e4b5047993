"""Branchements des demandes : base, publication, réception, lectures, documents, SNE."""
