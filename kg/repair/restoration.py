"""The order in which a damaged text is restored: bytes put in step, then marks and spaces, then the script."""

import re
from collections.abc import Iterable, Iterator
from operator import attrgetter, ne

from kg.characters import place_names
from kg.model import Repair
from kg.offsets import OffsetMap, Splice
from kg.repair.figures import figures
from kg.repair.misalignment import GLOSS, Edit, misaligned
from kg.repair.model import CharacterModel
from kg.repair.punctuation import indentation, marks
from kg.repair.script import to_simplified

_CHANGED = re.compile(b"\1+")


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
    done = [*marked.done, *(_moved(edit, marked.offsets) for edit in stepped.done)]
    done += _converted(marked.text, text, done)
    ordered = sorted(done, key=attrgetter("start", "end"))
    return text, offsets, tuple(_witnessed(edit, offsets, received) for edit in ordered)


def _in_step(text: str, indent: int) -> Iterator[Edit]:
    model = CharacterModel(GLOSS.sub("", text), place_names())
    start = 0
    for line in text.split("\n"):
        opening = len(line) - len(line.lstrip("?"))
        for edit in misaligned(line, indent if opening >= indent else 0, model):
            yield Edit(start + edit.start, start + edit.end, edit.text, edit.kind, edit.certainty)
        start += len(line) + 1


class _Stage:
    """A text with edits applied; ``done`` are the same edits where they stand now."""

    def __init__(self, before: str, edits: Iterable[Edit]) -> None:
        splice, position = Splice(before), 0
        self.done: list[Edit] = []
        for edit in edits:
            splice.keep(position, edit.start)
            start = len(splice)
            splice.put(edit.text, edit.start, edit.end)
            self.done.append(Edit(start, start + len(edit.text), edit.text, edit.kind, edit.certainty))
            position = edit.end
        splice.keep(position, len(before))
        self.text, self.offsets = splice.text(), splice.offsets()


def _moved(edit: Edit, offsets: OffsetMap) -> Edit:
    start, end = offsets.back(edit.start, edit.end)
    return Edit(start, end, edit.text, edit.kind, edit.certainty)


def _witnessed(edit: Edit, offsets: OffsetMap, received: str) -> Repair:
    start, end = offsets.span(edit.start, edit.end)
    return Repair(edit.start, edit.end, received[start:end], edit.kind, edit.certainty)


def _converted(before: str, after: str, done: Iterable[Edit]) -> Iterator[Edit]:
    """Runs of characters in another script, apart from those that an edit covers already."""
    changed = bytearray(map(ne, before, after))
    for edit in done:
        changed[edit.start : edit.end] = bytes(edit.end - edit.start)
    for run in _CHANGED.finditer(changed):
        start, end = run.span()
        yield Edit(start, end, after[start:end], "traditional", "inferred" if "著" in before[start:end] else "certain")
