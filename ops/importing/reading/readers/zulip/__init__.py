"""Zulip."""
