"""DynamoDB: the only place that names it. Every read is by key or by one partition; nothing scans.

Tables by lifetime (ADR 0003): `rooms` (chats, members, accounts), `messages` (the numbered logs) and `ephemeral`
(connections, tickets, receipts, codes: what a TTL takes away again).
"""

from __future__ import annotations

from snowfight.storage.pynamodb_loader import load

load()
