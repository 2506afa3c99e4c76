"""Claims of invented places and people to publish: plain ones, and ones whose every word would break a file that does not escape it."""

from dataclasses import replace
from decimal import Decimal

from kg.publications.claims import Claim, Document, Speaker, Term

BASE = "https://w3id.org/whoclaims/id/"
HOSTILE = [
    '"];}\n<script>alert(1)</script>', 'a """ b \\', "行一\r\n行二\t列", "\x00\x07\x1b[31m红\x9b", "\u202e倒\u2066写\ufeff", "}\n}\nGRAPH <urn:x> {",
    "=HYPERLINK(\"http://a.example\"),'", "+1|'cmd'!A0", "@SUM(1)", "-2+3", "'||\"{}\"\tQ42\tP1082", "\ufffe半\uffff", "😀松溪县", "%s %d {0} \\u0041",
    "]]> --> /* */", "<> <a\"b>", "\x85\u2028\u2029",
]  # fmt: skip

DOCUMENT = Document(
    f"{BASE}document/songxi-2022", f"{BASE}version/1", f"{BASE}text/1-1", "NewsArticle", "松溪县兴学", "https://example.org/songxi/2022",
    "songxi-2022", Term(f"{BASE}organisation/1", "松溪县融媒体中心"), "2022-12-09", False, Term("https://w3id.org/whoclaims/place/999901", "松溪县", "Songxi", "999901"),
)  # fmt: skip
SPEAKER = Speaker(f"{BASE}person/1", "周晓禾", False, (Term(f"{BASE}post/1", "局长"),), (Term(f"{BASE}organisation/2", "松溪县教育局"),))
SPOKEN = Claim(
    f"{BASE}claim/1", DOCUMENT, SPEAKER, "direct", f"{BASE}statement/1", Term("https://w3id.org/whoclaims/metric/new-schools", "新建学校", "new schools"),
    DOCUMENT.home, "2021", "2022", Decimal("12"), "12所", Term("https://w3id.org/whoclaims/unit/piece", "个", "items", None, ("http://qudt.org/vocab/unit/NUM",)),
    "所", "=", "actual", "level", None, (Term(f"{BASE}programme/1", "百校工程"),), "新建学校12所", 20, 27, "局长周晓禾说：“松溪县", "。”", "sure", (),
)  # fmt: skip
OWN = replace(
    SPOKEN, iri=f"{BASE}claim/2", speaker=None, voice="own", statement=None, place=None, period_start=None, period_end="2022-11-30",
    value=Decimal("-3.50"), written="3.50%", unit=None, counted_in="%", bound=">", kind="target", measure="growth", base="比上年", programmes=(),
    quote="下降3.50%以上", start=30, end=38, confidence="doubtful", doubts=("无地区 · no place",),
)  # fmt: skip
UNNAMED = replace(
    SPOKEN, iri=f"{BASE}claim/3", speaker=Speaker(f"{BASE}source/1", "有关负责人", True), voice="indirect", period_start=None, period_end=None,
    bound="<=", value=Decimal("0.1234567890123456789"), start=40, end=47,
)  # fmt: skip
PLAIN = [SPOKEN, OWN, UNNAMED]


def hostile() -> list[Claim]:
    """A claim for each hostile text, which is every word of it."""
    claims = []
    for order, text in enumerate(HOSTILE):

        def term(kind: str, words: str = text, order: int = order) -> Term:
            return Term(f"{BASE}{kind}/h{order}", words, words)

        document = Document(
            f"{BASE}document/h{order}", f"{BASE}version/h{order}", f"{BASE}text/h{order}-1", "Report", text, f"https://example.org/{order}", text,
            term("organisation"), "2022", False, term("place"),
        )  # fmt: skip
        speaker = Speaker(f"{BASE}person/h{order}", text, order % 2 == 1, (term("post"),), (term("organisation"),))
        claims.append(replace(
            SPOKEN, iri=f"{BASE}claim/h{order}", document=document, speaker=speaker, metric=term("metric"), place=term("place"), written=text,
            counted_in=text, base=text, programmes=(term("programme"),), quote=text, prefix=text, suffix=text, end=20 + len(text), doubts=(text,),
        ))  # fmt: skip
    return claims


CASES = {"plain": PLAIN, "hostile": hostile(), "empty": []}
