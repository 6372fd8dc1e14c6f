"""Discord, as DiscordChatExporter writes it."""
