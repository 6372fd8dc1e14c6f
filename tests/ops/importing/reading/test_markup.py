"""Others' marks become ours; whatever is no mark of theirs stays, and no text takes long."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ops.importing.model import Piece
from ops.importing.reading.markup import discord, mattermost, slack, telegram, zulip
from ops.importing.reading.markup.emoji_names import reaction, unicode_emoji, with_emoji
from tests.ops.importing.reading.readings import plain


def of_slack(text: str) -> tuple[Piece, ...]:
    return slack.pieces(text)


def of_mattermost(text: str) -> tuple[Piece, ...]:
    return mattermost.pieces(text, {"ada", "bob.b"}.__contains__, {"town": "main/town"}.get)


def of_discord(text: str) -> tuple[Piece, ...]:
    return discord.pieces(text, {"Ada": "1", "Ada L": "2"})


def of_zulip(text: str) -> tuple[Piece, ...]:
    return zulip.pieces(text, {"Ada": "10"}.get, {"town": "stream:5"}.get, lambda _path, _name: None)


def of_telegram(text: str) -> tuple[Piece, ...]:
    kinds = ("bold", "code", "pre", "blockquote", "spoiler", "text_link", "?")
    return telegram.pieces([{"type": kind, "text": text, "href": text} for kind in kinds])


ALL = [of_slack, of_mattermost, of_discord, of_zulip, of_telegram]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("*bold* _italic_ ~gone~", "**bold** *italic* ~~gone~~"),
        ("*_both_* _*too*_", "***both*** ***too***"),
        ("2*3*4 snake_case_name ~/x/~", "2*3*4 snake_case_name ~~/x/~~"),
        ("* a list\n* of two", "* a list\n* of two"),
        ("*a\nb*", "*a\nb*"),
        ("`*code* &lt;b&gt;` *b*", "`*code* <b>` **b**"),
        ("see ```*a*\n&lt;b&gt;``` there", "see \n```\n*a*\n<b>\n```\n there"),
        ("`<http://x.example>`", "`http://x.example`"),
        ("&amp;lt; &lt; &amp;amp;", "&lt; < &amp;"),
        ("&gt; quoted", "> quoted"),
        ("<@U1> <@W2|bea> <#C1|general> <#C2>", "<@U1> <@W2> <#C1> <#C2>"),
        ("<!here> <!channel> <!everyone> <!here|@here>", "<@all> <@all> <@all> <@all>"),
        ("<!subteam^S1|@crew> <!date^1^{date}|today>", "@crew today"),
        ("<https://x.example/?a=1&amp;b=2>", "https://x.example/?a=1&b=2"),
        (
            "<https://x.example|there> <https://x.example|https://x.example>",
            "[there](https://x.example) https://x.example",
        ),
        ("<https://x.example/a(b)|c [d]>", "c [d] (https://x.example/a(b))"),
        ("<mailto:ada@example.com|ada@example.com> <tel:+1|+1>", "ada@example.com +1"),
        ("*<https://x.example|bold link>*", "**[bold link](https://x.example)**"),
        (":tada: :clap::skin-tone-3: :nope: 10:30:20 http://a:80:b", "🎉 👏🏼 :nope: 10:30:20 http://a:80:b"),
        ("a \ufffc b", "a  b"),
        ("<> <|> <@> < a", "<> <|> <@> < a"),
    ],
)
def test_slack(theirs: str, ours: str) -> None:
    assert plain(of_slack(theirs)) == ours


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("__bold__ _italic_ **b** snake_case_x", "**bold** *italic* **b** snake_case_x"),
        ("# Head\ntext #tag", "**Head**\ntext #tag"),
        ("@ada, @bob.b. @nobody @all! @Here a@ada.example", "<@ada>, <@bob.b>. @nobody <@all>! <@all> a@ada.example"),
        ("~town ~nowhere ~~gone~~", "<#main/town> ~nowhere ~~gone~~"),
        ("`@ada _x_ :tada:` :tada:", "`@ada _x_ :tada:` 🎉"),
        ("https://x.example/_a_/@ada", "https://x.example/_a_/@ada"),
    ],
)
def test_mattermost(theirs: str, ours: str) -> None:
    assert plain(of_mattermost(theirs)) == ours


def test_what_we_exported_ourselves_stays_as_it_is() -> None:
    text = "_x_ :tada: # no head ||s|| @ada"

    pieces = mattermost.pieces(text, {"ada"}.__contains__, {"town": "main/town"}.get, ours=True)

    assert plain(pieces) == "_x_ :tada: # no head ||s|| <@ada>"


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("<@1> <@!2> <@&3> <#4> @everyone @here", "<@1> <@2> @role <#4> <@all> <@all>"),
        ("@Ada @Ada L @Adam", "<@1> <@2> @Adam"),
        ("<:blob:123> <a:wave:5> :tada:", ":blob: :wave: 🎉"),
        ("__under__ _it_ **b** ||s||", "under *it* **b** ||s||"),
        (">>> a\nb", "> a\n> b"),
        ("# Head\n-# small", "**Head**\nsmall"),
        ("<t:0:R> </play:1> <https://x.example>", "1970-01-01 00:00 UTC /play https://x.example"),
        ("`<@1>`", "`<@1>`"),
    ],
)
def test_discord(theirs: str, ours: str) -> None:
    assert plain(of_discord(theirs)) == ours


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("@**Ada** @_**Ada** @**Eve** @**Eve|7** @*crew*", "<@10> <@10> @Eve <@7> @crew"),
        ("@**all** @**everyone** @**topic**", "<@all> <@all> <@all>"),
        ("#**town** #**town>lunch** #**gone**", "<#stream:5> <#stream:5> > lunch #gone"),
        ("```quote\na\n```py\nx = 1\n```\nb\n```", "> a\n> ```py\n> x = 1\n> ```\n> b"),
        ("~~~\n@**Ada**\n~~~\nx", "```\n@**Ada**\n```\nx"),
        ("```spoiler Head\nsecret\n```", "Head\n||secret||"),
        ("```py\nnever closed", "```py\nnever closed\n```"),
        ("[a plan](/user_uploads/1/ab/plan.pdf)", "a plan"),
        ("<time:2023-11-14T22:13:20+00:00> `@**Ada**` :tada:", "2023-11-14 22:13 UTC `@**Ada**` 🎉"),
    ],
)
def test_zulip(theirs: str, ours: str) -> None:
    assert plain(of_zulip(theirs)) == ours


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("plain", "plain"),
        ([{"type": "bold", "text": " b "}, "x", {"type": "italic", "text": "i"}], " **b** x*i*"),
        ([{"type": "spoiler", "text": "s"}, {"type": "strikethrough", "text": "g"}], "||s||~~g~~"),
        ([{"type": "code", "text": "a`b"}, {"type": "code", "text": "c"}], "`` a`b ```c`"),
        (["see ", {"type": "pre", "text": "x\n", "language": "py"}, "then"], "see \n```py\nx\n```\nthen"),
        ([{"type": "blockquote", "text": "a\nb"}, "c"], "> a\n> b\nc"),
        ([{"type": "text_link", "text": "here", "href": "https://x.example"}], "[here](https://x.example)"),
        ([{"type": "mention_name", "text": "Ada", "user_id": 7}], "<@user7>"),
        ([{"type": "new"}, 7, None, {"type": "new", "text": "words"}], "words"),
        ({"no": "text"}, ""),
        (None, ""),
    ],
)
def test_telegram(theirs: object, ours: str) -> None:
    assert plain(telegram.pieces(theirs)) == ours


@pytest.mark.parametrize(
    ("name", "emoji"),
    [
        ("+1", "👍"),
        ("thumbsup", "👍"),
        ("clap::skin-tone-6", "👏🏿"),
        ("wave_medium_skin_tone", "👋🏽"),
        ("flag-de", "🇩🇪"),
        ("de", "🇩🇪"),
        ("dog", "🐶"),
        ("female-technologist", "👩‍💻"),
        ("man-shrugging", "🤷‍♂️"),
        ("man-woman-boy", "👨‍👩‍👦"),
        ("simple_smile", "🙂"),
        ("heart", "❤️"),
        ("tada::skin-tone-3", "🎉"),
        ("flag-xx", None),
        ("partyparrot", None),
    ],
)
def test_names_of_emoji(name: str, emoji: str | None) -> None:
    assert unicode_emoji(name) == emoji
    assert reaction(name) == (emoji or f":{name}:")


SIGNS = st.sampled_from(
    [*"*_~`<>@#!|:&;()[]/\\\n ", "```", "**", "||", "~~~", "<@U1>", "&amp;", "http://x", "@**", "é", "\ufffc", "\ud83d"]
)


@pytest.mark.parametrize("pieces", ALL)
@given(text=st.lists(SIGNS | st.text(max_size=8), max_size=60).map("".join))
@settings(max_examples=150, deadline=None)
def test_no_text_is_too_strange(pieces: Callable[[str], tuple[Piece, ...]], text: str) -> None:
    found = pieces(text)

    assert all(piece != "" for piece in found)
    assert not any(isinstance(one, str) and isinstance(next_, str) for one, next_ in pairwise(found))


@given(words=st.lists(st.text(alphabet="abcdefgh ", min_size=1, max_size=9), max_size=9))
def test_what_has_no_marks_stays_as_it_is_written(words: list[str]) -> None:
    text = ", ".join(words)

    assert [plain(pieces(text)) for pieces in ALL[:-1]] == [text] * (len(ALL) - 1)


REPEATED = [
    *("*", "* ", "*a ", "_", "~a", "`", "``` ", "```\n", "<", "<@", "<a|", ":", ":a", "@", "@**", "[", "![", "> "),
    *("a_b*c", "<http://", "~~~a\n", "#**", "# "),
]


@pytest.mark.parametrize("pieces", ALL)
@pytest.mark.parametrize("part", REPEATED)
def test_the_time_is_linear_in_the_text(pieces: Callable[[str], tuple[Piece, ...]], part: str) -> None:
    def seconds(length: int) -> float:
        text = part * (length // len(part))
        began = time.process_time()
        pieces(text)
        return time.process_time() - began

    # Sixteen times the text: square time would be 256 times as much
    assert seconds(160_000) < max(0.5, 60 * seconds(10_000))


@pytest.mark.parametrize("pieces", ALL)
def test_the_time_is_linear_in_a_gap(pieces: Callable[[str], tuple[Piece, ...]]) -> None:
    began = time.process_time()
    pieces(f"# a{' ' * 100_000}b\n# {'#' * 100_000}\n**a{' ' * 100_000}")
    assert time.process_time() - began < 1  # square time takes minutes


def test_names_between_colons_are_found_once_and_in_order() -> None:
    assert with_emoji(":tada::tada: a:tada:b :TADA:") == "🎉🎉 a:tada:b :TADA:"
