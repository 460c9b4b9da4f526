"""The user's own part of a report as a setup keeps it → what a report is built with."""

from __future__ import annotations

from csi_core import picture
from csi_core.report.build import ReportChoices
from csi_core.setup import ReportSetup, ReportWords


def chosen(kept: ReportSetup, language: str, today: str = "") -> ReportChoices:
    """The choices of a report in `language`; today: the date printed where the user has set none."""
    words = next((said for code, said in kept.words.items() if code == language), ReportWords())
    return ReportChoices(
        title=words.title,
        authors=kept.authors,
        organisation=kept.organisation,
        logo=None if kept.logo is None else picture.opened(kept.logo),
        date=kept.date or today,
        purpose=words.purpose,
        background=words.background,
        conclusions=words.conclusions,
        recommendations=words.recommendations,
        comments=words.comments,
        leave_out=frozenset(kept.leave_out),
        patterns=kept.patterns,
    )
