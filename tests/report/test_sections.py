"""What the sections say about results whose findings are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from csi_core.analysis.what_if import Facts, WhatIf
from csi_core.report.format import show
from csi_core.report.model import BarChart, DivergingChart, Grid, QuadrantChart, Section, Tone
from csi_core.report.sections import SECTIONS, missing
from csi_core.report.sections.comparisons import differing
from csi_core.report.sections.convergence import Distinction, distinction
from csi_core.report.sections.kano import priority
from csi_core.report.sections.levels import levels
from csi_core.report.sections.parts import Words, called
from csi_core.report.sections.scale_tables import half
from csi_core.report.sections.validity import factor_names, sorted_items
from csi_core.report.sections.verdicts import Verdict, discrimination, failed, opposed, to_reverse, verdict
from csi_core.report.sections.what_if import what_if_grid
from csi_core.results import Reliabilities, Reliability, Results, Validity, WithoutItem
from csi_core.setup import Best, ColumnSetup, Role, Scale, Setup
from csi_core.text import Text
from tests.report.small_results import CONFIRMATORY, EMPTY, ITEMS, OVERALL, RESULTS, SETUP, VALIDITY

ZH, EN = Text("zh"), Text("en")


def made(key: str, text: Text = EN, results: Results = RESULTS) -> Section:
    section = SECTIONS[key](results, SETUP, text)
    assert section is not None
    return section


def sentences(section: Section) -> Iterator[str]:
    yield from (section.headline, *section.findings, *section.how)
    yield from (warning.text for warning in section.warnings)
    yield from (answer for _, answer in section.explanation)
    for figure in section.figures:
        yield from (figure.caption, figure.alt)
    for grid in section.grids:
        yield from (grid.caption, *grid.notes)


@pytest.mark.parametrize("text", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("key", SECTIONS)
def test_a_section_is_whole_sentences_without_a_gap(key: str, text: Text) -> None:
    section = made(key, text)
    for words in sentences(section):
        assert not re.search(r"\bNone\b|\bnan\b|\{|section\.|  ", words), words
    for words in (section.headline, *section.findings):
        assert words.endswith(("。", ".")), words
    assert 2 <= len(section.cards) <= 4
    assert len(section.explanation) == 4
    assert section.how


@pytest.mark.parametrize("text", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("key", SECTIONS)
def test_no_sentence_stands_twice_among_the_findings(key: str, text: Text) -> None:
    section = made(key, text)
    told = [section.headline, *section.findings, *(warning.text for warning in section.warnings)]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("key", SECTIONS)
def test_tables_have_the_same_keys_rows_and_numbers_in_both_languages(key: str) -> None:
    chinese, english = made(key, ZH).grids, made(key, EN).grids
    assert [grid.key for grid in chinese] == [grid.key for grid in english]
    assert len({grid.key for grid in english}) == len(english)
    for grid in english:
        assert all(len(row) == len(grid.columns) for row in grid.rows), grid.key
        assert grid.key.partition(".")[0] == key
        assert [
            show(value, column.format, EN) for row in grid.rows for value, column in zip(row, grid.columns, strict=True)
        ]


def test_a_section_without_results_is_none_and_says_why() -> None:
    assert SECTIONS["scores"](EMPTY, SETUP, EN) is None
    assert "no rating questions" in missing(EMPTY, "scores", EN)[0]
    assert missing(EMPTY, "kano", EN) == (EN("section.common.missing"),)


def test_a_question_is_called_by_its_number_and_label_once() -> None:
    setup = Setup(
        columns=(
            ColumnSetup("A6", Role.ITEM, label="Corridor light"),
            ColumnSetup("A7", Role.ITEM, label="A7 Doors"),
            ColumnSetup("3. How clean?", Role.ITEM, label="Cleanliness"),
        )
    )
    assert [called(setup, column.name) for column in setup.columns] == ["A6 Corridor light", "A7 Doors", "Cleanliness"]


def test_the_valid_response_rate_and_the_reasons_are_told() -> None:
    section = made("cleaning")
    assert section.headline == "Of 110 responses returned, 104 are valid: a valid-response rate of 94.5%."
    assert "the same option in every question (6)" in " ".join(section.findings)
    assert "ip" in " ".join(section.findings)
    assert {grid.key for grid in section.grids} >= {"cleaning.removed", "cleaning.flagged", "cleaning.problems"}


def test_the_largest_group_is_named_with_its_number() -> None:
    assert "“North”, 60 or 57.7%" in made("sample").headline
    assert "±9.6" in " ".join(made("sample").findings)


def test_a_factor_bears_the_name_of_its_dimension_numbered_where_two_share_it() -> None:
    assert factor_names(VALIDITY, EN) == {"F1": "F1 Rooms", "F2": "F2 Service"}
    shared = replace(VALIDITY, factor_dimension={"F1": "Rooms", "F2": "Rooms", "F3": None})
    assert factor_names(shared, ZH) == {"F1": "F1 Rooms 1", "F2": "F2 Rooms 2", "F3": "因子 3"}


def test_the_users_name_goes_before_the_dimensions_and_is_numbered_where_it_stands_twice() -> None:
    named = replace(VALIDITY, factor_names={"F1": "Comfort"})
    assert factor_names(named, EN) == {"F1": "F1 Comfort", "F2": "F2 Service"}
    twice = replace(VALIDITY, factor_names={"F1": "Service"})
    assert factor_names(twice, EN) == {"F1": "F1 Service 1", "F2": "F2 Service 2"}
    results = replace(RESULTS, validity=named)
    grid = next(grid for grid in made("validity", EN, results).grids if grid.key == "validity.loadings")
    assert [column.header for column in grid.columns] == ["Question", "F1 Comfort", "F2 Service"]


def test_the_sample_size_and_the_least_fitting_question_are_told() -> None:
    fits = replace(VALIDITY, least_fitting=WithoutItem("A3", 0.7, 0.83))
    told = " ".join(made("validity", EN, replace(RESULTS, validity=fits)).findings)
    assert "100 complete responses to 6 questions, 16.7 for each" in told
    assert "a sample of this size is “poor”" in told
    assert "A3 Question A3 (MSA 0.700, above the limit of 0.5); without it KMO would be 0.830 instead of 0.817" in told
    unfit = replace(VALIDITY, least_fitting=WithoutItem("A3", 0.45, 0.83))
    told = " ".join(made("validity", EN, replace(RESULTS, validity=unfit)).findings)
    assert "A3 Question A3 does not suit a factor analysis" in told


def test_one_table_holds_the_variance_before_and_after_extraction_and_rotation_as_in_spss() -> None:
    def total(validity: Validity) -> Grid:
        section = made("validity", EN, replace(RESULTS, validity=validity))
        return next(grid for grid in section.grids if grid.key == "validity.total_variance")

    first, third = total(VALIDITY).rows[0], total(VALIDITY).rows[2]
    assert first[1] == 2.5
    assert first[4:] == (1.4, 2.5, 41.7, 41.7, 2.0, 33.4, 33.4)
    assert third[5:] == ("",) * 6
    assert len(total(replace(VALIDITY, rotation="none")).columns) == 8
    assert len(total(replace(VALIDITY, rotation="oblimin")).notes) == 2


def test_an_oblique_rotation_shows_pattern_structure_and_factor_correlations() -> None:
    phi = {"F1": {"F1": 1.0, "F2": 0.3}, "F2": {"F1": 0.3, "F2": 1.0}}
    oblique = replace(VALIDITY, rotation="promax", factor_correlations=phi, structure=VALIDITY.loadings)
    grids = {grid.key: grid for grid in made("validity", EN, replace(RESULTS, validity=oblique)).grids}
    assert grids["validity.loadings"].caption.startswith("Pattern matrix")
    assert {"validity.structure", "validity.factor_correlations"} <= grids.keys()


def test_before_and_after_stand_side_by_side_with_the_signed_change() -> None:
    before = Facts(25, 154, 0.8, 8, 68.14, 3, 0.889, 53.0)
    after = Facts(22, 154, 0.81, 7, 66.41, None, 0.8889, 53.04)
    rows = {row[0]: row[1:] for row in what_if_grid(WhatIf(("A6",), before, after), EN).rows}
    assert rows["KMO"] == ("0.800", "0.810", "+0.010")
    assert rows["Variance explained"] == ("68.1%", "66.4%", "-1.7")
    assert rows["Complete responses"][2] == "0"
    assert rows["Questions to discuss"] == ("3", "—", "—")
    assert rows["Satisfaction index"][2] == "0.0"


def test_loadings_are_sorted_by_factor_and_small_ones_are_blank() -> None:
    assert sorted_items(VALIDITY) == ("A1", "A2", "B1", "B2", "A3", "B3")
    grid = next(grid for grid in made("validity").grids if grid.key == "validity.loadings")
    assert grid.rows[0] == ("A1 Question A1", 0.8, "")
    assert grid.rows[-1] == ("B3 Question B3", "", "")


def test_items_without_a_home_or_with_another_dimension_are_listed_with_advice() -> None:
    grid = next(grid for grid in made("validity").grids if grid.key == "validity.trouble")
    assert [(row[0], row[1]) for row in grid.rows] == [
        ("A3 Question A3", "other dimension"),
        ("B3 Question B3", "no factor"),
    ]
    assert "written for “Rooms” but goes with F2 Service" in str(grid.rows[0][2])


def test_kaiser_and_parallel_analysis_are_both_told_where_they_differ() -> None:
    assert "The eigenvalue-above-1 rule suggests 2 factors, parallel analysis 1" in " ".join(made("validity").findings)


def test_a_kmo_that_cannot_be_computed_leaves_no_grade() -> None:
    section = made("validity", EN, replace(RESULTS, validity=replace(VALIDITY, kmo=None, bartlett=None)))
    assert "KMO cannot be computed" in section.headline
    assert section.cards[0].label == "Factors"


@pytest.mark.parametrize(
    ("item_total", "without", "expected"),
    [
        (0.5, 0.9, Verdict.KEEP),
        (0.1, 0.9, Verdict.CONSIDER),
        (0.1, 0.2, Verdict.WEAK),
        (None, None, Verdict.UNKNOWN),
    ],
)
def test_an_item_is_kept_unless_it_correlates_little_and_alpha_rises_without_it(
    item_total: float | None, without: float | None, expected: Verdict
) -> None:
    facts = replace(OVERALL.per_item["A1"], item_total=item_total, alpha_if_deleted=without)
    assert verdict("A1", replace(OVERALL, per_item={"A1": facts})) is expected


def test_a_negatively_correlated_item_is_to_be_checked_first() -> None:
    assert verdict("A1", replace(OVERALL, negative=("A1",))) is Verdict.REVERSE


def scales(negative: tuple[str, ...], **dimensions: tuple[tuple[str, ...], tuple[str, ...]]) -> Reliabilities:
    """Scales with their members and those that run against them."""
    every = [item for members, _ in dimensions.values() for item in members]

    def one(members: Sequence[str], against: tuple[str, ...]) -> Reliability:
        facts = dict.fromkeys(members, OVERALL.per_item["A1"])
        return replace(OVERALL, items=len(members), per_item=facts, negative=against)

    return Reliabilities(one(every, negative), {name: one(*of) for name, of in dimensions.items()})


def test_an_item_is_reversed_if_it_runs_against_its_own_dimension() -> None:
    found = scales(("A1", "A3"), Rooms=(("A1", "A2", "A3"), ("A3",)), Pair=(("B1", "B2"), ()))
    assert to_reverse(found) == ("A3",)
    assert to_reverse(scales(("B1",), Rooms=(("A1", "A2", "A3"), ()), Pair=(("B1", "B2"), ()))) == ("B1",)


def test_a_whole_dimension_against_the_others_is_opposed_and_not_item_by_item_reversed() -> None:
    found = scales(("B1", "B2", "B3"), Rooms=(("A1", "A2", "A3"), ()), Service=(("B1", "B2", "B3"), ()))
    assert (to_reverse(found), opposed(found)) == ((), ("Service",))
    told = [warning.text for warning in made("reliability", EN, replace(RESULTS, reliability=found)).warnings]
    assert any("Running against the other questions as a whole: Service" in words for words in told)


def test_pairwise_deletion_is_said_wherever_n_stands() -> None:
    pairwise = replace(OVERALL, deletion="pairwise", n=90, n_dropped=14, n_mean=97.25)
    results = replace(RESULTS, reliability=Reliabilities(pairwise, {}))
    section = made("reliability", EN, results)
    assert "pairwise deletion with at least 90 and on average 97.2 responses a pair" in section.headline
    assert any("pairwise" in warning.text for warning in section.warnings)
    assert any("pairwise" in line for line in section.how)
    assert "complete" not in " ".join((section.headline, *section.findings))


@pytest.mark.parametrize(("mean", "words"), [(0.1, "below the usual"), (0.3, "within"), (0.6, "above")])
def test_the_mean_correlation_is_placed_in_its_usual_range(mean: float, words: str) -> None:
    correlations = replace(OVERALL.inter_item, mean=mean)
    results = replace(RESULTS, reliability=Reliabilities(replace(OVERALL, inter_item=correlations), {}))
    assert any(
        f"correlate by {mean:.3f}" in told and words in told for told in made("reliability", EN, results).findings
    )


def test_the_two_halves_are_named() -> None:
    assert any("first half (A1–A3, 3 questions)" in told for told in made("reliability").findings)
    grid = next(grid for grid in made("reliability", ZH).grids if grid.key == "reliability.split_half")
    assert grid.rows[0][2:4] == ("A1–A3", "B1–B3")


def test_a_half_of_questions_with_long_names_is_told_by_their_places() -> None:
    names = tuple(f"{number}. How satisfied are you with this?" for number in range(1, 4))
    assert half(names, 4, Words("reliability", EN)) == "nos. 4–6"


def test_two_options_give_alpha_its_name_kr_20() -> None:
    results = replace(RESULTS, reliability=Reliabilities(replace(OVERALL, kuder_richardson=0.71), {}))
    assert any("KR-20 = 0.710" in told for told in made("reliability", EN, results).findings)


def test_reliability_tells_alpha_its_grade_and_the_doubtful_item() -> None:
    section = made("reliability")
    assert (
        section.headline
        == "The reliability of the questionnaire is acceptable: alpha 0.710, 6 questions, 100 complete responses."
    )
    assert (section.cards[0].grade, section.cards[0].tone) == ("acceptable", Tone.FAIR)
    assert any(words.startswith("B3 Question B3 correlates") for words in section.findings)
    factors = next(grid for grid in section.grids if grid.key == "reliability.factors")
    assert factors.notes == ("No omega for “F2 Service”: a factor cannot be determined from two questions. Use alpha.",)


@pytest.mark.parametrize(
    ("ratio", "p", "item_total", "without", "missed", "expected"),
    [
        (5.0, 0.001, 0.5, 0.60, 0, Verdict.KEEP),
        (5.0, 0.001, 0.35, 0.60, 1, Verdict.WEAK),
        (5.0, 0.001, 0.35, 0.90, 2, Verdict.WEAK),
        (2.0, 0.04, 0.5, 0.60, 1, Verdict.WEAK),
        (2.0, 0.04, 0.35, 0.60, 2, Verdict.CONSIDER),
        (-5.0, 0.001, 0.35, 0.60, 2, Verdict.CONSIDER),
        (5.0, 0.001, 0.2, 0.90, 2, Verdict.CONSIDER),
        (3.5, 0.06, 0.5, 0.60, 1, Verdict.WEAK),
    ],
)
def test_discrimination_is_judged_by_all_criteria_together(
    ratio: float, p: float, item_total: float, without: float, missed: int, expected: Verdict
) -> None:
    assert RESULTS.items is not None
    described = RESULTS.items["A1"]
    assert described.extremes is not None
    item = replace(described, critical_ratio=ratio, extremes=replace(described.extremes, p=p))
    facts = replace(OVERALL.per_item["A1"], item_total=item_total, alpha_if_deleted=without)
    scale = replace(OVERALL, per_item={"A1": facts})
    assert (len(failed("A1", item, scale)), discrimination("A1", item, scale)) == (missed, expected)


@pytest.mark.parametrize("name", ITEMS)
def test_no_item_is_dropped_on_one_page_and_kept_on_the_other(name: str) -> None:
    assert RESULTS.items is not None
    given_up = {Verdict.CONSIDER, Verdict.REVERSE}
    if verdict(name, OVERALL) in given_up:
        assert discrimination(name, RESULTS.items[name], OVERALL) in given_up


def test_without_reliability_discrimination_rests_on_the_critical_ratio() -> None:
    assert RESULTS.items is not None
    assert discrimination("A1", RESULTS.items["A1"], None) is Verdict.KEEP
    unknown = replace(RESULTS.items["A1"], critical_ratio=None, extremes=None)
    assert discrimination("A1", unknown, None) is Verdict.UNKNOWN
    told = made("items", EN, replace(RESULTS, reliability=None))
    grid = next(grid for grid in told.grids if grid.key == "items.discrimination")
    assert grid.rows[0][5:8] == (None, None, 0)


def test_who_was_not_asked_leaves_the_base_and_the_reasons_stand_under_the_frequencies() -> None:
    assert RESULTS.items is not None
    item = replace(RESULTS.items["A1"], n=90, missing=14, blank=8, invalid=2, skipped=4)
    section = made("items", EN, replace(RESULTS, items={"A1": item}))
    base = next(grid for grid in section.grids if grid.key == "items.base")
    assert base.rows == (("A1 Question A1", 100, 90, 90.0, 8, 2, 4),)
    frequencies = next(grid for grid in section.grids if grid.key == "items.frequencies")
    assert [(row[2], row[3]) for row in frequencies.rows[-3:]] == [
        ("Left blank", 8),
        ("Invalid", 2),
        ("Skipped by logic", 4),
    ]
    told = " ".join(section.findings)
    assert "of 100 people asked, 10.0% gave no valid answer" in told
    assert "did not show 1 question to everybody" in told


def test_without_a_gap_there_is_no_table_of_missing_answers() -> None:
    assert "items.base" not in {grid.key for grid in made("items").grids}


def test_options_keep_the_questionnaires_words_where_a_low_code_was_the_best() -> None:
    assert RESULTS.items is not None
    found = levels(SETUP, "A1", RESULTS.items["A1"], EN)
    assert found == (("1", "angry"), ("2", "unhappy"), ("3", "neither"), ("4", "content"), ("5", "delighted"))
    chart = made("items").figures[0].chart
    assert isinstance(chart, DivergingChart)
    assert chart.levels[0] == "angry"
    assert [row[0] for row in chart.rows] == [f"{name} Question {name}" for name in ITEMS]


def test_options_without_words_show_their_codes_after_turning() -> None:
    assert RESULTS.items is not None
    bare = Setup(columns=(ColumnSetup("A1", Role.ITEM, scale=Scale(1, 5, Best.LOW)),))
    assert [word for _, word in levels(bare, "A1", RESULTS.items["A1"], ZH)] == [
        "1（最差）",
        "2",
        "3",
        "4",
        "5（最好）",
    ]


def test_as_many_at_both_ends_are_not_called_more_dissatisfied_for_the_rounding_of_a_sum() -> None:
    assert RESULTS.items is not None
    even = replace(RESULTS.items["A1"], top2=40 / 154 * 100, bottom2=40 / 154 * 100 + 1e-14)
    assert even.bottom2 != even.top2
    told = " ".join(made("items", EN, replace(RESULTS, items={"A1": even})).findings)
    assert "two worst" not in told


def test_only_significant_differences_between_groups_are_claimed() -> None:
    assert [comparison.item for comparison in differing(RESULTS.compare or ())] == ["B3"]
    told = " ".join(made("groups").findings)
    assert "differ in 1 of 2 questions" in told
    assert "A1 Question A1: highest for" not in told
    alike = replace(RESULTS, compare=(RESULTS.compare or ())[:1])
    assert "no clear difference" in " ".join(made("groups", EN, alike).findings)


def test_overlapping_intervals_of_groups_are_no_clear_difference() -> None:
    assert "do not overlap" in " ".join(made("scores").findings)
    assert RESULTS.scores is not None
    wide = tuple(replace(group, ci=(40.0, 80.0)) for group in RESULTS.scores.groups)
    overlapping = replace(RESULTS, scores=replace(RESULTS.scores, groups=wide))
    assert "no clear difference" in " ".join(made("scores", EN, overlapping).findings)


def test_scores_are_told_with_level_interval_and_n() -> None:
    section = made("scores")
    assert (
        section.headline == "The satisfaction index is 61.2 of 100, a fair level; 95% interval 57.5 to 65.0, n = 104."
    )
    chart = section.figures[0].chart
    assert isinstance(chart, BarChart)
    assert [bar.label for bar in chart.bars] == ["Rooms", "Service"]


def test_features_are_taken_up_must_be_first() -> None:
    assert RESULTS.kano is not None
    assert priority(RESULTS.kano) == ("Clean toilets", "Birthday drink")
    chart = made("kano").figures[0].chart
    assert isinstance(chart, QuadrantChart)
    assert [(point.label, point.x, point.y) for point in chart.points] == [
        ("Clean toilets", 0.92, 0.46),
        ("Birthday drink", 0.16, 0.74),
    ]
    assert chart.corners == ("Attractive (A)", "One-dimensional (O)", "Indifferent (I)", "Must-be (M)")


def test_an_unsettled_category_is_called_uncertain() -> None:
    section = made("kano")
    assert section.findings[0] == "The category of 1 of 2 features is settled; 1 not: Clean toilets."
    assert section.headline.startswith("Attractive (A): Birthday drink; Not settled: Clean toilets")
    toilets, drink = (row[-1] for row in section.grids[0].rows)
    assert isinstance(toilets, str)
    assert isinstance(drink, str)
    assert toilets.startswith("Not settled")
    assert "Secure it first" not in toilets
    assert "Use it to stand out" in drink


def confirmatory(**changed: object) -> Section:
    return made("confirmatory", EN, replace(RESULTS, confirmatory=replace(CONFIRMATORY, **changed)))


def test_convergent_and_discriminant_validity_are_told_in_one_sentence() -> None:
    section = made("confirmatory")
    assert (
        section.headline == "In 1 of 2 dimensions the questions belong together as they should (lowest AVE 0.380); "
        "1 pair of dimensions cannot be told apart (highest HTMT 0.870); n = 100."
    )
    assert [card.tone for card in section.cards] == [Tone.FAIR, Tone.POOR, Tone.POOR, Tone.POOR]
    assert any("Merge them into one dimension" in words for words in section.findings)
    assert any("B3 Question B3 (0.450)" in words for words in section.findings)


def test_the_table_of_discriminant_validity_has_root_ave_correlations_and_htmt() -> None:
    grid = next(grid for grid in made("confirmatory").grids if grid.key == "confirmatory.discriminant")
    assert grid.rows == (("Rooms", 0.56**0.5, 0.87), ("Service", 0.82, 0.38**0.5))


@pytest.mark.parametrize(
    ("htmt", "fornell_larcker", "expected"),
    [
        (0.5, True, Distinction.DISTINCT),
        (0.5, None, Distinction.DISTINCT),
        (0.5, False, Distinction.UNCLEAR),
        (0.85, True, Distinction.UNCLEAR),
        (0.85, False, Distinction.SAME),
        (0.9, True, Distinction.SAME),
        (None, None, Distinction.UNKNOWN),
    ],
)
def test_two_dimensions_are_judged_by_htmt_and_fornell_larcker(
    htmt: float | None, fornell_larcker: bool | None, expected: Distinction
) -> None:
    pair = replace(CONFIRMATORY.pairs[0], htmt=htmt, fornell_larcker=fornell_larcker)
    assert distinction(pair, CONFIRMATORY) is expected


def test_a_high_htmt_of_questions_that_hardly_correlate_is_not_called_one_dimension() -> None:
    loose = {**CONFIRMATORY.dimensions, "Service": replace(CONFIRMATORY.dimensions["Service"], mean_r=0.15)}
    section = confirmatory(dimensions=loose)
    assert "HTMT is high for 1 pair of dimensions" in section.headline
    assert any("which does not make the two one" in words for words in section.findings)
    assert not any("cannot be told apart" in words for words in section.findings)


def test_what_matters_little_is_not_called_rated_lowest() -> None:
    assert RESULTS.items is not None
    lowest = {**RESULTS.items, "wanted": replace(RESULTS.items["B3"], mean=1.1, bottom2=90.0)}
    setup = replace(SETUP, columns=(*SETUP.columns, ColumnSetup("wanted", Role.IMPORTANCE)))
    section = SECTIONS["items"](replace(RESULTS, items=lowest), setup, EN)
    assert section is not None
    assert not any(
        "wanted" in words
        for words in (section.headline, *section.findings, *(answer for _, answer in section.explanation))
    )
    ranking = next(grid for grid in section.grids if grid.key == "items.ranking")
    assert ranking.rows[-1][:2] == (None, "wanted")


def test_a_low_htmt_is_not_called_high_where_only_the_rule_of_fornell_and_larcker_fails() -> None:
    loose = {**CONFIRMATORY.dimensions, "Service": replace(CONFIRMATORY.dimensions["Service"], mean_r=0.15)}
    pairs = (replace(CONFIRMATORY.pairs[0], htmt=0.509, fornell_larcker=False),)
    section = confirmatory(dimensions=loose, pairs=pairs)
    assert "HTMT keeps the dimensions apart (highest 0.509)" in section.headline
    assert any("kept apart by HTMT (0.509), but not by the Fornell–Larcker rule" in words for words in section.findings)


def test_without_a_model_htmt_is_still_told() -> None:
    gone = {name: replace(each, ave=None, cr=None, basis=None) for name, each in CONFIRMATORY.dimensions.items()}
    pairs = (replace(CONFIRMATORY.pairs[0], correlation=None, ci=None, p=None, fornell_larcker=None),)
    section = confirmatory(dimensions=gone, loadings={}, pairs=pairs, fit=None)
    assert section.headline.startswith("Convergent validity cannot be computed; 1 pair of dimensions is not clearly")
    assert [grid.key for grid in section.grids] == [
        "confirmatory.dimensions",
        "confirmatory.discriminant",
        "confirmatory.close",
        "confirmatory.pairs",
    ]


def test_an_asked_for_htmt_interval_has_its_columns() -> None:
    pair = replace(CONFIRMATORY.pairs[0], htmt_ci=(0.78, 0.95))
    grid = next(grid for grid in confirmatory(pairs=(pair,)).grids if grid.key == "confirmatory.pairs")
    assert grid.rows[0][5:8] == (0.87, 0.78, 0.95)
