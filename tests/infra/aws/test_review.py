"""docs/aws-review.md has a row for each type of resource, and no others."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.infra.conftest import COMBINATIONS, ROOT, Synthesised


def test_every_type_of_resource_was_looked_up(combined: Callable[[str], Synthesised]) -> None:
    used = {each["Type"] for name in COMBINATIONS for each in combined(name).resources.values()}

    rows = re.findall(r"^\| `((?:AWS|Custom)::[\w:]+)` \|", (ROOT / "docs/aws-review.md").read_text(), re.MULTILINE)

    assert rows == sorted(used)
