"""Places in the plane: principal components of the votes, scaled as in Polis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huiyin.opinion.matrix import F64, Matrix

#: Components carried on from an earlier map are accepted once their residual is this small.
TOLERANCE = 1e-9
_ROUNDS = 300


@dataclass(frozen=True)
class Projection:
    """``components``: 2 × statements, of unit length. ``places``: participants × 2. ``explained``: the components'
    shares of the variance.
    """

    components: F64
    places: F64
    explained: tuple[float, float]


def project_participants(
    matrix: Matrix,
    weights: F64 | None = None,
    start: F64 | None = None,
    products: F64 | None = None,
) -> Projection:
    """Compute the first two principal components of the mean-imputed matrix, and every participant's place.

    A place is the sum over the participant's votes of (vote − mean) · component, times √(statements / votes cast),
    so that few votes do not pull it to the centre (Small et al. 2021, "Polis", section 3; in Polis's code
    ``sparsity-aware-project-ptpt``). ``weights``: how often each statement counts (bootstrap). ``start``:
    components of an earlier map to continue from. ``products``: those of ``matrix``, for callers that project it
    many times with different weights.

    The sign of a component is arbitrary; its largest loading is made positive.
    """
    centred = matrix.centred
    scale_of = np.ones(matrix.statements) if weights is None else np.sqrt(weights)
    cast: NDArray[np.floating] = matrix.cast.astype(np.float64)
    total_statements: float = matrix.statements
    if weights is not None:
        per_row = np.bincount(matrix.rows, weights[matrix.columns], minlength=matrix.participants)
        cast = per_row + float(weights[matrix.out].sum())
        total_statements = float(weights.sum())
    if matrix.is_small:
        components, strengths, total = _decompose_dense(matrix, scale_of)
    elif products is not None:
        components, strengths, total = _decompose_products(products, scale_of)
    else:
        components, strengths, total = _decompose_sparse(matrix, scale_of, start)
    largest = np.abs(components).argmax(axis=1)
    components *= np.where(components[[0, 1], largest] < 0, -1.0, 1.0)[:, None]
    places = np.asarray(centred @ (components * scale_of).T)
    places *= np.sqrt(total_statements / np.maximum(cast, 1))[:, None]
    shares = strengths / total if total > 0 else np.zeros(2)
    return Projection(components, places, (float(shares[0]), float(shares[1])))


def place_participants(matrix: Matrix, components: F64, means: F64) -> F64:
    """Place everybody in the plane of ``components``, which were computed from other participants' votes with these
    ``means``.
    """
    from scipy.sparse import csr_matrix

    less_mean = matrix.values - means[matrix.columns]
    shape = (matrix.participants, matrix.statements)
    votes = csr_matrix((less_mean, (matrix.rows, matrix.columns)), shape=shape)
    scale = np.sqrt(matrix.statements / np.maximum(matrix.cast, 1))
    found: F64 = np.asarray(votes @ components.T) * scale[:, None]
    return found


def project_statements(matrix: Matrix, components: F64) -> F64:
    """Return the place of somebody who agreed with one statement and cast no other vote: statements × 2.

    This is Polis's ``comment-projection``; the length of a row is the statement's extremity.
    """
    found: F64 = ((1 - matrix.means) * components).T * np.sqrt(matrix.statements)
    found[matrix.out] = (-matrix.means[matrix.out] * components[:, matrix.out]).T
    return found


def _decompose_dense(matrix: Matrix, scale_of: F64) -> tuple[F64, F64, float]:
    scaled = matrix.centred.multiply(scale_of).tocsr()
    gram = (scaled.T @ scaled).toarray()
    values, vectors = np.linalg.eigh(gram)
    strengths = np.maximum(values[::-1][:2], 0)
    components = np.zeros((2, matrix.statements))
    components[: len(strengths)] = vectors[:, ::-1][:, :2].T
    return components, np.r_[strengths, np.zeros(2 - len(strengths))], float(np.trace(gram))


def _decompose_sparse(matrix: Matrix, scale_of: F64, start: F64 | None) -> tuple[F64, F64, float]:
    """Decompose with matrix–vector products only, so that no dense participants × statements matrix is needed."""
    centred = matrix.centred
    turned = centred.T  # by columns as stored: transposing costs more than it saves

    def apply(vectors: F64) -> F64:
        narrow = vectors.T if vectors.ndim == 2 else vectors
        found: F64 = turned @ (centred @ (scale_of * narrow).T)
        return (found.T * scale_of).T

    m = matrix.statements
    total = float((centred.data**2 * (scale_of**2)[centred.indices]).sum())
    if start is not None and start.shape == (2, m):
        carried = _carry_on(apply, start)
        if carried is not None:
            return (*carried, total)
    return (*_find_largest(apply, m), total)


def _decompose_products(products: F64, scale_of: F64) -> tuple[F64, F64, float]:
    """Decompose the products of the statements, which the weights only scale; the votes are not read again."""

    def apply(vector: F64) -> F64:
        # Without BLAS: for so little work, synchronising its threads takes longer than the computation.
        found: F64 = scale_of * np.einsum("ij,j->i", products, scale_of * np.ravel(vector))
        return found

    total = float((np.diagonal(products) * scale_of**2).sum())
    return (*_find_largest(apply, len(products)), total)


def _find_largest(apply: Callable[[F64], F64], m: int) -> tuple[F64, F64]:
    """Return the eigenvectors of the two largest eigenvalues, and these."""
    from scipy.sparse.linalg import ArpackNoConvergence, LinearOperator, eigsh

    operator = LinearOperator((m, m), matvec=apply, dtype=np.float64)
    first = np.random.default_rng(0).standard_normal(m)
    try:
        values, vectors = eigsh(operator, k=2, v0=first, tol=1e-11)
    except ArpackNoConvergence as almost:
        values, vectors = almost.eigenvalues, almost.eigenvectors
    order = np.argsort(values)[::-1]
    return vectors[:, order].T.copy(), np.maximum(values[order], 0)


def _carry_on(apply, start: F64) -> tuple[F64, F64] | None:  # type: ignore[no-untyped-def]
    """Subspace iteration (Rutishauser 1969) with four vectors from an earlier map's two; ``None`` where it
    does not settle, which is where the new votes made the components change places."""
    generator = np.random.default_rng(0)
    basis = np.vstack([start, generator.standard_normal((2, start.shape[1]))])
    basis = np.linalg.qr(basis.T)[0]
    for _ in range(_ROUNDS):
        image = np.column_stack([apply(vector) for vector in basis.T])
        values, turn = np.linalg.eigh(basis.T @ image)
        order = np.argsort(values)[::-1]
        values, turn = values[order], turn[:, order]
        residual = image @ turn[:, :2] - (basis @ turn[:, :2]) * values[:2]
        if np.abs(residual).max() <= TOLERANCE * max(values[0], 1e-300):
            return (basis @ turn[:, :2]).T.copy(), np.maximum(values[:2], 0)
        basis = np.linalg.qr(image)[0]
    return None
