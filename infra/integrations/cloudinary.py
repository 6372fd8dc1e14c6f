"""Files: what the code that signs, checks and deletes them is told, and the one secret that it may read."""

from __future__ import annotations

from infra.compute.functions import Grant
from infra.integrations.secret import secret_grants
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
        return secret_grants(self._parameters, self._parameters.cloudinary_parameter)
