"""Given what a user may set, then what does not fit is refused, and what fits is kept as it was meant."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from snowfight.models.preferences import SettingsPatch

QUIET = {"from": "22:00", "to": "07:00", "zone": "Europe/Istanbul"}


@pytest.mark.parametrize(
    "body",
    [
        *({part: None} for part in ("typing", "receipts", "notify", "keywords", "mail", "previews")),
        *({part: value} for part in ("typing", "receipts", "mail", "previews") for value in (0, "true", [])),
        *({"notify": {kind: level}} for kind, level in (("group", "some"), ("group", None), ("groups", "all"))),
        {"notify": "all"},
        {"keywords": "snow"},
        *({"keywords": [word]} for word in ("", "  ", "x" * 51, 7, None, "a\nb", "\u200b")),
        {"keywords": ["snow"] * 21},
        *({"quiet": QUIET | {"zone": zone}} for zone in ("Europe", "Mars/Base", "europe/istanbul", "../UTC", "", None)),
        *(
            {"quiet": QUIET | {"from": time}}
            for time in ("24:00", "7:00", "22:60", "22:00:00", "22:00\n", "", 22, None)
        ),
        {"quiet": QUIET | {"to": "22:00"}},
        {"quiet": QUIET | {"colour": "red"}},
        *({"quiet": {name: QUIET[name] for name in QUIET if name != left_out}} for left_out in QUIET),
        {"quiet": False},
        {"colour": "red"},
    ],
)
def test_what_does_not_fit_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SettingsPatch.model_validate(body)


@pytest.mark.parametrize("zone", ["Europe/Istanbul", "UTC", "Etc/GMT+3", "Asia/Calcutta", "America/Argentina/Ushuaia"])
def test_every_zone_that_a_browser_tells_is_known(zone: str) -> None:
    quiet = SettingsPatch.model_validate({"quiet": QUIET | {"zone": zone}}).quiet
    assert quiet is not None
    assert (quiet.start, quiet.to, quiet.zone) == ("22:00", "07:00", zone)


def test_only_what_is_given_is_set() -> None:
    patch = SettingsPatch.model_validate({"typing": False, "quiet": None, "notify": {"group": "none"}})
    assert patch.given == {"typing", "quiet", "notify"}
    assert patch.notify.model_dump(exclude_unset=True) == {"group": "none"}


def test_keywords_are_kept_once_each_in_their_order_and_as_they_were_written_first() -> None:
    patch = SettingsPatch.model_validate({"keywords": [" Snow ", "ice", "SNOW", "Ice cream", "snow"]})
    assert patch.keywords == ["Snow", "ice", "Ice cream"]
