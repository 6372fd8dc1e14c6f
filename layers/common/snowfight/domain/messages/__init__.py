"""Messages: sent into a room's log, read from it, kept for as long as the room says."""
