"""Given a refresh token, when a browser is to keep it, then …"""

from __future__ import annotations

from snowfight.transport.refresh_cookie import refresh_cookie


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites() -> None:
    parts = refresh_cookie("token", secure=True).split("; ")
    assert parts[0] == "refresh=token"
    assert {"Path=/api/auth", "HttpOnly", "SameSite=Strict", "Secure", "Max-Age=2592000"} == set(parts[1:])
    assert "Secure" not in refresh_cookie("token", secure=False)
    assert refresh_cookie("", secure=True, life=0).startswith("refresh=; Path=/api/auth; Max-Age=0;")
