"""The routes, by who calls."""
