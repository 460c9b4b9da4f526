"""Rating questions: their scale, the codes of their answers, and which end is good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from csi_core.propose import words
from csi_core.propose.answers import Levels, bare_code, grades, is_not_applicable, levels, option
from csi_core.propose.evidence import Evidence
from csi_core.propose.graded import UNDIRECTED
from csi_core.propose.guess import Guess, rated_guess
from csi_core.propose.numeric import coded_labels, declared_scale, direction, hint, letter_legend, ranks_of
from csi_core.propose.proposal import Reason
from csi_core.setup import Best, Role, Scale

#: A numeric column with more distinct answers measures something (an age, an amount).
_MOST_CODES = 15
#: The positions 1–11 of the answers 0–10.
_TENTHS = {str(position): float(position - 1) for position in range(1, 12)}
#: So many neighbours on one scale are a block of ratings whatever their headers say.
_BLOCK = 3


def rated(columns: Sequence[Evidence], form: str, remarks: Sequence[str]) -> dict[str, Guess]:
    """Guesses for the rating questions among the columns, by column name; neighbours decide together."""
    found = _worded(columns)
    found |= _lettered([column for column in columns if column.name not in found])
    return found | _numbered([column for column in columns if column.name not in found], form, remarks)


# -- words -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Worded:
    position: int
    column: Evidence
    kind: str
    degrees: Mapping[str, int]
    own: Levels


def _worded(columns: Sequence[Evidence]) -> dict[str, Guess]:
    """Columns answered in graded words: 非常满意 …, very satisfied …."""
    graded: list[_Worded] = []
    for column in columns:
        if column.numbers is not None or _all_numbered(column):
            continue
        found = grades(column.counts)
        if found:
            kind, degrees = found
            graded.append(_Worded(column.column.position, column, kind, degrees, levels(kind, degrees.values())))
    guesses: dict[str, Guess] = {}
    for member in graded:
        scale_levels = _shared_levels(member, graded)
        size = len(scale_levels.degrees)
        wording = words.scaled_role(member.column.wording)
        alone = sum(other.kind == member.kind for other in graded) < _BLOCK
        if member.kind == "frequency" and (alone or words.asks_person(member.column.wording)):
            continue
        if size < 3 and wording is None:
            continue
        if words.asks_person(member.column.wording) and member.kind in UNDIRECTED:
            continue
        codes = {text: float(scale_levels.code(value)) for text, value in member.degrees.items()}
        reasons = [Reason("words", {"answers": tuple(codes), "points": size})]
        bare = {
            text: code
            for text in member.column.counts
            if (code := bare_code(text)) is not None and code in range(1, size + 1)
        }
        if bare:
            codes |= bare
            reasons.append(Reason("mixed_codes", {"codes": tuple(bare)}))
        if not scale_levels.complete or len(set(codes.values())) < size:
            reasons.append(Reason("unused_points", {"points": size, "used": len(set(codes.values()))}))
        directed = member.kind not in UNDIRECTED
        reasons.append(Reason("direction_words" if directed else "direction_unknown"))
        role, why = _role(member.column, 1, size, importance=member.kind == "importance")
        guesses[member.column.name] = rated_guess(
            member.column, role, Scale(1, size), codes, (*reasons, *why), directed and not bare
        )
    return guesses


def _shared_levels(member: _Worded, graded: Sequence[_Worded]) -> Levels:
    """The column's own points, or those of its nearest like where these show more of the same scale."""
    others = [
        other
        for other in graded
        if other.kind == member.kind
        and other is not member
        and other.own.complete
        and len(other.own.degrees) >= len(member.own.degrees)
        and other.own.covers(member.degrees.values())
    ]
    same_block = [other for other in others if abs(other.position - member.position) <= _BLOCK]
    if member.own.complete and (len(member.own.degrees) >= 5 or not same_block):
        return member.own
    nearest = min(others, key=lambda other: abs(other.position - member.position), default=None)
    return nearest.own if nearest else member.own


def _all_numbered(column: Evidence) -> bool:
    """Whether (nearly) every answer holds its number: `5 - Excellent`, `4分`, `满意(4分)`."""
    numbered = sum(count for text, count in column.counts.items() if option(text).number is not None)
    answered = sum(count for text, count in column.counts.items() if not is_not_applicable(text))
    return answered > 0 and numbered >= 0.95 * answered


# -- letters -----------------------------------------------------------------------------------------------


def _lettered(columns: Sequence[Evidence]) -> dict[str, Guess]:
    """Columns answered A, B, C … or A1, A2 … (LimeSurvey's codes): ordered, but nothing tells which end is good."""
    lettered = {
        column.name: ranks
        for column in columns
        if len(column.counts) >= 2 and not words.asks_person(column.wording) and (ranks := ranks_of(column.counts))
    }
    kept = [column for column in columns if column.name in lettered]
    if len(kept) < _BLOCK:
        kept = [column for column in kept if words.asks_rating(column.wording)]
    if not kept:
        return {}
    ranks = {text: rank for column in kept for text, rank in lettered[column.name].items()}
    top = max(ranks.values())
    size = {1: 3, 2: 3, 4: 5, 6: 7}.get(top, top)
    guesses: dict[str, Guess] = {}
    for column in kept:
        role, why = _role(column, 1, size)
        codes = {text: float(ranks[text]) for text in column.counts}
        said = letter_legend(column.column.header)
        points = max(size, *said) if said else size
        told = direction(said) if said else None
        # A list with letters begins with the best answer more often than not; numbers are taken as they are.
        best = told or (Best.LOW if all(len(text) == 1 for text in codes) else Best.HIGH)
        reason = Reason("direction_labels", {"label": _end_letter(said, told)}) if told else Reason("direction_unknown")
        reasons = (Reason("letters", {"points": points}), reason, *why)
        guesses[column.name] = rated_guess(column, role, Scale(1, points, best), codes, reasons, told is not None)
    return guesses


def _end_letter(said: Mapping[int, str], best: Best) -> str:
    """The good end as the wording names it: `A = 非常满意`."""
    rank = max(said) if best is Best.HIGH else min(said)
    return f"{chr(ord('A') + rank - 1)} = {said[rank]}"


# -- numbers -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Numbered:
    """codes: what each answer text stands for; None: the cells are the numbers."""

    position: int
    column: Evidence
    counts: Mapping[float, int]
    codes: Mapping[str, float] | None
    labels: Mapping[float, str]
    points: bool
    role: Role | None
    said: Scale | None

    @property
    def key(self) -> tuple[object, ...]:
        return self.role, self.column.header.letters, self.column.header.stem


def _numbered(columns: Sequence[Evidence], form: str, remarks: Sequence[str]) -> dict[str, Guess]:
    candidates = [found for column in columns if (found := _candidate(column)) is not None]
    guesses: dict[str, Guess] = {}
    for block in _blocks(candidates):
        for members, scale in _split(block):
            guesses |= _block_guesses(members, scale, len(block), form, _remarked(remarks, scale))
    return guesses


def _candidate(column: Evidence) -> _Numbered | None:
    rating = words.asks_rating(column.wording) or words.scaled_role(column.wording) is Role.RECOMMEND
    if words.asks_person(column.wording) and not rating and not column.column.value_labels:
        return None
    labels: dict[float, str] = coded_labels(column.column.value_labels)
    if column.column.measure == "nominal" and not labels:
        return None
    if labels and direction(labels) is None:
        # The file names its codes, and the names grade nothing: a question about facts.
        return None
    said_labels, said = hint(f"{column.header.stem or ''} {column.header.label}")
    labels = labels or {float(code): text for code, text in said_labels.items()}
    codes: dict[str, float] | None = None
    points = False
    counts = column.numbers
    if counts is None:
        if not _all_numbered(column):
            return None
        options = {text: option(text) for text in column.counts}
        worded = {text: part for text, part in options.items() if part.number is not None}
        points = any(part.points for part in worded.values())
        pure = sum(not part.words for part in worded.values())
        if not points and not pure and not any(part.degree for part in worded.values()):
            return None
        codes = {text: part.number for text, part in worded.items() if part.number is not None}
        if len(set(codes.values())) < len({part.words or text for text, part in worded.items()}):
            return None
        labels |= {codes[text]: part.words for text, part in worded.items() if part.words}
        counted: Counter[float] = Counter()
        for text, code in codes.items():
            counted[code] += column.counts[text]
        counts = counted
    if not counts or (len(counts) > _MOST_CODES and not (words.asks_rating(column.wording) or said)):
        return None
    role = words.scaled_role(column.wording)
    return _Numbered(column.column.position, column, counts, codes, labels, points, role, said)


def _blocks(candidates: Sequence[_Numbered]) -> Iterable[list[_Numbered]]:
    """Runs of neighbouring columns whose headers are of one make."""
    block: list[_Numbered] = []
    for member in candidates:
        if block and (member.position != block[-1].position + 1 or member.key != block[-1].key):
            yield block
            block = []
        block.append(member)
    if block:
        yield block


def _split(block: Sequence[_Numbered]) -> Iterable[tuple[list[_Numbered], Scale]]:
    """The block's members with the scale they share; those on a longer scale than four fifths apart."""
    own = {member.position: _own_scale(member) for member in block}
    rest = [member for member in block if own[member.position] is not None]
    while rest:
        tops = sorted(scale.max for member in rest if (scale := own[member.position]) is not None)
        common = tops[min(len(tops) - 1, int(0.8 * len(tops)))]
        members = [member for member in rest if (scale := own[member.position]) is not None and scale.max <= common]
        taken = {member.position for member in members}
        rest = [member for member in rest if member.position not in taken]
        scale = _pooled(members)
        if scale is not None:
            yield members, scale


def _own_scale(member: _Numbered) -> Scale | None:
    if member.said is not None and _fits(member.counts, member.said):
        return member.said
    return declared_scale(member.counts) or _wide_scale(member)


def _pooled(members: Sequence[_Numbered]) -> Scale | None:
    said = next((member.said for member in members if member.said is not None), None)
    pooled: Counter[float] = Counter()
    for member in members:
        pooled.update(member.counts)
    if said is not None and _fits(pooled, said):
        return said
    labelled = [code for member in members for code in member.labels]
    found = declared_scale(pooled)
    if found is None:
        wide = [scale for member in members if (scale := _own_scale(member)) is not None]
        return max(wide, key=lambda scale: scale.max, default=None)
    inside = [code for code in labelled if code <= 11 and _graded(members, code)]
    if inside:
        return Scale(min(found.min, *inside), max(_raw_top(pooled, found), *inside))
    return found


def _graded(members: Sequence[_Numbered], code: float) -> bool:
    return any(option(member.labels[code]).degree is not None for member in members if code in member.labels)


def _raw_top(pooled: Mapping[float, int], scale: Scale) -> float:
    return max(code for code in pooled if code <= scale.max)


def _fits(counts: Mapping[float, int], scale: Scale) -> bool:
    inside = sum(count for code, count in counts.items() if scale.min <= code <= scale.max)
    return inside >= 0.9 * sum(counts.values())


def _wide_scale(member: _Numbered) -> Scale | None:
    """0–100 ratings and half points, where the wording asks for a rating."""
    codes = member.counts
    if not words.asks_rating(member.column.wording) or min(codes) < 0 or max(codes) > 100:
        return None
    if max(codes) <= 1:
        return Scale(0, 1)  # percentages, as a workbook stores them
    top = next(top for top in (5, 10, 100) if max(codes) <= top)
    return Scale(0 if top > 5 or min(codes) < 1 else 1, top)


def _remarked(remarks: Sequence[str], scale: Scale) -> dict[float, str]:
    """What the first remark that names both ends of the scale says of its codes."""
    for remark in remarks:
        labels, _ = hint(remark)
        if {scale.min, scale.max} <= set(labels) and direction(labels) is not None:
            return {float(code): words for code, words in labels.items()}
    return {}


def _block_guesses(
    members: Sequence[_Numbered], scale: Scale, neighbours: int, form: str, remarked: Mapping[float, str]
) -> dict[str, Guess]:
    largest = max((code for member in members for code in member.counts if code <= scale.max), default=0)
    told = {code: text for member in members for code, text in member.labels.items()} or dict(remarked)
    best = direction(told) if told else None
    guesses: dict[str, Guess] = {}
    for member in members:
        column = member.column
        rating = words.asks_rating(column.wording) or member.role is not None or member.said is not None
        known = rating or bool(member.labels) or member.points
        if not known and (neighbours < 2 or largest <= 2 or (largest <= 3 and len(members) < _BLOCK)):
            continue
        if 1 < largest <= 2 and not (member.labels or member.said) and len(members) < _BLOCK:
            continue
        if member.role is Role.RECOMMEND and scale.max >= 10:
            guesses[column.name] = _recommendation(member, form)
            continue
        role, why = _role(column, scale.min, scale.max)
        reasons = [Reason("numbers", {"min": _whole(scale.min), "max": _whole(scale.max), "columns": len(members)})]
        own = direction(member.labels) if member.labels else None
        book = Best(column.column.best) if column.column.best else None
        end = own or best or book or (Best.HIGH if member.points or form == "scores" else None)
        if end is None:
            reasons.append(Reason("direction_positions" if form == "positions" else "direction_unknown"))
        elif form == "scores" and not own and not best:
            reasons.append(Reason("direction_scores"))
        elif book and not own and not best:
            reasons.append(Reason("direction_book"))
        elif member.points and not own and not best:
            reasons.append(Reason("direction_points"))
        else:
            reasons.append(Reason("direction_labels", {"label": _end_label((own and member.labels) or told, end)}))
        fitted = replace(scale, best=end or Best.HIGH)
        codes = member.codes and {text: code for text, code in member.codes.items() if scale.min <= code <= scale.max}
        if form == "positions" and scale.max == len(_TENTHS):
            fitted, codes = Scale(0, 10, fitted.best), _TENTHS
            reasons.append(Reason("positions_of_tenths"))
        guesses[column.name] = rated_guess(column, role, fitted, codes, (*reasons, *why), end is not None)
    return guesses


def _end_label(labels: Mapping[float, str], best: Best) -> str:
    """The good end as the file words it: `1 = 非常满意`."""
    graded = [code for code, text in labels.items() if option(text).degree is not None]
    code = max(graded) if best is Best.HIGH else min(graded)
    return f"{_whole(code)} = {labels[code]}"


def _recommendation(member: _Numbered, form: str) -> Guess:
    """0–10, or its positions 1–11; where nobody chose the last, only the export's form tells them from 1–10."""
    codes = member.codes
    reasons = [Reason("recommend")]
    largest, smallest = max(member.counts), min(member.counts)
    positions = codes is None and (largest == len(_TENTHS) or (form == "positions" and smallest >= 1))
    if positions:
        codes = _TENTHS
        reasons.append(Reason("recommend_positions"))
        if largest < len(_TENTHS):
            reasons.append(Reason("look"))
    sure = not positions or largest == len(_TENTHS)
    return rated_guess(member.column, Role.RECOMMEND, Scale(0, 10), codes, tuple(reasons), sure)


# -- roles -------------------------------------------------------------------------------------------------


def _role(column: Evidence, low: float, high: float, importance: bool = False) -> tuple[Role, tuple[Reason, ...]]:
    role = words.scaled_role(column.wording)
    if role is Role.RECOMMEND and high - low < 10:
        return Role.ITEM, (Reason("recommend_short", {"min": _whole(low), "max": _whole(high)}),)
    if role is None and importance:
        role = Role.IMPORTANCE
    if role is None:
        return Role.ITEM, ()
    return role, (Reason(role.value),)


def _whole(value: float) -> float:
    return int(value) if float(value).is_integer() else value
