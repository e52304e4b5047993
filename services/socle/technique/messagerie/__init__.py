"""Le noyau de messagerie : outbox, relais, inbox, retenue, reprises, garage."""
