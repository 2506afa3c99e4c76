"""Which claims of a document restate an earlier one: title and body, summary boxes, a figure told twice."""

from dataclasses import replace

from kg.model import Claim

SAME_COUNTER = {"名": "人", "位": "人"}


def mark_repeats(claims: list[Claim]) -> list[Claim]:
    """The same claims, each restatement pointing to the first claim it restates.

    A restatement has the same value, unit, measure, place and a metric of the same words, though it may leave some out (累计完成投资, 完成投资).
    """
    seen: dict[tuple[object, ...], list[int]] = {}
    marked = []
    for index, claim in enumerate(claims):
        unit = SAME_COUNTER.get(claim.unit, claim.unit)
        key = (claim.value, unit, claim.measure, claim.comparator)
        alike = seen.setdefault(key, [])
        first = next((i for i in alike if _restates(claims[i], claim)), None) if alike else None
        if first is None:
            alike.append(index)
        else:
            # a summary box drops the programme that the body names
            programmes = claim.programmes or tuple(replace(role, origin="document") for role in claims[first].programmes)
            claim = replace(claim, repeats=first, programmes=programmes)
        marked.append(claim)
    return marked


def _restates(earlier: Claim, later: Claim) -> bool:
    if earlier.place and later.place and earlier.place.value.name != later.place.value.name:
        return False
    if earlier.kind != later.kind:
        return False
    if "table" in (earlier.rule, later.rule) and earlier.period and later.period and earlier.period.value != later.period.value:
        return False  # a row repeats a value from year to year
    a, b = sorted((earlier.metric.value.name, later.metric.value.name), key=len)
    if earlier.metric.value.iri and earlier.metric.value.iri == later.metric.value.iri:
        return True
    rest = iter(b)
    return a == b or (len(a) >= 2 and len(a) * 2 >= len(b) and all(c in rest for c in a))
