"""The rows of the three tables, a module for each.

| table | partition key | sort key | row |
|---|---|---|---|
| rooms | `ROOM#<chat>` | `META` | the chat itself, and how far its log has got |
| rooms | `ROOM#<chat>` | `MEMBER#<username>` | a member, for everybody who asks who is in the chat |
| rooms | `ROOM#<chat>` | `PAST#<username>` | somebody who was a member |
| rooms | `ROOM#<chat>` | `PINS` | the numbers of the chat's pinned messages |
| rooms | `REACTED#<username>` | `<chat>#<seq>` | a user's reactions to a message |
| rooms | `REACTIONS#<chat>#<seq>` | `<emoji>#<rev>` | who reacted with an emoji, beyond those that the message names |
| rooms | `KEYWORDS#<chat>` | `<username>` | the keywords of a user, for those who write in the chat |
| rooms | `USER#<username>` | `ACCOUNT` | a user's profile and send budget |
| rooms | `USER#<username>` | `SETTINGS` | what the user has set otherwise than everybody has it |
| rooms | `USER#<username>` | `ROOM#<chat>` | a chat that the user is or was in, and how far they have read in it |
| rooms | `PUSH#<username>` | `PUSH` | the browsers of a user that are pushed to |
| rooms | `ENDPOINT#<hash>` | `ENDPOINT` | whose a push endpoint is |
| rooms | `CALL#<chat>` | `WATCH` | that the chat's call has to be looked at, and when |
| rooms | `OPEN` | `<title>#<chat>` | an open group, for those who look for one |
| rooms | `DELETED` | `<username>` | a user who is no more, for who makes a backup |
| rooms | `EMOJI` | `<name>` | a custom emoji, removed ones too |
| rooms | `EMOJI` | `#LIST` | how many there ever were, and which state the list is in |
| rooms | `COMMUNITY` | `SETTINGS` | what owners decide while the deployment runs |
| rooms | `COMMUNITY` | `OWNERS` | how many owners there are |
| rooms | `BLOCKS#<username>` | `<username>` | somebody whom the user blocked, or by whom they were blocked |
| rooms | `REPORTS#<state>` | `<time>-<chance>` | a report, open or closed; closed ones for a year |
| rooms | `REPORTS#AUTHOR#<username>` | `<time>-<chance>` | that there is a report of what the user wrote |
| rooms | `REPORTED#<chat>#<seq>` | `<username>` | who reported a message |
| rooms | `AUDIT` | `<time>-<chance>` | a line of the audit log, for a year |
| rooms | `DECISIONS#<username>` | `<time>-<chance>` | what was decided about the user, or what they reported |
| rooms | `BANNED#<keyed hash>` | `<username>` | the e-mail address of a banned account, which cannot sign up |
| rooms | `INVITE#<hash>` | `INVITE` | an invitation to the deployment |
| rooms | `BOTS#<username>` | `<bot>` | a bot of the user's: since when, its token, when that was last used |
| rooms | `TOKEN#<id>` | `TOKEN` | a bot's token, hashed |
| rooms | `HOOKS#<chat>` | `<id>` | a hook that writes into the chat |
| rooms | `EVENTS#<chat>` | `<id>` | where events of the chat are sent to, and how far that has got |
| rooms | `IMPORTED#<source>` | `<chat there>` | a chat that was imported: what it is called here |
| rooms | `IMPORTED#PEOPLE` | `<source>#<id there>` | somebody who was imported: which account is theirs |
| rooms | `CLAIM#<keyed hash>` | `<username>` | the address of an imported account, by which its owner takes it over |
| messages | `<chat>` | number | a message |
| messages | `THREAD#<chat>#<seq>` | number | a reply, in the thread of a message |
| messages | `CHANGES#<chat>` | number | a change to a message: the second log of the chat |
| messages | `MENTIONS#<username>` | number | a message that mentioned the user, in the order of time |
| messages | `INDEX#<chat>` | 0 | which files the chat's search index has |
| messages | `INDEX#<chat>` | number | a message that may have changed since it was indexed |
| messages | `NOTICE#<chat>` | 0 or 1 | that members may have to be told, at once or later; `@<username>`: a user |
| messages | `EVENTS#<chat>` | 0 or 1 | that there are events of the chat to be sent, at once or later |
| messages | `EVENTS#<chat>` | number | who came into the chat or went, for those that this is sent to |
| ephemeral | `ONLINE#<shard>` | `<username>` | the user's live connections |
| ephemeral | `CONNECTION#<id>` | `CONNECTION` | whose connection it is, and which chats it shows |
| ephemeral | `VIEW#<chat>#<shard>` | `<connection id>` | a connection that shows the chat |
| ephemeral | `COUNT#<chat>` | `COUNT` | how many users show the chat; of `site`, how many are here |
| ephemeral | `SAID#<topic>` | `SAID` | what connections were last told about a topic of presence |
| ephemeral | `DUE` | `<topic>` | a topic that has to be looked at |
| ephemeral | `CHANGED` | `<username>` | a user whose status has to be looked at |
| ephemeral | `WATCHED` | `<chat>` | a chat that somebody shows |
| ephemeral | `TICK` | `TICK` | when presence was last told; its function is called where somebody wants that |
| ephemeral | `RECEIPT#<chat>#<username>` | `<client_id>` | the number that a message has, or is to get |
| ephemeral | `UPLOADS` | `<time and chance>` | an upload that was signed and is in no message, or in one that ends |
| ephemeral | `RATE#<subject>` | `<limit>` | when the subject lately did what a rate limit counts |
| ephemeral | `RATE#<username>` | `pace#<chat>` | when the user last wrote in a chat that has slow mode |
| ephemeral | `TICKET#<hash>` | `TICKET` | who may open one connection |
| ephemeral | `USER#<username>` | `EMAIL_CODE` | the code that proves an e-mail address |
| ephemeral | `CLAIM#<keyed hash>` | `EMAIL_CODE` | the code that takes an imported account over, hashed |
| ephemeral | `CHALLENGE#<nonce>` | `CHALLENGE` | a challenge that was solved, and lets nobody in again |
| ephemeral | `CALL#<chat>` | `NEWEST` | the chat's newest call, and when each device in it was heard of |
| ephemeral | `CALL#<chat>` | `ENDED#<call>` | a call that is over, for a day |
| ephemeral | `CALLING#<username>` | `CALLING` | the call that the user is in |
| ephemeral | `NOTICED#<username>` | `<chat>` | up to which message the user was pushed a notice of the chat |
| ephemeral | `RETRIES` | `<time>#<chance>` | a push that failed, and is tried again |
| ephemeral | `JOBS` | `<kind>#<id>` | work that goes on after the answer: deleting a chat, an account |
| ephemeral | `MAIL#<username>` | `MAIL` | whether a mail of what was missed waits, and when one last went |
| ephemeral | `MAILS` | `<due>#<username>` | a mail that waits, in the order of time |
| ephemeral | `EVENT_RETRIES` | `<time>#<chance or chat>` | a chat whose events could not be sent, or wait |

`expires_at` (seconds since 1970) is looked at in every read: TTL only collects the garbage, days late.
"""

from __future__ import annotations

from typing import Any

RawItem = dict[str, dict[str, Any]]
"""A row as DynamoDB writes it: each attribute's value below the letter of its type."""
