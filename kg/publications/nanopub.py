"""Claims as nanopublications in TriG, one after another: https://nanopub.net/guidelines/working_draft/.

The assertion is the claim as an observation; the provenance says who said it, in which document and in which words; the publication info
what made the nanopublication. Their IRIs are trusty: they hold the digest of what they name, http://trustyuri.net/spec/v1.spec (module RA).
"""

from base64 import b64decode, b64encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from kg import __version__
from kg.errors import UsageError
from kg.publications import Settings, Written
from kg.publications.claims import Claim, Term
from kg.vocabulary import BOUNDS, DATES, KG, PREFIXES, digest, fragment

if TYPE_CHECKING:
    from Crypto.PublicKey.RSA import RsaKey

SOFTWARE = "https://w3id.org/whoclaims"
_SPACES = {
    **PREFIXES, "np": "http://www.nanopub.org/nschema#", "npx": "http://purl.org/nanopub/x/", "pav": "http://purl.org/pav/",
}  # fmt: skip
_SHOWN = ("kg", "np", "npx", "oa", "pav", "prov", "qb", "rdfs", "schema", "sdmx-a", "sdmx-d", "sdmx-m", "skos", "dcterms", "xsd")
_VOICES = {"direct": "DirectQuotation", "indirect": "IndirectSpeech", "own": "OwnVoice", "report": "DeliveredReport"}
_UNKNOWN = " "  # stands for the code in an IRI until the code is known


class Literal(NamedTuple):
    """A text with its datatype or its language."""

    text: str
    datatype: str = PREFIXES["xsd"] + "string"
    language: str = ""


Quad = tuple[str, str, str, str | Literal]  # graph, subject, predicate, object


def write(claims: Iterable[Claim], stream: IO[bytes], settings: Settings) -> Written:
    """Write a nanopublication a claim; signed where the settings hold a key."""
    import pyoxigraph as ox

    written = Written()
    key = _key(settings.key) if settings.key else None
    for claim in claims:
        iri, quads = nanopublication(claim, settings, key)
        prefixes = {"this": iri, "sub": f"{iri}#", **{name: _SPACES[name] for name in _SHOWN}}
        terms = (ox.Quad(ox.NamedNode(s), ox.NamedNode(p), _term(o), ox.NamedNode(g)) for g, s, p, o in quads)
        ox.serialize(terms, stream, ox.RdfFormat.TRIG, prefixes=prefixes)
        stream.write(b"\n")
        written.claims += 1
    return written


def _term(value: str | Literal) -> Any:
    import pyoxigraph as ox

    if isinstance(value, str):
        return ox.NamedNode(value)
    return (
        ox.Literal(value.text, language=value.language) if value.language else ox.Literal(value.text, datatype=ox.NamedNode(value.datatype))
    )


def nanopublication(claim: Claim, settings: Settings, key: "RsaKey | None" = None) -> tuple[str, list[Quad]]:
    """The IRI of the nanopublication of a claim and its quads, graph by graph.

    >>> import kg
    >>> from kg.publications.reading import claims
    >>> iri, quads = nanopublication(next(claims(kg.open_examples().snapshot)), Settings())
    >>> iri.rpartition("/")[2][:2], len(iri.rpartition("/")[2]), [graph.rpartition("#")[2] for graph in dict.fromkeys(quad[0] for quad in quads)]
    ('RA', 45, ['Head', 'assertion', 'provenance', 'pubinfo'])
    """
    space = f"{claim.space}np/"
    blank = space + _UNKNOWN
    quads = list(dict.fromkeys(_quads(claim, blank, settings)))
    if key is not None:
        quads += _signature(quads, blank, settings, key)
    iri = f"{space}RA{urlsafe_b64encode(sha256(normalized(quads)).digest()).decode().rstrip('=')}"

    def named(term: Any) -> Any:
        return iri + term[len(blank) :] if isinstance(term, str) and term.startswith(blank) else term

    return iri, [(named(g), named(s), p, named(o)) for g, s, p, o in quads]


def normalized(quads: Iterable[Quad]) -> bytes:
    """Quads as the bytes whose digest stands in a trusty IRI: sorted, a term a line.

    >>> normalized([("urn:g", "urn:s", "urn:p", Literal("行一\\n行二", language="zh"))]).decode()
    'urn:g\\nurn:s\\nurn:p\\n@zh 行一\\\\n行二\\n'
    """

    def order(quad: Quad) -> tuple[Any, ...]:
        graph, subject, predicate, value = quad
        if isinstance(value, str):
            return graph, subject, predicate, False, value
        return graph, subject, predicate, True, value.text, "" if value.language else value.datatype, value.language

    return "".join(f"{g}\n{s}\n{p}\n{_line(o)}\n" for g, s, p, o in sorted(quads, key=order)).encode()


def _line(value: str | Literal) -> str:
    if isinstance(value, str):
        return value
    text = value.text.replace("\\", "\\\\").replace("\n", "\\n")
    return f"@{value.language} {text}" if value.language else f"^{value.datatype} {text}"


# ---------------------------------------------------------------------------------------------- what is said


def _quads(claim: Claim, this: str, settings: Settings) -> Iterator[Quad]:
    graphs = {"hasAssertion": f"{this}#assertion", "hasProvenance": f"{this}#provenance", "hasPublicationInfo": f"{this}#pubinfo"}
    head = f"{this}#Head"
    yield head, this, _iri("rdf:type"), _iri("np:Nanopublication")
    for name, graph in graphs.items():
        yield head, this, _iri(f"np:{name}"), graph
    for part, graph in zip((_assertion, _provenance, _pubinfo), graphs.values(), strict=True):
        for subject, predicate, value in part(claim, this, settings):
            if value is not None:
                yield graph, subject, _iri(predicate), value


Triples = Iterator[tuple[str, str, str | Literal | None]]


def _assertion(claim: Claim, this: str, settings: Settings) -> Triples:
    observation = claim.observation
    yield claim.iri, "rdf:type", _iri("schema:Claim")
    yield claim.iri, "kg:observes", observation
    yield observation, "rdf:type", _iri("qb:Observation")
    yield observation, "kg:metric", claim.metric.iri
    yield observation, "sdmx-m:obsValue", Literal(f"{claim.value:f}", PREFIXES["xsd"] + "decimal")
    yield observation, "kg:valueText", Literal(claim.written)
    yield observation, "kg:bound", KG + BOUNDS[claim.bound]
    yield observation, "kg:kind", KG + claim.kind.capitalize()
    yield observation, "kg:measure", KG + claim.measure.capitalize()
    yield observation, "kg:countedIn", _text(claim.counted_in)
    yield observation, "sdmx-a:unitMeasure", claim.unit.iri if claim.unit else None
    yield observation, "kg:base", _text(claim.base)
    yield observation, "sdmx-d:refArea", claim.place.iri if claim.place else None
    yield observation, "kg:periodStart", _date(claim.period_start)
    yield observation, "kg:periodEnd", _date(claim.period_end)
    for programme in claim.programmes:
        yield observation, "kg:credits", programme.iri


def _provenance(claim: Claim, this: str, settings: Settings) -> Triples:
    assertion, document, speaker = f"{this}#assertion", claim.document, claim.speaker
    yield assertion, "prov:wasQuotedFrom", document.iri
    yield assertion, "prov:wasDerivedFrom", fragment(document.text, claim.start, claim.end)
    yield assertion, "prov:wasAttributedTo", speaker.iri if speaker else None
    yield assertion, "kg:voice", KG + _VOICES[claim.voice]
    yield assertion, "kg:partOf", claim.statement
    yield assertion, "kg:confidence", KG + ("Sure" if claim.confidence == "sure" else "Doubtful")
    for doubt in claim.doubts:
        yield assertion, "kg:doubt", Literal(doubt)
    if speaker:
        yield speaker.iri, "rdf:type", KG + "UnnamedSource" if speaker.unnamed else _iri("schema:Person")
        yield speaker.iri, "schema:name", Literal(speaker.name)
        for post in speaker.posts:
            yield speaker.iri, "schema:jobTitle", Literal(post.zh)
        for body in speaker.bodies:
            yield speaker.iri, "schema:affiliation", body.iri
            yield from _labels(body)
    yield document.iri, "rdf:type", _iri(f"schema:{document.type}")
    yield document.iri, "schema:headline", _text(document.title)
    yield document.iri, "schema:datePublished", _date(document.published)
    yield document.iri, "kg:dateInferred", Literal("true", PREFIXES["xsd"] + "boolean") if document.inferred else None
    yield document.iri, "schema:url", _text(document.url)
    if document.publisher:
        yield document.iri, "schema:publisher", document.publisher.iri
        yield from _labels(document.publisher)
    yield from _passage(claim)


def _passage(claim: Claim) -> Triples:
    key, document = digest(claim.iri), claim.document
    anchor, target, position, quote = (f"{claim.space}{name}/{key}" for name in ("anchor", "target", "position", "quote"))
    yield anchor, "rdf:type", _iri("oa:Annotation")
    yield anchor, "oa:hasBody", claim.iri
    yield anchor, "oa:hasTarget", target
    yield target, "oa:hasSource", document.text
    yield target, "oa:hasSelector", position
    yield target, "oa:hasSelector", quote
    yield position, "rdf:type", _iri("oa:TextPositionSelector")
    yield position, "oa:start", Literal(str(claim.start), PREFIXES["xsd"] + "integer")
    yield position, "oa:end", Literal(str(claim.end), PREFIXES["xsd"] + "integer")
    yield quote, "rdf:type", _iri("oa:TextQuoteSelector")
    yield quote, "oa:exact", Literal(claim.quote)
    yield quote, "oa:prefix", _text(claim.prefix)
    yield quote, "oa:suffix", _text(claim.suffix)
    yield document.text, "rdf:type", KG + "Text"
    yield document.text, "prov:wasDerivedFrom", document.version


def _pubinfo(claim: Claim, this: str, settings: Settings) -> Triples:
    yield this, "pav:createdWith", SOFTWARE
    yield this, "npx:introduces", claim.iri
    yield this, "npx:hasNanopubType", _iri("schema:Claim")
    yield this, "dcterms:creator", settings.creator
    if settings.created:
        yield this, "dcterms:created", Literal(settings.created, _iri("xsd:dateTime" if "T" in settings.created else "xsd:date"))
    yield SOFTWARE, "rdf:type", _iri("prov:SoftwareAgent")
    yield SOFTWARE, "schema:name", Literal("whoclaims")
    yield SOFTWARE, "schema:softwareVersion", Literal(__version__)
    for term in (claim.metric, claim.place, claim.unit, *claim.programmes):
        if term:
            yield from _labels(term)


def _labels(term: Term) -> Triples:
    yield term.iri, "skos:prefLabel", Literal(term.zh, PREFIXES["rdf"] + "langString", "zh")
    yield term.iri, "skos:prefLabel", Literal(term.en, PREFIXES["rdf"] + "langString", "en") if term.en else None
    yield term.iri, "skos:notation", _text(term.code)


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return _SPACES[prefix] + local


def _text(value: str | None) -> Literal | None:
    return Literal(value) if value else None


def _date(value: str | None) -> Literal | None:
    return Literal(value, _iri(DATES[len(value)])) if value else None


# ---------------------------------------------------------------------------------------------- who vouches for it


def _key(content: bytes) -> "RsaKey":
    """The RSA key of a file: PEM, DER, or the bare base64 that ``~/.nanopub/id_rsa`` holds."""
    try:
        from Crypto.PublicKey import RSA
    except ImportError:
        raise UsageError(
            "签名要用 pycryptodome", "signing needs pycryptodome", next_zh="pip install pycryptodome，或不用 --key", next_en="pip install pycryptodome, or leave --key out",
        ) from None  # fmt: skip
    try:
        key = RSA.import_key(content if content.lstrip().startswith((b"-----", b"0\x82")) else b64decode(content))
    except (ValueError, IndexError, TypeError):
        key = None
    if key is None or not key.has_private():
        raise UsageError(
            "这不是 RSA 私钥", "this is no private RSA key", next_zh="给出 PEM 文件，或 nanopub 的 id_rsa",
            next_en="give a PEM file, or the id_rsa of nanopub",
        )  # fmt: skip
    return key


def _signature(quads: list[Quad], this: str, settings: Settings, key: "RsaKey") -> list[Quad]:
    """The quads that sign the others, as nanopub does: RSA over the normalized quads with those that name key and target."""
    from Crypto.Hash import SHA256
    from Crypto.Signature import pkcs1_15

    graph, signature = f"{this}#pubinfo", f"{this}#sig"
    public = b64encode(key.public_key().export_key("DER")).decode()
    made: list[Quad] = [
        (graph, signature, _iri("npx:hasAlgorithm"), Literal("RSA")),
        (graph, signature, _iri("npx:hasPublicKey"), Literal(public)),
        (graph, signature, _iri("npx:hasSignatureTarget"), this),
    ]
    if settings.creator:
        made.append((graph, signature, _iri("npx:signedBy"), settings.creator))
    signed = pkcs1_15.new(key).sign(SHA256.new(normalized([*quads, *made])))
    return [*made, (graph, signature, _iri("npx:hasSignature"), Literal(b64encode(signed).decode()))]
