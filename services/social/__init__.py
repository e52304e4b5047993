"""Social : accompagnement des ménages (missions PRE_ACCOMPAGNER et EXP_ACCOMPAGNER). L'existence d'un dossier est un secret."""
