"""All guesses about a table, put together to a proposal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from csi_core.propose import words
from csi_core.propose.answers import option
from csi_core.propose.dimensions import dimensions
from csi_core.propose.evidence import MOST_CHARACTERS, Evidence, evidence
from csi_core.propose.guess import Guess, kano_guess, label, plain_guess
from csi_core.propose.headers import Header, is_chinese, parse, parse_all
from csi_core.propose.kano import kano_halves
from csi_core.propose.multiple import choices, joined, ranked, rankings
from csi_core.propose.numeric import legend
from csi_core.propose.personal import header_asks, is_personal
from csi_core.propose.proposal import Proposal, Reason
from csi_core.propose.rated import rated
from csi_core.propose.unordered import matrices_without_order
from csi_core.read.platforms import missing_tokens
from csi_core.read.table import Column, Table
from csi_core.setup import ColumnSetup, Role, Setup, Side

#: A profile question has at most so many answers; it makes groups with 2 to 8.
_MOST_PROFILE = 30
_MOST_AGES = 80
_GROUPS = range(2, 9)

#: Why a survey tool's own column is what it is.
_OWN = {
    Role.ID: "id_header",
    Role.TIME: "time_header",
    Role.DURATION: "duration_header",
    Role.PRIVATE: "private_header",
}

_TIME = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T]\d{1,2}:\d{2}.*)?|\d{1,2}[-/]\d{1,2}[-/]\d{4}(?: .*)?")
#: So many numbers 1, 2, 3 … under the header of an identifier are identifiers although they repeat.
_LEAST_IDS = 8
#: Days as a workbook counts them, 1982 to 2064.
_SERIAL_DAYS = range(30_000, 60_000)
_SERIAL = re.compile(r"[A-Za-z0-9_\-]+")
_SENTENCE = re.compile(r"[，。,!！?？;；、]|\w\s\w+\s\w+\s\w")


def propose(table: Table) -> Proposal:
    """A complete setup for the table: each column's role, scale, direction and label, with reasons.

    Only distinct answers and their counts are looked at; nothing here depends on the order of rows.
    """
    short = [
        replace(column, header=column.header[:MOST_CHARACTERS], label=column.label[:MOST_CHARACTERS])
        for column in table.columns
    ]
    headers = _headers(short)
    tokens = missing_tokens(table.layout)
    form = table.form or ("positions" if table.layout == "wenjuanxing" else "")
    columns = [evidence(column, header, tokens) for column, header in zip(short, headers, strict=True)]
    guesses: dict[str, Guess] = {}
    for column in columns:
        found = _told(column)
        if found is not None:
            guesses[column.name] = found

    def left() -> list[Evidence]:
        return [column for column in columns if column.name not in guesses]

    for role, code, found_choices in (
        (Role.RANKING, "ranked_columns", rankings(left())),
        (Role.MULTIPLE, "multiple_columns", choices(left())),
    ):
        for name, choice in found_choices.items():
            if choice.place is None:
                setup = ColumnSetup(name, role, choice.option, question=choice.question, option=choice.option)
                reason = Reason(code, {"question": choice.question})
            else:
                setup = ColumnSetup(name, role, choice.option, question=choice.question, place=choice.place)
                reason = Reason("ranked_places", {"question": choice.question, "place": choice.place})
            guesses[name] = Guess(setup, (reason,), choice.told)
    known = {column.name: column for column in columns}
    for name, half in kano_halves(left()).items():
        reasons = [Reason("kano_wording" if half.told else "kano_order", {"feature": half.feature})]
        if not half.worded:
            reasons.append(Reason("kano_codes"))
        answers = {text: str(answer) for text, answer in half.answers.items()}
        guesses[name] = kano_guess(
            known[name], half.feature, half.side, answers, tuple(reasons), half.told and half.worded
        )
    guesses |= rated(left(), form, table.remarks)
    for column in left():
        guesses[column.name] = _rest(column)
    for name in matrices_without_order([column for column in columns if _is_profile(guesses[column.name])]):
        guesses[name] = guesses[name].unsure("unordered")
    grouped = _with_pairs(_with_dimensions(guesses, columns), columns)
    ordered = {column.name: grouped[column.name] for column in columns}
    return Proposal(
        setup=Setup(
            columns=tuple(guess.column for guess in ordered.values()),
            language="zh" if _in_chinese(columns) else "en",
            sheet=table.sheet,
            groups=tuple(column.name for column in columns if _makes_groups(ordered[column.name], column)),
        ),
        reasons={name: guess.reasons for name, guess in ordered.items()},
        sure={name: guess.sure for name, guess in ordered.items()},
    )


def _headers(columns: Sequence[Column]) -> tuple[Header, ...]:
    """Headers taken apart; a variable label (SPSS) is the wording, the variable's name gives the code."""
    parsed = parse_all([column.label or column.header for column in columns])
    return tuple(
        replace(header, letters=header.letters or parse(column.header).letters) if column.label else header
        for column, header in zip(columns, parsed, strict=True)
    )


# -- columns told by one look ------------------------------------------------------------------------------


def _told(column: Evidence) -> Guess | None:
    """Empty columns, platform columns, personal data, cells with several options."""
    if column.column.own:
        role = Role(column.column.own)
        return plain_guess(column, role, _OWN.get(role, "platform_header"))
    if column.n == 0:
        # An option nobody chose belongs to its question.
        return None if column.header.option else plain_guess(column, Role.IGNORE, "empty")
    for wording in (column.column.header, column.header.wording):
        if wording and header_asks(wording):
            return plain_guess(column, Role.PRIVATE, "private_header")
        fixed = words.role_of_header(wording) if wording else None
        if fixed is not None and _fits_role(column, fixed[0]):
            return plain_guess(column, fixed[0], fixed[1])
    if is_personal(column.wording, column.counts, column.n):
        return plain_guess(column, Role.PRIVATE, "private_content")
    if ranked(column):
        setup = ColumnSetup(column.name, Role.RANKING, label(column), question=label(column) or column.name)
        return Guess(setup, (Reason("ranked"),))
    if joined(column) and not words.asks_opinion_in_words(column.header.label):
        setup = ColumnSetup(column.name, Role.MULTIPLE, label(column), question=label(column) or column.name)
        return Guess(setup, (Reason("multiple_joined"),))
    return None


def _fits_role(column: Evidence, role: Role) -> bool:
    """A header such as "No." or "Weight" counts only over cells that can be it."""
    match role:
        case Role.WEIGHT:
            return column.numbers is not None and min(column.numbers) > 0
        case Role.ID:
            return column.distinct >= 0.9 * column.n or _counts_on(column.numbers)
        case Role.WAVE:
            return column.distinct <= _MOST_PROFILE
        case Role.TIME if column.numbers is not None:
            return all(value in _SERIAL_DAYS for value in map(int, column.numbers)) or max(column.numbers) > 1e7
        case _:
            return True


def _counts_on(numbers: Mapping[float, int] | None) -> bool:
    """Whether numbers run from 1 on, as in the files of several people put together."""
    return numbers is not None and len(numbers) >= _LEAST_IDS and set(numbers) == set(range(1, len(numbers) + 1))


# -- what is left ------------------------------------------------------------------------------------------


def _rest(column: Evidence) -> Guess:
    if column.n == 0:
        return plain_guess(column, Role.IGNORE, "empty")
    return _rest_number(column) if column.numbers is not None else _rest_text(column)


def _rest_number(column: Evidence) -> Guess:
    numbers = column.numbers or {}
    whole = all(value.is_integer() for value in numbers)
    if column.column.value_labels:
        return _profile(column, "value_labels")
    if column.column.measure == "nominal" and column.distinct <= _MOST_PROFILE:
        return _profile(column, "nominal")
    if words.asks_person(column.wording):
        if column.distinct <= _MOST_AGES and whole:
            return _profile(column, "person")
        return plain_guess(column, Role.IGNORE, "measure")
    if whole and column.distinct == column.n and column.n >= 8 and max(numbers) - min(numbers) < 2 * column.n:
        return plain_guess(column, Role.ID, "serial")
    if column.distinct == 1 or column.distinct > max(_GROUPS) or not whole:
        return plain_guess(column, Role.IGNORE, "measure" if column.distinct > 1 else "constant").unsure("look")
    return _profile(column, "few_codes").unsure("look")


def _rest_text(column: Evidence) -> Guess:
    texts = list(column.counts)
    times = sum(bool(_TIME.fullmatch(text)) for text in texts)
    if times >= 0.9 * len(texts):
        return plain_guess(column, Role.TIME, "time_content")
    length = sum(len(text) * count for text, count in column.counts.items()) / sum(column.counts.values())
    sentences = sum(bool(_SENTENCE.search(text)) for text in texts) >= 0.3 * len(texts)
    few = column.distinct <= _MOST_PROFILE and column.n >= 2 * column.distinct
    if words.asks_opinion_in_words(column.wording) and not words.asks_person(column.wording):
        if length > 8 or sentences or not few:
            return plain_guess(column, Role.OPEN, "opinion")
    elif words.asks_person(column.wording) and column.distinct <= _MOST_AGES and length <= 20:
        return _profile(column, "person")
    if few and length <= (40 if texts[0].isascii() else 20):
        return _profile(column, "few_texts") if column.distinct > 1 else plain_guess(column, Role.IGNORE, "constant")
    if column.distinct == column.n and column.n >= 8 and all(_SERIAL.fullmatch(text) for text in texts):
        return plain_guess(column, Role.ID, "serial")
    if column.distinct <= 8 and length <= 8:
        return _profile(column, "few_texts").unsure("look")
    return plain_guess(column, Role.OPEN, "long_texts")


def _profile(column: Evidence, code: str) -> Guess:
    guess = plain_guess(column, Role.PROFILE, code, answers=column.distinct)
    labels = _profile_labels(column)
    return replace(guess, column=replace(guess.column, answers=labels)) if labels else guess


def _profile_labels(column: Evidence) -> Mapping[str, float | str] | None:
    """Answers' shown labels: the file's own, or the texts without `A.` before them."""
    if column.column.value_labels:
        labels = dict(column.column.value_labels)
        return labels | {text: text for text in column.counts if text not in labels}
    said = {str(code): words for code, words in legend(column.column.header).items()}
    if said and column.counts.keys() <= said.keys():
        return said
    options = {text: option(text) for text in column.counts}
    if all((part.letter or part.number is not None) and part.words for part in options.values()):
        return {text: _without_mark(text) for text in sorted(options)}
    return None


def _without_mark(text: str) -> str:
    """`A、男` as 男, written as its author wrote it."""
    return re.sub(r"^[(（]?(?:[A-Ka-kＡ-Ｋ]|\d{1,2})\s*[.．、:：,，)）\-]+\s*", "", text).strip() or text


# -- what columns are to each other ------------------------------------------------------------------------


def _with_dimensions(guesses: Mapping[str, Guess], columns: Sequence[Evidence]) -> dict[str, Guess]:
    rated = {name for name, guess in guesses.items() if guess.column.role is Role.ITEM or _is_unordered(guess)}
    items = [column for column in columns if column.name in rated]
    found = dict(guesses)
    for name, dimension in dimensions(items).items():
        guess = guesses[name].because("dimension", dimension=dimension)
        found[name] = replace(guess, column=replace(guess.column, dimension=dimension))
    return found


def _with_pairs(guesses: Mapping[str, Guess], columns: Sequence[Evidence]) -> dict[str, Guess]:
    """Expectation and importance questions with the item of the same wording; importance also with a Kano feature
    that its wording names."""
    asked = {
        column.header.label: column.name
        for column in columns
        if guesses[column.name].column.role is Role.ITEM and column.header.label
    }
    functional = {
        guess.column.feature: name
        for name, guess in guesses.items()
        if guess.column.feature and guess.column.side is Side.FUNCTIONAL
    }
    found = dict(guesses)
    for column in columns:
        guess = guesses[column.name]
        item = asked.get(column.header.label)
        if guess.column.role in (Role.EXPECTATION, Role.IMPORTANCE) and item:
            guess = guess.because("pair", item=item)
            found[column.name] = replace(guess, column=replace(guess.column, pairs_with=item))
        elif guess.column.role is Role.IMPORTANCE:
            named = [feature for feature in functional if feature.lower() in column.header.label.lower()]
            if named:
                feature = max(named, key=len)
                guess = guess.because("pair_feature", feature=feature)
                found[column.name] = replace(guess, column=replace(guess.column, pairs_with=functional[feature]))
    return found


def _is_profile(guess: Guess) -> bool:
    return guess.column.role is Role.PROFILE


def _is_unordered(guess: Guess) -> bool:
    return any(reason.code == "unordered" for reason in guess.reasons)


def _makes_groups(guess: Guess, column: Evidence) -> bool:
    setup = guess.column
    answers = len({(setup.answers or {}).get(text, text) for text in column.counts})
    return setup.role in (Role.PROFILE, Role.WAVE) and answers in _GROUPS and not _is_unordered(guess)


def _in_chinese(columns: Sequence[Evidence]) -> bool:
    """By the script of the headers that hold words; by the answers where none does."""
    worded = [column.wording for column in columns if column.header.wording]
    texts = worded or [text for column in columns for text in list(column.counts)[:10]]
    return sum(is_chinese(text) for text in texts) >= 0.3 * len(texts) if texts else False
