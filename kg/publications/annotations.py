"""Claims as Web Annotations in one collection: https://www.w3.org/TR/annotation-model/, JSON-LD.

An annotation identifies the claim in the words it was read from: in the repaired text by position and quotation, and, where the document has an
address, on that page by quotation alone. A page shows what came over the wire, which the text repairs: words that were damaged there are found in the text
only. All annotations stand on the one page of the collection, its digest and their number behind them, so that they are written as they come.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import IO, Any

from kg import __version__
from kg.publications import Settings, Written
from kg.publications.claims import Claim
from kg.vocabulary import DEFAULT_BASE, mint

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_LABEL = {"zh": "谁说的：带原文的说法", "en": "Whoclaims: claims in their words"}


def write(claims: Iterable[Claim], stream: IO[bytes], settings: Settings) -> Written:
    """Write a collection with its page, an annotation a line."""
    written, named, base = Written(), sha256(), DEFAULT_BASE
    generator = {"id": "https://w3id.org/whoclaims", "type": "Software", "name": f"whoclaims {__version__}"}
    opening = {"@context": CONTEXT, "type": "AnnotationCollection", "label": _LABEL[settings.lang], "generator": generator}
    stream.write(_json(opening)[:-1])
    for claim in claims:
        if not written.claims:
            base = claim.namespace
        stream.write(b',"first":{"type":"AnnotationPage","startIndex":0,"items":[\n' if not written.claims else b",\n")
        stream.write(_json(annotation(claim)))
        named.update(f"{claim.iri}\n".encode())
        written.claims += 1
    iri = f"{base}annotations/{named.hexdigest()[:20]}"
    page = f"{iri}#page-1"
    if written.claims:
        stream.write(b"\n]," + _json({"id": page, "partOf": iri})[1:] + b"," + _json({"last": page})[1:-1])
    stream.write(b"," + _json({"id": iri, "total": written.claims})[1:] + b"\n")
    return written


def annotation(claim: Claim) -> dict[str, Any]:
    """The annotation of a claim.

    >>> import kg
    >>> from kg.publications.reading import claims
    >>> from kg.publications.selecting import selection
    >>> snapshot = kg.open_examples().snapshot
    >>> made = annotation(next(claims(snapshot, selection(snapshot, {"person": "贺兰舟"}))))
    >>> made["body"][1]["value"], made["target"][0]["selector"][1]["exact"]
    ('贺兰舟：小区11个（岚溪县，2022-08），存疑', '11个小区')
    """
    quote = {"type": "TextQuoteSelector", "exact": claim.quote, "prefix": claim.prefix, "suffix": claim.suffix}
    quote = {name: text for name, text in quote.items() if text}
    position = {"type": "TextPositionSelector", "start": claim.start, "end": claim.end}
    targets: list[dict[str, Any]] = [{"type": "SpecificResource", "source": claim.document.text, "selector": [position, quote]}]
    if address := claim.document.address:
        targets.append({"type": "SpecificResource", "source": address, "selector": quote})
    return {
        "id": mint(claim.namespace, "anchor", claim.iri),
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "SpecificResource", "source": claim.iri, "purpose": "identifying"},
            {"type": "TextualBody", "value": summary(claim), "language": "zh", "format": "text/plain", "purpose": "describing"},
        ],
        "target": targets,
    }


def summary(claim: Claim) -> str:
    """What a claim says in a line: who, of what, how much, where and when; what is doubtful is said to be."""
    who = f"{claim.speaker.name}：" if claim.speaker else ""
    where = "，".join(filter(None, (claim.place.zh if claim.place else None, claim.period, "目标" if claim.kind == "target" else None)))
    around = f"（{where}）" if where else ""
    return f"{who}{claim.metric.zh}{claim.base or ''}{claim.written}{around}{'，存疑' if claim.confidence == 'doubtful' else ''}"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
