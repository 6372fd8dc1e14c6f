"""Emoji: Unicode's, and those that users add."""
