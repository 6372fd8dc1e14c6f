"""Slack's mrkdwn as our Markdown."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snowfight.domain.hooks.markup import JOINER, markdown
from snowfight.domain.hooks.rendering import rendered
from snowfight.domain.hooks.splitting import MAX_MESSAGES, messages
from snowfight.errors import NoText
from snowfight.models.robots.payload import HookPayload

MARKS = Path(__file__).resolve().parents[2] / "cases" / "slack-marks.json"
SIGNS = st.text(alphabet="*_~`<>|&;!@#\n ab1.:/é雪\u2060", max_size=60)


@pytest.mark.parametrize(
    ("slack", "ours"),
    [
        ("*bold* _italic_ ~strike~", "**bold** *italic* ~~strike~~"),
        ("a *b*, (_c_): ~d~!", "a **b**, (*c*): ~~d~~!"),
        ("*_both_* _*both*_ ~*_all_*~", "***both*** ***both*** ~~***all***~~"),
        ("*bold _it_* _*b* it_", f"**bold *it*{JOINER}** *{JOINER}**b** it*"),
        ("*a*_b_", f"**a**{JOINER}*b*"),
        # what is no mark there is none here
        ("snake_case_name 2*3*4 a~b~c", "snake_case_name 2*3*4 a~b~c"),
        ("* one\n* two", "* one\n* two"),
        ("*open _and ~never closed", "*open _and ~never closed"),
        ("*across\nlines*", "*across\nlines*"),
        ("* spaced * _ out _", "* spaced * _ out _"),
        ("*crossed _over* here_", "**crossed _over** here_"),
        ("** __ ~~ *** ****", "** __ ~~ *** ****"),
        ("**doubled**", "**doubled**"),
        # code stays
        ("`*x* _y_ <b>` *z*", "`*x* _y_ <b>` **z**"),
        ("`a &amp;&amp; b`", "`a && b`"),
        ("```*x*\n_y_```", "```\n*x*\n_y_\n```"),
        ("```\n*x*\n```", "```\n*x*\n```"),
        ("log:```\n*x*\n```done", "log:\n```\n*x*\n```\ndone"),
        ("see ```*x*``` and *y*", "see ```*x*``` and **y**"),
        ("*bold `co*de`*", "**bold `co*de`**"),
        ("*a ```\nb\n``` c*", "*a \n```\nb\n```\n c*"),
        ("```never *closed*", "```never **closed**"),
        # references
        ("<https://x.example/a_b_c|the *page*>", "the *page* (https://x.example/a_b_c)"),
        ("<https://x.example/_a_>", "https://x.example/_a_"),
        ("<https://x.example|https://x.example>", "https://x.example"),
        ("<https://x.example?a=1&amp;b=2|it>", "it (https://x.example?a=1&b=2)"),
        ("*<https://x.example|it>*", "**it (https://x.example)**"),
        ("<mailto:a@b.example|a@b.example> <mailto:a@b.example|Ann>", "a@b.example Ann (a@b.example)"),
        ("<|no address> <https://x.example|>", "no address https://x.example"),
        ("<!here> <!here|here> <!channel> <!everyone>", "@here @here @all @all"),
        ("<@U1> <@W1|ann> <#C1> <#C1|general> <!subteam^S1|@team>", "@U1 @ann #C1 #general @team"),
        ("<!date^1392734382^{date} at {time}|18 Feb>", "18 Feb"),
        ("a < b > c <b> </b> <> <|>", "a < b > c <b> </b> <> <|>"),
        # addresses stay whole
        ("https://x.example/_a_/*b*?c=~d~", "https://x.example/_a_/*b*?c=~d~"),
        ("_https://x.example/a_", "*https://x.example/a*"),
        # entities, once, last
        ("&amp;lt; &lt;b&gt; &quot;", "&lt; <b> &quot;"),
        ("&lt;!here&gt; &lt;https://x.example|y&gt;", "<!here> <https://x.example|y>"),
        ("&amp;amp;amp;", "&amp;amp;"),
        ("", ""),
    ],
)
def test_each_thing_has_its_like_here(slack: str, ours: str) -> None:
    assert markdown(slack) == ours


@pytest.mark.parametrize("case", json.loads(MARKS.read_text()), ids=lambda case: case["slack"])
def test_the_client_reads_marks_as_they_were_meant(case: dict[str, str]) -> None:
    """It is held to the same file (web/tests/rich/slack-marks.test.ts)."""
    assert markdown(case["slack"]) == case["ours"]


@given(SIGNS)
def test_whatever_is_written_letters_and_numbers_stay_in_order(text: str) -> None:
    plain = text.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
    shown = re.sub("[^a-z1é雪]", "", markdown(plain))

    kept = iter(shown)
    if "<" not in plain:
        assert shown == re.sub("[^a-z1é雪]", "", plain)
    assert all(letter in kept for letter in re.sub("<[^>]*>|[^a-z1é雪]", "", plain))


@given(SIGNS)
def test_what_has_no_signs_is_as_it_was_and_marks_are_the_most_that_comes_in(text: str) -> None:
    plain = re.sub("[*_~`<>&]", "", text)

    assert markdown(plain) == plain
    assert len(markdown(text)) <= 3 * len(text) + 8


@given(st.lists(st.sampled_from(["*a*", "_b_", "~c~", "`*d*`", "e"]), max_size=8))
def test_marks_between_words_are_each_made_anew(words: list[str]) -> None:
    like = {"*a*": "**a**", "_b_": "*b*", "~c~": "~~c~~"}

    assert markdown(" ".join(words)) == " ".join(like.get(word, word) for word in words)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | SIGNS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["type", "text", "fields", "elements", "title", "value", "image_url", "alt_text", "fallback"]
            ),
            st.sampled_from(["section", "header", "context", "divider", "image", "mrkdwn", "plain_text"]) | inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(["text", "blocks", "attachments", "x"]), ANYTHING))
def test_whatever_is_posted_is_shown_or_shows_nothing(payload: dict[str, object]) -> None:
    try:
        text = rendered(HookPayload.model_validate(payload))
    except NoText:
        return
    assert text.strip()
    parts = messages(text, 40)
    assert 1 <= len(parts) <= MAX_MESSAGES
    assert all(part.strip() == part and 0 < len(part) <= 40 for part in parts)


@pytest.mark.parametrize(
    "piece",
    [
        "*",
        "_",
        "~",
        "`",
        "```",
        "<",
        "<a|",
        "<!",
        "*a",
        "*a*",
        "*a_",
        "*_a_*",
        "&amp;",
        "https://",
        "https://*",
        "a\n",
        "```a",
    ],
)
@pytest.mark.parametrize("convert", [markdown, partial(messages, length=300)], ids=["markdown", "messages"])
def test_time_grows_with_the_text_and_no_faster(piece: str, convert: Callable[[str], object]) -> None:
    """A quadratic way would take minutes."""
    text = piece * (400_000 // len(piece))
    start = time.thread_time()

    convert(text)

    assert time.thread_time() - start < 10
