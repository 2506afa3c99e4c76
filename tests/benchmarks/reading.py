"""How fast text is read on one core: all that ``kg extract`` does, beside a tagger that only splits and tags the same text."""

import logging
import warnings
from collections.abc import Iterator

from kg.model import Metadata
from kg.pipeline import read
from kg.readers.text import read as read_text
from kg.repair import repair
from tests.benchmarks.measure import Row, best
from tests.benchmarks.texts import articles

ARTICLES = 240
TAGGED = 12


def size(texts: list[str]) -> float:
    """Megabytes of UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6


def extract(texts: list[str]) -> int:
    """Claims found in the texts, through decoding, repair and every stage of reading."""
    import io

    return sum(
        len(read(repair(source, Metadata())).claims)
        for n, text in enumerate(texts)
        for source in read_text(f"{n}.txt", io.BytesIO(text.encode()))
    )


def tag(texts: list[str]) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
        import jieba.posseg

        jieba.setLogLevel(logging.ERROR)
        return sum(1 for text in texts for _ in jieba.posseg.cut(text))


def rows() -> Iterator[Row]:
    texts = articles(ARTICLES)
    extract(texts[:8])  # lexicons and automata are built at first use
    tag(texts[:1])
    claims = extract(texts)
    ours = size(texts) / best(lambda: extract(texts))
    theirs = size(texts[:TAGGED]) / best(lambda: tag(texts[:TAGGED]))
    yield Row(
        f"读取，一个核，{claims} 条说法 · reading on one core, {claims} claims",
        f"{ours:.2f} MB/s",
        f"jieba.posseg {theirs:.2f} MB/s（{ours / theirs:.1f}×）",
    )
