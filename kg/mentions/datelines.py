"""What an item of a bulletin says of itself at its head: headline, and the place and day of its dateline."""

import re

from kg.dates import iso
from kg.gazetteer import gazetteer
from kg.items import DATELINE, HEADLINE
from kg.model import Place, Role, Span

_OPENING = 400  # characters an item's dateline stands in
_CAPITAL = "北京"  # what is reported from there is about the country, or anywhere in it
_BEHIND = re.compile(r"(?:(?:19|20)[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日(?:电|讯|消息|报道)|(?:讯|电|报道)[）)】]")
_ENDINGS = {"市": "prefecture", "县": "county", "区": "county", "州": "prefecture", "旗": "county", "镇": "town", "乡": "town"}


class Opening:
    """The opening lines of an item.

    >>> said = Opening("青石镇修路\\n　　本报云溪12月3日电（记者 周晓禾） 云溪县新修公路3公里。")
    >>> said.published("2022-01-04").value, said.place().value.name, said.place().origin
    ('2021-12-03', '云溪县', 'dateline')
    """

    def __init__(self, text: str) -> None:
        self.text = text
        lines = text[:_OPENING].split("\n")[:6]
        position = 0
        self.dateline = None
        for line in lines:
            self.dateline = DATELINE.match(text, position, position + len(line))
            if self.dateline:
                break
            position += len(line) + 1

    def title(self) -> Role[str] | None:
        """The headline in 【】 right before the text; one on a line of its own is found as any title is."""
        match = HEADLINE.match(self.text)
        if match is None or "。" not in self.text[match.end() :].split("\n", 1)[0]:
            return None
        return Role(match["title"], Span.at(self.text, *match.span("title")))

    def published(self, day: str | None = None) -> Role[str] | None:
        """The day of the dateline, in the year it states, else that of the bulletin or the one before it; ``day`` is the bulletin's, or a year."""
        if self.dateline is None or not self.dateline["date"] or not (day or self.dateline["year"]):
            return None
        year = self.dateline["year"] or (day or "")[:4]
        date = iso(int(year), int(self.dateline["month"]), int(self.dateline["day"]))
        if date and day and not self.dateline["year"] and len(day) == 10 and date > day:
            date = iso(int(day[:4]) - 1, int(self.dateline["month"]), int(self.dateline["day"]))
        return Role(date, Span.at(self.text, *self.dateline.span("date"))) if date else None

    def place(self) -> Role[Place] | None:
        """The place of the dateline, where it is a division or the text says what it is (云溪: 云溪县)."""
        if self.dateline is None or self.dateline["place"] in (None, "", _CAPITAL):
            return None
        name, span = self.dateline["place"], Span.at(self.text, *self.dateline.span("place"))
        entries = gazetteer().candidates(name)
        if len(entries) == 1:
            return Role(
                Place(entries[0].name, entries[0].code, entries[0].level if entries[0].level != "zone" else "county"), span, "dateline"
            )
        full = name if name[-1] in _ENDINGS else next((name + end for end in _ENDINGS if name + end in self.text), None)
        return Role(Place(full, None, _ENDINGS[full[-1]]), span, "dateline") if full and not entries else None


def is_dateline(text: str, end: int) -> bool:
    """Whether what is named up to ``end`` is where a dateline says a text was written.

    >>> is_dateline("新华社北京6月20日电 云岭县通路。", 5), is_dateline("北京6月20日下雨。", 2)
    (True, False)
    """
    return _BEHIND.match(text, end) is not None


def is_capital(role: Role[Place]) -> bool:
    """Whether a place is the capital, where much is written that is about other places."""
    return role.span is not None and role.span.quote.startswith(_CAPITAL)
