"""Options that several commands share, and how their data leaves: a table on a terminal, JSON Lines otherwise."""

import gzip
import io
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from math import isfinite
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from kg.answers import Graph, Table
from kg.commands.completion import completing
from kg.errors import UsageError, refused
from kg.tables import FORMATS, write

if TYPE_CHECKING:
    from kg.mentions.stated import Differing

F = TypeVar("F", bound=Callable[..., Any])

GRAPH_FORMATS = ("turtle", "ntriples")
_ENDINGS = {f".{name}": name for name in FORMATS if name != "table"}
_GRAPH_ENDINGS = {".ttl": "turtle", ".nt": "ntriples"}


def _store(help: str) -> Callable[[F], F]:
    return click.option(
        "--store", type=click.Path(path_type=Path), default=Path("kg-store"), envvar="KG_STORE", show_default=True, help=help
    )


store_option = _store("库的位置 · where the store is")
store_or_dump_option = _store("库的位置，或一份转储 · where the store is, or a dump")
lang_option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="标签的语言 · language of labels"
)


def swallowing(ctx: click.Context) -> click.Option | None:
    """The option that took the option behind it for its value: ``--store --published 2020``."""
    options = [option for option in ctx.command.params if isinstance(option, click.Option)]
    names = {name for option in options for name in option.opts}
    return next((option for option in options if str(ctx.params.get(option.name or "")) in names), None)


def twice(order: Iterable[click.Parameter]) -> click.Option | None:
    """The first option that stands more than once among the parameters of a call and takes one value."""
    counted = Counter(
        parameter for parameter in order if isinstance(parameter, click.Option) and not (parameter.multiple or parameter.count)
    )
    return next((option for option, times in counted.items() if times > 1), None)


class Command(click.Command):
    """A command that takes none of its options for the value of another, and each once."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        given = list(args)
        rest = super().parse_args(ctx, args)
        if option := swallowing(ctx):
            raise click.BadOptionUsage(option.opts[0], "requires an argument", ctx)
        if not ctx.resilient_parsing and (option := twice(self.make_parser(ctx).parse_args(given)[2])):
            raise UsageError(
                f"选项 {option.opts[0]} 写了不止一次", f"the option {option.opts[0]} is given more than once",
                next_zh="一次问一个", next_en="ask for one at a time",
            )  # fmt: skip
        return rest


MOST = 10**9  # rows of an answer, and pages; their product is a number that every engine takes


class Seconds(click.FloatRange):
    """A length of time; there is no end to infinity, and nothing is below or above what is no number."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        seconds = super().convert(value, param, ctx)
        if not isfinite(seconds):
            self.fail(f'“{value}” 不是秒数 · "{value}" is not a number of seconds', param, ctx)
        return seconds


page_option = click.option(
    "--page",
    type=click.IntRange(1, MOST),
    help="第几页，每页几条由 --limit 说；页按库里的顺序，页内排好序 · which page, of as many claims as --limit says; pages follow the order of the store and are sorted within",
)
limit_option = click.option(
    "--limit",
    type=click.IntRange(1, MOST),
    help="最多几行；说法多于 500 条时是库里顺序的头几条 · at most so many rows; of more than 500 claims the first in the order of the store",
)
timeout_option = click.option(
    "--timeout", type=Seconds(min=0, max=MOST, min_open=True), metavar="SECONDS", help="最多几秒 · end the query after so many seconds"
)
about_option = click.option(
    "--about",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="数据集的名称、发布者、许可等，TOML · title, publisher, licence and so on of the data set, in TOML",
)
output_option = click.option("-o", "--output", default="-", metavar="FILE", help="写到文件 · write to a file, - is stdout")


NAMED = "IRI、代码或名称 · IRI, code or label"
DOCUMENT = "IRI、标题或文件路径 · IRI, title or path of its file"


def selection_options(command: F) -> F:
    """The options that select a part of a view: by person, place, year of publication, document."""
    for option in (
        click.option("--document", metavar="IRI", shell_complete=completing("schema:CreativeWork"), help=f"只看此文献 · of this document only: {DOCUMENT}"),
        click.option("--year", "--period", "year", metavar="PERIOD", help="只看此年或此期间发布的文献，如 2020、2016/2020 · of documents published then only"),
        click.option("--place", metavar="IRI", shell_complete=completing("kg:Place"), help=f"只看此地及其下各地 · about this place and those below it: {NAMED}"),
        click.option("--person", metavar="IRI", shell_complete=completing("schema:Person"), help=f"只看此人 · of this person only: {NAMED}"),
    ):  # fmt: skip
        command = option(command)
    return command


def format_option(*further: str) -> Callable[[F], F]:
    """The option ``--format`` over every table format and those named."""
    return click.option(
        "--format",
        type=click.Choice([*FORMATS, *further]),
        help="格式；缺省在终端为 table，文件看扩展名，否则为 jsonl · default: table on a terminal, that of the file's ending, else jsonl",
    )


def by_ending(output: str, endings: Mapping[str, str], default: str) -> str:
    """The format that the ending of a file names, the longest that fits, ``.gz`` behind it or not; the default where it has none.

    >>> by_ending("a.NQ.gz", {".nq": "nquads"}, "turtle"), by_ending("-", {".nq": "nquads"}, "turtle")
    ('nquads', 'turtle')
    """
    name = output.lower().removesuffix(".gz")
    ending = next((known for known in sorted(endings, key=len, reverse=True) if name.endswith(known)), Path(name).suffix)
    if ending not in endings and ending not in ("", ".txt"):
        raise UsageError(
            f"不知道 {ending} 是什么格式", f"{ending} names no format here", where=output,
            next_zh=f"可用 {'、'.join(endings)}，或用 --format 说明格式", next_en=f"there are {', '.join(endings)}, or --format says which it is",
        )  # fmt: skip
    return endings.get(ending, default)


def format_of(format: str | None, output: str = "-", further: Mapping[str, str] | None = None) -> str:
    """The format a table is written in: the one asked for, a table on a terminal, what the ending of the file names, else JSON Lines.

    ``further`` has the endings of formats that are no table's.
    """
    if format:
        return format
    if output == "-":
        return "table" if sys.stdout.isatty() else "jsonl"
    return by_ending(output, {**_ENDINGS, **(further or {})}, "jsonl")


def no_terminal() -> UsageError:
    """What is not text is for a file or another program."""
    return UsageError(
        "不把文件写到终端", "a file is not written to a terminal", next_zh="用 -o FILE 或重定向", next_en="use -o FILE or redirect"
    )


def emit(table: Table, format: str | None, lang: str = "zh", output: str = "-") -> None:
    """Write a table where the options say."""
    chosen = format_of(format, output)
    if chosen in GRAPH_FORMATS:
        raise UsageError(
            f"{chosen} 写的是图，这里答的是表", f"{chosen} holds a graph, and this answer is a table",
            next_zh=f"可用 {'、'.join(FORMATS)}", next_en=f"there are {', '.join(FORMATS)}",
        )  # fmt: skip
    if chosen == "parquet" and output == "-" and sys.stdout.isatty():
        raise no_terminal()
    with opened(output, binary=chosen == "parquet") as stream:
        if table.rows or chosen != "table":  # that there is nothing is told on stderr, once
            write(table, chosen, stream, lang)


def emit_graph(graph: Graph, format: str | None, output: str = "-") -> None:
    """Write the triples of an answer as Turtle or N-Triples, in the order of their N-Triples lines."""
    import pyoxigraph

    from kg.vocabulary import PREFIXES

    chosen = format or by_ending(output, _GRAPH_ENDINGS, "turtle")
    if chosen not in GRAPH_FORMATS:
        raise UsageError(
            f"{chosen} 写的是表，这里答的是图", f"{chosen} holds a table, and this answer is a graph",
            next_zh=f"可用 {'、'.join(GRAPH_FORMATS)}", next_en=f"there are {', '.join(GRAPH_FORMATS)}",
        )  # fmt: skip
    turtle = chosen == "turtle"
    rdf = pyoxigraph.RdfFormat.TURTLE if turtle else pyoxigraph.RdfFormat.N_TRIPLES
    with opened(output, binary=True) as stream:
        pyoxigraph.serialize(graph.triples, stream, rdf, prefixes=PREFIXES if turtle else None)


def told_empty(asked: str = "", asked_en: str = "", hint: str = "", hint_en: str = "") -> None:
    """Say on stderr that an answer is empty, what was asked for where a query knows, and what else to try."""
    zh, en = asked and f"（查的是：{asked}）", asked_en and f" (what was asked for: {asked_en})"
    hint, hint_en = (
        hint or "放宽条件再查；kg info 列出库里的文献",
        hint_en or "Ask with fewer conditions; kg info lists the documents of the store",
    )
    click.echo(f"没有结果{zh}。{hint}。\nNo rows{en}. {hint_en}.", err=True)


def no_claim(where: str) -> str:
    """What is said of a document that was read and holds no claim: it is no error."""
    return f"{where}: 没有读出带数字的说法（kg extract --what skipped 列出其中的数字和缘由） · no claim with a number was found in it (kg extract --what skipped lists its numbers and why)"


def no_such(where: str) -> str:
    """What is said where documents hold nothing of the kind asked for."""
    return f"{where}: 没有读出这样的内容（--what claims 列出说法） · nothing of the kind was found in it (--what claims lists its claims)"


def no_date(where: str, unused: str) -> str:
    """What is said of a date that a file states and no calendar has: the document is read as one that states none."""
    return f"{where}: “{unused}” 里没有日历上的日期，没有采用，可用 --published 给出 · there is no date of the calendar in it, and it is not used; --published gives one"


def dated(where: str, date: str, *words: str) -> str:
    """What is said of a date that a document does not state and its words let infer, or which, "", they need."""
    quoted = "、".join(f"“{word}”" for word in words)
    if not date:
        return (
            f"{where}: 文中没有写明日期，{quoted}所指不明；知道的话用 --published 给出 · "
            f"no date is stated, so that what {quoted} means is not known; give it with --published where you know it"
        )
    return (
        f"{where}: 文中没有写明日期，据{quoted}推定为 {date}；知道的话用 --published 给出 · "
        f"no date is stated, {date} is inferred from {quoted}; give it with --published where you know it"
    )


def states_another(where: str, other: "Differing") -> str:
    """What is said where a date or place is given and the document states another."""
    chinese, english = {"published": ("日期", "date"), "place": ("地方", "place")}[other.field]
    return (
        f"{where}: 给的{chinese}是 {other.given}，文中写的是 {other.stated}，按给的算 · "
        f"the {english} given is {other.given}, the document says {other.stated}; what was given counts"
    )


def _packed(stream: IO[bytes], output: str) -> Any:
    """The file, or what compresses into it: without a name and a time, so that the same content gives the same bytes."""
    return gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) if output.lower().endswith(".gz") else stream


@contextmanager
def opened(output: str, *, binary: bool = False) -> Iterator[IO[Any]]:
    """stdout for ``-``, else the file, compressed where it ends in ``.gz``, in UTF-8 with line feeds on every system; the file is there once all of it is written, else as it was."""
    if output != "-":
        path = Path(output).resolve()
        whole = path.is_file() or not path.exists()  # a pipe or a device takes what comes
        written = path.with_name(f".{path.name}.part") if whole else path
        try:
            stream: IO[Any] = written.open("wb")
        except OSError as error:
            raise UsageError(
                f"写不了这个文件（{refused(error)[0]}）", f"this file cannot be written ({refused(error)[1]})", where=output,
                next_zh="换一个位置", next_en="choose another place",
            ) from None  # fmt: skip
        try:
            with (
                stream,
                _packed(stream, output) as packed,
                packed if binary else io.TextIOWrapper(packed, encoding="utf-8", newline="\n") as writer,
            ):
                yield writer
        except BaseException:
            if whole:
                written.unlink(missing_ok=True)
            raise
        if whole:
            written.replace(path)
    elif binary:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
        sys.stdout.flush()
