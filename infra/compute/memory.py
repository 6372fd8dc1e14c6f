"""How much memory functions get."""

MEMORY = 512
"""MB, and with them the share of a processor: chosen from the curve that `python -m bench memory` prints (ADR 0020)."""
