"""What tests share: a chat on moto's tables, and stand-ins for the world outside."""
