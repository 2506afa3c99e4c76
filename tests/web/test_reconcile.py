"""The Reconciliation Service API, 0.2 and the draft of 1.0, over HTTP."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from kg.builds import build
from kg.mappings import Mapping, text
from kg.resources import EXAMPLES
from kg.store import decisions
from kg.vocabulary import PLACE, PREFIXES
from tests.reconciliation.names import written
from tests.serving import Reply, Service, serving

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
HEBI, FOREST = "https://w3id.org/whoclaims/place/410600", "https://w3id.org/whoclaims/metric/forest-cover"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("reconcile")
    (folder / "d.txt").write_text(
        "云岭县第3中学校长安若水说，新增学位120个。云岭县水务（集团）公司总经理柳听泉说，更换管网5公里。", encoding="utf-8"
    )
    decided = [
        Mapping(PLACE + code, f"{PREFIXES['skos']}{relation}Match", iri, "semapv:ManualMappingCuration", reviewer_label="林知夏")
        for code, relation, iri in (("110000", "exact", "http://www.wikidata.org/entity/Q956"), ("410602", "close", "javascript:alert(1)"))
    ]
    decisions(folder / "store").write_text(text(decided, "判定", "urn:a"), encoding="utf-8")
    build(
        [*written(folder), str(folder / "d.txt"), str(EXAMPLES / "hebi-feature.txt"), str(EXAMPLES / "lanxi-news.jsonl")], folder / "store"
    )
    with serving(folder / "store") as running:
        yield running


def asked(service: Service, queries: dict[str, Any], **fields: str) -> dict[str, list[dict[str, Any]]]:
    reply = service.ask("/reconcile", {"queries": json.dumps(queries), **fields})
    assert reply.status == 200, reply.text
    return {key: value["result"] for key, value in json.loads(reply.body).items()}


def first(service: Service, query: dict[str, Any], **fields: str) -> dict[str, Any]:
    return asked(service, {"q": query}, **fields)["q"][0]


def viewed(service: Service, id: str, **fields: str) -> str:
    """The page that a client opens for a thing."""
    reply = service.ask("/reconcile/view", {"id": id, **fields})
    if reply.status == 303:
        assert reply.headers["Location"].startswith("/describe?")
        reply = service.ask(reply.headers["Location"], headers={"Accept": "text/html"})
    assert reply.status == 200
    return reply.text


def told(reply: Reply) -> Any:
    assert reply.status == 200, reply.text
    return json.loads(reply.body)


def test_the_addresses_stand_in_the_openapi_document(service: Service) -> None:
    paths = told(service.ask("/openapi.json"))["paths"]
    assert {"/reconcile", "/reconcile/match", "/reconcile/view"} <= paths.keys()
    described = {field["name"]: field["schema"].get("description", "") for field in paths["/reconcile"]["get"]["parameters"]}
    assert (
        "geonames" in described["extend"] and "500" in described["queries"] and "error" in paths["/reconcile/match"]["post"]["description"]
    )
    for path, operations in paths.items():
        if path.startswith("/reconcile") and "get" in operations:
            needed = {p["name"]: HEBI if p["name"] == "id" else "鹤" for p in operations["get"]["parameters"] if p.get("required")}
            assert service.ask(path, needed).status == (303 if path.endswith("/view") else 200), path


# ---------------------------------------------------------------------------------------------- 0.2


def test_the_manifest_says_all_that_a_client_looks_for(service: Service) -> None:
    reply = service.ask("/reconcile", headers={"Origin": "https://example.org"})
    manifest = told(reply)
    assert reply.headers["access-control-allow-origin"] == "*"
    assert manifest["versions"] == ["0.2"]
    assert {"name", "identifierSpace", "schemaSpace", "defaultTypes", "view", "preview", "suggest", "extend"} <= manifest.keys()
    assert "{{id}}" in manifest["view"]["url"] and "{{id}}" in manifest["preview"]["url"]
    assert [t["id"] for t in manifest["defaultTypes"]][:2] == ["kg:Place", "kg:Metric"]
    for kind in ("entity", "type", "property"):
        assert "${id}" in manifest["suggest"][kind]["flyout_service_path"]
        address = manifest["suggest"][kind]["service_path"]
        assert "result" in told(service.ask("/reconcile" + address, {"prefix": "地"}))
    assert told(service.ask("/reconcile", {"lang": "en"}))["name"].startswith("Whoclaims")
    assert told(service.ask("/reconcile", headers={"Accept-Language": "en"}))["defaultTypes"][0]["name"] == "place"


def test_a_batch_by_get_and_by_form_has_the_same_answer_under_the_same_keys(service: Service) -> None:
    queries = json.dumps({"a": {"query": "鹤壁"}, "云": {"query": "朝阳区", "limit": 1}})
    by_get = told(service.ask("/reconcile", {"queries": queries}))
    from urllib.parse import urlencode

    by_form = told(service.ask("/reconcile", method="POST", body=urlencode({"queries": queries}), headers=FORM))
    assert by_get == by_form
    assert list(by_get) == ["a", "云"]
    assert len(by_get["云"]["result"]) == 1


@pytest.mark.parametrize(
    ("query", "name", "score", "match"),
    [
        ({"query": "鹤壁市"}, "鹤壁市", 100, True),
        ({"query": "鹤壁"}, "鹤壁市", 96, True),
        ({"query": "HEBI"}, "鹤壁市", 96, True),
        ({"query": "410600"}, "鹤壁市", 100, True),
        ({"query": HEBI}, "鹤壁市", 100, True),
        ({"query": "河南鹤壁淇滨区"}, "淇滨区", 97, True),
        ({"query": "Qibin District, Hebi"}, "淇滨区", 97, True),
        ({"query": "黎阳街道"}, "黎阳街道", 100, True),
        ({"query": "鹤壁（河南）"}, "鹤壁市", 97, True),
        ({"query": "Qibin District (Hebi, Henan)"}, "淇滨区", 97, True),
        ({"query": "鹤壁（吉林）"}, "吉林省", 40.2, False),
        ({"query": "４１０６００"}, "鹤壁市", 100, True),
        ({"query": "410600.0"}, "鹤壁市", 100, True),
        ({"query": "鹤壁【河南】", "limit": 0}, "鹤壁市", 97, True),
        ({"query": "Ｈｅｂｉ"}, "鹤壁市", 96, True),
        ({"query": "内蒙"}, "内蒙古自治区", 96, True),
        ({"query": "广西自治区"}, "广西壮族自治区", 96, True),
        ({"query": "恩施州"}, "恩施土家族苗族自治州", 96, True),
        ({"query": "云岭县第３中学"}, "云岭县第3中学", 100, True),
        ({"query": "云岭县水务(集团)公司"}, "云岭县水务（集团）公司", 100, True),
        ({"query": "周晓禾（松溪县教育局局长）"}, "周晓禾", 97, True),
        ({"query": "周晓禾(局长)"}, "周晓禾", 97, True),
        ({"query": "周晓禾（副局长）"}, "周晓禾", 97, True),
        ({"query": "周晓禾（云岭县文旅局）"}, "周晓禾", 97, True),
        ({"query": "周晓禾，县教育局局长"}, "周晓禾", 97, True),
        ({"query": "周晓禾（文旅局局长）"}, "周晓禾", 33, False),
        ({"query": "贺兰舟（岚溪县）"}, "贺兰舟", 97, True),
        ({"query": "贺兰舟（县）"}, "贺兰舟", 51.6, False),
        ({"query": "贺兰舟（改造过半）"}, "贺兰舟", 36, False),
        ({"query": "岚溪县政府"}, "岚溪县人民政府", 100, True),
        ({"query": "鹤壁市、淇县"}, "鹤壁市", 45, False),
        ({"query": "淇县；鹤壁市"}, "鹤壁市", 45, False),
        ({"query": "鹤壁/淇县"}, "淇县", 40.2, False),
        ({"query": "周晓禾（林业局）"}, "周晓禾", 40.2, False),
        ({"query": "襄樊市"}, "襄阳市", 92, True),
        ({"query": "下城区"}, "拱墅区", 75, False),
        ({"query": "密云县"}, "密云区", 92, True),
        ({"query": "荷泽市"}, "菏泽市", 90, True),
        ({"query": "新市区"}, "新市区", 100, False),
        ({"query": "桥东区"}, "桥东区", 100, False),
        ({"query": "邢台桥西区"}, "信都区", 75, False),
        ({"query": "海南"}, "海南省", 96, True),
        ({"query": "吉林"}, "吉林省", 96, False),
        ({"query": "鹤山"}, "鹤山市", 96, False),
        ({"query": "鹤璧市"}, "鹤壁市", 40.2, False),
        ({"query": "Forest Cover"}, "森林覆盖率", 100, True),
        ({"query": "老旧小区改造"}, "老旧小区改造", 100, False),
        ({"query": "老旧小区改造", "type": "kg:Programme"}, "老旧小区改造", 100, True),
        ({"query": "贺兰舟", "type": ["schema:Person"]}, "贺兰舟", 100, True),
        ({"query": "周晓禾"}, "周晓禾", 100, False),
        ({"query": "岚溪县住建局"}, "岚溪县住建局", 100, True),
        ({"query": "局长", "type": "Post"}, "局长", 100, True),
        ({"query": "局长"}, "局长", 80, False),
        ({"query": "图书馆"}, "图书馆", 80, False),
        ({"query": "图书馆", "type": "kg:Metric"}, "图书馆", 100, True),
        ({"query": "新建学校"}, "新建学校", 80, False),
        ({"query": "公园"}, "公园游园", 40.2, False),
    ],
)  # fmt: skip
def test_what_a_name_means(service: Service, query: dict[str, Any], name: str, score: float, match: bool) -> None:
    found = first(service, query)
    assert (found["name"], found["score"], found["match"]) == (name, score, match)
    assert found["features"][0]["value"] is True


def test_of_several_none_is_a_match_until_a_property_tells_them_apart(service: Service) -> None:
    several = asked(service, {"q": {"query": "朝阳区"}})["q"]
    assert [c["match"] for c in several] == [False, False]
    for properties, code in (
        ([{"pid": "containedIn", "v": "吉林省"}], "220104"),
        ([{"pid": "containedIn", "v": {"id": "https://w3id.org/whoclaims/place/110000"}}], "110105"),
        ([{"pid": "containedIn", "v": {"id": "place:110000"}}], "110105"),
        ([{"pid": "containedIn", "v": {"id": "110000"}}], "110105"),
        ([{"pid": "code", "v": 110105}], "110105"),
        ([{"pid": "containedIn", "v": "中国"}, {"pid": "code", "v": "１１０１０５"}], "110105"),
        ([{"pid": "containedIn", "v": ["上海", "长春"]}], "220104"),
    ):
        found = first(service, {"query": "朝阳区", "properties": properties})
        assert found["match"] and found["id"].endswith(code), properties


def test_of_two_people_of_one_name_the_body_tells_which(service: Service) -> None:
    found = first(service, {"query": "周晓禾", "type": "schema:Person", "properties": [{"pid": "body", "v": "松溪县教育局"}]})
    assert found["match"] and "松溪县教育局" in found["description"]
    assert not first(service, {"query": "贺兰舟", "properties": [{"pid": "body", "v": "松溪县教育局"}]})["match"]


def test_what_no_list_has_is_told_apart_by_its_documents(service: Service) -> None:
    places = asked(service, {"q": {"query": "岚溪县", "type": "kg:Place"}})["q"]
    told = [place["description"] for place in places]
    assert len(places) > 1 and len(set(told)) == len(told) and "《岚溪县：小区改造过半》2022-09-06" in told
    for query in ({"query": "岚溪县住建局"}, {"query": "局长", "type": "org:Post"}):
        assert "》" in first(service, query)["description"]
    assert first(service, {"query": "局长", "type": "org:Post"}, lang="en")["description"].endswith(" and others")


def test_what_nobody_bears_has_no_match(service: Service) -> None:
    assert asked(service, {"q": {"query": "云岭桐县"}})["q"] == []
    assert asked(service, {"q": {"query": "县"}})["q"] == []
    assert asked(service, {"q": {"query": "鹤壁市", "type": "schema:Person"}})["q"] == []
    assert asked(service, {"q": {"query": "鹤壁市", "type": "kg:Nothing"}})["q"] == []


def test_a_query_that_finds_nothing_leaves_the_rest_of_its_batch(service: Service) -> None:
    empty: list[Any] = ["", "  ", None, "鹤" * 501]
    answer = told(service.ask("/reconcile", {"queries": json.dumps({f"q{n}": {"query": q} for n, q in enumerate([*empty, "鹤壁"])})}))
    assert [[c["id"] for c in answer[f"q{n}"]["result"]] for n in range(5)] == [[], [], [], [], [HEBI]]
    assert "error" not in answer["q0"] and "500" in answer["q3"]["error"]["en"]
    queries = [{"conditions": [{"matchType": "name", "propertyValue": value}]} for value in ("", "鹤" * 501, "鹤壁")]
    results = told(posted(service, "/reconcile/match", {"queries": queries}))["results"]
    assert [len(result["candidates"]) for result in results] == [0, 0, 1] and "error" in results[1]


def test_a_query_that_is_malformed_leaves_the_rest_of_its_batch(service: Service) -> None:
    malformed: list[Any] = ["x", [{"pid": 3}], [{"pid": "code"}]]
    queries = {str(n): {"query": "鹤壁", "properties": given} for n, given in enumerate(malformed)} | {"q": {"query": "鹤壁"}}
    answer = told(service.ask("/reconcile", {"queries": json.dumps(queries)}))
    assert answer["q"]["result"][0]["id"] == HEBI
    assert all(answer[str(n)]["result"] == [] and "pid" in answer[str(n)]["error"]["zh"] for n in range(3))
    conditions = [[{"matchType": "title", "propertyValue": "鹤壁"}], "x", [{"matchType": "name", "propertyValue": "鹤壁"}]]
    results = told(posted(service, "/reconcile/match", {"queries": [{"conditions": given} for given in conditions]}))["results"]
    assert ["error" in result for result in results] == [True, True, False] and results[2]["candidates"][0]["match"]


def test_an_id_or_a_type_that_is_none_is_told(service: Service) -> None:
    for path in ("preview", "view", "flyout/entity"):
        reply = service.ask(f"/reconcile/{path}", {"id": "urn:nothing"}, headers={"Accept": "application/json"})
        assert reply.status == 404 and "urn:nothing" in reply.text, path
    for path in ("properties", "1.0-draft/extend/propose"):
        reply = service.ask(f"/reconcile/{path}", {"type": "kg:Plaec"})
        assert reply.status == 400 and json.loads(reply.body)["error"]["nearest"][0] == "kg:Place"


def test_types_and_properties_that_are_none_are_told_with_those_meant(service: Service) -> None:
    unknown = {
        "t": {"query": "鹤壁", "type": "kg:Plaec"},
        "p": {"query": "鹤壁", "properties": [{"pid": "containdIn", "v": "河南"}]},
        "q": {"query": "鹤壁"},
    }
    answer = told(service.ask("/reconcile", {"queries": json.dumps(unknown)}))
    assert answer["t"]["result"] == [] and answer["t"]["error"]["nearest"][0] == "kg:Place" and "error" not in answer["q"]
    [found] = answer["p"]["result"]
    assert (
        not found["match"]
        and found["score"] < 60
        and found["features"][-1] == {"id": "property_containdIn", "name": "containdIn", "value": False}
    )
    assert answer["p"]["error"]["nearest"][0] == "containedIn" and answer["p"]["error"]["zh"]


def test_properties_are_those_of_a_type_there_is(service: Service) -> None:
    for path in ("properties", "extend/propose"):
        reply = service.ask(f"/reconcile/{path}", {"type": "kg:Nope"})
        assert (reply.status, json.loads(reply.body)["error"]["code"]) == (400, "unknown-name") and "kg:Place" in reply.text
        assert service.ask(f"/reconcile/{path}").status == 200


def test_values_of_properties(service: Service) -> None:
    wanted = [{"id": name} for name in ("code", "containedIn", "label_en", "unit", "claims")] + [{"id": "alias", "settings": {"limit": 1}}]
    answer = told(service.ask("/reconcile", {"extend": json.dumps({"ids": [HEBI, FOREST, "urn:a"], "properties": wanted})}))
    assert [meta["id"] for meta in answer["meta"]] == ["code", "containedIn", "label_en", "unit", "claims", "alias"]
    assert answer["meta"][1]["service"].endswith("/reconcile")
    row = answer["rows"][HEBI]
    assert row["code"] == [{"str": "410600"}] and row["label_en"] == [{"str": "Hebi City"}] and row["unit"] == []
    assert row["containedIn"] == [{"id": "https://w3id.org/whoclaims/place/410000", "name": "河南省"}]
    assert row["claims"][0]["int"] > 10 and row["alias"] == [{"str": "鹤壁"}]
    assert answer["rows"][FOREST]["unit"] == [{"str": "%"}]
    assert set(map(len, answer["rows"]["urn:a"].values())) == {0}


def test_what_a_thing_goes_by_elsewhere(service: Service) -> None:
    henan, xun, jiaocheng, toilets = (
        f"https://w3id.org/whoclaims/{of}" for of in ("place/410000", "place/410621", "place/141122", "metric/toilet-rate")
    )
    wanted = ("iso3166", "geonames", "gbt2260", "wikidata", "worldbank", "sdg", "links")
    extend = {"ids": [henan, xun, jiaocheng, FOREST, toilets], "properties": [{"id": name} for name in wanted]}
    answer = told(service.ask("/reconcile", {"extend": json.dumps(extend)}, headers={"Accept-Language": "en"}))
    assert answer["meta"][1] == {"id": "geonames", "name": "GeoNames identifier"}
    has = {iri: {name: [v["str"] for v in cells] for name, cells in row.items() if cells} for iri, row in answer["rows"].items()}
    assert has[henan] == {"iso3166": ["CN-HA"]}  # its item in Wikidata is a candidate
    assert has[xun] == {"geonames": ["1787874"]} and has[jiaocheng]["gbt2260"] == ["142323"]
    assert has[FOREST]["worldbank"] == ["AG.LND.FRST.ZS"]
    assert has[toilets] == {"links": ["https://unstats.un.org/SDGAPI/v1/sdg/Indicator/6.2.1"]}  # related, which is not the same
    preview = service.ask("/reconcile/preview", {"id": xun}).text
    assert (
        "GeoNames 编号" in preview
        and '<a href="https://sws.geonames.org/1787874/" target="_blank" rel="noopener noreferrer">1787874</a>' in preview
    )
    assert "ISO 3166" not in preview and "wikidata" not in service.ask("/reconcile/preview", {"id": henan}).text.casefold()
    suggested = told(service.ask("/reconcile/suggest/property", {"prefix": "geo"}))["result"]
    assert suggested == [{"id": "geonames", "name": "GeoNames 编号"}]
    for value in ("1787874", "https://sws.geonames.org/1787874/", 1787874, {"id": "1787874"}, {"id": "https://sws.geonames.org/1787874/"}):
        assert first(service, {"query": "浚县", "properties": [{"pid": "geonames", "v": value}]})["match"], value
    assert not first(service, {"query": "浚县", "properties": [{"pid": "geonames", "v": "1"}]})["match"]


def test_whatever_is_linked_is_found_at_once_by_what_it_is_linked_to(service: Service) -> None:
    """Metrics, units and divisions of editions too; what the graph of links says of these is no link."""
    for value in ("http://qudt.org/vocab/unit/NUM", "https://w3id.org/whoclaims/gbt2260/2010-12/420600", "襄樊市", "420600"):
        assert first(service, {"query": "鹤壁", "properties": [{"pid": "links", "v": value}]})["id"] == HEBI
        assert asked(service, {"q": {"query": "", "properties": [{"pid": "links", "v": value}]}})["q"] == [], value
    [found] = asked(
        service, {"q": {"query": "", "properties": [{"pid": "links", "v": "https://unstats.un.org/SDGAPI/v1/sdg/Indicator/6.2.1"}]}}
    )["q"]
    assert found["id"].endswith("toilet-rate")
    html = {"Accept": "text/html"}
    pages = [
        service.ask("/describe", {"iri": f"https://w3id.org/whoclaims/{of}"}, headers=html).text
        for of in ("place/420600", "gbt2260/2010-12/420600")
    ]
    assert ["对应的外部数据" in page for page in pages] == [True, False] and "襄樊市" in pages[1]


def test_what_a_person_decided_is_a_link_and_no_script(service: Service) -> None:
    beijing, heshan = PLACE + "110000", PLACE + "410602"
    extend = {"ids": [beijing, heshan], "properties": [{"id": "wikidata"}, {"id": "links"}]}
    rows = told(service.ask("/reconcile", {"extend": json.dumps(extend)}))["rows"]
    assert rows[beijing] == {"wikidata": [{"str": "Q956"}], "links": []} and rows[heshan]["links"] == [{"str": "javascript:alert(1)"}]
    assert "Wikidata 编号" in service.ask("/reconcile/preview", {"id": beijing}).text and "entity/Q956" in viewed(service, beijing)
    for shown in (service.ask("/reconcile/preview", {"id": heshan}).text, viewed(service, heshan)):
        assert "javascript:alert(1)" in shown and 'href="javascript' not in shown


def test_suggestions(service: Service) -> None:
    found = told(service.ask("/reconcile/suggest/entity", {"prefix": "鹤"}))["result"]
    assert {"鹤壁市", "鹤山区"} <= {thing["name"] for thing in found}
    further = told(service.ask("/reconcile/suggest/entity", {"prefix": "鹤", "cursor": "2"}))["result"]
    assert further[0] == found[2]
    assert [t["name"] for t in told(service.ask("/reconcile/suggest/entity", {"prefix": "贺兰", "type": "schema:Person"}))["result"]] == [
        "贺兰舟"
    ]
    assert told(service.ask("/reconcile/suggest/type", {"prefix": "指"}))["result"] == [{"id": "kg:Metric", "name": "指标"}]
    assert told(service.ask("/reconcile/suggest/property", {"prefix": "code"}))["result"][0]["id"] == "code"
    proposed = told(service.ask("/reconcile/properties", {"type": "kg:Metric", "limit": "3"}))
    assert [p["id"] for p in proposed["properties"]] == ["label_zh", "label_en", "alias"]


def test_a_thing_is_shown_in_a_frame_and_on_a_page(service: Service) -> None:
    preview = service.ask("/reconcile/preview", {"id": HEBI, "lang": "en"})
    assert preview.status == 200 and "Hebi City" in preview.text and "Henan Province" in preview.text
    assert "frame-ancestors *" in preview.headers["content-security-policy"] and "<script" not in preview.text
    page = service.ask("/reconcile/view", {"id": PLACE + "410611003", "lang": "en"})
    assert "黎阳路街道" in page.text and "/reconcile/view?id=https%3A//w3id.org/whoclaims/place/410611" in page.text
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert "森林覆盖率" in viewed(service, FOREST, lang="zh") and "/queries/who-claimed?metric=" in viewed(service, FOREST)
    assert "forest cover" in viewed(service, FOREST, lang="en") and "曾用名" in viewed(service, PLACE + "420600", lang="zh")
    assert "鹤壁市" in told(service.ask("/reconcile/flyout/entity", {"id": HEBI}))["html"]
    for path in ("view", "preview", "flyout/entity"):
        reply = service.ask(f"/reconcile/{path}", {"id": "nope"})
        assert (reply.status, json.loads(reply.body)["error"]["zh"]) == (404, "库里没有 nope")
    assert service.ask("/reconcile/flyout/property", {"id": "<b>"}).status == 404


def test_jsonp_calls_a_function_and_nothing_else(service: Service) -> None:
    reply = service.ask("/reconcile", {"callback": "jQuery1.cb_2"})
    assert reply.headers["content-type"].startswith("application/javascript") and reply.text.startswith("/**/jQuery1.cb_2({")
    assert service.ask("/reconcile", {"callback": "alert(1)//"}).status == 400


@pytest.mark.parametrize(
    "fields",
    [
        {"queries": "{"},
        {"queries": "[]"},
        {"queries": '{"q": 3}'},
        {"queries": '{"q": {}}'},
        {"queries": json.dumps({str(n): {"query": "鹤壁"} for n in range(51)})},
        {"queries": '{"q": {"query": "鹤壁"}, "r": 3}'},
        {"queries": "[" * 5000},
        {"extend": '{"ids": ["urn:a"]}'},
        {"extend": '{"ids": ["urn:a"], "properties": [{"id": "nothing"}]}'},
        {"extend": '{"ids": [3], "properties": []}'},
    ],
)
def test_what_means_nothing_is_refused_in_both_languages(service: Service, fields: dict[str, str]) -> None:
    reply = service.ask("/reconcile", fields)
    error = json.loads(reply.body)["error"]
    assert reply.status == 400 and error["zh"] and error["en"]


def test_half_a_surrogate_pair_is_no_character(service: Service) -> None:
    assert (
        service.ask("/reconcile", {"queries": '{"q": {"query": "\\ud83d鹤壁", "properties": [{"pid": "code", "v": "\\udc00"}]}}'}).status
        == 200
    )
    assert service.ask("/reconcile", {"extend": '{"ids": ["\\ud83d"], "properties": [{"id": "code"}]}'}).status == 200


@pytest.mark.parametrize(
    "text",
    [
        '鹤壁" } . ?s ?p ?o . {',
        "<script>alert(1)</script>",
        "\\u0000",
        "鹤壁\u202e市",
        "urn:a> ?p ?o",
        "'; DROP",
        "😀",
        "a\tb\nc",
        "{{id}}",
        "place:410600",
    ],
)
def test_hostile_names_are_names(service: Service, text: str) -> None:
    for candidate in asked(service, {"q": {"query": text}})["q"]:
        assert candidate["id"].startswith("https://w3id.org/whoclaims/")
    assert service.ask("/reconcile/suggest/entity", {"prefix": text}).status == 200
    assert service.ask("/reconcile/view", {"id": text}).status == (303 if text == "place:410600" else 404)


# ---------------------------------------------------------------------------------------------- the draft of 1.0


def posted(service: Service, path: str, content: Any) -> Reply:
    return service.ask(path, method="POST", body=json.dumps(content), headers={"Content-Type": "application/json", "Accept-Language": "en"})


@pytest.mark.parametrize("root", ["/reconcile", "/reconcile/1.0-draft"])
def test_the_draft_takes_and_gives_lists(service: Service, root: str) -> None:
    names = ("matchType", "propertyId", "propertyValue") if root == "/reconcile" else ("match_type", "pid", "v")
    kind, pid, value = names
    conditions = [{kind: "name", value: "朝阳区"}, {kind: "property", pid: "containedIn", value: "Jilin Province", "required": True}]
    reply = posted(service, f"{root}/match", {"queries": [{"type": "kg:Place", "conditions": conditions}, {"query": "云岭桐县"}]})
    assert reply.headers["content-language"] == "en"
    one, none = told(reply)["results"]
    assert none == {"candidates": []}
    [candidate] = one["candidates"]
    assert candidate["match"] and candidate["name"] == [{"str": "Chaoyang District", "lang": "en"}]
    extended = told(posted(service, f"{root}/extend", {"ids": [HEBI], "properties": [{"id": "alias"}]}))
    assert {"str": "鹤壁", "lang": "zh"} in extended["rows"][0]["properties"][0]["values"]
    proposed = told(service.ask(f"{root}/extend/propose", {"type": "org:Post", "lang": "en"}))
    assert proposed["properties"][0] == {"id": "label_zh", "name": [{"str": "name in Chinese", "lang": "en"}]}
    assert posted(service, f"{root}/match", {"queries": {}}).status == 400


def test_a_name_in_traditional_characters_is_looked_up_in_simplified_ones(service: Service) -> None:
    found = told(posted(service, "/reconcile/match", {"queries": [{"type": "kg:Place", "query": "鶴壁市"}]}))["results"][0]["candidates"]
    assert [(c["id"], c["match"]) for c in found][:1] == [(HEBI, True)]


def test_what_cannot_meet_a_condition_that_is_required_is_no_candidate(service: Service) -> None:
    condition = {"matchType": "property", "propertyId": "mayor", "propertyValue": "周晓禾"}
    queries = [{"query": "鹤壁市", "conditions": [{**condition, "required": required}]} for required in (False, True)]
    taken, required = told(posted(service, "/reconcile/match", {"queries": queries}))["results"]
    assert [c["id"] for c in taken["candidates"]] == [HEBI] and required["candidates"] == []


def fitting(service: Service, *conditions: tuple[str, Any, bool], type: str = "", limit: int = 50) -> list[dict[str, Any]]:
    """The candidates of a query without a name, of the draft."""
    given = [{"matchType": "property", "propertyId": pid, "propertyValue": v, "required": required} for pid, v, required in conditions]
    query = {"conditions": given, "limit": limit, **({"type": type} if type else {})}
    found: list[dict[str, Any]] = told(posted(service, "/reconcile/match", {"queries": [query]}))["results"][0]["candidates"]
    return found


def test_a_query_without_a_name_is_for_what_fits_its_conditions(service: Service) -> None:
    inside = fitting(service, ("containedIn", "鹤壁市", True))
    assert {c["id"][-6:] for c in inside} >= {"410602", "410603", "410611", "410621", "410622"} and not any(c["match"] for c in inside)
    assert inside[0]["features"] == [{"id": "property_containedIn", "name": "lies in", "value": True}]
    assert len(fitting(service, ("containedIn", {"id": HEBI}, True), limit=2)) == 2
    assert fitting(service, ("containedIn", "鹤壁市", True), ("label_zh", "鹤壁市", True)) == []
    assert fitting(service, ("containedIn", "河南", True), ("level", "地级", True))[0]["id"][-6:] == "410100"
    for pid, v in (("geonames", "1787874"), ("geonames", "https://sws.geonames.org/1787874/"), ("gbt2260", "142323")):
        [found] = fitting(service, (pid, v, False))
        assert found["id"][-6:] in ("410621", "141122") and not found["match"]
    assert [(c["id"], c["match"]) for c in fitting(service, ("code", "410600", False))] == [(HEBI, True)]
    people = fitting(service, ("body", "松溪县教育局", True), ("post", "局长", True), type="schema:Person")
    assert [c["name"][0]["str"] for c in people] == ["周晓禾"] and not people[0]["match"]
    assert fitting(service, ("body", "松溪县教育局", True), type="kg:Place") == []
    assert (
        fitting(service, ("document", "没有这一篇", True))
        == fitting(service, ("claims", 3, True))
        == fitting(service, ("mayor", "周晓禾", False))
        == []
    )
    [written] = {
        c["description"].rpartition("《")[2] for c in fitting(service, ("document", "岚溪县：小区改造过半", True), type="schema:Person")
    }
    assert written == "岚溪县：小区改造过半》"
    assert asked(service, {"q": {"properties": [{"pid": "iso3166", "v": "CN-HA"}]}})["q"][0]["name"] == "河南省"


def test_of_several_values_any_all_or_none_is_to_fit(service: Service) -> None:
    def codes(quantifier: str, values: list[str]) -> set[str]:
        name = {"matchType": "name", "propertyValue": "朝阳区"}
        told_apart = {
            "matchType": "property",
            "propertyId": "containedIn",
            "propertyValue": values,
            "required": True,
            "matchQuantifier": quantifier,
        }
        answer = told(posted(service, "/reconcile/match", {"queries": [{"conditions": [name, told_apart]}]}))
        return {c["id"][-6:] for c in answer["results"][0]["candidates"]}

    assert codes("any", ["吉林省", "北京"]) == {"220104", "110105"} and codes("all", ["吉林省", "长春"]) == {"220104"}
    assert codes("none", ["吉林省"]) == {"110105"} and codes("all", ["吉林省", "北京"]) == set()
    wrong = {"matchType": "property", "propertyId": "code", "propertyValue": "1", "matchQuantifier": "most"}
    bad, good = told(posted(service, "/reconcile/match", {"queries": [{"conditions": [wrong]}, {"query": "鹤壁"}]}))["results"]
    assert "matchQuantifier" in bad["error"]["en"] and not bad["candidates"] and good["candidates"][0]["match"]


def test_an_empty_cell_is_no_condition(service: Service) -> None:
    assert first(service, {"query": "鹤壁", "properties": [{"pid": "containedIn", "v": " "}, {"pid": "code", "v": [None]}]})["match"]
    for nothing in ({"id": ""}, {"id": None}, {}, {"name": ""}):
        assert not first(service, {"query": "老旧小区改造", "properties": [{"pid": "unit", "v": nothing}]})["match"]
    assert first(service, {"query": "鹤壁", "properties": [{"pid": "code", "v": "410600.0"}]})["match"]
    assert first(service, {"query": "鹤壁", "properties": [{"pid": "containedIn", "v": {"name": "河南"}}]})["match"]


@pytest.mark.parametrize("value", ['" } ?s ?p ?o . {', "urn:a> ?p ?o", "\u0000", {"id": "urn:a b"}, {"id": 3}, {}, [], True, "鹤" * 4000])
@pytest.mark.parametrize("pid", ["containedIn", "unit", "wikidata", "document", "code", "links"])
def test_hostile_values_are_values(service: Service, pid: str, value: Any) -> None:
    assert fitting(service, (pid, value, True)) == []


def test_the_draft_has_a_manifest_of_its_own(service: Service) -> None:
    manifest = told(service.ask("/reconcile/1.0-draft"))
    assert manifest["suggest"] == {"entity": True, "property": True, "type": True} and "{id}" in manifest["view"]["url"]
