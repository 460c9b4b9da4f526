"""Columns that tell who answered: names, numbers, addresses; recognised by header and by content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from csi_core.cells import is_address, plain
from csi_core.propose.words import ASK, TAIL, asks_opinion_in_words, asks_rating

#: Answers looked at, and how many are enough to tell a column of names or student numbers.
_LOOKED_AT = 200
_ENOUGH = 6

#: The whole header, numbering taken off.
_HEADER = re.compile(
    rf"{ASK}(?:"
    r"来自\s*ip|ip(?:\s*地址|\s*address)?|(?:真实)?姓名|名字|(?:用户)?昵称|微信昵称|联系人|"
    r"(?:您的)?称呼|贵姓|尊姓大名|称谓|(?:联系)?(?:电话|手机)(?:号码?)?|手机号码?|联系方式"
    r"|(?:电子)?邮[箱件](?:地址)?|e-?mail(?:\s*address)?|(?:your |full |first |last |"
    r"family )?name|(?:tele)?phone(?: number)?|mobile(?: number| phone)?"
    r"|学号|工号|学籍号|(?:student|employee|staff|member(?:ship)?)\s*(?:id|no\.?|number)|"
    r"身份证(?:号码?)?|证件号码?|(?:national )?id card(?: number)?|passport(?: number)?"
    r"|open\s*id|union\s*id|用户\s*id|用户标识|user\s*id|微信号?|wechat(?: id)?|qq号?|"
    r"地理位置.*|(?:家庭|详细|联系)?住址|地址|address|(?:first|last)name"
    r"|recipient(?:lastname|firstname|email)|ipaddress|location(?:latitude|longitude)|经纬度|"
    r"提交者|填写人|答题者|用户名|username|身份信息"
    r"|经度|纬度|车牌号?|银行卡号?|支付宝(?:账号)?|房间号|宿舍号|寝室号|门牌号|wechat nickname|nickname|surname"
    rf"){TAIL}(?:[（(].*[)）])?{TAIL}"
)
#: Words within a longer header that ask for nothing else.
_WITHIN = re.compile(
    r"姓名|学号|工号|手机号|电话号码|联系电话|联系方式|微信号|微信昵称|qq号|邮箱|身份证|证件号|银行卡号|支付宝账号|"
    r"open ?id|e-?mail address|phone number|student (?:id|number)|full name|your name"
)

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MOBILE = re.compile(r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}")
_LANDLINE = re.compile(r"0\d{2,3}[- ]\d{7,8}")
_IDENTITY = re.compile(r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]")
_OPEN_ID = re.compile(r"o[\w-]{27}")
_ANY = (_MAIL, _MOBILE, _LANDLINE, _IDENTITY, _OPEN_ID)
#: A number of 8 to 13 digits that begins with a year of admission.
_STUDENT = re.compile(r"(?:[A-Za-z]{0,2})(?:19|20)[0-4]\d\d{4,9}|[A-Za-z]{1,3}\d{7,11}")
#: Surnames of more than nine tenths of the Chinese population.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜"
    "崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温庞樊"
)
_NAME = re.compile(rf"(?:欧阳|上官|司马|诸葛|夏侯|[{_SURNAMES}])[\u4e00-\u9fff]{{1,2}}")


def header_asks(wording: str) -> bool:
    """Whether a header is that of a personal column and of nothing else.

    >>> [header_asks(header) for header in ("姓名", "您的手机号码：", "手机信号满意度", "Name (optional)")]
    [True, True, False, True]
    """
    return bool(_HEADER.fullmatch(plain(wording).lower()))


def is_personal(wording: str, counts: Mapping[str, int], n: int) -> bool:
    """Whether a column's cells are personal data: mail addresses, telephone, identity and student numbers, network
    addresses, names; or a header asks for them and hardly any two cells are alike.
    """
    texts = [plain(text) for text in list(counts)[:_LOOKED_AT]]
    if not texts:
        return False
    if _share(texts, _ANY) >= 0.5 or sum(map(is_address, texts)) >= 0.5 * len(texts):
        return True
    unlike = len(counts) >= 0.8 * n and n >= _ENOUGH
    if not unlike:
        return False
    if _share(texts, (_STUDENT,)) >= 0.9 and len({text[:2] for text in texts}) <= 3:
        return True
    if asks_rating(wording):
        return False
    if _WITHIN.search(plain(wording).lower()) and not asks_opinion_in_words(wording):
        return True
    return _share(texts, (_NAME,)) >= 0.8


def _share(texts: Iterable[str], patterns: Iterable[re.Pattern[str]]) -> float:
    hits = [any(pattern.fullmatch(text) for pattern in patterns) for text in texts]
    return sum(hits) / len(hits)
