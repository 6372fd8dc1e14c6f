"""Much said at once, before many viewers: posts, delays, dollars."""
