"""What a format states about a document (front matter, HTML head, JSON fields), brought into the form of ``Metadata``.

Names of fields: Dublin Core, Open Graph, schema.org, and the head that Chinese government sites share (网站栏目内容 metadata of
the State Council's guide to government websites, 2017: ``ArticleTitle PubDate ContentSource SiteName``).
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from urllib.parse import urlsplit

from kg.dates import iso
from kg.errors import InputError
from kg.model import Metadata

_NAMES = {
    "id": "id identifier doc_id docid",
    "title": "title articletitle og:title dc.title dcterms.title headline 标题 题名",
    "publisher": "publisher contentsource source dc.publisher dc.source mediaid newspaper 来源 稿源 报纸 媒体",
    "published": "published date pubdate publishdate publish_date"
    " published_time article:published_time datepublished dc.date dcterms.issued"
    " pub_date publish_time createdate 日期 发布时间 发布日期 时间 发表时间 发文日期 成文日期",
    "place": "place location 地点 地区",
    "speaker": "speaker delivered_by 报告人 讲话人",
    "url": "url source_url link og:url canonical 网址 链接 原文链接",
}
_EITHER = frozenset(["source", "contentsource", "dc.source", "来源", "稿源"])  # a publisher, or the address where it stands
_NUMBERED = frozenset(["id", "published"])  # fields that JSON may hold as a whole number
_FIELD = {alias: name for name, aliases in _NAMES.items() for alias in aliases.split()}
_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})(?!\d))?|(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d))?"
)
_URL = re.compile(r"https?://[^\s\"'<>]{1,2000}")
_EMPTY = ("无", "暂无", "不详", "未知", "-", "—", "None", "null")  # what fields hold that were left empty
_SHOWN = 60  # characters of a value in a message
_LONGEST = 500  # characters of a field; more is no title and no name


def metadata(stated: Iterable[tuple[str, str]]) -> Metadata:
    """Metadata from named values; the first value that fits a field stays, a name nobody knows is passed over.

    >>> metadata([("标题", "老旧小区改造"), ("source", "https://example.org/1"), ("PubDate", "2021-02-28 09:30")])
    Metadata(id=None, title='老旧小区改造', publisher=None, published='2021-02-28', place=None, speaker=None, url='https://example.org/1')
    """
    found: dict[str, str] = {}
    for name, raw in stated:
        value = re.sub(r"\s+", " ", raw[:_LONGEST]).strip()
        field = _FIELD.get(name.strip().lower())
        if not field or not value:
            continue
        if name.strip().lower() in _EITHER and is_address(value):
            field = "url"
        if field == "url" and not is_address(value):
            continue
        checked = iso_date(value) if field == "published" else value
        if checked:
            found.setdefault(field, checked)
    return Metadata(**found)


def no_dates(stated: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The fields for a date whose words hold none, where no other field for it has one.

    >>> no_dates([("title", "公报"), ("date", "2024-02-30")]), no_dates([("date", "昨天"), ("发布时间", "2024-02-28")]), no_dates([("date", "")])
    (('date: 2024-02-30',), (), ())
    """
    dates = [(name, words.strip()) for name, words in stated if _FIELD.get(name.strip().lower()) == "published" and words.strip()]
    if any(iso_date(words[:_LONGEST]) for _, words in dates):
        return ()
    return tuple(f"{name}: {words[:_SHOWN]}" for name, words in dates if words not in _EMPTY)


def is_address(words: str) -> bool:
    """Whether ``words`` are an address on the web: http or https, with a host.

    >>> is_address("https://paper.example/1"), is_address("https:///1"), is_address("云溪日报")
    (True, False, False)
    """
    try:
        return bool(_URL.fullmatch(words) and urlsplit(words).hostname)
    except ValueError:  # a bracket that closes no IPv6 address
        return False


def iso_date(words: str) -> str | None:
    """The first date of the calendar in ``words`` as YYYY, YYYY-MM or YYYY-MM-DD; None where there is none.

    >>> iso_date("发布时间：2021年2月28日 09:30"), iso_date("2021/3"), iso_date("20210228"), iso_date("昨日"), iso_date("2021-02-29")
    ('2021-02-28', '2021-03', '2021-02-28', None, None)
    """
    for match in _DATE.finditer(words):
        parts = (match[1], match[2] or match[4], match[3] or match[5])
        if date := iso(*(int(part) for part in parts if part)):
            return date
    return None


def first(*stated: Metadata) -> Metadata:
    """Each field from the first of ``stated`` that has it."""
    merged = stated[0]
    for other in stated[1:]:
        merged = replace(merged, **{f.name: getattr(other, f.name) for f in fields(Metadata) if getattr(merged, f.name) is None})
    return merged


def of_mapping(values: Mapping[str, object], where: str = "") -> list[tuple[str, str]]:
    """The fields known here of a JSON object as named values; InputError where a field known here is no string (id and date may be whole numbers).

    >>> of_mapping({"title": "公报", "published": 2021, "place": None, "tags": ["a"]})
    [('title', '公报'), ('published', '2021')]
    >>> of_mapping({"url": 7}, "a.jsonl:1")
    Traceback (most recent call last):
    ...
    kg.errors.InputError: a.jsonl:1: 字段 url 应是文字，不是 7。请改正这一行。
    a.jsonl:1: the field url must be a string, not 7. Correct this line.
    """
    stated = {name: value for name, value in values.items() if name.strip().lower() in _FIELD and value is not None}
    for name, value in stated.items():
        numbered = type(value) is int and _FIELD[name.strip().lower()] in _NUMBERED
        if not isinstance(value, str) and not numbered:
            shown = json.dumps(value, ensure_ascii=False)[:_SHOWN]
            raise InputError(
                f"字段 {name} 应是文字，不是 {shown}", f"the field {name} must be a string, not {shown}", where=where,
                next_zh="请改正这一行", next_en="correct this line",
            )  # fmt: skip
    return [(name, str(value)) for name, value in stated.items()]
