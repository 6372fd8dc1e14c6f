"""Mail of what was missed: who waits for one, what it tells, and how it ends."""
