"""Given accounts that came with an import, when people take them over by the address they came with, then …"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

import pytest
from pynamodb.transactions import TransactWrite

from snowfight.domain.accounts import claiming as module
from snowfight.domain.accounts.claiming import FLOOR
from snowfight.domain.accounts.verification_mail import TO_ONE_ADDRESS
from snowfight.errors import (
    BadCredentials,
    CodeExpired,
    Invalid,
    RateLimited,
    SnowfightError,
    TooSoon,
    Unavailable,
    UsernameTaken,
    WrongCode,
)
from snowfight.models.accounts import Claim, Claimed, FinishClaim, ForgotPassword, Login, SignUp
from snowfight.models.records import Account, Sanction
from snowfight.storage.accounts.codes import HOLD, LIFE, TRIES
from snowfight.storage.accounts.records import account_row, packed_sanction
from snowfight.storage.rate_limits import RateLimit
from snowfight.storage.rows.rooms import AccountRow
from tests.support.chat import Chat
from tests.support.identity import FakeIdentity
from tests.support.imported import imported
from tests.support.tables import Snapshot, rows
from tests.support.wire import Killed, Wire

NETWORK = "203.0.113.7"
ADDRESS = "ann@example.org"
PASSWORD, ANOTHER = "correct horse", "another horse"


def ask(chat: Chat, email: str = ADDRESS) -> None:
    chat.claiming.ask(Claim(email=email), NETWORK)


def mailed(chat: Chat) -> str:
    """The code in the newest mail."""
    found = re.search(r"\b\d{6}\b", chat.mail.sent[-1][2])
    assert found
    return found[0]


def finish(chat: Chat, code: str, email: str = ADDRESS, password: str = PASSWORD) -> Claimed:
    return chat.claiming.finish(FinishClaim(email=email, code=code, password=password), NETWORK)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def log_in(chat: Chat, username: str = "ann", password: str = PASSWORD) -> None:
    chat.sessions.log_in(Login(username=username, password=password), NETWORK)


def refusal(act: Callable[[], object]) -> str:
    """The code of what it is refused with, `ok` where it is not."""
    try:
        act()
    except SnowfightError as error:
        return error.code
    return "ok"


# taking over


def test_who_shows_the_code_signs_in_to_the_account_from_then_on(chat: Chat) -> None:
    # Given
    imported(chat, "ann", ADDRESS)
    ask(chat)
    # When
    claimed = finish(chat, mailed(chat))
    # Then
    assert claimed == Claimed(username="ann", email_verified=True)
    log_in(chat)
    account = chat.accounts.get("ann")
    assert account is not None
    assert (account.email, account.email_verified, account.imported) == (ADDRESS, True, False)
    assert chat.identity.users["ann"].verified
    assert not [row for row in rows("rooms") if row["pk"]["S"].startswith("CLAIM#")]


def test_the_mail_says_which_account_it_is(chat: Chat) -> None:
    imported(chat, "ann_2", ADDRESS)
    ask(chat)
    [(to, _, text)] = chat.mail.sent
    assert to == ADDRESS
    assert "Hello Ann_2," in text
    assert "makes the account ann_2 yours" in text


@pytest.mark.parametrize("email", ["ANN@Example.org", f"  {ADDRESS} "])
def test_an_address_is_the_same_in_any_case_and_with_spaces_around(chat: Chat, email: str) -> None:
    imported(chat, "ann", ADDRESS)
    ask(chat, email)
    assert finish(chat, mailed(chat)).username == "ann"


def test_what_was_taken_over_cannot_be_again(chat: Chat) -> None:
    imported(chat, "ann", ADDRESS)
    ask(chat)
    code = mailed(chat)
    finish(chat, code)
    with pytest.raises(CodeExpired):
        finish(chat, code, password=ANOTHER)
    chat.clock.advance(minutes=2)
    ask(chat)
    assert len(chat.mail.sent) == 1
    log_in(chat)


def test_several_accounts_of_one_address_are_taken_over_one_after_another(chat: Chat) -> None:
    imported(chat, "ann", ADDRESS)
    imported(chat, "ann_2", ADDRESS, "zulip:x")
    for name in ("ann", "ann_2"):
        ask(chat)
        assert finish(chat, mailed(chat)).username == name
        chat.clock.advance(minutes=1)
    log_in(chat, "ann_2")


def test_whether_people_may_sign_up_does_not_matter(chat: Chat) -> None:
    chat.door.community.change({"sign_up": "closed"}, lambda _transaction: None)
    imported(chat, "ann", ADDRESS)
    ask(chat)
    assert finish(chat, mailed(chat)).username == "ann"


def test_that_somebody_has_signed_up_with_the_address_does_not_matter(chat: Chat) -> None:
    chat.user("other", verified=True)
    imported(chat, "ann", "other@example.org")
    ask(chat, "other@example.org")
    assert finish(chat, mailed(chat), "other@example.org").username == "ann"


# what is refused


def test_until_then_nobody_can_sign_in_to_it_and_its_name_is_taken(chat: Chat) -> None:
    imported(chat, "ann", ADDRESS)
    for password in (PASSWORD, ""):
        with pytest.raises(BadCredentials):
            log_in(chat, password=password)
    with pytest.raises(UsernameTaken):
        chat.account_service.sign_up(SignUp(username="ann", email=ADDRESS, password=PASSWORD), NETWORK)
    chat.passwords.forgot(ForgotPassword(username="ann"))
    assert chat.mail.sent == []


def test_who_got_into_cognito_by_that_name_is_not_let_in_and_locked_out_by_the_claim(chat: Chat) -> None:
    # Given somebody who signed up while the import made the account
    chat.identity.sign_up("ann", "eve@example.org", ANOTHER)
    imported(chat, "ann", ADDRESS)
    with pytest.raises(BadCredentials):
        log_in(chat, password=ANOTHER)
    # When
    ask(chat)
    finish(chat, mailed(chat))
    # Then
    log_in(chat)
    with pytest.raises(BadCredentials):
        log_in(chat, password=ANOTHER)
    assert chat.identity.users["ann"].email == ADDRESS


def test_a_wrong_code_is_refused_and_after_five_the_right_one_too(chat: Chat) -> None:
    imported(chat, "ann", ADDRESS)
    ask(chat)
    code = mailed(chat)
    for _ in range(TRIES):
        with pytest.raises(WrongCode):
            finish(chat, wrong(code))
    with pytest.raises(CodeExpired):
        finish(chat, code)
    assert chat.identity.users == {}


def test_a_code_ends_after_ten_minutes(chat: Chat) -> None:
    imported(chat, "ann", ADDRESS)
    ask(chat)
    chat.clock.advance(seconds=LIFE.total_seconds())
    with pytest.raises(CodeExpired):
        finish(chat, mailed(chat))


@pytest.mark.parametrize("password", ["ann_the_second", "ANN_the_Second"])
def test_a_password_may_not_be_the_username_and_the_code_stays_good(chat: Chat, password: str) -> None:
    imported(chat, "ann_the_second", ADDRESS)
    ask(chat)
    with pytest.raises(Invalid):
        finish(chat, mailed(chat), password=password)
    assert finish(chat, mailed(chat)).username == "ann_the_second"


@pytest.mark.parametrize("banned_by", ["address", "account"])
def test_who_is_banned_takes_nothing_over(chat: Chat, banned_by: str) -> None:
    # Given a code from before the ban
    imported(chat, "ann", ADDRESS)
    ask(chat)
    assert chat.database is not None
    # When
    if banned_by == "address":
        with TransactWrite(connection=chat.database.connection) as transaction:
            chat.door.banned.ban(Account("eve", "Eve", ADDRESS, email_verified=True), None)(transaction)
    else:
        chat.database.update(account_row("ann"), [AccountRow.banned.set(packed_sanction(Sanction(None, "x")))])
    # Then
    with pytest.raises(CodeExpired):
        finish(chat, mailed(chat))
    chat.clock.advance(minutes=2)
    ask(chat)
    assert len(chat.mail.sent) == 1


def test_what_is_being_merged_is_taken_over_by_nobody(chat: Chat) -> None:
    imported(chat, "ann", ADDRESS)
    ask(chat)
    assert chat.database is not None
    chat.database.update(account_row("ann"), [AccountRow.merged_into.set("bob")])
    with pytest.raises(CodeExpired):
        finish(chat, mailed(chat))
    assert chat.accounts.get("ann").imported  # pyright: ignore[reportOptionalMemberAccess]


# what nothing tells


@pytest.mark.parametrize("email", ["nobody@example.org", "no address", "", "ann@example.org" * 17])
def test_who_was_not_imported_is_answered_alike(chat: Chat, email: str) -> None:
    imported(chat, "ann", ADDRESS)
    ask(chat, email)
    assert chat.mail.sent == []
    with pytest.raises((WrongCode, CodeExpired)):
        finish(chat, "000000", email)


def test_every_step_reads_the_same_for_an_address_that_nobody_came_with(chat: Chat) -> None:
    imported(chat, "ann", ADDRESS)

    def story(email: str) -> list[str]:
        told = [refusal(lambda: finish(chat, "12 34", email))]
        for _ in range(2):
            for _ in range(3):
                told.append(refusal(lambda: ask(chat, email)))
                told.extend(refusal(lambda: finish(chat, "12 34", email)) for _ in range(3))
            chat.clock.advance(minutes=1)
        return told

    assert story(ADDRESS) == story("nobody@example.org")


def test_nor_does_the_time_that_it_takes(chat: Chat) -> None:
    imported(chat, "ann", ADDRESS)
    for email in (ADDRESS, "nobody@example.org", "no address"):
        begun = chat.clock.now()
        ask(chat, email)
        assert chat.clock.now() - begun == FLOOR


def test_what_is_asked_for_again_within_a_minute_is_not_mailed(chat: Chat) -> None:
    imported(chat, "ann", ADDRESS)
    for _ in range(3):
        ask(chat)
    assert len(chat.mail.sent) == 1
    chat.clock.advance(minutes=1)
    ask(chat)
    assert len(chat.mail.sent) == 2


def test_a_mailbox_gets_five_an_hour_and_what_is_not_mailed_cannot_be_guessed(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secrets.randbelow", {1_000_000: 0}.__getitem__)
    imported(chat, "ann", ADDRESS)
    for _ in range(TO_ONE_ADDRESS.amount + 1):
        ask(chat)
        chat.clock.advance(minutes=1)
    assert len(chat.mail.sent) == TO_ONE_ADDRESS.amount
    # Once the last of them is over
    chat.clock.advance(seconds=LIFE.total_seconds())
    ask(chat)
    assert len(chat.mail.sent) == TO_ONE_ADDRESS.amount
    with pytest.raises(WrongCode):
        finish(chat, "000000")


def test_who_asks_too_often_takes_no_code_from_whom_it_was_mailed_to(chat: Chat) -> None:
    imported(chat, "ann", ADDRESS)
    for _ in range(TO_ONE_ADDRESS.amount + 3):
        ask(chat)
        chat.clock.advance(minutes=1)
    assert finish(chat, mailed(chat)).username == "ann"


def test_an_address_takes_so_many_guesses_a_day_whoever_guesses(chat: Chat) -> None:
    # Given somebody who has a new code mailed whenever the tries of the last are used up
    imported(chat, "ann", ADDRESS)
    for network in range(4):
        chat.clock.advance(minutes=15)
        ask(chat)
        for _ in range(TRIES):
            guess = FinishClaim(email=ADDRESS, code=wrong(mailed(chat)), password=PASSWORD)
            with pytest.raises((WrongCode, CodeExpired)):
                chat.claiming.finish(guess, f"203.0.113.{network}")
    # Then not even the right code is taken, nor is more told of an address that nobody came with
    chat.clock.advance(minutes=15)
    ask(chat)
    with pytest.raises(RateLimited):
        finish(chat, mailed(chat))
    # Until tomorrow
    chat.clock.advance(hours=24)
    ask(chat)
    assert finish(chat, mailed(chat)).username == "ann"


def test_a_code_whose_mail_was_not_taken_is_no_number(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: str) -> None:
        raise Unavailable

    monkeypatch.setattr("secrets.randbelow", {1_000_000: 0}.__getitem__)
    monkeypatch.setattr(chat.mail, "send", fail)
    imported(chat, "ann", ADDRESS)
    ask(chat)
    with pytest.raises(WrongCode):
        finish(chat, "000000")


def test_a_mail_that_cannot_be_handed_over_is_nobodys_business(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: str) -> None:
        raise Unavailable

    imported(chat, "ann", ADDRESS)
    with monkeypatch.context() as broken:
        broken.setattr(chat.mail, "send", fail)
        ask(chat)
    chat.clock.advance(minutes=1)
    ask(chat)
    assert finish(chat, mailed(chat)).username == "ann"


def test_no_row_tells_an_address_before_it_is_proven(chat: Chat) -> None:
    imported(chat, "ann", ADDRESS)
    ask(chat)
    assert "example" not in str([*rows("rooms"), *rows("ephemeral")])


def test_one_network_asks_and_guesses_so_often(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    imported(chat, "ann", ADDRESS)
    for name in ("CLAIMS", "FAILURES"):
        limit: RateLimit = getattr(module, name)
        monkeypatch.setattr(module, name, RateLimit(limit.name, 2, limit.window, limit.detail))
    for _ in range(2):
        ask(chat, "nobody@example.org")
    with pytest.raises(RateLimited):
        ask(chat)
    for _ in range(2):
        with pytest.raises(CodeExpired):
            finish(chat, "000000", "else@example.org")
    with pytest.raises(RateLimited):
        finish(chat, "000000")


# at once, and cut off


def test_of_two_at_once_one_takes_it_over_and_its_password_counts(chat: Chat, wire: Wire) -> None:
    imported(chat, "ann", ADDRESS)
    ask(chat)
    code, start = mailed(chat), Snapshot()
    place = 0
    for place in count():
        start.restore()
        chat.identity.users.clear()
        outcomes: dict[str, str] = {}

        def attempt(password: str, outcomes: dict[str, str] = outcomes) -> None:
            outcomes[password] = refusal(lambda: finish(chat, code, password=password))

        with wire.rival_after(place, lambda attempt=attempt: attempt(ANOTHER)) as acted:
            attempt(PASSWORD)
        if not acted():
            break
        [winner] = [password for password, outcome in outcomes.items() if outcome == "ok"]
        [other] = {*outcomes.values()} - {"ok"}
        assert other in {"too_soon", "code_expired"}
        log_in(chat, password=winner)
    assert place > 5


def test_whoever_dies_on_the_way_can_do_it_again(chat: Chat, wire: Wire) -> None:
    imported(chat, "ann", ADDRESS)
    ask(chat)
    code, start = mailed(chat), Snapshot()
    place = 0
    for place in count():
        start.restore()
        chat.identity.users.clear()
        now = chat.clock.now()
        with wire.watched() as seen, wire.dead_after(place):
            finish(chat, code, password=ANOTHER)
        if len(seen.requests) < place:
            break
        _again(chat, code, f"dead after {place} requests")
        chat.clock._now = now
    assert place > 5


@pytest.mark.parametrize("deed", ["sign_up", "mark_verified"])
@pytest.mark.parametrize("done", [False, True])
def test_nor_does_it_matter_where_cognito_was_then(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, deed: str, done: bool
) -> None:
    imported(chat, "ann", ADDRESS)
    ask(chat)
    real = getattr(FakeIdentity, deed)

    def die(*arguments: str) -> None:
        if done:
            real(chat.identity, *arguments)
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(chat.identity, deed, die)
        with pytest.raises(Killed):
            finish(chat, mailed(chat), password=ANOTHER)
    _again(chat, mailed(chat), deed)


def _again(chat: Chat, code: str, place: str) -> None:
    """Once nobody can hold the code any more, it does what it is for; if that had been done, the password counts."""
    account = chat.accounts.get("ann")
    assert account is not None
    if not account.imported:
        log_in(chat, password=ANOTHER)
        return
    assert refusal(lambda: log_in(chat, password=ANOTHER)) == "bad_credentials", place
    chat.clock.advance(seconds=HOLD.total_seconds())
    assert finish(chat, code).username == "ann", place
    log_in(chat)


def test_while_one_is_at_it_another_is_told_to_wait(chat: Chat, wire: Wire) -> None:
    imported(chat, "ann", ADDRESS)
    ask(chat)
    with wire.dead_after(5):
        finish(chat, mailed(chat))
    with pytest.raises(TooSoon) as told:
        finish(chat, mailed(chat))
    assert told.value.retry_after == HOLD.total_seconds()


@pytest.mark.parametrize(("email", "requests", "units"), [("nobody@example.org", 4, 2), (ADDRESS, 12, 4)])
def test_asking_costs_what_the_documentation_says(
    chat: Chat, wire: Wire, email: str, requests: int, units: int
) -> None:
    imported(chat, "ann", ADDRESS)
    with wire.watched() as seen:
        ask(chat, email)
    assert (len(seen.requests), seen.write_units) == (requests, units)
