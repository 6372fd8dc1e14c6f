"""What docs/scale.md says around its tables."""

from __future__ import annotations

HEAD = """\
# Scale

How far an account of AWS carries the chat, what stops it first, and what it costs there. Made by `make scale`: what the code
asks is counted while it runs (`bench/scale/partitions.py`, `bench/measured.json`), and quotas are simulated around it
(`bench/scale/limits.py`); seeded, so that it comes out the same each time. Nobody has deployed this for so many, so
these are no measurements of AWS.

Half of the people look at the public chat, and all messages are in it: the worst case. Between two a message is four
requests to the gateway, so the usual quotas take 2,500 a second of those. People stay 100 minutes, clients renew connections after 100 to
115 minutes, and ask every minute whether they have everything."""

OVERLOAD = """\
*First* and *then* are what is asked of a limit, as a multiple of it. *Of the frames come* counts posts that were let
through within the 8 s that a broadcast has; *of all else comes*, the other requests that are let through at their first
try, sends and private chats among them. The figures are those of an overload that has lasted for more than a minute.

- **Posts are always first**: 10,000 a second, with a burst of 5,000, shared by calls, frames and posts of the whole account.
  One message a second is carried up to {one:,} people, ten up to {ten:,}.
- **Beyond that it does not get slower, it breaks.** Refused posts are tried again until their 8 s are over, so each worker
  stays busy, all 1,000 instances of the account are workers, and tasks wait a minute in Lambda's queue or are dropped
  there. Everything shares both quotas, so most other requests fail too, in private chats as well.
- **The rest is read page by page.** Whoever misses a message knows it from the next one or from the heartbeat, and asks,
  with waits of up to 30 s where that is refused too. Those who were lucky ask again at once, so half have a message long
  before the last: the waits let nobody catch up who has fallen behind.
- **One frame a second** that holds all messages of that second makes the rows of ten and a hundred a second as the
  rows of one, plus a second. Nothing else here gains as much, in time or in money.

Instances are counted as if workers could take all of them: nothing is reserved for others. Lambda's queue is simulated as
first come, first served; really it waits longer after each refusal. Cold starts are left out. The gateway's 29 s are
never reached, since a broadcast ends after 8; a worker's task is one frame, far below what Lambda's queue takes."""

SETTINGS_NOTE = """\
With 25 % to spare; connections so that all who lost theirs are back within {back:.0f} minutes. `make doctor` compares the
account's quotas with these (`ops/quotas.py`) and says for how many people they are enough. The burst comes with the rate, and
nobody can ask for one. A new account may have 10 invocations at once, and thirteen regions a quarter of the gateway
requests. The settings are ours ([settings](settings.md)), and much lower than AWS's quotas so that a mistake costs little.

**More than {ceiling:.0f} connections a second** would be of no use: whoever comes reads the rows of the public chat four times
over, and its count, and a partition gives 3,000 units a second. Tables on demand begin with 4,000 writes and
12,000 reads a second and double within 30 minutes; before an event, warm them."""

READ_ON = """\
Of the units a second that one partition has (1,000 writes, 3,000 reads), at ten messages a second. What each user has
partitions of their own for is left out, and there are 16 `ONLINE` partitions and up to 1,600 `VIEW` partitions.

- **Heartbeats are what heats the rows of the public chat.** Each of somebody who looks at it reads its row, the message
  behind the newest, and the change behind the newest, all consistently: {pings:,.0f} a second each, with a million. The
  partitions are full at {full:,.0f} people. To mend: let a function remember the row for a second. Instances are
  reused, so reads would grow with instances instead of people; the messages' row need only be read where that one has moved.
- **`CHANGED` is full at 500 comings a second**: each is marked and struck off, two units. Statuses are told late then,
  and nothing is lost. It wants shards, as `ONLINE` has.
- **Counts told to everybody are a burst.** Presence costs 50 posts a second on average ([presence](presence.md)), but
  tells all at once, each users ÷ 50 seconds, within one broadcast of 8 s by 16 workers. With usual quotas and one
  message a second, a count reaches {told}. To mend: spread the telling over its interval."""

RECONNECT = """\
After an outage of the region, all clients dial within a second (`FIRST_WAIT` of `web/src/sync/connection/connection.ts`),
then with full jitter up to 30 s. Each asks for a ticket, opens a socket with it, sends two frames, loads the list of
chats and what it missed. *The quota's time* is what 500 new connections a second take, with a burst of 500.

- **As set, three and a half times the quota's time.** Two settings make it: `connects_per_second` of 200, and
  `calls_per_second` of 500 for everything below `/api/`: each client needs three calls. Those who wait for a ticket take
  the calls of those who are back: with a million, half have a socket after {socket:.0f} minutes, and what they missed after
  {half:.0f}.
- **Mend the settings first** (*settings raised*): `connects_per_second` to the quota's 500 and `calls_per_second` to 2,000
  or more. From 100,000 on, nothing better is possible with that quota.
- **Mend the design**: a route of its own for `POST /api/ticket`, with a limit of its own that is the one for connections
  (*tickets apart*, with all settings as they are). A ticket that the socket's limit then refuses is a call for nothing, and
  the others' calls stay theirs.
- **Mend the client**: with 10,000 the last wait up to 30 s before a gateway that is idle again. A cap of 10 s for the first
  eight tries, and of 30 s after them, makes that nearly the quota's time (*and hastier*), and costs little with a
  million. Refused requests are CloudFront's $1 a million: as set, a million people make {millions:,.0f} million of them.
- **What else**: CloudFront takes 250,000 requests a second of one distribution, a quarter of a million's first second. Those who came back together renew together, after 100 to 115 minutes, and never faster than
  they came."""

SOURCES = """\
## Where the numbers are from

| number | page |
|---|---|
| 10,000 requests a second with a bucket of 5,000, shared by HTTP and WebSocket APIs and posts; 2,500 and 1,250 in newer regions | [Amazon API Gateway quotas](https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html) |
| 500 new connections a second, 2 h, 10 idle minutes, 29 s | [Quotas of a WebSocket API](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html) |
| 1,000 instances more each 10 s a function; ten requests a second an instance | [Lambda scaling behavior](https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html) |
| 1,000 writes and 3,000 reads a second a partition | [DynamoDB warm throughput](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput-scenarios.html) |
| 40,000 a second a table | [DynamoDB maximum throughput](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode-max-throughput.html) |
| the client's waits | its source; `tests/unit/cost/test_scale.py` compares |"""
