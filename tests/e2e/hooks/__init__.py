"""Incoming hooks over the wire."""
