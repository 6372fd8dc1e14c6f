"""Searching what was said: words, the index, and pages of what is found."""
