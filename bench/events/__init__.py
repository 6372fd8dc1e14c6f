"""What an event costs."""
