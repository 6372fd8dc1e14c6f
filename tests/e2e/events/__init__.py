"""Events, on a stack that runs."""
