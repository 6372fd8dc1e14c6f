"""Given the models, when the contract is published, then …"""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from infra.contract import documents, http, websocket
from infra.contract.frames import CLIENT_FRAMES, SERVER_FRAMES
from infra.contract.operations import OPERATIONS
from snowfight.contract import CONTRACT
from snowfight.models import server_frames
from snowfight.models.base import Answer
from snowfight.models.calls import frames as call_frames
from snowfight.models.moderation import DecisionNoticeFrame
from snowfight.models.problem import ErrorFrame
from tests.support.lambdas import Lambdas

ROOT = Path(__file__).resolve().parents[3]
ASYNCAPI = ROOT / "infra/node_modules/@asyncapi/specs/schemas/3.0.0-without-$id.json"

BOTH = pytest.mark.parametrize("document", [http.document(), websocket.document()], ids=["openapi", "asyncapi"])


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object within `value`."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(part)


def resolved(document: dict[str, Any], pointer: str) -> Any:
    target: Any = document
    for part in pointer.removeprefix("#/").split("/"):
        target = target[part.replace("~1", "/").replace("~0", "~")]
    return target


def test_the_documents_tell_the_version_that_the_answers_tell() -> None:
    assert http.document()["info"]["version"] == websocket.document()["info"]["version"] == str(CONTRACT)


def test_the_files_are_what_the_models_say() -> None:
    assert documents.stale() == [], "run `python -m infra.contract`"


def test_the_check_fails_where_a_file_is_stale_and_passes_once_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a folder without the documents
    monkeypatch.setattr(documents, "FOLDER", tmp_path / "docs")
    assert {path.name for path in documents.stale()} == {"openapi.json", "asyncapi.json"}
    # When they are written, then they are fresh, and writing again changes nothing
    assert len(documents.write()) == 2
    assert documents.stale() == []
    assert documents.write() == []
    # When one changes, then that one is stale
    (tmp_path / "docs" / "openapi.json").write_text("{}")
    assert [path.name for path in documents.stale()] == ["openapi.json"]


def test_the_command_needs_nothing_but_the_project() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "infra.contract", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_openapi_is_valid() -> None:
    assert list(OpenAPIV31SpecValidator(http.document()).iter_errors()) == []


def test_asyncapi_is_valid() -> None:
    validator = jsonschema.Draft7Validator(json.loads(ASYNCAPI.read_text("utf-8")))
    assert list(validator.iter_errors(websocket.document())) == []


@BOTH
def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    references = [found["$ref"] for found in objects(document) if "$ref" in found]
    assert references
    for reference in references:
        assert isinstance(resolved(document, reference), dict)


@BOTH
def test_every_schema_is_valid_and_plainly_named(document: dict[str, Any]) -> None:
    for name, schema in document["components"]["schemas"].items():
        assert re.fullmatch(r"[A-Z][A-Za-z]+", name)
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_route_is_documented_and_every_documented_call_is_served(lambdas: Lambdas) -> None:
    documented = {(operation.method, re.sub(r"{\w+}", "{}", operation.path)) for operation in OPERATIONS}
    assert documented == {(method, re.sub(r"<\w+>", "{}", path)) for method, path in lambdas.routes()}


def test_every_frame_that_is_routed_is_documented_as_the_model_that_it_is_read_as(lambdas: Lambdas) -> None:
    schemas = websocket.document()["components"]["schemas"]
    documented = {schemas[each.frame.__name__]["properties"]["type"]["const"]: each.frame for each in CLIENT_FRAMES}
    assert documented == lambdas.frames()


def test_every_frame_of_the_server_is_documented() -> None:
    modelled = {
        model
        for module in (server_frames, call_frames)
        for _, model in inspect.getmembers(module, inspect.isclass)
        # what narrows another frame is documented as that
        if issubclass(model, Answer) and model.__base__ is Answer and "type" in model.model_fields
    }
    assert set(SERVER_FRAMES) == modelled | {DecisionNoticeFrame, ErrorFrame}


def test_frames_are_told_apart_by_their_type() -> None:
    schemas = websocket.document()["components"]["schemas"]
    for union in ("ClientFrame", "ServerFrame"):
        frames = [schemas[option["$ref"].rsplit("/", 1)[1]] for option in schemas[union]["oneOf"]]
        kinds = [frame["properties"]["type"]["const"] for frame in frames]
        assert len(set(kinds)) == len(kinds)
        assert all("type" in frame["required"] for frame in frames)


def test_operations_have_names_of_their_own() -> None:
    assert len({operation.name for operation in OPERATIONS}) == len(OPERATIONS)


def test_answers_say_every_field_and_errors_leave_out_what_is_absent() -> None:
    schemas = http.document()["components"]["schemas"]
    message = schemas["Message"]
    assert message["required"] == list(message["properties"])
    assert message["properties"]["body"] == {"anyOf": [{"type": "string"}, {"type": "null"}]}
    assert schemas["Problem"]["required"] == ["status", "code", "title", "detail"]
    assert schemas["Problem"]["properties"]["retry_after"] == {"type": "number"}


def test_bodies_require_what_has_no_default_and_refuse_what_is_unknown() -> None:
    schemas = http.document()["components"]["schemas"]
    assert schemas["SignUp"]["required"] == ["username", "email", "password"]
    assert "required" not in schemas["ProfilePatch"]
    assert schemas["SignUp"]["additionalProperties"] is False


def test_what_guards_a_call_is_documented() -> None:
    calls = http.document()["paths"]
    assert calls["/api/health"]["get"]["security"] == []
    assert calls["/api/me"]["get"]["security"] == [{"bearer": []}]
    refresh = calls["/api/auth/refresh"]["post"]
    assert refresh["security"] == [{"refresh": []}]
    assert [parameter["name"] for parameter in refresh["parameters"]] == ["X-Requested-With"]
    assert set(refresh["responses"]) >= {"200", "401", "403"}
    assert calls["/api/auth/signup"]["post"]["responses"].keys() >= {"201", "409", "422"}


def test_a_page_of_history_is_asked_for_by_numbers_within_bounds() -> None:
    parameters = http.document()["paths"]["/api/chat/older/{chatroom_name}"]["get"]["parameters"]
    by_name = {parameter["name"]: parameter for parameter in parameters}
    assert by_name["limit"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 200, "default": 30}
    assert by_name["before"]["schema"]["type"] == "integer"
    assert by_name["chatroom_name"]["required"] is True
