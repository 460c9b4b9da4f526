"""What the section of groups and correlations says of the café's answers."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from csi_core.analysis.run import analyse
from csi_core.propose import complete
from csi_core.read import read
from csi_core.report.model import DivergingChart, Grid, Section
from csi_core.report.sections import crosstables
from csi_core.report.sections.comparisons import extremes
from csi_core.report.sections.groups import section
from csi_core.report.sections.parts import Words
from csi_core.results import Group, Results
from csi_core.setup import CompareChoices, CorrelationChoices, Setup
from csi_core.setup_file import from_json
from csi_core.text import Text

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"
ZH, EN = Text("zh"), Text("en")
SAY = Words("groups", EN)
SHOP, VISITS = "1、您常去的门店", "4、您来店的频率"


@cache
def computed(test: str = "auto", method: str = "pearson", *groups: str) -> tuple[Setup, Results]:
    table = read((SAMPLES / "cafe.xlsx").read_bytes(), "cafe.xlsx")
    setup = complete(from_json((SAMPLES / "cafe.setup.json").read_bytes()), table)
    setup = replace(
        setup,
        compare=CompareChoices(test, "bh" if test == "ranks" else "holm"),
        correlations=CorrelationChoices(method),
        groups=groups or setup.groups,
    )
    return setup, analyse(table, setup)


def made(text: Text = EN, *choices: str) -> Section:
    setup, results = computed(*choices)
    found = section(results, setup, text)
    assert found is not None
    return found


def grid(key: str, found: Section) -> Grid:
    return next(each for each in found.grids if each.key == key)


def test_the_headline_says_which_shop_is_worse_with_the_indices_of_the_section_on_scores() -> None:
    scores = computed()[1].scores
    assert scores is not None
    worse, better = sorted((each for each in scores.groups if each.by == SHOP), key=lambda each: each.index or 0.0)
    lower, higher = f"（{worse.index:.1f} 分，n = 92）", f"（{better.index:.1f} 分，n = 128）"
    told = f"按门店比较，“大学城店”的满意度指数{lower}低于“解放路店”{higher}，校正后 p < .001。"
    assert made(ZH).headline == told


def test_a_grouping_that_differs_has_one_sentence_and_those_that_do_not_share_one() -> None:
    differing, clearest, alike = made().findings[:3]
    assert differing.startswith(
        "By 门店, the groups differ in dimension scores (corrected p < .05): 店员服务, 等候与出餐; "
    )
    assert "differ in 10 of 17 questions" in differing
    assert clearest.startswith(
        "The questions that differ most clearly by 门店 are 店员对产品的了解 (“大学城店” 3.04, n = 92; "
    )
    assert alike == (
        "By 来店频率, there is no clear difference in the satisfaction index, in dimension scores or in the means of "
        "17 questions (corrected p ≥ .05)."
    )


def test_who_differs_where_tells_lower_and_higher_with_the_size_and_leaves_out_questions_alike_everywhere() -> None:
    who = grid("groups.who", made())
    assert who.rows[0] == ("Index", "大学城店 < 解放路店 (large)", "no clear difference")
    assert [row[0] for row in who.rows[1:5]] == ["饮品与甜点", "店员服务", "店内环境", "等候与出餐"]
    assert len(who.rows) == 5 + 10
    assert who.notes[1] == "7 other questions show no clear difference in any grouping."
    assert "门店 × 17 questions, 门店 × 5 scores (dimensions and index)" in who.notes[2]
    assert "Holm" in who.notes[2]


def test_the_means_name_the_groups_with_their_n_and_the_one_test() -> None:
    scores = grid("groups.scores.1", made())
    assert [column.header for column in scores.columns[:4]] == ["Rated", "解放路店 (n=128)", "大学城店 (n=92)", "F"]
    assert scores.notes[0] == "Test: Welch's test."
    assert scores.strong_rows == {1, 3, 4}


def test_the_tests_as_taught_bring_levenes_test_and_tukeys_pairs() -> None:
    found = made(EN, "classic")
    assert grid("groups.scores.1", found).notes[0] == "Test: independent t test."
    assert grid("groups.scores.2", found).notes[0] == "Test: one-way ANOVA."
    assert len(grid("groups.levene.1", found).rows) == 17 + 5
    assert {row[-1] for row in grid("groups.score_pairs.2", found).rows} == {"Tukey HSD"}
    assert any("Levene" in line for line in found.how)


def test_groups_alike_in_every_question_may_differ_in_a_dimension() -> None:
    setup, results = computed()
    compared = tuple(replace(each, p_adjusted=0.5) for each in results.compare or () if each.by == SHOP)
    scores = tuple(
        replace(each, p_adjusted=0.004 if each.item == "店员服务" else 0.5)
        for each in results.compare_scores or ()
        if each.by == SHOP
    )
    found = section(replace(results, compare=compared, compare_scores=scores), setup, EN)
    assert found is not None
    assert "they differ in 1 (corrected p < .05)" in found.headline
    assert any("differ in dimension scores (corrected p < .05): 店员服务" in words for words in found.findings)


def test_an_index_that_differs_but_not_between_its_ends_is_not_called_alike() -> None:
    setup, results = computed()
    by = {each.by for each in results.compare_scores or () if len(each.groups) > 2}.pop()
    scores = tuple(
        replace(each, p_adjusted=0.01, pairs=tuple(replace(pair, p=0.2) for pair in each.pairs))
        for each in results.compare_scores or ()
        if each.by == by and each.scope == "index"
    )
    compared = tuple(each for each in results.compare or () if each.by == by)
    found = section(replace(results, compare=compared, compare_scores=scores), setup, EN)
    assert found is not None
    assert any("the index differs between groups (corrected p = .010)" in words for words in found.findings)
    assert not any("no clear difference in the index" in words for words in found.findings)


def test_the_highest_and_the_lowest_group_are_of_those_tested() -> None:
    _, results = computed()
    comparison = (results.compare or ())[0]
    alone = replace(comparison, groups=(*comparison.groups, Group("alone", 1, 99.0, None)))
    assert extremes(alone) == extremes(comparison)


def test_pairs_are_printed_only_of_what_differs_and_the_workbook_holds_all() -> None:
    setup, results = computed()
    assert grid("groups.score_pairs.2", made()).workbook
    assert not any(each.key.startswith("groups.clear_pairs") for each in made().grids)
    clear = tuple(
        replace(each, p_adjusted=0.01) if each.scope == "index" else each for each in results.compare_scores or ()
    )
    found = section(replace(results, compare_scores=clear), setup, EN)
    assert found is not None
    assert {row[0] for row in grid("groups.clear_pairs.2", found).rows} == {"Index"}


def test_rank_tests_and_the_milder_correction_are_named() -> None:
    found = made(EN, "ranks", "kendall")
    assert grid("groups.scores.1", found).notes[0] == "Test: Mann–Whitney."
    assert "Benjamini–Hochberg" in grid("groups.who", found).notes[-1]
    assert grid("groups.correlations_items", found).caption == "Correlations between questions (Kendall)"
    assert any("τ-b" in line for line in found.how)


def test_a_cross_table_is_told_in_a_sentence_a_chart_and_cells_with_marks() -> None:
    setup, results = computed()
    table = crosstables.clearest(results)[0]
    readable = crosstables.readable(table, results, setup, SAY, key="groups.picked")
    assert readable.sentence.endswith("the association is medium.")
    assert readable.grid.rows[0][2] == "9 (9.8%) ↑↑"
    assert readable.grid.rows[-1] == ("Total", "128 (100.0%)", "92 (100.0%)", 220)
    assert readable.grid.notes[0].startswith("χ²(4, n = 220) = ")
    assert readable.figure is not None
    chart = readable.figure.chart
    assert isinstance(chart, DivergingChart)
    assert chart.ordered
    assert chart.levels == ("非常不满意", "不满意", "一般", "满意", "非常满意")
    assert all(sum(row[2]) == pytest.approx(100) for row in chart.rows)


def test_a_table_too_sparse_for_any_p_is_neither_called_related_nor_unrelated() -> None:
    setup, results = computed()
    table = replace(crosstables.clearest(results)[0], p_exact=None, p_adjusted=None)
    readable = crosstables.readable(table, results, setup, SAY, key="groups.picked")
    assert readable.sentence.endswith(
        "cannot be told: too many cells have expected counts below 5. Merge answers or groups."
    )
    assert readable.grid.notes[0].endswith("; too many expected counts are below 5 for p to be relied on.")


def test_profile_questions_are_crossed_too_and_their_answers_are_no_scale() -> None:
    setup, results = computed()
    table = next(each for each in results.crosstabs_profiles or () if (each.item, each.by) == (VISITS, SHOP))
    readable = crosstables.readable(table, results, setup, SAY, key="groups.picked")
    assert readable.figure is not None
    assert isinstance(readable.figure.chart, DivergingChart)
    assert not readable.figure.chart.ordered


def test_options_of_a_question_with_several_answers_are_tested_one_by_one() -> None:
    setup, results = computed()
    table = (results.crosstabs_multiple or ())[0]
    readable = crosstables.multiple_readable(table, setup, SAY, key="groups.picked")
    assert len(readable.grid.rows) == len(table.options) + 1
    assert "no chi-square test" in readable.grid.notes[0]
    assert f"over the {len(table.options)} options" in readable.grid.notes[0]
    assert readable.figure is not None


def test_without_a_grouping_only_correlations_are_told() -> None:
    setup, results = computed()
    bare = replace(results, compare=(), compare_scores=(), crosstabs=(), crosstabs_profiles=(), crosstabs_multiple=())
    found = section(bare, setup, EN)
    assert found is not None
    assert found.headline == EN("section.groups.headline_no_groups")
    assert [card.label for card in found.cards] == ["Pairs of questions", "Strongest correlation"]
    assert {each.key.split("_")[0] for each in found.grids} == {"groups.correlations", "groups.correlated"}


def test_means_of_questions_are_printed_where_some_differ_and_bold_rows_are_explained_only_there() -> None:
    by_shop, by_visits = (grid(f"groups.compare.{number}", made()) for number in (1, 2))
    assert (by_shop.workbook, by_visits.workbook) == (False, True)
    bold = EN("section.groups.note.compare")
    assert (bold in by_shop.notes, bold in by_visits.notes) == (True, False)
    assert (bool(by_shop.strong_rows), bool(by_visits.strong_rows)) == (True, False)


def test_small_expected_counts_are_told_beside_the_tests_and_not_above_the_finding() -> None:
    _, results = computed()
    assert "crosstabs.sparse" in {note.code for note in results.notes}
    assert not any("expected" in warning.text for warning in made().warnings)
    assert "expected" in grid("groups.item_tests.1", made()).notes[0]


def test_waves_are_told_in_their_own_section_and_not_as_groups_of_people() -> None:
    table = read((SAMPLES / "hotel.csv").read_bytes(), "hotel.csv")
    setup = complete(from_json((SAMPLES / "hotel.setup.json").read_bytes()), table)
    found = section(analyse(table, setup), setup, EN)
    assert found is not None
    assert found.headline.startswith("The satisfaction index differs by Purpose of travel: highest for “Holiday”")
    assert not any(words.startswith("By Wave") for words in found.findings)
