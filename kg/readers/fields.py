"""What a format states about a document (front matter, HTML head, JSON fields), brought into the form of ``Metadata``.

Names of fields: Dublin Core, Open Graph, schema.org, and the head that Chinese government sites share (网站栏目内容 metadata of
the State Council's guide to government websites, 2017: ``ArticleTitle PubDate ContentSource SiteName``).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace

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
_FIELD = {alias: name for name, aliases in _NAMES.items() for alias in aliases.split()}
_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})(?!\d))?|(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d))?"
)
_URL = re.compile(r"https?://[^\s\"'<>]{1,2000}")
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
        if field in ("publisher", "url"):
            field = "url" if _URL.match(value) else "publisher"
        checked = iso_date(value) if field == "published" else value
        if checked:
            found.setdefault(field, checked)
    return Metadata(**found)


def iso_date(words: str) -> str | None:
    """The first date in ``words`` as YYYY, YYYY-MM or YYYY-MM-DD; None where there is none.

    >>> iso_date("发布时间：2021年2月28日 09:30"), iso_date("2021/3"), iso_date("20210228"), iso_date("昨日")
    ('2021-02-28', '2021-03', '2021-02-28', None)
    """
    for match in _DATE.finditer(words):
        year, month, day = match[1], match[2] or match[4], match[3] or match[5]
        if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
            continue
        return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
    return None


def first(*stated: Metadata) -> Metadata:
    """Each field from the first of ``stated`` that has it."""
    merged = stated[0]
    for other in stated[1:]:
        merged = replace(merged, **{f.name: getattr(other, f.name) for f in fields(Metadata) if getattr(merged, f.name) is None})
    return merged


def of_mapping(values: Mapping[str, object]) -> Metadata:
    """Metadata from a JSON object: strings and whole numbers count, all else is passed over.

    >>> of_mapping({"title": "公报", "published": 2021, "tags": ["a"]}).published
    '2021'
    """
    return metadata((key, str(value)) for key, value in values.items() if isinstance(value, str) or type(value) is int)
