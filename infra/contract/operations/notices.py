"""Notices: where browsers are pushed to, and the end of mails."""

from __future__ import annotations

from infra.contract.operations.operation import Auth, Operation
from snowfight import errors
from snowfight.models import notices

NOTICES: tuple[Operation, ...] = (
    Operation(
        "push_key",
        "GET",
        "/api/push/key",
        "What browsers subscribe to notices with",
        Auth.BEARER,
        notices.PushKey,
        errors=(errors.PushOff,),
    ),
    Operation(
        "push_devices",
        "GET",
        "/api/push/devices",
        "The caller's browsers that are pushed to",
        Auth.BEARER,
        notices.PushDevices,
    ),
    Operation(
        "push_subscribe",
        "POST",
        "/api/push/subscribe",
        "Push notices to this browser; the same endpoint again replaces, whoever had it",
        Auth.BEARER,
        status=204,
        body=notices.PushSubscribe,
        errors=(errors.PushOff, errors.RateLimited),
    ),
    Operation(
        "push_unsubscribe",
        "POST",
        "/api/push/unsubscribe",
        "Push nothing to this browser any more",
        Auth.BEARER,
        status=204,
        body=notices.PushEndpoint,
        errors=(errors.RateLimited,),
    ),
    Operation(
        "push_test",
        "POST",
        "/api/push/test",
        "Push a notice to one of the caller's browsers, to see whether it arrives",
        Auth.BEARER,
        status=204,
        body=notices.PushEndpoint,
        errors=(errors.PushOff, errors.NotFound, errors.RateLimited),
    ),
    Operation(
        "stop_mail_page",
        "GET",
        "/api/mail/unsubscribe",
        "Turn to the page that ends the mailing of notices; nothing is ended by this",
        Auth.OPEN,
        status=303,
        query=notices.MailToken,
    ),
    Operation(
        "stop_mail",
        "POST",
        "/api/mail/unsubscribe",
        "End the mailing of notices; the token is in the link of each mail (RFC 8058, one click)",
        Auth.OPEN,
        status=204,
        query=notices.MailToken,
        errors=(errors.NotFound,),
    ),
)
