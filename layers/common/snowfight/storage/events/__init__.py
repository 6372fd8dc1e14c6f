"""Where events of chats are sent to, and how far that has got."""
