"""A word index beside a model's table, with the same results on SQLite and PostgreSQL.

A searchable model lists its fields in ``searched`` and uses :class:`SearchedQuerySet`; rows that are saved,
bulk-saved or updated through it are indexed in the same transaction. The index is derived data: it is created
after migrations and can be rebuilt at any time (:func:`rebuild_indexes`), so backups do not contain it.

Chinese and other scripts without spaces are indexed by pairs of characters, so that a query of one or two
characters is a lookup and not a scan of all texts. Other words are found by their beginning. SQLite stores the
terms in an FTS5 table, PostgreSQL in a ``tsvector`` with a GIN index; neither database's own tokeniser finds a
single Chinese character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from operator import add
from typing import Any, Self, TypeVar

from django.apps import apps
from django.db import connections, models, router, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL

#: Scripts that put no spaces between words: Thai and Lao, Myanmar, Khmer, kana, Han.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(rf"([{_UNSPACED}]+)|([^\W_{_UNSPACED}]+)")
_WORDS = re.compile(r"[^\W_]+")
#: A word is indexed by its first 60 characters; PostgreSQL accepts no term over 2 kB.
_LONGEST = 60
#: The most characters of a text that are indexed. A ``tsvector`` holds 1 MB of terms, and
#: PostgreSQL drops the rest without an error; a character adds a term of at most eight bytes.
_INDEXED = 120_000
_BATCH = 500


def fold_for_search(text: str) -> str:
    """The text as it is compared, regardless of case, width and composition of characters."""
    return unicodedata.normalize("NFKC", text).casefold()


def list_terms(text: str) -> set[str]:
    """The terms under which ``text`` is indexed; only its first 120,000 characters count."""
    if text.isascii():
        terms = set(_WORDS.findall(text.casefold()[:_INDEXED]))
    else:
        terms = set()
        for unspaced, word in _RUNS.findall(fold_for_search(text)[:_INDEXED]):
            if unspaced:
                terms.update(map(add, unspaced, unspaced[1:]))
                # The last character begins no pair, but must be found when it is searched for
                # alone.
                terms.add(unspaced[-1])
            else:
                terms.add(word)
    if terms and len(max(terms, key=len)) > _LONGEST:
        return {term[:_LONGEST] for term in terms}
    return terms


def split_query(words: str) -> tuple[str, ...]:
    """The parts of a query, separated by spaces. A text is found if it contains all of them."""
    return tuple(part for part in words.split() if _RUNS.search(fold_for_search(part)))


def _parse_terms(part: str) -> list[tuple[str, bool]]:
    """Terms by which a text with ``part`` is looked up: each with whether it is only how a term begins.

    Where ``part`` has longer runs beside those of one character, without these: very many texts have one of their terms, and
    :meth:`SearchedQuerySet.holding` looks for the whole of such a part in the text itself.
    """
    wanted: list[tuple[str, bool]] = []
    runs = list(_RUNS.finditer(fold_for_search(part)))
    longer = [run for run in runs if len(run[0]) > 1]
    for run in longer or runs:
        if run[1] and len(run[1]) > 1:
            wanted += [(run[1][at : at + 2], False) for at in range(len(run[1]) - 1)]
        else:
            wanted.append(((run[1] or run[2])[:_LONGEST], True))
    return wanted


def _says_more_than_its_terms(part: str) -> bool:
    """Whether a text may have all terms of ``part`` without containing it in one piece, so that the text itself
    must be compared.
    """
    runs = list(_RUNS.finditer(fold_for_search(part)))
    return len(runs) > 1 or bool(runs[0][1] and len(runs[0][1]) > 2)


M = TypeVar("M", bound=models.Model)


def fields_of(model: type[models.Model]) -> tuple[str, ...]:
    """The searchable fields of a model; none if it is not searchable."""
    return tuple(getattr(model, "searched", ()))


class SearchedQuerySet(models.QuerySet[M]):
    """Rows of a searchable model. Writes that bypass it (``_insert``, SQL) are not indexed."""

    def holding(self, words: str, scopes: Collection[int] = ()) -> Self:
        """The rows that contain every part of ``words``: Chinese literally, other words by prefix.

        ``scopes``: limit the search to rows with these values of the model's ``search_scope``, within the index
        itself. Nothing is found if ``words`` contains no letter or digit.
        """
        parts = split_query(words)
        if not parts:
            return self.none()
        wanted = list(dict.fromkeys(term for part in parts for term in _parse_terms(part)))
        matches = self.filter(pk__in=_build_match_query(self.model, self.db, wanted, scopes))
        for part in parts:
            if _says_more_than_its_terms(part):
                somewhere = Q()
                for name in fields_of(self.model):
                    somewhere |= Q(**{f"{name}__icontains": part})
                matches = matches.filter(somewhere)
        return matches

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        with transaction.atomic(using=self.db):
            made: list[M] = super().bulk_create(objs, *args, **kwargs)
            index_rows(made)
        return made

    def bulk_update(self, objs: Iterable[M], fields: Iterable[str], *args: Any, **kw: Any) -> int:
        objs, fields = list(objs), list(fields)
        with transaction.atomic(using=self.db):
            changed: int = super().bulk_update(objs, fields, *args, **kw)
            if set(fields) & set(fields_of(self.model)):
                index_rows(objs)
        return changed

    def update(self, **fields: Any) -> int:
        if not set(fields) & set(fields_of(self.model)):
            return super().update(**fields)
        with transaction.atomic(using=self.db):
            keys = list(self.values_list("pk", flat=True))
            changed = super().update(**fields)
            for at in range(0, len(keys), _BATCH):
                index_rows(list(self.model._base_manager.filter(pk__in=keys[at : at + _BATCH])))
        return changed


def list_searched_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if hasattr(model, "searched")]


def index_rows(rows: Sequence[models.Model]) -> None:
    """Index ``rows``, all of one model, replacing their earlier entries."""
    if not rows:
        return
    model = type(rows[0])
    connection = connections[router.db_for_write(model)]
    table = _name_table(model)
    values = [
        (row.pk, sorted(list_terms(_join_searched(row)) | {_make_scope(row)})) for row in rows
    ]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"DELETE FROM {table} WHERE rowid = %s", [(pk,) for pk, _ in values])
            cursor.executemany(
                f"INSERT INTO {table} (rowid, terms) VALUES (%s, %s)",
                [(pk, " ".join(terms)) for pk, terms in values],
            )
        else:
            cursor.executemany(
                f"INSERT INTO {table} (id, terms) VALUES (%s, array_to_tsvector(%s::text[])) "
                "ON CONFLICT (id) DO UPDATE SET terms = excluded.terms",
                values,
            )


def index_missing(rows: models.QuerySet[Any]) -> None:
    """Index those of ``rows`` that are not indexed yet: rows written by :mod:`huiyin.desk.core.bulk_rows`. Call
    it within a transaction.
    """
    model = rows.model
    connection = connections[rows.db]
    names = ("pk", *fields_of(model), *_scope_fields(model))
    told = rows.order_by("pk").values_list(*names)
    if not (listed := list(told)):
        return
    table = _name_table(model)
    key = "rowid" if connection.vendor == "sqlite" else "id"
    with connection.cursor() as cursor:
        span = (listed[0][0], listed[-1][0])
        cursor.execute(f"SELECT {key} FROM {table} WHERE {key} BETWEEN %s AND %s", span)
        there = {number for (number,) in cursor.fetchall()}
        count = len(fields_of(model))
        new = [
            (row[0], list_terms("\n".join(row[1 : 1 + count])) | {_scope_term(row[-1] if len(row) > 1 + count else 0)})
            for row in listed
            if row[0] not in there
        ]  # fmt: skip
        if connection.vendor == "sqlite":
            cursor.executemany(
                f"INSERT INTO {table} (rowid, terms) VALUES (%s, %s)",
                [(pk, " ".join(terms)) for pk, terms in new],
            )
        else:
            cursor.executemany(
                f"INSERT INTO {table} (id, terms) VALUES (%s, array_to_tsvector(%s::text[]))",
                [(pk, list(terms)) for pk, terms in new],
            )


def unindex_row(row: models.Model) -> None:
    """Remove a deleted row from the index."""
    connection = connections[router.db_for_write(type(row))]
    key = "rowid" if connection.vendor == "sqlite" else "id"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_name_table(type(row))} WHERE {key} = %s", (row.pk,))


def ensure_indexes(alias: str = "default", app: str = "") -> None:
    """Create the missing indexes of all searchable models (or of one ``app``), and fill empty ones."""
    connection = connections[alias]
    there = set(connection.introspection.table_names())
    for model in list_searched_models():
        if model._meta.db_table not in there or app not in ("", model._meta.app_label):
            continue  # its migrations may not have come this far
        table = _name_table(model)
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                # No positions and no sizes: nothing is ranked, and phrases are compared in the text
                # itself.
                cursor.execute(
                    f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5(terms, detail=none, columnsize=0, "
                    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
                )
            else:
                cursor.execute(
                    f"CREATE TABLE IF NOT EXISTS {table} (id bigint PRIMARY KEY, terms tsvector NOT NULL)"
                )
                cursor.execute(
                    f"CREATE INDEX IF NOT EXISTS {table}_terms ON {table} USING gin (terms) WITH (fastupdate = off)"
                )
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
            is_empty = cursor.fetchone() is None
        if is_empty:
            _fill_index(model)


def rebuild_indexes(alias: str = "default") -> None:
    """Rebuild all indexes from the rows."""
    ensure_indexes(alias)
    for model in list_searched_models():
        with transaction.atomic(using=alias):
            with connections[alias].cursor() as cursor:
                cursor.execute(f"DELETE FROM {_name_table(model)}")
            _fill_index(model)


def _fill_index(model: type[models.Model]) -> None:
    """Index all rows in one transaction: an index left half filled would later pass for a complete one."""
    rows = model._base_manager.only(*fields_of(model), *_scope_fields(model)).order_by("pk")
    with transaction.atomic(using=router.db_for_write(model)):
        batch: list[models.Model] = []
        for row in rows.iterator(chunk_size=_BATCH):
            batch.append(row)
            if len(batch) == _BATCH:
                index_rows(batch)
                batch = []
        index_rows(batch)


def _scope_fields(model: type[models.Model]) -> tuple[str, ...]:
    name = getattr(model, "search_scope", "")
    return (name,) if name else ()


def _make_scope(row: models.Model) -> str:
    name = getattr(row, "search_scope", "")
    return _scope_term(getattr(row, name)) if name else _scope_term(0)


def _scope_term(value: int) -> str:
    """The term that marks a row's scope. It contains a letter that no ordinary text has."""
    return f"scope\u01c2{value}\u01c2"  # a letter of no spelling that is folded


def _join_searched(row: models.Model) -> str:
    return "\n".join(getattr(row, name) or "" for name in fields_of(type(row)))


def _name_table(model: type[models.Model]) -> str:
    return f"{model._meta.db_table}_words"


def _build_match_query(
    model: type[models.Model],
    alias: str,
    wanted: Sequence[tuple[str, bool]],
    scopes: Collection[int],
) -> RawSQL:
    table = _name_table(model)
    within = sorted({_scope_term(scope) for scope in scopes})
    # Terms consist of letters and digits only, so quoting them is safe in both databases.
    if connections[alias].vendor == "sqlite":
        match = " AND ".join(f'"{term}"{"*" if begins else ""}' for term, begins in wanted)
        if within:
            match += " AND (" + " OR ".join(f'"{term}"' for term in within) + ")"
        return RawSQL(f"SELECT rowid FROM {table} WHERE {table} MATCH %s", (match,))
    match = " & ".join(f"'{term}'{':*' if begins else ''}" for term, begins in wanted)
    if within:
        match += " & (" + " | ".join(f"'{term}'" for term in within) + ")"
    # OFFSET 0 makes PostgreSQL evaluate the subquery first. The planner overestimates the matches
    # of a rare term and would otherwise walk all rows from the newest.
    return RawSQL(f"SELECT id FROM {table} WHERE terms @@ %s::tsquery OFFSET 0", (match,))


def after_save(sender: Any, instance: Any, **kwargs: Any) -> None:
    changed = kwargs.get("update_fields")
    if changed is None or set(changed) & set(sender.searched):
        index_rows([instance])


def after_delete(sender: Any, instance: Any, **_: Any) -> None:
    unindex_row(instance)


# ---- what was found, shown ----------------------------------------------------------------------------


def cut_excerpt(
    texts: Sequence[str], words: str, before: int = 40, after: int = 140
) -> list[tuple[str, bool]]:
    """The text around the first match, in pieces, each with whether it matches.

    Of several texts the one is used that contains most parts of ``words``; the first of equals.
    """
    marks = [_list_marks(text, words) for text in texts]
    best = max(range(len(texts)), key=lambda n: (len({m[2] for m in marks[n]}), -n), default=None)
    if best is None:
        return []
    text, best_marks = texts[best], _drop_overlaps(marks[best])
    first = best_marks[0][0] if best_marks else 0
    start = max(0, first - before)
    end = min(len(text), max(first + after, best_marks[0][1] if best_marks else 0))
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    position = start
    for begin, stop in best_marks:
        if begin >= end:
            break
        pieces += [(text[position:begin], False), (text[begin : min(stop, end)], True)]
        position = min(stop, end)
    pieces.append((text[position:end] + ("…" if end < len(text) else ""), False))
    return [piece for piece in pieces if piece[0]]


def _list_marks(text: str, words: str) -> list[tuple[int, int, int]]:
    """Where parts of ``words`` occur in ``text``: begin, end, and index of the part."""
    marks = []
    for number, part in enumerate(split_query(words)):
        runs = [run[0] for run in _RUNS.finditer(fold_for_search(part))]
        spaced = re.match(rf"[{_UNSPACED}]", runs[0]) is None
        pattern = (r"(?<![^\W_])" if spaced else "") + r"[\W_]*?".join(map(re.escape, runs))
        for found in re.finditer(pattern, text, re.IGNORECASE):
            marks.append((*found.span(), number))
    return marks


def _drop_overlaps(marks: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """The spans in order, with overlapping ones merged."""
    spans: list[tuple[int, int]] = []
    for begin, end, _ in sorted(marks):
        if spans and begin < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((begin, end))
    return spans
