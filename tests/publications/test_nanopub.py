"""Nanopublications as their own library checks them: form, digest, signature."""

import io
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

import pytest
from Crypto.Hash import SHA256
from Crypto.PublicKey import RSA
from Crypto.Signature import pkcs1_15

from kg.errors import UsageError
from kg.publications import Settings
from kg.publications.nanopub import nanopublication, write
from tests.publications.invented import CASES, OWN, SPOKEN, UNNAMED
from tests.publications.reading_back import nanopubs
from tests.publications.test_conformance import written

KEY = RSA.generate(2048).export_key()
ORCID = "https://orcid.org/0000-0002-1825-0097"  # the example of ORCID's own documentation


def graphs(claim: object, settings: Settings | None = None) -> Mapping[str, list[tuple[str, ...]]]:
    _, quads = nanopublication(claim, settings or Settings())  # type: ignore[arg-type]
    found: dict[str, list[tuple[str, ...]]] = {}
    for graph, *triple in quads:
        found.setdefault(graph.rpartition("#")[2], []).append(tuple(getattr(part, "text", part).rpartition("/")[2] for part in triple))
    return found


def test_the_four_graphs_say_what_is_claimed_by_whom_and_made_by_what() -> None:
    found = graphs(SPOKEN)
    assert ("1", "measure#obsValue", "12") in found["assertion"] and ("1", "ns#valueText", "12所") in found["assertion"]
    assert not any("周晓禾" in triple for triple in found["assertion"])
    assert {("1", "name", "周晓禾"), ("songxi-2022", "datePublished", "2022-12-09")} <= set(found["provenance"])
    assert ("whoclaims", "name", "whoclaims") in found["pubinfo"]
    assert not any("created" in predicate and predicate != "createdWith" for _, predicate, _ in found["pubinfo"])


def test_an_unnamed_source_is_no_person_and_a_document_itself_is_nobody() -> None:
    assert ("1", "22-rdf-syntax-ns#type", "ns#UnnamedSource") in graphs(UNNAMED)["provenance"]
    assert not any(predicate.endswith("wasAttributedTo") for _, predicate, _ in graphs(OWN)["provenance"])
    assert any(predicate == "ns#doubt" for _, predicate, _ in graphs(OWN)["provenance"])


def verify(publication: Any) -> None:
    """Raise ValueError where a signature is not of what stands there: of all but itself, normalized by the library.

    The library's own ``has_valid_signature`` leaves the answer of its check unread and is true of anything (2.0.1).
    """
    from nanopub.trustyuri.rdf import RdfHasher, RdfUtils

    quads = [quad for quad in RdfUtils.get_quads(publication.rdf) if not str(quad[2]).endswith("hasSignature")]
    content = RdfHasher.normalize_quads(quads, baseuri=str(publication.metadata.namespace), hashstr=" ").encode()
    key = RSA.import_key(b64decode(str(publication.metadata.public_key)))
    pkcs1_15.new(key).verify(SHA256.new(content), b64decode(str(publication.metadata.signature)))


@pytest.mark.parametrize("name", ["plain", "hostile"])
def test_what_is_signed_has_a_valid_signature(name: str) -> None:
    settings = Settings(key=KEY, creator=ORCID, created="2023-01-01T08:00:00Z")
    content, told = written("nanopub", CASES[name], settings)
    found = nanopubs(content)
    assert len(found) == told.claims
    assert all(publication.is_valid and publication.has_valid_trusty and publication.has_valid_signature for publication in found)
    for publication in found:
        verify(publication)
    assert content == written("nanopub", CASES[name], settings)[0]


def test_a_changed_word_is_found() -> None:
    from nanopub.utils import MalformedNanopubError

    content = written("nanopub", [SPOKEN], Settings(key=KEY))[0].replace("12所".encode(), "13所".encode())
    (publication,) = nanopubs(content)
    with pytest.raises(MalformedNanopubError, match="Trusty"):
        _ = publication.has_valid_trusty
    with pytest.raises(ValueError, match="Invalid signature"):
        verify(publication)


@pytest.mark.parametrize(
    "key", [KEY, RSA.import_key(KEY).export_key("DER"), b"".join(KEY.splitlines()[1:-1])], ids=["PEM", "DER", "base64"]
)
def test_a_key_is_read_however_it_is_written(key: bytes) -> None:
    assert written("nanopub", [SPOKEN], Settings(key=key)) == written("nanopub", [SPOKEN], Settings(key=KEY))


@pytest.mark.parametrize("key", [b"", b"secret", RSA.import_key(KEY).public_key().export_key(), b"\xff\x00" * 40])
def test_what_is_no_private_key_is_refused(key: bytes) -> None:
    with pytest.raises(UsageError, match="private RSA key"):
        write([SPOKEN], io.BytesIO(), Settings(key=key or b" "))


@pytest.mark.parametrize(
    "settings", [{"created": "today"}, {"created": "2023-02-30"}, {"created": "2023"}, {"creator": "me"}, {"creator": "urn:a b"}]
)
def test_a_date_or_name_that_is_none_is_refused(settings: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        Settings(**settings)  # type: ignore[arg-type]
