"""The survey written down as each tool exports it: rows of cells, and what each column is."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat
import xlwt

from tests.exports.survey import EN, ZH, Person, Words, people

Cell = Any


@dataclass(frozen=True, slots=True)
class Export:
    """rows: headers and answers; keys: what each column is: a role (`id`, `private` …) or a question's key
    (`gender`, `places`, `places:0` for an option, `hardware:0`, `ranking:0`, `functional`, `open` …).
    """

    rows: list[list[Cell]]
    keys: list[str]

    def xlsx(self, above: Sequence[Sequence[Cell]] = ()) -> bytes:
        book = openpyxl.Workbook()
        sheet = book.active
        for row in (*above, *self.rows):
            sheet.append(list(row))
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    def xls(self) -> bytes:
        book = xlwt.Workbook(encoding="gbk")
        sheet = book.add_sheet("Sheet1")
        for at, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if cell not in (None, ""):
                    sheet.write(at, column, cell)
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    def csv(self, encoding: str = "utf-8-sig") -> bytes:
        file = io.StringIO()
        csv.writer(file).writerows([["" if cell is None else cell for cell in row] for row in self.rows])
        return file.getvalue().encode(encoding)


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip file of these files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return file.getvalue()


class _Table:
    """Columns added one after another."""

    def __init__(self, everyone: Sequence[Person]) -> None:
        self.everyone = everyone
        self.heads: list[list[str]] = []
        self.columns: list[list[Cell]] = []
        self.keys: list[str] = []

    def add(self, key: str, head: str | Sequence[str], cell: Callable[[int, Person], Cell]) -> None:
        self.keys.append(key)
        self.heads.append([head] if isinstance(head, str) else list(head))
        self.columns.append([cell(row, person) for row, person in enumerate(self.everyone)])

    def export(self, *, extra: Sequence[Sequence[Cell]] = ()) -> Export:
        deep = max(map(len, self.heads))
        heads = [[head[row] if row < len(head) else "" for head in self.heads] for row in range(deep)]
        answers = [list(row) for row in zip(*self.columns, strict=True)]
        return Export([*heads, *extra, *answers], self.keys)


def _rated(words: Words, value: Any, skipped: Cell, blank: Cell) -> Cell:
    return skipped if value == "skipped" else blank if value is None else words.scale[value - 1]


def _ordered(words: Words, person: Person) -> list[str]:
    return [words.ranking[1][option] for option in person.ranking]


def _places(words: Words, person: Person, other: str) -> list[str]:
    return [[*words.places[1], other][place] for place in person.places]


def wenjuanxing(form: str = "text", *, numbered_matrix: bool = True) -> Export:
    """form: `text`, `positions` or `scores` (positions turned to scores where the list begins with the best).

    numbered_matrix: rows of a matrix as `4、stem—row` then `4、row`, else as `第4题(row)`.
    """
    words, table = ZH, _Table(people())
    text = form == "text"
    skipped, blank = ("(跳过)", "(空)") if text else (-3, -2)
    table.add("id", "序号", lambda row, person: row + 1)
    table.add("time", "提交答卷时间", lambda row, person: f"2024/11/{row % 28 + 1} 12:{row % 60:02}:05")
    table.add("duration", "所用时间", lambda row, person: f"{person.seconds}秒")
    table.add("ignore", "来源", lambda row, person: "手机提交" if row % 3 else "链接")
    table.add("ignore", "来源详情", lambda row, person: "N/A" if row % 3 else "直接访问")
    table.add("private", "来自IP", lambda row, person: f"203.0.113.{row}(浙江-杭州)")
    total = len(table.keys)

    def single(options: Sequence[str], position: int | None, typed: str = "") -> Cell:
        if position is None:
            return blank
        return f"{options[position]}{typed}" if text else position + 1

    grades = [*words.grade[1], words.grade[2]]
    table.add("gender", f"1、{words.gender[0]}", lambda row, person: single(words.gender[1], person.gender))
    table.add(
        "grade",
        f"2、{words.grade[0]}",
        lambda row, person: single(grades, person.grade, f"〖{words.grade[3]}〗" if person.grade == 4 else ""),
    )
    if text:
        table.add(
            "places",
            f"3、{words.places[0]}",
            lambda row, person: "┋".join(_places(words, person, f"{words.places[2]}〖网吧┋书店〗")) or blank,
        )
    else:
        for position, option in enumerate((*words.places[1], words.places[2])):
            head = f"3、{words.places[0]}({option})" if position == 0 else f"3、({option})"
            table.add(
                f"places:{position}",
                head,
                lambda row, person, position=position: int(position in person.places) if person.places else blank,
            )
    for number, (matrix, (stem, parts)) in enumerate(words.matrices.items(), start=4):
        for position, part in enumerate(parts):
            head = f"第{number}题({part})"
            if numbered_matrix:
                head = f"{number}、{stem}—{part}" if position == 0 else f"{number}、{part}"
            key = f"{matrix}:{position}"
            table.add(
                key,
                head,
                lambda row, person, key=key: (
                    _rated(words, person.ratings[key], skipped, blank)
                    if text
                    else {"skipped": skipped, None: blank}.get(person.ratings[key], person.ratings[key])
                ),
            )
    best_first = form == "positions"

    def overall(row: int, person: Person) -> Cell:
        value = person.ratings["overall"]
        return words.scale[value - 1] if text else 6 - value if best_first else value

    def library(row: int, person: Person) -> Cell:
        value = person.ratings["library"]
        return _rated(words, value, skipped, blank) if text else skipped if value == "skipped" else value

    table.add("overall", f"6、{words.overall}", overall)
    table.add("library", f"7、{words.library}", library)
    table.add(
        "recommend",
        f"8、{words.recommend}",
        lambda row, person: person.recommend + (form == "positions"),
    )
    if text:
        table.add("ranking", f"9、{words.ranking[0]}", lambda row, person: "→".join(_ordered(words, person)))
    else:
        for position, option in enumerate(words.ranking[1]):
            head = f"9、{words.ranking[0]}({option})" if position == 0 else f"9、({option})"
            table.add(
                f"ranking:{position}",
                head,
                lambda row, person, position=position: person.ranking.index(position) + 1,
            )
    for number, (key, question) in enumerate(zip(("functional", "dysfunctional"), words.kano, strict=False), start=10):
        table.add(
            key,
            f"{number}、{question}",
            lambda row, person, side=number - 10: single(words.kano[2], person.kano[side]),
        )
    table.add(
        "open",
        f"12、{words.advice[0]}",
        lambda row, person: (blank if text else "") if person.advice is None else words.advice[1][person.advice],
    )
    table.add("private", f"13、{words.name}", lambda row, person: f"{'王李张刘陈'[row % 5]}某{row}")
    table.add("private", f"14、{words.phone}", lambda row, person: f"1390000{row:04}")
    export = table.export()
    if form == "scores":
        scored = [at for at, cell in enumerate(export.rows[1]) if at >= total and isinstance(cell, int)]
        for at, row in enumerate(export.rows):
            row.insert(total, "总分" if at == 0 else sum(max(0, row[column]) for column in scored))
        export.keys.insert(total, "ignore")
    return export


def _questions(
    table: _Table,
    words: Words,
    *,
    head: Callable[[int, str, str], str | Sequence[str]] = lambda number, code, question: question,
    matrix_head: Callable[[int, int, str, str], str | Sequence[str]],
    join: str = ", ",
    after_last: str = "",
    option_head: Callable[[int, int, str, str], str | Sequence[str]] | None = None,
    chosen: Callable[[str, bool], Cell] = lambda option, ticked: int(ticked),
) -> None:
    """The questions as most tools write them: labels, blanks for no answer."""
    grades = [*words.grade[1], words.grade[2]]
    table.add(
        "gender",
        head(1, "", words.gender[0]),
        lambda row, person: None if person.gender is None else words.gender[1][person.gender],
    )
    table.add("grade", head(2, "", words.grade[0]), lambda row, person: grades[person.grade])
    if option_head is None:
        table.add(
            "places",
            head(3, "", words.places[0]),
            lambda row, person: (
                join.join(_places(words, person, words.places[2])) + (after_last if person.places else "") or None
            ),
        )
    else:
        for position, option in enumerate((*words.places[1], words.places[2])):
            table.add(
                f"places:{position}",
                option_head(3, position, words.places[0], option),
                lambda row, person, position=position, option=option: (
                    chosen(option, position in person.places) if person.places else None
                ),
            )
    for number, (matrix, (stem, parts)) in enumerate(words.matrices.items(), start=4):
        for position, part in enumerate(parts):
            key = f"{matrix}:{position}"
            table.add(
                key,
                matrix_head(number, position, stem, part),
                lambda row, person, key=key: _rated(words, person.ratings[key], None, None),
            )
    for number, key, question in ((6, "overall", words.overall), (7, "library", words.library)):
        table.add(
            key,
            head(number, "", question),
            lambda row, person, key=key: _rated(words, person.ratings[key], None, None),
        )
    table.add("recommend", head(8, "", words.recommend), lambda row, person: person.recommend)
    for number, key, side in ((10, "functional", 0), (11, "dysfunctional", 1)):
        table.add(
            key,
            head(number, "", words.kano[side]),
            lambda row, person, side=side: words.kano[2][person.kano[side]],
        )
    table.add(
        "open",
        head(12, "", words.advice[0]),
        lambda row, person: None if person.advice is None else words.advice[1][person.advice],
    )
    table.add("private", head(13, "", words.name), lambda row, person: f"{'王李张刘陈'[row % 5]}某{row}")


def tencent_survey(*, lettered: bool = True) -> Export:
    """lettered: as it is today, options with their letters and who answered behind the questions; else as of 2021."""
    table = _Table(people())
    table.add("id", "编号", lambda row, person: row + 1)
    stamp = "2024-11-{:02} 12:0{}:00" if lettered else "{:02}-Nov-2024 12:0{}:00"
    table.add("time", "开始答题时间", lambda row, person: stamp.format(row % 28 + 1, 0))
    table.add("time", "结束答题时间", lambda row, person: stamp.format(row % 28 + 1, 5))
    table.add("duration", "答题时长", lambda row, person: person.seconds)

    def behind() -> None:
        for part in ("地理位置国家和地区", "地理位置省", "地理位置市"):
            table.add("private", part, lambda row, person: "浙江")
        if lettered:
            table.add("ignore", "用户类型", lambda row, person: "微信用户")
            table.add("private", "用户标识", lambda row, person: f"oZx{row:025}")
            table.add("private", "昵称", lambda row, person: f"昵称{row}")
        table.add("ignore", "自定义字段", lambda row, person: None)

    if lettered:
        questions = _lettered(ZH)
    else:
        questions = ZH
        behind()
    _questions(
        table,
        questions,
        head=lambda number, code, question: f"{number}.{question}",
        matrix_head=lambda number, position, stem, part: f"{number}.{stem}:{part}",
        option_head=lambda number, position, question, option: f"{number}.{question}:{option.split('.')[-1]}",
        chosen=lambda option, ticked: option if ticked else None,
    )
    if lettered:
        for part, cell in (("语言", "中文"), ("清洗数据结果", "有效"), ("智能清洗数据无效概率", 0.1)):
            table.add("ignore", part, lambda row, person, cell=cell: cell)
        behind()
        table.add("private", "IP", lambda row, person: f"203.0.113.{row}")
        table.add("ignore", "UA", lambda row, person: "Mozilla/5.0")
        table.add("ignore", "Referrer", lambda row, person: None)
    export = table.export()
    # Each line of its csv ends with a comma.
    return Export([[*row, ""] for row in export.rows], export.keys)


def _coded(words: Words, code: Callable[[int], str] = str) -> Words:
    """Every option by its number, from 1: what tools write where codes are asked for."""

    def codes(options: Sequence[str]) -> tuple[str, ...]:
        return tuple(code(at) for at, _ in enumerate(options, start=1))

    grades = codes((*words.grade[1], words.grade[2]))
    return replace(
        words,
        gender=(words.gender[0], codes(words.gender[1])),
        grade=(words.grade[0], grades[:-1], grades[-1], words.grade[3]),
        scale=codes(words.scale),
        kano=(*words.kano[:2], codes(words.kano[2])),
    )


def _lettered(words: Words) -> Words:
    """The options with their letters, as the questionnaire shows them."""

    def marked(options: Sequence[str]) -> tuple[str, ...]:
        return tuple(f"{letter}.{option}" for letter, option in zip("ABCDE", options, strict=False))

    grades = marked((*words.grade[1], words.grade[2]))
    places = marked((*words.places[1], words.places[2]))
    return replace(
        words,
        gender=(words.gender[0], marked(words.gender[1])),
        grade=(words.grade[0], grades[:-1], grades[-1], words.grade[3]),
        places=(words.places[0], places[:-1], places[-1]),
        scale=tuple(reversed(marked(tuple(reversed(words.scale))))),
        kano=(*words.kano[:2], marked(words.kano[2])),
    )


def tencent_docs() -> Export:
    table = _Table(people())
    table.add("time", "提交时间（自动）", lambda row, person: f"2024年11月{row % 28 + 1}日 12:{row % 60:02}")
    _questions(
        table,
        ZH,
        head=lambda number, code, question: f"{question}（必填）",
        matrix_head=lambda number, position, stem, part: f"{stem}-{part}（必填）",
        join=",",
    )
    table.add("private", "提交者（自动）", lambda row, person: f"同学{row}")
    return table.export()


def wenjuan(form: str = "text") -> Export:
    """form: `text` or `positions`, whose headers are mere codes."""
    text = form == "text"
    table = _Table(people())
    table.add("id", "序号", lambda row, person: row + 1)
    table.add("time", "start", lambda row, person: f"2024-11-{row % 28 + 1:02} 12:00:00")
    table.add("time", "finish", lambda row, person: f"2024-11-{row % 28 + 1:02} 12:05:00")
    if text:
        table.add("duration", "答题时长", lambda row, person: person.seconds)
    _questions(
        table,
        ZH if text else _coded(ZH),
        head=lambda number, code, question: f"Q{number}:{question}" if text else f"Q{number}",
        matrix_head=lambda number, position, stem, part: (
            f"Q{number}:{stem}_{part}" if text else f"Q{number}_R{position + 1}"
        ),
        option_head=lambda number, position, question, option: (
            f"Q{number}:{question}_{option}" if text else f"Q{number}_A{position + 1}"
        ),
        chosen=lambda option, ticked: (option if ticked else None) if text else int(ticked),
    )
    return table.export()


#: What stands beside both tables of 问卷网: each question's code, words and kind, its options below it.
WENJUAN_CODES = "Q1,您的性别,单选题\n,1,男\n,2,女\nQ2,您的年级,单选题\n,1,大一\n,2,大二\n".encode("gb18030")


def credamo(*, coded: bool = False) -> Export:
    table = _Table(people())
    table.add("id", ("作答 ID" if coded else "作答ID", "id"), lambda row, person: f"{7000000 + row}")
    table.add("private", ("用户ID", "userId"), lambda row, person: f"{900 + row}")
    table.add("time", ("开始时间", "startTime"), lambda row, person: f"2024-11-{row % 28 + 1:02} 12:00:00")
    table.add("time", ("结束时间", "endTime"), lambda row, person: f"2024-11-{row % 28 + 1:02} 12:05:00")
    lasted = "作答总时长 (秒)" if coded else "作答总时长(秒)"
    table.add("duration", (lasted, "duration"), lambda row, person: person.seconds)
    table.add("private", ("IP", "ip"), lambda row, person: f"203.0.113.{row}")
    table.add("private", ("省份", "province"), lambda row, person: "浙江")
    table.add("private", ("城市", "city"), lambda row, person: "杭州")
    table.add("ignore", ("设备类型", "device"), lambda row, person: "手机" if row % 2 else "电脑")
    _questions(
        table,
        _coded(ZH) if coded else ZH,
        head=lambda number, code, question: (question, f"Q{number}"),
        matrix_head=lambda number, position, stem, part: (f"{stem}-{part}", f"Q{number}_{position + 1}"),
        option_head=lambda number, position, question, option: (f"{question}-{option}", f"Q{number}_{position + 1}"),
        chosen=lambda option, ticked: "1" if ticked else "0",
    )
    return table.export()


def google_forms(words: Words = EN) -> Export:
    table = _Table(people())
    stamp = "Timestamp" if words is EN else "时间戳记"
    table.add("time", stamp, lambda row, person: f"2024/11/{row % 28 + 1} 12:{row % 60:02}:00")
    _questions(table, words, matrix_head=lambda number, position, stem, part: f"{stem} [{part}]")
    return table.export()


def microsoft_forms(words: Words = EN) -> Export:
    english = words is EN
    table = _Table(people())
    table.add("id", "ID", lambda row, person: row + 1)
    for title in ("Start time", "Completion time") if english else ("开始时间", "完成时间"):
        table.add("time", title, lambda row, person: f"2024-11-{row % 28 + 1:02} 12:{row % 60:02}:00")
    table.add("private", "Email" if english else "电子邮件", lambda row, person: "anonymous")
    table.add("private", "Name" if english else "名称", lambda row, person: None)
    _questions(
        table,
        words,
        matrix_head=lambda number, position, stem, part: f"{stem}.{part}",
        join=";",
        after_last=";",
    )
    return table.export()


def qualtrics(*, coded: bool = False) -> Export:
    """coded: numbers instead of texts, and questions of several answers in one column an option."""
    table = _Table(people())

    def own(key: str, code: str, words: str, cell: Callable[[int, Person], Cell]) -> None:
        table.add(key, (code, words, f'{{"ImportId":"{code}"}}'), cell)

    def option_head(number: int, position: int, question: str, option: str) -> tuple[str, str, str]:
        code = f"Q{number}_{position + 1}"
        return code, f"{question} - Selected Choice - {option}", f'{{"ImportId":"{code}"}}'

    own("time", "StartDate", "Start Date", lambda row, person: "2024-11-01 12:00:00")
    own("time", "EndDate", "End Date", lambda row, person: "2024-11-01 12:05:00")
    own("ignore", "Status", "Response Type", lambda row, person: 0 if coded else "IP Address")
    own("private", "IPAddress", "IP Address", lambda row, person: f"203.0.113.{row}")
    own("ignore", "Progress", "Progress", lambda row, person: 100)
    own("duration", "Duration (in seconds)", "Duration (in seconds)", lambda row, person: person.seconds)
    own("ignore", "Finished", "Finished", lambda row, person: 1 if coded else "True")
    own("time", "RecordedDate", "Recorded Date", lambda row, person: "2024-11-01 12:05:01")
    own("id", "ResponseId", "Response ID", lambda row, person: f"R_{row:015}")
    own("ignore", "DistributionChannel", "Distribution Channel", lambda row, person: "anonymous")
    _questions(
        table,
        _coded(EN) if coded else EN,
        head=lambda number, code, question: (f"Q{number}", question, f'{{"ImportId":"QID{number}"}}'),
        matrix_head=lambda number, position, stem, part: (
            f"Q{number}_{position + 1}",
            f"{stem} - {part}",
            f'{{"ImportId":"QID{number}_{position + 1}"}}',
        ),
        join=",",
        option_head=option_head if coded else None,
        chosen=lambda option, ticked: 1 if ticked else None,
    )
    export = table.export()
    preview = list(export.rows[3])
    preview[2] = 1 if coded else "Survey Preview"
    export.rows.insert(3, preview)
    return export


def surveymonkey(*, coded: bool = False) -> Export:
    """coded: numbers instead of texts, an option's own number where it was chosen."""
    table = _Table(people())
    table.add("id", ("Respondent ID", ""), lambda row, person: 11000 + row)
    table.add("ignore", ("Collector ID", ""), lambda row, person: 42)
    for title in ("Start Date", "End Date"):
        table.add("time", (title, ""), lambda row, person: "11/01/2024 12:00:00")
    table.add("private", ("IP Address", ""), lambda row, person: f"203.0.113.{row}")
    for title in ("Email Address", "First Name", "Last Name", "Custom Data 1"):
        table.add("ignore", (title, ""), lambda row, person: None)
    places = (*EN.places[1], EN.places[2])
    _questions(
        table,
        _coded(EN) if coded else EN,
        head=lambda number, code, question: (question, "Open-Ended Response" if number in (12, 13) else "Response"),
        matrix_head=lambda number, position, stem, part: (stem if position == 0 else "", part),
        option_head=lambda number, position, question, option: (question if position == 0 else "", option),
        chosen=lambda option, ticked: (places.index(option) + 1 if coded else option) if ticked else None,
    )
    return table.export()


def limesurvey(*, coded: bool = False) -> Export:
    """coded: answer codes (AO01 …, Y) instead of full answers."""
    table = _Table(people())
    table.add("id", "id. Response ID", lambda row, person: row + 1)
    table.add("time", "submitdate. Date submitted", lambda row, person: "2024-11-01 12:05:00")
    table.add("ignore", "lastpage. Last page", lambda row, person: 3)
    table.add("ignore", "startlanguage. Start language", lambda row, person: "en")
    table.add("ignore", "seed. Seed", lambda row, person: 90000 + 7 * row)
    _questions(
        table,
        _coded(EN, lambda at: f"AO{at:02}") if coded else EN,
        head=lambda number, code, question: f"Q{number:02}. {question}",
        matrix_head=lambda number, position, stem, part: f"Q{number:02}[SQ{position + 1:03}]. {stem} [{part}]",
        option_head=lambda number, position, question, option: f"Q03[SQ{position + 1:03}]. {question} [{option}]",
        chosen=lambda option, ticked: ("Y" if coded else "Yes") if ticked else ("N" if coded else "No"),
    )
    table.add("open", "Q12[other]. Else? [Other]", lambda row, person: "More bicycles, please." if row == 7 else None)
    table.add("duration", "interviewtime. Total time", lambda row, person: person.seconds + 0.5)
    table.add("ignore", "groupTime7. Group time: Rooms", lambda row, person: person.seconds / 2 + 0.25)
    return table.export()


def spss() -> Export:
    """Codes, as `sav` writes them with labels: 1 = the best answer, 9 declared missing."""
    words, table = ZH, _Table(people())
    table.add("id", "ID", lambda row, person: float(row + 1))
    table.add("gender", "Q1", lambda row, person: 9.0 if person.gender is None else person.gender + 1.0)
    table.add("grade", "Q2", lambda row, person: person.grade + 1.0)
    for position in range(4):
        table.add(
            f"places:{position}",
            f"Q3_{position + 1}",
            lambda row, person, position=position: float(position in person.places) if person.places else None,
        )
    for number, key in enumerate(people()[0].ratings, start=1):
        table.add(
            key,
            f"A{number}",
            lambda row, person, key=key: 6.0 - person.ratings[key] if isinstance(person.ratings[key], int) else 9.0,
        )
    table.add("recommend", "NPS", lambda row, person: float(person.recommend))
    for key, side in (("functional", 0), ("dysfunctional", 1)):
        table.add(key, f"K1_{key[0]}", lambda row, person, side=side: person.kano[side] + 1.0)
    table.add(
        "open",
        "T1",
        lambda row, person: "" if person.advice is None else words.advice[1][person.advice],
    )
    return table.export()


def sav(export: Export) -> bytes:
    """The rows of `spss` as a data file of SPSS."""
    words = ZH
    stems = [f"{stem}-{part}" for stem, parts in words.matrices.values() for part in parts]
    labels = {
        "Q1": words.gender[0],
        "Q2": words.grade[0],
        **{f"Q3_{at}": option for at, option in enumerate((*words.places[1], words.places[2]), start=1)},
        **{f"A{at}": label for at, label in enumerate((*stems, words.overall, words.library), start=1)},
        "NPS": words.recommend,
        "K1_f": words.kano[0],
        "K1_d": words.kano[1],
        "T1": words.advice[0],
    }
    scale = dict(enumerate(reversed(words.scale), start=1)) | {9: "缺失"}
    kano = dict(enumerate(words.kano[2], start=1))
    names = export.rows[0]
    frame = pd.DataFrame(export.rows[1:], columns=names)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.sav"
        pyreadstat.write_sav(
            frame,
            path,
            column_labels=[labels.get(name, "") for name in names],
            variable_value_labels={
                "Q1": {1: "男", 2: "女"},
                "Q2": dict(enumerate((*words.grade[1], words.grade[2]), start=1)),
                **{f"Q3_{at}": {0: "未选", 1: "选中"} for at in range(1, 5)},
                **{name: scale for name in names if name.startswith("A")},
                "K1_f": kano,
                "K1_d": kano,
            },
            missing_ranges={name: [9] for name in names if name.startswith("A") or name == "Q1"},
            variable_measure={"Q1": "nominal", "Q2": "ordinal"},
        )
        return path.read_bytes()
