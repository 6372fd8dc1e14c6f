"""Calls of uploads and files."""

from __future__ import annotations

from infra.contract.operations.operation import UNSEEN, Auth, Operation
from snowfight import errors
from snowfight.models import file

UPLOADING = (errors.Muted, errors.TooLarge, errors.RateLimited, errors.UploadsOff)
"""Refusals of every signature for an upload."""

FILES: tuple[Operation, ...] = (
    Operation(
        "upload",
        "POST",
        "/api/chat/upload/{chatroom_name}",
        "Sign one upload into a chat",
        Auth.BEARER,
        file.UploadGrant,
        body=file.NewUpload,
        errors=(*UNSEEN, errors.NotAccepted, errors.TooNew, *UPLOADING),
    ),
    Operation(
        "avatar",
        "POST",
        "/api/me/avatar",
        "Sign the upload of a picture of the caller",
        Auth.BEARER,
        file.UploadGrant,
        body=file.NewUpload,
        errors=(errors.BadFile, *UPLOADING),
    ),
    Operation(
        "file",
        "GET",
        "/api/chat/{chatroom_name}/file/{seq}",
        "Links to a message's file, good for a few minutes",
        Auth.BEARER,
        file.FileLinks,
        errors=(*UNSEEN, errors.NoFile, errors.UploadsOff),
    ),
)
