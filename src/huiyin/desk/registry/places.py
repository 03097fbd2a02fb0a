"""Places by their codes: countries (ISO 3166-1), parts of them (ISO 3166-2), and of China GB/T 2260 too."""

from __future__ import annotations

from functools import cache

from huiyin.i18n import current_language
from huiyin.intake.rows import make_key

#: GB/T 2260, the first two digits → ISO 3166-2 after the hyphen, the name in Chinese and in English.
PROVINCES = {
    "11": ("BJ", "北京", "Beijing"), "12": ("TJ", "天津", "Tianjin"), "13": ("HE", "河北", "Hebei"),
    "14": ("SX", "山西", "Shanxi"), "15": ("NM", "内蒙古", "Inner Mongolia"), "21": ("LN", "辽宁", "Liaoning"),
    "22": ("JL", "吉林", "Jilin"), "23": ("HL", "黑龙江", "Heilongjiang"), "31": ("SH", "上海", "Shanghai"),
    "32": ("JS", "江苏", "Jiangsu"), "33": ("ZJ", "浙江", "Zhejiang"), "34": ("AH", "安徽", "Anhui"),
    "35": ("FJ", "福建", "Fujian"), "36": ("JX", "江西", "Jiangxi"), "37": ("SD", "山东", "Shandong"),
    "41": ("HA", "河南", "Henan"), "42": ("HB", "湖北", "Hubei"), "43": ("HN", "湖南", "Hunan"),
    "44": ("GD", "广东", "Guangdong"), "45": ("GX", "广西", "Guangxi"), "46": ("HI", "海南", "Hainan"),
    "50": ("CQ", "重庆", "Chongqing"), "51": ("SC", "四川", "Sichuan"), "52": ("GZ", "贵州", "Guizhou"),
    "53": ("YN", "云南", "Yunnan"), "54": ("XZ", "西藏", "Tibet"), "61": ("SN", "陕西", "Shaanxi"),
    "62": ("GS", "甘肃", "Gansu"), "63": ("QH", "青海", "Qinghai"), "64": ("NX", "宁夏", "Ningxia"),
    "65": ("XJ", "新疆", "Xinjiang"), "71": ("TW", "台湾", "Taiwan"), "81": ("HK", "香港", "Hong Kong"),
    "82": ("MO", "澳门", "Macao"),
}  # fmt: skip
#: GB/T 2260, the first two digits → its cities and prefectures, by which people write where they are.
_CITIES = {
    "13": "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水",
    "14": "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁",
    "15": "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安 锡林郭勒 阿拉善",
    "21": "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛",
    "22": "长春 吉林 四平 辽源 通化 白山 松原 白城 延边",
    "23": "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭",
    "32": "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁",
    "33": "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水",
    "34": "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城",
    "35": "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德",
    "36": "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶",
    "37": "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽",
    "41": "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源",
    "42": "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施",
    "43": "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西",
    "44": "广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮",
    "45": "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左",
    "46": "海口 三亚 三沙 儋州",
    "51": "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山",
    "52": "贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南",
    "53": "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆",
    "54": "拉萨 日喀则 昌都 林芝 山南 那曲 阿里",
    "61": "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛",
    "62": "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南",
    "63": "西宁 海东 海北 黄南 海南州 果洛 玉树 海西",
    "64": "银川 石嘴山 吴忠 固原 中卫",
    "65": "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰 石河子",
    "71": "台北 新北 桃园 台中 台南 高雄 基隆 新竹 嘉义",
}  # fmt: skip
#: Parts of other countries that have a name here: the nations of the United Kingdom, whose charity registers are read, and
#: the invented land of the example, for which ISO 3166 leaves codes such as XY to their users.
PARTS = {
    "GB-ENG": ("英格兰", "England"), "GB-SCT": ("苏格兰", "Scotland"), "GB-WLS": ("威尔士", "Wales"),
    "GB-NIR": ("北爱尔兰", "Northern Ireland"),
    "XY": ("云汀国", "Yunting"), "XY-01": ("云汀国首府", "Yunting City"), "XY-02": ("北原省", "North Plain"),
    "XY-03": ("海岸省", "The Coast"), "XY-04": ("铁岭省", "Iron Ridge"), "XY-05": ("高原省", "High Plateau"),
}  # fmt: skip
_BY_ISO = {f"CN-{iso}": number for number, (iso, _, _) in PROVINCES.items()}


def find_province(code: str) -> str:
    """The first two digits of GB/T 2260 for a place in China; empty for others."""
    if code[:6].isdecimal() and len(code) == 6:
        return code[:2] if code[:2] in PROVINCES else ""
    return _BY_ISO.get(code, "")


def name_place(code: str) -> str:
    """A province, a part of a country or a country in the reader's language, the code where its name is not known; the code
    of a county stays beside its province."""
    is_chinese = current_language().startswith("zh")
    province = find_province(code)
    if province:
        name = PROVINCES[province][1 if is_chinese else 2]
        return name if not code.isdecimal() or code.endswith("0000") else f"{name} ({code})"
    if code in PARTS:
        return PARTS[code][0 if is_chinese else 1]
    from babel import Locale

    country, _, part = code.partition("-")
    name = Locale.parse("zh" if is_chinese else "en").territories.get(country, country)
    return f"{name} ({code})" if part else name


def list_place_codes(place: str) -> tuple[str, ...]:
    """How codes of places within ``place`` may begin: of a province both ways of writing it."""
    province = find_province(place)
    if not province:
        return (place,)
    iso = f"CN-{PROVINCES[province][0]}"
    return (iso, province if place == iso or place.endswith("0000") else place)


def find_place(written: str) -> str:
    """The code of a place that people write as words: a province, a city of one (云南昆明, 昆明市: its province), or a
    country, in either language; empty where nobody knows it."""
    key = make_key(written)
    names = _map_place_names()
    if key in names:
        return names[key]
    for longest in range(min(len(key), _LONGEST_CITY), 1, -1):  # 云南昆明, 广州市天河区
        if key[:longest] in names and _is_chinese(key):
            return names[key[:longest]]
    return ""


#: Characters of the longest name by which what follows it may stand.
_LONGEST_CITY = 5


def _is_chinese(key: str) -> bool:
    return key[:1] >= "\u3400"


def list_place_names() -> frozenset[str]:
    """The names of places that :func:`find_place` knows, by :func:`make_key`."""
    return frozenset(_map_place_names())


@cache
def _map_place_names() -> dict[str, str]:
    """Name → code; of two that share a name the province before the city, and both before a country."""
    from babel import Locale

    names: dict[str, str] = {}
    for language in ("zh", "en"):
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                names[make_key(name)] = code
    for number, cities in _CITIES.items():
        for city in cities.split():
            names[make_key(city)] = names[make_key(f"{city}市")] = f"CN-{PROVINCES[number][0]}"
    for iso, *own in PROVINCES.values():
        for name in own:
            for ending in ("", "省", "市"):
                names[make_key(f"{name}{ending}")] = f"CN-{iso}"
    return names
