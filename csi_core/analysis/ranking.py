"""Ranking questions: which options come first."""

from __future__ import annotations

import numpy as np

from csi_core.analysis.weighting import weights_or_ones
from csi_core.responses import Responses
from csi_core.results import RankedOption, RankingQuestion


def rankings(responses: Responses) -> tuple[RankingQuestion, ...]:
    """Every ranking question: per option the mean rank, how many put it first, and the score 问卷星 shows.

    score = Σ (k − rank + 1) / n with k options and n respondents who ranked anything. With a weight column means and
    shares are weighted by the survey weights; counts stay unweighted. A question nobody answered is left out.
    """
    weights = weights_or_ones(responses)
    questions = []
    for question, frame in responses.rankings.items():
        if frame.empty:
            continue
        ranks = frame.to_numpy(dtype=np.float64)
        weight = weights[responses.ratings.index.get_indexer(frame.index)]
        given = ~np.isnan(ranks)
        filled = np.where(given, ranks, 0.0)
        size, total = ranks.shape[1], float(weight.sum())
        ranked = weight @ given
        points = weight @ np.where(given, np.maximum(size + 1 - filled, 0.0), 0.0)
        first = ranks == 1
        options = [
            RankedOption(
                option=str(option),
                n=int(given[:, at].sum()),
                mean_rank=float(weight @ filled[:, at] / ranked[at]) if ranked[at] else None,
                first=int(first[:, at].sum()),
                first_percent=float(100 * (weight @ first[:, at]) / total),
                score=float(points[at] / total),
            )
            for at, option in enumerate(frame.columns)
        ]
        ordered = tuple(sorted(options, key=lambda option: (-option.score, option.option)))
        n = len(frame)
        questions.append(RankingQuestion(question, n, responses.n - n, ordered, responses.not_asked(question)))
    return tuple(questions)
