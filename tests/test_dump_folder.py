"""A folder to publish: whole, checked by the tool that its sums are for, described as it is, the same bytes twice."""

import gzip
import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, Namespace

from kg.builds import build
from kg.descriptions import About
from kg.dumps.folder import write_folder
from kg.errors import StoreError
from kg.resources import EXAMPLES
from kg.store import SUMS, Snapshot, open_snapshot
from tests.running import kg

DCAT, SPDX, VOID = (Namespace(space) for space in ("http://www.w3.org/ns/dcat#", "http://spdx.org/rdf/terms#", "http://rdfs.org/ns/void#"))


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    target = tmp_path_factory.mktemp("folder") / "store"
    build([str(EXAMPLES / "lanxi-news.jsonl")], target)
    with open_snapshot(target) as opened:
        yield opened


@pytest.fixture(scope="module")
def folder(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dump") / "new" / "folder"
    write_folder(snapshot, made, About(publisher="松溪县数据社"))
    return made


def test_the_folder_holds_what_it_says(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == ["SHA256SUMS", "description.ttl", "whoclaims.nq.gz", "whoclaims.ttl.gz"]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="没有 sha256sum · there is no sha256sum")
def test_sha256sum_accepts_it_and_finds_a_changed_byte(folder: Path, tmp_path: Path) -> None:
    def checked(where: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=where, capture_output=True, text=True, check=False)

    told = checked(folder)
    assert told.returncode == 0 and told.stdout.count(": OK") == 3
    changed = shutil.copytree(folder, tmp_path / "changed")
    content = bytearray((changed / "whoclaims.nq.gz").read_bytes())
    content[100] ^= 1
    (changed / "whoclaims.nq.gz").write_bytes(content)
    assert checked(changed).returncode == 1


def test_the_description_says_size_digest_and_place_of_each_file(folder: Path, tmp_path: Path) -> None:
    moved = shutil.copytree(folder, tmp_path / "elsewhere")
    found = rdflib.Graph().parse(moved / "description.ttl")  # names lead from where the file stands
    dataset = found.value(predicate=RDF.type, object=DCAT.Dataset)
    distributions = list(found.objects(dataset, DCAT.distribution))
    assert len(distributions) == 2
    for distribution in distributions:
        address = found.value(distribution, DCAT.downloadURL)
        path = moved / str(address).rpartition("/")[2]
        assert str(address) == path.as_uri() and (dataset, VOID.dataDump, address) in found
        content = path.read_bytes()
        assert int(found.value(distribution, DCAT.byteSize)) == len(content)
        checksum = found.value(distribution, SPDX.checksum)
        assert str(found.value(checksum, SPDX.checksumValue)).lower() == hashlib.sha256(content).hexdigest()


def test_each_file_holds_the_whole_store(folder: Path, snapshot: Snapshot) -> None:
    quads = {str(quad) for quad in ox.parse(gzip.decompress((folder / "whoclaims.nq.gz").read_bytes()), format=ox.RdfFormat.N_QUADS)}
    assert quads == {str(quad) for quad in snapshot.store}
    triples = ox.parse(gzip.decompress((folder / "whoclaims.ttl.gz").read_bytes()), format=ox.RdfFormat.TURTLE)
    assert {str(quad.triple) for quad in triples} == {str(quad.triple) for quad in snapshot.store}


def test_the_same_store_gives_the_same_bytes_and_no_time_or_name_stands_in_them(folder: Path, snapshot: Snapshot, tmp_path: Path) -> None:
    write_folder(snapshot, tmp_path, About(publisher="松溪县数据社"))
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes()
        if path.suffix == ".gz":
            head = path.read_bytes()[:10]
            assert head[3] == 0 and head[4:8] == b"\0\0\0\0"  # RFC 1952: no flags, so no name; no time


def test_where_no_folder_can_be_made_the_error_says_so(snapshot: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="no folder can be made"):
        write_folder(snapshot, tmp_path / "file" / "folder")


def test_a_store_is_no_folder_for_a_dump_and_stays_a_store_beside_one(snapshot: Snapshot, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(snapshot.root, tmp_path / "store")
    with pytest.raises(StoreError, match="would hide"):
        write_folder(snapshot, tmp_path / "store")
    shutil.copy(folder / SUMS, tmp_path / "store")
    with open_snapshot(tmp_path / "store") as opened:
        assert opened.whole


def test_the_command_writes_the_folder(snapshot: Snapshot, folder: Path, tmp_path: Path) -> None:
    about = tmp_path / "about.toml"
    about.write_text('publisher = "松溪县数据社"\n', encoding="utf-8")
    told = kg("dump", "--folder", str(tmp_path / "dump"), "--about", str(about), "--store", str(snapshot.root))
    assert told.returncode == 0 and told.stdout == "" and "whoclaims.nq.gz" in told.stderr
    assert (tmp_path / "dump" / "SHA256SUMS").read_bytes() == (folder / "SHA256SUMS").read_bytes()
    for wrong in (["--folder", "x", "--format", "trig"], ["--about", str(about)], ["--folder", "x", "-o", "y"]):
        assert kg("dump", *wrong, "--store", str(snapshot.root)).returncode == 2
