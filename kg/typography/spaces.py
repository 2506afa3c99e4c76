"""Spaces between scripts and behind half-width marks, what parts thousands, and the marks of notes: what print does not have."""

import re
from collections.abc import Iterator

from kg.typography.marks import HAN, PRINTED

# 2023 年, 增长 5 %: spaces where scripts meet, where they could be, and what else has some in such a text
_SPACED = re.compile(rf"[ \u00a0](?:(?<=[{HAN}].)(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%].)(?=[{HAN}]))")
_MEETING = re.compile(rf"(?<=[{HAN}])[0-9A-Za-z]|(?<=[0-9A-Za-z%])[{HAN}]")
_SPACE = re.compile(
    rf"[ \u00a0](?:(?<=[{HAN}].)(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%].)(?=[{HAN}，。；：、！？）》”%‰℃])|(?<=[，。；：、（《“].)(?=[0-9A-Za-z{HAN}]))"
)
_AFTER_MARK = re.compile(rf"[ \u00a0](?:(?<=[{PRINTED}%][,;:!?)].)(?=[{PRINTED}0-9])|(?<=[{HAN}%]\..)(?=[{HAN}]))")
_FEW_SPACES, _SPACED_OUT = 3, 0.5  # a text that has spaces there as a rule: so many, at such a share of the places
# 18,130户, 18 130户: digits in threes (GB/T 15835-2011, 5.1.2); figures of three such numbers at least where spaces part them
_THREES = re.compile(r"[0-9](?<![0-9.,:：].)[0-9]{0,2}(?:,[0-9]{3})+(?![0-9,])")
_SPACES = " \u00a0\u2009\u202f"
_SPACED_THREES = re.compile(rf"[1-9](?<![0-9.,].)[0-9]{{0,2}}(?:[{_SPACES}][0-9]{{3}})+(?=(?:\.[0-9]+)?[\u4e00-\u9fff%])")
_SHORT = re.compile("[0-9]{1,2}[^0-9]")  # 100 200所 may be two numbers
_PARTING = re.compile(f"[,{_SPACES}]")
# 全部脱贫[1]。
_NOTE = re.compile(r"\[[0-9]{1,3}\](?=[，。；：、])|(?<=[\u3400-\u9fff])\[[0-9]{1,2}\](?=[0-9])|(?<=[，。；：、])\[[0-9]{1,3}\]")


def spaced(text: str) -> bool:
    """Whether a text has spaces that print does not have, between scripts or within numbers."""
    return any(space in text for space in _SPACES) and bool(_SPACED.search(text) or _SPACED_THREES.search(text))


def left_out(text: str) -> Iterator[tuple[int, int]]:
    """The spaces between scripts, in a text that has them there as a rule, those behind half-width marks, what parts thousands, the marks of notes."""
    numbers = [*_THREES.finditer(text)] if "," in text else []
    if any(space in text for space in _SPACES):
        between = sum(1 for _ in _SPACED.finditer(text))
        yield from (m.span() for m in _AFTER_MARK.finditer(text))
        if between >= _FEW_SPACES and between > _SPACED_OUT * (between + sum(1 for _ in _MEETING.finditer(text))):
            yield from (m.span() for m in _SPACE.finditer(text))
        numbers += _SPACED_THREES.finditer(text) if parts_thousands(text) else ()
    if "[" in text:
        yield from (m.span() for m in _NOTE.finditer(text))
    for number in numbers:
        yield from (m.span() for m in _PARTING.finditer(text, *number.span()))


def parts_thousands(text: str) -> bool:
    """Whether a text parts thousands by spaces, as yearbooks do: in three numbers at least, so that a space in one is no sign of something lost.

    >>> parts_thousands("客运5 300万人次，货运1 228万吨，电话1 081万户。"), parts_thousands("人均29 834元。")
    (True, False)
    """
    return sum(1 for m in _SPACED_THREES.finditer(text) if _SHORT.match(m[0])) >= _FEW_SPACES
