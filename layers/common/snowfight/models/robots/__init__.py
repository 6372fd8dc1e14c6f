"""What programs that take part are told, and tell: bots, hooks, and events (wire contract, part 8)."""
