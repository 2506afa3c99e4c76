"""What the service says of the data set: where VoID looks for it and at the endpoint, the same, with what its publisher says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib import RDF, Namespace, URIRef

from kg.web.negotiation import GRAPHS
from tests.serving import Reply, Service, serving

DCAT, DCT, VOID = (Namespace(space) for space in ("http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/", "http://rdfs.org/ns/void#"))
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
LICENSE = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture(scope="module")
def published(examples_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    about = tmp_path_factory.mktemp("about") / "about.toml"
    about.write_text(f'publisher = "松溪县数据社"\nlicense = "{LICENSE}"\n', encoding="utf-8")
    with serving(examples_store, "-q", "--about", str(about)) as service:
        yield service


def graph(reply: Reply) -> rdflib.Graph:
    assert reply.status == 200, reply.text
    return rdflib.Graph().parse(data=reply.text, format="nt")


def about(found: rdflib.Graph) -> tuple[Any, set[tuple[Any, Any]]]:
    dataset = found.value(predicate=RDF.type, object=DCAT.Dataset)
    return dataset, set(found.predicate_objects(dataset))


def test_both_addresses_describe_one_data_set(service: Service) -> None:
    accept = {"Accept": "application/n-triples"}
    well_known, endpoint = (graph(service.ask(address, headers=accept)) for address in ("/.well-known/void", "/sparql"))
    dataset, said = about(well_known)
    assert str(dataset) == f"http://127.0.0.1:{service.port}/sparql#dataset"
    assert about(endpoint)[0] == dataset and said <= about(endpoint)[1]
    address = URIRef(f"http://127.0.0.1:{service.port}/sparql")
    assert (dataset, VOID.sparqlEndpoint, address) in well_known and (address, DCAT.servesDataset, dataset) in well_known
    here = well_known.value(predicate=RDF.type, object=VOID.DatasetDescription)
    assert str(here).endswith("/.well-known/void") and (here, URIRef("http://xmlns.com/foaf/0.1/primaryTopic"), dataset) in well_known
    assert endpoint.value(endpoint.value(predicate=RDF.type, object=SD.Service), SD.defaultDataset) == dataset


@pytest.mark.parametrize("form", GRAPHS, ids=lambda form: form.name)
def test_the_description_comes_in_every_format_of_graphs(form: Any, service: Service) -> None:
    named, accepted = (service.ask("/.well-known/void", fields, headers=headers)
                       for fields, headers in (({"format": form.name}, {}), ((), {"Accept": form.media})))  # fmt: skip
    assert named.headers.get_content_type() == form.media and named.body == accepted.body != b""


def test_a_browser_is_given_turtle_and_what_does_not_change_is_not_sent_again(service: Service) -> None:
    reply = service.ask("/.well-known/void", headers={"Accept": "text/html,application/xhtml+xml;q=0.9"})
    assert reply.status == 200 and reply.headers.get_content_type() == "text/turtle"
    again = service.ask(
        "/.well-known/void", headers={"Accept": "text/html,application/xhtml+xml;q=0.9", "If-None-Match": reply.headers["ETag"]}
    )
    assert again.status == 304
    assert service.ask("/.well-known/void", {"format": "csv"}).status == 406


def test_the_service_says_what_its_publisher_says(published: Service) -> None:
    found = graph(published.ask("/.well-known/void", {"format": "ntriples"}))
    dataset, _ = about(found)
    assert str(found.value(dataset, DCT.license)) == LICENSE
    assert "松溪县数据社" in {str(name) for name in found.objects(found.value(dataset, DCT.publisher))}
