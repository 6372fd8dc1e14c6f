"""What an export comes to in the tables: people, chats, logs, files, emoji."""
