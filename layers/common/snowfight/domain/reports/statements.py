"""What people read about a report where no moderator has written a statement."""

from __future__ import annotations

from snowfight.models.moderation import Decision, Reason, Report

_FOUND: dict[Decision, str] = {
    "none": "What you reported was looked at, and nothing was done about it.",
    "delete": "What you reported was looked at, and deleted.",
    "mute": "What you reported was looked at, and its author cannot write for a while.",
    "ban": "What you reported was looked at, and its author was banned.",
}
_WORDS: dict[Reason, str] = {
    "spam": "as spam",
    "abuse": "as abuse",
    "illegal": "as illegal",
    "other": "as against the rules",
}


def found(report: Report) -> str:
    """What the reporter reads about the decision (Regulation (EU) 2022/2065, article 16)."""
    return report.statement or _FOUND[report.decision or "none"]


def given(report: Report) -> str:
    """Why something was done, for the author, who is owed a reason (article 17)."""
    return f"A message of yours was reported {_WORDS[report.reason]}, and a moderator found that it was."
