"""What shows that bytes are gone, or that a line was decoded in a wrong encoding, where nothing can be put back.

The text stays as it is; the passages are damaged. Signs: replacement characters, also where their own bytes were decoded again (锟斤拷, ï¿½);
control characters of Latin-1; a question mark or a box inside a number (3.?5%); a number with a space in it (3 .2%,
29 834元), which may be two, unless the text parts its thousands so; and lines whose characters are rare ones in a measure that no prose has.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from kg.characters import common_hanzi, simplified_forms
from kg.model import Repair
from kg.typography import parts_thousands

_UNIT = "%％‰万萬亿億元人户戶个個家亩畝吨噸公平"
_STRANGE = r"[^\x00-\x7f\u2000-\u206f\u2e80-\uffef]"  # neither ASCII nor Chinese
_SIGN = re.compile(
    rf"(?<!{_STRANGE}){_STRANGE}*[\ufffd\x80-\x84\x86-\x9f]+{_STRANGE}*|锟斤拷|锟斤|(?:ï¿½)+"
    rf"|(?<=\d)\.[?？]+|(?<=\d)[?？]+(?=\d*(?:\.\d+)?[{_UNIT}])|(?<=[\d.])[□■\ue000-\uf8ff]+(?=[\d.%％‰])"
    rf"|(?<=\d)(?:[ \u00a0\u2009\u202f\u3000]|&nbsp;?|&#160;)+(?=\.\d)"
)
_PARTED = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})+(?=(?:\.\d+)?[{_UNIT}])")
_QUICK = (
    re.compile("[\ufffd\x80-\x9f锟ï]"),
    re.compile(r"\d(?:\.?[?？□■\ue000-\uf8ff]|[ \u00a0\u2009\u202f]\d{3}|[ \u00a0\u2009\u202f\u3000]+\.\d|&)"),
)
_HANZI = re.compile("[\u3400-\u9fff]")
_GARBLED = 0.75  # share of common characters below which a line is none: lines of prose have 0.86, wrong decodings 0.69 at most
_LEAST = 12  # characters of a line that can tell
_FEW = 4  # rare characters below which no line is garbled
_SPARSE = 0.02  # of the characters of a text: fewer are rare in any prose


def losses(text: str, done: Iterable[Repair] = ()) -> tuple[Repair, ...]:
    """The damaged passages of ``text`` that ``done`` does not name already, in order.

    >>> [(found.start, found.was) for found in losses("失业率3.\ufffd5%，增长2.?1%。")]
    [(5, '�'), (12, '.?')]
    >>> losses("失业率3.5%。什么?!12?30?")
    ()
    """
    named = sorted((r.start, r.end) for r in done if r.certainty == "damaged")
    found: list[Repair] = []
    end = index = covered = 0  # ``covered`` is how far those reach that begin so far
    suspect = any(quick.search(text) for quick in _QUICK)
    signs = _SIGN.finditer(text) if suspect else ()
    parted = _PARTED.finditer(text) if suspect and not parts_thousands(text) else ()
    for start, stop in sorted(chain((m.span() for m in chain(signs, parted)), _garbled(text))):
        start = max(start, end)
        while index < len(named) and named[index][0] <= start:
            covered, index = max(covered, named[index][1]), index + 1
        if start < stop and stop > covered:
            found.append(Repair(start, stop, text[start:stop], "lost", "damaged"))
            end = stop
    return tuple(found)


def _garbled(text: str) -> Iterator[tuple[int, int]]:
    """The lines that are garbled, all of them where the text as a whole is."""
    rare = [match.start() for match in _rare().finditer(text)]
    if len(rare) > _SPARSE * len(text) and _is_garbled(text, len(rare)):
        yield from (line.span() for line in re.finditer("[^\n]+", text))
        return
    index = 0
    while index + _FEW <= len(rare):
        end = text.find("\n", rare[index])
        beyond = bisect_left(rare, end, index) if end >= 0 else len(rare)
        start = text.rfind("\n", 0, rare[index]) + 1
        line = text[start : end if end >= 0 else len(text)]
        if beyond - index >= _FEW and _is_garbled(line, beyond - index):
            yield start, start + len(line)
        index = beyond


def _is_garbled(words: str, rare: int) -> bool:
    characters = len(_HANZI.findall(words))
    return characters >= _LEAST and rare > (1 - _GARBLED) * characters


@cache
def _rare() -> re.Pattern[str]:
    """An ideograph that no newspaper uses, in either script."""
    common = common_hanzi()
    either = common | {old for old, new in simplified_forms().items() if new in common}
    return re.compile(f"[^\\0-\u33ff\ua000-\U0010ffff{''.join(sorted(either))}]")
