"""Exports of other chats, small and made by hand: what their formats say, and where they are said to go wrong."""

from tests.support.exports.discord import DiscordExport
from tests.support.exports.mattermost import MattermostExport
from tests.support.exports.slack import SlackExport
from tests.support.exports.telegram import TelegramExport
from tests.support.exports.zulip import ZulipExport

__all__ = ["DiscordExport", "MattermostExport", "SlackExport", "TelegramExport", "ZulipExport"]
