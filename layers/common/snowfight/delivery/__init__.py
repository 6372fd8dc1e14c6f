"""Getting frames to connections: the Gateway Protocol, and our own sender for API Gateway's management API."""
