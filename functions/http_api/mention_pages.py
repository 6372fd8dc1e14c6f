"""What reads mentions for a caller: put together when somebody first asks for them."""

from __future__ import annotations

from functions.http_api.chats import views
from functions.http_api.wiring import clock, messages, retention, rooms
from snowfight.domain.mentions.pages import MentionPages
from snowfight.storage.mentions.rows import MentionRows

pages = MentionPages(rooms, messages, MentionRows(), views, retention, clock)
