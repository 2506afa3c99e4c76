"""SVG drawings: boxes in columns, what is said between them as curves, a legend and a caption; quotes stand under the pointer.

Text is text, set in the first of the common Chinese fonts that the reader's machine has; nothing is fetched, nothing runs.
"""

from collections.abc import Iterable, Iterator, Mapping
from math import log2
from typing import IO, Any

from kg.exports.elements import visible
from kg.exports.layout import FONT, LINE, VALUE_FONT, Box, Layout, Link, arrange, measure, wrap
from kg.exports.legend import DOUBTFUL, FONTS, Kind, Relation, kind_of, relations_of
from kg.exports.markup import put, text
from kg.exports.routes import BEND, Level, routes, sides

_MARGIN = 36
_PADDING = 8  # between a heading wider than its column and the edge
_TOP = 96  # title and headings
_KEY = 24  # height of a line of the legend
_LEAST_WIDTH = 560
_PLAIN, _FAINT = 0.8, 0.4  # how strong a line is, and one that rests on doubtful claims alone, which also has a hollow head
_ASIDE = 8  # how far below the middle of a box a line ends that leads neither way, so that no head of another seems to be its own
_HEAD = 10  # of a line, before which values stand
_BULGE = 60  # of a line between two boxes of one column
_ROUND = {"ellipse": 13, "hexagon": 4, "note": 0}
_WORDS = {
    "zh": ("{nodes} 个节点、{edges} 条边。同样两端、同一关系的边画成一条线，线越粗，边越多。", "谁说了什么"),
    "en": ("{nodes} nodes, {edges} edges. Edges of one relation between the same two ends are one line, the wider the more.", "Who claimed what"),
}  # fmt: skip


def write(view: Any, stream: IO[bytes]) -> None:
    """Write a view; the same view gives the same drawing. Raises :class:`kg.errors.UsageError` for one too large to be read."""
    put(stream, draw(view))


def draw(view: Any) -> str:
    """The drawing as text."""
    layout = arrange(view)
    lang = view.graph.get("lang", "zh")
    caption, title = _WORDS[lang]
    title = visible(view.graph.get("title") or title)
    caption = caption.format(nodes=view.number_of_nodes(), edges=view.number_of_edges())
    left_out = visible(view.graph.get("left_out") or "")
    levels = routes(layout.boxes, layout.links)
    relations = relations_of(link.relation for link in layout.links)
    order = {name: number for number, name in enumerate(relations)}
    tied = (
        layout.boxes[link.source].column[1] for link in layout.links if layout.boxes[link.source].column == layout.boxes[link.target].column
    )
    width = (
        max(layout.width, max(tied, default=0) + _BULGE, _LEAST_WIDTH, measure(title) * 1.6, measure(caption), measure(left_out))
        + 2 * _MARGIN
    )
    keys = list(_keys(_kinds(layout), relations, any(link.doubtful for link in layout.links), lang, width))
    below = [caption, *filter(None, [left_out])]
    height = _TOP + layout.height + 40 + _KEY * (keys[-1][1] + 1 if keys else 0) + 50 + LINE * (len(below) - 1)
    parts = [
        _opening(width, height, title, relations),
        *(
            _curve(link, layout.boxes, levels.get(link, ()), relations[link.relation], order[link.relation])
            for link in sorted(layout.links, key=lambda link: not link.doubtful)  # what is sure lies on top
        ),
        *(_box(box, lang) for box in layout.boxes.values()),
        *(line for name, told in layout.values.items() for line in _told(layout.boxes[name], told)),
        *_headings(layout, lang),
        f'<text x="{_MARGIN}" y="46" font-size="20" font-weight="bold">{text(title)}</text>\n',
        *(_key(x, _TOP + layout.height + 46 + _KEY * row, mark, words) for x, row, mark, words in keys),
        *(
            f'<text x="{_MARGIN}" y="{_n(height - 22 - LINE * order)}" fill="#555555">{text(line)}</text>\n'
            for order, line in enumerate(reversed(below))
        ),
        "</svg>\n",
    ]
    return "".join(parts)


def _opening(width: float, height: float, title: str, relations: Mapping[str, Relation]) -> str:
    family = ", ".join(f"'{name}'" for name in FONTS)
    arrows = "".join(
        f'<marker id="{mark}{order}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0.6 1.1L7.4 4L0.6 6.9z" fill="{fill}" stroke="{relation.line}"/></marker>'
        for order, relation in enumerate(relations.values())
        for mark, fill in (("a", relation.line), ("d", "#ffffff"))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(width)}" height="{_n(height)}" viewBox="0 0 {_n(width)} {_n(height)}" '
        f'role="img" font-family="{family}, sans-serif" font-size="{FONT}" fill="#1d1d1d">\n<title>{text(title)}</title>\n'
        f'<defs>{arrows}</defs>\n<rect width="100%" height="100%" fill="#ffffff"/>\n'
    )


# ---------------------------------------------------------------------------------------------- edges


def _curve(link: Link, boxes: Mapping[str, Box], levels: Iterable[Level], relation: Relation, order: int) -> str:
    between = "→" if relation.leads else "—"
    said = f"{boxes[link.source].label} {between} {boxes[link.target].label}：{relation.zh} · {relation.en} ×{link.count}"
    shown = "\n".join((said, *link.evidence))
    width = 1.1 + 0.7 * log2(link.count)
    mark, strength = ("d", _FAINT) if link.doubtful else ("a", _PLAIN)
    head = f' marker-end="url(#{mark}{order})"' if relation.leads else ""
    return (
        f'<path d="{_path(boxes[link.source], boxes[link.target], levels, 0 if relation.leads else _ASIDE)}" fill="none" stroke="{relation.line}" stroke-width="{_n(width)}"'
        f'{_dashes(relation)} stroke-opacity="{strength}"{head}><title>{text(shown)}</title></path>\n'
    )


def _path(start: Box, end: Box, levels: Iterable[Level], aside: float) -> str:
    """A line from side to side, ``aside`` from the middle of its ends, straight through a folded column and level where it goes round boxes; boxes of one column are tied on their
    right, one to itself by a loop."""
    y, z = start.y + start.height / 2 + aside, end.y + end.height / 2 + aside
    if start is end:
        y, z = y - 5, z + 5
    if end.column == start.column:
        edge = start.column[1]
        curve = _point("C", edge + _BULGE, y) + _point(" ", edge + _BULGE, z) + _point(" ", edge, z)
        return _point("M", start.x + start.width, y) + _across(edge) + curve + _across(end.x + end.width, edge)
    out, into = (start.x + start.width, end.x) if end.x > start.x else (start.x, end.x + end.width)
    first, last = sides(start, end)
    steps, x, height = [_point("M", out, y), _across(first, out)], first, y
    for level in (*levels, Level(last, into, z)):
        bend = (level.start - x) * BEND
        steps.append(_point("C", x + bend, height) + _point(" ", level.start - bend, level.y) + _point(" ", level.start, level.y))
        steps.append(_across(level.end, level.start))
        x, height = level.end, level.y
    return "".join(steps)


def _point(sign: str, x: float, y: float) -> str:
    return f"{sign}{_n(x + _MARGIN)} {_n(y + _TOP)}"


def _across(x: float, since: float | None = None) -> str:
    return "" if x == since else f"H{_n(x + _MARGIN)}"


def _dashes(relation: Relation) -> str:
    return f' stroke-dasharray="{relation.dashes}"' if relation.dashes else ""


# ---------------------------------------------------------------------------------------------- boxes and words


def _box(box: Box, lang: str) -> str:
    kind = kind_of(box.type)
    x, y = box.x + _MARGIN, box.y + _TOP
    middle = x + box.width / 2
    first = y + box.height / 2 - LINE * (len(box.lines) - 1) / 2 + FONT * 0.36
    lines = "".join(
        f'<text x="{_n(middle)}" y="{_n(first + order * LINE)}" text-anchor="middle">{text(line)}</text>'
        for order, line in enumerate(box.lines)
    )
    return (
        f"<g><title>{text(f'{_name(kind, lang)}：{box.label}')}\n{text(box.name)}</title>"
        f"{_frame(kind, x, y, box.width, box.height)}{lines}</g>\n"
    )


def _told(box: Box, lines: Iterable[str]) -> Iterator[str]:
    """Values before the box that they are claimed of, over the heads of the lines that lead there and below."""
    x, middle = box.x + _MARGIN - _HEAD, box.y + _TOP + box.height / 2
    for y, line in zip((middle - 4, middle + 13), lines, strict=False):
        yield (
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{VALUE_FONT}" text-anchor="end" paint-order="stroke" stroke="#ffffff" '
            f'stroke-width="3">{text(line)}</text>\n'
        )


def _frame(kind: Kind, x: float, y: float, width: float, height: float) -> str:
    dashes = ' stroke-dasharray="4 2"' if kind.fill == "#ffffff" and kind.shape != "note" else ""
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" rx="{_ROUND.get(kind.shape, 4)}" '
        f'fill="{kind.fill}" stroke="{kind.line}" stroke-width="1.2"{dashes}/>'
    )


def _headings(layout: Layout, lang: str) -> Iterator[str]:
    for heading in layout.headings:
        words = ("、" if lang == "zh" else ", ").join(_name(kind_of(type_), lang) for type_ in heading.types)
        lines = wrap(words, heading.width, 2)
        x = max(heading.x + _MARGIN, max(map(measure, lines)) / 2 + _PADDING)
        for order, line in enumerate(reversed(lines)):
            yield f'<text x="{_n(x)}" y="{_TOP - 16 - LINE * order}" text-anchor="middle" fill="#555555">{text(line)}</text>\n'


def _name(thing: Kind | Relation, lang: str) -> str:
    return thing.zh if lang == "zh" else thing.en


def _kinds(layout: Layout) -> list[Kind]:
    return sorted({kind_of(box.type) for box in layout.boxes.values()})


# ---------------------------------------------------------------------------------------------- legend


def _keys(
    kinds: Iterable[Kind], relations: Mapping[str, Relation], doubtful: bool, lang: str, width: float
) -> Iterator[tuple[float, int, str, str]]:
    """The entries of the legend: where each begins, in which line, its mark, its words."""
    marks = [(_frame(kind, 0, -12, 26, 16), _name(kind, lang)) for kind in kinds]
    marks += [
        (
            f'<path d="M0 -4H30" stroke="{relation.line}" stroke-width="1.6"{_dashes(relation)}/>'
            + (f'<path d="M26 -8L34 -4L26 0z" fill="{relation.line}"/>' if relation.leads else ""),
            _name(relation, lang),
        )
        for relation in relations.values()
    ]
    if doubtful:
        line = f'<path d="M0 -4H28" stroke="#1d1d1d" stroke-width="1.6" stroke-opacity="{_FAINT}"/>'
        head = '<path d="M27 -7L33.4 -4L27 -1z" fill="#ffffff" stroke="#1d1d1d"/>' if any(r.leads for r in relations.values()) else ""
        marks.append((line + head, DOUBTFUL[lang == "en"]))
    x, row = float(_MARGIN), 0
    for mark, words in marks:
        space = 42 + measure(words) + 22
        if x + space > width and x > _MARGIN:
            x, row = float(_MARGIN), row + 1
        yield x, row, mark, words
        x += space


def _key(x: float, y: float, mark: str, words: str) -> str:
    return f'<g transform="translate({_n(x)} {_n(y)})">{mark}<text x="42">{text(words)}</text></g>\n'


def _n(value: float) -> str:
    """A coordinate, to a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0")
