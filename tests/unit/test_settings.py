"""What functions take from their environment."""

from __future__ import annotations

import pytest

from snowfight.settings import from_environment


@pytest.mark.parametrize(
    "origins", ["https://chat.example", "https://chat.example,http://localhost:5173", "nonsense", ""]
)
def test_a_cookie_is_secure_whatever_origins_a_deployment_lets_in(origins: str) -> None:
    assert from_environment({"STAGE": "prod", "SITE_ORIGINS": origins}).secure_cookies


def test_the_local_stack_speaks_plain_http_and_nothing_else_does() -> None:
    assert not from_environment({"STAGE": "local", "SITE_ORIGINS": "http://localhost:8080"}).secure_cookies
    assert from_environment({}).secure_cookies
