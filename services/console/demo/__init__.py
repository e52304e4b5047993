"""Le parcours de référence, joué par la porte publique : chaque étape par un agent du bon métier."""
