"""Calls: the chat's newest, who is in one, and what its watcher has to look at."""
