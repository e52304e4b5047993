"""Les bancs de mesure : un débit n'a de sens qu'à côté de sa limite, mesurée dans le même passage."""
