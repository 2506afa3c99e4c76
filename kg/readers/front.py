"""The front matter of a Markdown text: YAML between lines of ``---``, TOML between lines of ``+++``.

Of YAML what front matter holds is read: a key and its words on a line, in quotes or not, going on in indented lines or as a block (``>-``, ``|``).
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime

from kg.model import Metadata
from kg.readers.fields import metadata, no_dates

_YAML = re.compile(r"\s*---[ \t]*\n(?P<fields>(?:(?!---[ \t]*$).*\n){0,200})---[ \t]*(?:\n|\Z)", re.MULTILINE)
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(?P<fields>(?:(?!\+\+\+[ \t]*$).*\n){0,200})\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE)
_FIELD = re.compile(r"([^\s:：#-][^:：\n]{0,40}?)[ \t]*[:：](?:[ \t]+([^\n]*))?$")
_BLOCK = re.compile(r"[>|][+-]?\d?[ \t]*(?:#.*)?")
_FOLD = re.compile(r"(?<=[\u2e80-\uffef])\n|\n(?=[\u2e80-\uffef])")  # Chinese lines are joined without a space


def front_matter(text: str) -> tuple[Metadata, tuple[str, ...], int]:
    """The metadata at the head of ``text``, the dates in it that are none, and where the body begins; what is no field is passed over.

    >>> front_matter("---\\ntitle: >-\\n  云溪县\\n  工作报告\\n---\\n正文")[0].title
    '云溪县工作报告'
    >>> stated, unused, start = front_matter('+++\\ntitle = "公报"\\ndate = 2021-02-28\\n+++\\n正文')
    >>> stated.title, stated.published, start
    ('公报', '2021-02-28', 39)
    >>> front_matter("正文")[2]
    0
    """
    if match := _YAML.match(text):
        stated = list(_yaml(match["fields"]))
    elif match := _TOML.match(text):
        stated = list(_toml(match["fields"]))
    else:
        return Metadata(), (), 0
    body = match.end()
    return metadata(stated), no_dates(stated), body + len(text[body:]) - len(text[body:].lstrip("\n"))


def _yaml(fields: str) -> Iterator[tuple[str, str]]:
    name, lines = "", [""]
    for line in [*fields.splitlines(), ":"]:
        if line[:1] in (" ", "\t") and not line.lstrip().startswith("- "):
            lines.append(line.strip())
            continue
        if name:
            first = "" if _BLOCK.fullmatch(lines[0]) else lines[0]
            yield name, _unquoted(_FOLD.sub("", "\n".join([first, *lines[1:]]).strip()))
        pair = _FIELD.match(line)
        name, lines = (pair[1], [(pair[2] or "").strip()]) if pair else ("", [""])


def _toml(fields: str) -> Iterator[tuple[str, str]]:
    try:
        stated = tomllib.loads(fields)
    except tomllib.TOMLDecodeError:
        return  # a head that cannot be read states nothing; the text below it is read
    for name, value in stated.items():
        if isinstance(value, date | datetime):
            yield name, value.isoformat()
        elif isinstance(value, str | int):
            yield name, str(value)


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
