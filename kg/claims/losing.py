"""Claims that rest on a damaged passage, which are none: what stood there may have been a digit, a unit, a place."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kg.model import Claim, Repair, Role, Skipped

_MARK = re.compile(r"(?<!\d)[,:]|[,:](?!\d)|[，；：。！？!;\n]")  # what parts clauses, not the digits of one number


def intact(
    claims: Sequence[Claim], skipped: Sequence[Skipped], text: str, damaged: Sequence[Repair]
) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
    """The claims none of whose clauses and anchors touches a damaged passage; the numbers of the others are skipped as "damaged".

    >>> intact((), (), "失业率3.\ufffd5%", [Repair(5, 6, "\ufffd", "lost", "damaged")])
    ((), ())
    """
    if not damaged:
        return tuple(claims), tuple(skipped)
    gone = bytearray(len(text) + 2)
    for repair in damaged:
        gone[repair.start : repair.end + 2] = b"\1" * (repair.end + 2 - repair.start)  # with a character on either side, one further on
    kept = [index for index, claim in enumerate(claims) if not any(any(gone[a + 1 : b + 1]) for a, b in _rests_on(claim, text))]
    number = {before: now for now, before in enumerate(kept)}
    whole = [claims[index] for index in kept]
    lost = [Skipped(claim.number, "damaged") for index, claim in enumerate(claims) if index not in number]
    return (
        tuple(replace(claim, repeats=number.get(claim.repeats)) if claim.repeats is not None else claim for claim in whole),
        tuple(sorted((*skipped, *lost), key=lambda one: one.span)),
    )


def _rests_on(claim: Claim, text: str) -> list[tuple[int, int]]:
    roles: tuple[Role[Any] | None, ...] = (claim.metric, claim.base, claim.place, claim.period, claim.speaker, *claim.programmes)
    spans = [role.span for role in roles if role and role.span]
    return [_clause(claim, text), (claim.quote.start, claim.quote.end), *((span.start, span.end) for span in spans)]


def _clause(claim: Claim, text: str) -> tuple[int, int]:
    line = text.rfind("\n", 0, claim.number.start) + 1
    start = max((mark.end() for mark in _MARK.finditer(text, line, claim.number.start)), default=line)
    mark = _MARK.search(text, claim.number.end)
    return start, mark.start() if mark else len(text)
