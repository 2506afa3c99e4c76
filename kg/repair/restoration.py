"""The order in which a damaged text is restored: bytes put in step, then marks and spaces, then the script."""

from collections.abc import Iterable, Iterator

from kg.characters import place_names
from kg.model import Repair
from kg.offsets import OffsetMap, Splice
from kg.repair.figures import figures
from kg.repair.misalignment import GLOSS, Edit, misaligned
from kg.repair.model import CharacterModel
from kg.repair.punctuation import indentation, marks
from kg.repair.script import to_simplified


def restored(received: str) -> tuple[str, OffsetMap, tuple[Repair, ...]]:
    """The text that ``received`` was, the map that leads back to it, and what was done.

    >>> text, offsets, repairs = restored("????創(chuàng)業(yè),創(chuàng)新")
    >>> text, offsets.span(2, 3), [(r.was, r.kind) for r in repairs]
    ('　　创业，创新', (4, 13), [('????', 'space'), ('創(chuàng)', 'gloss'), ('業(yè)', 'gloss'), (',', 'punctuation'), ('創(chuàng)', 'gloss')])
    """
    indent = indentation(received)
    stepped = _Stage(received, _in_step(received, indent))
    later = [*marks(stepped.text, indent), *figures(stepped.text)]
    marked = _Stage(stepped.text, sorted(later, key=lambda edit: edit.start))
    text = to_simplified(marked.text)
    offsets = marked.offsets.compose(stepped.offsets)
    done = [*marked.repairs, *(_moved(repair, marked.offsets) for repair in stepped.repairs)]
    done += _converted(marked.text, text, done)
    ordered = sorted(done, key=lambda repair: (repair.start, repair.end))
    return text, offsets, tuple(_witnessed(repair, offsets, received) for repair in ordered)


def _in_step(text: str, indent: int) -> Iterator[Edit]:
    model = CharacterModel(GLOSS.sub("", text), place_names())
    start = 0
    for line in text.split("\n"):
        opening = len(line) - len(line.lstrip("?"))
        for edit in misaligned(line, indent if opening >= indent else 0, model):
            yield Edit(start + edit.start, start + edit.end, edit.text, edit.kind, edit.certainty)
        start += len(line) + 1


class _Stage:
    """A text with edits applied, and where they stand now."""

    def __init__(self, before: str, edits: Iterable[Edit]) -> None:
        splice, position = Splice(before), 0
        self.repairs: list[Repair] = []
        for edit in edits:
            splice.keep(position, edit.start)
            start = len(splice)
            splice.put(edit.text, edit.start, edit.end)
            self.repairs.append(Repair(start, len(splice), "", edit.kind, edit.certainty))
            position = edit.end
        splice.keep(position, len(before))
        self.text, self.offsets = splice.text(), splice.offsets()


def _moved(repair: Repair, offsets: OffsetMap) -> Repair:
    start, end = offsets.back(repair.start, repair.end)
    return Repair(start, end, repair.was, repair.kind, repair.certainty)


def _witnessed(repair: Repair, offsets: OffsetMap, received: str) -> Repair:
    start, end = offsets.span(repair.start, repair.end)
    return Repair(repair.start, repair.end, received[start:end], repair.kind, repair.certainty)


def _converted(before: str, after: str, done: Iterable[Repair]) -> Iterator[Repair]:
    """Runs of characters in another script, apart from those that a repair covers already."""
    covered = bytearray(len(after))
    for repair in done:
        covered[repair.start : repair.end] = b"\1" * (repair.end - repair.start)
    start = None
    for index, (old, new) in enumerate(zip(before, after, strict=True)):
        changed = old != new and not covered[index]
        if start is None and changed:
            start = index
        elif start is not None and not changed:
            yield Repair(start, index, "", "traditional", "inferred" if "著" in before[start:index] else "certain")
            start = None
    if start is not None:
        yield Repair(start, len(after), "", "traditional", "inferred" if "著" in before[start:] else "certain")
