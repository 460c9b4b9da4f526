"""SurveyMonkey: the questions, then a second row with the options, `Response` or `Open-Ended Response`."""

from collections.abc import Mapping

from csi_core.read.platforms.platform import Head, Platform, Rows

_WHOLE = frozenset({"response", "open-ended response", "回复", "开放式回复", "回答", "开放式回答", ""})


def _head(rows: Rows, own: Mapping[int, str]) -> Head:
    questions = list(rows[0])
    if len(rows) < 2 or any(rows[1][column].strip() for column in own if column < len(rows[1])):
        return Head(questions)
    second = [*rows[1], *[""] * (len(questions) - len(rows[1]))]
    questions += [""] * (len(second) - len(questions))
    headers: list[str] = []
    asked = ""
    for column, (question, option) in enumerate(zip(questions, second, strict=True)):
        asked = question.strip() or asked
        if column in own or option.strip().lower() in _WHOLE:
            headers.append(question.strip() or (asked if option.strip() else ""))
        else:
            headers.append(f"{asked} [{option.strip()}]")
    return Head(headers, rows=2)


PLATFORM = Platform(
    name="surveymonkey",
    own={
        "Respondent ?ID|受访者 ?ID": "id",
        "Collector ?ID|收集器 ?ID": "ignore",
        "(?:Start ?Date|Date Created)|开始日期": "time",
        "(?:End ?Date|Date Modified)|结束日期": "time",
        "IP Address|IP ?地址": "private",
        "Email Address|电子邮件地址": "private",
        "First Name|名字": "private",
        "Last Name|LastName|姓氏": "private",
        "Custom Data(?: 1)?|自定义数据(?: 1)?|collector_id": "ignore",
    },
    needed=4,
    head=_head,
)
