"""Searching a long chat: what the index and a search ask for, beside reading the log and beside PostgreSQL."""
