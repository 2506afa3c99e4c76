"""The bundled examples: our own words, invented people only where they say so, and a damaged copy that is true to the damage."""

import re
from pathlib import Path

import pytest

from kg.resources import EXAMPLES
from tests.damage import damage

OFFICIALS = ("马富国", "郭浩", "王军", "王荣乾")
FILES = sorted(path for path in EXAMPLES.iterdir() if path.suffix in {".txt", ".html", ".md", ".jsonl"})
LONGEST_SHARED = 20  # characters; names of programmes and lists of units come near it, sentences go past it


def squeezed(text: str) -> str:
    return "".join(text.split())


def longest_shared(text: str, other: str, least: int) -> str:
    """A run of at least ``least`` characters that both texts hold, else nothing."""
    runs = {other[i : i + least] for i in range(len(other) - least + 1)}
    return next((run for i in range(len(text) - least + 1) if (run := text[i : i + least]) in runs), "")


def own_text(path: Path) -> str:
    """What stands in an example, without markup; the mirror's copy is judged by what it was made from."""
    if path.name == "hebi-mirror.txt":
        path = Path(__file__).parent / "examples" / "hebi-mirror.clean.txt"
    text = path.read_text(encoding="utf-8")
    return re.sub(r"<[^>]+>", "", text) if path.suffix == ".html" else text


def test_every_format_has_an_example() -> None:
    assert {path.suffix for path in FILES} == {".txt", ".html", ".md", ".jsonl"}


def test_the_check_for_copies_sees_a_copy() -> None:
    assert longest_shared("他说，全县今年改造小区二十个。", "报道称全县今年改造小区二十个", 8) == "全县今年改造小区"
    assert not longest_shared("他说，全县今年改造小区二十个。", "全县改造小区十九个", 8)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_sentence_is_copied(path: Path, shared: Path) -> None:
    originals = [*sorted((shared / "gold").glob("*.txt")), *sorted((shared / "seeds").glob("*.txt"))]
    assert originals
    text = squeezed(own_text(path))
    for original in originals:
        assert longest_shared(text, squeezed(original.read_text(encoding="utf-8")), LONGEST_SHARED) == "", original.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_example_says_that_it_is_one(path: Path) -> None:
    note = own_text(path).rpartition("示例说明：")[2]
    assert note.startswith(("本文", "本页", "这是")) or "虚构" in note


@pytest.mark.parametrize("path", [path for path in FILES if path.name.startswith("hebi")], ids=lambda path: path.name)
def test_real_officials_are_never_quoted_directly(path: Path) -> None:
    text = own_text(path)
    assert any(name in text for name in OFFICIALS)
    assert not re.search(r"：\s*“|[。！？]”", text)


@pytest.mark.parametrize("path", [path for path in FILES if path.name.startswith("lanxi")], ids=lambda path: path.name)
def test_invented_places_say_so_and_name_no_real_official(path: Path) -> None:
    text = own_text(path)
    assert "虚构" in text
    assert not any(name in text for name in OFFICIALS)


def test_the_damaged_copy_is_what_the_damage_makes_of_the_clean_text(checkout: Path) -> None:
    clean = (checkout / "tests/examples/hebi-mirror.clean.txt").read_text(encoding="utf-8")
    assert (EXAMPLES / "hebi-mirror.txt").read_text(encoding="utf-8") == damage(clean)


def test_the_invented_places_are_in_no_gazetteer(checkout: Path) -> None:
    divisions = "".join((checkout / f"ontology/places/{name}.csv").read_text(encoding="utf-8") for name in ("divisions", "towns"))
    assert "鹤壁市" in divisions
    assert "岚溪" not in divisions and "柳荫里" not in divisions
