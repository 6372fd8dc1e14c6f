"""What the fan-out costs, measured: `make bench`."""
