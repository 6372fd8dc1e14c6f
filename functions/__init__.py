"""The Lambda functions, a folder each."""

from __future__ import annotations

import gc

# What a function makes when it starts it keeps, and what serving a call makes goes without the collector's help: to
# look for circles after every 700 objects takes a tenth of a start.
gc.set_threshold(100_000)
