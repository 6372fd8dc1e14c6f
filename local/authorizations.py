"""What MiniStack's IAM allowed, written down, and told the keys that it leaves out.

IAM knows the partitions that a DynamoDB request touches as `dynamodb:LeadingKeys`; MiniStack does not. Policies that
name them would let everything through here, and a wrong one would show in the cloud alone. So they are read off the
request, and MiniStack's own evaluation does the rest.

Each line of the file is one thing that a role did, or tried: `{"role", "action", "resource", "keys", "allowed"}`, where
keys are patterns.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

_KEYS = "dynamodb:leadingkeys"
_OURS = "snowfight:keys"
_HASHES = ("pk", "room")
"""The partition keys of the tables."""

_ITEMS = ("Key", "Item")
_EQUALS = re.compile(r"(#?\w+)\s*=\s*(:\w+)")


_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ANY_UUID = "????????-????-????-????-????????????"
"""The name of a chat, as policies say it."""


def leading_keys(request: dict[str, Any]) -> dict[str, list[str]]:
    """The partitions that a DynamoDB request touches, by table."""
    found: dict[str, list[str]] = {}
    for table, part in _parts(request):
        found.setdefault(table, []).extend(_keys(part))
    return found


def _parts(request: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The single requests that a request consists of, and their tables."""
    parts = [(str(request["TableName"]), request)] if "TableName" in request else []
    for transacted in request.get("TransactItems", []):
        parts += [(each["TableName"], each) for each in transacted.values()]
    for table, wanted in request.get("RequestItems", {}).items():
        if isinstance(wanted, list):
            parts += [(table, each) for write in wanted for each in write.values()]
        else:
            parts += [(table, {"Key": key}) for key in wanted["Keys"]]
    return parts


def _keys(part: dict[str, Any]) -> list[str]:
    items = [part[name] for name in _ITEMS if name in part]
    names, values = part.get("ExpressionAttributeNames", {}), part.get("ExpressionAttributeValues", {})
    for name, value in _EQUALS.findall(part.get("KeyConditionExpression", "")):
        items.append({names.get(name, name): values.get(value, {})})
    hashes = (next((item[name] for name in _HASHES if name in item), {}) for item in items)
    return [str(each["S"]) for each in hashes if "S" in each]


def pattern(key: str) -> str:
    """What policies say of a key: its kind, whatever it is about."""
    kind, hash_sign, _ = key.partition("#")
    return f"{kind}#*" if hash_sign else _UUID.sub(_ANY_UUID, key)


class Recorder:
    """Stands between MiniStack's front and its evaluation of policies."""

    def __init__(self, evaluator: Any, actions: Any, file: Path) -> None:
        self._enforce = evaluator.enforce
        self._evaluate = evaluator.evaluate
        self._context = actions.dynamodb_service_context
        self._file = file
        self._seen: set[str] = set()
        file.write_text("")
        evaluator.enforce = self.enforce
        evaluator.evaluate = self.evaluate
        actions.dynamodb_service_context = self.context

    def context(self, body: bytes) -> dict[str, Any]:
        """As MiniStack's: the condition keys of a DynamoDB request, and ours by table."""
        context: dict[str, Any] = self._context(body)
        try:
            return {**context, _OURS: leading_keys(json.loads(body or b"{}"))}
        except (ValueError, TypeError, KeyError, AttributeError):
            return context  # no well-formed request: it is refused for that

    def evaluate(self, context: Any, *policies: Any) -> Any:
        """As MiniStack's, of one action on one resource."""
        keys_by_resource: dict[str, list[str]] = context.service_context.pop(_OURS, {})
        keys = keys_by_resource.get(context.resource_arn.rpartition("/")[2], [])
        if keys:
            context.service_context[_KEYS] = keys
        result = self._evaluate(context, *policies)
        if result.decision == "Allow":
            patterns = sorted({pattern(key) for key in keys})
            self._write(context.principal_arn, context.action, context.resource_arn, patterns, allowed=True)
        return result

    def enforce(self, key: str, action: str, service: str, region: str, resource_arn: str = "*", **others: Any) -> Any:
        """As MiniStack's, of one request's action: None where it is allowed."""
        refusal = self._enforce(key, action, service, region, resource_arn, **others)
        if refusal is not None and hasattr(refusal, "decision"):
            self._write(refusal.principal_arn, action, resource_arn, [], allowed=False)
        return refusal

    def _write(self, principal: str, action: str, resource: str, keys: list[str], *, allowed: bool) -> None:
        if ":assumed-role/" not in principal:
            return
        role = principal.split("/")[1]
        line = {"role": role, "action": action, "resource": resource, "keys": keys, "allowed": allowed}
        text = json.dumps(line)
        if text not in self._seen:
            self._seen.add(text)
            with self._file.open("a") as file:
                file.write(f"{text}\n")
