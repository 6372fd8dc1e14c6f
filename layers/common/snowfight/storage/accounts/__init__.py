"""Rows of accounts, their codes and tickets."""
