"""Searching what was said, and the index for it."""
