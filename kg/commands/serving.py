"""``kg serve``: the store over HTTP."""

from pathlib import Path

import click

from kg.commands.options import MOST, Command, Seconds, about_option, store_option
from kg.errors import StoreError
from kg.web.limits import Limits, affordable
from kg.workers import available

_DEFAULT = Limits()


@click.command(cls=Command)
@store_option
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="在哪个地址监听；0.0.0.0 是全部 · address to listen on; 0.0.0.0 is all"
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="端口，0 取空闲的 · port; 0 takes a free one")
@click.option(
    "--time-limit",
    type=Seconds(0.1, 3600),
    default=_DEFAULT.seconds,
    show_default=True,
    help="一个查询的秒数 · seconds of one query",
)
@click.option(
    "--export-limit",
    type=Seconds(0.1, 86400),
    default=_DEFAULT.export,
    show_default=True,
    help="导出一份说法的秒数 · seconds of one file of claims",
)
@click.option(
    "--max-rows", type=click.IntRange(1, MOST), default=_DEFAULT.rows, show_default=True, help="一个答案的行数 · rows of one answer"
)
@click.option(
    "--max-bytes", type=click.IntRange(min=1), default=_DEFAULT.size, show_default=True, help="一个答案的字节数 · bytes of one answer"
)
@click.option(
    "--max-query", type=click.IntRange(min=1), default=_DEFAULT.query, show_default=True, help="一个查询的字节数 · bytes of one query"
)
@click.option(
    "--max-requests",
    type=click.IntRange(min=1),
    default=_DEFAULT.requests,
    show_default=True,
    help="SPARQL 和命名查询各自同时的请求数 · requests at once, of SPARQL and of named queries each",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=_DEFAULT.workers,
    show_default=True,
    help="SPARQL 和命名查询各自的进程数 · processes, for SPARQL and for named queries each",
)
@click.option(
    "--long",
    type=click.IntRange(0, 64),
    show_default="按内存，至多 8 · by memory, 8 at most",
    help="另有多少进程给跑得久的查询，SPARQL 和命名查询合计 · further processes for queries that run long, for SPARQL and named queries together",
)
@click.option(
    "--memory",
    type=click.IntRange(0, 10**7),
    default=_DEFAULT.memory,
    show_default=True,
    help="一个进程的内存上限（MiB），0 不限 · MiB of memory of one process; 0 leaves it open",
)
@about_option
@click.option("-q", "--quiet", is_flag=True, help="不写访问日志 · write no access log")
def serve(
    store: Path,
    host: str,
    port: int,
    time_limit: float,
    export_limit: float,
    max_rows: int,
    max_bytes: int,
    max_query: int,
    max_requests: int,
    workers: int,
    long: int | None,
    memory: int,
    about: Path | None,
    quiet: bool,
) -> None:
    """网页、接口和 SPARQL 端点，只读；Ctrl-C 或 SIGTERM 停止。

    Serve the store read-only: pages at /, named queries at /api, SPARQL at /sparql. Ctrl-C or SIGTERM stops it.
    """
    from kg import indexes
    from kg.descriptions import About
    from kg.store import open_snapshot
    from kg.web.server import serve as run

    told = About.read(about).stated() if about else {}
    with open_snapshot(store) as snapshot:  # says at once where there is none
        if not snapshot.whole:
            raise StoreError(
                "不能直接提供转储", "a dump cannot be served as it is", where=str(store),
                next_zh="从原文件建库再提供", next_en="build a store from the files and serve that",
            )  # fmt: skip
        if indexes.wanting(snapshot):
            click.echo(
                "没有索引，汇总和图的查询会慢；先运行 kg index · no index, so that rankings and edges are slow; run kg index first",
                err=True,
            )
    long = affordable(workers, memory, available()) if long is None else long
    limits = Limits(time_limit, export_limit, max_rows, max_bytes, max_query, max_requests, workers, long, memory)

    def ready(address: str) -> None:
        click.echo(f"{store}: {address}/  SPARQL {address}/sparql  （Ctrl-C 停止 · stops）", err=True)

    run(store, host, port, limits, ready, (lambda line: None) if quiet else None, told)
