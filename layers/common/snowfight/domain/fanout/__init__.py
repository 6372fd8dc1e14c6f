"""Fan-out: one frame to many connections, by this function or by workers, a shard each."""
