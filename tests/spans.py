"""Every span of everything found in a document, held to quote its text."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from kg.model import Document, Reading, Span


def spans_of(record: Any) -> Iterator[Span]:
    """The spans of a record, of its fields and of what they hold; a document is what they are spans of."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, (tuple, list)):
        for part in record:
            yield from spans_of(part)
    elif is_dataclass(record) and not isinstance(record, Document):
        for field in fields(record):
            yield from spans_of(getattr(record, field.name))


def misquoted(reading: Reading) -> list[Span]:
    """The spans of a reading that do not quote its text."""
    text = reading.document.text
    return [span for span in spans_of(reading) if text[span.start : span.end] != span.quote]
