"""Les paiements par la banque : mandats et remises de prélèvement, relevés et rapprochement. Pur."""
