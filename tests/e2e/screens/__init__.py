"""Every screen of the client, in a world that is always the same: a clock that stands, and a server that is played."""
