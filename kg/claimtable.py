"""The claims of a document as one Arrow table, a Parquet part a version: for grouping and joining over columns.

Values are exact decimals as strings beside a decimal128 where it holds them, and beside what was written; IRIs lead back to the graph,
those of candidates too. Metrics, programmes and places are called what the graph calls them in Chinese, whatever a text calls them.
"""

import json
from decimal import Decimal
from functools import cache
from typing import Any

from kg.gazetteer import gazetteer
from kg.lexicon import terms
from kg.model import Concept, Place
from kg.quads import Writer
from kg.records import claim_record

_TEXT = [
    "claim",
    "document",
    "title",
    "publisher",
    "published",
    "speaker",
    "source",
    "voice",
    "metric",
    "metric_iri",
    "value",
    "written",
    "unit",
    "unit_iri",
    "comparator",
    "measure",
    "base",
    "kind",
    "place",
    "place_code",
    "place_iri",
    "period_start",
    "period_end",
    "quote",
    "statement",
    "repeats",
    "confidence",
]
_NUMBERS = ("start", "end", "byte_start", "byte_end")
_LISTS = ("programmes", "programme_iris", "doubts")
_DECIMALS = 10
_LARGEST = Decimal(10) ** 28

# what each column means, in Chinese and English
MEANINGS = {
    "claim": ("说法的 IRI", "IRI of the claim"), "document": ("文献的 IRI", "IRI of the document"), "title": ("文献的标题", "title of the document"),
    "publisher": ("发布者", "who published it"), "published": ("发布日期，精确到已知的程度", "day, month or year of publication, as precise as it is known"),
    "speaker": ("谁说的；文中自述为空", "who said it; empty in the document's own voice"), "source": ("说话人的 IRI", "IRI of the speaker"),
    "voice": ("口吻：direct、indirect、report、own", "direct, indirect, report or own"), "metric": ("指标在词表里的名称，词表没有的照原文", "label of the metric, its words in the text where no vocabulary has it"),
    "metric_iri": ("指标的 IRI", "IRI of the metric"), "value": ("数值，十进制，万、亿已乘出，不丢一位", "value in decimal digits, 万 and 亿 multiplied out, none lost"),
    "written": ("原文写的数和单位", "number and unit as written"), "unit": ("单位", "unit"), "unit_iri": ("单位的 IRI", "IRI of the unit"),
    "comparator": ("界限：=、≈、>、>=、<、<=", "bound: =, ≈, >, >=, < or <="), "measure": ("level 数值、change 变化量、growth 增长率", "level, change or growth"),
    "base": ("变化与什么相比，原文的词", "what it is compared with, in the words of the text"), "kind": ("actual 实际、target 目标", "actual or target"),
    "place": ("地区全名", "full name of the place"), "place_code": ("区划代码", "division code"), "place_iri": ("地区的 IRI", "IRI of the place"),
    "period_start": ("时间起", "first year, month or day of the period"), "period_end": ("时间止", "last year, month or day of the period"), "quote": ("原文", "the words of the text"),
    "statement": ("言论的 IRI", "IRI of the statement it is part of"), "repeats": ("重复同一文献里的哪条说法，其 IRI", "IRI of the claim of the same document that it repeats"),
    "confidence": ("sure 确定、doubtful 存疑", "sure or doubtful"), "number": ("数值，decimal128(38, 10)；容不下的为空", "value as decimal128(38, 10), empty where that cannot hold it"),
    "start": ("原文起，修复后文本的字符", "first character of the quote in the repaired text"), "end": ("原文止，不含", "one behind the last character of the quote"),
    "byte_start": ("数字在收到的字节里的起", "first byte of the number as received"), "byte_end": ("数字在收到的字节里的止，不含", "one behind the last byte of the number as received"),
    "programmes": ("归功于哪些计划，名称同上", "programmes it credits, called like metrics"), "programme_iris": ("这些计划的 IRI", "IRIs of the programmes it credits"), "doubts": ("为什么存疑", "why it is doubtful"),
}  # fmt: skip


def schema() -> Any:
    """The columns of the claim table, in order."""
    import pyarrow as pa

    fields = [pa.field(name, pa.string()) for name in _TEXT]
    fields += [pa.field("number", pa.decimal128(38, _DECIMALS))]
    fields += [pa.field(name, pa.int64()) for name in _NUMBERS]
    fields += [pa.field(name, pa.list_(pa.string())) for name in _LISTS]
    return pa.schema(fields)


def table(writer: Writer) -> Any:
    """The claims of one reading as an Arrow table, a row a claim in the order of the text."""
    reading, iris = writer.reading, writer.claim_iris
    head = reading.head
    rows = []
    for number, claim in enumerate(reading.claims):
        record = claim_record(reading, number)
        exact = claim.value if abs(claim.value) < _LARGEST and int(claim.value.as_tuple().exponent) >= -_DECIMALS else None
        rows.append(
            {
                **{name: record[name] for name in (*_TEXT, *_NUMBERS, *_LISTS) if name in record},
                **writer.role_iris(claim),
                "metric": _label(claim.metric.value),
                "programmes": [_label(role.value) for role in claim.programmes],
                "place": _full(claim.place.value) if claim.place else None,
                "claim": iris[number],
                "document": writer.id.document,
                "title": head.title.value if head.title else None,
                "publisher": head.publisher.value if head.publisher else None,
                "published": head.published.value if head.published else None,
                "repeats": None if claim.repeats is None else iris[claim.repeats],
                "written": claim.number.quote,
                "number": None if exact is None else f"{exact:f}",
            }
        )
    return _columns(rows)


@cache
def _labels() -> dict[str, str]:
    return {term.iri: term.zh for name in ("metrics", "programmes") for term in terms(name)}


def _label(concept: Concept) -> str:
    return _labels().get(concept.iri or "", concept.name)


def _full(place: Place) -> str:
    entry = gazetteer().by_code(place.code) if place.code else None
    return entry.name if entry else place.name


def _columns(rows: list[dict[str, Any]]) -> Any:
    """Rows as a table, by way of JSON Lines: pyarrow's conversion of Python objects imports pandas where that is installed (0.3 s)."""
    from io import BytesIO

    import pyarrow.json

    if not rows:
        return schema().empty_table()
    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
    lines = "".join(f"{encode(row)}\n" for row in rows).encode()
    reading = pyarrow.json.ReadOptions(use_threads=False, block_size=len(lines))
    parsing = pyarrow.json.ParseOptions(explicit_schema=schema(), unexpected_field_behavior="error")
    return pyarrow.json.read_json(BytesIO(lines), reading, parsing).select(schema().names)


def part(writer: Writer) -> bytes:
    """The table of one reading as Parquet; the same reading gives the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet

    sink = pa.BufferOutputStream()
    pyarrow.parquet.write_table(table(writer), sink, compression="zstd", store_schema=False)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def is_of(content: bytes, writer: Writer) -> bool:
    """Whether a part holds the table of this reading, whichever version of the library wrote it."""
    import pyarrow as pa

    try:
        found = read_part(pa.BufferReader(content))
    except (pa.ArrowException, OSError):
        return False
    return bool(found.equals(table(writer)))


def read_part(source: Any) -> Any:
    """The table of one part, a path or a file of Arrow's. It is read in this thread: one of Arrow's own that is still there when the process ends aborts it."""
    import pyarrow.parquet

    return pyarrow.parquet.ParquetFile(source, pre_buffer=False).read(use_threads=False)


def read(parts: Any) -> Any:
    """The whole claim table from its parts, in their order."""
    import pyarrow as pa

    tables = [read_part(path) for path in parts]
    return pa.concat_tables(tables) if tables else schema().empty_table()
