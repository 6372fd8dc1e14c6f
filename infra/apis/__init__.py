"""What clients reach: the HTTP API and the WebSocket API, their logs and their throttles."""
