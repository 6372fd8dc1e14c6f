"""What people may write here: asked by everything that sends or changes a text, whichever door it comes through."""
