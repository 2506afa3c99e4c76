"""What every reader holds to, whatever the format."""

import importlib
import io
import time
import zlib
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Source
from kg.readers import READERS, read_bytes, read_each, read_file
from kg.readers.fields import metadata
from kg.readers.received import LIMIT

WORDS = "临江市新增就业18130户"
SAMPLES = {
    "text": f"{WORDS}。\n第二行",
    "markdown": f"---\ntitle: 报告\n---\n# 一、**回顾**\n{WORDS}。\n",
    "html": f"<html><head><title>报告</title></head><body><p>{WORDS}。</p></body></html>",
    "jsonl": f'{{"text": "{WORDS}。", "title": "报告"}}\n',
}


@pytest.mark.parametrize("member", READERS)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_reader_leads_from_characters_to_bytes(member: str, codec: str, end: str) -> None:
    media_type = READERS[member][0]
    [source] = read_bytes("sample", SAMPLES[member].replace("\n", end).encode(codec), media_type)
    assert source.media_type == media_type
    assert "\r" not in source.text and "\ufeff" not in source.text
    at = source.text.index(WORDS)
    start, stop = source.offsets.span(at, at + len(WORDS))
    assert source.received[start:stop].decode(source.encoding) == WORDS
    assert source.offsets.back(start, stop) == (at, at + len(WORDS))
    if member != "text":
        assert source.metadata.title == "报告"


@pytest.mark.parametrize("member", READERS)
def test_a_file_is_read_by_its_extension_and_by_its_content(member: str, tmp_path: Path) -> None:
    for name in (f"sample{READERS[member][1][0]}", "sample"):
        path = tmp_path / name
        path.write_text(SAMPLES[member], encoding="utf-8")
        [source] = read_file(str(path))
        assert source.media_type == READERS[member][0]


def test_stdin_is_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(WORDS.encode("gbk"))

    monkeypatch.setattr("sys.stdin", Stdin())
    [source] = read_file("-")
    assert (source.name, source.text) == ("-", WORDS)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        ("\ufeff \r\n".encode(), "the file is empty"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"%PDF-1.4\n1 0 obj", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"\x1f\x8b\x08\x00" + zlib.compress(bytes(10_000_000)), "a gzip file"),
        (bytes(range(256)), "binary"),
        ("报告".encode() + b"\x00\x01", "binary"),
        ("鹤壁市新增就业三万人。".encode("utf-16-le"), "UTF-16"),
        ("鹤壁市新增就业三万人。".encode("utf-16-be"), "UTF-16"),
        (b"\xff\xff\xff\xfa\xff", "no encoding known"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_what_is_no_text_is_refused_in_both_languages(data: bytes, said: str, name: str) -> None:
    with pytest.raises(InputError) as caught:
        list(read_bytes(name, data))
    message = str(caught.value)
    assert said in message
    assert message.count(f"{name}: ") == 2
    assert caught.value.next_zh and caught.value.next_en


@pytest.mark.parametrize("text", ["", " \n\t", "\u3000\u3000\n", "\u00a0\r\n\u2003"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_white_space_is_no_text(text: str, codec: str, name: str) -> None:
    with pytest.raises(InputError, match="the file is empty"):
        list(read_bytes(name, text.encode(codec)))


@pytest.mark.parametrize(("name", "data"), [("a.md", b"---\ntitle: a\n---\n\n"), ("a.jsonl", b"\n \n"), ("a.jsonl", b"")])
def test_a_file_that_holds_no_document_is_empty(name: str, data: bytes) -> None:
    with pytest.raises(InputError, match="the file is empty"):
        list(read_bytes(name, data))


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl"])
def test_fifty_megabytes_in_one_line_are_refused_at_once(name: str) -> None:
    started = time.process_time()
    with pytest.raises(InputError, match=f"{LIMIT // 2**20} MB"):
        list(read_bytes(name, b'{"text": "' + b"a" * 50_000_000))
    assert time.process_time() - started < 5


def test_a_long_line_within_the_limit_is_read() -> None:
    data = (WORDS * 300_000).encode()
    started = time.process_time()
    [source] = read_bytes("a.txt", data)
    assert len(source.text) == len(WORDS) * 300_000
    assert source.offsets.span(len(source.text) - 1, len(source.text)) == (len(data) - 3, len(data))
    assert time.process_time() - started < 8


def test_files_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match=r"no file in it is of a kind read here\. Give files that end in \.txt, \.md"):
        list(read_file(str(tmp_path)))
    (tmp_path / "a.md").write_text(WORDS)
    with pytest.raises(InputError, match=r"this is a folder, not a file\. Name the files in it: .*/\*\.md"):
        list(read_file(str(tmp_path)))
    with pytest.raises(InputError, match="there is no such file"):
        list(read_file(str(tmp_path / "absent.txt")))
    path = tmp_path / "secret.txt"
    path.write_text(WORDS)

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(InputError, match="no permission"):
        list(read_file(str(path)))


def test_a_bad_line_stops_nothing_but_itself(tmp_path: Path) -> None:
    lines = [
        '{"text": "甲"}',
        "not json",
        "",
        '{"text": ""}',
        "[" * 100_000,
        '{"text": "\\ud800"}',
        '{"text": "岚溪县", "title": "\\ud800"}',
        '{"text": "乙", "date": "2021年2月28日"}',
    ]
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    items = list(read_each(str(path)))
    read = [item for item in items if isinstance(item, Source)]
    refused = [item for item in items if isinstance(item, InputError)]
    assert [(s.text, s.line, s.metadata.published) for s in read] == [("甲", 1, None), ("乙", 8, "2021-02-28")]
    assert [error.where.rsplit(":", 1)[1] for error in refused] == ["2", "4", "5", "6", "7"]
    assert read[0].received == "甲".encode()
    assert read[0].file_digest == read[1].file_digest
    with pytest.raises(InputError):
        list(read_file(str(path)))


@pytest.mark.parametrize("field", ["url", "title", "source", "place", "报告人", "PubDate"])
@pytest.mark.parametrize("value", ["7.5", "true", '["甲"]', '{"name": "甲"}'])
def test_a_field_of_another_type_is_told_with_line_and_name_and_the_others_are_read(field: str, value: str) -> None:
    data = f'{{"text": "甲", "{field}": {value}}}\n{{"text": "乙", "{field}": null, "tags": [1]}}\n'
    with pytest.raises(InputError, match=rf"a\.jsonl:1: 字段 {field} ") as caught:
        list(read_bytes("a.jsonl", data.encode()))
    assert f"a.jsonl:1: the field {field} must be a string" in str(caught.value)
    with_error, good = importlib.import_module("kg.readers.jsonl").read("a.jsonl", io.BytesIO(data.encode()))
    assert with_error.exit_code == 3 and good.text == "乙"


@pytest.mark.parametrize("date", ["2031-02-30", "2031年4月31日", "2031-13", "20310229", "0000-01-01"])
@pytest.mark.parametrize("member", READERS)
def test_metadata_with_a_date_the_calendar_does_not_have_state_none(member: str, date: str) -> None:
    samples = {
        "text": f"{WORDS}。", "markdown": f"---\ndate: {date}\n---\n{WORDS}。\n", "jsonl": f'{{"text": "{WORDS}。", "date": "{date}"}}\n',
        "html": f'<html><head><meta name="PubDate" content="{date}"></head><body><p>发布时间：{date}</p><p>{WORDS}。</p></body></html>',
    }  # fmt: skip
    [source] = read_bytes("sample", samples[member].encode(), READERS[member][0])
    assert source.metadata.published is None


def test_an_address_is_no_publisher_and_a_name_no_address() -> None:
    stated = metadata(
        [("canonical", "/1.html"), ("link", "云溪日报"), ("publisher", "云溪县人民政府"), ("来源", "https://paper.example/1")]
    )
    assert (stated.publisher, stated.url) == ("云溪县人民政府", "https://paper.example/1")


def test_the_corpora_are_read_character_for_character(shared: Path) -> None:
    files = sorted((shared / "corpus" / "news").glob("*.txt"))
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert "".join(source.text for source in read_file(str(file))) == text  # a bulletin is its items, one after the other
