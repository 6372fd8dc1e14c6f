"""The tables, their backups, and the bucket of the search index."""
