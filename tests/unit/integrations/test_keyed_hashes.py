"""Given the deployment's secret, when something is hashed, then …"""

from __future__ import annotations

import pytest

from snowfight.errors import Unavailable
from snowfight.integrations.keyed_hashes import KeyedHashes
from tests.support.identity import SECRET, keyed_hashes


def test_the_same_text_has_the_same_hash_for_one_purpose_and_one_deployment_alone() -> None:
    first = keyed_hashes().of("banned address", "eve@example.org")
    assert (len(first), first) == (64, keyed_hashes().of("banned address", "eve@example.org"))
    others = {
        keyed_hashes().of("sign-up", "eve@example.org"),
        keyed_hashes().of("banned address", "eva@example.org"),
        keyed_hashes().of("banned", " addresseve@example.org"),
        KeyedHashes("/other", lambda _name: SECRET[::-1]).of("banned address", "eve@example.org"),
    }
    assert len({first, *others}) == 5


def test_the_secret_is_read_once_and_only_when_it_is_needed() -> None:
    read: list[str] = []

    def text(name: str) -> str:
        read.append(name)
        return SECRET

    hashes = KeyedHashes("/snowfight/test/secret", text)
    assert read == []
    hashes.of("a", "b")
    hashes.of("c")
    assert read == ["/snowfight/test/secret"]


@pytest.mark.parametrize("text", ["", "not base64 at all", "é"])
def test_without_a_whole_secret_nothing_is_hashed(text: str) -> None:
    with pytest.raises(Unavailable):
        KeyedHashes("/snowfight/test/secret", lambda _name: text).of("a", "b")
