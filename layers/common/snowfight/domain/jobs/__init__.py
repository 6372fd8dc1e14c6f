"""Jobs: work that goes on after the answer."""
