"""Given a secret in the parameter store, when a function reads it, then …"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from snowfight.aws import parameters
from snowfight.aws.parameters import ATTEMPTS, secure_text
from snowfight.errors import Unavailable
from tests.support.endpoint import Asked, Endpoint, Reply, reply, serving

FOUND = reply(200, body=json.dumps({"Parameter": {"Value": "cold", "Type": "SecureString"}}).encode())
MISSING = reply(400, body=b'{"__type": "ParameterNotFound"}')


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Callable[[Endpoint], object]:
    def at(endpoint: Endpoint) -> object:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint.url)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKID")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        return endpoint

    return at


def test_it_is_asked_for_decrypted(answered: Callable[[Endpoint], object]) -> None:
    with serving(Endpoint(lambda _: FOUND)) as running:
        answered(running.endpoint)
        assert secure_text("/snowfight/test/secret") == "cold"
        [asked] = running.endpoint.asked
        assert asked.headers["x-amz-target"] == "AmazonSSM.GetParameter"
        assert "/ssm/aws4_request" in asked.headers["authorization"]
        assert json.loads(asked.body) == {"Name": "/snowfight/test/secret", "WithDecryption": True}


@pytest.mark.parametrize(
    "first", [reply(500), reply(400, body=b'{"__type": "ThrottlingException"}'), Reply(then="close")]
)
def test_what_passes_is_tried_again(answered: Callable[[Endpoint], object], first: Reply) -> None:
    left = [first]

    def answer(_asked: Asked) -> Reply:
        return left.pop() if left else FOUND

    with serving(Endpoint(answer)) as running:
        answered(running.endpoint)
        assert secure_text("/snowfight/test/secret") == "cold"


@pytest.mark.parametrize("always", [MISSING, Reply(then="hang")], ids=["missing", "silent"])
def test_what_does_not_is_unavailable(
    answered: Callable[[Endpoint], object], monkeypatch: pytest.MonkeyPatch, always: Reply
) -> None:
    monkeypatch.setattr(parameters, "READ_TIMEOUT", 0.05)
    with serving(Endpoint(lambda _: always)) as running:
        answered(running.endpoint)
        with pytest.raises(Unavailable):
            secure_text("/snowfight/test/secret")
        assert len(running.endpoint.asked) == ATTEMPTS
