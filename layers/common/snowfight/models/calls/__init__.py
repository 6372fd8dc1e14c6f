"""Calls: what is said about them over the socket and over HTTP, and what is kept of one."""
