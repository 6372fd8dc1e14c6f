"""Reports over HTTP: who may ask what, and what they get."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from snowfight.models.moderation import Report
from snowfight.storage.accounts.records import account_row
from snowfight.storage.moderation.moments import new_id
from snowfight.storage.moderation.reports import KeptReport, Reports
from snowfight.storage.rows.rooms import AccountRow
from tests.support.events import claims
from tests.support.site import Answer, Site

OPEN = {"url": "https://chat.example.org/chat/public-chat", "reason": "illegal", "text": "It is a lie."}
COUNTED = ("ReportsMade", "ReportsDecided", "Sanctions")
NOWHERE = "/api/moderation/reports/1769860800000-0123456789abcdef"


@pytest.fixture
def chat(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """With Bob's message in the public chat; Mod is a moderator."""
    for name in ("ann", "bob", "mod"):
        site.sign_up(name)
    wiring = site.lambdas.moderation_wiring
    monkeypatch.setattr(wiring.fanout, "_gateway", site.gateway)
    monkeypatch.setattr(wiring.decision_notices, "_mail", site.mail)
    wiring.database.update(account_row("mod"), [AccountRow.role.set("moderator")])
    link = site.connect("bob")
    site.say(link, {"type": "join", "room": "public-chat"})
    client_id = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
    site.say(link, {"type": "message", "room": "public-chat", "client_id": client_id, "body": "you fool"})
    return site


def report(chat: Site, **changes: Any) -> Answer:
    """Ann reports."""
    body = {"seq": 1, "reason": "abuse", **changes}
    return chat.as_user("ann", "POST", "/api/chat/public-chat/report", body)


def listed(chat: Site, **query: str) -> Any:
    return chat.as_user("mod", "GET", "/api/moderation/reports", query=query).body


def metrics(text: str) -> dict[str, float]:
    """The embedded metrics in what a function printed."""
    lines = [line for line in map(json.loads, text.splitlines()) if "_aws" in line]
    return {name: line[name][0] for line in lines for name in line if isinstance(line[name], list)}


def test_a_report_is_made_listed_and_decided(chat: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(chat, text="always").status == 204
    assert report(chat).status == 204

    page = listed(chat)
    [found] = page["reports"]
    assert page["cursor"] is None
    assert set(found) == set(Report.model_fields)
    assert (found["reporter"], found["author"], found["message"]["body"]) == ("ann", "bob", "you fool")

    path = f"/api/moderation/reports/{found['id']}"
    answer = chat.as_user("mod", "POST", path, {"decision": "mute", "minutes": 5, "statement": "Be kind."})
    assert answer.status == 200
    assert answer.body == {**found, "state": "closed", "decision": "mute", "decided_by": "mod", "statement": "Be kind."}
    assert chat.as_user("mod", "POST", path, {"decision": "none"}).body["code"] == "decided"

    assert listed(chat)["reports"] == []
    assert listed(chat, state="closed")["reports"] == [answer.body]
    assert listed(chat, author="bob")["reports"] == [answer.body]
    [notice] = chat.as_user("ann", "GET", "/api/me/notices").body["notices"]
    assert (notice["kind"], notice["text"], notice["room"], notice["seq"]) == ("decided", "Be kind.", "public-chat", 1)
    counted = metrics(capsys.readouterr().out)
    assert {name: counted[name] for name in COUNTED} == dict.fromkeys(COUNTED, 1)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"seq": 2, "reason": "spam"}, 404, "no_such_message"),
        ({"seq": 0, "reason": "spam"}, 404, "no_such_message"),
        ({"seq": 1, "reason": "boring"}, 422, "invalid"),
        ({"seq": 1}, 422, "invalid"),
        ({"seq": 1, "reason": "spam", "text": "x" * 2_001}, 422, "invalid"),
    ],
)
def test_what_is_no_report_is_refused(chat: Site, body: dict[str, Any], status: int, code: str) -> None:
    answer = chat.as_user("ann", "POST", "/api/chat/public-chat/report", body)

    assert (answer.status, answer.body["code"]) == (status, code)


def test_anybody_reports_without_an_account_five_times_an_hour(chat: Site) -> None:
    answers = [chat.call("POST", "/api/report", OPEN, headers={"x-forwarded-for": "192.0.2.1"}) for _ in range(6)]

    assert [answer.status for answer in answers] == [202] * 5 + [429]
    assert "Retry-After" in answers[5].headers
    assert chat.call("POST", "/api/report", OPEN, headers={"x-forwarded-for": "192.0.2.2"}).status == 202
    reports = listed(chat)["reports"]
    assert {each["id"] for each in reports} >= {answer.body["id"] for answer in answers[:5]}
    assert {(each["url"], each["reporter"], each["message"]) for each in reports} == {(OPEN["url"], None, None)}


def test_another_sites_form_reports_nothing(chat: Site) -> None:
    answer = chat.call("POST", "/api/report", "url=x", headers={"content-type": "application/x-www-form-urlencoded"})

    assert answer.status == 415


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("GET", "/api/moderation/reports", None), ("POST", NOWHERE, {"decision": "none"}), ("POST", NOWHERE, {"no": 1})],
)
def test_only_moderators_are_served_whatever_they_ask(chat: Site, method: str, path: str, body: Any) -> None:
    answer = chat.as_user("ann", method, path, body)

    assert (answer.status, answer.body["code"]) == (403, "not_allowed")


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        (NOWHERE, {"decision": "none"}, 404, "no_such_report"),
        ("/api/moderation/reports/x", {"decision": "none"}, 404, "no_such_report"),
        (NOWHERE, {"decision": "mute"}, 422, "invalid"),
        (NOWHERE, {"decision": "mute", "minutes": 43_201}, 422, "invalid"),
        (NOWHERE, {"decision": "forgive"}, 422, "invalid"),
    ],
)
def test_what_is_no_decision_is_refused(chat: Site, path: str, body: Any, status: int, code: str) -> None:
    answer = chat.as_user("mod", "POST", path, body)

    assert (answer.status, answer.body["code"]) == (status, code)


def test_a_mute_without_minutes_is_told_by_its_field(chat: Site) -> None:
    answer = chat.as_user("mod", "POST", NOWHERE, {"decision": "mute"})

    assert [error["field"] for error in answer.body["errors"]] == ["minutes"]


@pytest.mark.parametrize("query", [{"state": "lost"}, {"cursor": "no cursor"}, {"author": "?"}])
def test_what_is_no_page_is_refused(chat: Site, query: dict[str, str]) -> None:
    assert chat.as_user("mod", "GET", "/api/moderation/reports", query=query).status == 422


def test_what_waits_is_measured_and_where_nothing_waits_nothing_is_told(
    chat: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    chat.lambdas.report_gauge.handler({}, None)
    assert metrics(capsys.readouterr().out) == {}

    since = datetime.now(UTC) - timedelta(hours=25)
    reports = Reports(chat.lambdas.moderation_wiring.database)
    reports.open(KeptReport(Report(id=new_id(since), reason="other", text="", created=since)))
    assert report(chat).status == 204
    capsys.readouterr()
    chat.lambdas.report_gauge.handler({}, None)

    told = metrics(capsys.readouterr().out)
    assert (told["OpenReports"], round(told["OldestReport"], 1)) == (2, 25.0)


def test_a_session_that_is_over_is_told_so_before_anything_else(chat: Site) -> None:
    answer = chat.call("GET", "/api/moderation/reports", caller=claims("nobody"))

    assert (answer.status, answer.body["code"]) == (401, "unauthorized")
