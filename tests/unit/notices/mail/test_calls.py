"""Given the link in a mail, when its reader, a browser or anybody calls it, then …"""

from __future__ import annotations

import base64
from typing import Any

import pytest

from functions.notices.mail_routes import UNSUBSCRIBE, mail_router
from snowfight.transport.http_app import HttpApp
from tests.support.chat import Chat
from tests.support.events import http_event
from tests.support.mails import ORIGIN, Mailing

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ONE_CLICK = "List-Unsubscribe=One-Click"


class Calls:
    """The routes in an app, as the function has them."""

    def __init__(self, mailing: Mailing) -> None:
        self.mailing = mailing
        self.app = HttpApp(
            [mail_router(mailing.stops)], [ORIGIN], lambda _caller: None, forms=lambda path: path == UNSUBSCRIBE
        )

    def call(
        self, method: str, token: str | None, body: Any = None, path: str = UNSUBSCRIBE, **parts: Any
    ) -> dict[str, Any]:
        query = None if token is None else {"token": token}
        return self.app.serve(http_event(method, path, body, query=query, **parts), None)

    @property
    def wants_mail(self) -> bool:
        return self.mailing.settings.get_many(["bob"])["bob"].mail


@pytest.fixture
def calls(chat: Chat) -> Calls:
    chat.user("bob", verified=True)
    return Calls(Mailing(chat))


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (ONE_CLICK, FORM),
        (ONE_CLICK, {**FORM, "Origin": "https://mail.example"}),
        ('--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
         {"Content-Type": "multipart/form-data; boundary=x"}),
        (base64.b64encode(ONE_CLICK.encode()).decode(), FORM),
        (None, {}),
        ({}, {"Content-Type": "application/json"}),
    ],
)  # fmt: skip
def test_one_click_ends_these_mails_whatever_form_it_is_sent_as(
    calls: Calls, body: Any, headers: dict[str, str]
) -> None:
    for path in (UNSUBSCRIBE, f"{UNSUBSCRIBE}/"):
        assert calls.call("POST", "bob.mail-of-bob", body, path, headers=headers)["statusCode"] == 204
    assert not calls.wants_mail


def test_who_only_looks_is_led_to_the_page_and_nothing_is_ended(calls: Calls) -> None:
    answer = calls.call("GET", "bob.mail-of-bob&x=<y>")
    assert answer["statusCode"] == 303
    location = {name.lower(): value for name, value in answer["headers"].items()}["location"]
    assert location == "/mail/unsubscribe?token=bob.mail-of-bob%26x%3D%3Cy%3E"
    assert calls.wants_mail


@pytest.mark.parametrize("token", [None, "", "ann.mail-of-bob", "x" * 300])
def test_without_a_good_token_nothing_is_ended(calls: Calls, token: str | None) -> None:
    answer = calls.call("POST", token, ONE_CLICK, headers=FORM)
    assert answer["statusCode"] in {404, 422}
    assert calls.wants_mail


def test_forms_are_taken_nowhere_else(calls: Calls) -> None:
    app = HttpApp([mail_router(calls.mailing.stops)], [ORIGIN], lambda _caller: None)
    event = http_event("POST", UNSUBSCRIBE, ONE_CLICK, query={"token": "bob.mail-of-bob"}, headers=FORM)
    assert app.serve(event, None)["statusCode"] == 415
    assert calls.wants_mail
