"""The error tree. Every message says what, where, and what to do next, in Chinese and in English.

    WhoclaimsError             exit 1
    ├── UsageError             exit 2   the call cannot mean anything
    │   ├── UnknownName                 a label, code or query nobody knows; carries the nearest ones
    │   ├── AmbiguousName               a label of several things; carries them
    │   └── QueryRefused                a query that will not be run; carries line and column
    ├── InputError             exit 3   this input cannot be read; the others of the run go on
    ├── StoreError             exit 3   the store cannot be used
    │   ├── StoreMissing                no store where one was named
    │   ├── StoreBusy                   another build is writing
    │   └── StoreDamaged                what is stored does not agree with itself
    ├── LookUpFailed           exit 3   a source of others gave no answer for this thing; the others of the run go on
    ├── SourceUnusable         exit 3   a source of others cannot be used at all; the run stops asking it
    ├── QueryTimeout           exit 4   the query was ended at its time limit
    └── QueryTooHeavy          exit 4   the query was ended before it took the machine's memory

>>> error = InputError("文件是空的", "the file is empty", where="a.txt", next_zh="换一个文件", next_en="give another file")
>>> print(error)
a.txt: 文件是空的。换一个文件。
a.txt: the file is empty. Give another file.
>>> print(UsageError("没有", "there is none", next_en="kg info lists what there is"))
没有。
there is none. kg info lists what there is.
>>> error.exit_code
3
"""

import errno
import os
import re
from collections.abc import Sequence

_NUMBER = re.compile(r"\(os error (\d+)\)")
# what a system refuses, in Chinese; its own words are English
_REFUSED = {
    errno.ENOENT: "没有这个文件或目录", errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.EISDIR: "这是目录", errno.ENOTDIR: "路径中有一段不是目录",
    errno.EEXIST: "已经有了", errno.ENOTEMPTY: "目录不是空的", errno.ENOSPC: "磁盘满了", errno.EROFS: "磁盘只读", errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "符号链接绕成了圈", errno.EIO: "磁盘出错", errno.EMFILE: "打开的文件太多", errno.ENFILE: "打开的文件太多", errno.EBUSY: "正被占用",
    errno.EADDRINUSE: "端口已被占用", errno.EADDRNOTAVAIL: "本机没有这个地址",
}  # fmt: skip


class WhoclaimsError(Exception):
    """What went wrong, where, and what to do next. ``zh`` and ``en`` are clauses without a final stop."""

    exit_code = 1

    def __init__(self, zh: str, en: str, *, where: str = "", next_zh: str = "", next_en: str = "") -> None:
        super().__init__(zh, en)
        self.zh, self.en, self.where, self.next_zh, self.next_en = zh, en, where, next_zh, next_en

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        chinese = "".join(f"{clause}。" for clause in (self.zh, self.next_zh) if clause)
        english = " ".join(f"{clause}." for clause in (self.en, capitalised(self.next_en)) if clause)
        return f"{place}{chinese}\n{place}{english}"


def capitalised(clause: str) -> str:
    """A clause as it begins a sentence; a command, an option or an IRI at its head stays as it is typed.

    >>> capitalised("give a full IRI"), capitalised("kg info lists them"), capitalised("https://example.org/a is not in this store")
    ('Give a full IRI', 'kg info lists them', 'https://example.org/a is not in this store')
    """
    as_typed = clause.startswith(("kg ", "pip ", "help(", "-")) or ":" in clause.partition(" ")[0].rstrip(":")
    return clause if as_typed else clause[:1].upper() + clause[1:]


class UsageError(WhoclaimsError):
    """The call cannot mean anything: an unknown option value, a parameter that is missing."""

    exit_code = 2


class UnknownName(UsageError):
    """A label, code or query nobody knows; ``nearest`` holds what was probably meant; where nothing is near, ``known`` is all there is, or
    ``listing`` the named query that lists it, "" the catalogue of queries.

    >>> print(UnknownName("没有语言“fr”", 'there is no language "fr"', known=("zh", "en")))
    没有语言“fr”。可用：zh、en。
    there is no language "fr". There are: zh, en.
    """

    def __init__(
        self, zh: str, en: str, *, nearest: Sequence[str] = (), known: Sequence[str] = (), where: str = "", listing: str | None = None
    ) -> None:
        self.nearest, self.listing = tuple(nearest) or tuple(known), listing
        if self.nearest:
            chinese, english = ("最接近的有", "nearest") if nearest else ("可用", "there are")
            next_zh, next_en = f"{chinese}：{'、'.join(self.nearest)}", f"{english}: {', '.join(self.nearest)}"
        else:
            next_zh, next_en = listed(f"kg ask {listing}".strip()) if listing is not None else ("", "")
        super().__init__(zh, en, where=where, next_zh=next_zh, next_en=next_en)


def refused(error: OSError) -> tuple[str, str]:
    """Why the system refuses, in Chinese and in English.

    >>> refused(FileNotFoundError(errno.ENOENT, "No such file or directory")), refused(OSError(errno.EDOM, "Numerical argument out of domain"))
    (('没有这个文件或目录', 'No such file or directory'), ('系统错误 33', 'Numerical argument out of domain'))
    """
    stated = _NUMBER.search(str(error))  # the engine's own have their number in their words alone
    number = error.errno or (int(stated[1]) if stated else 0)
    return _REFUSED.get(number, f"系统错误 {number}"), error.strerror or (os.strerror(number) if number else str(error))


def listed(where: str) -> tuple[str, str]:
    """What says where all there is can be seen.

    >>> listed("kg ask metrics")
    ('kg ask metrics 列出有哪些', 'kg ask metrics lists what there is')
    """
    return f"{where} 列出有哪些", f"{where} lists what there is"


class AmbiguousName(UsageError):
    """A label that several things bear; ``candidates`` holds (IRI, label) of each."""

    def __init__(self, zh: str, en: str, *, candidates: Sequence[tuple[str, str]], where: str = "") -> None:
        listed = "; ".join(f"{label} <{iri}>" for iri, label in candidates)
        super().__init__(zh, en, where=where, next_zh=f"请指明其一：{listed}", next_en=f"name one of: {listed}")
        self.candidates = tuple(candidates)


class QueryRefused(UsageError):
    """A query that will not be run; ``line`` and ``column`` count from one, 0 where they are not known."""

    def __init__(self, zh: str, en: str, *, line: int = 0, column: int = 0, next_zh: str = "", next_en: str = "") -> None:
        super().__init__(zh, en, where=f"{line}:{column}" if line else "", next_zh=next_zh, next_en=next_en)
        self.line, self.column = line, column


class InputError(WhoclaimsError):
    """This input cannot be read; the others of the run go on."""

    exit_code = 3


class StoreError(WhoclaimsError):
    """The store cannot be used."""

    exit_code = 3


class StoreMissing(StoreError):
    """There is no store where one was named."""


class StoreBusy(StoreError):
    """Another process is writing to the store."""


class StoreDamaged(StoreError):
    """What is stored does not agree with itself."""


class LookUpFailed(WhoclaimsError):
    """A source of others gave no answer for one thing: it timed out, or what it said cannot be read. The others of the run go on."""

    exit_code = 3


class SourceUnusable(WhoclaimsError):
    """A source of others cannot be used: no address, no network, refused, another protocol. The run stops asking it."""

    exit_code = 3


class QueryTimeout(WhoclaimsError):
    """A query that ran out of time."""

    exit_code = 4


class QueryTooHeavy(WhoclaimsError):
    """A query that was about to take the memory of the machine."""

    exit_code = 4
