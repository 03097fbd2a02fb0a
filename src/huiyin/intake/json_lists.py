"""Find the lists of entries in a JSON document: lists of objects, lists inside objects, or columns.

Of nested lists, one level is chosen. The choice is never silent: what the other level contains is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, NamedTuple

from huiyin.intake.columns import heading_key, is_known, is_language, is_of

#: How deeply nested objects are searched for the list of entries.
_WITHIN = 8
#: The roles of what entries say, and of their authors, who may be stated beside the list.
_SAID = (
    "text", "wording", "text_zh", "text_en", "status", "vote", "decision", "new", "name_zh", "target", "person_verdict",
)  # fmt: skip
_WHO = ("organisation", "author", "first_name", "last_name")
_OF_WHOM = (*_WHO, "reference", "language")
#: Objects that name the author, and those around a list that name who asked for comments.
_SPEAKERS = frozenset(
    heading_key(word)
    for word in (
        "respondent", "submitter", "submitted_by", "author", "user", "profile", "contact", "from", "by", "commenter", "commentator",
        "participant", "stakeholder", "member", "sender", "contributor", "consultee", "party", "提交人", "提交者", "提交单位", "反馈人", "反馈者", "反馈单位", "意见人",
        "填报人", "填报单位", "提出人", "提出单位", "用户", "作者", "联系人",
    )
)  # fmt: skip
_ASKERS = frozenset(
    heading_key(word)
    for word in (
        "meta", "metadata", "consultation", "publisher", "authority", "ministry", "owner", "law", "draft", "document", "dossier", "source",
        "license", "licence", "creator", "maintainer", "征求单位", "发布单位", "主办单位", "起草单位", "法规", "草案",
    )
)  # fmt: skip
_NAMES = frozenset(
    heading_key(word)
    for word in (
        "name", "title", "label", "full_name", "display_name", "legal_name", "名称", "姓名", "全称", "单位名称",
    )
)  # fmt: skip
_BODIES = frozenset(
    heading_key(word)
    for word in (
        "company", "firm", "institution", "association", "agency", "body", "entity", "ngo", "公司", "企业", "机构", "协会", "组织",
    )
)  # fmt: skip
_NUMBERS = frozenset(
    heading_key(word)
    for word in ("number", "num", "no", "id", "ref", "citation", "label", "编号", "条号")
)


class RepeatedKeys(dict[str, Any]):
    """An object with a duplicate key, so that some of its text is lost. ``key``: the first such key."""

    key = ""


class UnevenLists(dict[str, Any]):
    """Lists of different lengths under the keys of one object: the rows cannot be determined."""


class UnreadParts(NamedTuple):
    """The parts of a document that are not read.

    ``outer``: keys with text in the objects around the entries. ``bare``: how many of those objects contain no
    entry. ``inner``: keys of lists inside the entries, which contain ``number`` entries.
    """

    outer: tuple[str, ...] = ()
    bare: int = 0
    inner: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class ItemList:
    """``path``: the keys that lead to a list."""

    path: tuple[str, ...]
    items: list[Any]
    left: UnreadParts = field(default_factory=UnreadParts)


def find_lists(document: Any) -> list[ItemList]:
    """Return the lists of entries in a document. If none has text, first return what has: a single object, or
    objects under their ids.
    """
    lists = [_tell_inner(_lift_entries(found)) for found in _find_object_lists(document)]
    if any(_has_words(item) for found in lists for item in found.items):
        return lists
    return [*_find_objects(document), *lists]


class _ListPlace(NamedTuple):
    """A value to search, the author stated above it, and the keys of texts beside it."""

    path: tuple[str, ...]
    value: Any
    whose: dict[str, Any]
    beside: tuple[str, ...] = ()


def _find_object_lists(document: Any) -> Iterator[ItemList]:
    """Yield every list of objects, outer ones first. An author stated beside a list applies to each of its entries."""
    level = [_ListPlace((), document, {})]
    for _ in range(_WITHIN):
        below: list[_ListPlace] = []
        for place in level:
            rows = _find_any_rows(place.value)
            if rows is not None:
                inherited = _inherit_owners(rows, place.whose)
                yield ItemList(place.path, inherited, UnreadParts(place.beside))
            elif isinstance(place.value, dict):
                yield from _list_speakers(place)
                below += _list_inner_places(place)
        level = below


def _find_any_rows(value: Any) -> list[Any] | None:
    """Return the entries in a value: objects in a list, rows below a heading row, or columns."""
    if isinstance(value, dict):
        return _find_columned_rows(value)
    if not isinstance(value, list):
        return None
    if any(isinstance(item, dict) for item in value):
        return [row for item in value for row in _spread_columns(item)]
    is_matrix = len(value) > 1 and all(isinstance(row, list) for row in value)
    return _find_rows(value[0], value[1:]) if is_matrix else None


def _list_inner_places(place: _ListPlace) -> list[_ListPlace]:
    """Return the values inside an object, except lists attached to its own text."""
    inside = {**place.whose, **_collect_inherited(place.value, is_around=True)}
    plain = {key: one for key, one in place.value.items() if not isinstance(one, dict)}
    is_law = _has_words(plain) and _is_provision(plain)
    untaken = _list_untaken_owners(place.value, is_around=True)
    beside = (*place.beside, *(() if is_law else _list_word_keys(plain)), *untaken)
    return [
        _ListPlace((*place.path, key), inner, inside, beside)
        for key, inner in place.value.items()
        if not _is_attached(place.value, key)
    ]


def _list_speakers(place: _ListPlace) -> Iterator[ItemList]:
    """Yield single objects that have text and lists of entries attached."""
    hanging = tuple(key for key in place.value if _is_attached(place.value, key))
    if not hanging or not _says_text(place.value):
        return
    number = sum(map(_has_words, (item for key in hanging for item in place.value[key])))
    own = {key: inner for key, inner in place.value.items() if key not in hanging}
    for found in _find_objects(own, place.path):
        items = _inherit_owners(found.items, place.whose)
        yield ItemList(found.path, items, UnreadParts(place.beside, 0, hanging, number))


def _is_text(key: str, value: Any) -> bool:
    if isinstance(value, dict):
        return _says_text(value)
    return isinstance(value, str) and bool(value.strip()) and is_of(key, ("text", "wording"))


def _says_text(item: Mapping[str, Any], depth: int = 0) -> bool:
    return any(
        _says_text(value, depth + 1)
        if isinstance(value, dict) and depth < _WITHIN
        else not isinstance(value, dict) and _is_text(key, value)
        for key, value in item.items()
    )


def _is_attached(outer: Mapping[str, Any], key: str) -> bool:
    """Tell whether a list in an object is attached to its text: attachments of a comment, answers to it."""
    inner = outer[key]
    if not isinstance(inner, list) or not any(map(_has_words, inner)):
        return False
    if _says_text(outer):
        return not (_is_of_comments(key) and _is_provision(outer))
    return _is_appendix(key) and bool(_list_word_keys(outer))


# ---- lists inside the entries of a list --------------------------------------------------------------------

#: Names of lists of comments; below, names of lists attached to a comment.
_OF_COMMENTS = frozenset(
    heading_key(word)
    for word in (
        "comments", "comment", "feedback", "feedbacks", "submissions", "observations", "remarks", "opinions", "suggestions", "proposals",
        "意见", "意见列表", "意见建议", "评论", "反馈", "反馈意见", "修改意见", "建议",
    )
)  # fmt: skip
_APPENDICES = frozenset(
    heading_key(word)
    for word in (
        "attachments", "attachment", "files", "documents", "annexes", "appendices", "enclosures", "images", "media", "links", "included",
        "uploads", "notes", "replies", "reply", "responses", "answers", "discussion", "thread", "history", "versions", "revisions",
        "events", "votes", "tags", "likes", "reactions", "附件", "回复", "答复", "备注", "历史", "附录", "图片",
    )
)  # fmt: skip
#: Keys used both for the text of a law and for a comment.
_NEUTRAL = frozenset(heading_key(word) for word in ("text", "body", "content", "内容", "正文"))
#: From this many characters on, text under an unknown key may be a comment; Chinese needs fewer.
_LONG, _LONG_HAN = 20, 8
_HAN = re.compile("[\u3400-\u9fff]")
#: Two letters around a space, or two Han characters. The pattern never rescans text and crosses at most one line
#: end.
_NO_LETTER = r"(?:[^\w\n]|[\d_])*+"
_WORDS = re.compile(
    rf"[^\W\d_](?:[^\w\s]|[\d_])*+(?=\s){_NO_LETTER}(?:\n{_NO_LETTER})?+[^\W\d_]|[\u3400-\u9fff]{{2}}"
)


def _is_of_comments(key: str) -> bool:
    return heading_key(key) in _OF_COMMENTS


def _is_appendix(key: str) -> bool:
    return heading_key(key) in _APPENDICES


def _is_provision(item: Mapping[str, Any]) -> bool:
    """Tell whether an object is a provision with its text, to which comments are attached."""
    said = [
        key
        for key, value in item.items()
        if not isinstance(value, list) and _has_words({key: value})
    ]
    return (
        all(heading_key(key) in _NEUTRAL for key in said)
        and any(is_of(key, ("reference",)) for key in item)
        and not any(is_of(key, _WHO) for key in item)
    )


def _lift_entries(entries: ItemList) -> ItemList:
    """Return the inner entries if the outer ones have no text of their own (the comments of each organisation) or
    are provisions, whose text the comments then quote.
    """
    for _ in range(3):
        entries = replace(entries, items=[_open_wrapper(item) for item in entries.items])
        key = _find_inner_key(entries.items)
        if key is None or not _gives_way(entries.items, key):
            break
        entries = _lift_inner(entries, key)
    return entries


def _open_wrapper(item: Any) -> Any:
    """Unwrap an entry without text if an object inside it has the list: thread.comments."""
    if not isinstance(item, dict) or isinstance(item, RepeatedKeys | UnevenLists):
        return item
    if _has_words(item) or any(_leads_to_words(inner) for inner in item.values()):
        return item
    for key, inner in item.items():
        if not isinstance(inner, dict) or isinstance(inner, RepeatedKeys) or _is_speaker(key):
            continue
        is_clear = not set(inner) & set(item)
        if is_clear and any(_leads_to_words(within) for within in inner.values()):
            return {name: one for name, one in item.items() if name != key} | inner
    return item


def _leads_to_words(inner: Any, depth: int = 0) -> bool:
    """Tell whether a list contains entries with text, or entries with such lists."""
    if not isinstance(inner, list):
        return False
    if any(map(_has_words, inner)):
        return True
    return depth < 2 and any(
        _leads_to_words(within, depth + 1)
        for item in inner
        if isinstance(item, dict)
        for within in item.values()
    )


def _lift_inner(entries: ItemList, key: str) -> ItemList:
    """Return the entries in the lists under a key of other entries."""
    outer = [item for item in entries.items if isinstance(item, dict)]
    words_left = {
        at: [*_list_unquoted_keys(item), *_list_untaken_owners(item)]
        for at, item in enumerate(outer)
    }
    bare = sum(1 for at, item in enumerate(outer) if not item.get(key) and words_left[at])
    keys = dict.fromkeys((*entries.left.outer, *chain.from_iterable(words_left.values())))
    pairs = [pair for item in entries.items for pair in _list_inner_pairs(item, key)]
    items = [row for item in _join_owners(pairs) for row in _spread_columns(item)]
    left = UnreadParts(tuple(keys), entries.left.bare + bare)
    return ItemList((*entries.path, key), items, left)


def _list_inner_pairs(item: Any, key: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield the entries under a key of another, each with what it inherits."""
    inherited = _collect_inherited(item)
    for inner in _to_list(item.get(key)) if isinstance(item, dict) else [item]:
        yield inner, inherited


def _find_inner_key(items: Sequence[Any]) -> str | None:
    """Return the key of a list of entries inside the entries, preferring names for comments."""
    keys = dict.fromkeys(
        key
        for depth in (2, 0)  # lists of entries with text, and lists that lead to such
        for item in items
        if isinstance(item, dict)
        for key, inner in item.items()
        if _leads_to_words(inner, depth)
    )
    return next(filter(_is_of_comments, keys), next(iter(keys), None))


def _gives_way(items: Sequence[Any], key: str) -> bool:
    """Tell whether the lists inside the entries are what is wanted, rather than the entries' own text."""
    outer = [item for item in items if isinstance(item, dict)]
    saying = [item for item in outer if _has_words(item)]
    if saying:
        return _is_of_comments(key) and all(map(_is_provision, saying))
    if _is_of_comments(key):
        return True
    least = 1 if _is_appendix(key) else _LONG
    return not any(_list_word_keys(item, least) for item in outer)


def _list_word_keys(item: Mapping[str, Any], least: int = 1, depth: int = 0) -> list[str]:
    """Return the keys of an object with at least this many characters of text, except those of the author."""
    word_keys = []
    for key, value in item.items():
        if isinstance(value, dict):
            is_worded = depth < _WITHIN and bool(_list_word_keys(value, least, depth + 1))
        else:
            is_worded = isinstance(value, str) and _is_worded(value, least)
        if is_worded and not is_of(key, (*_OF_WHOM, "id")):
            word_keys.append(key)
    return word_keys


def _is_worded(value: str, least: int) -> bool:
    fewest = min(least, _LONG_HAN) if _HAN.search(value) else least
    return len(value) >= fewest and bool(_WORDS.search(value[:500]))


def _list_unquoted_keys(item: Mapping[str, Any]) -> list[str]:
    """Return the keys of an object's texts that the entries inside it do not quote."""
    is_law = _has_words(item) and _is_provision(item)
    return [key for key in _list_word_keys(item) if not (is_law and heading_key(key) in _NEUTRAL)]


def _collect_inherited(item: Any, *, is_around: bool = False) -> dict[str, Any]:
    """Return what an entry passes on to those inside it: the author, and the text of the provision they are
    attached to.

    ``is_around``: it is not an entry but surrounds the list, where objects may name who asked for comments.
    """
    if not isinstance(item, dict):
        return {}
    given = _pick_owner(item)
    for role, _, words in _find_inner_owners(item, is_around=is_around):
        if not any(is_of(key, (role,)) for key in given):
            given[role] = words
    if _has_words(item) and _is_provision(item):
        words = next((v for k, v in item.items() if heading_key(k) in _NEUTRAL and v), "")
        given |= {"quote": words} if isinstance(words, str) and words else {}
    return given


def _find_inner_owners(
    item: Mapping[str, Any], *, is_around: bool
) -> Iterator[tuple[str, str, Any]]:
    """Yield the author of the entries inside an object, as named by objects in it: role, key of the object, text."""
    for key, held in item.items():
        inner = _get_only(held)
        if not isinstance(inner, dict) or heading_key(key) in _ASKERS:
            continue
        if is_around and not _is_speaker(key):
            continue
        yield from ((role, key, words) for role, words in _list_owners((key,), inner))


def _get_only(held: Any) -> Any:
    """The one object in a list of one, or what stands there itself."""
    return held[0] if isinstance(held, list) and len(held) == 1 else held


def _list_owners(path: tuple[str, ...], value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, inner in value.items():
        if isinstance(inner, dict) and len(path) < _WITHIN:
            yield from _list_owners((*path, key), inner)
        elif isinstance(inner, str | int) and str(inner).strip():
            role = _find_role(path, key)
            if role:
                yield role, inner


def _find_role(path: tuple[str, ...], key: str) -> str:
    """Return the role of a key path: respondent.organisation, org.name, clause.number; empty if unknown."""
    name = heading_key(key)
    nearest = path[-1]
    if is_of(nearest, ("reference",)):
        return "reference" if name in _NUMBERS or is_of(key, ("reference",)) else ""
    if name in _NAMES:
        # A submitter is an organisation by its column name, but a person if an object names both.
        is_body = is_of(nearest, ("organisation",)) or heading_key(nearest) in _BODIES
        return ("organisation" if is_body else "author") if _is_speaker(nearest) else ""
    return next((role for role in _OF_WHOM if is_of(key, (role,))), "")


def _is_speaker(key: str) -> bool:
    return heading_key(key) in _SPEAKERS | _BODIES or is_of(key, _WHO)


def _holds_entries(value: Mapping[str, Any], depth: int = 0) -> bool:
    """Tell whether an object has text or lists of entries, to which its author then applies."""
    return _has_words(value, 0, _SPOKEN) or any(
        _holds_entries(inner, depth + 1)
        if isinstance(inner, dict) and depth < _WITHIN
        else _leads_to_words(inner)
        for inner in value.values()
    )


def _list_untaken_owners(item: Mapping[str, Any], *, is_around: bool = False) -> list[str]:
    """Return the keys of objects that name an author who is not used for the entries."""
    taken = {key for _, key, _ in _find_inner_owners(item, is_around=is_around)}
    return [
        key
        for key, held in item.items()
        if key not in taken and any(_tells_owner(key, inner) for inner in _to_list(held))
    ]


def _tells_owner(key: str, inner: Any) -> bool:
    """Whether an object says of whom something is, and nothing else that is read."""
    if not isinstance(inner, dict) or _holds_entries(inner):
        return False
    return any(role in _WHO for role, _ in _list_owners((key,), inner))


def _tell_inner(found: ItemList) -> ItemList:
    """Add the keys of lists of entries inside the entries, which are not read."""
    keys: dict[str, int] = {}
    for item in found.items:
        for key, inner in item.items() if isinstance(item, dict) else ():
            number = sum(map(_has_words, inner)) if isinstance(inner, list) else 0
            if number:
                keys[key] = keys.get(key, 0) + number
    if not keys:
        return found
    left = found.left
    inner, number = (*left.inner, *keys), left.number + sum(keys.values())
    return replace(found, left=left._replace(inner=inner, number=number))


def _to_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


# ---- columns ----------------------------------------------------------------------------------------------


def _find_columned_rows(value: Mapping[str, Any]) -> list[Any] | None:
    """Return the rows of an object of columns: an object of indices or a list under each heading, or rows beside
    their headings.
    """
    if isinstance(value.get("columns"), list) and isinstance(value.get("data"), list):
        return _find_rows(value["columns"], value["data"])
    return _find_indexed_rows(value) or _find_column_rows(value)


def _find_rows(headings: Any, rows: Sequence[Any]) -> list[Any] | None:
    """Return rows that are lists, below their headings."""
    is_grid = all(isinstance(row, list) and len(row) <= len(headings) for row in rows)
    if not rows or not is_grid or not _are_headings(headings) or not _say_something(headings):
        return None
    return [dict(zip(headings, row, strict=False)) for row in rows]


def _are_headings(values: Sequence[Any]) -> bool:
    return all(isinstance(value, str) for value in values) and len(set(values)) == len(values)


def _say_something(keys: Iterable[str]) -> bool:
    """Tell whether one of the keys is that of a text."""
    return any(is_of(key, _SAID) for key in keys)


def _find_indexed_rows(value: Mapping[str, Any]) -> list[Any] | None:
    """Return the rows of columns that are objects with the same indices, as pandas writes them."""
    columns = {key: inner for key, inner in value.items() if isinstance(inner, dict) and inner}
    if not _say_something(columns):
        return None
    index = list(dict.fromkeys(chain.from_iterable(columns.values())))
    is_numbered = all(key.isdecimal() for key in index)
    is_table = len(columns) == len(value) and _are_full(columns, len(index))
    if not _may_be_columns(columns, index) or not (is_numbered or is_table):
        return None
    return _inherit_owners(_list_rows(columns, index, is_numbered), _pick_owner(value))


def _list_rows(
    columns: Mapping[str, dict[str, Any]], index: Sequence[str], is_numbered: bool
) -> list[dict[str, Any]]:
    """Return these rows; indices that are not just numbers are ids."""
    rows = [{key: inner.get(at) for key, inner in columns.items()} for at in index]
    if is_numbered or any(is_of(key, ("id",)) for key in columns):
        return rows
    return [{"id": at, **row} for at, row in zip(index, rows, strict=True)]


def _are_full(columns: Mapping[str, dict[str, Any]], length: int) -> bool:
    """Tell whether there are several columns, each with a cell in every row."""
    return len(columns) > 1 and all(len(cells) == length for cells in columns.values())


def _may_be_columns(columns: Mapping[str, dict[str, Any]], index: Sequence[str]) -> bool:
    """Tell whether objects contain plain cells under indices; a key that is a heading or language is not an index."""
    if any(is_known(key) or is_language(key) for key in index):
        return False
    return all(_is_plain(cell) for inner in columns.values() for cell in inner.values())


def _find_column_rows(value: Mapping[str, Any]) -> list[Any] | None:
    """Return the rows of columns that are lists of equal length; different lengths give one unusable entry."""
    columns = {key: inner for key, inner in value.items() if _is_column(key, inner)}
    if len(columns) < 2 or not _say_something(columns):
        return None
    longest = max(map(len, columns.values()))
    if any(len(inner) != longest for inner in columns.values()):
        return [UnevenLists(columns)]
    rest = {key: inner for key, inner in value.items() if key not in columns}
    return [{**rest, **{key: inner[at] for key, inner in columns.items()}} for at in range(longest)]


def _is_column(key: str, inner: Any) -> bool:
    if not isinstance(inner, list) or len(inner) < 2:
        return False
    return is_known(key) and all(map(_is_plain, inner))


def _spread_columns(item: Any) -> list[Any]:
    """Return an entry, or the entries that it contains as columns."""
    is_plain = isinstance(item, dict) and not isinstance(item, RepeatedKeys)
    return (_find_column_rows(item) if is_plain else None) or [item]


def _is_plain(value: Any) -> bool:
    return not isinstance(value, dict | list)


# ---- what an object says, and whose it is -------------------------------------------------------------------


#: Roles of texts at any place; a name inside an object that names an author is not one.
_SPOKEN = ("text", "wording", "text_zh", "text_en")


def _has_words(item: Any, depth: int = 0, said: tuple[str, ...] = _SAID) -> bool:
    """Tell whether an entry has text under a known key."""
    if not isinstance(item, dict):
        return False
    return any(
        (depth < _WITHIN and _has_words(value, depth + 1, _SPOKEN if _is_speaker(key) else said))
        if isinstance(value, dict)
        else isinstance(value, str | int | float) and is_of(key, said)
        for key, value in item.items()
    )


def _pick_owner(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: inner
        for key, inner in value.items()
        if isinstance(inner, str | int) and is_of(key, _OF_WHOM)
    }


def _inherit_owners(items: Iterable[Any], whose: Mapping[str, Any]) -> list[Any]:
    return list(_join_owners([(item, whose) for item in items]))


def _join_owners(pairs: Sequence[tuple[Any, Mapping[str, Any]]]) -> Iterator[Any]:
    """Yield entries with their author, under the key that other entries use for it; an entry's own author is kept."""
    own_keys: dict[str, str] = {}
    for item, _ in pairs:
        for key, inner in item.items() if isinstance(item, dict) else ():
            if isinstance(inner, str | int):
                for role in _OF_WHOM:
                    if is_of(key, (role,)):
                        own_keys.setdefault(role, key)
    for item, whose in pairs:
        is_plain = isinstance(item, dict) and not isinstance(item, RepeatedKeys | UnevenLists)
        yield (
            {**_rename_owners(whose, own_keys), **_drop_blank(item, whose)}
            if whose and is_plain
            else item
        )


def _rename_owners(whose: Mapping[str, Any], own_keys: Mapping[str, str]) -> dict[str, Any]:
    renamed: dict[str, Any] = {}
    for key, value in whose.items():
        role = next((role for role in _OF_WHOM if is_of(key, (role,))), "")
        renamed.setdefault(own_keys.get(role, key), value)
    return renamed


def _drop_blank(item: Mapping[str, Any], whose: Mapping[str, Any]) -> dict[str, Any]:
    """Remove an entry's empty author keys."""
    return {
        key: value
        for key, value in item.items()
        if not (value in (None, "") and whose and is_of(key, _OF_WHOM))
    }


def _find_objects(document: Any, path: tuple[str, ...] = ()) -> Iterator[ItemList]:
    """Yield objects under ids of comments, or a single object."""
    if not isinstance(document, dict) or len(path) > _WITHIN:
        return
    if _are_keyed_entries(document):
        yield ItemList(path, [_with_key(key, inner) for key, inner in document.items()])
    elif _is_entry_alone(document):
        yield _tell_inner(ItemList(path, [document]))
    else:
        yield from _find_objects_below(document, path)


def _find_objects_below(document: dict[str, Any], path: tuple[str, ...]) -> Iterator[ItemList]:
    """Do the same inside an object; one without any entries is an entry if it is the whole document."""
    has_entries = False
    for key, inner in document.items():
        for entries in _find_objects(inner, (*path, key)):
            has_entries = True
            yield entries
    is_whole = not path and bool(document)
    if is_whole and not has_entries and not list(_find_object_lists(document)):
        yield ItemList(path, [document])


def _are_keyed_entries(document: Mapping[str, Any]) -> bool:
    """Tell whether an object contains several entries under their ids."""
    inner = document.values()
    is_objects = len(inner) > 1 and all(isinstance(value, dict) for value in inner)
    return is_objects and any(map(_has_words, inner))


def _is_entry_alone(document: Mapping[str, Any]) -> bool:
    """Tell whether an object has text itself or in the envelope of JSON:API."""
    plain = {key: value for key, value in document.items() if not isinstance(value, dict)}
    return _has_words(plain) or isinstance(document.get("attributes"), dict)


def _with_key(key: str, inner: dict[str, Any]) -> dict[str, Any]:
    if "id" in inner or isinstance(inner, RepeatedKeys):
        return inner
    return {"id": key, **inner}
