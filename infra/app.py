"""The CDK's entry: `python -m infra.app`, as cdk.json says."""

import sys
from pathlib import Path

from aws_cdk import App

from infra.parameters import Parameters, SettingsError
from infra.stack import SnowfightStack

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    app = App()
    try:
        parameters = Parameters.from_context(app.node.get_all_context())
    except SettingsError as error:
        sys.exit(f"Settings: {error}")
    SnowfightStack(app, parameters, bundle=ROOT / "build" / parameters.target, client=ROOT / "web" / "dist")
    app.synth()


if __name__ == "__main__":
    main()
