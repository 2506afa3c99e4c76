"""IRIs: the namespaces in use, and how the IRIs of instances are minted from content.

Terms of our own stand under ``https://w3id.org/whoclaims/ns#``; concepts of the bundled vocabularies under
``https://w3id.org/whoclaims/{metric,unit,programme,post,place}/``; instances under a base that is a setting. What only a data cube needs stands
under ``https://w3id.org/whoclaims/cube#``, in ``ontology/datacube.ttl``.
"""

import hashlib
import re
from urllib.parse import quote

SPACE = "https://w3id.org/whoclaims/"  # what our own IRIs begin with; for instances it is a setting
KG = "https://w3id.org/whoclaims/ns#"
METRIC = "https://w3id.org/whoclaims/metric/"
UNIT = "https://w3id.org/whoclaims/unit/"
PROGRAMME = "https://w3id.org/whoclaims/programme/"
POST = "https://w3id.org/whoclaims/post/"
PLACE = "https://w3id.org/whoclaims/place/"
EDITION = "https://w3id.org/whoclaims/gbt2260/"  # divisions as an edition of GB/T 2260 lists them
DEFAULT_BASE = "https://w3id.org/whoclaims/id/"
VOCABULARY_GRAPH = "https://w3id.org/whoclaims/graph/vocabulary"
PLACES_GRAPH = "https://w3id.org/whoclaims/graph/places"
CATALOGUE_GRAPH = "https://w3id.org/whoclaims/graph/catalogue"  # which version of a document is current, and from which file
LINKS_GRAPH = "https://w3id.org/whoclaims/graph/links"  # what the mapping files make of things that are held
NAMES_GRAPH = "https://w3id.org/whoclaims/graph/names"  # what documents share by its name: bodies, posts, candidates

PREFIXES = {
    "kg": KG, "metric": METRIC, "unit": UNIT, "programme": PROGRAMME, "post": POST, "place": PLACE,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#", "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#", "oa": "http://www.w3.org/ns/oa#", "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/", "qb": "http://purl.org/linked-data/cube#",
    "sdmx-d": "http://purl.org/linked-data/sdmx/2009/dimension#", "sdmx-m": "http://purl.org/linked-data/sdmx/2009/measure#",
    "sdmx-a": "http://purl.org/linked-data/sdmx/2009/attribute#", "sh": "http://www.w3.org/ns/shacl#",
    "dcat": "http://www.w3.org/ns/dcat#", "void": "http://rdfs.org/ns/void#", "qudt": "http://qudt.org/schema/qudt/",
    "qudt-unit": "http://qudt.org/vocab/unit/",
}  # fmt: skip
# local names of individuals of ours, by what the model says; datatypes of dates by how many characters they have
VOICES = {"direct": "DirectQuotation", "indirect": "IndirectSpeech", "own": "OwnVoice", "report": "DeliveredReport"}
BOUNDS = {"=": "Exactly", "≈": "About", ">": "MoreThan", ">=": "AtLeast", "<": "LessThan", "<=": "AtMost"}
DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s\x00-\x20<>\"{}|\\^`\x7f-\x9f\ud800-\udfff]+")


def digest(*parts: str | int) -> str:
    """The first 20 hex digits of SHA-256 over the parts, joined by U+001F.

    >>> digest("鹤壁市", 3)
    '8c492628b120b0b0b8d5'
    """
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:20]


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI: RFC 3987, and characters that no notation of RDF takes for its own.

    >>> is_iri("https://example.org/松溪"), is_iri("urn:a:b"), is_iri("松溪"), is_iri("urn:a b"), is_iri("urn:<a>")
    (True, True, False, False, False)
    """
    return _IRI.fullmatch(text) is not None


def is_base(base: str) -> bool:
    """Whether IRIs of instances can begin with ``base``: absolute, ends with a slash, has no fragment (the anchors have one).

    >>> is_base(DEFAULT_BASE), is_base("urn:云溪:/"), is_base("https:///id/"), is_base("云溪/"), is_base("https://example.org/#")
    (True, True, False, False, False)
    """
    import pyoxigraph

    try:
        pyoxigraph.NamedNode(fragment(base, 0, 1))
    except ValueError:
        return False
    return base.endswith("/") and not re.search(r"\s|^https?:/*$|^https?:///", base)


def mint(base: str, kind: str, *parts: str | int) -> str:
    """An instance IRI made from content alone: the same parts give the same IRI, and no part can break it.

    >>> mint(DEFAULT_BASE, "person", "doc", "周晓禾", "<script>") == mint(DEFAULT_BASE, "person", "doc", "周晓禾", "<script>")
    True
    """
    return f"{base}{kind}/{digest(*parts)}"


def document_iri(base: str, identifier: str | None, url: str | None, received: str) -> str:
    """A document's IRI from its id if it has one, else from its source address, else from the SHA-256 of the bytes received.

    >>> document_iri("https://example.org/", "hebi/2020 (a)", None, "00ff")
    'https://example.org/document/hebi%2F2020%20%28a%29'
    """
    return f"{base}document/{quote(identifier, safe='')}" if identifier else mint(base, "document", url or received)


def claim_iri(base: str, document: str, byte_start: int, byte_end: int, ordinal: int) -> str:
    """A claim's IRI, from its document, the bytes its number stands in and its rank among the claims there; not from what was extracted."""
    return mint(base, "claim", document, byte_start, byte_end, ordinal)


def post_iri(base: str, name: str) -> str:
    """A post's IRI, from its name."""
    return mint(base, "post", name)


def text_iri(base: str, document: str, received: str, text: str) -> str:
    """A repaired text's IRI, from its document, the SHA-256 of the bytes received, and its own: what another address gives is another text."""
    return f"{base}text/{digest(document, received)}-{text[:20]}"


def fragment(text: str, start: int, end: int) -> str:
    """The characters ``start`` to ``end`` of a text as in RFC 5147."""
    return f"{text}#char={start},{end}"
