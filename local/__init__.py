"""What `make run` starts: MiniStack, the deploy into it, and the front door, as one process tree."""
