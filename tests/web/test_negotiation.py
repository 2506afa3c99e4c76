"""The choice among formats by Accept."""

import pytest

from kg.web.negotiation import GRAPHS, RESULTS, TABLES, choose, prefers_html, ranges


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("application/json", "json"),
        ("application/sparql-results+xml", "xml"),
        ("text/xml", "xml"),
        ("text/csv;q=0.3, text/tab-separated-values;q=0.4", "tsv"),
        ("text/csv, application/json", "csv"),
        ("text/*", "csv"),
        ("text/*;q=0.5, text/csv;q=0", "tsv"),
        ("application/sparql-results+json;q=0.2, application/json;q=0.9, text/csv;q=0.5", "csv"),
        ("TEXT/CSV; charset=utf-8 ; Q=1.0", "csv"),
        ("text/csv;q=7, text/tab-separated-values", "tsv"),
        ("image/*, ;;, q=1, text/csv", "csv"),
        ("image/png", None),
        ("*/*;q=0", None),
    ],
)
def test_results(accept: str, chosen: str | None) -> None:
    found = choose(accept, RESULTS)
    assert (found.name if found else None) == chosen


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "turtle"),
        ("application/json", "jsonld"),
        ("application/*", "ntriples"),
        ("application/trig, */*;q=0.1", "trig"),
        ("text/csv", None),
    ],
)
def test_graphs(accept: str, chosen: str | None) -> None:
    found = choose(accept, GRAPHS)
    assert (found.name if found else None) == chosen


def test_a_hostile_header_is_read_in_no_time() -> None:
    ranges("a/" * 100_000)
    ranges("*/*;" * 100_000)
    assert choose(", ".join(["text/csv;q=0.5"] * 50_000), TABLES) is not None


def test_a_browser_is_one_that_names_html_first() -> None:
    assert prefers_html("text/html")
    assert not prefers_html("text/turtle, text/html;q=0.5")
    assert not prefers_html("application/sparql-results+json,*/*;q=0.9")
