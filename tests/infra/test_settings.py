"""docs/settings.md and the settings agree."""

from __future__ import annotations

import re

from pydantic.fields import FieldInfo

from infra.settings import Settings
from tests.infra.conftest import ROOT


def default_of(field: FieldInfo) -> str:
    """What the table says of a field where nothing is set."""
    if field.is_required():
        return "required"
    match field.default:
        case None | "" | ():
            return "none"
        case bool() as default:
            return f"`{str(default).lower()}`"
        case tuple() as default:
            return ", ".join(f"`{each}`" for each in default)
        case default:
            return f"`{default}`"


def test_the_table_has_every_setting_with_its_default_and_meaning() -> None:
    text = (ROOT / "docs/settings.md").read_text()

    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*) \|$", text, re.MULTILINE)

    fields = Settings.model_fields.items()
    assert rows == [(name, default_of(field), " ".join((field.description or "").split())) for name, field in fields]
