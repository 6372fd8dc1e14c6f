"""Posting to addresses that users give: only to public ones, whatever they are written or resolve like (ADR 0065)."""
