"""What a community looks after itself with, as it is kept."""
