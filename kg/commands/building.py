"""``kg build``, ``index``, ``remove``, ``info``, ``dump``, ``describe`` and ``demo``: what is in the store, and how it gets there."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.answers import Iri, Table
from kg.commands.decisions import mappings_option, tell_left
from kg.commands.metadata import metadata_options
from kg.commands.options import (
    GRAPH_FORMATS,
    Command,
    about_option,
    by_ending,
    dated,
    emit,
    format_of,
    format_option,
    lang_option,
    no_claim,
    no_date,
    opened,
    output_option,
    states_another,
    store_option,
    store_or_dump_option,
)
from kg.dumps import DUMPS
from kg.dumps import write as write_dump
from kg.errors import InputError, UnknownName, UsageError
from kg.model import Metadata
from kg.vocabulary import DEFAULT_BASE, is_base

if TYPE_CHECKING:
    from kg.store import Snapshot

_OUTCOMES = {
    "added": ("新增", "added"), "replaced": ("更新", "replaced"), "unchanged": ("未变", "unchanged"), "removed": ("移除", "removed"),
    "failed": ("未能读取", "unreadable"),
}  # fmt: skip
_INDEXES = {"claims.duckdb": ("说法表", "claim table"), "words.sqlite": ("字词", "words")}
_COUNTS = (
    ("篇文献", "documents", "?x kg:current ?v"), ("条说法", "claims", "?x a schema:Claim"), ("段言论", "statements", "?x a kg:Statement"),
    ("位人物", "people", "?x a schema:Person"), ("份政策文件", "policy documents", "?x a schema:Legislation"),
)  # fmt: skip


def _same_document(path: str, known: str) -> str:
    return f"{path}: 与 {known} 逐字节相同，是同一篇文献，两个路径都记下 · the same bytes as {known}, hence the same document, which keeps both paths"


def _document_called(snapshot: "Snapshot", name: str) -> str:
    """The IRI of the document of that name; a name that no single document bears stays as it is, it may be that of a file of several."""
    from kg.passages import document

    try:
        return document(snapshot, name).document
    except UnknownName:
        return name


def _base(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    if not is_base(value):
        raise click.BadParameter(
            f'“{value}” 不是以 / 结尾、不带 # 的绝对 IRI · "{value}" is not an absolute IRI that ends with / and has no #'
        )
    return value


@click.command(cls=Command)
@click.argument("files", nargs=-1, required=True)
@store_option
@click.option(
    "-q",
    "--quiet",
    is_flag=True,
    help="只报告出错的、与文中所写不同的 · tell only what went wrong, and what differs from what a document states",
)
@click.option(
    "--base", default=DEFAULT_BASE, show_default=True, callback=_base, help="实例 IRI 的前缀 · what the IRIs of instances begin with"
)
@mappings_option
@metadata_options
def build(files: tuple[str, ...], store: Path, quiet: bool, base: str, mappings: Path | None, given: Metadata) -> None:
    """把文件读入库；没变的跳过，变了的更新。

    Read FILES into the store: new ones are added, changed ones replaced, unchanged ones skipped.
    """
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # pyarrow loads it where it is, a tenth of a second for what no build needs
    from kg.builds import Built
    from kg.builds import build as run

    def report(built: Built) -> None:
        if built.error is not None:
            click.echo(str(built.error), err=True)
        elif not quiet:
            chinese, english = _OUTCOMES[built.outcome]
            found = f"  {built.claims} 条说法 claims, {built.statements} 段言论 statements" if built.claims or built.statements else ""
            click.echo(f"{chinese} {english}  {built.path}{found}", err=True)
            if built.same_as:
                click.echo(_same_document(built.path, built.same_as), err=True)
            if built.inferred:
                click.echo(dated(built.path, *built.inferred), err=True)
            for unused in built.unused:
                click.echo(no_date(built.path, unused), err=True)
            if built.outcome in ("added", "replaced") and not built.claims:
                click.echo(no_claim(built.path), err=True)
        for other in built.differing:
            click.echo(states_another(built.path, other), err=True)

    tell_left(store, mappings)
    done = run(files, store, given, base, report, mappings)
    counted = "，".join(f"{_OUTCOMES[o][0]} {done.count(o)}" for o in _OUTCOMES if done.count(o))
    english = ", ".join(f"{done.count(o)} {_OUTCOMES[o][1]}" for o in _OUTCOMES if done.count(o))
    if not quiet:
        click.echo(f"{store}: {counted} · {english}", err=True)
    if done.count("failed"):
        sys.exit(InputError.exit_code)


@click.command(cls=Command)
@store_option
def index(store: Path) -> None:
    """做索引，让汇总和词句检索快起来；库变了再做一次，没有索引也能问，只是慢。

    Make the indexes of what the store holds now, for aggregates and text search. Where there are none, or the store has changed since, the same
    answers come from the graph, more slowly.
    """
    from kg import indexes
    from kg.store import open_snapshot

    with open_snapshot(store) as snapshot:
        for name, (chinese, english) in _INDEXES.items():
            path = indexes.make(snapshot, name)
            click.echo(f"{chinese} {english}  {path}  {path.stat().st_size / 1e6:.1f} MB", err=True)


@click.command(cls=Command)
@click.argument("documents", nargs=-1, required=True)
@store_option
def remove(documents: tuple[str, ...], store: Path) -> None:
    """从库中删去文献，以 IRI、标题或文件路径指明；几篇文献的文件，全部删去。

    Take DOCUMENTS out of the store, named by IRI, title, identifier, address or the path they were read from; a file of several goes as a whole.
    """
    from kg.builds import remove as run
    from kg.store import open_snapshot

    with open_snapshot(store) as snapshot:  # a store that is not there is no reason to make one
        named = [_document_called(snapshot, name) for name in documents]
    taken, unknown = run(named, store)
    for version in taken:
        click.echo(f"移除 removed  {version.path}", err=True)
    if unknown:
        raise UsageError(
            f"库里没有：{'、'.join(unknown)}",
            f"not in the store: {', '.join(unknown)}",
            next_zh="kg info 列出库里的文献",
            next_en="kg info lists what is there",
        )


@click.command(cls=Command)
@format_option()
@lang_option
@output_option
@store_option
def info(store: Path, format: str | None, lang: str, output: str) -> None:
    """库里有什么：一行一篇文献；合计写到标准错误。

    What the store holds: a row for each document; the totals go to stderr.
    """
    from kg.store import open_snapshot

    with open_snapshot(store) as snapshot:
        about = {
            row["d"].value: tuple(row[name].value if row[name] else None for name in ("title", "published"))
            for row in snapshot.query(
                "SELECT ?d ?title ?published WHERE { ?d kg:current ?v OPTIONAL { ?d schema:headline ?title } OPTIONAL { ?d schema:datePublished ?published } }"
            )
        }
        rows = []
        drawn = format_of(format, output) == "table"
        for version in snapshot.versions():
            record = snapshot.record(version)
            title, published = about.get(version.document, (None, None))
            path, *others = ("、".join(version.paths),) if drawn else version.paths
            told = (record.claims, record.statements, record.damaged, path, "、".join(others) or None)
            rows.append((title, published, *told, Iri(version.document)))
        counts = [
            (chinese, english, int(next(iter(snapshot.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")))["n"].value))
            for chinese, english, pattern in _COUNTS
        ]
    columns = ("title", "date", "claims", "statements", "damaged", "path", "other_paths", "document")
    emit(Table(columns, tuple(rows)), format, lang, output)
    click.echo(
        "，".join(f"{n} {chinese}" for chinese, _, n in counts) + " · " + ", ".join(f"{n} {english}" for _, english, n in counts), err=True
    )


@click.command(cls=Command)
@store_or_dump_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(DUMPS)),
    help="格式，缺省看文件的扩展名，否则 nquads · default: that of the file's ending, else nquads",
)
@click.option(
    "--folder",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="写成一个可发布的文件夹：压缩的 N-Quads 与 Turtle、数据集的描述、SHA256SUMS · a folder to publish: N-Quads and Turtle, compressed, the description of the data set, SHA256SUMS",
)
@about_option
@output_option
def dump(store: Path, form: str | None, folder: Path | None, about: Path | None, output: str) -> None:
    """导出全库：N-Quads、TriG、JSON-LD 保留命名图，Turtle、RDF/XML 只有三元组；同样的输入得到同样的字节。

    Write the whole store. N-Quads, TriG and JSON-LD keep the named graphs, Turtle and RDF/XML hold the triples alone;
    the same inputs give the same bytes.
    """
    from kg.store import open_snapshot

    if folder is not None:
        if form is not None or output != "-":
            raise UsageError(
                "--folder 写它自己的文件",
                "--folder writes files of its own",
                next_zh="去掉 --format 和 -o",
                next_en="leave out --format and -o",
            )
        _publish(store, folder, about)
        return
    if about is not None:
        raise UsageError("--about 只用于 --folder", "--about is for --folder", next_zh="加上 --folder DIR", next_en="add --folder DIR")
    with open_snapshot(store) as snapshot, opened(output, binary=True) as stream:
        write_dump(snapshot, form or by_ending(output, {kind.ending: name for name, kind in DUMPS.items()}, "nquads"), stream)


def _publish(store: Path, folder: Path, about: Path | None) -> None:
    from kg.descriptions import About
    from kg.dumps.folder import DESCRIPTION, write_folder
    from kg.store import SUMS, open_snapshot

    told = About.read(about) if about else About()
    with open_snapshot(store) as snapshot:
        files = write_folder(snapshot, folder, told)
    for file in files:
        click.echo(f"{folder / file.name}  {file.size / 1e6:.1f} MB  {file.zh} · {file.en}", err=True)
    click.echo(f"{folder / DESCRIPTION}\n{folder / SUMS}  cd {folder} && sha256sum -c {SUMS}", err=True)


@click.command(cls=Command)
@store_or_dump_option
@click.option(
    "--format",
    type=click.Choice(list(GRAPH_FORMATS)),
    help="格式，缺省看文件的扩展名，否则 turtle · default: that of the file's ending, else turtle",
)
@about_option
@output_option
def describe(store: Path, format: str | None, about: Path | None, output: str) -> None:
    """描述数据集：名称、发布者、许可、时间与地区范围、各类事物和各条谓词的数目、到别的数据集的链接；DCAT 3 与 VoID。

    Describe the data set in DCAT 3 and VoID: title, publisher, licence, what it covers, how much there is of each class and property, and how many
    links lead to other data sets. kg dump --folder writes the same beside the files it describes.
    """
    import pyoxigraph

    from kg import descriptions
    from kg.store import open_snapshot

    told = descriptions.About.read(about) if about else descriptions.About()
    chosen = format or by_ending(output, {".ttl": "turtle", ".nt": "ntriples"}, "turtle")
    with open_snapshot(store) as snapshot:
        triples = descriptions.sorted_triples(descriptions.describe(snapshot, told))
    with opened(output, binary=True) as stream:
        stream.write(
            descriptions.turtle(triples) if chosen == "turtle" else pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
        )


def _most_quoted(table: Table, people: int, claims: int) -> Table:
    """The first claims of those whose words are told most often; who delivers a whole report would crowd out the rest."""
    speaker, voice = table.columns.index("speaker"), table.columns.index("voice")
    told = [row for row in table.rows if row[speaker] is not None and row[voice] in ("direct", "indirect")]
    heard = {name for name, _ in Counter(row[speaker] for row in told).most_common(people)}
    seen: Counter[object] = Counter()
    kept = []
    for row in told:
        seen[row[speaker]] += 1
        if row[speaker] in heard and seen[row[speaker]] <= claims:
            kept.append(row)
    return Table(table.columns, tuple(kept))


@click.command(cls=Command)
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    default=Path("kg-demo"),
    envvar="KG_STORE",
    show_default=True,
    help="演示库的位置 · where the demo store goes",
)
@lang_option
def demo(store: Path, lang: str) -> None:
    """演示：把随包的示例读入库，列出谁说了什么。

    Build the bundled examples into a store and show who claimed what in them.
    """
    from kg.builds import build as run
    from kg.passages import doubted
    from kg.queries import run as ask
    from kg.resources import EXAMPLES
    from kg.store import open_snapshot
    from kg.tables import write

    files = sorted(str(p) for p in EXAMPLES.iterdir() if p.suffix in (".txt", ".html", ".md", ".jsonl") and not p.name.startswith("README"))
    run(files, store)
    with open_snapshot(store) as snapshot:
        answer = ask(snapshot, "who-claimed", {}, lang=lang)
        assert isinstance(answer, Table)
        shown = doubted(snapshot, _most_quoted(answer, 3, 2))
        documents = len(snapshot.versions())
    write(shown, "table", sys.stdout, lang)
    click.echo(
        f"{documents} 篇文献读出 {len(answer)} 条说法，都在 {store}；上面是引述最多的三人各两条。接着试试：\n"
        f"{len(answer)} claims from {documents} documents are in {store}; above, two each of the three quoted most. Try next:\n"
        f"  kg ask who-claimed --metric 森林覆盖率 --store {store}\n"
        f"  kg ask claims-by-person --person 郭浩 --store {store}\n"
        f"  kg verify --store {store}\n"
        f"  kg build 你的文件.txt --store {store}",
        err=True,
    )
