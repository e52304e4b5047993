"""Vocabulaire pur partagé par les domaines : argent, temps, refus, faits, barèmes datés, explications."""
