"""Web Push without a vendor: RFC 8030, 8291 and 8292."""
