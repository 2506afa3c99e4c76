"""Every named query: its header, its SPARQL, and its rows over documents small enough to check by eye."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from kg.answers import Graph, Table
from kg.builds import build as build_files
from kg.errors import AmbiguousName, UnknownName, UsageError
from kg.labels import KINDS, LISTINGS
from kg.mappings import shipped
from kg.queries import GROUPS, Query, ask, catalogue, grouped, named, prepare, run
from kg.resources import EXAMPLES
from kg.store import Snapshot, open_snapshot
from kg.tables.headings import columns
from kg.templates import each
from kg.web.texts import TERMS
from tests.queries.answers import HERE, answered, build, stated

NAMES = sorted(catalogue())
VARIANTS = Path(__file__).parent.parent / "benchmarks" / "variants"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
TYPES = {"iri", "string", "integer", "date", "period"}
CLAIM = {"quote", "document", "start", "end"}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    store = tmp_path_factory.mktemp("queries") / "store"
    build(store)
    with open_snapshot(store) as opened:
        yield opened


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    store = tmp_path_factory.mktemp("examples") / "store"
    build_files([str(EXAMPLES / name) for name in ("lanxi-news.jsonl", "lanxi-report.md", "hebi-feature.txt")], store)
    with open_snapshot(store) as opened:
        yield opened


@pytest.fixture(scope="module")
def first(snapshot: Snapshot) -> Callable[[str], Table | Graph]:
    """The first row of a query that is run unchanged, once."""
    return cache(lambda name: ask(snapshot, named(name).text, 1))


# ---------------------------------------------------------------------------------------------- rows


def test_every_query_has_its_rows_and_every_file_of_rows_its_query() -> None:
    assert sorted(path.stem for path in HERE.glob("*.csv")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_query_answers_what_is_written_down(name: str, snapshot: Snapshot) -> None:
    parameters, rows = stated(name)
    assert answered(snapshot, name, parameters) == rows
    assert rows.count("\n") > 1


@pytest.mark.parametrize("side", ["", "first_", "other_"])
def test_the_words_of_a_claim_come_with_how_sure_it_is(side: str) -> None:
    told = [columns for columns in map(_columns, NAMES) if {f"{side}claim", f"{side}quote"} <= columns]
    assert told and all(f"{side}confidence" in columns for columns in told)


def _columns(name: str) -> set[str]:
    return set(stated(name)[1].split("\n", 1)[0].split(","))


@pytest.mark.parametrize("name", NAMES)
def test_a_query_runs_unchanged_over_everything(name: str, first: Callable[[str], Table | Graph]) -> None:
    prepareQuery(named(name).text)
    assert len(first(name)) == 1


@pytest.mark.parametrize("name", [name for name in NAMES if "#+ each" in named(name).text and named(name).view == "table"])
def test_rows_looked_up_one_by_one_are_those_of_the_query_as_it_stands(name: str, snapshot: Snapshot) -> None:
    def rows(text: str) -> list[list[str]]:
        columns, *found = [[str(cell) for cell in row] for row in _table(snapshot.query(text))]
        assert found
        return [columns, *([_unordered(cell) for cell in row] for row in found)]

    assert rows(each(named(name).text)) == rows(named(name).text)


def _table(result: Any) -> Iterator[list[object]]:
    names = [variable.value for variable in result.variables]
    yield list(names)
    yield from ([solution[name] for name in names] for solution in result)


def _unordered(cell: str) -> str:
    """What a cell joins, in an order of its own: the order within GROUP_CONCAT is nobody's."""
    return "、".join(sorted(re.split("[、；]", cell.strip('"'))))


@pytest.mark.parametrize("path", sorted(VARIANTS.glob("*.rq")), ids=lambda path: path.stem)
def test_another_form_of_a_query_has_the_same_rows(path: Path, snapshot: Snapshot) -> None:
    def rows(text: str) -> list[str]:
        return sorted(str([cell and sorted(re.split("[、；]", cell.value)) for cell in row]) for row in snapshot.query(text))

    query = named(path.name.split(".")[0])
    parameters, _ = stated(query.name)
    shipped = prepare(snapshot, query, parameters)
    other = Query(query.name, query.summary, query.summary_en, query.tags, query.view, query.parameters, path.read_text(encoding="utf-8"))
    assert rows(prepare(snapshot, other, parameters)) == rows(shipped) != []


@pytest.mark.parametrize("name", [name for name in NAMES if "#+ page" in named(name).text])
def test_the_pages_of_a_listing_hold_its_rows_each_once(name: str, snapshot: Snapshot) -> None:
    parameters, _ = stated(name)
    whole, paged = run(snapshot, name, parameters), []
    assert isinstance(whole, Table)
    for page in range(1, len(whole) + 2):
        found = run(snapshot, name, parameters, limit=3, page=page)
        assert isinstance(found, Table)
        paged += found.rows
        if len(found) < 3:
            break
    assert sorted(map(str, paged)) == sorted(map(str, whole.rows))


def test_the_first_of_very_many_claims_come_without_the_rest(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run(snapshot, "who-claimed", {})
    assert isinstance(whole, Table)
    assert run(snapshot, "who-claimed", {}, limit=2) == Table(whole.columns, whole.rows[:2])  # sorted as a whole
    monkeypatch.setattr("kg.queries.SORTED", 1)
    assert run(snapshot, "who-claimed", {}, limit=2) == run(snapshot, "who-claimed", {}, limit=2, page=1)
    assert run(snapshot, "who-claimed", {}, limit=10_000) == whole == run(snapshot, "who-claimed", {})


def test_what_lists_the_things_of_a_kind_is_a_query() -> None:
    assert LISTINGS.keys() <= KINDS.keys() and set(LISTINGS.values()) <= set(NAMES)


def test_what_has_no_pages_says_so(snapshot: Snapshot) -> None:
    with pytest.raises(UsageError, match="has no pages"):
        run(snapshot, "speakers", {}, limit=3, page=1)
    with pytest.raises(UsageError, match="from 1, not 0"):
        run(snapshot, "who-claimed", {}, limit=3, page=0)
    with pytest.raises(UsageError, match="how many claims a page has"):
        run(snapshot, "who-claimed", {}, page=1)


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("who-claimed", {"place": "metric:forest-cover"}, "is no place but a metric"),
        ("who-claimed", {"metric": "kg:DirectQuotation"}, "is no metric but a voice"),
        ("who-claimed", {"metric": "https://example.org/no-metric"}, "is not in this store"),
        ("who-claimed", {"person": "urn:nobody"}, "is not in this store"),
        ("evidence-of-claim", {"claim": "urn:no-claim"}, "is not in this store"),
        ("edges-who-claimed", {"published": "二〇二〇"}, "published must be a date"),
        ("edges-who-claimed", {"published": "2020/5-6"}, "2024.5.16 or in Chinese, .* a period as 2016/2020"),
        ("edges-who-claimed", {"published": "2022/2020"}, "ends before it starts. For example: 2020/2022"),
    ],
)  # fmt: skip
def test_what_could_have_no_rows_is_refused(name: str, given: dict[str, str], told: str, snapshot: Snapshot) -> None:
    with pytest.raises(UsageError, match=told):
        run(snapshot, name, given)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "definitions"])  # its phrase is sought in the language of the answer
def test_an_english_answer_has_as_many_rows(name: str, snapshot: Snapshot) -> None:
    parameters, _ = stated(name)
    assert len(run(snapshot, name, parameters, lang="en")) == len(run(snapshot, name, parameters))


@pytest.mark.parametrize("name", ["speakers", "statements"])
def test_a_post_with_an_english_label_is_named_so_in_an_english_answer(name: str, snapshot: Snapshot) -> None:
    [post] = snapshot.query('SELECT DISTINCT ?post { [] org:role ?post . ?post skos:prefLabel "局长"@zh }')
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    store = ox.Store()
    store.extend([*snapshot.store, ox.Quad(post["post"], label, ox.Literal("bureau director", language="en"))])

    def posts(lang: str) -> set[str]:
        rows: Any = store.query(prepare(snapshot, named(name), {}, lang), use_default_graph_as_union=True)
        return {row["post"].value for row in rows if row["post"]}

    assert "局长" in posts("zh") and "bureau director" not in posts("zh")
    assert "bureau director" in posts("en") and "局长" not in posts("en")


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_a_header_answer_on_the_bundled_examples(name: str, examples: Snapshot) -> None:
    query = named(name)
    assert all(p.example for p in query.parameters)
    needed = {p.name: p.example for p in query.parameters if not p.optional}
    if needed:
        assert len(run(examples, name, needed)) > 0
    for parameter in query.parameters:
        run(examples, name, {**needed, parameter.name: parameter.example})


# ---------------------------------------------------------------------------------------------- headers


@pytest.mark.parametrize("name", NAMES)
def test_a_header_says_what_it_must(name: str) -> None:
    query = named(name)
    assert CHINESE.search(query.summary)
    assert query.summary_en and not CHINESE.search(query.summary_en)
    assert query.group in GROUPS
    assert set(query.tags[1:]) <= {"claims", "everything"}
    assert "everything" not in query.tags or query.sql
    assert query.view in ("table", "graph")
    assert (query.view == "graph") == ("CONSTRUCT" in query.text)
    for parameter in query.parameters:
        assert parameter.type in TYPES
        assert (parameter.type == "iri") == (parameter.kind in KINDS)
        assert parameter.example or parameter.kind == "schema:Claim"


@pytest.mark.parametrize("name", NAMES)
def test_parameters_of_the_header_are_those_of_the_body(name: str) -> None:
    declared: set[str] = set()
    for parameter in named(name).parameters:
        period = parameter.type == "period"
        declared |= {f"{parameter.name}_start", f"{parameter.name}_end"} if period else {parameter.name}
    assert set(re.findall(r"VALUES \?(\w+) \{ UNDEF \}", named(name).text)) == declared
    assert set(re.findall(r"#\+ for (\w+)", named(name).text)) <= declared


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_named_and_a_claim_carries_its_passage(name: str, first: Callable[[str], Table | Graph]) -> None:
    query = named(name)
    assert not re.search(r"SELECT\s+(?:DISTINCT\s+)?\*", query.text)
    answer = first(name)
    if isinstance(answer, Table):
        assert set(answer.columns) <= set(columns())
        states = "value" in answer.columns
        assert ("claims" in query.tags) == states
        assert not states or {*CLAIM, "claim"} <= set(answer.columns)


def test_there_are_enough_queries_and_every_group_has_some() -> None:
    assert len(NAMES) >= 45
    assert all(len(queries) >= 4 for queries in grouped().values())
    assert sum(map(len, grouped().values())) == len(NAMES)


def test_queries_that_list_claims_describe_them_in_the_same_words() -> None:
    """One description of a claim, written out in each file because each file is SPARQL that runs as it stands."""
    first, last = (
        "  ?claim kg:voice ?voice_iri ; kg:confidence ?confidence_iri ; prov:wasQuotedFrom ?document .\n",
        "  OPTIONAL { ?document schema:datePublished ?published }\n",
    )
    texts = [q.text for q in catalogue().values() if "SELECT DISTINCT ?claim ?observation" in q.text and q.group != "graphs"]
    described = {text[text.index(first) : text.index(last)] for text in texts}
    assert len(texts) >= 15
    assert len(described) == 1


# ---------------------------------------------------------------------------------------------- parameters


@pytest.mark.parametrize(
    ("name", "parameter", "spelled"),
    [
        ("who-claimed", "metric", ["森林覆盖率", "forest cover", "metric:forest-cover", "https://w3id.org/whoclaims/metric/forest-cover"]),
        ("who-claimed", "place", ["清岚市", "清岚", "900100", "place:900100"]),
        ("who-claimed", "programme", ["老旧小区改造", "Renovation of old residential compounds", "programme:old-compounds"]),
        ("who-claimed", "voice", ["直接引语", "direct quotation", "kg:DirectQuotation"]),
        ("who-claimed", "document", ["清岚市政府工作报告", "report"]),
        ("claims-by-post", "post", ["市长", "mayor"]),
        ("labels-of-term", "term", ["森林覆盖率", "forest cover"]),
        ("labels-of-term", "term", ["清岚市", "清岚", "900100"]),
        ("terms", "scheme", ["指标", "Metrics"]),
    ],
)
def test_a_thing_is_named_by_label_code_or_iri(name: str, parameter: str, spelled: list[str], snapshot: Snapshot) -> None:
    first, *others = [run(snapshot, name, {parameter: text}) for text in spelled]
    assert len(first) > 0
    assert all(other == first for other in others)


def test_links_are_those_of_a_term_or_place_or_all_and_no_candidates(examples: Snapshot) -> None:
    def matches(**asked: str) -> set[tuple[str, str]]:
        return {(str(row["term_iri"]), str(row["match"])) for row in _answered(examples, asked)}

    place = "https://w3id.org/whoclaims/place/410000"
    held = {(row.subject_id, row.object_id) for row in shipped() if row.is_link}
    assert (
        matches(term="河南省")
        == {pair for pair in held if pair[0] == place}
        != {(row.subject_id, row.object_id) for row in shipped() if row.subject_id == place}
    )
    assert matches(term="河南省") < matches() <= held


def test_links_are_told_in_the_language_that_is_asked_for_by_the_name_of_their_data_set(examples: Snapshot) -> None:
    for lang, told in (
        ("zh", {("相近", "世界银行指标"), ("相近", "可持续发展目标指标")}),
        ("en", {("close match", "World Bank indicators"), ("close match", "SDG indicators")}),
    ):
        table = run(examples, "links", {"term": "森林覆盖率"}, lang=lang)
        assert isinstance(table, Table)
        assert {(row["relation"], row["data_set"]) for row in table} == told
        named = run(examples, "links", {}, lang=lang)
        assert isinstance(named, Table) and {row["relation"] for row in named} <= {pair[lang == "en"] for pair in TERMS.values()}
        assert not any(str(name).startswith("http") for name in named.column("data_set"))


def _answered(snapshot: Snapshot, asked: dict[str, str]) -> Table:
    table = run(snapshot, "links", asked)
    assert isinstance(table, Table)
    return table


@pytest.mark.parametrize(
    ("parameter", "text", "same"),
    [("place", "鶴壁市", "鹤壁市"), ("place", "河南鶴壁", "鹤壁市"), ("metric", "森林覆蓋率", "森林覆盖率"), ("person", "祁遠山", "祁远山"), ("document", "嵐溪縣政府工作報告", "岚溪县政府工作报告")],
)  # fmt: skip
def test_a_name_in_traditional_characters_means_what_is_so_called_in_simplified_ones(
    parameter: str, text: str, same: str, examples: Snapshot
) -> None:
    found = run(examples, "who-claimed", {parameter: text})
    assert len(found) > 0 and found == run(examples, "who-claimed", {parameter: same})


def test_people_of_one_name_stay_apart(snapshot: Snapshot) -> None:
    answer = run(snapshot, "speakers", {"person": "贺兰舟"})
    assert isinstance(answer, Table)
    assert answer.column("post") == ("市长", "局长")
    assert len(set(answer.column("source"))) == 2


@pytest.mark.parametrize(
    ("name", "parameters", "nearest"),
    [
        ("claims-by-post", {"post": "市长助理"}, "市长"),
        ("claims-by-body", {"body": "岚东区住建"}, "岚东区住建局"),
        ("claims-by-unnamed-source", {"source": "岚西区负责人"}, "岚西区有关负责人"),
        ("terms", {"scheme": "指标表"}, "指标"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(name: str, parameters: dict[str, str], nearest: str, snapshot: Snapshot) -> None:
    with pytest.raises(UnknownName) as told:
        run(snapshot, name, parameters)
    assert nearest in told.value.nearest


def test_an_ambiguous_name_is_answered_with_its_candidates(examples: Snapshot) -> None:
    with pytest.raises(AmbiguousName) as told:
        run(examples, "who-claimed", {"place": "朝阳区"})
    assert len(told.value.candidates) > 1


def test_a_claim_has_no_name(snapshot: Snapshot) -> None:
    with pytest.raises(UnknownName):
        run(snapshot, "roles-of-claim", {"claim": "第一条"})


@pytest.mark.parametrize("hostile", ['" } } #', "UNDEF } { ?s ?p ?o", '规划\\" . ?s ?p ?o', "?x", "{}"])
def test_a_value_is_a_term_and_never_text_of_the_query(hostile: str, snapshot: Snapshot) -> None:
    assert len(run(snapshot, "passages", {"phrase": hostile})) == 0


@pytest.mark.parametrize("enclosed", ["“就业”", "《就业》", ' "就业" '])
def test_marks_around_a_phrase_are_not_looked_for(enclosed: str, snapshot: Snapshot) -> None:
    assert run(snapshot, "passages", {"phrase": enclosed}) == run(snapshot, "passages", {"phrase": "就业"})


@pytest.mark.parametrize("period", ["去年", "2020-13", "2020/去年"])
def test_a_period_that_is_none_is_refused(period: str, snapshot: Snapshot) -> None:
    with pytest.raises(UsageError):
        run(snapshot, "targets", {"period": period})
