"""How fast text is read on one core: all that ``kg extract`` does, beside a tagger that only splits and tags the same text."""

import logging
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

from kg.model import Metadata
from kg.pipeline import read
from kg.readers import read_file
from kg.repair import repair
from tests.benchmarks.measure import Row, as_command, best
from tests.benchmarks.texts import REPORTS, articles, damaged, reports
from tests.damage import damage

ARTICLES = 120
DAMAGED = 60
RATE, TIMES, DAMAGED_RATE, LONGER = (
    1.0,
    8,
    0.4,
    12,
)  # promised: MB/s, times the tagger, MB/s of damaged text; tenfold text costs ten times and a little noise
TAGGED = 300_000  # bytes; the tagger's rate is the same from the first text to the last


def claims(paths: list[Path]) -> int:
    """Claims found in files, through decoding, repair and every stage of reading."""
    return sum(len(read(repair(source, Metadata())).claims) for path in paths for source in read_file(str(path)))


def repairs(paths: list[Path]) -> int:
    """Runs that were restored in files, through decoding and repair."""
    return sum(len(repair(source, Metadata()).repairs) for path in paths for source in read_file(str(path)))


def tag(texts: list[str]) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tagger's own, about its regular expressions and pkg_resources
        import jieba
        import jieba.posseg

        jieba.setLogLevel(logging.ERROR)
        return sum(1 for text in texts for _ in jieba.posseg.cut(text))


def size(paths: list[Path]) -> float:
    """Megabytes on disk; all is UTF-8."""
    return sum(path.stat().st_size for path in paths) / 1e6


def sample(paths: list[Path]) -> list[Path]:
    """The first files, until there is enough to tag."""
    taken: list[Path] = []
    for path in paths:
        if size(taken) * 1e6 < TAGGED:
            taken.append(path)
    return taken


def written(folder: Path, texts: list[str]) -> list[Path]:
    folder.mkdir()
    paths = [folder / f"{n:03}.txt" for n in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def beside_the_tagger(what: str, english: str, paths: list[Path], promised: bool = False) -> Row:
    claims(paths[:8])  # lexicons and automata are built at first use
    found = claims(paths)
    ours = size(paths) / best(lambda: claims(paths))
    tagged = sample(paths)
    texts = [path.read_text(encoding="utf-8") for path in tagged]
    tag(texts[:1])
    theirs = size(tagged) / best(lambda: tag(texts), 2)
    return Row(
        f"读{what}，一个核，{size(paths):.1f} MB，{found} 条说法 · reading {english} on one core, {found} claims",
        f"{ours:.2f} MB/s",
        f"jieba.posseg {theirs:.2f} MB/s（{ours / theirs:.1f}×）",
        f"≥ {RATE:.0f} MB/s, ≥ {TIMES}×" if promised else "",
        not promised or (ours >= RATE and ours >= TIMES * theirs),
    )


def of_damaged(paths: list[Path]) -> Row:
    """Damaged copies of reports, bytes in and claims out."""
    found = claims(paths)
    rate = size(paths) / best(lambda: claims(paths))
    what = f"读损坏的副本，{size(paths):.1f} MB，{found} 条说法 · reading damaged copies of reports, claims"
    return Row(what, f"{rate:.2f} MB/s", "", f"≥ {DAMAGED_RATE} MB/s", rate >= DAMAGED_RATE)


def of_length(folder: Path, text: str) -> Row:
    """How much more a text costs that is ten times as long."""
    once, tenfold = written(folder, [text, text * 10])
    ratio = best(lambda: claims([tenfold])) / best(lambda: claims([once]))
    return Row("同一报告，十倍长 · a report ten times as long", f"{ratio:.1f}× 时间 · the time", "", f"≤ {LONGER}×", ratio <= LONGER)


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name, as_command():
        folder = Path(name)
        if REPORTS.is_dir():
            texts = [path.read_text(encoding="utf-8") for path in reports()]
            yield beside_the_tagger("政府工作报告", "work reports (../shared/corpus)", reports(), promised=True)
            yield of_damaged(written(folder / "reports", [damage(text) for text in texts[::2]]))
            yield of_length(folder / "lengths", texts[0])
        yield beside_the_tagger("数字密集的示例", "the examples, dense with figures,", written(folder / "clean", articles(ARTICLES)))
        paths = written(folder / "damaged", damaged(DAMAGED))
        repairs(paths[:8])
        found = repairs(paths)
        rate = size(paths) / best(lambda: repairs(paths))
        yield Row(f"修复损坏的副本，{found} 处 · repair of damaged copies, {found} runs", f"{rate:.2f} MB/s")
