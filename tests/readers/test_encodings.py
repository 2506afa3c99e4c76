import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.readers import read_bytes
from kg.readers.encodings import decode, line_ends

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
    "data", [b"\xff\xff\xff\xfa", SIMPLIFIED.encode()[:-1], "œuvre déjà là".encode("cp1252"), b"\xff\xfe\x00", b"\xff\xfe\x00\x00\x41"]
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
