"""The calls of the HTTP API that moderators and owners make, and those about what was decided."""
