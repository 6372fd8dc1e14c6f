"""What MiniStack forgets of a mail that it is handed whole: its headers."""

from __future__ import annotations

import base64
import json
from email import message_from_bytes
from email.policy import default
from typing import Any

NAMES = ("_send_raw_email", "_sent_emails_list", "_sent_emails")
OK = 200


def keep_headers(app: Any, ses: Any) -> None:
    """Have the service `ses` keep them with each mail, and `app` list them as `Headers`. Raises RuntimeError where
    either has changed."""
    if not hasattr(app, "_handle_ses_messages_request") or not all(hasattr(ses, name) for name in NAMES):
        raise RuntimeError("MiniStack keeps mail in another way now: adapt local/mail_headers.py.")
    # None of them has another name.
    send, show = ses._send_raw_email, app._handle_ses_messages_request  # noqa: SLF001

    def sent(params: dict[str, Any]) -> Any:
        mail = ses._sent_emails_list()  # noqa: SLF001 -- as above
        before = len(mail)
        answer = send(params)
        for record in mail[before:]:
            record["Headers"] = _headers(params)
        return answer

    async def shown(*request: Any) -> Any:
        answer = await show(*request)
        if answer is None or answer[0] != OK:
            return answer
        status, headers, body = answer
        kept = ses._sent_emails.to_dict().values()  # noqa: SLF001 -- as above
        known = {each["MessageId"]: each["Headers"] for mail in kept for each in mail if "Headers" in each}
        content = json.loads(body)
        for messages in content["messages"].values():
            for message in messages:
                message["Headers"] = known.get(message["MessageId"], {})
        return status, headers, json.dumps(content).encode()

    ses._send_raw_email, app._handle_ses_messages_request = sent, shown  # noqa: SLF001 -- as above


def _headers(params: dict[str, Any]) -> dict[str, str]:
    [data] = params["RawMessage.Data"]
    return {name: str(value) for name, value in message_from_bytes(base64.b64decode(data), policy=default).items()}
