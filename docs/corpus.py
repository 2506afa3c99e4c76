"""The page on the corpus, ``docs/corpus.md``: what reading the reports of ``../shared/corpus`` finds and what it leaves; ``make corpus`` writes it.

``docs/corpus-judged.csv`` holds numbers drawn by a rule and judged by hand; ``--sample SEED`` prints such a draw with its context.
"""

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.lexicon import terms
from kg.model import Claim, Reading
from kg.pipeline import read_path

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
PAGE = Path(__file__).with_name("corpus.md")
JUDGED = Path(__file__).with_name("corpus-judged.csv")
SAMPLE = 300
# Arabic digits that are no part of a date by what follows them
_NUMBER = re.compile(r"(?<![0-9.,])[0-9]+(?:[.,][0-9]+)*(?![0-9]|\s*[年月日号])")
STATES = ("claim", "reason", "false reason", "missed")  # verdicts on numbers that state a quantity; "none": states no quantity


@dataclass(frozen=True)
class Read:
    """One document of the corpus by its name and what was read in it."""

    name: str
    reading: Reading

    @property
    def is_report(self) -> bool:
        return self.name.startswith("gwr/")


def documents() -> Iterator[Read]:
    """Every document of the corpus, work reports first, each under its path in the corpus and its place in the file."""
    news = (path for path in sorted(CORPUS.glob("news/*")) if path.suffix != ".json")
    for path in (*sorted(CORPUS.glob("gwr/*/*.md")), *news):
        for number, reading in enumerate(read_path(str(path))):
            name = path.relative_to(CORPUS).as_posix()
            yield Read(f"{name}#{number}" if number else name, reading)


# ------------------------------------------------------------------------------------------------ the page


def page(read: list[Read]) -> str:
    """The whole page, the same for the same corpus and reader."""
    parts = (
        "# 语料 · The corpus",
        "由 `make corpus` 写成，读的是本仓库旁边 `../shared/corpus` 里的真实文献；这里只有名称、文献名和字符位置，没有原文。\n\n"
        "Written by `make corpus` from the real documents in `../shared/corpus` beside this repository; it holds names, documents and offsets, "
        "no sentences. Offsets count characters of the repaired text.",
        _overview(read),
        _skipped(read),
        _candidates(read, "metrics"),
        _candidates(read, "programmes"),
        _doubts(read),
        _heads(read),
        _judged(),
        _vocabulary(),
    )
    return "\n\n".join(parts) + "\n"


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    head = list(head)
    align = ["---", *("---:" for _ in head[1:])]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in (head, align, *rows))


def _overview(read: list[Read]) -> str:
    kinds = {
        "政府工作报告 · work reports": [r for r in read if r.is_report],
        "其他文献 · other documents": [r for r in read if not r.is_report],
    }
    rows = []
    for name, some in kinds.items():
        claims = [claim for r in some for claim in r.reading.claims]
        characters = sum(len(r.reading.document.text) for r in some)

        def share(number: int, claims: list[Claim] = claims) -> str:
            return f"{number / len(claims):.1%}"

        rows.append(
            (
                name, len(some), characters, len(claims), f"{1000 * len(claims) / characters:.2f}",
                share(sum(c.speaker is not None for c in claims)), share(sum(c.place is not None for c in claims)),
                share(sum(c.period is not None for c in claims)), share(sum(c.metric.value.iri is not None for c in claims)),
                share(sum(c.confidence == "sure" for c in claims)),
            )
        )  # fmt: skip
    head = (
        "", "文献 documents", "字符 characters", "说法 claims", "每千字 a thousand characters", "有说话人 with speaker", "有地点 with place",
        "有时间 with period", "词表内指标 known metric", "确定 sure",
    )  # fmt: skip
    return "## 读出什么 · What was read\n\n" + _table(head, rows)


def _skipped(read: list[Read]) -> str:
    found = Counter(skipped.reason for r in read for skipped in r.reading.skipped)
    rows = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return "## 没有成为说法的数字 · Numbers that became no claim\n\n" + _table(("原因 reason", "次数 numbers"), rows)


def _candidates(read: list[Read], kind: str) -> str:
    """The fifty names outside the vocabulary that most documents have."""
    times: Counter[str] = Counter()
    where: dict[str, set[str]] = defaultdict(set)
    for r in read:
        roles = [c.metric for c in r.reading.claims] if kind == "metrics" else r.reading.programmes
        for role in roles:
            if role.value.iri is None:
                times[role.value.name] += 1
                where[role.value.name].add(r.name)
    common = sorted(times, key=lambda name: (-len(where[name]), -times[name], name))[:50]
    title = {
        "metrics": "## 最常见的候选指标 · The commonest candidate metrics",
        "programmes": "## 最常见的候选计划 · The commonest candidate programmes",
    }[kind]
    return f"{title}\n\n" + _table(
        ("名称 name", "文献 documents", "次数 times"), ((name, len(where[name]), times[name]) for name in common)
    )


def _doubts(read: list[Read]) -> str:
    """The commonest causes of doubt, each with the claim in the middle of those that have it."""
    having: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
    for r in read:
        for claim in r.reading.claims:
            for doubt in claim.doubts:
                having[doubt].append((r.name, claim))
    rows = []
    for doubt in sorted(having, key=lambda doubt: (-len(having[doubt]), doubt))[:10]:
        name, claim = having[doubt][len(having[doubt]) // 2]
        rows.append((doubt, len(having[doubt]), f"`{name}` {claim.number.start}–{claim.number.end}", claim.number.quote))
    head = ("原因 cause", "说法 claims", "例 example", "数 number")
    return "## 存疑的十大原因 · The ten commonest causes of doubt\n\n" + _table(head, rows)


def lacking(reading: Reading) -> list[str]:
    """What the reader did not find in the head of a work report, of speaker, post, place and date."""
    head = reading.head
    speaker = head.speaker.value if head.speaker else None
    # who is told by the post alone is an unnamed source by the words of that post
    posts = speaker and (speaker.unnamed or any(person.posts for person in reading.people if person.name == speaker.name))
    dated = head.published is not None and head.published.origin in ("", "head", "metadata")
    found = {"说话人 speaker": speaker, "职务 post": posts, "地点 place": head.home_place, "日期 date": dated}
    return [name for name, value in found.items() if not value]


def _heads(read: list[Read]) -> str:
    reports = [r for r in read if r.is_report]
    failing = [(f"`{r.name}`", "、".join(missing)) for r in reports if (missing := lacking(r.reading))]
    counts = Counter(name for r in reports for name in lacking(r.reading))
    said = "，".join(f"{name} {len(reports) - counts[name]}" for name in ("说话人 speaker", "职务 post", "地点 place", "日期 date"))
    return (
        f"## 报告的开头 · Heads of reports\n\n{len(reports)} 篇报告中，{len(reports) - len(failing)} 篇从开头读出了说话人、职务、地点和日期（{said}）；"
        f"其余的开头缺什么：\n\nOf {len(reports)} reports {len(reports) - len(failing)} gave speaker, post, place and date from their heads; "
        "what the heads of the others lack:\n\n" + _table(("文献 document", "缺 lacks"), failing)
    )


def _judged() -> str:
    with JUDGED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = []
    for seed in sorted({row["seed"] for row in rows}, key=int):
        counts = Counter(row["verdict"] for row in rows if row["seed"] == seed)
        stating = sum(counts[verdict] for verdict in STATES)
        good = counts["claim"] + counts["reason"]
        whole = sum((row["seed"], row["verdict"], row["reason"]) == (seed, "claim", "") for row in rows)
        shares = f"{good / stating:.1%}", f"{whole / counts['claim']:.1%}"
        lines.append((seed, sum(counts.values()), stating, *(counts[verdict] for verdict in STATES), counts["none"], *shares))
    head = (
        "种子 seed", "抽出 drawn", "陈述数量 state a quantity", "成为说法 claim", "原因属实 true reason", "原因不实 false reason", "漏读 missed",
        "不陈述数量 none", "说法或属实的原因 claim or true reason",
        "说法中指标完整 whole metric among claims",
    )  # fmt: skip
    return (
        "## 人工判断的数字 · Numbers judged by hand\n\n"
        f"规则：全部文献里不是年月日的阿拉伯数字，按 SHA-256(种子:文献:位置) 排序取前 {SAMPLE} 个，逐个读上下文判断；逐条结果在 "
        "[corpus-judged.csv](corpus-judged.csv)。第一次抽样用来改进，最后一次是改进之后的结果。\n\n"
        f"The rule: of all Arabic numbers that are no years, months or days, the first {SAMPLE} by SHA-256(seed:document:start); each was judged by reading its "
        "passage, see [corpus-judged.csv](corpus-judged.csv). The first draw was used to mend the reader, the last is of after that.\n\n"
        + _table(head, lines)
    )


def _vocabulary() -> str:
    rows = (
        (name, len(terms(name)), sum(len(term.spellings) for term in terms(name))) for name in ("metrics", "programmes", "units", "posts")
    )
    return "## 词表 · Vocabularies\n\n" + _table(("词表 vocabulary", "条目 entries", "名称 spellings"), rows)


# ------------------------------------------------------------------------------------------------ the draw


def drawn(read: list[Read], seed: int) -> list[tuple[Read, int, int]]:
    """The numbers of a draw, in the order of documents: document, start, end."""
    every = [(r, m.start(), m.end()) for r in read for m in _NUMBER.finditer(r.reading.document.text)]
    every.sort(key=lambda n: sha256(f"{seed}:{n[0].name}:{n[1]}".encode()).digest())
    return sorted(every[:SAMPLE], key=lambda n: (n[0].name, n[1]))


def outcome(reading: Reading, start: int, end: int) -> str:
    """What became of a number: the metric, value and unit of its claim, the reason it was skipped for, or nothing."""
    for claim in reading.claims:
        if claim.number.start < end and start < claim.number.end:
            return f"claim {claim.metric.value.name} {claim.value} {claim.unit}"
    for skipped in reading.skipped:
        if skipped.span.start < end and start < skipped.span.end:
            return f"skipped {skipped.reason}"
    return "nothing"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sample", type=int, metavar="SEED", help="print the numbers of a draw with what became of them, write nothing")
    options = arguments.parse_args()
    if not CORPUS.is_dir():
        raise SystemExit("../shared/corpus 不在，无从读起 · ../shared/corpus is absent: nothing to read")
    read = list(documents())
    if options.sample is None:
        PAGE.write_text(page(read), encoding="utf-8")
        return
    for r, start, end in drawn(read, options.sample):
        text = r.reading.document.text
        around = f"{text[max(0, start - 30) : start]}【{text[start:end]}】{text[end : end + 16]}".replace("\n", "⏎")
        print(r.name, start, end, outcome(r.reading, start, end), around, sep="\t")


if __name__ == "__main__":
    main()
