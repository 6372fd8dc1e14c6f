"""What serves users' settings: put together when somebody first looks at theirs."""

from __future__ import annotations

from functions.http_api.wiring import clock, database, rate_limits, replace_keywords, rooms
from snowfight.domain.accounts.user_settings import SettingsService
from snowfight.domain.rooms.notify_levels import NotifyLevels
from snowfight.storage.accounts.user_settings import UserSettingsRows

user_settings = SettingsService(UserSettingsRows(database), rate_limits, clock, replace_keywords)
notify_levels = NotifyLevels(rooms, clock)
