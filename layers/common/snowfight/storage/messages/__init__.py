"""Rows of messages: the numbered log of a room."""
