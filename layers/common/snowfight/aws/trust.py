"""Whom we trust to be AWS."""

from __future__ import annotations

import re
import ssl
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from snowfight.aws.address import Address

_AMAZON = re.compile(
    r'# Label: "(?:Amazon Root CA|Starfield Services Root Certificate Authority).*?(-----BEGIN.+?END CERTIFICATE-----)',
    re.DOTALL,
)


@cache
def trust() -> ssl.SSLContext:
    """The certificate authorities of Amazon Trust Services, to which every endpoint of AWS leads, and no others.

    To read all that a system trusts would take longer than anything else that a function does when it starts.
    """
    found = "\n".join(_AMAZON.findall(_bundle().read_text("ascii")))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=found)
    return context


def _bundle() -> Path:
    """The certificates of certifi, found without running it: that would load five modules to say the same."""
    package = find_spec("certifi")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("certifi")
    return Path(package.origin).with_name("cacert.pem")


def tls_for(address: Address, tls: ssl.SSLContext | None = None) -> ssl.SSLContext | None:
    """What secures a connection to the address: `tls`, or who trusts AWS and nobody else; None over http."""
    return (tls or trust()) if address.secure else None
