"""Ce que la passerelle projette ; elle ne décide rien."""
