import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.pipeline import read
from kg.readers import read_bytes
from kg.readers.encodings import decode, line_ends
from kg.repair import repair

SIMPLIFIED = "临江市政府工作报告：全市新增就业3.2万人，同比增长8.1%。"
TRADITIONAL = "臨江市長表示，過去一年經濟發展穩定，新增職位3.2萬個，失業率降至2.8%。"


@pytest.mark.parametrize(
    ("text", "codec", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "utf-16", "utf-16-le"),
        (SIMPLIFIED, "utf-32", "utf-32-le"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL, "utf-8", "utf-8"),
    ],
)
@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312", "big5", "iso-8859-1", "no such"])
def test_the_encoding_is_found_whatever_is_declared(text: str, codec: str, found: str, declared: str | None) -> None:
    decoded = decode(text.encode(codec), declared=declared)
    assert (decoded.text, decoded.encoding) == (text, found)


@given(st.text("鹤壁a1，\U00020bb7é", min_size=1, max_size=30), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"]))
def test_each_character_leads_to_its_own_bytes(text: str, codec: str) -> None:
    text = SIMPLIFIED + text
    data = text.encode(codec)
    decoded = decode(data)
    assert decoded.text == text
    for index, character in enumerate(text):
        start, end = decoded.offsets.span(index, index + 1)
        assert data[start:end].decode(decoded.encoding) == character
        assert decoded.offsets.back(start, end) == (index, index + 1)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_tells_width_and_order(codec: str) -> None:
    data = ("\ufeff" + SIMPLIFIED).encode(codec)
    [source] = read_bytes("a.txt", data)
    assert (source.text, source.encoding) == (SIMPLIFIED, codec)
    start, end = source.offsets.span(3, 9)
    assert data[start:end].decode(codec) == SIMPLIFIED[3:9]
    assert source.offsets.back(start, end) == (3, 9)


def test_two_characters_of_one_pair_share_their_bytes() -> None:
    data = "臨江市長表示".encode("big5") + b"\x88\x62" + "過去一年".encode("big5")
    decoded = decode(data)
    start, end = decoded.offsets.span(6, 8)
    assert data[start:end] == b"\x88\x62"
    assert decoded.text[8:] == "過去一年"
    assert decoded.offsets.span(8, 9) == (end, end + 2)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xff\xff\xfa",
        SIMPLIFIED.encode("gbk")[:40] + SIMPLIFIED.encode(),
        "œuvre déjà là".encode("cp1252"),
        b"\xff\xfe\x00",
        b"\xff\xfe\x00\x00\x41",
    ],
)
def test_bytes_in_no_encoding_are_refused_with_the_place_of_the_fault(data: bytes) -> None:
    with pytest.raises(InputError, match=r"第 \d+ 字节"):
        decode(data, where="a.txt")


@given(st.text("甲\r\n乙", max_size=20))
def test_line_ends_lead_back(text: str) -> None:
    plain, offsets = line_ends(text)
    assert plain == text.replace("\r\n", "\n").replace("\r", "\n")
    for index, character in enumerate(plain):
        start, end = offsets.span(index, index + 1)
        assert text[start:end] in (["\n", "\r", "\r\n"] if character == "\n" else [character])


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@given(st.lists(st.integers(0, 400), min_size=1, max_size=3), st.booleans())
def test_a_few_bytes_that_are_no_characters_are_gaps_and_the_rest_leads_to_its_bytes(mark: bytes, places: list[int], cut: bool) -> None:
    data = bytearray(mark + (SIMPLIFIED * 6).encode())
    for place in places:
        data[len(mark) + place] = 0xFF
    received = bytes(data[:-1] if cut else data)
    decoded = decode(received)
    assert decoded.encoding == "utf-8"
    assert "\ufffd" in decoded.text
    position = len(mark)
    for index, character in enumerate(decoded.text):
        start, end = decoded.offsets.span(index, index + 1)
        assert start == position
        assert received[start:end].decode(errors="replace") == character or character == "\ufffd"
        position = end
    assert position == len(received)


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_text_cut_inside_its_last_character_is_read_to_there(codec: str) -> None:
    decoded = decode(SIMPLIFIED.encode(codec)[:-1])
    assert (decoded.text, decoded.encoding) == (SIMPLIFIED[:-1] + "\ufffd", codec)


def test_a_line_of_another_encoding_is_damaged_and_the_others_are_read() -> None:
    data = "\n".join([SIMPLIFIED] * 9).encode() + b"\n" + SIMPLIFIED.encode("gbk") + b"\n" + SIMPLIFIED.encode()
    [source] = read_bytes("a.txt", data)
    document = repair(source)
    lines = document.text.split("\n")
    assert [lines.index(SIMPLIFIED), lines.count(SIMPLIFIED)] == [0, 10]
    begin = document.text.index(lines[9])
    assert all(begin <= done.start and done.end <= begin + len(lines[9]) for done in document.damaged)
    assert len(read(document).claims) == len(read(repair(*read_bytes("a.txt", "\n".join([SIMPLIFIED] * 10).encode()))).claims)
