"""Given a browser's keys, when something is encrypted for it, then it alone reads it, and the size tells little."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from snowfight.delivery.web_push.encryption import LAST, LONGEST, RECORD, record, sealed
from snowfight.models.notices import PAYLOAD_BYTES
from tests.support.push_browser import PushBrowser, private_key, unbase64url

# RFC 8291, section 5 and appendix A
CONTENT = b"When I grow up, I want to be a watermelon"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
BROWSER = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
    "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def bytes_of(browser: PushBrowser) -> tuple[bytes, bytes]:
    return unbase64url(browser.p256dh), unbase64url(browser.auth)


def test_it_is_the_example_of_rfc_8291() -> None:
    body = sealed(
        CONTENT, unbase64url(P256DH), unbase64url(AUTH), key=private_key(SENDER), salt=unbase64url(SALT), step=1
    )
    assert body == unbase64url(BODY)
    assert PushBrowser(private_key(BROWSER), unbase64url(AUTH)).read(body) == CONTENT


def test_a_record_is_the_example_of_rfc_8188() -> None:
    body = record(
        b"I am the walrus" + LAST, unbase64url("yqdlZ-tYemfogSmv7Ws5PQ"), b"", unbase64url("I1BsxtFttlv3u_Oo94xnmw")
    )
    assert body == unbase64url("I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg")


@given(st.binary(max_size=LONGEST).map(lambda content: content + b"."))
def test_the_browser_reads_what_was_pushed_and_nobody_else_does(content: bytes) -> None:
    browser = PushBrowser()
    body = sealed(content[:LONGEST], *bytes_of(browser))
    assert browser.read(body) == content[:LONGEST]
    assert len(body) <= RECORD
    with pytest.raises(InvalidTag):
        PushBrowser().read(body)


def test_the_size_of_a_body_does_not_tell_that_of_a_notice(browser: PushBrowser) -> None:
    def sizes(*lengths: int) -> set[int]:
        return {len(sealed(b"x" * length, *bytes_of(browser))) for length in lengths}

    assert len(sizes(1, 150, 700, 1024)) == 1
    assert len(sizes(*range(1, PAYLOAD_BYTES, 50))) == 3
    assert max(sizes(PAYLOAD_BYTES, LONGEST)) == RECORD


def test_every_body_has_a_key_and_a_salt_of_its_own(browser: PushBrowser) -> None:
    first, second = (sealed(b"the same", *bytes_of(browser)) for _ in range(2))
    assert first[:16] != second[:16]
    assert first[21:86] != second[21:86]


def test_what_is_too_long_is_refused(browser: PushBrowser) -> None:
    with pytest.raises(ValueError, match="too long"):
        sealed(bytes(LONGEST + 1), *bytes_of(browser))


def test_a_key_that_is_none_is_refused(browser: PushBrowser) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (the library's words)
        sealed(b"hello", b"\4" + bytes(64), bytes_of(browser)[1])
