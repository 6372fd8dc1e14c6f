"""What AWS has not in every region, as CloudFormation's registry says: a template with one of these fails there.

tests/infra/aws/test_regions.py compares with the registry, as cfn-lint has it.
"""

from __future__ import annotations

EDGE = "us-east-1"
"""Where CloudFront looks for certificates and firewalls, wherever the rest is."""

WITHOUT_MAIL = frozenset(
    {"ap-east-1", "ap-east-2", "ap-southeast-4", "ap-southeast-6", "ap-southeast-7", "eu-south-2", "mx-central-1"}
)
"""No SES: nobody could be mailed a code, and so nobody could sign up."""

WITHOUT_RELAYS = frozenset(
    {
        *("af-south-1", "ap-east-2", "ap-northeast-3", "ap-south-2", "ap-southeast-3", "ap-southeast-4"),
        *("ap-southeast-6", "ap-southeast-7", "ca-west-1", "eu-central-2", "eu-north-1", "eu-south-1"),
        *("me-central-1", "mx-central-1", "us-west-1"),
    }
)
"""No signalling channels of Kinesis Video Streams."""

WITHOUT_BUDGETS = frozenset(
    {
        *("af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-3", "ap-south-2", "ap-southeast-3", "ap-southeast-4"),
        *("ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-west-1", "eu-central-2", "eu-north-1"),
        *("eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "mx-central-1"),
    }
)
"""CloudFormation makes no budgets from there; by hand, they can be made for any account."""
