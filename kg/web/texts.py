"""The words of the pages, in both languages."""

TEXTS = {
    "title": ("谁说的", "Whoclaims"),
    "tagline": ("中文公开报道里谁就什么说了什么，每条都能回到原文", "Who claimed what in Chinese official reporting, every claim beside its passage"),
    "queries": ("查询", "Queries"),
    "editor": ("SPARQL", "SPARQL"),
    "interface": ("接口", "API"),
    "other": ("English", "中文"),
    "ask": ("查询", "Ask"),
    "required": ("必填", "required"),
    "for_example": ("如", "such as"),
    "nothing": ("没有结果。", "No rows."),
    "nothing_next": ("去掉一个条件，或换一个名称。", "Leave out a condition, or try another name."),
    "rows": ("第 {first}–{last} 行", "rows {first}–{last}"),
    "next": ("后一页", "next page"),
    "previous": ("前一页", "previous page"),
    "as": ("取走", "take it as"),
    "query_text": ("这个查询的 SPARQL", "this query in SPARQL"),
    "candidates": ("指的是哪一个？", "Which one is meant?"),
    "nearest": ("最接近的有", "Nearest"),
    "details": ("字节、编号等其余各列见 CSV、JSON。", "The remaining columns are in CSV and JSON."),
    "examples": ("命名查询作为例子", "named queries as examples"),
    "no_script": ("没有 JavaScript 时，在这里写查询。", "Without JavaScript, write the query here."),
    "run": ("运行", "Run"),
    "format": ("格式", "Format"),
    "download": ("取走说法", "Take the claims"),
    "download_hint": ("全部，或其中一部分；按一种格式取。", "All of them, or a part; in one of these formats."),
    "claims_below_as": ("这里和以下各地的说法", "claims of this place and those below as"),
    "any": ("不限", "any"),
    "claims_as": ("这些说法", "these claims as"),
    "iri": ("名称、代码或 IRI", "label, code or IRI"),
    "string": ("文字", "text"),
    "integer": ("整数", "whole number"),
    "date": ("日期", "date"),
    "period": ("期间，如 2016/2020", "period, such as 2016/2020"),
    "describe": ("查一个 IRI", "Look up an IRI"),
    "describe_hint": ("文献、说法、人物、地区、指标等各有一页。", "Documents, claims, people, places, metrics and others have a page each."),
    "reconcile": ("对账", "Reconcile names"),
    "reconcile_hint": (
        "OpenRefine 给一列名称找出所指的人物、单位、地区、指标，填这个地址：",
        "For OpenRefine, which finds the people, bodies, places and metrics that a column of names means, at this address:",
    ),
    "also": ("此外可以：", "Beside the queries:"),
    "links": ("对应的外部数据", "Links to other data"),
    "asked": ("有关的查询", "Queries about it"),
    "more": ("另有 {}", "{} more"),
}  # fmt: skip
PARAMETERS = {
    "person": ("人物", "person"), "metric": ("指标", "metric"), "place": ("地区", "place"), "programme": ("计划", "programme"),
    "document": ("文献", "document"), "voice": ("口吻", "voice"), "claim": ("说法", "claim"), "post": ("职务", "post"),
    "body": ("单位", "body"), "period": ("期间", "period"), "published": ("发布日期", "published"), "date": ("日期", "date"), "year": ("年份", "year"), "text": ("文字", "text"),
    "phrase": ("词句", "phrase"), "publisher": ("发布者", "publisher"), "kind": ("性质", "kind"), "least": ("至少", "at least"),
    "confidence": ("把握", "confidence"), "source": ("未具名来源", "unnamed source"), "scheme": ("词表", "vocabulary"), "term": ("词", "term"),
}  # fmt: skip
CONFIDENCES = {"sure": ("确定", "sure"), "doubtful": ("存疑", "doubtful")}
# codes that are the values of a property
CODES = {
    "kg:genre": {
        "newspaper_report": ("新闻报道", "newspaper report"), "government_work_report": ("政府工作报告", "government work report"),
        "statistical_analysis": ("统计分析", "statistical analysis"), "communique": ("公报", "communiqué"), "report_delivered": ("所作报告", "delivered report"),
        "statistics_bulletin": ("统计公报", "statistical bulletin"), "report": ("报道", "report"),
    },
    "kg:role": {
        "official": ("官员", "official"), "resident": ("居民", "resident"), "business": ("企业人士", "business person"), "expert": ("专家", "expert"),
        "journalist": ("记者", "journalist"),
    },
}  # fmt: skip
# terms of other vocabularies, which the ontology only declares
TERMS = {
    "rdf:type": ("类别", "type"), "rdfs:label": ("名称", "label"), "skos:prefLabel": ("名称", "label"), "skos:altLabel": ("别名", "further names"),
    "skos:notation": ("代码", "code"), "skos:definition": ("定义", "definition"), "skos:broader": ("上位概念", "broader concept"),
    "skos:inScheme": ("词表", "vocabulary"), "skos:exactMatch": ("等同", "exact match"), "skos:closeMatch": ("相近", "close match"),
    "skos:broadMatch": ("对方较宽", "broader match"), "skos:narrowMatch": ("对方较窄", "narrower match"), "skos:relatedMatch": ("有关", "related match"),
    "schema:containedInPlace": ("所在地区", "lies in"), "schema:headline": ("标题", "title"), "schema:name": ("姓名", "name"), "schema:url": ("网址", "address"),
    "schema:publisher": ("发布者", "publisher"), "schema:author": ("作者", "author"), "schema:datePublished": ("发布日期", "published"), "schema:Claim": ("说法", "claim"),
    "schema:Person": ("人物", "person"), "schema:Place": ("地区", "place"), "schema:NewsArticle": ("新闻报道", "news article"), "schema:Report": ("报告", "report"),
    "schema:Legislation": ("政策文件", "policy document"), "dcterms:identifier": ("标识", "identifier"), "prov:wasAttributedTo": ("谁说的", "attributed to"),
    "prov:wasQuotedFrom": ("引自", "quoted from"), "prov:wasGeneratedBy": ("得自", "generated by"), "prov:wasDerivedFrom": ("源自", "derived from"),
    "org:Organization": ("单位", "body"), "org:Post": ("职务", "post"), "org:Membership": ("任职", "membership"), "org:member": ("任职者", "member"),
    "org:organization": ("单位", "body"), "org:role": ("职务", "post"), "oa:Annotation": ("标注", "annotation"), "oa:hasBody": ("说明", "body"), "oa:hasTarget": ("所标注", "target"),
    "oa:hasSource": ("文本", "source"), "oa:hasSelector": ("位置", "selector"), "oa:exact": ("原文", "words"), "oa:start": ("始", "start"), "oa:end": ("终", "end"),
    "qb:Observation": ("观测", "observation"), "sdmx-d:refArea": ("地区", "place"), "sdmx-m:obsValue": ("数值", "value"), "sdmx-a:unitMeasure": ("计量单位", "unit"),
}  # fmt: skip


def words(lang: str) -> dict[str, str]:
    """The words of a page in one language.

    >>> words("en")["ask"]
    'Ask'
    """
    return {name: pair[lang == "en"] for name, pair in TEXTS.items()}


def called(table: dict[str, tuple[str, str]], name: str, lang: str) -> str:
    """What a parameter is called, its own name where nobody gave it another.

    >>> called(PARAMETERS, "person", "zh"), called(PARAMETERS, "else", "zh")
    ('人物', 'else')
    """
    return table[name][lang == "en"] if name in table else name
