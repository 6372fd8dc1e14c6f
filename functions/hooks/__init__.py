"""Incoming hooks: what programs post, and who lets them."""
