"""Telling somebody who is away: what a push and a mail ask for, and what a turn of the notifier takes."""
