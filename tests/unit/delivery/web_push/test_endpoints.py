"""Given an endpoint that a user gave, then it is that of a push service, or nobody connects to it."""

from __future__ import annotations

import pytest

from snowfight.delivery.web_push.endpoints import PushEndpoints
from snowfight.settings import Settings

LOCAL = "http://localhost:8080"


@pytest.mark.parametrize(
    ("origin", "path"),
    [
        ("https://fcm.googleapis.com", "/fcm/send/fv3jab:APA91bE"),
        ("https://fcm.googleapis.com", "/wp/fv3jab:APA91bE"),
        ("https://fcm.googleapis.com", "/preprod/wp/x"),
        ("https://jmt17.google.com", "/fcm/send/x"),
        ("https://updates.push.services.mozilla.com", "/wpush/v2/gAAAA="),
        ("https://web.push.apple.com", "/QGuQyavXutnMH"),
        ("https://wns2-par02p.notify.windows.com", "/w/?token=BQYAAA%3d%3d"),
    ],
)
def test_browsers_endpoints_are_known(origin: str, path: str) -> None:
    assert PushEndpoints().origin(origin + path) == origin


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/x",
        "https://fcm.googleapis.com",
        "https://fcm.googleapis.com/",
        "https://fcm.googleapis.com:444/x",
        "https://fcm.googleapis.com:443/x",
        "https://user@fcm.googleapis.com/x",
        "https://user:secret@fcm.googleapis.com/x",
        "https://fcm.googleapis.com@example.com/x",
        "https://example.com/https://fcm.googleapis.com/x",
        "https://fcm.googleapis.com.example.com/x",
        "https://xfcm.googleapis.com/x",
        "https://storage.googleapis.com/bucket/x",
        "https://googleapis.com/x",
        "https://push.apple.com.example.com/x",
        "https://evilpush.apple.com/x",
        "https://push.apple.com/x",
        "https://example.com\\.push.apple.com/x",
        "https://example.com#.push.apple.com/x",
        "https://example.com?.push.apple.com/x",
        "https://fcm.googleapis.com/x#fragment",
        "https://fcm.googleapis.com/x y",
        "https://fcm.googleapis.com/x\r\nHost: example.com",
        "https://fcm.googleapis.com/x\n",
        "https://ﬀcm.googleapis.com/x",
        "https://169.254.169.254/latest/meta-data",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "ftp://fcm.googleapis.com/x",
        "//fcm.googleapis.com/x",
        "fcm.googleapis.com/x",
        "",
        f"{LOCAL}/_local/push/a",
    ],
)
def test_nothing_else_is(endpoint: str) -> None:
    assert PushEndpoints().origin(endpoint) is None


def test_the_local_stack_knows_its_own_stand_in_too() -> None:
    endpoints = PushEndpoints.of(Settings(stage="local", site_origins=(LOCAL, "http://127.0.0.1:8080")))
    assert endpoints.origin(f"{LOCAL}/_local/push/device/1") == LOCAL
    assert endpoints.origin("http://127.0.0.1:8080/_local/push/x") == "http://127.0.0.1:8080"
    assert endpoints.origin("https://web.push.apple.com/x") == "https://web.push.apple.com"
    for other in (
        f"{LOCAL}/_local/push/",
        f"{LOCAL}/api/health",
        f"{LOCAL}/_local/push/x y",
        f"{LOCAL}/_local/push/x\r\nA: b",
        "http://localhost:80800/_local/push/x",
        "http://localhost:8081/_local/push/x",
        "http://localhost:8080@example.com/_local/push/x",
    ):
        assert endpoints.origin(other) is None


def test_a_cloud_knows_no_stand_in_whatever_origins_it_lets_in() -> None:
    settings = Settings(stage="prod", site_origins=(LOCAL,))
    assert PushEndpoints.of(settings).origin(f"{LOCAL}/_local/push/x") is None
