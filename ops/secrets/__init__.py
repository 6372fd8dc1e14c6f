"""Secrets that are made once, in the parameter store, and whose texts nobody sees."""
