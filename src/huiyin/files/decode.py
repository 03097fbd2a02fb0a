"""Bytes to characters: find the encoding that a text was saved in.

The steps, in order: a byte order mark; valid UTF-8; UTF-16, by the position of its zero bytes or common characters;
then GB18030, Big5 and Windows-1252, by how common the resulting characters are. Decoding GB18030 as Big5, or the
reverse, turns common characters into rare ones.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

from huiyin.files.problems import UnreadableLaw

#: The characters that make up about two thirds of running Chinese text and of laws, in simplified and traditional
#: form, and punctuation.
_COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法"
    "所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日"
    "那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已"
    "通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九"
    "区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改"
    "清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许"
    "步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便"
    "团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满"
    "县局照参红细引听该铁价严款项章编节条规定违罚处申请登记机关批准许可监督检查责令罪犯施予依照附则草案修订废止颁布施行"
    "這為個國時來們對會發動說產種後學經進著電裡現實點從業還應開關與樣間體當無條質氣結問題變員數強決東門給隊據處級較將組計導論運"
    "農幾區戰規熱領壓濟階術極聯認權證單風帶場車務萬達積議聲報類離華確張馬節話況傳許廣記觀織裝眾書復兒須際驗連斷難礦備辦習響約勞"
    "團歷構稱準號維劃選標寫親層狀廠識適屬圓調滿縣參紅細聽該鐵價嚴款項編違罰請登機關監檢責訂廢頒則訴訟僱聘"
    "，。、；：“”「」『』（）《》〈〉？！　—…"
)  # fmt: skip
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
#: Characters that no text file contains and that XML cannot represent.
NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff\ud800-\udfff]")
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: How many bytes are enough to tell encodings apart. The whole file is still decoded.
_SAMPLE = 64 * 1024


@dataclass(frozen=True, slots=True)
class DecodedText:
    """``encoding`` is Python's name for it. ``sure`` is false if another encoding fits nearly as well. ``bad``
    counts the bytes that could not be decoded and were replaced by U+FFFD.
    """

    text: str
    encoding: str
    sure: bool
    bad: int = 0


@lru_cache(maxsize=1)
def _load_common_characters() -> frozenset[str]:
    return frozenset(_COMMON)


def decode_text(data: bytes, name: str = "", *, declared: str = "") -> DecodedText:
    """Decode ``data``: lines end in ``\\n``; the byte order mark and control characters are removed.

    ``declared`` is the encoding that the file itself names. It is used only if the bytes are not valid UTF-8 and it
    can decode them, because many pages name the wrong encoding. Raises :class:`UnreadableLaw` ``not_text`` if the
    bytes are not text in any encoding.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _finish_decoding(data[len(bom) :], encoding, sure=True, name=name)
    sixteen = detect_utf16(data)
    if sixteen:
        return _finish_decoding(data, sixteen, sure=True, name=name)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        believed = _resolve_declared(data, declared)
        encoding, sure = (believed, True) if believed else guess_legacy_encoding(data)
        return _finish_decoding(data, encoding, sure=sure, name=name)
    return _finish_decoding(data, "utf-8", sure=True, name=name)


def read_whole(digits: str) -> int | str:
    """Parse a whole number of a JSON document; return the text itself if it has more digits than Python reads."""
    return int(digits) if len(digits) <= 1000 else digits


#: Names that web pages use for an older encoding when they mean its larger successor (WHATWG Encoding, 4.2).
_LARGER = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
}  # fmt: skip


def _resolve_declared(data: bytes, declared: str) -> str:
    """Return Python's name for the declared encoding, if it is a text encoding that fits the bytes."""
    try:
        encoding = codecs.lookup(_LARGER.get(declared.lower(), declared)).name
        fits = isinstance(data.decode(encoding), str)
    except (LookupError, UnicodeError, ValueError):
        return ""
    return encoding if fits else ""


def _finish_decoding(data: bytes, encoding: str, *, sure: bool, name: str) -> DecodedText:
    text = data.decode(encoding, errors="replace")
    bad = text.count("\ufffd") - data.count("\ufffd".encode(encoding, errors="ignore") or b"\0\0\0")
    text, controls = NOT_TEXT.subn("\ufffd", text)
    bad = max(bad, 0) + controls
    if bad > 20 and bad * 10 > len(text):
        raise UnreadableLaw("not_text", file=name)
    return DecodedText(text.replace("\r\n", "\n").replace("\r", "\n"), encoding, sure, bad)


def detect_utf16(data: bytes) -> str | None:
    """Detect UTF-16 without a byte order mark.

    In Latin text every second byte is zero. Chinese text has no such zeros, but only the right byte order produces
    common characters.
    """
    sample = data[: _SAMPLE // 2 * 2]
    if len(sample) < 4 or len(data) % 2:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    best, share = max(
        (
            (encoding, _score_commonness(sample, encoding))
            for encoding in ("utf-16-le", "utf-16-be")
        ),
        key=lambda pair: pair[1],
    )
    # In text of another encoding, about 1 byte pair in 60 looks like a common character by chance.
    return best if share > 0.35 and not _is_utf8(sample) else None


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _score_commonness(sample: bytes, encoding: str) -> float:
    """Return the share of common characters among those beyond ASCII, minus twice the share that could not be
    decoded.
    """
    text = sample.decode(encoding, errors="replace")
    beyond = [c for c in text if c > "\x7f"]
    if not beyond:
        return 0.0
    common = _load_common_characters()
    good = sum(c in common for c in beyond)
    bad = beyond.count("\ufffd") + sum("\ue000" <= c <= "\uf8ff" for c in beyond)
    return (good - 2 * bad) / len(beyond)


def guess_legacy_encoding(data: bytes) -> tuple[str, bool]:
    """Guess the encoding of text that is not UTF-8, and say whether no other encoding comes close."""
    sample = data[:_SAMPLE]
    scores = {e: _score_commonness(sample, e) for e in ("gb18030", "cp950", "utf-8")}
    scores["cp1252"] = _score_latin(sample)
    ranked = sorted(scores, key=lambda encoding: -scores[encoding])
    first, second = ranked[0], ranked[1]
    if first == "cp950" and _count_errors(data, "cp950") > _count_errors(data, "big5hkscs"):
        first = "big5hkscs"
    sure = scores[ranked[0]] >= 0.3 and scores[ranked[0]] - scores[second] >= 0.2
    return first, sure


def _count_errors(data: bytes, encoding: str) -> int:
    return data.decode(encoding, errors="replace").count("\ufffd")


def _score_latin(sample: bytes) -> float:
    """Score how much the bytes look like Windows-1252.

    The score is the share of non-ASCII bytes that stand alone between ASCII bytes and decode to a letter or mark of
    European text, provided that non-ASCII bytes are few.
    """
    beyond = re.findall(rb"[\x80-\xff]+", sample)
    count = sum(map(len, beyond))
    if not count or count > 0.2 * len(sample):
        return 0.0
    marks = frozenset("§–—‘’“”…•°€©®«»·¶£")
    alone = 0
    for stretch in beyond:
        if len(stretch) <= 2:
            text = stretch.decode("cp1252", errors="replace")
            alone += sum(c in marks or c.isalpha() for c in text)
    return alone / count
