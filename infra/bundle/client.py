"""The web client, built into web/dist."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from infra.bundle.steps import ROOT, BuildError, fingerprint, run, step

WEB = ROOT / "web"


def build_client(say: Callable[[str], None]) -> None:
    """Bring the client up to date. Raises BuildError."""
    if not (WEB / "node_modules").is_dir():
        raise BuildError("web/node_modules is missing: run `make setup`.")

    def build(into: Path) -> None:
        say("Building the web client")
        run(["npm", "run", "--loglevel=error", "build", "--", "--outDir", str(into), "--emptyOutDir"], WEB)

    step(WEB / "dist", fingerprint(_sources()), build)


def _sources() -> list[Path]:
    """What the client is built from."""
    return [path for path in sorted(WEB.iterdir()) if path.name not in {"node_modules", "dist", "coverage"}]
