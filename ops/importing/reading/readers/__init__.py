"""One reader a format: what it says, as people, chats and posts for the spool."""
