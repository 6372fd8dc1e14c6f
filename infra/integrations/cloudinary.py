"""Files: what the code that signs, checks and deletes them is told, and the one secret that it may read."""

from __future__ import annotations

from aws_cdk import Aws

from infra.compute.functions import Grant
from infra.parameters import Parameters


class Files:
    """The Cloudinary account of a deployment. Its secret is the operator's: no template holds it or makes it."""

    def __init__(self, parameters: Parameters) -> None:
        self._parameters = parameters

    @property
    def environment(self) -> dict[str, str]:
        return {
            "CLOUDINARY_PARAMETER": self._parameters.cloudinary_parameter,
            "UPLOAD_LIMIT": str(self._parameters.upload_limit),
        }

    @property
    def grants(self) -> list[Grant]:
        """Read that secret, where there is one. SSM's own key needs no permission; another one would."""
        name = self._parameters.cloudinary_parameter
        if not name:
            return []
        arn = f"arn:aws:ssm:{self._parameters.region}:{Aws.ACCOUNT_ID}:parameter/{name.removeprefix('/')}"
        return [Grant(["ssm:GetParameter"], [arn])]
