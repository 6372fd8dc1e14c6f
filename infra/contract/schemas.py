"""JSON schemas of the models, as both documents want them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import CoreSchema, core_schema

from snowfight.models.base import Answer

Schema = dict[str, Any]


class _Schemas(GenerateJsonSchema):
    """pydantic's generator, made to say no more than is meant."""

    def model_field_schema(self, schema: core_schema.ModelField) -> JsonSchemaValue:
        """What is left out where it would be null is never null."""
        inner = schema["schema"]
        if self.mode == "serialization" and "serialization_exclude_if" in schema:
            inner = _bare(inner)
        return self.generate_inner(inner)

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A default is news only to who may leave the field out, and only where it is a value."""
        if self.mode == "serialization" or not schema.get("default"):
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  (pydantic's signature)
        return False


def _bare(schema: CoreSchema) -> CoreSchema:
    while schema["type"] in {"default", "nullable"}:
        schema = cast("CoreSchema", schema["schema"])  # pyright: ignore[reportGeneralTypeIssues, reportTypedDictNotRequiredAccess]
    return schema


def components(models: Iterable[type[BaseModel]]) -> dict[str, Schema]:
    """The schemas of those models and of all that they hold, by name; they refer to each other as components."""
    wanted = sorted(set(models), key=lambda model: model.__name__)
    _, schemas = models_json_schema(
        [(model, "serialization" if issubclass(model, Answer) else "validation") for model in wanted],
        schema_generator=_Schemas,
        ref_template="#/components/schemas/{model}",
    )
    return schemas["$defs"]


def reference(model: type[BaseModel]) -> Schema:
    """Points at the component of `model`."""
    return {"$ref": f"#/components/schemas/{model.__name__}"}
