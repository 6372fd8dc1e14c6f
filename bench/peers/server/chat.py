"""A chat on Django Channels and Redis, in one process of uvicorn, as its documentation has it: save, then broadcast.

It is meant to be fair, so it does better than the most copied one: a message goes to the group whole, and no
connection reads it from the database again. `uvicorn chat:application`, with DATABASE and REDIS in the environment.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

import django
from django.conf import settings
from django.db.backends.signals import connection_created

settings.configure(
    SECRET_KEY="no secret",  # noqa: S106
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["DATABASE"],
            "CONN_MAX_AGE": None,
            "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"},
        }
    },
    CHANNEL_LAYERS={
        "default": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [os.environ["REDIS"]]}}
    },
)
django.setup()

from channels.generic.websocket import AsyncJsonWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter  # noqa: E402
from django.db import connection, models  # noqa: E402

statements: list[str] = []


def _count(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
    statements.append(sql)
    return execute(sql, *arguments)


connection_created.connect(lambda connection, **_: connection.execute_wrappers.append(_count), weak=False)


class Message(models.Model):
    author = models.CharField(max_length=64)
    body = models.CharField(max_length=300)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "chat"


class Chat(AsyncJsonWebsocketConsumer):
    """One connection, in the one chat that there is."""

    async def connect(self) -> None:
        await self.channel_layer.group_add("public-chat", self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:  # noqa: ARG002
        await self.channel_layer.group_discard("public-chat", self.channel_name)

    async def receive_json(self, content: dict[str, Any], **_: Any) -> None:
        kept = await Message.objects.acreate(author=content["author"], body=content["body"])
        message = {"id": kept.id, "author": kept.author, "body": kept.body, "created": kept.created.isoformat()}
        await self.channel_layer.group_send("public-chat", {"type": "push", "message": message})

    async def push(self, event: dict[str, Any]) -> None:
        await self.send_json(event["message"])


async def _http(_scope: Any, _receive: Any, send: Any) -> None:
    """Tells how many SQL statements there have been."""
    body = json.dumps({"queries": len(statements)}).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})


with connection.schema_editor() as schema:
    schema.create_model(Message)
connection.close()

application = ProtocolTypeRouter({"http": _http, "websocket": Chat.as_asgi()})
