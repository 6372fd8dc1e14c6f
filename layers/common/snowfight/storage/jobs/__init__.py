"""Rows of jobs, and what jobs take away."""
