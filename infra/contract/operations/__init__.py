"""Every HTTP call: the one list from which docs/openapi.json is made, by the modules of `functions/http_api/routes`;
those of the other functions below `functions` are here too."""

from __future__ import annotations

from infra.contract.operations.accounts import ACCOUNTS
from infra.contract.operations.blocks import BLOCKS
from infra.contract.operations.bots import BOTS
from infra.contract.operations.calls import CALLS
from infra.contract.operations.chats import CHATS
from infra.contract.operations.emoji import EMOJI
from infra.contract.operations.events import EVENTS
from infra.contract.operations.files import FILES
from infra.contract.operations.groups import GROUPS
from infra.contract.operations.hooks import HOOKS
from infra.contract.operations.invites import INVITES
from infra.contract.operations.me import ME
from infra.contract.operations.moderation import MODERATION
from infra.contract.operations.notices import NOTICES
from infra.contract.operations.operation import Operation
from infra.contract.operations.reports import REPORTS
from infra.contract.operations.search import SEARCH
from infra.contract.operations.site import SITE
from infra.contract.operations.start import START

OPERATIONS: tuple[Operation, ...] = (
    *(*SITE, *ACCOUNTS, *START, *ME, *FILES, *GROUPS, *CHATS, *SEARCH, *EMOJI, *NOTICES, *CALLS),
    *(*MODERATION, *BLOCKS, *REPORTS, *INVITES, *BOTS, *HOOKS, *EVENTS),
)
