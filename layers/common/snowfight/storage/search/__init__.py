"""The search index: which files it has, what is in one, and what has changed since."""
