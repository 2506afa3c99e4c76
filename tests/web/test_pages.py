"""The pages: a form for each query, evidence in the answer, both languages, and nothing from another machine."""

import hashlib
import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest

import kg
from kg.answers import Iri, Table
from kg.builds import build
from kg.labels import expanded
from kg.publications import PUBLICATIONS
from kg.publications.selecting import CONFIDENCES, SELECTIONS
from kg.queries import catalogue, grouped, run
from kg.store import open_snapshot
from kg.vocabulary import PREFIXES
from kg.web import assets
from kg.web.describing import facts
from kg.web.fragments import table_html
from kg.web.terms import terms
from tests.serving import Service

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "zh-CN,zh;q=0.9"}
OWN = [path for path in assets.FOLDER.iterdir() if path.name in ("pages.css", "editor.js", "icon.svg")]
TEMPLATES = sorted((assets.FOLDER.parent / "templates").glob("*.html"))


VOID = {"meta", "link", "input", "br"}


class Elements(HTMLParser):
    """The elements of a page with their attributes, and whether tags are closed in their order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def values(self, tag: str, attribute: str) -> list[str | None]:
        return [attributes.get(attribute) for name, attributes in self.found if name == tag]


def page(service: Service, path: str, fields: object = (), **headers: str) -> str:
    reply = service.ask(path, fields, headers={**BROWSER, **headers})
    assert reply.headers.get_content_type() == "text/html"
    policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and not re.search(r"https?:|\*", policy)
    return reply.text


def test_the_first_page_has_a_form_for_each_query_with_a_field_for_each_parameter(service: Service) -> None:
    text = page(service, "/")
    found = Elements(text)
    forms = [f"/queries/{query.name}" for queries in grouped().values() for query in queries]
    assert found.values("form", "action") == [*forms, f"/export/{next(iter(PUBLICATIONS))}", "/describe"]
    names = [name for tag in ("input", "select") for name in found.values(tag, "name") if name != "lang"]
    assert sorted(map(str, names)) == sorted([*SELECTIONS, "iri", *(p.name for q in catalogue().values() for p in q.parameters)])
    assert {f"/export/{name}" for name in PUBLICATIONS} == set(found.values("button", "formaction")) - {None}
    assert all(query.summary in text for query in catalogue().values())
    assert found.values("script", "src") == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_page_says_in_words_what_claims_are_taken_by_and_as(lang: str, service: Service) -> None:
    text = page(service, "/", {"lang": lang})
    assert f"<span>{'把握' if lang == 'zh' else 'confidence'}</span>" in text
    assert Elements(text).values("option", "value") == ["", *CONFIDENCES]
    assert all(f"<td>{getattr(format, lang)}</td>" in text for format in PUBLICATIONS.values())


def test_the_first_page_begins_with_questions_and_leads_to_what_stands_behind_them(service: Service) -> None:
    text = page(service, "/", {"lang": "zh"})
    assert text.index("谁就某项指标") < text.index('<section id="download">')
    inside = [str(href)[1:] for href in Elements(text).values("a", "href") if str(href).startswith("#")]
    assert inside == [found for found in Elements(text).values("section", "id") if found]
    assert f'<a href="/reconcile">http://127.0.0.1:{service.port}/reconcile</a>' in text


def test_an_answer_stands_on_its_page_with_its_passages(service: Service) -> None:
    text = page(service, "/queries/who-claimed", {"metric": "森林覆盖率"})
    assert "<blockquote>森林覆盖率达到62%</blockquote>" in text and "《岚溪县政府工作报告》" in text
    assert 'value="森林覆盖率"' in text and "/api/who-claimed?metric=" in text
    Elements(text)


@pytest.mark.parametrize("name", catalogue())
def test_each_query_has_its_page_in_both_languages(name: str, service: Service) -> None:
    for lang, summary in (("zh", catalogue()[name].summary), ("en", catalogue()[name].summary_en)):
        text = page(service, f"/queries/{name}", {"lang": lang})
        assert f'<html lang="{lang}">' in text and summary in text
        Elements(text)


def test_the_language_is_that_of_the_browser_unless_another_is_asked_for(service: Service) -> None:
    assert '<html lang="zh">' in page(service, "/")
    assert '<html lang="en">' in page(service, "/", **{"Accept-Language": "fr, en;q=0.8"})
    assert '<html lang="zh">' in page(service, "/", {"lang": "zh"}, **{"Accept-Language": "en"})


def test_no_rows_refused_and_unknown_are_told_apart(service: Service) -> None:
    assert "没有结果" in page(service, "/queries/who-claimed", {"metric": "森林覆盖率", "place": "云南省"})
    told = page(service, "/queries/who-claimed", {"metric": "森林覆"})
    assert 'role="alert"' in told and "森林覆盖率" in told
    assert "没有这个地址" in page(service, "/nowhere")


def test_an_ambiguous_name_is_answered_by_links_to_each(service: Service) -> None:
    text = page(service, "/queries/place-profile", {"place": "朝阳区"})
    links = [href for href in Elements(text).values("a", "href") if href and "place=https" in href]
    assert len(links) >= 2
    assert 'role="alert"' not in page(service, str(links[0]))


def test_further_pages_are_linked(service: Service) -> None:
    text = page(service, "/queries/who-claimed", {"place": "鹤壁市", "limit": "5"})
    following = next(str(a["href"]) for tag, a in Elements(text).found if tag == "a" and a.get("rel") == "next")
    assert 'rel="prev"' in page(service, following)


def test_nothing_of_a_document_becomes_markup() -> None:
    snapshot, hostile = kg.open_examples().snapshot, "<script>alert(1)</script>\"'&"
    for names in (("speaker", "value", "quote", "title", "claim"), ("name", "path")):
        table = Table(names, (tuple(Iri("javascript:alert(1)") if name in ("claim", "path") else hostile for name in names),))
        text = table_html(snapshot, table, "zh")
        assert "<script" not in text and "<blockquote></blockquote>" not in text
        assert Elements(text).values("a", "href") == []


CLAIM = "https://w3id.org/whoclaims/id/claim/6c884cf7cf9b6dcaf9c9"


def test_turtle_on_a_page_is_turtle_when_copied(service: Service) -> None:
    text = page(service, "/queries/evidence-of-claim", {"claim": CLAIM})
    [shown] = re.findall('<pre class="graph">(.*?)</pre>', text, re.DOTALL)
    given = service.ask("/api/evidence-of-claim", {"claim": CLAIM, "format": "turtle"}).body
    copied, written = (set(ox.parse(turtle, format=ox.RdfFormat.TURTLE)) for turtle in (unescape(shown), given))
    assert copied and copied <= written  # a page of them


THINGS = {
    "place:410600": ("鹤壁市", "place-profile"), "metric:forest-cover": ("森林覆盖率", "metric-timeline"),
    "https://w3id.org/whoclaims/id/document/lanxi-2022-09-06": ("岚溪县：小区改造过半", "claims-of-document"), CLAIM: ("城镇新增就业2108人", "evidence-of-claim"),
    "https://w3id.org/whoclaims/id/person/39fbdbe0a600712e09e0": ("祁远山", "claims-by-person"),
}  # fmt: skip


@pytest.mark.parametrize("iri", THINGS)
def test_each_thing_has_a_page_that_leads_to_the_queries_about_it(iri: str, service: Service) -> None:
    name, query = THINGS[iri]
    for lang in ("zh", "en"):
        text = page(service, "/describe", {"iri": iri, "lang": lang})
        links = re.findall('<a href="([^"]*)"', unescape(text.partition("<main>")[2]))
        assert (f"<h1>{name}</h1>" in text) is (lang == "zh" or iri.startswith("http"))
        [leading] = [href for href in links if href.startswith(f"/queries/{query}?")]
        assert 'role="alert"' not in page(service, leading)
        assert all(f"lang={lang}" in href for href in links if href.startswith(("/queries/", "/describe?")) and "format=" not in href)


def test_a_claim_leads_to_its_passage_in_the_same_language(service: Service) -> None:
    answer = Elements(page(service, "/queries/claims-by-person", {"person": "祁远山", "lang": "en"}))
    claims = [str(href) for href in answer.values("a", "href") if "%2Fclaim%2F" in str(href)]
    assert claims and all(href.startswith("/describe?iri=") and href.endswith("&lang=en") for href in claims)
    text = page(service, "/describe", {"iri": CLAIM})
    assert "<p>”祁远山表示，今年前11个月，<mark>城镇新增就业2108人</mark>，比去年同期减少37人。" in text
    assert text.index("<mark>") < text.index("数值")


def test_a_person_is_shown_with_post_body_and_document(service: Service) -> None:
    iri = "https://w3id.org/whoclaims/id/person/39fbdbe0a600712e09e0"
    text = page(service, "/describe", {"iri": iri, "lang": "zh"}).partition("<main>")[2]
    told = dict(re.findall(r'<th scope="row"[^>]*>(.*?)</th><td>\s*(.*?)\s*</td>', text, re.DOTALL))
    assert ">副县长</a>" in told["职务"] and ">岚溪县人民政府</a>" in told["单位"] and "岚溪县公布年度民生账单</a>" in told["文献"]
    assert told["说法数"].isdigit() and int(told["说法数"]) > 0
    for href in re.findall('<a href="(/describe[^"]*)"', unescape(text)):
        assert service.ask(href).status == 200


@pytest.mark.parametrize(
    ("iri", "zh", "en"),
    [("document/lanxi-2022-12-28", "新闻报道", "newspaper report"), ("person/39fbdbe0a600712e09e0", "官员", "official")],
)
def test_a_code_is_shown_in_words(iri: str, zh: str, en: str, service: Service) -> None:
    for lang, words in (("zh", zh), ("en", en)):
        text = page(service, "/describe", {"iri": f"https://w3id.org/whoclaims/id/{iri}", "lang": lang})
        assert re.search(rf"<td>\s*{words}\s*</td>", text)


def test_a_claim_is_shown_with_the_capacity_and_the_statement_it_is_part_of(service: Service) -> None:
    text = page(service, "/describe", {"iri": CLAIM}).partition("<main>")[2].partition("<h2>")[0]
    assert (
        re.search("<a [^>]*>岚溪县人民政府副县长</a>", text)
        and re.search("<a [^>]*>今年前11个月，城镇新增就业2108人[^<]*</a>", text)
        and ">2108人</a>" in text
    )
    assert not re.search("<code>…/", text)


def test_links_lead_out_by_the_name_of_their_target(service: Service) -> None:
    text = page(service, "/describe", {"iri": "place:410600", "lang": "en"})
    assert '<th scope="row">close match</th><td><a href="https://sws.geonames.org/1808770/"' in text and ">Hebi</a>" in text


def test_a_title_leads_to_where_its_document_came_from(tmp_path: Path) -> None:
    lines = (("https://paper.example/1?a=1&b=2", "云溪县新建学校3所"), ("", "松溪县新建学校4所"))
    (tmp_path / "a.jsonl").write_text(
        "\n".join(json.dumps({"title": text, "text": f"{text}。", **({"url": url} if url else {})}) for url, text in lines),
        encoding="utf-8",
    )
    build([str(tmp_path / "a.jsonl")], tmp_path / "store")
    with open_snapshot(tmp_path / "store") as snapshot:
        for name in ("who-claimed", "documents"):
            table = run(snapshot, name, {})
            assert isinstance(table, Table)
            text = table_html(snapshot, table, "zh")
            [found] = [attributes for tag, attributes in Elements(text).found if tag == "a" and attributes.get("rel") == "external"]
            assert found["href"] == "https://paper.example/1?a=1&b=2"
            assert "《云溪县新建学校3所》</a>" in text or ">云溪县新建学校3所</a>" in text


def test_a_thing_is_given_as_a_page_or_in_rdf(service: Service) -> None:
    asked = {"iri": "place:410600"}
    for accept, media in (("*/*", "text/turtle"), ("application/ld+json", "application/ld+json"), (BROWSER["Accept"], "text/html")):
        assert service.ask("/describe", asked, headers={"Accept": accept}).headers.get_content_type() == media
    reply = service.ask("/describe", {**asked, "format": "ntriples"})
    described = service.sparql("DESCRIBE place:410600", "application/n-triples")
    assert sorted(reply.text.splitlines()) == sorted(described.text.splitlines())
    assert service.ask("/describe", asked, headers={"If-None-Match": str(service.ask("/describe", asked).headers["ETag"])}).status == 304


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"iri": "https://w3id.org/whoclaims/place/999999"}, 404, "unknown-thing"), ({"iri": "javascript:alert(1)"}, 404, "unknown-thing"),
        ({"iri": "鹤壁市"}, 400, "bad-request"), ({"iri": "<b>"}, 400, "bad-request"), ({}, 400, "bad-request"),
        ({"iri": "place:410600", "format": "docx"}, 406, "not-acceptable"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_thing_of_the_store_is_a_problem(fields: dict[str, str], status: int, code: str, service: Service) -> None:
    reply = service.ask("/describe", fields)
    assert reply.status == status and json.loads(reply.body)["error"]["code"] == code
    assert "<b>" not in page(service, "/describe", fields).split('role="alert"')[1].replace("<p><b>", "")


@pytest.mark.parametrize(("name", "lang", "iri"), [("鹤壁", "zh", "place:410600"), ("forest cover", "en", "metric:forest-cover")])
def test_a_name_where_an_iri_is_asked_for_leads_to_what_it_may_mean(name: str, lang: str, iri: str, service: Service) -> None:
    told = json.loads(service.ask("/describe", {"iri": name}).body)["error"]
    assert expanded(iri) in {candidate["iri"] for candidate in told["candidates"]} and "place:410600" in told["next_en"]
    text = page(service, "/describe", {"iri": name, "lang": lang})
    assert f"“{name}”不是 IRI。" in text if lang == "zh" else f"&#34;{name}&#34; is no IRI." in text
    [leading] = [
        unescape(href) for href in re.findall('<a href="(/reconcile/view[^"]*)"', text) if quote(expanded(iri) or "", "") in unescape(href)
    ]
    assert page(service, str(service.ask(leading, {}).headers["Location"]))


def test_the_page_of_a_problem_is_titled_by_it_and_its_sentences_begin_with_a_capital(service: Service) -> None:
    text = page(service, "/export/schemaorg", {"person": "Nobody", "lang": "en"})
    assert "<title>No person is called &#34;Nobody&#34;. 400 · Whoclaims</title>" in text and "<p>/" not in text
    several = page(service, "/export/schemaorg", {"place": "鼓楼区", "lang": "zh"})
    assert len([href for href in Elements(several).values("a", "href") if str(href).startswith("/export/schemaorg?place=https")]) > 2


def test_a_place_that_only_the_gazetteer_has_is_shown_elsewhere(service: Service) -> None:
    town = "https://w3id.org/whoclaims/place/410611003"
    told = json.loads(service.ask("/describe", {"iri": town}).body)["error"]
    assert (told["code"], f"/reconcile/view?id={town}" in told["next_en"]) == ("unknown-thing", True)
    [leading] = [str(href) for href in Elements(page(service, "/describe", {"iri": town})).values("a", "href") if "view" in str(href)]
    assert "<h1>黎阳路街道" in page(service, leading)


def test_a_page_shows_a_few_values_of_a_property_and_says_how_many_more() -> None:
    many = [(f"urn:p{n % 2}", ox.Literal(f"{n:03}")) for n in range(100)]
    assert [(len(row["values"]), row["more"]) for row in facts(kg.open_examples().snapshot, many, "zh")] == [(20, 30), (20, 30)]


def test_the_editor_has_our_endpoint_prefixes_vocabulary_and_examples(service: Service) -> None:
    found = Elements(page(service, "/sparql"))
    [settings] = [json.loads(str(a["data-settings"])) for tag, a in found.found if "data-settings" in a]
    assert settings["endpoint"] == "/sparql" and settings["prefixes"] == PREFIXES
    assert settings["classes"] == terms()["classes"] and PREFIXES["kg"] + "metric" in settings["properties"]
    assert [example for example in found.values("a", "data-example") if example] == list(catalogue())
    assert "sparql" in [str(action).strip("/") for action in found.values("form", "action")]


def test_no_page_loads_or_leads_to_another_machine(service: Service) -> None:
    asked = [("/", ()), ("/sparql", ()), ("/queries/speakers", ()), ("/queries/who-claimed", {"metric": "森林覆盖率"}), ("/describe", {"iri": "place:410600"}),
             ("/nowhere", ())]  # fmt: skip
    for path, fields in asked:
        for tag, attributes in Elements(page(service, path, fields)).found:
            if tag == "a" and attributes.get("rel") == "external":  # where a reader may go by a click
                assert str(attributes["href"]).startswith("https://")
                continue
            for name in ("src", "href", "action", "srcset", "data", "formaction", "poster"):
                assert (attributes.get(name) or "/").startswith(("/", "#")), (path, tag, attributes)
                assert not (attributes.get(name) or "/").startswith("//"), (path, tag, attributes)


@pytest.mark.parametrize("path", [*OWN, *TEMPLATES], ids=lambda path: path.name)
def test_no_file_of_ours_names_another_machine(path: Path) -> None:
    addresses = set(re.findall(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}[^\s\"'<>]*", path.read_text(encoding="utf-8")))
    assert addresses <= {"http://www.w3.org/2000/svg"}


def test_what_the_editor_would_call_by_default_is_ours() -> None:
    setup = (assets.FOLDER / "editor.js").read_text(encoding="utf-8")
    vendored = (assets.FOLDER / "yasgui.min.js").read_text(encoding="utf-8")
    for ours, default in (("our-prefixes", "prefixes_default"), ("our-property", "lov.linkeddata.es"), ("endpointCatalogueOptions", "wikidata.org"),
                          ("prefixCcApi = null", "prefixCcApi"), ("requestConfig", "https://dbpedia.org/sparql"), ("helpReference", "docs.triply.cc")):  # fmt: skip
        assert ours in setup and default in vendored


def test_files_of_others_are_those_that_are_recorded() -> None:
    recorded = json.loads((assets.FOLDER / "vendored.json").read_text(encoding="utf-8"))
    for entry in recorded:
        assert hashlib.sha256((assets.FOLDER / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
        assert entry["version"] in (assets.FOLDER / "yasgui.LICENSE").read_text(encoding="utf-8")
    assert {entry["file"] for entry in recorded} == {path.name for path in assets.FOLDER.iterdir() if ".min." in path.name}
