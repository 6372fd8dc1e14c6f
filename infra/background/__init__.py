"""Functions that nobody waits for: streams, schedules, dead letters."""
