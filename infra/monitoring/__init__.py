"""What is measured, what raises an alarm, and the dashboard that shows both."""
