"""Rooms: groups, private chats, the list of chats, what a connection shows, how far each has read."""
