"""A fuzzer over the readers and ``extract``: the bundled examples with bytes and passages changed, for ten minutes or as many seconds as are named.

``make fuzz`` runs it; the same seed meets the same inputs. An error that is no InputError, a span that does not quote the text, or a reading that takes
more than 20 times as long a byte as the slowest example does, ends it with 1; the input stands in ``fuzz-input`` then.
"""

import random
import sys
import time
from pathlib import Path

from kg.errors import InputError
from kg.pipeline import read
from kg.readers import read_bytes
from kg.repair import repair
from kg.resources import EXAMPLES
from tests.spans import misquoted

_TIMES, _LEAST = 20, 2_000  # how much slower than the slowest example, in bytes that an input counts at least
_HOSTILE = (
    b"<",
    b"{",
    b"\x00",
    b"\xff\xfe",
    b"|---|",
    "一".encode(),
    "、".encode(),
    b"9" * 400,
    "分别".encode() * 50,
    "“".encode() * 200,
    b"(" * 300,
    '"云"溪'.encode() * 40,
    b"1 234, " * 20,
    "云溪县新建学校三所并且改造\n".encode() * 12,
)
_TYPES = {".txt": "text/plain", ".md": "text/markdown", ".html": "text/html", ".jsonl": "application/jsonl"}


def changed(chosen: random.Random, content: bytes) -> bytes:
    """Some bytes of a text lost, doubled, moved or replaced."""
    for _ in range(chosen.randint(1, 12)):
        start = chosen.randrange(len(content) + 1)
        end = min(len(content), start + chosen.choice((0, 1, 3, 30, 300)))
        put = chosen.choice((b"", content[start:end] * chosen.choice((1, 2, 40)), chosen.choice(_HOSTILE), chosen.randbytes(4)))
        content = content[:start] + put + content[end:]
    return content[:200_000]


def taken(name: str, content: bytes) -> float:
    """Seconds of a core that reading takes, a byte."""
    began = time.process_time()
    try:
        for source in read_bytes(name, content, _TYPES[Path(name).suffix]):
            wrong = misquoted(read(repair(source)))
            assert not wrong, wrong
    except InputError:
        pass
    return (time.process_time() - began) / max(len(content), _LEAST)


def main(seconds: float = 600, seed: int = 1) -> int:
    """Read changed examples for so long; 1 where one ends badly."""
    examples = {p.name: p.read_bytes() for p in sorted(EXAMPLES.iterdir()) if p.suffix in _TYPES}
    for name, content in examples.items():
        taken(name, content)  # loads the vocabularies
    slowest = max(taken(name, content) for name, content in examples.items())
    chosen, until, count = random.Random(seed), time.monotonic() + seconds, 0
    while time.monotonic() < until:
        name = chosen.choice(sorted(examples))
        content = changed(chosen, examples[name])
        count += 1
        try:
            slow = taken(name, content) > _TIMES * slowest
        except Exception as error:  # whatever it is
            print(f"{name}: {error!r}", file=sys.stderr)
            slow = True
        if slow:
            Path("fuzz-input").write_bytes(content)
            print(
                f"第 {count} 个输入有错或太慢，留在 fuzz-input · input {count} ends badly or takes too long, it stands in fuzz-input ({name})",
                file=sys.stderr,
            )
            return 1
    print(f"读了 {count} 个输入，都好 · {count} inputs read, all well")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:2])))
