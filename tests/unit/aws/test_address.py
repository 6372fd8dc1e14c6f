"""Given a URL or a service, then we know where to connect to."""

from __future__ import annotations

import pytest

from snowfight.aws.address import Address, region_of_this_function, url_of


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://abc.example/ws", Address("abc.example", "abc.example", 443, secure=True)),
        ("https://abc.example:8443", Address("abc.example:8443", "abc.example", 8443, secure=True)),
        ("http://127.0.0.1:4566/ws", Address("127.0.0.1:4566", "127.0.0.1", 4566, secure=False)),
        ("http://abc.example", Address("abc.example", "abc.example", 80, secure=False)),
    ],
)
def test_a_url_says_where_to_connect_to(url: str, address: Address) -> None:
    assert Address.of(url) == address


def test_a_function_runs_in_the_region_that_lambda_names() -> None:
    assert region_of_this_function({"AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-2"}) == "eu-west-1"
    assert region_of_this_function({"AWS_DEFAULT_REGION": "eu-west-2"}) == "eu-west-2"
    assert region_of_this_function({}) == "us-east-1"


def test_a_service_is_where_the_environment_says_or_in_its_region() -> None:
    assert url_of("dynamodb", "eu-central-1", {}) == "https://dynamodb.eu-central-1.amazonaws.com"
    here = {"AWS_ENDPOINT_URL": "http://here"}
    assert url_of("dynamodb", "eu-central-1", here) == "http://here"
    assert url_of("dynamodb", "eu-central-1", {**here, "AWS_ENDPOINT_URL_DYNAMODB": "http://there"}) == "http://there"
