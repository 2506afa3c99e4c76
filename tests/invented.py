"""A small good graph about an invented county: every shape of the vocabulary has something to look at in it."""

import pyoxigraph as ox

from kg.vocabulary import PREFIXES

TEXT = "云溪县教育局局长周晓禾说：“全县已新建3所学校，惠及学生1200多名。”2021年至2022年，绿地面积增长8.5%，完成“百校工程”投资2.6亿元。全县新建学校3所。"

_HEAD = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in PREFIXES.items()) + "@prefix x: <urn:x:> .\n"

_DOCUMENT = """
x:graph {
  x:doc a schema:NewsArticle ; schema:headline "云溪县兴学" ; schema:datePublished "2022-12-09"^^xsd:date ; kg:current x:version ;
      kg:homePlace place:999901 ; kg:dateInferred false ; kg:genre "newspaper_report" ; schema:author x:zhou ; schema:publisher x:body ; schema:mentions x:policy ; kg:dateEvidence <urn:x:text#char=37,42> .
  x:version a kg:Version ; prov:wasRevisionOf x:version-0 .
  x:text a kg:Text ; prov:wasDerivedFrom x:version ; prov:wasGeneratedBy x:run ; kg:damaged <urn:x:text#char=60,62> .
  x:run a kg:Run .
  x:zhou a schema:Person ; schema:name "周晓禾" ; kg:role "official" .
  x:someone a kg:UnnamedSource ; schema:name "有关负责人" .
  x:membership a org:Membership ; org:member x:zhou ; org:role x:post ; org:organization x:body ; kg:postAnchor <urn:x:text#char=6,8> .
  x:post a org:Post ; skos:prefLabel "局长" .
  x:body a org:Organization ; skos:prefLabel "云溪县教育局" .
  x:policy a schema:Legislation ; schema:name "云溪县兴学办法" ; schema:legislationPassedBy x:body ; schema:legislationDate "2021"^^xsd:gYear .
  metric:schools a kg:Metric ; skos:prefLabel "新建学校"@zh , "new schools"@en ; skos:altLabel "新建校舍"@zh .
  metric:investment a kg:Metric ; skos:prefLabel "投资"@zh .
  x:programme a kg:Programme ; skos:prefLabel "百校工程" ; skos:altLabel "投资"@zh .
  unit:count a kg:Unit ; skos:prefLabel "个"@zh ; kg:unitKind "counter" .
  place:999901 a kg:Place ; skos:prefLabel "云溪县" ; skos:notation "999901" ; schema:containedInPlace place:999900 .
"""


def _anchor(name: str, quote: str, after: int = 0) -> str:
    """The five nodes that anchor a quote of the text to a claim or statement."""
    start = TEXT.index(quote, after)
    end = start + len(quote)
    return f"""
  x:anchor-{name} a oa:Annotation ; oa:hasBody x:{name} ; oa:hasTarget x:target-{name} .
  x:target-{name} oa:hasSource x:text ; oa:hasSelector x:position-{name} , x:quote-{name} .
  x:position-{name} a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} .
  x:quote-{name} a oa:TextQuoteSelector ; oa:exact "{quote}" ."""


def _claim(name: str, said: str, observed: str) -> str:
    return f"""
  x:{name} a schema:Claim ; {said} ; prov:wasQuotedFrom x:doc ; kg:observes x:observation-{name} .
  x:observation-{name} a qb:Observation ; sdmx-d:refArea place:999901 ; {observed} ."""


_SPOKEN = (
    "kg:voice kg:DirectQuotation ; prov:wasAttributedTo x:zhou ; kg:inCapacity x:membership ; kg:partOf x:said ; kg:confidence kg:Sure ; "
    "kg:valueAnchor <urn:x:text#char=20,22> ; kg:metricAnchor <urn:x:text#char=17,20> ; kg:placeAnchor <urn:x:text#char=14,16> ; kg:speakerAnchor <urn:x:text#char=8,11> ; "
    "kg:inherited kg:placeAnchor"
)
_OWN = 'kg:voice kg:OwnVoice ; kg:confidence kg:Doubtful ; kg:doubt "place" ; kg:valueAnchor <urn:x:text#char=40,44> ; kg:metricAnchor <urn:x:text#char=37,38>'
_STATE = "kg:kind kg:Actual ; kg:measure kg:Level"


def trig() -> str:
    """The good graph as TriG."""
    claims = [
        _claim("c1", _SPOKEN, f'kg:metric metric:schools ; sdmx-m:obsValue 3 ; sdmx-a:unitMeasure unit:count ; kg:countedIn "所" ; '
               f'kg:valueText "3所" ; kg:bound kg:Exactly ; kg:periodEnd "2022-12"^^xsd:gYearMonth ; {_STATE}'),
        _claim("c2", _SPOKEN, f'kg:metric metric:schools ; sdmx-m:obsValue 1200 ; sdmx-a:unitMeasure unit:count ; kg:countedIn "名" ; '
               f'kg:valueText "1200多名" ; kg:bound kg:MoreThan ; {_STATE}'),
        _claim("c3", _OWN + " ; kg:periodAnchor <urn:x:text#char=37,50> ; kg:baseAnchor <urn:x:text#char=37,42>",
               'kg:metric metric:investment ; sdmx-m:obsValue 8.5 ; kg:countedIn "%" ; kg:valueText "8.5%" ; kg:bound kg:Exactly ; '
               'kg:kind kg:Actual ; kg:measure kg:Growth ; kg:base "同比" ; kg:periodStart "2021"^^xsd:gYear ; kg:periodEnd "2022"^^xsd:gYear'),
        _claim("c4", _OWN + " ; kg:programmeAnchor <urn:x:text#char=37,42>",
               f'kg:metric metric:investment ; sdmx-m:obsValue 260000000 ; kg:countedIn "元" ; kg:valueText "2.6亿元" ; kg:bound kg:Exactly ; '
               f"kg:credits x:programme ; {_STATE}"),
        _claim("c5", _OWN + " ; kg:repeats x:c1", f'kg:metric metric:schools ; sdmx-m:obsValue 3 ; kg:countedIn "所" ; kg:valueText "3所" ; '
               f"kg:bound kg:Exactly ; {_STATE}"),
        _claim("c6", _SPOKEN.replace("x:zhou", "x:someone").replace(" ; kg:partOf x:said", ""),
               f'kg:metric metric:schools ; sdmx-m:obsValue 3 ; kg:valueText "3所" ; kg:bound kg:About ; {_STATE}'),
    ]  # fmt: skip
    statement = "x:said a kg:Statement ; kg:voice kg:DirectQuotation ; prov:wasAttributedTo x:zhou ; prov:wasQuotedFrom x:doc ."
    anchors = [
        _anchor("said", "全县已新建3所学校，惠及学生1200多名。"), _anchor("c1", "新建3所学校"), _anchor("c2", "惠及学生1200多名"),
        _anchor("c3", "绿地面积增长8.5%"), _anchor("c4", "投资2.6亿元"), _anchor("c5", "新建学校3所"), _anchor("c6", "新建3所学校"),
    ]  # fmt: skip
    return _HEAD + _DOCUMENT + statement + "".join(claims + anchors) + "\n}\n"


def store(changed: str | None = None) -> ox.Store:
    """The good graph in a store in memory, or a changed spelling of it."""
    made = ox.Store()
    made.load(trig() if changed is None else changed, ox.RdfFormat.TRIG)
    return made
