"""Custom emoji."""

from __future__ import annotations

from infra.contract.operations.files import UPLOADING
from infra.contract.operations.operation import Auth, Operation
from snowfight import errors
from snowfight.models import emoji, file

EMOJI: tuple[Operation, ...] = (
    Operation("emoji", "GET", "/api/emoji", "Custom emoji by name, removed ones too", Auth.BEARER, emoji.EmojiList),
    Operation(
        "upload_emoji",
        "POST",
        "/api/emoji/upload",
        "Sign the upload of a custom emoji's picture",
        Auth.BEARER,
        file.UploadGrant,
        body=file.NewUpload,
        errors=(errors.EmailUnverified, errors.BadFile, *UPLOADING),
    ),
    Operation(
        "add_emoji",
        "POST",
        "/api/emoji",
        "Add a custom emoji; `file` is Cloudinary's answer to its upload",
        Auth.BEARER,
        emoji.EmojiAnswer,
        201,
        body=emoji.NewEmoji,
        errors=(errors.Muted, errors.EmojiTaken, errors.TooManyEmoji, errors.BadFile, errors.RateLimited),
    ),
    Operation(
        "remove_emoji",
        "POST",
        "/api/emoji/{name}/remove",
        "Remove a custom emoji; its name is never free again",
        Auth.BEARER,
        status=204,
        errors=(errors.NoSuchEmoji, errors.NotYours),
    ),
)
