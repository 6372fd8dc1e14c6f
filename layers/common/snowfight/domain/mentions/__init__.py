"""Mentions: whom a message means, what is kept of that for them, and the page of what mentioned somebody."""
