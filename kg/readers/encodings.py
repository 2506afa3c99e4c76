"""Which encoding bytes are in, found and not believed, and where each character stands in them.

Encodings as the WHATWG Encoding Standard knows them: UTF-8, UTF-16 and UTF-32 (with a byte order mark), GB18030 (holds GBK and GB2312) and
Big5 (with the Hong Kong supplement). A declared encoding is a hint that has to decode and to read better than the others.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.characters import common_hanzi, converter
from kg.errors import InputError
from kg.offsets import OffsetMap, Run
from kg.readers.gaps import gapped

_MARKS = (  # the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_LEGACY = ("gb18030", "big5hkscs")
_SAMPLE = 4000  # characters beyond ASCII that decide between the two: one line of prose is enough
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》「」『』—…　·％")
_PLAUSIBLE = 0.7  # share of common characters below which a decoding is none: prose has 0.99, UTF-8 read as GB18030 0.5
_HINT = 0.02  # by how much of the sample the declared encoding may read worse

# Sequences of bytes that are one character each, by their length; two characters made from one Big5 pair stand in no group.
_PAIR = rb"(?!\x88[\x62\x64\xa3\xa5])[\x81-\xfe][\x40-\x7e\xa1-\xfe]"
_FOURS = re.compile(rb"((?:[\x00-\xff]{4})+)")
_WIDTHS: dict[str, tuple[re.Pattern[bytes], tuple[int, ...]]] = {
    "utf-8": (
        re.compile(rb"([\x00-\x7f]+)|((?:[\xc2-\xdf][\x80-\xbf])+)|((?:[\xe0-\xef][\x80-\xbf]{2})+)|((?:[\xf0-\xf4][\x80-\xbf]{3})+)"),
        (1, 2, 3, 4),
    ),
    "gb18030": (
        re.compile(rb"([\x00-\x7f]+)|((?:[\x81-\xfe][\x40-\x7e\x80-\xfe])+)|((?:[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39])+)"),
        (1, 2, 4),
    ),
    "big5hkscs": (re.compile(rb"([\x00-\x7f]+)|((?:" + _PAIR + rb")+)|\x88[\x62\x64\xa3\xa5]"), (1, 2)),
    "utf-16-le": (re.compile(rb"((?:[\x00-\xff][\x00-\xd7\xe0-\xff])+)|((?:[\x00-\xff][\xd8-\xdb][\x00-\xff][\xdc-\xdf])+)"), (2, 4)),
    "utf-16-be": (re.compile(rb"((?:[\x00-\xd7\xe0-\xff][\x00-\xff])+)|((?:[\xd8-\xdb][\x00-\xff][\xdc-\xdf][\x00-\xff])+)"), (2, 4)),
    "utf-32-le": (_FOURS, (4,)), "utf-32-be": (_FOURS, (4,)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes as characters: ``text`` without byte order mark, line ends as they stand there; ``offsets`` leads to the bytes."""

    text: str
    encoding: str
    offsets: OffsetMap


def decode(data: bytes, *, declared: str | None = None, where: str = "") -> Decoded:
    """Decode ``data`` in the encoding it is in; InputError where it is in none that is read here.

    >>> decode("鹤壁市".encode("gbk"), declared="utf-8").text
    '鹤壁市'
    >>> decode("鶴壁市長說".encode("big5")).encoding
    'big5hkscs'
    >>> decode("鹤壁".encode()).offsets.span(1, 2)
    (3, 6)
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return _decoded(data, encoding, len(mark), where)
            except InputError:
                mended = _mended(data, encoding, len(mark)) if encoding == "utf-8" else None
                if mended is None:
                    raise
                return mended
    try:
        return _decoded(data, "utf-8", 0, where)
    except InputError as error:
        fault = error
    for likelihood, encoding in _by_likelihood(data, declared):
        if likelihood < _PLAUSIBLE:
            break  # UTF-8 that was cut short decodes as GB18030, to characters that nobody uses
        try:
            return _decoded(data, encoding, 0, where)
        except InputError:
            continue  # the fault in UTF-8 is the one to report: it is what the file will be saved in
    plausible = [encoding for likelihood, encoding in _by_likelihood(data, declared) if likelihood >= _PLAUSIBLE]
    for encoding in ("utf-8", *(encoding for encoding in plausible if encoding == "gb18030")):
        if mended := _mended(data, encoding, 0):
            return mended
    raise fault


def _mended(data: bytes, encoding: str, mark: int) -> Decoded | None:
    """``data`` in an encoding that does not fit a few of its bytes, None where they are not few."""
    found = gapped(data[mark:], encoding)
    if found is None:
        return None
    bounds = [mark, *(mark + bound for gap in found.gaps for bound in gap), len(data)]
    return Decoded(found.text, encoding, OffsetMap.later(lambda: tuple(_gapped_runs(data, encoding, bounds))))


def _gapped_runs(data: bytes, encoding: str, bounds: list[int]) -> Iterator[Run]:
    target = 0
    for index, (start, end) in enumerate(pairwise(bounds)):
        if index % 2:
            yield Run(target, 1, start, end - start, False)
            target += 1
            continue
        for run in _runs(data, encoding, start, end):
            yield run._replace(target=run.target + target)
        target += len(data[start:end].decode(encoding))


def _decoded(data: bytes, encoding: str, mark: int, where: str) -> Decoded:
    try:
        text = data[mark:].decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"无法按任何已知编码（UTF-8、UTF-16、UTF-32、GB18030、Big5）解码，第 {mark + error.start} 字节处出错",
            f"the bytes are in no encoding known here (UTF-8, UTF-16, UTF-32, GB18030, Big5); the first fault is at byte {mark + error.start}",
            where=where,
            next_zh="请另存为 UTF-8 后再试",
            next_en="save it as UTF-8 and try again",
        ) from error
    return Decoded(text, encoding, OffsetMap.later(lambda: tuple(_runs(data, encoding, mark, len(data)))))


def _by_likelihood(data: bytes, declared: str | None) -> list[tuple[float, str]]:
    """The legacy encodings with the share of common characters that each gives, the likeliest first."""
    hint = _codec(declared)
    shares = [(_commonness(data, encoding) + (_HINT if encoding == hint else 0.0), encoding) for encoding in _LEGACY]
    return sorted(shares, key=lambda share: -share[0])


def _codec(declared: str | None) -> str | None:
    label = (declared or "").strip().lower().replace("_", "-")
    if label.startswith("big5") or label in ("cp950", "csbig5", "x-x-big5"):
        return "big5hkscs"
    return "gb18030" if label.startswith("gb") or label in ("cp936", "x-gbk", "csgb2312", "hz-gb-2312") else None


def _commonness(data: bytes, encoding: str) -> float:
    """The share of common characters among those beyond ASCII in a sample, traditional ones counted as their simplified form."""
    sample = re.sub("[\\x00-\\x7f]+", "", data[: 4 * _SAMPLE].decode(encoding, "replace"))
    simplified = converter()(sample)
    common = common_hanzi()
    good = sum(c in common or c in _PUNCTUATION for c in simplified)
    neutral = sum("\u2460" <= c <= "\u266f" for c in simplified)  # the lines that tables were drawn with
    return good / max(1, len(simplified) - neutral)


def _runs(data: bytes, encoding: str, start: int, stop: int) -> Iterator[Run]:
    pattern, widths = _WIDTHS[encoding]
    target = 0
    for match in pattern.finditer(data, start, stop):
        start, end = match.span()
        step = widths[match.lastindex - 1] if match.lastindex else 0
        length = (end - start) // step if step else 2
        yield Run(target, length, start, end - start, bool(step))
        target += length


def line_ends(text: str) -> tuple[str, OffsetMap]:
    """The text with ``\\n`` as its only line end, and the map that leads back.

    >>> text, offsets = line_ends("鹤壁\\r\\n市")
    >>> text, offsets.span(2, 3), offsets.span(3, 4)
    ('鹤壁\\n市', (2, 4), (4, 5))
    """
    if "\r" not in text:
        length = len(text)
        return text, OffsetMap.later(lambda: OffsetMap.identity(length).runs)
    return text.replace("\r\n", "\n").replace("\r", "\n"), OffsetMap.later(lambda: tuple(_line_runs(text)))


def _line_runs(text: str) -> Iterator[Run]:
    target = 0
    bounds = [0, *(i for m in re.finditer("\r\n", text) for i in m.span()), len(text)]
    for index, (start, end) in enumerate(pairwise(bounds)):
        length = 1 if index % 2 else end - start
        if length:
            yield Run(target, length, start, end - start, not index % 2)
        target += length
