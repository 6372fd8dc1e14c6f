"""Every error that a client can be told of, as one tree.

```
SnowfightError
├── Invalid              422 invalid            a body or query that does not fit; names the fields
│   └── NothingToSearch      nothing_to_search  no word and no operator
├── BadRequest           400
│   ├── WrongCode            wrong_code
│   ├── CodeExpired          code_expired
│   ├── SelfChat             self_chat
│   ├── SelfBlock            self_block
│   ├── NoText               no_text            what a hook was posted shows nothing
│   └── InvalidPayload       invalid_payload    what a hook was posted is no JSON object
├── Unauthorized         401 unauthorized
│   └── BadCredentials       bad_credentials
├── Forbidden            403
│   ├── Csrf                 csrf
│   ├── NotAMember           not_a_member
│   ├── NotAdmin             not_admin
│   ├── NotLeavable          not_leavable
│   ├── NotYours             not_yours          somebody else's, where one's own is meant
│   ├── NotEditable          not_editable       a file, or the end of a call
│   ├── EmailUnverified      email_unverified
│   ├── BadInvite            bad_invite
│   ├── NoCallsHere          no_calls_here      the public chat, and groups of very many
│   ├── CannotBeAdded        cannot_be_added    names the user, who is in as many groups as one may be
│   ├── NotAllowed           not_allowed        the role does not reach so far
│   ├── NotAccepted          not_accepted       between two of whom one has blocked the other; says not which
│   ├── NotAllowedWord       not_allowed_word
│   ├── TooNew               too_new            what new accounts may not do yet
│   ├── Muted                muted              says until when
│   ├── Banned               banned             says why and until when, None without end
│   ├── Closed               closed             nobody can sign up
│   ├── BadDomain            bad_domain
│   ├── BadChallenge         bad_challenge
│   └── WrongPassword        bad_credentials    the password that confirms an action
├── NotFound             404 not_found
│   ├── NoSuchChat           no_such_chat       also where the caller may not know that it exists
│   ├── NoSuchUser           no_such_user
│   ├── NoFile               no_file
│   ├── NoSuchMessage        no_such_message    also where it is deleted or over
│   ├── NoSuchEmoji          no_such_emoji
│   ├── NoSuchReport         no_such_report
│   ├── NoSuchBot            no_such_bot        also where it is somebody else's
│   ├── NoSuchHook           no_such_hook
│   ├── NoSuchSubscription   no_such_subscription
│   └── NoSuchDevice         no_such_device     not in the call, or another user's
├── Conflict             409
│   ├── UsernameTaken        username_taken
│   ├── TooManyChats         too_many_chats     the caller is in as many groups as one may be
│   ├── EmojiTaken           emoji_taken        also where that emoji was removed
│   ├── TooManyEmoji         too_many_emoji     the deployment has given as many names as it may
│   ├── TooManyPins          too_many_pins
│   ├── CallOver             call_over          there is no such call, or no more
│   ├── CallFull             call_full          as many are in it as browsers can carry
│   ├── CallBusy             call_busy          the user is in another call
│   ├── LastOwner            last_owner
│   ├── TooManyBlocks        too_many_blocks
│   ├── Decided              decided            that report was decided before
│   ├── TooManyBots          too_many_bots
│   ├── TooManyHooks         too_many_hooks
│   ├── TooManySubscriptions too_many_subscriptions
│   ├── AddressNotAccepted   not_accepted       an address that may not sign up
│   └── Stale                stale              edited since, by another device
├── TooLarge             413 too_large
├── NotJson              415 not_json           a body of another media type
├── TooMany              429
│   ├── TooSoon              too_soon
│   └── RateLimited          rate_limited       says after how many seconds
├── FrameError           400                    what a WebSocket frame can get besides
│   ├── BadFrame             bad_frame
│   ├── UnknownType          unknown_type
│   ├── TooLong          422 too_long
│   ├── Empty            422 empty
│   ├── BadEmoji         422 bad_emoji          neither one of Unicode's nor a custom one that is there
│   ├── TooManyReactions 422 too_many_reactions
│   ├── TooLate          422 too_late           to be edited
│   ├── BadFile          422 bad_file
│   └── BadUrl           422 bad_url            an address that events are not sent to
├── Unavailable          503 unavailable        something that we depend on did not answer; a retry is safe
│   ├── UploadsOff           uploads_off
│   ├── CallsOff             calls_off
│   └── PushOff              push_off           the deployment has no keys for it
└── Internal             500 internal           nothing is stored; a retry is safe
```

Each carries the `code` and `status` of the wire contract. `transport` turns them into answers, once for HTTP and once
for WebSocket; nothing else decides a status.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field of a body or query: its dotted path and a sentence for a person."""

    field: str
    message: str


class SnowfightError(Exception):
    """The root. `detail` is a sentence for a person and never holds a secret or another system's error text."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Something went wrong"

    def __init__(self, detail: str | None = None) -> None:
        self.detail = detail or self.title
        super().__init__(self.detail)


class Internal(SnowfightError):
    title = "Something went wrong on our side; please try again"


class Invalid(SnowfightError):
    code = "invalid"
    status = 422
    title = "That does not fit"

    def __init__(self, errors: list[FieldError], detail: str | None = None) -> None:
        self.errors = errors
        super().__init__(detail or "; ".join(f"{e.field}: {e.message}" if e.field else e.message for e in errors))


class NothingToSearch(Invalid):
    code = "nothing_to_search"
    title = "Type a word to search for"

    def __init__(self, errors: list[FieldError] | None = None) -> None:
        super().__init__(errors or [FieldError("q", self.title)], self.title)


class BadRequest(SnowfightError):
    code = "bad_request"
    status = 400
    title = "That cannot be done"


class WrongCode(BadRequest):
    code = "wrong_code"
    title = "That code is not right"


class CodeExpired(BadRequest):
    code = "code_expired"
    title = "That code is no longer good; ask for a new one"


class NoText(BadRequest):
    code = "no_text"
    title = "There is nothing in that to show"


class InvalidPayload(BadRequest):
    code = "invalid_payload"
    title = "That is no JSON object"


class SelfChat(BadRequest):
    code = "self_chat"
    title = "You cannot start a chat with yourself"


class SelfBlock(BadRequest):
    code = "self_block"
    title = "You cannot block yourself"


class Unauthorized(SnowfightError):
    code = "unauthorized"
    status = 401
    title = "Please sign in"


class BadCredentials(Unauthorized):
    code = "bad_credentials"
    title = "Wrong username or password"


class Forbidden(SnowfightError):
    code = "forbidden"
    status = 403
    title = "You may not do that"


class Csrf(Forbidden):
    code = "csrf"
    title = "This call must come from the site itself"


class NotAMember(Forbidden):
    code = "not_a_member"
    title = "You are not a member of this chat"


class NotAdmin(Forbidden):
    code = "not_admin"
    title = "Only the admin of this chat may do that"


class NotLeavable(Forbidden):
    code = "not_leavable"
    title = "This chat cannot be left"


class NotYours(Forbidden):
    code = "not_yours"
    title = "Only whoever it is from may do that"


class NotEditable(Forbidden):
    code = "not_editable"
    title = "That cannot be edited"


class NoCallsHere(Forbidden):
    code = "no_calls_here"
    title = "There are no calls in this chat"


class EmailUnverified(Forbidden):
    code = "email_unverified"
    title = "The e-mail address must be verified first"


class BadInvite(Forbidden):
    code = "bad_invite"
    title = "That invitation is not good"


class CannotBeAdded(Forbidden):
    code = "cannot_be_added"
    title = "Somebody is in as many groups as one may be"


class NotAllowed(Forbidden):
    code = "not_allowed"
    title = "Your role does not allow that"


class NotAccepted(Forbidden):
    code = "not_accepted"
    title = "That is not accepted between the two of you"


class NotAllowedWord(Forbidden):
    code = "not_allowed_word"
    title = "A word in it is not allowed here"


class TooNew(Forbidden):
    code = "too_new"
    title = "Your account is too new for that"


class Sanctioned(Forbidden):
    """What somebody may not do who is muted or banned until `until`, None without end."""

    def __init__(self, until: datetime | None, detail: str | None = None) -> None:
        self.until = until
        super().__init__(detail)


class Muted(Sanctioned):
    code = "muted"
    title = "You are muted for now"


class Banned(Sanctioned):
    code = "banned"
    title = "This account is banned"

    def __init__(self, until: datetime | None, statement: str) -> None:
        self.statement = statement
        super().__init__(until)


class Closed(Forbidden):
    code = "closed"
    title = "Nobody can sign up here at the moment"


class BadDomain(Forbidden):
    code = "bad_domain"
    title = "Addresses of that domain cannot sign up here"


class BadChallenge(Forbidden):
    code = "bad_challenge"
    title = "The check was not passed; please try again"


class WrongPassword(Forbidden):
    code = "bad_credentials"
    title = "Wrong password"


class NotFound(SnowfightError):
    code = "not_found"
    status = 404
    title = "There is nothing here"


class NoSuchChat(NotFound):
    code = "no_such_chat"
    title = "There is no such chat"


class NoSuchUser(NotFound):
    code = "no_such_user"
    title = "There is no such user"


class NoFile(NotFound):
    code = "no_file"
    title = "There is no such file"


class NoSuchMessage(NotFound):
    code = "no_such_message"
    title = "There is no such message"


class NoSuchEmoji(NotFound):
    code = "no_such_emoji"
    title = "There is no such emoji"


class NoSuchReport(NotFound):
    code = "no_such_report"
    title = "There is no such report"


class NoSuchBot(NotFound):
    code = "no_such_bot"
    title = "You have no such bot"


class NoSuchHook(NotFound):
    code = "no_such_hook"
    title = "There is no such hook"


class NoSuchSubscription(NotFound):
    code = "no_such_subscription"
    title = "There is no such subscription"


class NoSuchDevice(NotFound):
    code = "no_such_device"
    title = "That device is not in the call"


class Conflict(SnowfightError):
    code = "conflict"
    status = 409
    title = "That is taken"


class UsernameTaken(Conflict):
    code = "username_taken"
    title = "That username is taken"


class TooManyChats(Conflict):
    code = "too_many_chats"
    title = "You are in as many groups as one may be; leave one first"


class TooManyPins(Conflict):
    code = "too_many_pins"
    title = "There are as many pins as a chat may have; take one away first"


class CallOver(Conflict):
    code = "call_over"
    title = "That call is over"


class CallFull(Conflict):
    code = "call_full"
    title = "As many are in this call as it can carry"


class CallBusy(Conflict):
    code = "call_busy"
    title = "You are in another call"


class LastOwner(Conflict):
    code = "last_owner"
    title = "There has to be an owner: make somebody else one first"


class TooManyBlocks(Conflict):
    code = "too_many_blocks"
    title = "You have blocked as many as one may"


class Decided(Conflict):
    code = "decided"
    title = "That report was decided in the meantime"


class TooManyBots(Conflict):
    code = "too_many_bots"
    title = "You have as many bots as you may"


class TooManyHooks(Conflict):
    code = "too_many_hooks"
    title = "This chat has as many hooks as it may"


class TooManySubscriptions(Conflict):
    code = "too_many_subscriptions"
    title = "This chat has as many subscriptions as it may"


class AddressNotAccepted(Conflict):
    code = "not_accepted"
    title = "That address cannot sign up here"


class Stale(Conflict):
    code = "stale"
    title = "That has been edited on another device in the meantime"


class EmojiTaken(Conflict):
    code = "emoji_taken"
    title = "That name is taken, or was; names of emoji are never free again"


class TooManyEmoji(Conflict):
    code = "too_many_emoji"
    title = "There are as many emoji here as there may be"


class TooLarge(SnowfightError):
    code = "too_large"
    status = 413
    title = "That is too large"


class NotJson(SnowfightError):
    code = "not_json"
    status = 415
    title = "Bodies are application/json here"


class TooMany(SnowfightError):
    code = "too_many"
    status = 429
    title = "Too many at once"

    def __init__(self, detail: str | None = None, *, retry_after: float) -> None:
        """`retry_after`: seconds after which it may work."""
        self.retry_after = retry_after
        super().__init__(detail)


class TooSoon(TooMany):
    code = "too_soon"
    title = "That was asked for a moment ago; please wait a little"


class RateLimited(TooMany):
    code = "rate_limited"
    title = "You are sending faster than this chat allows"


class FrameError(SnowfightError):
    code = "bad_frame"
    status = 400
    title = "That frame cannot be read"


class BadFrame(FrameError):
    pass


class UnknownType(FrameError):
    code = "unknown_type"
    title = "There is no such type of frame"


class TooLong(FrameError):
    code = "too_long"
    status = 422
    title = "That message is too long"


class Empty(FrameError):
    code = "empty"
    status = 422
    title = "That message is empty"


class BadEmoji(FrameError):
    code = "bad_emoji"
    status = 422
    title = "That is no emoji"


class TooManyReactions(FrameError):
    code = "too_many_reactions"
    status = 422
    title = "There are as many reactions as a message may have"


class TooLate(FrameError):
    code = "too_late"
    status = 422
    title = "That was written too long ago to be edited"


class BadFile(FrameError):
    code = "bad_file"
    status = 422
    title = "That file does not check out"


class BadUrl(FrameError):
    code = "bad_url"
    status = 422
    title = "Events are sent to public https addresses only"


class Unavailable(SnowfightError):
    code = "unavailable"
    status = 503
    title = "Not available right now; please try again in a moment"


class UploadsOff(Unavailable):
    code = "uploads_off"
    title = "Files are switched off here"


class CallsOff(Unavailable):
    code = "calls_off"
    title = "Calls are switched off here"


class PushOff(Unavailable):
    code = "push_off"
    title = "Push notifications are switched off here"
