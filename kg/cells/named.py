"""The places a text names, by where they stand."""

from bisect import bisect_left
from collections.abc import Sequence

from kg.model import Place, Role


class Named:
    """Look-up of the places named in a text, which come in their order.

    >>> from kg.model import Span
    >>> named = Named([Role(Place("甲县"), Span.at("甲县乙县", 0, 2)), Role(Place("乙县"), Span.at("甲县乙县", 2, 4))])
    >>> named.at(2, 4).value.name, named.at(0, 3), [role.value.name for role in named.within(0, 3)]
    ('乙县', None, ['甲县'])
    """

    def __init__(self, places: Sequence[Role[Place]] = ()) -> None:
        self._places = [role for role in places if role.span]
        self._starts = [role.span.start for role in self._places if role.span]

    def at(self, start: int, end: int) -> Role[Place] | None:
        """The place whose name begins and ends there, None where none does."""
        return next((role for role in self.within(start, end) if role.span and (role.span.start, role.span.end) == (start, end)), None)

    def within(self, start: int, end: int) -> list[Role[Place]]:
        """The places named between two offsets."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [role for role in self._places[first:last] if role.span and role.span.end <= end]
