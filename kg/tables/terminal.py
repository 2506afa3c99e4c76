"""Tables for a terminal, where a Chinese character is two cells wide (Unicode UAX 11).

Rows that carry a quote are drawn as evidence: a line of what the claim says, and under it the passage it was read from.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import IO, TYPE_CHECKING

from kg.answers import Cell, Iri, Table
from kg.tables.headings import heading, shown
from kg.tables.phrases import Phrase, aside, document_line, phrases
from kg.tables.plain import flat, written

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_GAP = 2
_NARROWEST = 9  # cells; a column squeezed below this breaks Chinese names in the middle
_LEAST = {"value": 18, "period": 10}  # cells; a figure is read whole
_WHOLE = ("path", "other_paths", "url")  # columns that are copied from a terminal, and so are never broken
_BESIDE = 3  # cells between two columns of a grid
_ROOMY = 100  # cells; below, the programme stands behind the passage
_NOTHING = {"zh": "没有结果", "en": "no rows"}


def write_table(table: Table, stream: IO[str], lang: str, width: int) -> None:
    """Draw a table into ``width`` cells; colour only where ``stream`` is a terminal."""
    from rich.console import Console

    class Terminal(Console):
        def on_broken_pipe(self) -> None:
            raise  # to the caller: rich would end the process

    console = Terminal(file=stream, width=max(width, 40), highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not table.rows:
        console.print(_NOTHING[lang], style="dim")
    elif "quote" in table.columns:
        _evidence(table, console, lang)
    elif sum(_least(table, name) for name in shown(table)) > console.width:
        _records(table, console, lang)
    else:
        _grid(table, console, lang)


_UNBROKEN = ("value", "period", "date")  # 510,000,0 is a number to whoever reads the first line only


def _least(table: Table, name: str) -> int:
    """The cells that a column of a grid takes at least."""
    return max(_widest(written(cell)) for cell in table.column(name)) + _BESIDE if name in _WHOLE else _NARROWEST


def _grid(table: Table, console: "Console", lang: str) -> None:
    from rich import box
    from rich.table import Table as Drawing

    drawing = Drawing(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in shown(table):
        numeric = all(cell is None or (not isinstance(cell, str | bool)) for cell in table.column(name))
        words = [word for cell in table.column(name) for word in flat(written(cell)).split()] if name in _UNBROKEN else []
        least = max(map(_widest, words), default=0) or None
        drawing.add_column(
            flat(heading(name, lang)), justify="right" if numeric else "left", overflow="fold", no_wrap=name in _WHOLE, min_width=least
        )
    for row in table:
        drawing.add_row(*(_text(row[name]) for name in shown(table)))
    console.print(drawing)


def _records(table: Table, console: "Console", lang: str) -> None:
    """Rows of many columns, a block a row and a line a column."""
    from rich.cells import cell_len
    from rich.text import Text

    names = {name: flat(heading(name, lang)) for name in table.columns}
    indent = max(cell_len(label) for label in names.values()) + _GAP
    for order, row in enumerate(table, 1):
        console.print(Text(f"── {order}", style="dim"))
        for name, cell in row.items():
            if cell is not None:
                label = Text(names[name] + " " * (indent - cell_len(names[name])), style="bold")
                if name in _WHOLE or isinstance(cell, Iri):
                    console.print(label + _text(cell), no_wrap=True, overflow="ignore", crop=False)
                else:
                    _print_hanging(console, label, _text(cell), indent)


def _text(cell: Cell) -> "Text":
    from rich.text import Text

    return Text(flat(written(cell)), style="dim" if isinstance(cell, Iri) else "")


# ---------------------------------------------------------------------------------------------- rows with a passage


def _evidence(table: Table, console: "Console", lang: str) -> None:
    from rich.text import Text

    rows = list(table)
    said = [phrases(row, lang) for row in rows]
    moved = () if console.width >= _ROOMY else ("programme",)
    used = [name for name in said[0] if name not in moved and any(s[name].text for s in said)]
    widths = _widths(used, said, console.width - 2, lang)
    _line(console, used, widths, {name: Phrase(heading(name, lang), "bold") for name in used})
    _line(console, used, widths, {name: Phrase("─" * widths[name], "dim") for name in used})
    for document, group in groupby(zip(rows, said, strict=True), key=lambda pair: document_line(pair[0])):
        if document:
            console.print(Text(document, style="bold cyan"))
        for row, spoken in group:
            _line(console, used, widths, spoken)
            _passage(console, row, aside(row, lang, *moved))


def _widths(names: Sequence[str], said: Sequence[Mapping[str, Phrase]], width: int, lang: str) -> dict[str, int]:
    """As wide as the widest cell of each column; where that is too much, the widest columns give way first, numbers last."""
    from rich.cells import cell_len

    widths = {name: max(cell_len(heading(name, lang)), *(_widest(s[name].text) for s in said)) for name in names}
    room = width - _GAP * (len(names) - 1)
    for least in (_LEAST, {}):
        while sum(widths.values()) > room:
            wide = [name for name in names if widths[name] > least.get(name, _NARROWEST)]
            if not wide:
                break
            widths[max(wide, key=lambda name: widths[name])] -= 1
    return widths


def _widest(text: str) -> int:
    from rich.cells import cell_len

    return max((cell_len(line) for line in text.split("\n")), default=0)


def _line(console: "Console", names: Sequence[str], widths: Mapping[str, int], spoken: Mapping[str, Phrase]) -> None:
    from rich.cells import cell_len
    from rich.text import Text

    blocks = {name: list(_folded(spoken[name].text, widths[name])) for name in names}
    for level in range(max(len(block) for block in blocks.values())):
        line = Text("  ")
        for name in names:
            piece = blocks[name][level] if level < len(blocks[name]) else ""
            line.append(piece, style=spoken[name].style if level == 0 else "")
            line.append(" " * (widths[name] - cell_len(piece) + _GAP))
        line.rstrip()
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _passage(console: "Console", row: Mapping[str, Cell], behind: str) -> None:
    from rich.text import Text

    quote = Text(flat(written(row["quote"])), style="green")
    if row.get("start") is not None:
        quote.append(f"  [{row['start']}–{row['end']}]", style="dim")
    if behind:
        quote.append(f"  {behind}", style="dim")
    _print_hanging(console, Text("    │ ", style="dim"), quote, 6)


def _print_hanging(console: "Console", label: "Text", text: "Text", indent: int) -> None:
    """Print a label with text beside it, wrapped; further lines start below the text."""
    from rich.text import Text

    lines = text.wrap(console, max(console.width - indent, 10))
    for order, line in enumerate(lines):
        line.rstrip()
        head = label if order == 0 else Text("    │ " if "│" in label.plain else " " * indent, style="dim")
        console.print(head + line, no_wrap=True, overflow="ignore", crop=False)


def _folded(text: str, width: int) -> Iterator[str]:
    """A cell's lines, folded at ``width`` cells, at a separator where there is one in the second half of the line."""
    from rich.cells import cell_len

    for line in text.split("\n"):
        rest = line
        while cell_len(rest) > width:
            cut = 0
            used = 0
            for character in rest:
                used += cell_len(character)
                if used > width:
                    break
                cut += 1
            cut = max(cut, 1)
            soft = max(rest.rfind(mark, cut // 2, cut) for mark in " 、，·（")
            place = soft + (rest[soft] not in "（") if soft > 0 else cut
            yield rest[:place].rstrip()
            rest = rest[place:].lstrip()
        yield rest
