"""Incoming hooks: addresses that programs post to, and what of Slack's form becomes a message here."""
