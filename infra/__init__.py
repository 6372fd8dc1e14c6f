"""The CDK app. jsii warns about every Node that is past its end of life; the project runs on Node 20 and later."""

import os

os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")
