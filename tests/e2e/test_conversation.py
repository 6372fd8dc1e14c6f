"""The public chat, over the wire."""

from __future__ import annotations

from uuid import uuid4

import aiohttp
import pytest

from tests.e2e.client import Person, new_name


async def test_two_talk_and_the_log_is_without_holes(base: str) -> None:
    async with Person(base, new_name("ann")) as ann, Person(base, new_name("bob")) as bob:
        # Given
        await ann.sign_up()
        await bob.sign_up()
        hers, his = await ann.connect(), await bob.connect()
        joined = await hers.join()
        await his.join()
        # When
        client_id = await hers.say("  hello Bob  ")
        message = await his.message("hello Bob")
        # (the list of chats knows of a message when it is acknowledged, which others may have seen before)
        await his.frame("ack", client_id=await his.say("hello Ann"))
        await hers.message("hello Ann")
        # Then
        ack = await hers.frame("ack", client_id=client_id)
        assert (ack["seq"], ack["room"], ack["created"]) == (message["seq"], "public-chat", message["created"])
        assert message["author"]["username"] == ann.username
        assert message == await hers.message("hello Bob")
        page = await bob.ok("GET", f"/api/chat/older/public-chat?after={joined['last_seq']}&limit=200")
        assert [m["seq"] for m in page["messages"]] == list(
            range(joined["last_seq"] + 1, joined["last_seq"] + 1 + len(page["messages"]))
        )
        assert message in page["messages"]
        [public] = [c for c in (await ann.ok("GET", "/api/chats"))["chats"] if c["name"] == "public-chat"]
        assert public["last_message"]["body"] == "hello Ann"
        assert public["last_seq"] - public["read_seq"] == public["unread"] == 1
        await hers.close()
        await his.close()


async def test_a_retry_over_another_connection_gets_the_same_ack(base: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        first, second = await ann.connect(), await ann.connect()
        client_id = await first.say("once")
        ack = await first.frame("ack", client_id=client_id)
        await second.say("once", client_id=client_id)
        assert await second.frame("ack", client_id=client_id) == ack
        page = await ann.ok("GET", f"/api/chat/older/public-chat?after={ack['seq'] - 1}&limit=200")
        assert [m["body"] for m in page["messages"] if m["client_id"] == client_id] == ["once"]


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("nonsense", "bad_frame"),
        ("[]", "bad_frame"),
        ('{"room":"public-chat"}', "bad_frame"),
        ('{"type":5}', "bad_frame"),
        ("[" * 32_768, "bad_frame"),
        ('{"type":"fly"}', "unknown_type"),
        ('{"type":"$connect"}', "unknown_type"),
        ('{"type":"$disconnect"}', "unknown_type"),
        ('{"type":"message","room":"public-chat","client_id":"1","body":"x"}', "bad_frame"),
        ('{"type":"message","room":"public-chat","client_id":"CID","body":5}', "bad_frame"),
        ('{"type":"message","room":"public-chat","client_id":"CID","body":"a\\u0000b"}', "bad_frame"),
        ('{"type":"message","room":"public-chat","client_id":"CID","body":"a\\ud800b"}', "bad_frame"),
        ('{"type":"message","room":"public-chat","client_id":"CID","body":"  "}', "empty"),
        ('{"type":"message","room":"public-chat","client_id":"CID","body":"' + "x" * 301 + '"}', "too_long"),
        ('{"type":"message","room":"nowhere","client_id":"CID","body":"x"}', "no_such_chat"),
        ('{"type":"join","room":"nowhere"}', "no_such_chat"),
        ('{"type":"join","room":""}', "no_such_chat"),
        ('{"type":"presence","state":"asleep"}', "bad_frame"),
        ('{"type":"ping","seqs":{"public-chat":-1}}', "bad_frame"),
    ],
)
async def test_a_frame_that_cannot_be_served_gets_its_error_and_the_connection_lives(
    base: str, frame: str, code: str
) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        connection = await ann.connect()
        client_id = str(uuid4())
        await connection.socket.send_str(frame.replace("CID", client_id))
        error = await connection.frame("error")
        assert error["code"] == code
        if "CID" in frame:
            assert error["client_id"] == client_id
        await connection.answered()
        await connection.close()


async def test_a_frame_that_is_too_large_closes_the_connection(base: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        connection = await ann.connect()
        await connection.socket.send_str('{"type":"ping","x":"' + "x" * 33_000 + '"}')
        while not connection.socket.closed:
            await connection.ended()
        assert connection.socket.close_code == 1009


async def test_a_ticket_is_good_once_and_from_the_site_alone(base: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        ticket = (await ann.ok("POST", "/api/ws-ticket"))["ticket"]
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await ann.connect_with(ticket, origin="https://evil.example")
        assert refused.value.status in (401, 403)
        await (await ann.connect_with(ticket, origin=base)).close()
        for bad in (ticket, "", "unknown"):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await ann.connect_with(bad)
            assert refused.value.status in (401, 403)


async def test_history_is_paged_from_every_side(base: str) -> None:
    async with Person(base, new_name()) as ann:
        # Given at least seven messages
        await ann.sign_up()
        connection = await ann.connect()
        for number in range(7):
            await connection.frame("ack", client_id=await connection.say(f"line {number}"))
        last = (await ann.ok("GET", "/api/chat/public-chat"))["chat"]["last_seq"]

        async def page(query: str) -> tuple[list[int], bool, bool]:
            answer = await ann.ok("GET", f"/api/chat/older/public-chat/?{query}")
            return [m["seq"] for m in answer["messages"]], answer["has_older"], answer["has_newer"]

        # Then
        assert await page("limit=3") == ([last - 2, last - 1, last], True, False)
        assert await page("limit=2&offset=1") == ([last - 2, last - 1], True, True)
        assert await page(f"limit=2&before={last}") == ([last - 2, last - 1], True, True)
        assert await page(f"limit=2&after={last - 2}") == ([last - 1, last], True, False)
        assert await page("after=0&limit=2") == ([1, 2], False, True)
        assert await page(f"after={last}") == ([], True, False)
        assert await page("before=1") == ([], False, True)
        assert await page("offset=1000000") == ([], False, True)
        for bad in ("limit=0", "limit=201", "before=x", "before=-1", "before=1&after=1", "offset=99999999999999999999"):
            assert (await ann.call("GET", f"/api/chat/older/public-chat?{bad}"))[0] == 422, bad
        await connection.close()


async def test_a_heartbeat_tells_where_a_client_is_behind(base: str) -> None:
    async with Person(base, new_name()) as ann:
        await ann.sign_up()
        connection = await ann.connect()
        ack = await connection.frame("ack", client_id=await connection.say("first"))
        await connection.send({"type": "ping", "seqs": {"public-chat": 0, "nowhere": 0}})
        assert (await connection.frame("pong"))["behind"]["public-chat"] >= ack["seq"]
        await connection.close()


async def test_every_path_of_the_client_is_its_page_and_guarded(base: str) -> None:
    async with Person(base, new_name()) as ann, aiohttp.ClientSession() as browser:
        await ann.sign_up()
        for path in ("/", "/login", "/chat/public-chat", "/chat/abc?invite=x"):
            async with browser.get(f"{base}{path}") as answer:
                assert answer.status == 200
                assert "text/html" in answer.headers["Content-Type"]
                policy = answer.headers["Content-Security-Policy"]
                assert "frame-ancestors 'none'" in policy
                assert "unsafe-inline" not in policy
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert "Referrer-Policy" in answer.headers
        status, problem = await ann.call("GET", "/api/nothing/here")
        assert (status, problem["code"]) == (404, "not_found")
