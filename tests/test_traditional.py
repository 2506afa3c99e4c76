"""A clean text in traditional characters is read like the same text in simplified ones, and quoted as it was written. People and places are invented."""

import opencc
import pytest

from kg.copies import plain_copy
from kg.model import Metadata, Reading
from kg.pipeline import read
from kg.readers import read_bytes
from kg.repair import repair
from tests.spans import misquoted

NEWS = """雲嶺縣新修環山竹道48公里
記者從雲嶺縣獲悉，去年全縣新建學校3所，建成環山竹道48.5公里，城鎮居民人均可支配收入達到2.1萬元，比上年增長8.5%。
雲嶺縣教育局局長聞人樂說：「縣裡還有兩成學校沒有實驗室，今年要補上12間。」
全縣實施鄉村振興戰略，共有1.2萬戶、3.6萬人受益。
"""


def reading(text: str, **given: str) -> Reading:
    [source] = read_bytes("a.txt", text.encode())
    return read(repair(source, Metadata(published="2022-03-08", **given)))


@pytest.fixture(scope="module")
def both() -> tuple[Reading, Reading]:
    simple: str = opencc.OpenCC("t2s").convert(NEWS)
    return reading(NEWS), reading(simple.translate(str.maketrans("「」", "“”")))


def test_the_same_is_found_at_the_same_offsets(both: tuple[Reading, Reading]) -> None:
    here, there = both
    assert len(here.claims) >= 7
    for one, other in zip(here.claims, there.claims, strict=True):
        assert (one.number.start, one.number.end, one.quote.start, one.quote.end) == (
            other.number.start,
            other.number.end,
            other.quote.start,
            other.quote.end,
        )
        assert (one.value, one.unit, one.measure, one.kind, one.period and one.period.value) == (
            other.value,
            other.unit,
            other.measure,
            other.kind,
            other.period and other.period.value,
        )
    assert [(s.words.start, s.words.end, s.kind) for s in here.statements] == [
        (s.words.start, s.words.end, s.kind) for s in there.statements
    ]


def test_every_quote_stands_in_the_text(both: tuple[Reading, Reading]) -> None:
    here, _ = both
    assert here.document.text == NEWS
    assert misquoted(here) == []


def test_names_stand_as_written_where_no_vocabulary_has_them(both: tuple[Reading, Reading]) -> None:
    here, _ = both
    [person] = here.people
    assert (person.name, person.posts[0].value) == ("聞人樂", "局長")
    assert here.statements[0].speaker.value.name == "聞人樂"
    assert any(c.metric.value.name == "環山竹道" for c in here.claims)


def test_what_was_given_stays_as_it_was_given() -> None:
    head = reading(NEWS, publisher="雲嶺縣融媒體中心").head
    assert head.publisher is not None
    assert head.publisher.value == "雲嶺縣融媒體中心"


def test_a_traditional_name_in_simplified_text_makes_no_traditional_document() -> None:
    [source] = read_bytes("a.txt", "云岭县县长王乾榮说，今年新建学校3所。".encode())
    assert plain_copy(repair(source)) is None
