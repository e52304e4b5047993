"""Ce qui se remet en main propre : chèques et espèces, jusqu'à la banque."""
