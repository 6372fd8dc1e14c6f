"""Custom emoji: brought, listed and removed by users. A name that was given once is never free again."""

from __future__ import annotations

from datetime import datetime

from snowfight.clock import Clock
from snowfight.domain.admission import living, speaking
from snowfight.domain.files.upload_checks import Checked, UploadChecks
from snowfight.domain.files.uploads import Folders
from snowfight.domain.permissions import allow_removal
from snowfight.errors import BadFile, EmailUnverified, EmojiTaken, NoSuchEmoji, TooManyEmoji
from snowfight.integrations.file_storage import Files
from snowfight.models.emoji import EMOJI_FORMATS, Emoji, EmojiAnswer, EmojiList, NewEmoji, is_emoji_name
from snowfight.models.records import CustomEmoji
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.emoji.custom_emoji import EmojiListState, EmojiRows
from snowfight.storage.files.uploads import Uploads
from snowfight.storage.moderation.audit_log import AuditLog, Deed


class CustomEmojis:
    """A function instance keeps the list for as long as its state says that nothing has changed."""

    def __init__(
        self,
        emoji_rows: EmojiRows,
        accounts: Accounts,
        upload_checks: UploadChecks,
        uploads: Uploads,
        files: Files,
        folders: Folders,
        clock: Clock,
    ) -> None:
        self._emoji_rows = emoji_rows
        self._audit_log = AuditLog()
        self._accounts = accounts
        self._upload_checks = upload_checks
        self._uploads = uploads
        self._files = files
        self._folders = folders
        self._clock = clock
        self._listed: tuple[EmojiListState, list[CustomEmoji]] = (EmojiListState(), [])

    def all(self, username: str, signed_in: datetime | None = None) -> EmojiList:
        """Every emoji by name, removed ones too; raises Unauthorized."""
        seen = self._emoji_rows.seen_by(username)
        living(seen.account, signed_in)
        state, emojis = self._listed
        if seen.state != state:
            emojis = self._emoji_rows.all()
            self._listed = (seen.state, emojis)  # the state was read first: what is listed is at least so new
        authors = self._accounts.authors({emoji.username for emoji in emojis})
        return EmojiList(emoji=[_view(emoji, authors[emoji.username].username) for emoji in emojis])

    def admit(self, username: str, signed_in: datetime | None = None) -> None:
        """Whether the user may bring a picture for an emoji; raises Unauthorized, Muted, EmailUnverified."""
        account = living(self._accounts.get(username), signed_in)
        if not speaking(account, self._clock.now()).email_verified:
            raise EmailUnverified

    def add(self, username: str, body: NewEmoji, signed_in: datetime | None = None) -> EmojiAnswer:
        """Give the user's upload a name; raises Unauthorized, Muted, EmojiTaken, TooManyEmoji, BadFile, RateLimited,
        Unavailable.

        The transaction that takes the name uses the upload up: where the name was taken it may be offered again.
        """
        seen = self._emoji_rows.seen_by(username, body.name)
        speaking(living(seen.account, signed_in), self._clock.now())
        if seen.emoji is not None:
            raise EmojiTaken
        if seen.state.is_full:
            raise TooManyEmoji
        checked = self._upload_checks.check(username, self._folders.emoji, body.file)
        if checked.file.format not in EMOJI_FORMATS:
            raise BadFile
        emoji = self._made(body.name, username, checked)
        self._emoji_rows.add(emoji, self._uploads.use(checked.upload))
        return EmojiAnswer(emoji=_view(emoji, username))

    def remove(self, username: str, name: str, signed_in: datetime | None = None) -> None:
        """Offer an emoji no longer; what is removed already is fine. Raises Unauthorized, NoSuchEmoji, NotYours.

        What a moderator takes away that somebody else brought is written down in the same transaction.
        """
        seen = self._emoji_rows.seen_by(username, name if is_emoji_name(name) else None)
        account = living(seen.account, signed_in)
        if seen.emoji is None:
            raise NoSuchEmoji
        allow_removal(seen.emoji, username, account.role)
        if seen.emoji.removed is None:
            now = self._clock.now()
            others = seen.emoji.username != username
            deed = Deed(username, "emoji", seen.emoji.username, reason=name)
            self._emoji_rows.remove(name, now, [self._audit_log.joining(deed, now)] if others else [])

    def _made(self, name: str, username: str, checked: Checked) -> CustomEmoji:
        public_id = checked.upload.public_id
        url = self._files.emoji(public_id, checked.version)
        return CustomEmoji(name, username, public_id, url, self._clock.now())


def _view(emoji: CustomEmoji, username: str) -> Emoji:
    return Emoji(name=emoji.name, url=emoji.url, username=username, created=emoji.created, removed=emoji.removed)
