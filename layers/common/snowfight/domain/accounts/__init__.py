"""Accounts: signing up, in and out, proving an address, profiles, taking one's data along, going."""
