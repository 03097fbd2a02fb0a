"""Places by their codes: countries (ISO 3166-1), parts of them (ISO 3166-2), and of China GB/T 2260 too."""

from __future__ import annotations

from huiyin.i18n import current_language

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
_BY_ISO = {f"CN-{iso}": number for number, (iso, _, _) in PROVINCES.items()}


def find_province(code: str) -> str:
    """The first two digits of GB/T 2260 for a place in China; empty for others."""
    if code[:6].isdecimal() and len(code) == 6:
        return code[:2] if code[:2] in PROVINCES else ""
    return _BY_ISO.get(code, "")


def name_place(code: str) -> str:
    """A province or a country in the reader's language, the code where its name is not known; the code of a county stays
    beside its province."""
    is_chinese = current_language().startswith("zh")
    province = find_province(code)
    if province:
        name = PROVINCES[province][1 if is_chinese else 2]
        return name if not code.isdecimal() or code.endswith("0000") else f"{name} ({code})"
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
