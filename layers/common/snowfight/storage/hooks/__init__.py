"""What writes into chats from outside."""
