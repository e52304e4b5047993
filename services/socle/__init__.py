"""Le socle commun des six services : `domaine` (pur) et `technique` (cadres logiciels)."""
