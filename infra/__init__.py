"""The CDK app. What jsii, which runs it, has to know is said before anything imports it."""

import os
from pathlib import Path

CACHE = Path(__file__).resolve().parent.parent / ".local/jsii"
"""Where jsii unpacks the CDK: below this folder, as all that is installed, and not in a home that may be read-only."""

# The project runs on Node 20 and later. Every release is past its end or not tested yet at some time, and jsii says so
# in ten lines before each word of ours; the first wants the versions named, and any text will do for the others.
_SILENCED = {"END_OF_LIFE": "20", "DEPRECATED": "1", "UNTESTED": "1"}

for _warning, _value in _SILENCED.items():
    os.environ[f"JSII_SILENCE_WARNING_{_warning}_NODE_VERSION"] = _value
os.environ.setdefault("JSII_RUNTIME_PACKAGE_CACHE_ROOT", str(CACHE))
