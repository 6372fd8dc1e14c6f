"""What an operator does with a deployment: `python -m ops.<command> STAGE`, as the Makefile calls it."""
