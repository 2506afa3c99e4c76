import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.offsets import OffsetMap, Run, Splice

SOURCE = "临江市二〇二一年新增就业3.2万人 abc，惠及18130户。"
pieces = st.lists(
    st.tuples(st.sampled_from(["keep", "put", "drop"]), st.integers(1, 5), st.text("甲乙x。", min_size=1, max_size=4)), max_size=12
)


def spliced(source: str, plan: list[tuple[str, int, str]]) -> Splice:
    splice, position = Splice(source), 0
    for action, length, words in plan:
        end = min(len(source), position + length)
        if action == "keep":
            splice.keep(position, end)
        elif action == "put" and end > position:
            splice.put(words, position, end)
        position = end
    return splice


@given(pieces)
def test_a_stored_map_is_read_back_the_same(plan: list[tuple[str, int, str]]) -> None:
    offsets = spliced(SOURCE, plan).offsets()
    assert OffsetMap.from_bytes(offsets.to_bytes()) == offsets
    assert pickle.loads(pickle.dumps(offsets)) == offsets


@given(pieces, pieces)
def test_composing_leads_where_two_steps_lead(first: list[tuple[str, int, str]], second: list[tuple[str, int, str]]) -> None:
    lower = spliced(SOURCE, first)
    upper = spliced(lower.text(), second)
    below, above = lower.offsets(), upper.offsets()
    composed = above.compose(below)
    for start in range(len(upper.text())):
        for end in range(start + 1, len(upper.text()) + 1):
            assert composed.span(start, end) == below.span(*above.span(start, end))


@given(pieces)
def test_kept_characters_lead_to_themselves_and_back(plan: list[tuple[str, int, str]]) -> None:
    splice = spliced(SOURCE, plan)
    text, offsets = splice.text(), splice.offsets()
    for run in offsets.runs:
        for at in range(run.target, run.target + run.length):
            begin, stop = offsets.span(at, at + 1)
            if run.aligned:
                assert SOURCE[begin:stop] == text[at]
            start, end = offsets.back(begin, stop)
            assert start <= at < end


def test_nothing_is_made_from_a_gap() -> None:
    splice = Splice("<b>鹤</b>壁")
    splice.keep(3, 4)
    splice.keep(8, 9)
    assert splice.text() == "鹤壁"
    assert splice.offsets().back(4, 8) == (1, 1)
    assert splice.offsets().back(0, 2) == (0, 0)


def test_a_map_is_worked_out_only_when_asked() -> None:
    asked = []

    def work() -> list[Run]:
        asked.append(1)
        return [Run(0, 3, 0, 9, True)]

    offsets = OffsetMap.later(work)
    assert not asked
    assert offsets.span(1, 2) == (3, 6)
    assert offsets.span(0, 1) == (0, 3)
    assert asked == [1]


@pytest.mark.parametrize("stored", [b"", b"\x02", b"\x01\x80", b"\x01\x02\x02"])
def test_bytes_that_are_no_map_are_refused(stored: bytes) -> None:
    with pytest.raises(ValueError):
        OffsetMap.from_bytes(stored)


def test_a_position_before_the_first_run_has_no_source() -> None:
    with pytest.raises(IndexError):
        OffsetMap([]).span(0, 1)
