"""Bots: accounts that programs speak by, made by users and known by tokens (wire contract, part 8)."""
