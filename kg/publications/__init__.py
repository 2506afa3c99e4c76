"""Claims as files that other communities' tools open: one module a format, in the table below.

A publisher is a function ``write(claims, stream, settings)``: it takes claims (:mod:`kg.publications.claims`) one after another in their order, so that
none but those of one document need be in memory, writes bytes, the same for the same claims, and takes any character a document holds. It
returns what it wrote and what its format cannot say, by the reason.
"""

import importlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, NamedTuple

from kg.dates import is_date
from kg.errors import UnknownName, UsageError
from kg.misspelling import nearest
from kg.vocabulary import is_iri

if TYPE_CHECKING:
    from kg.publications.claims import Claim


class Publication(NamedTuple):
    """A format: the module that writes it, the usual file ending, its media type, what it is and what opens it."""

    module: str
    ending: str
    media: str
    zh: str
    en: str


PUBLICATIONS = {
    "schemaorg": Publication(
        "schemaorg", ".jsonld", "application/ld+json",
        "schema.org 的 Claim，JSON-LD：搜索引擎、网页", "schema.org Claim as JSON-LD: search engines, web pages",
    ),
    "nanopub": Publication(
        "nanopub", ".trig", "application/trig",
        "纳米出版物，TriG，IRI 带校验：nanopub 的工具和服务器", "nanopublications in TriG with trusty IRIs: tools and servers of nanopub",
    ),
    "annotations": Publication(
        "annotations", ".jsonld", 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        "W3C 网页标注，标出原文：标注工具", "W3C Web Annotations on the words: annotation tools",
    ),
    "datacube": Publication(
        "datacube", ".ttl", "text/turtle",
        "RDF 数据立方（Data Cube），Turtle：统计数据的工具", "RDF Data Cube in Turtle: tools for statistics",
    ),
    "quickstatements": Publication(
        "quickstatements", ".tsv", "text/tab-separated-values; charset=utf-8",
        "QuickStatements V1，引文和出处俱全：Wikidata", "QuickStatements V1 with reference and quotation: Wikidata",
    ),
    "csvw": Publication(
        "csvw", ".zip", "application/zip",
        "CSVW，一张 CSV 和它的元数据，列有类型和含义：W3C 表格数据的工具", "CSVW, a CSV and its metadata with types and meanings: tools for tabular data of the W3C",
    ),
    "openrefine": Publication(
        "openrefine", ".csv", "text/csv; charset=utf-8",
        "一张平表，CSV，名称和 IRI 并列：OpenRefine 对账，表格软件", "one flat CSV, labels beside IRIs: reconciling in OpenRefine, spreadsheets",
    ),
}  # fmt: skip


_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:T[0-2]\d:[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-][01]\d:[0-5]\d))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a file is made with beside its claims. ``lang`` is the language of labels where a format takes one; ``creator`` is the IRI of who
    publishes, ``created`` the day or time of it, ``key`` the content of a file with the private key it is signed with, and
    ``items`` the items of Wikidata that things are, by IRI."""

    lang: str = "zh"
    creator: str | None = None
    created: str | None = None
    key: bytes | None = None
    items: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.lang not in ("zh", "en"):
            raise UnknownName(f"没有语言“{self.lang}”", f'there is no language "{self.lang}"', known=("zh", "en"))
        if self.creator is not None and not is_iri(self.creator):
            raise UsageError(
                f"“{self.creator}”不是 IRI",
                f'"{self.creator}" is no IRI',
                next_zh="例如 https://orcid.org/ 起头的",
                next_en="for example one of orcid.org",
            )
        if self.created is not None and not (_TIME.fullmatch(self.created) and is_date(self.created[:10])):
            raise UsageError(
                f"“{self.created}”不是日期或时间", f'"{self.created}" is no date or time',
                next_zh="写作 2022-12-09 或 2022-12-09T08:00:00Z", next_en="write 2022-12-09 or 2022-12-09T08:00:00Z",
            )  # fmt: skip


@dataclass(slots=True)
class Written:
    """How many claims were written, and how many were left out, by the reason in Chinese and English."""

    claims: int = 0
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)


Publisher = Callable[["Iterable[Claim]", IO[bytes], Settings], Written]


def publisher(format: str) -> Publisher:
    """The writer of a format.

    >>> publisher("schemaorg").__module__
    'kg.publications.schemaorg'
    >>> publisher("schema.org")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    kg.errors.UnknownName: 说法没有这种格式：“schema.org”。最接近的有：schemaorg...
    claims have no format "schema.org". Nearest: schemaorg...
    """
    if format not in PUBLICATIONS:
        raise UnknownName(
            f"说法没有这种格式：“{format}”",
            f'claims have no format "{format}"',
            nearest=nearest(format, PUBLICATIONS),
            known=tuple(PUBLICATIONS),
        )
    writer: Publisher = importlib.import_module(f"kg.publications.{PUBLICATIONS[format].module}").write
    return writer


def endings() -> Mapping[str, str]:
    """The format that each file ending means; of several the first in the table."""
    return {publication.ending: name for name, publication in reversed(PUBLICATIONS.items())}
