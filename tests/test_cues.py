"""A pattern that is tried only where its cue stands finds what it finds when it is tried everywhere."""

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from pkgutil import walk_packages
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg import periods
from kg.cues import Cued, InClauses, InText
from kg.mentions import metrics
from kg.readers import read_file
from kg.resources import EXAMPLES


def of_reader() -> Iterator[tuple[str, Any]]:
    """What the modules of the reader hold, by module and name."""
    for found in walk_packages(kg.__path__, "kg."):
        if found.name.startswith(("kg.mentions", "kg.claims", "kg.periods", "kg.sentences", "kg.typography")):
            for name, value in vars(import_module(found.name)).items():
                yield f"{found.name}.{name}", value


def cued() -> Iterator[tuple[str, Cued | InClauses | InText]]:
    """Every such pattern of the reader, by module and name."""
    yield from ((name, value) for name, value in of_reader() if isinstance(value, Cued | InClauses | InText))
    yield "kg.periods", periods._pattern()


def foreseen() -> Iterator[tuple[str, str]]:
    """Every expression that first looks whether a character stands there with which it may begin."""
    for name, value in of_reader():
        if isinstance(value, re.Pattern) and re.match(r"\(\?=\[[^^\]]+\]\)", value.pattern):
            yield name, value.pattern


def beginnings(items: Sequence[Any]) -> tuple[set[int], bool]:
    """The characters with which what matches a parsed expression begins, and whether it may be empty."""
    found: set[int] = set()
    for kind, value in items:
        empty = False
        if kind is _constants.LITERAL:
            own = {value}
        elif kind is _constants.IN:
            own = {c for what, part in value for c in ([part] if what is _constants.LITERAL else range(part[0], part[1] + 1))}
        elif kind is _constants.SUBPATTERN:
            own, empty = beginnings(value[3])
        elif kind is _constants.BRANCH:
            parts = [beginnings(part) for part in value[1]]
            own, empty = set().union(*(part for part, _ in parts)), any(none for _, none in parts)
        elif kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            own, empty = beginnings(value[2])
            empty = empty or value[0] == 0
        else:
            assert kind in (_constants.ASSERT, _constants.ASSERT_NOT, _constants.AT)
            own, empty = set(), True
        found |= own
        if not empty:
            return found, False
    return found, True


ALL = dict(cued())
FORESEEN = dict(foreseen())
CUED = {name: pattern for name, pattern in ALL.items() if isinstance(pattern, Cued)}
WHOLE = {name: pattern for name, pattern in ALL.items() if isinstance(pattern, InClauses | InText)}  # asked of whole texts
EXAMPLE_TEXTS = [source.text for path in sorted(EXAMPLES.iterdir()) if path.suffix != ".py" for source in read_file(str(path))]


def words(pattern: Cued | InClauses | InText) -> list[str]:
    """What the pattern and its cue are spelt with, whole words and single characters, and what stands between words."""
    spelt = re.findall(r"[\u4e00-\u9fff]+", pattern.pattern + pattern.cue)
    return sorted({*spelt, *"".join(spelt), *"，。、“”：12０年月日 \n", "云岭", "2020"})


def found(pattern: re.Pattern[str] | Cued, text: str, start: int, end: int) -> list[tuple[tuple[int, int], ...]]:
    return [match.regs for match in pattern.finditer(text, start, end)]


def test_there_are_such_patterns() -> None:
    assert len(CUED) > 8
    assert len(WHOLE) > 16
    assert len(FORESEEN) > 1


@pytest.mark.parametrize("name", FORESEEN)
def test_no_word_begins_with_a_character_that_is_not_foreseen(name: str) -> None:
    ahead, *rest = _parser.parse(FORESEEN[name])
    foreseen_here, _ = beginnings(ahead[1][1])
    begun, empty = beginnings(rest)
    assert not empty
    assert not (begun - foreseen_here), "".join(map(chr, sorted(begun - foreseen_here)))


def test_no_word_that_ends_a_phrase_begins_with_a_character_that_is_not_foreseen() -> None:
    foreseen_here, _ = beginnings(_parser.parse(f"[{metrics._TAIL_BEGINS}]"))
    begun, empty = beginnings(_parser.parse(f"改善|{metrics.UP}|{metrics.DOWN}|{metrics._FILLER}"))
    assert not empty
    assert not (begun - foreseen_here), "".join(map(chr, sorted(begun - foreseen_here)))


@pytest.mark.parametrize("name", CUED)
def test_a_cue_hides_nothing_in_the_examples(name: str) -> None:
    for text in EXAMPLE_TEXTS:
        assert found(CUED[name], text, 0, len(text)) == found(CUED[name].bare, text, 0, len(text))


@pytest.mark.parametrize("name", WHOLE)
def test_texts_and_clauses_without_a_cue_hold_nothing(name: str) -> None:
    pattern = WHOLE[name]

    def found_in(text: str) -> list[tuple[tuple[int, int], ...]]:
        return [match.regs for match in pattern.finditer(text)]

    @settings(max_examples=300, deadline=None)
    @given(st.lists(st.sampled_from(words(pattern)), max_size=30).map("".join))
    def holds(text: str) -> None:
        assert found_in(text) == found(pattern.bare, text, 0, len(text))

    for text in EXAMPLE_TEXTS:
        assert found_in(text) == found(pattern.bare, text, 0, len(text))
    holds()


@pytest.mark.parametrize("name", CUED)
def test_a_cue_hides_nothing_in_texts_of_the_words_of_the_pattern(name: str) -> None:
    pattern = CUED[name]

    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.sampled_from(words(pattern)), max_size=24).map("".join), st.integers(0, 9), st.integers(0, 9))
    def holds(text: str, start: int, short: int) -> None:
        end = len(text) - short
        assert found(pattern, text, start, end) == found(pattern.bare, text, start, end)
        match = pattern.search(text, start)
        assert (match and match.regs) == next(iter(found(pattern.bare, text, start, len(text))), None)
        first = pattern.earliest(text, start)
        assert match is None or (first is not None and first <= match.start())

    holds()


def test_a_pattern_made_after_a_text_was_searched_finds_its_words_there() -> None:
    text = "云岭塔、青石亭"
    assert [match.group() for match in InText("[一-鿿]{2}塔", cue="塔", reach=2).finditer(text)] == ["云岭塔"]
    assert [match.group() for match in InText("[一-鿿]{2}亭", cue="亭", reach=2).finditer(text)] == ["青石亭"]
