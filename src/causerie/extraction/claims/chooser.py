"""Turn the numbers of pairings into a choice and a score: which reading is right, and is it a claim?

A linear score picks one pairing of each candidate; three decisions, averaged, say
whether it is a claim as annotators would mark it: a linear one and boosted trees, by
the numbers, and a small network, by the numbers and the words.

Source:
    Friedman (2001), Greedy function approximation: a gradient boosting machine,
    Annals of Statistics 29:1189-1232; learned by `training/choosing.py`.

"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from causerie.encoders.layers import Floats
from causerie.extraction.claims.networks.lexical import LexicalNetwork
from causerie.extraction.claims.networks.weights import load_arrays
from causerie.extraction.claims.pairings import Pairing
from causerie.extraction.syntax import Parse

Floats64 = npt.NDArray[np.float64]

#: What the names of the lexical network's arrays begin with.
LEXICAL = "lexical."


class Trees:
    """Boosted trees, each row's score the sum of the leaves that it falls into.

    Args:
        nodes: "feature", "cut", "left", "right", "value", one entry for
            each node of each tree; a leaf's feature is -1; "roots", the first
            node of each tree; "base", the score before any tree.

    """

    def __init__(self, nodes: Mapping[str, npt.NDArray[np.generic]]) -> None:
        self._feature = nodes["feature"].astype(np.int64)
        self._threshold = nodes["cut"].astype(np.float64)
        self._left, self._right = nodes["left"].astype(np.int64), nodes["right"].astype(np.int64)
        self._value = nodes["value"].astype(np.float64)
        self._roots = nodes["roots"].astype(np.int64)
        self._base = float(nodes["base"].astype(np.float64).reshape(-1)[0])

    def score(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Score rows: shape (rows, features) → (rows,), log odds."""
        at = np.tile(self._roots, (len(rows), 1))
        index = np.arange(len(rows))[:, None]
        while (inner := self._feature[at] >= 0).any():
            feature = np.where(inner, self._feature[at], 0)
            left = rows[index, feature] <= self._threshold[at]
            at = np.where(inner, np.where(left, self._left[at], self._right[at]), at)
        return np.asarray(self._base + self._value[at].sum(axis=1))


@dataclass(frozen=True)
class Chooser:
    """A learned filter with the tables that its descriptions need.

    Attributes:
        ranking: weight of each number of a description for choosing among a candidate's pairings.
        linear: weights for deciding on a candidate, of the chosen pairing's
            description and, where the tagger was asked, of the cue's word vector.
        bias: what is added to the linear decision.
        trees: decide on the chosen pairing's description.
        lexical: decides on it and on its words.
        share: weight of the lexical decision beside the mean of the two others.
        patterns, ways: the tables of `Context`.
        slope, shift: turn log odds into those of being right as it was cross-validated.
        thresholds: language → log odds from which a candidate is taken for a claim.
        worthwhile: log odds of the fast filter under which the encoder is not asked, stated directions apart.

    Source:
        Platt (1999), Probabilistic outputs for support vector machines.

    """

    ranking: Floats64
    linear: Floats64
    bias: float
    trees: Trees
    lexical: LexicalNetwork
    share: float
    patterns: Mapping[str, float]
    ways: Mapping[str, float]
    slope: float
    shift: float
    thresholds: Mapping[str, float]
    worthwhile: float

    def confidence(self, score: float) -> float:
        """Turn log odds into the probability of being right."""
        return float(1 / (1 + np.exp(-(self.slope * score + self.shift))))

    def choose(
        self,
        pairs: Sequence[Sequence[Pairing]],
        rows: Sequence[Floats64],
        *,
        states: Sequence[Floats] | None,
        parses: Sequence[Parse],
    ) -> list[Scored]:
        """Choose the best pairing of each candidate, and score it.

        Args:
            pairs: the pairings of each candidate, none empty.
            rows: their descriptions, shape (pairings, numbers) for each candidate.
            states: the cues' word vectors, where the tagger was asked.
            parses: the trees that each candidate is from.

        """
        if not pairs:
            return []
        picks = [int((held @ self.ranking).argmax()) for held in rows]
        best = [held[i] for held, i in zip(pairs, picks, strict=True)]
        chosen = np.array([held[i] for held, i in zip(rows, picks, strict=True)])
        whole = chosen if states is None else np.hstack([chosen, np.array(states, dtype=np.float64)])
        by_numbers = (whole @ self.linear + self.bias + self.trees.score(chosen)) / 2
        by_words = self.lexical.score(chosen, [p.words(parse) for p, parse in zip(best, parses, strict=True)])
        scores = (1 - self.share) * by_numbers + self.share * by_words
        return [Scored(pairing, float(score)) for pairing, score in zip(best, scores, strict=True)]


@dataclass(frozen=True, slots=True)
class Scored:
    """A pairing with its log odds of being a claim."""

    pairing: Pairing
    score: float


@lru_cache(maxsize=2)
def load_chooser(name: str) -> Chooser:
    """Load a shipped filter, once: "chooser" reads the tagger too, "chooser-fast" the grammar alone."""
    return read_chooser(load_arrays(name))


def read_chooser(held: Mapping[str, npt.NDArray[np.generic]]) -> Chooser:
    """Build a filter from named arrays, as `training/choosing.py` writes them."""
    return Chooser(
        ranking=held["ranking"].astype(np.float64),
        linear=held["linear"].astype(np.float64),
        trees=Trees(held),
        lexical=LexicalNetwork(
            {k.removeprefix(LEXICAL): v for k, v in held.items() if k.startswith(LEXICAL)}
        ),
        patterns=dict(zip(held["patterns"].tolist(), held["pattern_odds"].tolist(), strict=True)),
        ways=dict(zip(held["ways"].tolist(), held["way_odds"].tolist(), strict=True)),
        thresholds={k.partition(".")[2]: float(v) for k, v in held.items() if k.startswith("threshold.")},
        **{k: float(held[k].tolist()) for k in ("bias", "share", "slope", "shift", "worthwhile")},
    )
