"""Reports: made by anybody, decided by moderators."""

from __future__ import annotations

from infra.contract.operations.operation import UNSEEN, Auth, Operation
from snowfight import errors
from snowfight.models import moderation

REPORTS: tuple[Operation, ...] = (
    Operation(
        "report",
        "POST",
        "/api/chat/{chatroom_name}/report",
        "Report a message of a chat; the same again changes nothing",
        Auth.BEARER,
        status=204,
        body=moderation.NewReport,
        errors=(*UNSEEN, errors.NoSuchMessage, errors.RateLimited),
    ),
    Operation(
        "report_openly",
        "POST",
        "/api/report",
        "Report anything without an account, five times an hour from one address",
        Auth.OPEN,
        moderation.Receipt,
        status=202,
        body=moderation.OpenReport,
        errors=(errors.RateLimited,),
    ),
    Operation(
        "reports",
        "GET",
        "/api/moderation/reports",
        "For moderators: reports, newest first; with an `author` all about what they wrote",
        Auth.BEARER,
        moderation.ReportPage,
        query=moderation.ReportQuery,
        errors=(errors.NotAllowed,),
    ),
    Operation(
        "decide_report",
        "POST",
        "/api/moderation/reports/{id}",
        "For moderators: decide about a report; it is done at once, and those whom it concerns are told",
        Auth.BEARER,
        moderation.Report,
        body=moderation.Decide,
        errors=(
            errors.NotAllowed,
            errors.NotEditable,
            errors.NoSuchReport,
            errors.NoSuchUser,
            errors.Decided,
        ),
    ),
)
