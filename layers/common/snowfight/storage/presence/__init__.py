"""Rows of connections, what they show, what is counted, and when it is told."""
