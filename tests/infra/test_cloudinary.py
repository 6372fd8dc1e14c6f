"""The Cloudinary account: who may read it, that no template holds it, and what pages may load because of it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from infra.parameters import Parameters, SettingsError
from snowfight.settings import UPLOAD_LIMIT
from tests.infra.conftest import CONTEXT, LOCAL, Synthesised

SECRET = "/chat/cloudinary"


@pytest.fixture(scope="module")
def with_files(synthesise: Callable[..., Synthesised]) -> Synthesised:
    return synthesise(stage="prod", cloudinary_parameter=SECRET, push_parameter="", upload_limit_mb="40")


def readers(stack: Synthesised) -> dict[str, object]:
    """Who may read parameters but the one that every deployment has, and which."""
    return {
        name: resource
        for name, each in stack.statements()
        for resource in (each["Resource"] if isinstance(each["Resource"], list) else [each["Resource"]])
        if "ssm:GetParameter" in json.dumps(each["Action"]) and "/secret" not in json.dumps(resource)
    }


def policy(stack: Synthesised) -> dict[str, str]:
    headers = stack.only("AWS::CloudFront::ResponseHeadersPolicy")["ResponseHeadersPolicyConfig"]
    text = headers["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    return dict(part.strip().split(" ", 1) for part in text.split(";"))


def test_only_what_touches_files_may_read_the_account_and_only_that(with_files: Synthesised) -> None:
    found = readers(with_files)
    assert len(found) == 3
    assert all(any(part in name for part in ("messageRole", "httpapiRole", "jobsRole")) for name in found)
    for resource in found.values():
        assert json.dumps(resource).endswith(f':parameter{SECRET}"]]}}')


def test_a_template_names_the_secret_and_holds_none(with_files: Synthesised) -> None:
    for function in with_files.functions().values():
        variables = function["Environment"]["Variables"]
        assert variables.get("CLOUDINARY_PARAMETER") in {None, SECRET}
        assert "cloudinary://" not in json.dumps(variables)
    assert not with_files.of_type("AWS::SSM::Parameter")
    assert not with_files.of_type("AWS::SecretsManager::Secret")


def test_the_limit_reaches_the_functions(with_files: Synthesised, prod: Synthesised) -> None:
    functions = with_files.functions()
    for name in ("message", "http_api", "jobs"):
        assert functions[name]["Environment"]["Variables"]["UPLOAD_LIMIT"] == str(40 * 1024 * 1024)
        assert prod.functions()[name]["Environment"]["Variables"]["UPLOAD_LIMIT"] == str(UPLOAD_LIMIT)


def test_pages_may_load_from_cloudinary_and_bring_it_files(with_files: Synthesised) -> None:
    directives = policy(with_files)
    hosts = "https://api.cloudinary.com https://res.cloudinary.com"
    assert directives["img-src"] == f"'self' blob: {hosts}"
    assert directives["media-src"] == f"'self' blob: {hosts}"
    assert directives["connect-src"] == f"'self' {hosts}"
    assert directives["script-src"] == "'self'"


def test_without_an_account_nobody_reads_it_and_pages_load_their_own_alone(
    synthesise: Callable[..., Synthesised],
) -> None:
    without = synthesise(stage="prod", push_parameter="")
    assert readers(without) == {}
    directives = policy(without)
    loads = (directives["img-src"], directives["media-src"], directives["connect-src"])
    assert loads == ("'self'", "'self'", "'self'")


def test_the_local_stack_allows_its_stand_in_alone(synthesise: Callable[..., Synthesised]) -> None:
    directives = policy(synthesise(**LOCAL, file_hosts="http://127.0.0.1:8080"))
    host = "http://127.0.0.1:8080"
    assert (directives["img-src"], directives["connect-src"]) == (f"'self' blob: {host}", f"'self' {host}")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cloudinary_parameter", "a b"),
        ("cloudinary_parameter", "/x/*"),
        ("upload_limit_mb", "0"),
        ("file_hosts", "x y"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Parameters.from_context({**CONTEXT, "stage": "prod", name: value})
