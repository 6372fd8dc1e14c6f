"""Synapse, the server of Matrix that most run: how it is run here, and what its clients do."""
