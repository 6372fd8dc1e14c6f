"""What the chat mailed, Cognito's mail included, from MiniStack's SES."""

from __future__ import annotations

from datetime import UTC, datetime

import aiohttp


async def fetch(session: aiohttp.ClientSession, gateway: str) -> list[dict[str, str]]:
    """Mail, newest first: `to`, `subject`, `body` (plain text where there is any) and `sent` (ISO 8601, UTC)."""
    async with session.get(f"{gateway}/_ministack/ses/messages") as answer:
        accounts = (await answer.json())["messages"]
    mail = [message for messages in accounts.values() for message in messages]
    mail.sort(key=lambda message: message["Timestamp"], reverse=True)
    return [
        {
            "to": ", ".join(message["To"]),
            "subject": message["Subject"],
            "body": message["BodyText"] or message["BodyHtml"] or "",
            "sent": _iso(message["Timestamp"]),
        }
        for message in mail
    ]


def _iso(seconds: float) -> str:
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
