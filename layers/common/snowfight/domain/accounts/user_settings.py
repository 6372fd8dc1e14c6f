"""A user's settings: how they are told, and what of them others are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import cast

from snowfight.clock import Clock
from snowfight.domain.admission import living
from snowfight.models.chat import Kind, Level
from snowfight.models.preferences import NotifyLevels, Quiet, Settings, SettingsPatch
from snowfight.storage.accounts.user_settings import Quiet as StoredQuiet
from snowfight.storage.accounts.user_settings import SettingsChange, UserSettings, UserSettingsRows
from snowfight.storage.rate_limits import RateLimit, RateLimits

CHANGES = RateLimit("settings", 120, timedelta(minutes=10), "that is very many changes of your settings")
"""Of one user: far more than anybody turns switches by hand. Each is told to nobody."""


KEYWORDS = RateLimit("keywords", 30, timedelta(minutes=10), "that is very many changes of your keywords")
"""The same of what is written for each chat that the user is in."""

ReplaceKeywords = Callable[[str, Sequence[str]], None]
"""Makes those the keywords of a user in all of their chats."""


class SettingsService:
    def __init__(
        self, rows: UserSettingsRows, rate_limits: RateLimits, clock: Clock, replace_keywords: ReplaceKeywords
    ) -> None:
        self._rows = rows
        self._rate_limits = rate_limits
        self._clock = clock
        self._replace_keywords = replace_keywords

    def get(self, username: str, signed_in: datetime | None = None) -> Settings:
        """What holds for the user; raises Unauthorized."""
        account, settings = self._rows.with_account(username)
        living(account, signed_in)
        return _shown(settings)

    def change(self, username: str, patch: SettingsPatch, signed_in: datetime | None = None) -> Settings:
        """Set what `patch` names, and return the whole; raises Unauthorized, RateLimited."""
        account, settings = self._rows.with_account(username)
        living(account, signed_in)
        change = _change(patch)
        if change == SettingsChange():
            return _shown(settings)
        self._rate_limits.spend(CHANGES, username, self._clock.now())
        if change.keywords is not None:
            self._rate_limits.spend(KEYWORDS, username, self._clock.now())
        changed = self._rows.change(username, change)
        if change.keywords is not None:  # those that are so already too: a call before may have failed here
            self._replace_keywords(username, change.keywords)
        return _shown(changed)


def _change(patch: SettingsPatch) -> SettingsChange:
    given = patch.given
    quiet = patch.quiet
    return SettingsChange(
        typing=patch.typing if "typing" in given else None,
        receipts=patch.receipts if "receipts" in given else None,
        notify=cast("Mapping[Kind, Level]", patch.notify.model_dump(exclude_unset=True)),
        keywords=tuple(patch.keywords) if "keywords" in given else None,
        quiet=StoredQuiet(quiet.start, quiet.to, quiet.zone) if quiet else None,
        ends_quiet="quiet" in given and quiet is None,
        mail=patch.mail if "mail" in given else None,
        previews=patch.previews if "previews" in given else None,
    )


def _shown(settings: UserSettings) -> Settings:
    quiet = settings.quiet
    return Settings(
        typing=settings.typing,
        receipts=settings.receipts,
        notify=NotifyLevels.model_validate(settings.notify),
        keywords=list(settings.keywords),
        quiet=Quiet(start=quiet.start, to=quiet.end, zone=quiet.zone) if quiet else None,
        mail=settings.mail,
        previews=settings.previews,
    )
