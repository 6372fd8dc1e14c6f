"""What else leaves the process, each behind a small Protocol: who keeps passwords, and who sends mail."""
