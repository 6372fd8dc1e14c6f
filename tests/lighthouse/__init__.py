"""What Lighthouse thinks of the client."""
