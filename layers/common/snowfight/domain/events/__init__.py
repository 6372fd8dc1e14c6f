"""What happens in a chat, sent to programs that subscribed to it (wire contract, part 8; ADR 0065)."""
