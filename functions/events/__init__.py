"""The functions that look after subscriptions, and that send events to them."""
