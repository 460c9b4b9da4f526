"""Qualtrics: a row of codes (`Q2_1`), a row of the questions' words, a row of import identifiers."""

import re
from collections.abc import Mapping

from csi_core.read.platforms.platform import Head, Missing, Platform, Rows

#: What a date, a number or an identifier has and the words of a header have not.
_ANSWER = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|\d+(?:\.\d+)?|R_\w+|")
_TAILS = re.compile(r"\s+-\s+(?:Selected Choice|所选选项)(?=\s+-\s|$)")


def _head(rows: Rows, own: Mapping[int, str]) -> Head:
    headers = list(rows[0])
    at = 1
    labels: list[str] = []
    second = rows[at] if len(rows) > at else []
    if second and not any(_ANSWER.fullmatch(second[column].strip()) for column in own if column < len(second)):
        labels = [_TAILS.sub("", " ".join(cell.split())) for cell in second]
        at += 1
    if len(rows) > at and any(cell.lstrip().startswith('{"ImportId"') for cell in rows[at]):
        at += 1
    return Head(headers, ["" if column in own else label for column, label in enumerate(labels)], at)


PLATFORM = Platform(
    name="qualtrics",
    own={
        "StartDate": "time",
        "EndDate": "time",
        "Status": "ignore",
        "IPAddress": "private",
        "Progress": "ignore",
        r"Duration \(in seconds\)": "duration",
        "Finished": "ignore",
        "RecordedDate": "time",
        "ResponseI[dD]": "id",
        "Recipient(?:LastName|FirstName|Email)": "private",
        "ExternalReference|ExternalDataReference": "private",
        "Location(?:Latitude|Longitude)": "private",
        "DistributionChannel|UserLanguage|Q_RecaptchaScore|Q_RelevantIDDuplicate.*": "ignore",
    },
    needed=5,
    first=False,
    ordered=False,
    head=_head,
    missing={"-99": Missing.BLANK},
    trial=("Status|DistributionChannel", "Survey Preview|Survey Test|preview|test|1"),
)
