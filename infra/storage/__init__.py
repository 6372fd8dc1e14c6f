"""The tables, and their backups."""
