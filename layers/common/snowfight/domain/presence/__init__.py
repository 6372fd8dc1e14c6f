"""Presence: connections, who is here, and telling everybody as often as its budget allows."""
