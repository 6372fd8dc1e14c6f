"""Rows of bots and their tokens."""
