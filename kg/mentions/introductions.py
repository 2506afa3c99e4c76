"""How a text introduces people, and whether two introductions of one name are of one person."""

import re
from dataclasses import dataclass, field

from kg.gazetteer import gazetteer
from kg.model import Capacity, PersonRole, Role

_OFFICE = re.compile(r"(?:局|厅|(?<![村居])委|(?<!支)部|政府|(?<!民)委员会|检察院|法院)$")


@dataclass
class Introduction:
    """What is known of one person while the text is read; ``at`` are the places where they are introduced."""

    role: PersonRole
    at: list[int]
    capacities: list[Capacity] = field(default_factory=list)
    organisation: Role[str] | None = None
    place: Role[str] | None = None
    ordinary: bool = False

    def add(self, other: "Introduction") -> None:
        """Take over what another introduction of the same person says."""
        self.at += other.at
        for capacity in other.capacities:
            held = [c for c in self.capacities if _name(c.post) == _name(capacity.post)]
            known = next((c for c in held if c.body is None or capacity.body is None or _tail(c.body.value, capacity.body.value)), None)
            if known is None:
                self.capacities.append(capacity)
            elif known.body is None and capacity.body:
                self.capacities[self.capacities.index(known)] = Capacity(known.post, capacity.body)
        self.organisation = self.organisation or other.organisation
        self.place = self.place or other.place
        if self.role == "resident" and other.role != "resident":
            self.role = other.role

    def is_other(self, other: "Introduction") -> bool:
        """Whether it is another person of that name: a villager and somebody in office, or one post in two places."""
        if self.ordinary != other.ordinary:
            office = other if self.ordinary else self
            return office.role != "resident" and bool(office.organisation and _OFFICE.search(office.organisation.value))
        return any(
            _elsewhere(mine.body.value, theirs.body.value)
            for mine in self.capacities
            for theirs in other.capacities
            if _name(mine.post) == _name(theirs.post) and mine.body and theirs.body
        )


def _name(role: Role[str] | None) -> str | None:
    return role.value if role else None


def _tail(body: str, other: str) -> bool:
    """Whether one name of a body is the end of the other: 市林业局 of 鹤壁市林业局."""
    return body.endswith(other) or other.endswith(body)


def _elsewhere(body: str, other: str) -> bool:
    """Whether two bodies open with two places of which neither holds the other: 云岭县林业局 and 青川县林业局."""
    places = gazetteer()
    first, second = (next(iter(places.find(name.removeprefix("中共"))), None) for name in (body, other))
    if first is None or second is None:
        return False
    return not any(places.within(a.code, b.code) or places.within(b.code, a.code) for a in first[2] for b in second[2])
