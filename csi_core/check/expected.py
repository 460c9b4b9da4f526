"""What this program found, as the scripts repeat it beside the command that computes it again."""

from __future__ import annotations

from collections.abc import Mapping

from csi_core.results import Results
from csi_core.setup import Setup
from csi_core.text import Text


def expected(results: Results, setup: Setup, text: Text) -> Mapping[str, tuple[str, ...]]:
    """Part → sentences with six decimals; parts without results are left out."""
    found: dict[str, tuple[str, ...]] = {}
    validity = results.validity
    if validity is not None:
        lines = [text("check.found.factors", n=validity.n, factors=validity.n_factors, percent=_explained(results))]
        if validity.correlation == "polychoric":
            lines.append(text("check.found.polychoric"))
        if validity.kmo is not None:
            lines.append(text("check.found.kmo", value=validity.kmo))
        if validity.bartlett is not None:
            bartlett = validity.bartlett
            lines.append(text("check.found.bartlett", chi2=bartlett.chi2, df=bartlett.df, p=bartlett.p))
        found["validity"] = tuple(lines)
    if results.reliability is not None:
        scales = {text("check.all"): results.reliability.overall, **results.reliability.dimensions}
        found["reliability"] = tuple(
            text("check.found.alpha", scale=name, value=scale.alpha, n=scale.n)
            for name, scale in scales.items()
            if scale.alpha is not None
        )
    if results.items:
        found["items"] = tuple(
            text("check.found.mean", item=setup.column(name).title, mean=item.mean, n=item.n)
            for name, item in results.items.items()
            if item.mean is not None
        )
    if results.compare:
        found["groups"] = tuple(
            text(
                "check.found.welch",
                item=setup.column(each.item).title,
                by=setup.column(each.by).title,
                f=each.statistic,
                df1=each.df[0],
                df2=each.df[1],
                p=each.p,
            )
            for each in results.compare
            if each.test == "welch" and each.df is not None
        )
    if results.scores is not None:
        scores = results.scores
        found["scores"] = (
            text("check.found.index", value=scores.index, n=scores.n),
            *(text("check.found.score", item=name, value=score.score) for name, score in scores.dimensions.items()),
        )
    return found


def _explained(results: Results) -> float:
    return results.validity.variance[-1].cumulative if results.validity is not None else 0.0
