"""Tables as HTML for a notebook: nothing of a document acts as markup, and each row that has a passage shows it."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby, islice

from kg.answers import Cell, Table
from kg.tables.headings import heading, shown
from kg.tables.phrases import aside, document_line, phrases
from kg.tables.plain import flat, printable, written

_LEFT = ' style="text-align:left"'
_ROWS = 60
_MORE = {"zh": "另有 {} 行", "en": "{} more rows"}


def html(table: Table, lang: str = "zh") -> str:
    """The first rows of a table as an HTML table, and how many more there are.

    >>> html(Table(("quote", "speaker"), (("新建<b>3</b>所学校", "周晓禾"),)), "en").split("<q>")[1].split("</q>")[0]
    '新建&lt;b&gt;3&lt;/b&gt;所学校'
    """
    rows = list(islice(table, _ROWS))
    if "quote" in table.columns and rows:
        head, body = _evidence(rows, lang)
    else:
        names = shown(table)
        head, body = [heading(name, lang) for name in names], [_cells([written(row[name]) for name in names]) for row in rows]
    if len(table) > _ROWS:
        body.append(_wide(escape(_MORE[lang].format(len(table) - _ROWS)), len(head)))
    titles = "".join(f"<th{_LEFT}>{escape(flat(title))}</th>" for title in head)
    return f"<table><thead><tr>{titles}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def marked(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """A text as HTML paragraphs with spans marked; each says what it is when pointed at. A span inside another is left to it.

    >>> marked("建成48个。", [(2, 5, "合作社 48 个")])
    '<p>建成<mark title="合作社 48 个">48个</mark>。</p>'
    """
    done, pieces = 0, []
    for start, end, title in sorted(spans):
        if start >= done:
            words = f'<mark title="{escape(flat(title))}">{_plain(text[start:end])}</mark>'
            pieces += [_plain(text[done:start]), words]
            done = end
    body = "".join(pieces) + _plain(text[done:])
    return "".join(f"<p>{paragraph}</p>" for paragraph in body.split("\n") if paragraph.strip())


def _plain(text: str) -> str:
    return "\n".join(escape(printable(line)) for line in text.split("\n"))


def _evidence(rows: Sequence[Mapping[str, Cell]], lang: str) -> tuple[list[str], list[str]]:
    """Rows document by document, each as a reader says it, its passage below."""
    said = [{name: phrase.text for name, phrase in phrases(row, lang).items()} for row in rows]
    used = [name for name in said[0] if any(spoken[name] for spoken in said)] or list(said[0])[:1]
    body = []
    for title, group in groupby(zip(rows, said, strict=True), key=lambda pair: document_line(pair[0])):
        if title:
            body.append(_wide(f"<b>{escape(title)}</b>", len(used)))
        for row, spoken in group:
            body += [_cells([spoken[name] for name in used]), _wide(_passage(row, lang), len(used))]
    return [heading(name, lang) for name in used], body


def _passage(row: Mapping[str, Cell], lang: str) -> str:
    where = "" if row.get("start") is None else f"{row['start']}–{row['end']}"
    behind = "  ".join(part for part in (where, aside(row, lang)) if part)
    return f"<q>{escape(flat(written(row['quote'])))}</q> <small>{escape(behind)}</small>"


def _cells(cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<td{_LEFT}>{_cell(cell)}</td>" for cell in cells) + "</tr>"


def _cell(text: str) -> str:
    return "<br>".join(escape(flat(line)) for line in text.split("\n"))


def _wide(content: str, columns: int) -> str:
    return f'<tr><td colspan="{columns}"{_LEFT}>{content}</td></tr>'
