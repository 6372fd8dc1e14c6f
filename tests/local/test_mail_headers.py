"""MiniStack's SES keeps the headers of a mail that it is handed whole."""

from __future__ import annotations

import base64
import json
import subprocess
from types import SimpleNamespace

import pytest

from local.mail_headers import keep_headers
from local.processes import environment
from local.settings import EMULATOR_PYTHON, ROOT

MAIL = (
    "From: chat@example.com\r\nTo: ann@example.com\r\nSubject: =?utf-8?q?Ne_ka=C3=A7t=C4=B1=3F?=\r\n"
    "List-Unsubscribe: <https://chat.example.com/api/mail/unsubscribe?token=abc>\r\n"
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/alternative; boundary="b"\r\n\r\n'
    "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nplain\r\n"
    "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>rich</p>\r\n--b--\r\n"
)
PROGRAM = """
import asyncio, json, sys
from ministack import app
from ministack.services import ses
from local.mail_headers import keep_headers
ses._identities["chat@example.com"] = {"VerificationStatus": "Success"}
ses._message_rejection = lambda *_: None
keep_headers(app, ses)
ses._send_raw_email({"RawMessage.Data": [sys.argv[1]]})
ses.send_internal_email("chat@example.com", ["bob@example.com"], "in parts", "text")
_, _, body = asyncio.run(app._handle_ses_messages_request("GET", "/_ministack/ses/messages", {}, {}))
[messages] = json.loads(body)["messages"].values()
print(json.dumps(messages))
"""


def test_a_mails_own_headers_are_kept_beside_its_text() -> None:
    data = base64.b64encode(MAIL.encode()).decode()
    done = subprocess.run(
        [EMULATOR_PYTHON, "-c", PROGRAM, data],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    record, other = json.loads(done.stdout.splitlines()[-1])

    assert record["Headers"]["List-Unsubscribe"] == "<https://chat.example.com/api/mail/unsubscribe?token=abc>"
    assert record["Headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert record["Headers"]["Subject"] == record["Subject"] == "Ne kaçtı?"
    assert (record["To"], record["BodyText"].strip()) == (["ann@example.com"], "plain")
    assert record["BodyHtml"].strip() == "<p>rich</p>"
    assert (other["Subject"], other["Headers"]) == ("in parts", {})


def test_a_service_that_works_otherwise_is_a_failure_in_words() -> None:
    with pytest.raises(RuntimeError, match="adapt local/mail_headers"):
        keep_headers(SimpleNamespace(), SimpleNamespace())
