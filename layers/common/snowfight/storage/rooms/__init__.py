"""Rows of rooms and their members."""
