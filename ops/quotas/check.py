"""For how many people the quotas of the account are enough."""

from __future__ import annotations

from ops.deployment import Deployment
from ops.findings import Finding, ok, warn
from ops.quotas.table import PEOPLE, QUOTAS, Quota, enough, lacking


def quotas(deployment: Deployment) -> Finding:
    """Nobody has said how many people will come: so it says how many may."""
    values = {quota.code: value_of(quota, deployment) for quota in QUOTAS}
    people = enough(values)
    if people == PEOPLE[-1]:
        return ok("quotas", f"enough for {people:,} people online")
    if not people:
        needs = ", ".join(lacking(values, 0))
        return warn("quotas", f"not enough for {PEOPLE[0]:,} people online, who need {needs} (docs/scale.md)")
    more = PEOPLE.index(people) + 1
    needs = ", ".join(lacking(values, more))
    return ok("quotas", f"enough for {people:,} people online; {PEOPLE[more]:,} need {needs} (docs/scale.md)")


def value_of(quota: Quota, deployment: Deployment) -> int:
    """What the account has of it; Service Quotas may not know one that was never changed."""
    known = deployment.client("service-quotas")
    try:
        return int(known.get_service_quota(ServiceCode=quota.service, QuotaCode=quota.code)["Quota"]["Value"])
    except known.exceptions.NoSuchResourceException:
        return quota.usual
