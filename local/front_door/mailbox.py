"""What the chat mailed, Cognito's mail included, from MiniStack's SES."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import aiohttp


async def fetch(session: aiohttp.ClientSession, gateway: str) -> list[dict[str, Any]]:
    """Mail, newest first: `to`, `subject`, `body` (plain text where there is any), `html` (empty where there is none),
    `headers` (by name) and `sent` (ISO 8601, UTC)."""
    async with session.get(f"{gateway}/_ministack/ses/messages") as answer:
        accounts = (await answer.json())["messages"]
    mail = [message for messages in accounts.values() for message in messages]
    mail.sort(key=lambda message: message["Timestamp"], reverse=True)
    return [
        {
            "to": ", ".join(message["To"]),
            "subject": message["Subject"],
            "body": message["BodyText"] or message["BodyHtml"] or "",
            "html": message["BodyHtml"] or "",
            "headers": _headers(message),
            "sent": _iso(message["Timestamp"]),
        }
        for message in mail
    ]


def _headers(message: dict[str, Any]) -> dict[str, str]:
    """A mail's own, or those that SES writes for one that it is given in parts."""
    given = {"From": message.get("Source", ""), "To": ", ".join(message["To"]), "Subject": message["Subject"]}
    return message.get("Headers") or given


def _iso(seconds: float) -> str:
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
