"""Le chaos : de vraies commandes pendant que tout casse, puis le compte de ce qui s'est perdu, doublé, inversé, bloqué."""
