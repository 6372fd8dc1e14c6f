"""Calls: what they ask for."""
