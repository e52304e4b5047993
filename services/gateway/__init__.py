"""La passerelle : REST, vue 360° et porte des partenaires ; aucune règle métier, aucun argent."""
