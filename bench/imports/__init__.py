"""What an imported message asks for."""
