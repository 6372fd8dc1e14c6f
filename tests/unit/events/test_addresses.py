"""Given an address that a user gives, when it does not surely lead to somebody's public server, then it is refused, in
whatever way it is written and whatever its name resolves to."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from snowfight.delivery.outgoing.addresses import is_public
from snowfight.delivery.outgoing.http_receivers import HttpReceivers
from snowfight.delivery.outgoing.targets import target_of
from snowfight.errors import BadUrl

PUBLIC = ["8.8.8.8", "93.184.216.34", "100.63.255.255", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::200e"]
NOT_PUBLIC = [
    *(
        "0.0.0.0",  # noqa: S104  (nothing listens there)
        "0.1.2.3",
        "10.0.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
    ),
    *("172.31.255.255", "192.168.1.1", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.0.170", "192.0.2.1"),
    *("192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1"),
    *("255.255.255.255", "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:8.8.8.8"),
    *("64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378:8000::1"),
    *("2001:db8::1", "2001:10::1", "2002:7f00:1::1", "2002:808:808::1", "3fff::1", "fc00::1", "fd00:ec2::254"),
    *("fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1", "2606:4700::1111%eth0", "5f00::1", "4000::1"),
    *("no address", "", "8.8.8"),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_what_everybody_reaches_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_what_is_not_surely_somebodys_on_the_internet_is_not(address: str) -> None:
    assert not is_public(address)


def resolving(*addresses: str, local: bool = False) -> HttpReceivers:
    def resolve(_host: str, _port: int) -> Sequence[str]:
        if not addresses:
            raise OSError("no such name")
        return addresses

    return HttpReceivers(resolve=resolve, local=local)


def literally(host: str, _port: int) -> Sequence[str]:
    """As a resolver does with what is an address already; names are public."""
    return [host] if host.replace(".", "").isdecimal() or ":" in host else ["93.184.216.34"]


REFUSED = [
    # Not https, or nothing at all
    *("http://example.org/", "ftp://example.org/", "//example.org/", "example.org", "https:", "https://", "https:///x"),
    *("javascript:alert(1)", "https:example.org", "file:///etc/passwd", ""),
    # Loopback, in any spelling
    *("https://127.0.0.1/", "https://127.0.0.1./", "https://127.1/", "https://2130706433/", "https://0x7f000001/"),
    *("https://0x7f.0.0.1/", "https://0177.0.0.1/", "https://127.0.0.1:8443/", "https://[::1]/", "https://[::]/"),
    *("https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/", "https://[0:0:0:0:0:ffff:127.0.0.1]/"),
    *("https://①②⑦.⓪.⓪.①/", "https://127。0。0。1/", "https://１２７.0.0.1/"),
    *("https://0/", "https://0.0.0.0/", "https://0x0/", "https://127.0.0.1%2f.example.org/"),
    # Private, link-local, shared, multicast, translated
    *("https://10.0.0.1/", "https://169.254.169.254/latest/meta-data/", "https://100.64.0.1/", "https://224.0.0.1/"),
    *("https://[fe80::1]/", "https://[fe80::1%25eth0]/", "https://[fe80::1%eth0]/", "https://[fd00:ec2::254]/"),
    *("https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/", "https://[2001:0:4136:e378::1]/"),
    # Two readers would find two hosts
    *("https://user@example.org/", "https://user:secret@example.org/", "https://example.org@127.0.0.1/"),
    *("https://example.org\\@127.0.0.1/", "https://127.0.0.1\\.example.org/", "https://example.org#@127.0.0.1/"),
    *("https://example.org /", " https://example.org/", "https://exa\tmple.org/", "https://example.org/\r\nX: y"),
    *("https://example.org:0/", "https://example.org:99999/", "https://example.org:x/", "https://[::1]x/"),
    *("https://[::1/", "https://::1/", "https://[127.0.0.1]/", "https://[v1.x]/", "https://exa%6dple.org/"),
    *("https://1.2.3.4.5/", "https://1.2.3/", "https://example.0x7f/", "https://example..org/", "https://.org/"),
    *("https://-a.org/", "https://example.org/é", f"https://{'a' * 64}.org/", f"https://{'a.' * 130}org/"),
    "https://example.org/#fragment",
]


@pytest.mark.parametrize("url", REFUSED)
def test_it_is_refused_when_it_is_made_and_never_called(url: str) -> None:
    receivers = HttpReceivers(resolve=literally)
    with pytest.raises(BadUrl):
        receivers.check(url)
    assert receivers.post(url, {}, b"{}") is None


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("https://example.org", "example.org", 443, "/"),
        ("HTTPS://Example.ORG./x?y=1&z", "example.org", 443, "/x?y=1&z"),
        ("https://example.org:8443?y", "example.org", 8443, "/?y"),
        ("https://bücher.example/", "xn--bcher-kva.example", 443, "/"),
        ("https://8.8.8.8/", "8.8.8.8", 443, "/"),
        ("https://[2606:4700:0:0::1111]:444/", "2606:4700::1111", 444, "/"),
        ("https://hooks_1.example.org/%2e%2e/", "hooks_1.example.org", 443, "/%2e%2e/"),
    ],
)
def test_a_public_one_is_read_as_everybody_reads_it(url: str, host: str, port: int, path: str) -> None:
    HttpReceivers(resolve=literally).check(url)
    target = target_of(url)
    assert (target.host, target.port, target.path) == (host, port, path)


@pytest.mark.parametrize("address", NOT_PUBLIC[:-3])
def test_a_name_that_resolves_to_anything_else_is_refused(address: str) -> None:
    for addresses in ([address], ["8.8.8.8", address], [address, "8.8.8.8"]):
        with pytest.raises(BadUrl):
            resolving(*addresses).check("https://example.org/")
        assert resolving(*addresses).post("https://example.org/", {}, b"{}") is None


def test_a_name_that_does_not_resolve_is_refused() -> None:
    with pytest.raises(BadUrl):
        resolving().check("https://example.org/")


def test_a_local_stack_may_post_to_its_own_machine_and_a_deployment_may_not() -> None:
    resolving("127.0.0.1", "::1", local=True).check("http://localhost:9000/")
    resolving("127.0.0.1", local=True).check("https://localhost:9000/")
    for address in ("8.8.8.8", "10.0.0.1", "169.254.169.254"):
        with pytest.raises(BadUrl):
            resolving("127.0.0.1", address, local=True).check("http://example.org/")
    with pytest.raises(BadUrl):
        resolving("127.0.0.1").check("http://localhost:9000/")
    with pytest.raises(BadUrl):
        resolving("127.0.0.1").check("https://localhost:9000/")
