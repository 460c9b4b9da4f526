"""What was done to the data: counts, removed and suspicious rows, answers outside the scale, turned scales."""

from __future__ import annotations

from collections import Counter

from csi_core.report.model import Callout, Card, Format, Grid, GridColumn, Section
from csi_core.report.sections.parts import Words, called, callouts, explanation, notes_of
from csi_core.results import MissingAnswers, ResponseCounts, Results, SuspiciousRow
from csi_core.setup import SCALED, Best, Cleaning, ColumnSetup, Role, Setup
from csi_core.text import Text

#: Rows named in a sentence.
_NAMED = 12

#: Roles whose columns reach no analysis and no report.
_LEFT_OUT = (Role.PRIVATE, Role.IGNORE)


def section(results: Results, setup: Setup, text: Text) -> Section | None:
    """Always there: every file has rows that were kept and a setup that was applied."""
    counts = results.responses
    turned = tuple(column for column in setup.of(*SCALED) if column.scale is not None and column.scale.best is Best.LOW)
    say = Words("cleaning", text)
    return Section(
        key="cleaning",
        title=say("title"),
        headline=say(
            "headline" if counts.removed else "headline_all",
            returned=counts.returned,
            valid=counts.valid,
            rate=valid_rate(counts),
        ),
        cards=_cards(counts, say),
        findings=_findings(counts, setup, turned, say),
        warnings=_warnings(counts, say) + callouts(notes_of(results, "cleaning"), text),
        figures=(),
        grids=_grids(counts, setup, turned, say),
        explanation=explanation("cleaning", text, _here(counts, say), _do(counts, say)),
        how=(
            say("how.rate"),
            say(f"how.missing.{setup.reliability.deletion}"),
            say("how.turned"),
            say("how.signs"),
        ),
    )


def valid_rate(counts: ResponseCounts) -> float:
    """Valid answers in % of those returned."""
    return 100.0 * counts.valid / counts.returned if counts.returned else 0.0


def checks(cleaning: Cleaning, say: Words) -> tuple[str, ...]:
    """The checks that remove rows, in words."""
    found = [say(f"check.{check}") for check in ("duplicates", "straight_lining") if getattr(cleaning, check)]
    if cleaning.min_seconds is not None:
        found.append(say("check.min_seconds", seconds=cleaning.min_seconds))
    if cleaning.max_missing is not None:
        found.append(say("check.max_missing", share=cleaning.max_missing))
    if cleaning.min_signs is not None:
        found.append(say("check.min_signs", signs=cleaning.min_signs))
    if cleaning.remove_rows:
        found.append(say("check.remove_rows", rows=len(cleaning.remove_rows)))
    return tuple(found)


def _cards(counts: ResponseCounts, say: Words) -> tuple[Card, ...]:
    removed = len(counts.removed)
    return (
        Card(say("card.returned"), say.show(counts.returned, Format.INTEGER)),
        Card(say("card.valid"), say.show(counts.valid, Format.INTEGER)),
        Card(say("card.rate"), say.show(valid_rate(counts), Format.PERCENT), note=say("card.rate_note")),
        Card(say("card.removed"), say.show(removed, Format.INTEGER), note=say("card.removed_note") if removed else ""),
    )


def _findings(counts: ResponseCounts, setup: Setup, turned: tuple[ColumnSetup, ...], say: Words) -> tuple[str, ...]:
    found = []
    applied = checks(setup.cleaning, say)
    if applied:
        found.append(say("checks", checks=applied))
    if counts.removed:
        found.append(say("removed", removed=len(counts.removed), reasons=_reason_counts(counts.removed, say)))
    elif applied:
        found.append(say("removed_none"))
    else:
        found.append(say("nothing_removed"))
    if turned:
        scaled = len(setup.of(*SCALED))
        found.append(say("turned_all" if len(turned) == scaled else "turned_some", turned=len(turned), scaled=scaled))
    else:
        found.append(say("turned_none"))
    left_out = setup.of(*_LEFT_OUT)
    if left_out:
        found.append(say("left_out", columns=len(left_out), names=[column.title for column in left_out]))
    filled = setup.reliability.deletion == "person_mean"
    found.append(say("missing_filled" if filled else "missing_kept", share=100 * setup.missing.answered))
    if counts.missing is not None and counts.missing.by_item and setup.dimensions():
        found.append(say("own_scores", share=100 * setup.missing.answered))
    return tuple(found)


def _reason_counts(rows: tuple[SuspiciousRow, ...], say: Words) -> list[str]:
    counted = Counter(reason for row in rows for reason in row.reasons)
    return [say("reason_count", reason=say.text(f"reason.{code}"), n=n) for code, n in counted.most_common()]


def _warnings(counts: ResponseCounts, say: Words) -> tuple[Callout, ...]:
    found = []
    if counts.suggested:
        found.append(Callout(say("suggested", suggested=len(counts.suggested), rows=_some(counts.suggested))))
    if counts.flagged:
        found.append(Callout(say("flagged", flagged=len(counts.flagged), reasons=_reason_counts(counts.flagged, say))))
    if counts.problems:
        columns = len({problem.column for problem in counts.problems})
        found.append(Callout(say("problems", problems=len(counts.problems), columns=columns)))
    return tuple(found)


def _some(rows: tuple[int, ...]) -> list[str]:
    """The first rows, and a mark where there are more."""
    return [*map(str, rows[:_NAMED]), *(["…"] if len(rows) > _NAMED else [])]


def _grids(counts: ResponseCounts, setup: Setup, turned: tuple[ColumnSetup, ...], say: Words) -> tuple[Grid, ...]:
    grids = [
        Grid(
            "cleaning.counts",
            say("grid.counts"),
            (
                GridColumn(say("column.what")),
                GridColumn(say.common("n"), Format.INTEGER, strong=True),
                GridColumn(say.common("percent"), Format.PERCENT),
            ),
            (
                (say("card.returned"), counts.returned, 100.0 if counts.returned else None),
                (say("card.removed"), len(counts.removed), 100.0 - valid_rate(counts) if counts.returned else None),
                (say("card.valid"), counts.valid, valid_rate(counts) if counts.returned else None),
            ),
        )
    ]
    if counts.outcomes:
        grids.append(_outcomes(counts, say))
    row, reasons = GridColumn(say("column.row"), Format.INTEGER), GridColumn(say("column.reasons"))
    for kind, rows in (("removed", counts.removed), ("flagged", counts.flagged)):
        if rows:
            grids.append(
                Grid(
                    f"cleaning.{kind}",
                    say(f"grid.{kind}"),
                    (row, reasons),
                    tuple(
                        (each.row, say.text.join(say.text(f"reason.{code}") for code in each.told))
                        for each in sorted(rows, key=lambda each: (-len(each.told), each.row))
                    ),
                    more=True,
                )
            )
    if counts.problems:
        grids.append(
            Grid(
                "cleaning.problems",
                say("grid.problems"),
                (row, GridColumn(say.common("question_header")), GridColumn(say("column.value"))),
                tuple((problem.row, called(setup, problem.column), problem.value) for problem in counts.problems),
                notes=(say("note.problems"),),
                more=True,
            )
        )
    if counts.missing is not None:
        grids.extend(_missing(counts.missing, setup, say))
    if turned:
        grids.append(
            Grid(
                "cleaning.turned",
                say("grid.turned"),
                (
                    GridColumn(say.common("question_header")),
                    GridColumn(say("column.best")),
                    GridColumn(say("column.worst")),
                ),
                tuple(
                    (called(setup, column.name), column.scale.min, column.scale.max)
                    for column in turned
                    if column.scale is not None
                ),
                more=True,
                workbook=True,
            )
        )
    return tuple(grids)


def _outcomes(counts: ResponseCounts, say: Words) -> Grid:
    """The key results with and without the rows in question."""
    return Grid(
        "cleaning.outcomes",
        say("grid.outcomes"),
        (
            GridColumn(say("column.rows")),
            GridColumn(say.common("n"), Format.INTEGER),
            GridColumn(say("column.index"), Format.SCORE, strong=True),
            GridColumn(say("column.alpha"), Format.COEFFICIENT),
        ),
        tuple(
            (say(f"outcome.{each.rows}", n=len(counts.suggested)), each.n, each.index, each.alpha)
            for each in counts.outcomes
        ),
        notes=(say("note.outcomes"),),
    )


def _missing(missing: MissingAnswers, setup: Setup, say: Words) -> tuple[Grid, ...]:
    """Unanswered ratings by person, by item, and together; nothing where all were answered."""
    if not missing.by_item:
        return ()
    n = sum(rows for _, rows in missing.by_person)
    by_item = sorted(missing.by_item.items(), key=lambda item: -item[1])
    return (
        Grid(
            "cleaning.missing_person",
            say("grid.missing_person"),
            (
                GridColumn(say("column.unanswered"), Format.INTEGER),
                GridColumn(say("column.people"), Format.INTEGER),
                GridColumn(say.common("percent"), Format.PERCENT, strong=True),
            ),
            tuple((times, rows, 100.0 * rows / n) for times, rows in missing.by_person),
            more=True,
            workbook=True,
        ),
        Grid(
            "cleaning.missing_item",
            say("grid.missing_item"),
            (
                GridColumn(say.common("question_header")),
                GridColumn(say("column.missing"), Format.INTEGER),
                GridColumn(say.common("percent"), Format.PERCENT, strong=True),
            ),
            tuple((called(setup, name), rows, 100.0 * rows / n) for name, rows in by_item),
            notes=(say("note.missing", complete=missing.complete, n=n),),
            more=True,
            workbook=True,
        ),
        Grid(
            "cleaning.missing_together",
            say("grid.missing_together"),
            (GridColumn(say("column.together")), GridColumn(say("column.people"), Format.INTEGER, strong=True)),
            tuple((say.text.join(called(setup, name) for name in names), rows) for names, rows in missing.patterns),
            more=True,
            workbook=True,
        ),
    )


def _here(counts: ResponseCounts, say: Words) -> tuple[str, ...]:
    kind = "here.all" if counts.valid == counts.returned else "here.some"
    return (say(kind, returned=counts.returned, valid=counts.valid, rate=valid_rate(counts)),)


def _do(counts: ResponseCounts, say: Words) -> tuple[str, ...]:
    steps = []
    if counts.flagged:
        steps.append(say("do.flagged", flagged=len(counts.flagged)))
    if counts.problems:
        steps.append(say("do.problems"))
    if counts.removed:
        steps.append(say("do.removed"))
    return tuple(steps) or (say("do.nothing"),)
