"""The relays of a deployment: whether they let browsers in."""
