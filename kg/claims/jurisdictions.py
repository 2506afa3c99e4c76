"""What 全县 means in the mouth of somebody in office: the county of their post, not another that the document is about."""

import re
from collections.abc import Sequence

from kg.gazetteer import gazetteer
from kg.model import Person, Place, Role

_SAME = re.compile("(?:[全本]|[我咱俺]们?)(?P<level>[省市县区州旗镇乡村]|街道|社区)")
_KINDS = {
    "省": "province", "市": "prefecture", "州": "prefecture", "县": "county", "区": "county", "旗": "county",
    "镇": "town", "乡": "town", "街道": "town", "村": "village", "社区": "village",
}  # fmt: skip
# 云岭县水利局, 中共青石镇委员会: a place that the gazetteer does not have, by the name of the body
_NAMED = re.compile("^(?:中共)?(?P<place>[^\\W\\d省市县区州旗镇乡村][^\\W\\d省市县区州旗镇乡村]{1,3}[县旗镇乡村])(?![委长])")


def governed(said: Role[Place], person: Person, in_title: Sequence[Role[Place]]) -> Role[Place] | None:
    """The place that a word like 全县 means when ``person`` says it; ``in_title`` are the places named in the title they are introduced with.

    None where the word is another one, or the title names no place at its level or below it.
    """
    match = _SAME.fullmatch(said.span.quote) if said.span else None
    if match is None:
        return None
    kind = _KINDS[match["level"]]
    for role in reversed(in_title):
        bears = role.value.name.endswith(match["level"]) and role.value.kind != "spot"
        if bears or role.value.kind == kind == "county":
            return Role(role.value, role.span, "document")
        above = gazetteer().called(match["level"], role.value.code) if role.value.code else None
        if above:
            return Role(Place(above.name, above.code, above.level), role.span, "document")
    bodies = [c.body.value for c in person.capacities if c.body]
    named = next((m for body in bodies if (m := _NAMED.match(body)) and m["place"].endswith(match["level"])), None)
    if named and not in_title and not gazetteer().candidates(named["place"]):
        return Role(Place(named["place"], None, kind), person.mentions[0] if person.mentions else None, "document")
    return None
