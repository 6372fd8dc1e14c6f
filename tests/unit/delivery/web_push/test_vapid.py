"""Given the deployment's key, when a push service is told who pushes, then it can prove it, and for its own origin."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidSignature

from snowfight.delivery.web_push.vapid import LIFETIME, ORIGINS, RESERVE, Vapid
from tests.support.clock import ManualClock
from tests.support.push_browser import claims, parts, unbase64url, verify

KEY = bytes(range(1, 33))
SUBJECT = "mailto:chat@example.com"
GOOGLE, APPLE = "https://fcm.googleapis.com", "https://web.push.apple.com"

# RFC 8292, section 2.4
EXAMPLE = (
    "vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3Njgs"
    "InN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNj"
    "jvW2L9OkSSHzvoD1oA, "
    "k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs"
)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def vapid(clock: ManualClock) -> Vapid:
    return Vapid(KEY, SUBJECT, clock)


def test_a_token_is_that_of_rfc_8292s_example_but_for_the_signature() -> None:
    # Given the time of the example
    clock = ManualClock()
    clock.advance(seconds=1_453_523_768 - clock.now().timestamp() - LIFETIME.total_seconds())
    # When
    ours = Vapid(KEY, "mailto:push@example.com", clock).authorization("https://push.example.net")
    # Then
    assert parts(ours)[0].rpartition(".")[0] == parts(EXAMPLE)[0].rpartition(".")[0]
    verify(EXAMPLE)
    verify(ours)


def test_a_token_names_the_origin_the_deployment_and_an_end_within_twelve_hours(
    vapid: Vapid, clock: ManualClock
) -> None:
    found = claims(vapid.authorization(GOOGLE))
    assert found == {"aud": GOOGLE, "exp": int((clock.now() + timedelta(hours=12)).timestamp()), "sub": SUBJECT}


def test_who_has_another_key_cannot_sign_for_the_deployment(vapid: Vapid) -> None:
    token, _ = parts(vapid.authorization(GOOGLE))
    other = Vapid(bytes(range(2, 34)), SUBJECT).public_key
    with pytest.raises(InvalidSignature):
        verify(f"vapid t={token}, k={other}")


def test_the_public_key_is_a_point_as_base64url(vapid: Vapid) -> None:
    assert parts(vapid.authorization(GOOGLE))[1] == vapid.public_key
    assert len(vapid.public_key) == 87
    assert unbase64url(vapid.public_key)[0] == 4


def test_a_token_serves_its_origin_until_it_nears_its_end(vapid: Vapid, clock: ManualClock) -> None:
    first = vapid.authorization(GOOGLE)
    clock.advance(seconds=(LIFETIME - RESERVE).total_seconds())
    assert vapid.authorization(GOOGLE) == first
    clock.advance(seconds=1)
    assert vapid.authorization(GOOGLE) != first
    assert claims(vapid.authorization(APPLE))["aud"] == APPLE


def test_no_more_tokens_are_kept_than_there_is_room_for(vapid: Vapid) -> None:
    # Given as many origins as are kept
    tokens = {f"https://{number}.push.apple.com": "" for number in range(ORIGINS)}
    tokens = {origin: vapid.authorization(origin) for origin in tokens}
    oldest, *others = tokens
    # When there is one more
    vapid.authorization(GOOGLE)
    # Then only the oldest is signed anew
    assert [vapid.authorization(origin) for origin in others] == [tokens[origin] for origin in others]
    assert vapid.authorization(oldest) != tokens[oldest]


@pytest.mark.parametrize("key", [bytes(32), b"\xff" * 32])
def test_what_is_no_private_key_is_refused(key: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (the library's words)
        Vapid(key, SUBJECT)
