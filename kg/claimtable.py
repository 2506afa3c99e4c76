"""The claims of a document as one Arrow table, a Parquet part a version: for grouping and joining over columns.

Values are exact decimals as strings beside a decimal128 where it holds them, and beside what was written; IRIs lead back to the graph,
those of candidates too.
"""

import json
from decimal import Decimal
from typing import Any

from kg.model import Reading
from kg.quads import Writer
from kg.records import claim_record
from kg.vocabulary import DEFAULT_BASE

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


def schema() -> Any:
    """The columns of the claim table, in order."""
    import pyarrow as pa

    fields = [pa.field(name, pa.string()) for name in _TEXT]
    fields += [pa.field("number", pa.decimal128(38, _DECIMALS))]
    fields += [pa.field(name, pa.int64()) for name in _NUMBERS]
    fields += [pa.field(name, pa.list_(pa.string())) for name in _LISTS]
    return pa.schema(fields)


def table(reading: Reading, base: str = DEFAULT_BASE) -> Any:
    """The claims of one reading as an Arrow table, a row a claim in the order of the text."""
    writer = Writer(reading, base)
    iris = writer.claim_iris()
    head = reading.head
    rows = []
    for number, claim in enumerate(reading.claims):
        record = claim_record(reading, number)
        exact = claim.value if abs(claim.value) < _LARGEST and int(claim.value.as_tuple().exponent) >= -_DECIMALS else None
        rows.append(
            {
                **{name: record[name] for name in (*_TEXT, *_NUMBERS, *_LISTS) if name in record},
                **writer.role_iris(claim),
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


def _columns(rows: list[dict[str, Any]]) -> Any:
    """Rows as a table, by way of JSON Lines: pyarrow's conversion of Python objects imports pandas where that is installed (0.3 s)."""
    from io import BytesIO

    import pyarrow.json

    if not rows:
        return schema().empty_table()
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    reading = pyarrow.json.ReadOptions(use_threads=False, block_size=len(lines))
    parsing = pyarrow.json.ParseOptions(explicit_schema=schema(), unexpected_field_behavior="error")
    return pyarrow.json.read_json(BytesIO(lines), reading, parsing).select(schema().names)


def part(reading: Reading, base: str = DEFAULT_BASE) -> bytes:
    """The table of one reading as Parquet; the same reading gives the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet

    sink = pa.BufferOutputStream()
    pyarrow.parquet.write_table(table(reading, base), sink, compression="zstd", store_schema=False)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def is_of(content: bytes, reading: Reading, base: str = DEFAULT_BASE) -> bool:
    """Whether a part holds the table of this reading, whichever version of the library wrote it."""
    import pyarrow as pa
    import pyarrow.parquet

    try:
        found = pyarrow.parquet.ParquetFile(pa.BufferReader(content)).read()
    except (pa.ArrowException, OSError):
        return False
    return bool(found.equals(table(reading, base)))


def read(parts: Any) -> Any:
    """The whole claim table from its parts, in their order."""
    import pyarrow as pa
    import pyarrow.parquet

    tables = [pyarrow.parquet.ParquetFile(path).read() for path in parts]
    return pa.concat_tables(tables) if tables else schema().empty_table()
