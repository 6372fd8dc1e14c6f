"""The layers: third-party packages for the architecture that Lambda runs on, some apart, and the shared package."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from infra.bundle.bytecode import PYTHON, compile_folder
from infra.bundle.sources import copy_package
from infra.bundle.steps import BUILDERS, ROOT, fingerprint, remove, run, step

PLATFORM = "aarch64-manylinux_2_28"  # Amazon Linux 2023 has glibc 2.34

# The AWS services that functions call; the descriptions of the other four hundred are nine tenths of the layer.
BOTOCORE_SERVICES = ("cognito-idp", "kinesis-video-signaling", "kinesisvideo", "ses", "ssm")
USELESS = ("**/tests", "**/test", "**/examples", "**/__pycache__", "**/*.pyi", "**/*.pyx", "**/*.c", "bin")
UNUSED = (
    *("boto3*", "s3transfer*", "dateutil/zoneinfo/*.tar.gz", "pydantic/v1", "pydantic/mypy.py"),
    *("cffi", "pycparser"),  # of cffi, cryptography uses what is compiled
    *("apsw/_unicode.*", "apsw/sqlite_extra*", "apsw/fts_test_strings", "apsw/*.py"),
    *("cloudinary/docs", "cloudinary/static", "cloudinary/templatetags"),
    *(f"aws_lambda_powertools/event_handler/openapi/swagger_ui/*.{kind}" for kind in ("js", "css")),
    *(
        f"aws_lambda_powertools/utilities/{name}"
        for name in (
            *("auth_alpha", "batch", "circuit_breaker", "data_masking", "feature_flags", "idempotency", "kafka"),
            *("parameters", "parser", "streaming"),
        )
    ),
)
"""Parts of packages that nothing imports that functions import (tests/unit/cold)."""

_UV = str(Path(sys.executable).with_name("uv"))
USELESS_METADATA = ("RECORD", "INSTALLER", "REQUESTED", "WHEEL", "top_level.txt", "direct_url.json")


def build_layers(target: str, folder: Path, say: Callable[[str], None]) -> None:
    """Bring all layers for `target` up to date, in `folder`/layers."""
    _packages("dependencies", "requirements-layer.lock", target, folder, say)
    _packages("sqlite", "requirements-sqlite.lock", target, folder, say)
    _packages("push", "requirements-push.lock", target, folder, say)
    copy_package(ROOT / "layers/common/snowfight", folder / "layers/common", "python/snowfight", target)


def _packages(layer: str, lock_name: str, target: str, folder: Path, say: Callable[[str], None]) -> None:
    lock = ROOT / lock_name
    version = PYTHON if target == "cloud" else ".".join(map(str, sys.version_info[:3]))
    platform = ["--python-platform", PLATFORM, "--python-version", version] if target == "cloud" else []

    def build(into: Path) -> None:
        say(f"Fetching the packages of the layer {layer}")
        run(
            [
                _UV,
                *("pip", "install", "--quiet", "--target", str(into / "python"), "--python", sys.executable),
                *("--require-hashes", "--only-binary", ":all:", "--requirements", str(lock), *platform),
            ],
            ROOT,
        )
        _prune(into / "python")
        compile_folder(into, target)

    step(folder / "layers" / layer, fingerprint([lock, *BUILDERS], version, *platform), build)


def _prune(packages: Path) -> None:
    for pattern in (*USELESS, *UNUSED):
        for path in list(packages.glob(pattern)):
            remove(path)
    for metadata in packages.glob("*.dist-info"):
        for name in USELESS_METADATA:
            remove(metadata / name)
    for service in packages.glob("botocore/data/*/"):
        if service.name not in BOTOCORE_SERVICES:
            remove(service)
