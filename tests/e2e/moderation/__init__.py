"""A community that looks after itself, from end to end."""
