"""What a community looks after itself with: its settings, sanctions, reports and what was decided about them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo

from snowfight.models.accounts import Email
from snowfight.models.base import Answer, Body, Text, Time, without_nul
from snowfight.models.chat import MAX_SLOW_SECONDS
from snowfight.models.client_frames import Seq
from snowfight.models.message import Message
from snowfight.models.names import Username
from snowfight.models.user import Role, printable

MAX_MINUTES = 43_200
"""Of a mute: 30 days (wire contract, part 7)."""

MAX_WORDS = 500
MAX_DOMAINS = 100
MAX_NEW_MINUTES = 10_080

SignUpMode = Literal["open", "invited", "domains", "closed"]
Reason = Literal["spam", "abuse", "illegal", "other"]
Decision = Literal["none", "delete", "mute", "ban"]
ReportState = Literal["open", "closed"]
NoticeKind = Literal["decided", "deleted", "muted", "banned", "lifted"]
LoggedAction = Literal["role", "delete", "mute", "unmute", "ban", "unban", "decide", "settings", "emoji"]

Statement = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000), AfterValidator(without_nul)
]
"""Why something was decided, for whom it concerns (Regulation (EU) 2022/2065, article 17)."""

Minutes = Annotated[int, Field(ge=1, le=MAX_MINUTES)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), AfterValidator(printable)]


def _domain(text: str) -> str:
    name = text.lower()
    if name.startswith("@") or "." not in name:
        raise ValueError("must be a domain, as example.org")
    return name


Domain = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$", max_length=253),
    AfterValidator(_domain),
]


class CommunitySettings(Answer):
    """Answer of `GET /api/moderation/settings`: what owners decide while the deployment runs."""

    sign_up: SignUpMode = "open"
    domains: list[str] = Field(default_factory=list[str])
    words: list[str] = Field(default_factory=list[str])
    slow_seconds: int = 0
    """Between two messages of a user in the public chat."""
    new_minutes: int = 0
    """For so long an account counts as new."""
    challenge: bool = False
    contact: str = ""


class CommunityPatch(Body):
    """Body of `PATCH /api/moderation/settings`; what is left out stays as it is."""

    sign_up: SignUpMode = "open"
    domains: Annotated[list[Domain], Field(max_length=MAX_DOMAINS)] = Field(default_factory=list)
    words: Annotated[list[Word], Field(max_length=MAX_WORDS)] = Field(default_factory=list)
    slow_seconds: Annotated[int, Field(ge=0, le=MAX_SLOW_SECONDS)] = 0
    new_minutes: Annotated[int, Field(ge=0, le=MAX_NEW_MINUTES)] = 0
    challenge: bool = False
    contact: Annotated[Text, StringConstraints(strip_whitespace=True, max_length=500)] = ""

    @property
    def given(self) -> dict[str, Any]:
        """The fields that the body named, by name."""
        return {name: getattr(self, name) for name in sorted(self.model_fields_set)}


class RoleChange(Body):
    """Body of `POST /api/users/{username}/role`."""

    role: Role


class Mute(Body):
    """Body of `POST /api/users/{username}/mute`."""

    minutes: Minutes
    statement: Statement


class Ban(Body):
    """Body of `POST /api/users/{username}/ban`; without `minutes` until it is lifted."""

    statement: Statement
    minutes: Annotated[int, Field(ge=1, le=10 * 365 * 24 * 60)] | None = None


class BlockList(Answer):
    """Answer of `GET /api/me/blocks`."""

    usernames: list[str]


class NewReport(Body):
    """Body of `POST /api/chat/{name}/report`."""

    seq: Seq
    reason: Reason
    text: Annotated[Text, StringConstraints(strip_whitespace=True, max_length=2_000)] | None = None


Contact = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254), AfterValidator(printable)]


class OpenReport(Body):
    """Body of `POST /api/report`, which people without an account use too."""

    url: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_048), AfterValidator(without_nul)
    ]
    reason: Reason
    text: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5_000), AfterValidator(without_nul)
    ]
    name: Contact | None = None
    email: Email | None = None
    """Where the decision is told."""


class Receipt(Answer):
    """Answer of `POST /api/report`."""

    id: str


class Report(Answer):
    """A report as moderators see it; `message` and `context` are as they were when it was made."""

    id: str
    reporter: str | None = None
    """Null where somebody without an account has reported."""
    room: str | None = None
    seq: int | None = None
    url: str | None = None
    """What they say where it is; nobody has checked it."""
    message: Message | None = None
    context: list[Message] = Field(default_factory=list[Message])
    author: str | None = None
    """Who wrote the message, unless that account was gone."""
    reason: Reason
    text: str
    created: Time
    state: ReportState = "open"
    decision: Decision | None = None
    decided_by: str | None = None
    statement: str | None = None


class ReportPage(Answer):
    """Answer of `GET /api/moderation/reports`, newest first, and where to go on."""

    reports: list[Report]
    cursor: str | None


def _ends(minutes: int | None, others: ValidationInfo) -> int | None:
    if minutes is None and others.data.get("decision") == "mute":
        raise ValueError("a mute wants them")
    return minutes


class Decide(Body):
    """Body of `POST /api/moderation/reports/{id}`; without `minutes` a ban holds until it is lifted."""

    decision: Decision
    statement: Statement | None = None
    minutes: Annotated[Minutes | None, AfterValidator(_ends), Field(validate_default=True)] = None


class LogEntry(Answer):
    """A line of the audit log: who did what to whom, why, and until when it holds."""

    id: str
    actor: str
    action: LoggedAction
    target: str | None
    room: str | None
    seq: int | None
    reason: str | None
    report: str | None
    created: Time
    until: Time | None


class LogPage(Answer):
    """Answer of `GET /api/moderation/log`, newest first, and where to go on."""

    entries: list[LogEntry]
    cursor: str | None


class DecisionNotice(Answer):
    """What was decided about a user, or about what they reported."""

    id: str
    kind: NoticeKind
    text: str
    room: str | None
    seq: int | None
    created: Time


class DecisionNoticePage(Answer):
    """Answer of `GET /api/me/notices`, newest first, and where to go on."""

    notices: list[DecisionNotice]
    cursor: str | None


class DecisionNoticeFrame(Answer):
    """A notice, to all connections of whom it concerns, when it happens."""

    type: Literal["notice"] = "notice"
    notice: DecisionNotice


class CursorQuery(BaseModel):
    """Query of the pages; `cursor` is an earlier answer's."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    cursor: Annotated[str, Field(pattern=r"^[0-9]{13}-[0-9a-f]{8,32}$")] | None = None


class ReportQuery(CursorQuery):
    """Query of `GET /api/moderation/reports`; with an `author` all reports of what they wrote, open and closed."""

    state: ReportState = "open"
    author: Username | None = None


class NewInvite(Body):
    """Body of `POST /api/invites`."""

    uses: Annotated[int, Field(ge=1, le=1_000)] = 1
    days: Annotated[int, Field(ge=1, le=365)] = 7


class Invite(Answer):
    """Answer of `POST /api/invites`; `url` is where a browser takes it up."""

    code: str
    url: str
