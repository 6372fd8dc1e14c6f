"""The CDK's app of a newer version: `python -m tests.support.newer FOLDER`, which has the layers and functions."""

from __future__ import annotations

import sys
from pathlib import Path

from aws_cdk import App

from infra.app import ROOT
from infra.parameters import Parameters
from infra.stack import SnowfightStack


def main() -> None:
    app = App()
    parameters = Parameters.from_context(app.node.get_all_context())
    SnowfightStack(app, parameters, bundle=Path(sys.argv[1]), client=ROOT / "web" / "dist")
    app.synth()


if __name__ == "__main__":
    main()
