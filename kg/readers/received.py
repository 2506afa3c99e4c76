"""The bytes of one document: bounded, not empty, no other kind of file.

The limit is far above any report (the longest government work report has 100 KB, a statistical yearbook some 5 MB) and keeps
a file of one endless line from taking the machine's memory.
"""

import codecs
import re
from typing import BinaryIO

from kg.characters import common_hanzi
from kg.errors import InputError

LIMIT = 32 * 1024 * 1024

# First bytes of files that are no text: what they are in Chinese and English, and what to do next.
_UNPACK = ("请先解压", "unpack it first")
_UNPACK_OR_EXPORT = ("请先解压；DOCX、XLSX 请先另存为文本或 HTML", "unpack it first; save DOCX or XLSX as text or HTML")
_EXPORT = ("请先导出为文本或 HTML", "export it as text or HTML first")
_OTHER = ("请给出文本、Markdown、HTML 或 JSON Lines 文件", "give a text, Markdown, HTML or JSON Lines file")
_MAGIC: tuple[tuple[bytes, str, str, tuple[str, str]], ...] = (
    (b"\x1f\x8b", "gzip 压缩文件", "a gzip file", _UNPACK),
    (b"PK\x03\x04", "ZIP 压缩文件（或 DOCX、XLSX）", "a ZIP archive (or DOCX, XLSX)", _UNPACK_OR_EXPORT),
    (b"BZh", "bzip2 压缩文件", "a bzip2 file", _UNPACK),
    (b"\xfd7zXZ\x00", "xz 压缩文件", "an xz file", _UNPACK),
    (b"(\xb5/\xfd", "Zstandard 压缩文件", "a Zstandard file", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩文件", "a 7z archive", _UNPACK),
    (b"Rar!", "RAR 压缩文件", "a RAR archive", _UNPACK),
    (b"%PDF-", "PDF 文件", "a PDF file", _EXPORT),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文件", "an old Office file", _EXPORT),
    (b"{\\rtf", "RTF 文件", "an RTF file", _EXPORT),
    (b"\x89PNG", "PNG 图片", "a PNG image", _OTHER),
    (b"\xff\xd8\xff", "JPEG 图片", "a JPEG image", _OTHER),
    (b"GIF8", "GIF 图片", "a GIF image", _OTHER),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)  # that of UTF-32 LE begins with the first


def received(name: str, stream: BinaryIO, limit: int = LIMIT) -> bytes:
    """The bytes of ``stream``; InputError where there are none, too many, or where they are no text.

    >>> import io
    >>> received("a.txt", io.BytesIO("鹤壁市".encode())).decode()
    '鹤壁市'
    >>> received("a.gz", io.BytesIO(b"\\x1f\\x8b\\x08"))
    Traceback (most recent call last):
    ...
    kg.errors.InputError: a.gz: 这是gzip 压缩文件，不是文本。请先解压。
    a.gz: this is a gzip file, not text. Unpack it first.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_long(name, limit)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\x0c"):
        raise empty(name)
    for magic, zh, en, (next_zh, next_en) in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"这是{zh}，不是文本", f"this is {en}, not text", where=name, next_zh=next_zh, next_en=next_en)
    if not data.startswith(_WIDE_MARKS) and (control := _CONTROL.search(data)):
        if _wide(data):
            raise InputError(
                "这是没有 BOM 的 UTF-16，认不准", "this is UTF-16 without a BOM, which leaves its byte order open", where=name,
                next_zh="另存为 UTF-8", next_en="save it as UTF-8",
            )  # fmt: skip
        raise InputError(
            f"这是二进制文件，不是文本：第 {control.start()} 字节是控制字符",
            f"this is binary, not text: byte {control.start()} is a control character",
            where=name,
            next_zh=_OTHER[0],
            next_en=_OTHER[1],
        )
    return data


def _wide(data: bytes) -> bool:
    """Whether the bytes read as Chinese two by two, in either order."""
    head = data[: min(len(data), 2000) & ~1]
    common = common_hanzi()
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head.decode(encoding, "ignore")
        if 2 * sum(c in common for c in text) > len(text):
            return True
    return False


def empty(where: str) -> InputError:
    """The error for a file without a text."""
    return InputError("文件是空的", "the file is empty", where=where, next_zh="请给出有正文的文件", next_en="give a file with a text in it")


def too_long(where: str, limit: int = LIMIT) -> InputError:
    """The error for a document of more than ``limit`` bytes."""
    return InputError(
        f"一篇文献超过 {limit // 2**20} MB，不予读取",
        f"one document of more than {limit // 2**20} MB is not read",
        where=where,
        next_zh="请拆成多篇，或每行一篇存为 JSON Lines",
        next_en="split it into documents, or put one document on each line of a JSON Lines file",
    )
