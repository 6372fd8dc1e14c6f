"""What a page asks for as it opens."""
