"""Base, publication (vide) et réception de la passerelle."""
