"""Texts to measure on: work reports where a corpus stands beside the checkout, and the bundled examples with other numbers each time."""

import re
from pathlib import Path

from kg.model import Source
from kg.readers import read_file
from kg.resources import EXAMPLES
from tests.damage import damage

REPORTS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "gwr"
_EVERY = 18
_NUMBER = re.compile(r"(?<![\d.])(?!(?:19|20)\d\d(?!\d))\d{2,}(?:\.\d+)?(?![\d.])")
NAMES = ("hebi-feature.txt", "hebi-briefing.html", "lanxi-report.md", "lanxi-news.jsonl")


def reports() -> list[Path]:
    """Every eighteenth work report of the corpus, by place and year; nothing where there is no corpus."""
    return sorted(REPORTS.rglob("*.md"))[::_EVERY]


def sources() -> list[Source]:
    """The clean examples as their readers give them."""
    return [source for name in NAMES for source in read_file(str(EXAMPLES / name))]


def articles(count: int) -> list[str]:
    """As many texts: the examples in turn, each number but the years moved on a little, the same at every run."""
    texts = [source.text for source in sources()]
    return [varied(texts[n % len(texts)], n // len(texts)) for n in range(count)]


def damaged(count: int) -> list[str]:
    """As many damaged copies of examples, as mirror sites show them."""
    return [damage(text) for text in articles(count)]


def varied(text: str, step: int) -> str:
    """``text`` with its larger numbers moved on by ``step``."""
    return _NUMBER.sub(
        lambda number: f"{int(number[0].split('.')[0]) + step}{'.' + number[0].split('.')[1] if '.' in number[0] else ''}", text
    )
