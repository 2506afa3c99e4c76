"""What every export must do, run over the whole table of formats, with a plain view and with one made to break them."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from kg.dumps import DUMPS
from kg.errors import UsageError
from kg.exports import EXPORTS, exporter
from kg.exports.connected import PAGE, most_connected
from kg.exports.elements import visible
from kg.exports.layout import WITH_VALUES, measure
from kg.exports.legend import DOUBT, DOUBTFUL, KINDS
from kg.exports.png import font
from tests.exports.reading import READERS
from tests.exports.rules import GEXF, GRAPHML, broken, broken_jgf

QUOTE = "新增高标准农田超过150万平方米"
HOSTILE = [
    '"];}\n<script>alert(1)</script>', "a & b < c > d ]]> --> /* */", "行一\r\n行二\t列", "\x00\x07\x1b[31m红\x9b", "\u202e倒\u2066写\ufeff",
    "--\n%%{init: {}}%%\nend", "\\N \\\" \\", "半\ud800个\ufffe字\uffff", "=HYPERLINK(\"http://a.example\"),'", "`x` #quot; ;;", "😀鹤壁", "%s %d {}",
]  # fmt: skip
BINARY = ("csv", "neo4j", "png")


def plain() -> Any:
    """Two people, a document, and what they say of one metric."""
    view = nx.MultiDiGraph(title="谁就什么说了什么", lang="zh")
    for name, type_, label in (
        ("urn:zhou", "person", "周晓禾"), ("urn:anon", "unnamed source", "县水利局相关负责人"), ("urn:doc", "document", "清川五年"),
        ("urn:metric", "metric", "新增高标准农田"), ("urn:place", "place", "清川县"), ("urn:body", "body", "清川县人民政府"),
    ):  # fmt: skip
        view.add_node(name, type=type_, label=label, claims=2, known=type_ == "metric")
    facts = {"quote": QUOTE, "document": "urn:doc", "start": 100, "end": 115, "value": "1500000", "unit": "平方米", "base": None}
    time = {"period_start": "2016", "period_end": "2020-02"}
    view.add_edge("urn:zhou", "urn:metric", key="claims urn:c1", relation="claims", claim="urn:c1", **facts, **time)
    view.add_edge(
        "urn:zhou", "urn:metric", key="claims urn:c2", relation="claims", claim="urn:c2", **facts, period_start=None, period_end="2020"
    )
    view.add_edge("urn:zhou", "urn:place", key="about urn:c1", relation="about", claim="urn:c1", **facts, **time)
    view.add_edge("urn:anon", "urn:metric", key="claims urn:c3", relation="claims", claim="urn:c3", **{**facts, "value": Decimal("0.50")})
    view.add_edge("urn:zhou", "urn:doc", key="reported in", relation="reported in")
    view.add_edge("urn:zhou", "urn:body", key="speaks for", relation="speaks for")
    return view


def hostile() -> Any:
    """Text that breaks quoting, in every place that holds text."""
    view = nx.MultiDiGraph(title=HOSTILE[0] + HOSTILE[3], lang="en")
    for order, text in enumerate(HOSTILE):
        view.add_node(f"urn:{order}:{text}", type=text if order % 2 else "metric", label=text, claims=order, odd=None)
    names = list(view)
    for order, text in enumerate(HOSTILE):
        facts = {"quote": text, "document": names[order], "start": order, "end": order + 3, "claim": f"urn:c{order}", "unit": text}
        view.add_edge(names[order], names[order - 1], key=f"claims {text}", relation=text if order % 3 else "claims", sure=True, **facts)
        view.add_edge(names[order], names[order], key="self", relation="repeats", big=10**30, sure=False)
    return view


def empty() -> Any:
    return nx.MultiDiGraph()


VIEWS = {"plain": plain, "hostile": hostile, "empty": empty}
CASES = [(format, view) for format in EXPORTS for view in VIEWS]


def written(format: str, view: Any) -> bytes:
    if format == "png":
        try:
            font()
        except UsageError:
            pytest.skip("没有中文字体，PNG 未试 · no Chinese font: PNG not tried")
    stream = io.BytesIO()
    exporter(format)(view, stream)
    return stream.getvalue()


def shuffled(view: Any) -> Any:
    """The same view, made in another order."""
    other = nx.MultiDiGraph(**view.graph)
    other.add_nodes_from((name, dict(reversed(data.items()))) for name, data in reversed(list(view.nodes(data=True))))
    for source, target, key, data in reversed(list(view.edges(keys=True, data=True))):
        other.add_edge(source, target, key=key, **dict(reversed(data.items())))
    return other


def test_every_format_is_read_back_here_but_pictures() -> None:
    assert set(READERS) == set(EXPORTS) - {"png"}


@pytest.mark.parametrize(("format", "name"), CASES)
def test_the_same_view_gives_the_same_bytes_in_whatever_order_it_was_made(format: str, name: str) -> None:
    first = written(format, VIEWS[name]())
    assert first == written(format, VIEWS[name]())
    assert first == written(format, shuffled(VIEWS[name]()))


@pytest.mark.parametrize(("format", "name"), [case for case in CASES if case[0] != "png"])
def test_what_is_written_is_read_back_with_as_many_nodes_and_edges(format: str, name: str) -> None:
    view = VIEWS[name]()
    read = READERS[format](written(format, view))
    assert (read.nodes, read.edges) == (view.number_of_nodes(), view.number_of_edges())


@pytest.mark.parametrize("format", sorted(set(EXPORTS) - {"png"}))
def test_an_edge_that_rests_on_a_claim_carries_quote_document_and_offsets(format: str) -> None:
    read = READERS[format](written(format, plain()))
    assert {"周晓禾", "清川县"} <= read.labels
    resting = [facts for facts in read.evidence if QUOTE in facts]
    assert len(resting) == 4
    assert all("urn:doc" in facts and "100" in facts and "115" in facts for facts in resting)


MARKS = {"svg": ("url(#d", DOUBTFUL[0]), "dot": ("style=dashed", "虚线：说法存疑"), "mermaid": ("-.->", DOUBT)}


@pytest.mark.parametrize("format", sorted(set(EXPORTS) - {"png"}))
def test_what_rests_on_a_doubtful_claim_is_told_from_the_rest(format: str) -> None:
    def with_confidence(doubtful: str) -> str:
        view = plain()
        for *_, key, data in view.edges(keys=True, data=True):
            if "claim" in data:
                data["confidence"] = "doubtful" if key == doubtful else "sure"
        content = written(format, view)
        if format not in BINARY:
            return content.decode()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "".join(archive.read(name).decode() for name in archive.namelist())

    plainly, doubtfully = with_confidence(""), with_confidence("about urn:c1")
    marks = MARKS.get(format, ("doubtful",))
    assert all(mark in doubtfully and mark not in plainly for mark in marks)


def test_a_line_is_faint_where_every_claim_of_it_is_doubtful() -> None:
    def faint(*doubtful: str) -> bool:
        view = plain()
        for *_, key, data in view.edges(keys=True, data=True):
            data["confidence"] = "doubtful" if key in doubtful else "sure"
        return DOUBTFUL[0] in written("svg", view).decode()

    assert not faint("claims urn:c1") and faint("claims urn:c1", "claims urn:c2")


def test_a_line_that_rests_on_a_sure_claim_lies_over_doubtful_ones() -> None:
    view = plain()
    for *_, key, data in view.edges(keys=True, data=True):
        if "claim" in data:
            data["confidence"] = "doubtful" if key.startswith("about") else "sure"
    heads = re.findall(r"marker-end=\"url\(#(.)", written("svg", view).decode())
    assert heads == sorted(heads, reverse=True) and set(heads) == {"a", "d"}


@pytest.mark.parametrize("doubt", ["sure", "doubtful"])
@pytest.mark.parametrize(
    ("format", "heads", "words"),
    [
        ("svg", r"marker-end|M26 -8L34", "政府工作报告 — 一年来：数字相同，先后不明 · same numbers, order unknown ×1"),
        ("dot", r'"urn:a" -> "urn:b" (?!\[label="same numbers", dir=none)', "same numbers"), ("mermaid", r"n0 -+\.?-*>", "same numbers"),
    ],
)  # fmt: skip
def test_what_leads_neither_way_has_no_arrow_head_and_words_of_its_own(format: str, heads: str, words: str, doubt: str) -> None:
    def drawn(relation: str) -> str:
        view = nx.MultiDiGraph(title="哪些文献有同样的数，何者在后", lang="zh")
        for name, title in (("urn:a", "政府工作报告"), ("urn:b", "一年来")):
            view.add_node(name, type="document", label=title)
        facts = {"quote": "新建学校12所", "document": "urn:a", "start": 4, "end": 11, "confidence": doubt}
        view.add_edge("urn:a", "urn:b", key=f"{relation} urn:c1 urn:c2", relation=relation, **facts)
        return written(format, view).decode()

    assert re.search(heads, drawn("repeats")) and words not in drawn("repeats")
    assert not re.search(heads, drawn("same numbers")) and words in drawn("same numbers")


@pytest.mark.parametrize("format", ["svg", "dot", "mermaid"])
def test_documents_of_one_title_and_people_in_them_are_told_apart(format: str) -> None:
    view = nx.MultiDiGraph()
    for place, year in (("songxi", 2021), ("songxi", 2022), ("yunling", 2021)):
        document = {"document": f"https://example.org/id/document/{place}-{year}", "title": "政府工作报告", "date": f"{year}-01-15"}
        view.add_node(document["document"], type="document", label="政府工作报告", **document)
        body = {"songxi": "松溪县教育局", "yunling": "云岭县教育局"}[place]
        view.add_node(f"urn:{place}:{year}", type="person", label="王军", body=body, **document)
    assert READERS[format](written(format, view)).labels == {
        "政府工作报告（2021-01-15，songxi-2021）", "政府工作报告（2022-01-15）", "政府工作报告（2021-01-15，yunling-2021）",
        "王军（政府工作报告，松溪县教育局，2021-01-15）", "王军（政府工作报告，松溪县教育局，2022-01-15）", "王军（政府工作报告，云岭县教育局）",
    }  # fmt: skip
    for _, data in view.nodes(data=True):
        data["home"] = (
            data["body"][:3] if "body" in data else {"songxi": "松溪县", "yunling": "云岭县"}[data["document"].split("/")[-1][:-5]]
        )
    assert READERS[format](written(format, view)).labels == {
        "政府工作报告（松溪县，2021-01-15）", "政府工作报告（松溪县，2022-01-15）", "政府工作报告（云岭县）",
        "王军（政府工作报告，松溪县，2021-01-15）", "王军（政府工作报告，松溪县，2022-01-15）", "王军（政府工作报告，云岭县）",
    }  # fmt: skip


@pytest.mark.parametrize("format", sorted(set(EXPORTS) - {"png"}))
def test_hostile_text_stays_text(format: str) -> None:
    read = READERS[format](written(format, hostile()))
    kept = {re.sub(r"\W", "", visible(text).replace("\ufffd", "")) for text in HOSTILE}
    found = {re.sub(r"\W", "", visible(label).replace("\ufffd", "")) for label in read.labels}
    assert kept == found


@pytest.mark.parametrize(("format", "name"), [case for case in CASES if case[0] not in BINARY])
def test_no_value_is_spelled_as_python_spells_it_and_no_day_is_today(format: str, name: str) -> None:
    text = written(format, VIEWS[name]()).decode()
    assert not re.search(r"\bNone\b|\bTrue\b|\bFalse\b|\bnan\b|Decimal", text)
    assert not re.search(r"20[23]\d-\d\d-\d\d", text.replace("2020-02-29", "").replace("2020-12-31", ""))


@pytest.mark.parametrize("format", ["dot", "mermaid", "svg"])
def test_what_is_shown_cannot_steer_a_terminal_or_turn_the_writing(format: str) -> None:
    text = written(format, hostile()).decode()
    drawn = re.sub(r"<title>.*?</title>", "", text, flags=re.DOTALL)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]", drawn)


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize(
    ("format", "rules", "namespace"),
    [("gexf", GEXF, "http://gexf.net/1.3"), ("graphml", GRAPHML, "http://graphml.graphdrawing.org/xmlns")],
)
def test_xml_is_as_its_schema_asks(format: str, rules: Any, namespace: str, name: str) -> None:
    root = ElementTree.fromstring(written(format, VIEWS[name]()))
    assert broken(root, rules, namespace) == []
    ids = [element.get("id") for element in root.iter(f"{{{namespace}}}edge")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", VIEWS)
def test_jgf_is_as_its_schema_asks(name: str) -> None:
    assert broken_jgf(json.loads(written("jgf", VIEWS[name]()))) == []


def test_the_rules_find_what_networkx_does_wrong() -> None:
    view = nx.MultiDiGraph()
    view.add_edge("a", "b", quote="新建3所", start=4, end=7)
    stream = io.BytesIO()
    nx.write_gexf(view, stream, version="1.3")
    faults = broken(ElementTree.fromstring(stream.getvalue()), GEXF, "http://gexf.net/1.3")
    assert "edge with start='4'" in faults


def test_attributes_keep_their_kinds_through_graphml_and_gexf() -> None:
    for graph in (
        nx.read_graphml(io.BytesIO(written("graphml", plain()))),
        nx.read_gexf(io.BytesIO(written("gexf", plain())), version="1.3"),
    ):
        claims = [data for _, _, data in graph.edges(data=True) if data.get("claim") == "urn:c1"]
        assert [(data["start"], data["value"], data["quote"]) for data in claims] == [(100, "1500000", QUOTE)] * 2
        assert "base" not in claims[0]
        assert {data["known"] for _, data in graph.nodes(data=True)} == {True, False}


def test_a_claim_has_the_days_of_its_period_as_its_time() -> None:
    root = ElementTree.fromstring(written("gexf", plain()))
    spells = [dict(spell.attrib) for spell in root.iter("{http://gexf.net/1.3}spell")]
    assert spells == [{"start": "2016-01-01", "end": "2020-02-29"}, {"end": "2020-12-31"}, {"start": "2016-01-01", "end": "2020-02-29"}]


def test_the_weight_of_an_edge_is_its_weight_in_gexf() -> None:
    view = plain()
    view.add_edge("urn:zhou", "urn:doc", key="repeats", relation="repeats", weight=3)
    content = written("gexf", view)
    assert broken(ElementTree.fromstring(content), GEXF, "http://gexf.net/1.3") == []
    weights = [data["weight"] for _, _, data in nx.read_gexf(io.BytesIO(content), version="1.3").edges(data=True)]
    assert sorted(weights)[-1] == 3.0 and set(weights) == {1.0, 3.0}


def test_neo4j_knows_the_types_of_columns() -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(written("neo4j", plain()))) as archive:
        header = archive.read("relationships.csv").decode().split("\r\n")[0].split(",")
    assert header[:3] == [":START_ID", ":END_ID", ":TYPE"] and "start:long" in header and "quote:string" in header


def grown(nodes: int, edges: int) -> Any:
    view = nx.MultiDiGraph()
    view.add_nodes_from((f"n{order:04}", {"type": "metric", "label": f"指标{order}"}) for order in range(nodes))
    view.add_edges_from((f"n{order % nodes:04}", "n0000", {"relation": "repeats"}) for order in range(edges))
    return view


@pytest.mark.parametrize(
    ("format", "view"), [("mermaid", grown(10, 501)), ("mermaid", grown(4000, 1)), ("svg", grown(401, 0)), ("png", grown(401, 0))]
)
def test_a_view_too_large_to_be_drawn_is_refused_before_anything_is_written(format: str, view: Any) -> None:
    assert EXPORTS[format].limited
    stream = io.BytesIO()
    with pytest.raises(UsageError) as caught:
        exporter(format)(view, stream)
    assert stream.getvalue() == b"" and "gexf" in str(caught.value)


def test_a_small_drawing_shows_the_values_on_its_lines() -> None:
    assert "周晓禾：1,500,000 平方米" in written("svg", plain()).decode()
    crowded = plain()
    crowded.add_edges_from((f"urn:of:{order}", "urn:metric", {"relation": "claims", "value": "7"}) for order in range(WITH_VALUES))
    assert "1,500,000 平方米" not in re.sub("<title>.*?</title>", "", written("svg", crowded).decode(), flags=re.DOTALL)


def test_of_a_large_view_the_most_connected_nodes_are_drawn_and_the_picture_says_what_is_left_out() -> None:
    view = layered([8, 8, 20, 10, 12, 90], 3)
    part, again = most_connected(view), most_connected(shuffled(view))
    assert part.number_of_nodes() <= PAGE < view.number_of_nodes()
    assert written("svg", part) == written("svg", again)
    assert all(part.degree(name) for name in part)
    assert part.graph["left_out"] in written("svg", part).decode()
    assert most_connected(plain()).number_of_nodes() == plain().number_of_nodes()


def boxes(content: bytes) -> Iterator[tuple[float, float, float, float]]:
    for match in re.finditer(
        r"<g><title>.*?</title><rect x=\"([\d.]+)\" y=\"([\d.]+)\" width=\"([\d.]+)\" height=\"([\d.]+)\"", content.decode(), re.DOTALL
    ):
        x, y, width, height = map(float, match.groups())
        yield x, y, x + width, y + height


@pytest.mark.parametrize("view", [plain(), hostile(), grown(200, 600)], ids=["plain", "hostile", "200"])
def test_no_two_boxes_of_a_drawing_overlap_and_none_is_cut_off(view: Any) -> None:
    content = written("svg", view)
    width, height = map(float, re.search(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"', content).groups())  # type: ignore[union-attr]
    found = list(boxes(content))
    assert len(found) == view.number_of_nodes()
    for order, (left, top, right, bottom) in enumerate(found):
        assert left >= 0 and right <= width and top >= 0 and bottom <= height
        assert not any(left < e and w < right and top < s and n < bottom for w, n, e, s in found[:order])


def lines(content: bytes) -> Iterator[list[tuple[float, float]]]:
    """The lines between the boxes of a drawing, each as the points it runs through."""
    for path in re.findall(r'<path d="([^"]+)" fill="none"', content.decode()):
        points: list[tuple[float, float]] = []
        for sign, numbers in re.findall(r"([MHC])([-\d. ]+)", path):
            at = [float(number) for number in numbers.split()]
            if sign == "C":
                (a, b), (c, d, e, f, g, h) = points[-1], at
                parts = [step / 40 for step in range(1, 41)]
                points += [
                    tuple(
                        p * (1 - t) ** 3 + 3 * q * t * (1 - t) ** 2 + 3 * r * t * t * (1 - t) + s * t**3
                        for p, q, r, s in ((a, c, e, g), (b, d, f, h))
                    )  # type: ignore[misc]
                    for t in parts
                ]
            elif sign == "H":
                points += [(points[-1][0] + (at[0] - points[-1][0]) * step / 40, points[-1][1]) for step in range(1, 41)]
            else:
                points.append((at[0], at[1]))
        yield points


def layered(widths: list[int], relations: int) -> Any:
    """A view with so many nodes in each column, and edges from each to some of all that stand to its right."""
    view = nx.MultiDiGraph()
    types = ["body", "post", "person", "document", "claim", "metric"]
    columns = [[f"urn:{type_}:{order}" for order in range(width)] for type_, width in zip(types, widths, strict=False)]
    for type_, column in zip(types, columns, strict=False):
        view.add_nodes_from((name, {"type": type_, "label": name}) for name in column)
    for near, column in enumerate(columns):
        for far in columns[near + 1 :]:
            for order, name in enumerate(column):
                for step in range(relations):
                    view.add_edge(name, far[(order * 7 + step * 3) % len(far)], key="claims", relation="claims")
    return view


@pytest.mark.parametrize("view", [plain(), layered([3, 9, 1, 12, 5, 20], 3), layered([20, 2, 19], 2)], ids=["plain", "six", "three"])
def test_no_line_runs_behind_a_box_that_it_does_not_end_at(view: Any) -> None:
    content = written("svg", view)
    found = list(boxes(content))
    drawn = list(lines(content))
    assert drawn
    for points in drawn:
        for left, top, right, bottom in found:
            if not any(left - 1 <= x <= right + 1 and top <= y <= bottom for x, y in (points[0], points[-1])):
                assert not any(left < x < right and top < y < bottom for x, y in points)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_heading_of_a_column_is_cut_and_none_runs_into_another(lang: str) -> None:
    types = ("claim", "programme", "place", "metric", "unit", "statement", "text", "version")
    view = nx.MultiDiGraph(lang=lang)
    view.add_nodes_from((f"urn:{type_}", {"type": type_, "label": "明年还将改造小区15个"}) for type_ in types)
    view.add_edges_from(("urn:claim", f"urn:{type_}", {"relation": "of"}) for type_ in types[1:-1])
    view.add_edge("urn:text", "urn:version", relation="read from")
    content = written("svg", view).decode()
    headings = re.findall(r'<text x="([\d.]+)" y="(62|80)" text-anchor="middle" fill="#555555">([^<]*)<', content)
    words = ("、" if lang == "zh" else ", ").join(words for _, _, words in sorted(headings, key=lambda found: (float(found[0]), found[1])))
    assert "…" not in words and all((KINDS[type_].zh if lang == "zh" else KINDS[type_].en) in words for type_ in types)
    for height in ("62", "80"):
        spans = sorted((float(x) - measure(words) / 2, float(x) + measure(words) / 2) for x, y, words in headings if y == height)
        assert all(right < left for (_, right), (left, _) in pairwise(spans))


def test_a_picture_is_a_picture() -> None:
    content = written("png", plain())
    assert content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) > 10_000


def test_without_a_chinese_font_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_FONT", raising=False)
    monkeypatch.setattr("kg.exports.png._FOLDERS", {"linux": ()})
    with pytest.raises(UsageError, match="fonts-noto-cjk"):
        font()
    monkeypatch.setenv("KG_FONT", "no-such-font.ttf")
    with pytest.raises(UsageError, match=r"no-such-font\.ttf"):
        font()


@pytest.mark.parametrize("missing", ["resvg_py", "fontTools"])
def test_without_the_extra_the_command_that_installs_it_is_told(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.exports.png.find_spec", lambda name: None if name == missing else find_spec(name))
    with pytest.raises(UsageError, match="pip install resvg-py fonttools"):
        exporter("png")(plain(), io.BytesIO())


def test_a_font_that_draws_no_chinese_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_text("no font")
    monkeypatch.setenv("KG_FONT", str(tmp_path / "a.ttf"))
    with pytest.raises(UsageError, match="draws no Chinese"):
        written("png", plain())


def test_every_format_is_documented(checkout: Path) -> None:
    prose = (checkout / "docs" / "exports.md").read_text(encoding="utf-8")
    for name, format in {**EXPORTS, **DUMPS}.items():
        assert re.search(rf"^\| `{name}` \| `{re.escape(format.ending)}` \|", prose, re.MULTILINE), name


def test_every_format_says_what_it_is_in_both_languages() -> None:
    for export in EXPORTS.values():
        assert re.search(r"[\u4e00-\u9fff]{2}", export.zh) and re.search(r"[a-z]{3}", export.en) and "/" in export.media
