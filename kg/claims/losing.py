"""Claims that rest on a damaged passage, which are none: what stood there may have been a digit, a unit, a place.

Those that rest on one where a model chose what lost bytes had been are doubtful, and so are those behind a damaged passage of
their paragraph: a place, a time or a speaker may have stood there.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from kg.model import Claim, Repair, Role, Skipped

RESTORED = "有损毁之处，所缺之字由模型推定 · rests on a damaged passage, where a model chose what was lost"
DAMAGED_BEFORE = "同段前文有损毁，或失地点、时间、说话人 · behind a damaged passage, where a place, a time or a speaker may have stood"

_GUESSED = ("misaligned", "figure")
_MARK = re.compile(r"(?<!\d)[,:]|[,:](?!\d)|[，；：。！？!;\n]")  # what parts clauses, not the digits of one number


def intact(
    claims: Sequence[Claim], skipped: Sequence[Skipped], text: str, repairs: Sequence[Repair]
) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
    """The claims none of whose clauses and anchors touches a damaged passage; the numbers of the others are skipped as "damaged";
    those that touch a guess or stand behind a damaged passage are doubtful.

    >>> intact((), (), "失业率3.\ufffd5%", [Repair(5, 6, "\ufffd", "lost", "damaged")])
    ((), ())
    """
    damaged = [repair for repair in repairs if repair.certainty == "damaged"]
    guessed = [repair for repair in repairs if repair.certainty == "inferred" and repair.kind in _GUESSED]
    if not damaged and not guessed:
        return tuple(claims), tuple(skipped)
    gone, in_doubt = _touching(damaged, text), _touching(guessed, text)
    marks = [match.start() for match in _MARK.finditer(text)]
    grounds = [_rests_on(claim, text, marks) for claim in claims]
    kept = [index for index, spans in enumerate(grounds) if not _touched(gone, spans)]
    number = {before: now for now, before in enumerate(kept)}
    lost = [Skipped(claim.number, "damaged") for index, claim in enumerate(claims) if index not in number]
    whole = []
    for claim, spans in ((claims[index], grounds[index]) for index in kept):
        doubts = [RESTORED] if _touched(in_doubt, spans) else []
        if any(gone[text.rfind("\n", 0, claim.number.start) + 2 : claim.number.start]):
            doubts.append(DAMAGED_BEFORE)
        repeats = None if claim.repeats is None else number.get(claim.repeats)
        whole.append(replace(claim, doubts=(*claim.doubts, *doubts), repeats=repeats))
    return tuple(whole), tuple(sorted((*skipped, *lost), key=lambda one: one.span))


def _touching(repairs: Sequence[Repair], text: str) -> bytearray:
    """Which characters of ``text``, one further on, stand in a repair or beside it."""
    touched = bytearray(len(text) + 2)
    for repair in repairs:
        touched[repair.start : repair.end + 2] = b"\1" * (repair.end + 2 - repair.start)
    return touched


def _touched(characters: bytearray, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether one of the spans holds a character that is touched."""
    return any(characters.find(1, start + 1, end + 1) >= 0 for start, end in spans)


def _rests_on(claim: Claim, text: str, marks: Sequence[int]) -> list[tuple[int, int]]:
    roles: tuple[Role[Any] | None, ...] = (claim.metric, claim.base, claim.place, claim.period, claim.speaker, *claim.programmes)
    spans = [role.span for role in roles if role and role.span]
    return [_clause(claim, text, marks), (claim.quote.start, claim.quote.end), *((span.start, span.end) for span in spans)]


def _clause(claim: Claim, text: str, marks: Sequence[int]) -> tuple[int, int]:
    """From the mark before a claim's number to the one behind it; every mark, the end of a line too, is one character."""
    index = bisect_left(marks, claim.number.start)
    start = marks[index - 1] + 1 if index else 0
    end = bisect_left(marks, claim.number.end)
    return start, marks[end] if end < len(marks) else len(text)
