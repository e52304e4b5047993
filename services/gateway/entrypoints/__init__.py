"""Points d'entrée de la passerelle : web, partenaires et worker."""
