"""Whether searching works as it is deployed: which SQLite the functions have."""

from __future__ import annotations

import json

from ops.deployment import Deployment
from ops.findings import Finding, fail, ok


def search(deployment: Deployment) -> Finding:
    """Ask the indexer, which does nothing else then."""
    name = deployment.outputs["FunctionIndexer"]
    answer = deployment.client("lambda").invoke(FunctionName=name, Payload=json.dumps({"describe": True}))
    payload = json.loads(answer["Payload"].read())
    if "FunctionError" in answer:
        return fail("search", f"the indexer does not start: {payload.get('errorMessage')}")
    version = payload["version"]
    if payload["library"] == "python":
        return ok("search", f"Lambda's own SQLite {version} has full-text search")
    return ok("search", f"Lambda's own SQLite has no full-text search: the one of the layer, {version}, does it")
