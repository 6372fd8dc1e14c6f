"""Notices: pushes and mail to those who do not look."""
