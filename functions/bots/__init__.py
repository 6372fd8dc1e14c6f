"""Bots: what their makers ask for, and the calls that a bot makes with its token."""
