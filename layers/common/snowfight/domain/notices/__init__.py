"""Notices of what is said to those who do not look."""
