"""The pages: a form for each query, evidence in the answer, both languages, and nothing from another machine."""

import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.answers import Iri, Table
from kg.publications import PUBLICATIONS
from kg.publications.selecting import SELECTIONS
from kg.queries import catalogue, grouped
from kg.vocabulary import PREFIXES
from kg.web import assets
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
    assert found.values("form", "action") == [f"/export/{next(iter(PUBLICATIONS))}", *forms]
    names = [name for name in found.values("input", "name") if name != "lang"]
    assert sorted(map(str, names)) == sorted([*SELECTIONS, *(p.name for q in catalogue().values() for p in q.parameters)])
    assert {f"/export/{name}" for name in PUBLICATIONS} == set(found.values("button", "formaction")) - {None}
    assert all(query.summary in text for query in catalogue().values())
    assert found.values("script", "src") == []


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
    hostile = "<script>alert(1)</script>\"'&"
    for names in (("speaker", "value", "quote", "title", "claim"), ("name", "path")):
        table = Table(names, (tuple(Iri(f"javascript:{hostile}") if name in ("claim", "path") else hostile for name in names),))
        text = table_html(table, "zh")
        assert "<script" not in text and "<blockquote></blockquote>" not in text
        assert all(str(href).startswith("/sparql?query=") for href in Elements(text).values("a", "href"))


def test_the_editor_has_our_endpoint_prefixes_vocabulary_and_examples(service: Service) -> None:
    found = Elements(page(service, "/sparql"))
    [settings] = [json.loads(str(a["data-settings"])) for tag, a in found.found if "data-settings" in a]
    assert settings["endpoint"] == "/sparql" and settings["prefixes"] == PREFIXES
    assert settings["classes"] == terms()["classes"] and PREFIXES["kg"] + "metric" in settings["properties"]
    assert [example for example in found.values("a", "data-example") if example] == list(catalogue())
    assert "sparql" in [str(action).strip("/") for action in found.values("form", "action")]


def test_no_page_loads_or_leads_to_another_machine(service: Service) -> None:
    asked = [("/", ()), ("/sparql", ()), ("/queries/speakers", ()), ("/queries/who-claimed", {"metric": "森林覆盖率"}), ("/nowhere", ())]
    for path, fields in asked:
        for tag, attributes in Elements(page(service, path, fields)).found:
            for name in ("src", "href", "action", "srcset", "data", "formaction", "poster"):
                assert (attributes.get(name) or "/").startswith("/"), (path, tag, attributes)
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
