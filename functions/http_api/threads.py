"""What reads threads for a caller: put together when somebody first opens one."""

from __future__ import annotations

from functions.http_api.chats import views
from functions.http_api.wiring import messages, retention, rooms
from snowfight.domain.messages.thread_pages import ThreadPages
from snowfight.storage.messages.threads import Threads

pages = ThreadPages(rooms, messages, Threads(), views, retention)
