"""What only people who were imported ask for."""
