"""What each chat marks its texts with, as our Markdown (docs/client.md), mentions and links to chats."""
