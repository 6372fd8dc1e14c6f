"""Rows of mentions: whom a message mentioned."""
