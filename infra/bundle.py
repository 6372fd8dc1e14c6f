"""Builds what the stack is made of: `python -m infra.bundle local` or `cloud`.

    build/<target>/layers/dependencies/python/…     third-party packages, for this machine or for Lambda on arm64
    build/<target>/layers/common/python/snowfight   the package that the functions share
    build/<target>/functions/<name>/functions/…     one folder a function, importable under its name in the project
    web/dist/                                       the client

A step whose sources did not change is skipped. Each is built aside and moved into place, so that stopping it half
way leaves the old result or none.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
FUNCTIONS = ("connect", "message", "presence", "http_api")
WEB = ROOT / "web"
PYTHON = "3.14"  # of Lambda; a template test holds it equal to the functions' runtime
PLATFORM = "aarch64-manylinux_2_28"  # Amazon Linux 2023 has glibc 2.34
COMPILER = ROOT / "infra/compile.mjs"
BUILDERS = (Path(__file__), COMPILER, ROOT / "infra/package-lock.json")
"""What a layer or bundle is built by: it is built again when one of them changed."""

# The AWS services that functions call; the descriptions of the other four hundred are nine tenths of the layer.
BOTOCORE_SERVICES = ("cognito-idp", "ses", "ssm")
USELESS = ("**/tests", "**/test", "**/examples", "**/__pycache__", "**/*.pyi", "**/*.pyx", "**/*.c", "bin")
UNUSED = (
    *("boto3*", "s3transfer*", "dateutil/zoneinfo/*.tar.gz", "pydantic/v1", "pydantic/mypy.py"),
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


class BuildError(Exception):
    """A step failed; the message is for the person who started it."""


def bundle(target: str, say: Callable[[str], None] = print) -> None:
    """Bring everything for `target` ("local" or "cloud") up to date. `say` is told what takes time."""
    with _one_at_a_time(BUILD / "lock"):
        functions(target, BUILD / target, say)
        _client(say)


def functions(target: str, folder: Path, say: Callable[[str], None] = print) -> None:
    """Bring layers and functions for `target` up to date, in `folder`."""
    _dependencies(folder, target, say)
    _copy(ROOT / "layers/common/snowfight", folder / "layers/common", "python/snowfight", target)
    for name in FUNCTIONS:
        _copy(ROOT / "functions" / name, folder / "functions" / name, f"functions/{name}", target)


def fingerprint(paths: Iterable[Path], *extra: str) -> str:
    """A hash of the contents of files and folders, and of `extra`."""
    digest = hashlib.sha256("\0".join(extra).encode())
    for path in paths:
        for file in sorted(_files(path)):
            digest.update(f"\0{file.relative_to(ROOT)}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def web_sources() -> list[Path]:
    """What the client is built from."""
    return [path for path in sorted(WEB.iterdir()) if path.name not in {"node_modules", "dist", "coverage"}]


def _dependencies(folder: Path, target: str, say: Callable[[str], None]) -> None:
    lock = ROOT / "requirements-layer.lock"
    version = PYTHON if target == "cloud" else ".".join(map(str, sys.version_info[:3]))
    platform = ["--python-platform", PLATFORM, "--python-version", version] if target == "cloud" else []

    def build(into: Path) -> None:
        say("Fetching the packages that the functions use")
        _run(
            [
                _UV,
                *("pip", "install", "--quiet", "--target", str(into / "python"), "--python", sys.executable),
                *("--require-hashes", "--only-binary", ":all:", "--requirements", str(lock), *platform),
            ],
            ROOT,
        )
        _prune(into / "python")
        _compile(into, target)

    _step(folder / "layers/dependencies", fingerprint([lock, *BUILDERS], version, *platform), build)


def _prune(packages: Path) -> None:
    for pattern in (*USELESS, *UNUSED):
        for path in list(packages.glob(pattern)):
            _remove(path)
    for metadata in packages.glob("*.dist-info"):
        for name in USELESS_METADATA:
            _remove(metadata / name)
    services = [path for path in (packages / "botocore/data").iterdir() if path.is_dir()]
    for service in [path for path in services if path.name not in BOTOCORE_SERVICES]:
        _remove(service)


def _compile(folder: Path, target: str) -> None:
    """Spare every cold start the compiler: Lambda keeps no bytecode, and half of an uncompiled start goes there."""
    if target == "cloud":
        _run(["node", str(COMPILER), str(folder), PYTHON], ROOT)
    else:
        options = ["-q", "-j", "0", "-s", str(folder), "--invalidation-mode", "unchecked-hash"]
        _run([sys.executable, "-m", "compileall", *options, str(folder)], ROOT)


def _copy(source: Path, folder: Path, inside: str, target: str) -> None:
    def build(into: Path) -> None:
        place = into / inside
        shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__"))
        for file in place.rglob("*.py"):
            compile(file.read_bytes(), str(source / file.relative_to(place)), "exec")  # raises SyntaxError
        if inside.startswith("functions/"):
            shutil.copy(ROOT / "functions/__init__.py", into / "functions/__init__.py")
        _compile(into, target)

    _step(folder, fingerprint([source, ROOT / "functions/__init__.py", *BUILDERS], sys.version, target), build)


def _client(say: Callable[[str], None]) -> None:
    if not (WEB / "node_modules").is_dir():
        raise BuildError("web/node_modules is missing: run `make setup`.")

    def build(into: Path) -> None:
        say("Building the web client")
        _run(["npm", "run", "--loglevel=error", "build", "--", "--outDir", str(into), "--emptyOutDir"], WEB)

    _step(WEB / "dist", fingerprint(web_sources()), build)


def _step(target: Path, sources: str, build: Callable[[Path], None]) -> None:
    """Have `build` fill `target`, unless it was built from the same `sources` before."""
    stamp = BUILD / "stamps" / "-".join(target.relative_to(ROOT).parts)
    if target.is_dir() and stamp.is_file() and stamp.read_text() == sources:
        return
    aside = target.with_name(f".{target.name}.new")
    _remove(aside)
    aside.mkdir(parents=True)
    build(aside)
    _remove(target)
    aside.rename(target)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(sources)


def _run(command: list[str], folder: Path) -> None:
    result = subprocess.run(  # noqa: S603 -- commands of ours alone
        command, cwd=folder, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if result.returncode:
        raise BuildError(f"{Path(command[0]).name} failed:\n{result.stdout.strip()}")


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from (file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def _one_at_a_time(lock: Path) -> Generator[None]:
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def main() -> None:
    if sys.argv[1:] not in (["local"], ["cloud"]):
        sys.exit("usage: python -m infra.bundle local|cloud")
    try:
        bundle(sys.argv[1])
    except BuildError as error:
        sys.exit(f"{error}")
    except SyntaxError as error:
        sys.exit(f"{error.filename}:{error.lineno}: {error.msg}")


if __name__ == "__main__":
    main()
