"""``kg link``: candidates in data of others for what the store holds, as proposals; ``kg link review`` asks a person about them.

Exit 0: candidates; 1: none, or a thing could not be looked up while others were; 2: a name or a target is unknown; 3: there is no store, or a
source of others cannot be used: what it said until then is still written.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.answers import Cell, Iri, Table
from kg.commands import live
from kg.commands.completion import completing
from kg.commands.decisions import mappings_option, tell_left
from kg.commands.options import (
    Command,
    emit,
    format_of,
    format_option,
    lang_option,
    opened,
    output_option,
    store_option,
    store_or_dump_option,
)
from kg.errors import LookUpFailed, SourceUnusable, StoreError, UnknownName, UsageError
from kg.links import TARGETS, Candidate, Entity, linker, provenance
from kg.mappings import NOT_FOUND, Mapping, current, read, shipped, text
from kg.tables.plain import flat
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from kg.store import Snapshot

SSSOM = "sssom"
_COLUMNS = ("label", "target", "candidate", "matched", "score", "relation", "reasons", "decision", "thing")
date_option = click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="判定是哪天作的 · the day a decision is made",
)  # fmt: skip


place_option = click.option(
    "--place", metavar="IRI", shell_complete=completing("kg:Place"), help="只看此地及其下各地 · only this place and those in it"
)
# what the things are that links are of, as a person names their kinds
_KINDS = {
    "place": "kg:Place", "metric": "kg:Metric", "unit": "kg:Unit", "programme": "kg:Programme", "person": "schema:Person", "body": "org:Organization",
    "post": "org:Post",
}  # fmt: skip


_LETTERS = (
    "  y 是，照所提的关系 · yes, as proposed\n"
    "  e 是，且完全相同（exactMatch）· yes, and the very same thing\n"
    "  n 不是 · no\n"
    "  s 跳过 · skip\n"
    "  q 结束 · quit"
)


def _named(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    if not flat(value).strip():
        raise click.BadParameter("判定人没有名字 · who decides has no name")
    return value.strip()


class Targets(click.Group):
    """The targets as commands, made from their table when they are called, and ``review``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options before a target are the target's: kg link --store B review is kg link review --store B."""
        at = 0
        while at < len(args) and len(args[at]) > 1 and args[at] != "--" and args[at].startswith("-"):
            alone = args[at] in ctx.help_option_names or "=" in args[at] or (args[at][1] != "-" and len(args[at]) > 2)
            at += 1 if alone else 2
        return super().parse_args(ctx, [*args[at : at + 1], *args[:at], *args[at + 1 :]])

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*TARGETS, "review"]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name == "review":
            return review
        if ctx.resilient_parsing and name not in TARGETS:
            return None
        if name not in TARGETS:
            linker(name)  # says which there are
        return _target(name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Targets"):
            formatter.write_dl([(name, f"{target.zh} · {target.en}") for name, target in TARGETS.items()])
        with formatter.section("Decisions"):
            formatter.write_dl([("review", "请人判定候选 · ask a person about candidates")])


@click.group(cls=Targets, invoke_without_command=True, subcommand_metavar="[TARGET [ENTITY…] | review]")
@format_option()
@lang_option
@output_option
@store_or_dump_option
@mappings_option
@click.pass_context
def link(ctx: click.Context, format: str | None, lang: str, output: str, store: Path, mappings: Path | None) -> None:
    """为库里的东西在外部数据里找候选，各有分数和理由；不带 TARGET 则列出目标和已有的链接数。

    Candidates in data of others for what the store holds, each with a score and its reasons; without TARGET, list the targets with counts of links.
    Nothing is linked by this: `kg link review` asks a person.
    """
    if ctx.invoked_subcommand is None:
        from kg.store import decided

        emit(counts(decided(store, mappings), lang), format, lang, output)


def counts(decided: Sequence[Mapping], lang: str = "zh") -> Table:
    """A row for each target: how many links, candidates and vain searches its mappings hold, and how many pairs a person decided."""
    found = current(decided)
    rows: list[tuple[Cell, ...]] = []
    for name, target in TARGETS.items():
        first = next(other for other, known in TARGETS.items() if known.source == target.source)
        ours = [row for row in found if _is_of(row, name)] if name == first else []  # of two ways to one source the first has its links
        links = sum(row.is_link for row in ours)
        nothing = sum(row.object_id == NOT_FOUND for row in ours)
        people = sum(row.is_decision for row in ours)
        waiting = sum(not (row.is_link or row.is_decision or row.object_id == NOT_FOUND) for row in ours)
        told = target.zh if lang == "zh" else target.en
        rows.append((name, links, waiting, nothing, people, told, target.version, target.licence))
    return Table(("target", "links", "candidates", "nothing", "decided", "summary", "edition", "licence"), tuple(rows))


def _is_of(row: Mapping, name: str) -> bool:
    return row.object_source == TARGETS[name].source


def _target(name: str) -> click.Command:
    """A target as a command."""
    target = TARGETS[name]

    def run(
        entities: tuple[str, ...],
        every: bool,
        place: str | None,
        format: str | None,
        lang: str,
        output: str,
        store: Path,
        **settings: str,
    ) -> None:
        _propose(name, entities, every, place, format, lang, output, store, settings)

    kind = target.kinds[0] if len(target.kinds) == 1 else ""
    parameters: list[click.Parameter] = [click.Argument(["entities"], nargs=-1, metavar="[ENTITY…]", shell_complete=completing(kind))]
    command = Command(
        name,
        params=parameters,
        callback=run,
        help=f"{target.zh}。\n\n{target.en}.\n\nENTITY: IRI、代码或名称，缺省是说法涉及的 · by default what claims are of or by",
    )
    for option in (
        click.option("--all", "every", is_flag=True, help="库里所有的，不只说法涉及的 · all that the store has, not only what claims are of or by"),
        place_option, format_option(SSSOM), lang_option, output_option, store_option,
    ):  # fmt: skip
        option(command)
    command.params.extend(live.options(target))
    return command


def _propose(
    name: str, entities: Sequence[str], every: bool, place: str | None, format: str | None, lang: str, output: str, store: Path, settings: dict[str, str],
) -> None:  # fmt: skip
    from kg.store import decided, open_snapshot

    said = {row.pair: row for row in decided(store)}
    chosen = format_of(format, output, {".sssom.tsv": SSSOM})
    with open_snapshot(store) as snapshot:
        looked = _asked(snapshot, name, entities, every, place, settings)
    asked = looked.found
    if chosen == SSSOM:
        own = _write_sssom(name, asked, output)
        if own:
            click.echo(
                f"{own} 项的候选就是它自己，或是它自己的代码，对照表里没有行 · {own} have no row: their candidates are the things themselves, or their own codes",
                err=True,
            )
    else:
        emit(_table(name, asked, said, lang, chosen == "table"), chosen, lang, output)
    found = sum(bool(candidates) for _, candidates, *_ in asked)
    click.echo(
        f"查了 {len(asked)} 项，{found} 项有候选，{len(asked) - found} 项没有 · {len(asked)} looked up, {found} with candidates, {len(asked) - found} without", err=True
    )  # fmt: skip
    if looked.failed or looked.left:
        click.echo(
            f"{looked.failed} 项没有查成，{looked.left} 项没有问 · {looked.failed} could not be looked up, {looked.left} were not asked about", err=True
        )  # fmt: skip
    if looked.unusable:
        sys.exit(looked.unusable.exit_code)
    if not found or looked.failed:
        sys.exit(1)


Asked = tuple[Entity, list[Candidate], str, str]  # with the day a live target said it on, and where


@dataclass
class Looked:
    """What a run found; how many things failed, and how many were left when the source could not be used any more."""

    found: list[Asked] = field(default_factory=list)
    failed: int = 0
    left: int = 0
    unusable: SourceUnusable | None = None


def _asked(
    snapshot: "Snapshot",
    name: str,
    named: Iterable[str] = (),
    every: bool = False,
    place: str | None = None,
    settings: dict[str, str] | None = None,
) -> Looked:
    """What a target answers for each thing; one that fails is told and left out, a source that cannot be used ends the run."""
    from kg.links.entities import entities

    ask, looked = linker(name, **(settings or {})), Looked()
    kinds, names = TARGETS[name].kinds, list(named)
    try:
        things = entities(snapshot, kinds, names, place, every)
    except UnknownName:
        things = entities(snapshot, kinds, list(_today(snapshot, kinds, names)), place, every)
    for number, entity in enumerate(things):
        if TARGETS[name].live and sys.stderr.isatty():
            click.echo(f"\r{number + 1}/{len(things)} ", nl=number + 1 == len(things), err=True)
        try:
            looked.found.append((entity, ask(entity), *provenance(ask)))
        except LookUpFailed as error:
            looked.failed += 1
            click.echo(f"{flat(entity.name)}\n{error}", err=True)
        except SourceUnusable as error:
            looked.unusable, looked.left = error, len(things) - number
            click.echo(str(error), err=True)
            break
    return looked


def _today(snapshot: "Snapshot", kinds: Sequence[str], names: Iterable[str]) -> Iterator[str]:
    """Names as they are, but those of former divisions as what they are or went into today: 襄樊市 is 襄阳市, and 下城区 is in 拱墅区."""
    from kg.links.entities import entities
    from kg.reconciliation.divisions import divisions, entity

    for name in names:
        try:
            entities(snapshot, kinds, [name])
            yield name
        except UnknownName:
            former = (
                [entity(code) for code, sort in divisions().called(name) if sort in ("former", "became")] if "kg:Place" in kinds else []
            )
            if not former:
                raise
            zh, en = (mark.join(one.name(lang) for one in former) for lang, mark in (("zh", "、"), ("en", ", ")))
            click.echo(f"{flat(name)}: 今为{zh}，或在其中 · today {en}, or in it", err=True)
            yield from (one.iri for one in former)


def _table(name: str, asked: Iterable[Asked], said: Dictionary[tuple[str, str], Mapping], lang: str, drawn: bool) -> Table:
    """A row for each candidate, with what a person said of it, or for each thing that has none."""
    rows: list[tuple[Cell, ...]] = []
    for entity, candidates, *_ in asked:
        if not candidates and not drawn:
            rows.append((entity.name_in(lang), name, *[None] * (len(_COLUMNS) - 3), Iri(entity.iri)))
        for candidate in candidates:
            reasons = "；".join(r.zh for r in candidate.reasons) if lang == "zh" else "; ".join(r.en for r in candidate.reasons)
            rows.append(
                (
                    entity.name_in(lang),
                    name,
                    Iri(candidate.iri),
                    candidate.label,
                    Decimal(f"{candidate.score:.2f}"),
                    candidate.relation,
                    reasons,
                    _decision(said.get((entity.iri, candidate.iri))),
                    Iri(entity.iri),
                )
            )
    table = Table(_COLUMNS, tuple(rows))
    if not drawn:
        return table
    decision = ("decision",) if any(row[_COLUMNS.index("decision")] for row in rows) else ()
    shown = ("label", "candidate", "matched", "score", "relation", *decision, "reasons")
    return Table(shown, tuple(tuple(row[_COLUMNS.index(column)] for column in shown) for row in rows))


def _decision(row: Mapping | None) -> str | None:
    """What a person said of a pair: the relation that holds, or "Not", as SSSOM has it."""
    if row is None:
        return None
    return row.predicate_modifier or row.predicate_id.replace(PREFIXES["skos"], "skos:")


def _write_sssom(name: str, asked: Iterable[Asked], output: str) -> int:
    """Write a mapping file; returns how many things have candidates and no row, since those say nothing of them."""
    from kg.links.proposals import proposals

    made = [(candidates, list(proposals(name, entity, candidates, day, address))) for entity, candidates, day, address in asked]
    rows = [row for _, found in made for row in found]
    with opened(output) as stream:
        stream.write(text(rows, f"{TARGETS[name].zh} · {TARGETS[name].en}", f"https://w3id.org/whoclaims/mappings/{name}", _license(name)))
    return sum(bool(candidates and not found) for candidates, found in made)


def _license(name: str) -> str:
    """The licence of what a target said, where it is known."""
    cc, licence = "https://creativecommons.org/", TARGETS[name].licence
    by = {"CC BY 4.0": f"{cc}licenses/by/4.0/", "CC BY-SA 3.0": f"{cc}licenses/by-sa/3.0/"}
    unknown = TARGETS[name].live and not licence
    return "https://w3id.org/sssom/license/unspecified" if unknown else by.get(licence, f"{cc}publicdomain/zero/1.0/")


# ------------------------------------------------------------------------------------------------ review


@click.command(cls=Command)
@click.argument("targets", nargs=-1, metavar="[TARGET…]")
@click.option("--kind", type=click.Choice(list(_KINDS)), help="只问这一类东西的 · about things of this kind only")
@place_option
@click.option(
    "--from", "proposed", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="FILE",
    help="只问这个 SSSOM 文件里的候选 · about the candidates in this SSSOM file only",
)  # fmt: skip
@click.option(
    "--reviewer",
    required=True,
    envvar="KG_REVIEWER",
    metavar="NAME",
    callback=_named,
    help="判定人，写在文件里 · who decides, as the file will say",
)
@date_option
@lang_option
@store_option
@mappings_option
def review(
    targets: tuple[str, ...], kind: str | None, place: str | None, proposed: Path | None, reviewer: str, day: Any, lang: str, store: Path, mappings: Path | None,
) -> None:  # fmt: skip
    """逐个问候选是不是：y 是，e 是且完全相同（exactMatch），n 不是，s 跳过，q 结束。每答一个就存一次；改判就从文件里删去那一对的一行，再问一次。

    Ask about candidates one by one: y yes, as proposed; e yes, and the same thing (exactMatch); n no; s skip; q quit. Each answer is kept at once; to
    revise one, delete the line of that pair from the file and ask again. Without TARGET, about those that ship and wait; with it, also about what those
    targets find for what claims are of or by.
    """
    from kg.links.entities import described
    from kg.store import decided, decisions, open_snapshot

    if targets and proposed:
        raise UsageError(
            "TARGET 和 --from 不能同时给", "TARGET and --from exclude each other",
            next_zh="--from 只问文件里的候选", next_en="--from asks about the candidates of its file only",
        )  # fmt: skip
    with open_snapshot(store) as snapshot:
        if not snapshot.whole:
            raise StoreError(
                "判定写进库里，这是一份转储", "decisions are kept with a store, and this is a dump", where=str(store),
                next_zh="从原文件建库再判定", next_en="build a store from the files and decide there",
            )  # fmt: skip
        file = mappings or decisions(store)
        # a new file begins with the decisions that the store has
        known = {row.pair: row for row in decided(store, mappings if mappings and mappings.exists() else None)}
        waiting = [row for row in _waiting(snapshot, targets, proposed) if row.pair not in known]
        if kind or place:
            asked = _asked_about(snapshot, kind, place)
            waiting = [row for row in waiting if row.subject_id in asked]
        things = dict(described(snapshot, {row.subject_id: "" for row in waiting}))
    if not waiting:
        click.echo("没有待判定的候选 · no candidate waits for a decision", err=True)
        if known:
            click.echo(f"改判就从 {file} 里删去那一对的一行 · to revise a decision, delete the line of that pair from {file}", err=True)
    made = 0
    for number, row in enumerate(waiting, 1):
        answer = _answer(row, things[row.subject_id].name_in(lang), f"{number}/{len(waiting)}", lang)
        if answer == "q":
            break
        if answer != "s":
            _keep(file, _decided(row, answer, reviewer, f"{day:%Y-%m-%d}" if day else ""), known.values())
            made += 1
    if made:
        click.echo(f"判定 {made} 个，存在 {file} · {made} decided, kept in {file}", err=True)
        if mappings:
            click.echo(
                f"库会记住；删库重建时再给一次 · the store remembers it; when you build it anew: kg build --mappings {file}", err=True
            )
    elif waiting:
        click.echo("没有作判定 · nothing was decided", err=True)
    if made or (mappings and mappings.exists()):
        _relink(store, mappings)


def _waiting(snapshot: "Snapshot", targets: Sequence[str], proposed: Path | None) -> Iterator[Mapping]:
    """The candidates that no person has seen: those of a file, else those that ship, and what targets find beyond what ships."""
    from kg.links.proposals import proposals

    if proposed is not None:
        yield from (row for row in read(proposed) if row.object_id != NOT_FOUND and not row.predicate_modifier)
        return
    for name in targets:
        if name in TARGETS and TARGETS[name].live:
            raise UsageError(
                f"{name} 是在线目标，先把候选写成文件", f"{name} is a live target: write its candidates to a file first",
                next_zh=f"kg link {name} … -o 候选.sssom.tsv，再 kg link review --from 候选.sssom.tsv",
                next_en=f"kg link {name} … -o FILE.sssom.tsv, then kg link review --from FILE.sssom.tsv",
            )  # fmt: skip
        linker(name)
    for row in shipped():
        if not row.is_link and row.object_id != NOT_FOUND and (not targets or any(_is_of(row, name) for name in targets)):
            yield row
    pairs = {row.pair for row in shipped()}
    for name in targets:
        for entity, candidates, *_ in _asked(snapshot, name).found:
            yield from (row for row in proposals(name, entity, candidates) if row.object_id != NOT_FOUND and row.pair not in pairs)


def _asked_about(snapshot: "Snapshot", kind: str | None, place: str | None) -> set[str]:
    """The things of a kind that the store has, places only those in the one named."""
    from kg.links.entities import entities

    if place and kind not in (None, "place"):
        raise UsageError(
            f"--place 只限定地方，不限定 --kind {kind}", f"--place narrows places, not --kind {kind}",
            next_zh="去掉其中一个", next_en="leave one of them out",
        )  # fmt: skip
    return {entity.iri for entity in entities(snapshot, [_KINDS[kind or "place"]], (), place, every=True)}


def _answer(row: Mapping, called: str, place: str, lang: str) -> str:
    """What a person says of a candidate for the thing called so; the end of the input is a "q"."""
    relation = row.predicate_id.rsplit("#", 1)[1]
    reasons = row.comment.partition(" · ")[0 if lang == "zh" else 2] or row.comment
    click.echo(
        f"\n[{place}] {flat(called or row.subject_label or _last(row.subject_id))}  <{row.subject_id}>\n"
        f"  {relation}  {flat(row.object_label or _last(row.object_id))}  <{row.object_id}>\n"
        f"  {row.confidence or 0:.2f}  {flat(reasons)}",
        err=True,
    )
    while True:
        click.echo("  [y/e/n/s/q/?] ", nl=False, err=True)
        said = sys.stdin.readline()
        if not said:
            click.echo("", err=True)
            return "q"
        if not sys.stdin.isatty():
            click.echo(flat(said.strip()), err=True)
        if (answer := said.strip().lower()[:1]) in tuple("yensq"):
            return answer
        click.echo(_LETTERS, err=True)


def _last(iri: str) -> str:
    """What stands for the name of a thing that has none: the last part of its IRI."""
    return re.split(r"[/#:]", iri.rstrip("/#"))[-1]


def _decided(row: Mapping, answer: str, reviewer: str, day: str) -> Mapping:
    from dataclasses import replace

    relation = row.predicate_id.rsplit("#", 1)[0] + "#exactMatch" if answer == "e" else row.predicate_id
    return replace(
        row, predicate_id=relation, predicate_modifier="Not" if answer == "n" else "", mapping_justification="semapv:ManualMappingCuration",
        reviewer_label=reviewer, review_date=day,
    )  # fmt: skip


def _keep(file: Path, decision: Mapping, begin: Iterable[Mapping]) -> None:
    """Put a decision into the file, written as a whole or not at all; what others decided meanwhile stays, and a new file begins with ``begin``."""
    from kg.store import write_file

    rows = {row.pair: row for row in (read(file) if file.exists() else begin)} | {decision.pair: decision}
    write_file(file, text(rows.values(), "人的判定 · decisions of people", "https://w3id.org/whoclaims/mappings/decisions").encode())


def _relink(store: Path, mappings: Path | None) -> None:
    """Let the store's graph of links follow what was decided, and the store remember a file that was named."""
    from kg.writer import writing

    tell_left(store, mappings)
    with writing(store, mappings):
        pass
