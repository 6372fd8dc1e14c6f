"""Given what came over a connection, when it is read as an HTTP answer, then …"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snowfight.delivery.http_responses import MAX_BODY, MAX_HEAD, HttpAnswer, read

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def sized(status: int, body: bytes) -> bytes:
    return b"HTTP/1.1 %d OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n" % (status, len(body)) + body


def chunked(parts: list[bytes], trailers: bytes = b"") -> bytes:
    chunks = b"".join(b"%x;note=1\r\n%s\r\n" % (len(part), part) for part in parts if part)
    return CHUNKED + chunks + b"0\r\n" + trailers + b"\r\n"


@given(st.sampled_from([200, 204, 410, 429, 500]), st.binary(max_size=200), st.data())
def test_an_answer_is_whole_when_its_length_is_there_and_not_before(
    status: int, body: bytes, data: st.DataObject
) -> None:
    whole = sized(status, body)
    assert read(whole) == HttpAnswer(status, len(whole), keeps=True)
    assert read(whole[: data.draw(st.integers(0, len(whole) - 1))]) is None
    assert read(whole + b"HTTP/1.1 500") == HttpAnswer(status, len(whole), keeps=True)


@given(st.lists(st.binary(max_size=40), max_size=5), st.sampled_from([b"", b"Checksum: x\r\nOther: y\r\n"]), st.data())
def test_a_chunked_answer_is_whole_after_its_last_chunk_and_trailers(
    parts: list[bytes], trailers: bytes, data: st.DataObject
) -> None:
    whole = chunked(parts, trailers)
    assert read(whole) == HttpAnswer(200, len(whole), keeps=True)
    assert read(whole[: data.draw(st.integers(0, len(whole) - 1))]) is None
    assert read(whole + b"more") == HttpAnswer(200, len(whole), keeps=True)


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nCONNECTION: Close, TE\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nConnection: TE\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
    ],
)
def test_a_connection_that_ends_with_its_answer_is_not_kept(head: bytes) -> None:
    assert read(head) == HttpAnswer(200, len(head), keeps=False)


def test_an_answer_without_a_body_needs_no_length() -> None:
    assert read(b"HTTP/1.1 204 No Content\r\n\r\n") == HttpAnswer(204, 27, keeps=True)


@pytest.mark.parametrize(
    "received",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
        b"HTTP/1.1\r\n\r\n",
        b"HTTP/1.1 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Length: 2\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (MAX_BODY + 1),
        CHUNKED + b"xyz\r\n",
        CHUNKED + b"-1\r\n",
        CHUNKED + b"%x\r\n" % (MAX_BODY + 1),
        CHUNKED + b"a\r\n0123456789\r\n" * (MAX_BODY // 10),
        b"x" * (MAX_HEAD + 1),
        b"",
    ],
    ids=lambda received: received[-20:].decode(),
)
def test_what_is_no_answer_or_never_ends_is_refused(received: bytes) -> None:
    if not received:
        assert read(received) is None
        return
    with pytest.raises(ValueError, match=r".+"):
        read(received)


def test_a_function_that_died_is_told_from_one_that_answered() -> None:
    died = b"HTTP/1.1 200 OK\r\nX-Amz-Function-Error: Unhandled\r\nContent-Length: 2\r\n\r\n{}"
    assert read(died) == HttpAnswer(200, len(died), keeps=True, erred=True)


@pytest.mark.parametrize("framing", ["Content-Length: 11", "Content-Length: 99999999", "Transfer-Encoding: chunked"])
def test_a_body_is_read_up_to_where_it_may_be_cut(framing: str) -> None:
    head = f"HTTP/1.1 429 Slow Down\r\nRetry-After: 60\r\n{framing}\r\n\r\n".encode()
    begun = head + (b"ffffff\r\nx" if "chunked" in framing else b"x")
    cut = HttpAnswer(429, len(begun), keeps=False, retry_after="60")
    assert read(begun, cut=10) == cut
    assert read(sized(200, b"x" * 10), cut=10) == read(sized(200, b"x" * 10))
