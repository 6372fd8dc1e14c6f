"""Calls: how they begin, change hands and end, who is told, and what the log keeps of them."""
