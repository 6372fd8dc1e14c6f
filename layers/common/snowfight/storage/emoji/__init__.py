"""Rows of custom emoji."""
