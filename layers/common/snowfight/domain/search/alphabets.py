"""Which characters are letters, marks and words of their own: ranges for a regular expression's class.

They are literal, because asking Unicode's tables about each of its characters takes longer than a cold start may.
`tests/unit/search/test_alphabets.py` holds them to those tables.
"""

from __future__ import annotations

APOSTROPHES = "'ʻʼ‘’"
"""Within a word they are left out: "don't", "don’t" and "dont" are all the same."""

IGNORED = (
    r"\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u061c\u0640"
    r"\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07eb-\u07f3\u07fd"
    r"\u0816-\u0819\u081b-\u0823\u0825-\u0827\u0829-\u082d\u0859-\u085b\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"
    r"\u0951-\u0954\u09fe\u0f18\u0f19\u0f35\u0f37\u0f39\u0f82\u0f83\u0f86\u0f87\u0fc6\u108d\u115f\u1160\u135d-\u135f"
    r"\u17dd\u180b-\u180f\u18a9\u1939-\u193b\u1a17\u1a18\u1a75-\u1a7f\u1ab0-\u1abd\u1abf-\u1ace\u1b6b-\u1b73"
    r"\u1cd0-\u1cd2\u1cd4-\u1ce0\u1ce2-\u1ce8\u1ced\u1cf4\u1cf8\u1cf9\u1dc0-\u1dff\u200c-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u20d0-\u20dc\u20e1\u20e5-\u20f0\u2cef-\u2cf1\u2de0-\u2dff\u302a-\u302f\ua66f\ua674-\ua67d"
    r"\ua69e\ua69f\ua6f0\ua6f1\ua8e0-\ua8f1\ua92b-\ua92d\uaab0\uaab2-\uaab4\uaab7\uaab8\uaabe\uaabf\uaac1\ufb1e"
    r"\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\U000e0000-\U000e0fff"
)
"""Accents: combining classes 1, 10 to 36 and from 200 on. And what is not seen or only stretches a word: soft hyphen,
joiners, variation selectors, marks of direction, tatweel. Beyond the basic plane only what is not seen: each
range there costs every character of every text."""

MARKS = (
    r"\u07a6-\u07b0\u0900-\u0963\u0981-\u09e3\u0a01-\u0a75\u0a81-\u0ae3\u0afa-\u0b63\u0b82-\u0bd7\u0c00-\u0c63"
    r"\u0c81-\u0c83\u0cbc-\u0d4d\u0d57-\u0d63\u0d81-\u0df3\u0f3e-\u0f84\u0f8d-\u0fbc\u1712-\u1734\u1752-\u1773"
    r"\u1885-\u1938\u1a19-\u1a1b\u1a55-\u1a74\u1b00-\u1b44\u1b80-\u1bf3\u1c24-\u1c37\u1ce1-\u1cf7\u2d7f\ua802-\ua827"
    r"\ua82c\ua880-\ua8c5\ua8ff-\ua92a\ua947-\ua953\ua980-\ua9c0\uaa29-\uaa4d\uaaeb-\uaaef\uaaf5\uaaf6\uabe3-\uabea"
    r"\uabec\uabed\U00010a01-\U00010a3f\U00010d24-\U00010d27\U00011000-\U00011fff\U00016af0-\U00016fe4"
    r"\U0001e130-\U0001e2ef\U0001e944-\U0001e94a"
)
"""What belongs to a letter and is no accent: vowel signs, viramas, nuktas. The ranges run over letters between them,
and beyond the basic plane over whole blocks."""

UNSPACED = (
    r"\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0edf\u1000-\u1049\u1050-\u109d\u1100-\u11ff\u1780-\u17d3\u17d7"
    r"\u17dc-\u17f9\u3005-\u3007\u3021-\u302f\u3031-\u3035\u3041-\u309a\u309d\u30a1-\u30f6\u30fc-\u312f\u31a0-\u31bf"
    r"\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\ua9e0-\ua9fe\uaa60-\uaa76\uaa7a-\uaa7f\uac00-\ud7fb"
    r"\ufa0e-\ufa29\U0001aff0-\U0001b167\U00020000-\U0003fffd"
)
"""Scripts that put no space between words: Thai, Lao, Myanmar, Hangul, Khmer, Han, kana, Bopomofo."""

UNSPACED_MARKS = (
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u109d\u17b4-\u17d3\u3099\u309a"
)
"""Those of their characters that are no letters; the ranges run over letters too."""

LOOSE_JAMO = r"\u3131-\u318e\uffa0-\uffdc"
"""Hangul letters that stand by themselves (ㅋㅋㅋ) and shall not become syllables with their neighbours."""

PICTURES = (
    r"\u00a9\u00ae\u20e3\u2194-\u2199\u21a9\u21aa\u2300-\u2307\u230c-\u2328\u232b-\u23ff\u25a0-\u2767\u2776-\u27bf"
    r"\u2934\u2935\u2b00-\u2bff\u3030\u303d"
    r"\U0001f000-\U0001faff"
)
"""Emoji, skin tones, the letters of flags, the frames of keys, and what looks like them."""
