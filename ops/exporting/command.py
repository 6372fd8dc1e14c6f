"""An export by the operator's own credentials."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ops.deployment import Deployment
from ops.exporting.downloads import Downloads, fetch
from ops.exporting.export import MattermostExport
from ops.exporting.folder import ExportFolder
from ops.exporting.people import People
from ops.exporting.posts import Log, Posts
from ops.people.unclaimed import PEOPLE
from ops.tables import operators_database
from snowfight.clock import SystemClock
from snowfight.domain.messages.retention import Retention
from snowfight.integrations.cloudinary import CloudinaryFiles
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.emoji.custom_emoji import EmojiRows
from snowfight.storage.messages.log import Messages
from snowfight.storage.messages.reactions import Reactions
from snowfight.storage.messages.threads import Threads
from snowfight.storage.rooms.rooms import Rooms
from snowfight.storage.rows.robots import ImportedPersonRow


def export(deployment: Deployment, path: Path) -> None:
    """Write what a deployment holds into a folder that is new or empty, or go on with it. Raises Failure."""
    clock, folder = SystemClock(), ExportFolder(path)
    database = operators_database(deployment)
    downloads = Downloads(_files(deployment), folder, clock, fetch)
    messages, people = Messages(database), People(Accounts(database), clock)
    retention = Retention(messages, clock, deployment.settings.retention_days)
    posts = Posts(Log(messages, Threads(), Reactions(database), retention), people, downloads)
    whole = MattermostExport(Rooms(database), EmojiRows(database), people, posts, downloads, deployment.name.lower())
    whole.run(folder, _everybody(deployment))
    print(f"{folder.lines} holds {posts.count:,} messages in Mattermost's bulk format; files are in {folder.data}.")
    if folder.left_out.exists():
        print(f"Some files could not be had: {folder.left_out} names them.")


def _files(deployment: Deployment) -> CloudinaryFiles:
    ssm = deployment.client("ssm")
    return CloudinaryFiles(
        deployment.settings.cloudinary_parameter,
        lambda name: str(ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]),
    )


def _everybody(deployment: Deployment) -> Iterator[str]:
    """Who can sign in, and who was imported."""
    pages = deployment.client("cognito-idp").get_paginator("list_users")
    for page in pages.paginate(UserPoolId=deployment.outputs["UserPool"]):
        yield from (user["Username"] for user in page["Users"])
    yield from (row.username for row in ImportedPersonRow.query(PEOPLE, consistent_read=True))
