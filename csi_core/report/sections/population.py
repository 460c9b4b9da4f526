"""The sample beside the population: where it differs, and what weighting it cost."""

from __future__ import annotations

from csi_core.report.model import Format, Grid, GridColumn
from csi_core.report.sections.parts import Words, called
from csi_core.results import PostStratification, Target
from csi_core.setup import Setup
from csi_core.thresholds import ALPHA_LEVEL


def sentences(weighting: PostStratification | None, n: int, setup: Setup, say: Words) -> tuple[str, ...]:
    if weighting is None:
        return ()
    told = [_fit(target, setup, say) for target in weighting.targets]
    if weighting.applied:
        told.append(
            say(
                "population.weighted",
                questions=[called(setup, target.question) for target in weighting.targets],
                smallest=weighting.smallest,
                largest=weighting.largest,
                n=n,
                design_effect=weighting.design_effect,
            )
        )
    return tuple(told)


def _fit(target: Target, setup: Setup, say: Words) -> str:
    """How far the sample is from the population: the answer that is furthest off, and the test."""
    furthest = max(target.shares, key=lambda share: abs(share.before - share.target))
    values = {
        "question": called(setup, target.question),
        "answer": furthest.answer,
        "before": furthest.before,
        "target": furthest.target,
        "chi2": target.chi2,
        "df": target.df,
        "p": target.p,
        "n": target.n,
    }
    if target.p is None:
        return say("population.untested", **values)
    told = say("population.differs" if target.p < ALPHA_LEVEL else "population.fits", **values)
    return told + (say("population.sparse") if target.sparse else "")


def grids(weighting: PostStratification | None, setup: Setup, say: Words) -> tuple[Grid, ...]:
    """Each question's shares in the sample, in the population and as weighted."""
    if weighting is None:
        return ()
    return tuple(
        Grid(
            f"sample.population.{number}",
            say("grid.population", question=called(setup, target.question), n=target.n),
            (
                GridColumn(say("column.answer")),
                GridColumn(say.common("n"), Format.INTEGER),
                GridColumn(say("column.before"), Format.PERCENT),
                GridColumn(say("column.target"), Format.PERCENT, strong=True),
                *((GridColumn(say("column.after"), Format.PERCENT),) if weighting.applied else ()),
            ),
            tuple(
                (share.answer, share.n, share.before, share.target, *((share.after,) if weighting.applied else ()))
                for share in target.shares
            ),
        )
        for number, target in enumerate(weighting.targets, 1)
    )
