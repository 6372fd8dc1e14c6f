"""Changes to what was said: edits, deletions, reactions, pins; and catching up with them."""
