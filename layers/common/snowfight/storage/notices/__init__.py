"""Rows of notices: who is pushed to, what was told, and what waits."""
