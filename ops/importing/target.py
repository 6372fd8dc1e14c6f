"""The deployment that an export is written to, as the writer needs it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ops.deployment import Deployment
from ops.importing.writing.posting import Post, post
from ops.reindex import Reindex
from ops.tables import operators_database
from snowfight.clock import Clock, SystemClock
from snowfight.integrations.cloudinary import CloudinaryFiles
from snowfight.integrations.file_storage import Files
from snowfight.integrations.keyed_hashes import KeyedHashes
from snowfight.settings import Settings
from snowfight.storage.accounts.claims import hashed_address
from snowfight.storage.database import Database

_MEGABYTE = 1024 * 1024


class PoolUser(NamedTuple):
    """Somebody of the user pool, and the address there; it proves nothing."""

    username: str
    email: str


@dataclass(frozen=True)
class Target:
    """`hashed` makes of an address what only the deployment can, `pool` reads everybody who can sign in, `index` has a
    chat's search index built, `post` brings a file to where files are kept."""

    name: str
    site: str
    settings: Settings
    database: Database
    files: Files
    post: Post
    hashed: Callable[[str], str]
    pool: Callable[[], Iterator[PoolUser]]
    index: Callable[[str], object]
    clock: Clock
    pause: Callable[[float], None] = time.sleep

    @classmethod
    def of(cls, deployment: Deployment) -> Target:
        """Raises NotDeployed where the stack is not whole."""
        settings = _settings(deployment)
        ssm = deployment.client("ssm")

        def secret(name: str) -> str:
            return str(ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"])

        hashes = KeyedHashes(settings.secret_parameter, secret)
        return cls(
            name=settings.messages_table,
            site=deployment.site,
            settings=settings,
            database=operators_database(deployment),
            files=CloudinaryFiles(settings.cloudinary_parameter, secret),
            post=post,
            hashed=lambda address: hashed_address(hashes.of, address),
            pool=lambda: _pool(deployment),
            index=Reindex(deployment).room,
            clock=SystemClock(),
        )


def _settings(deployment: Deployment) -> Settings:
    """As the functions are given them."""
    settings, outputs = deployment.settings, deployment.outputs
    return Settings(
        rooms_table=outputs["RoomsTable"],
        messages_table=outputs["MessagesTable"],
        ephemeral_table=outputs["EphemeralTable"],
        message_length=settings.message_length,
        retention_days=settings.retention_days,
        stage=settings.stage,
        cloudinary_parameter=settings.cloudinary_parameter,
        upload_limit=settings.upload_limit_mb * _MEGABYTE,
        secret_parameter=settings.secret_parameter,
    )


def _pool(deployment: Deployment) -> Iterator[PoolUser]:
    """Everybody of the user pool, sixty with each request."""
    pages = (
        deployment.client("cognito-idp").get_paginator("list_users").paginate(UserPoolId=deployment.outputs["UserPool"])
    )
    for page in pages:
        for user in page["Users"]:
            attributes = {each["Name"]: each["Value"] for each in user["Attributes"]}
            yield PoolUser(user["Username"], attributes.get("email", ""))
