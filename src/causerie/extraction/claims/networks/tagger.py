"""Turn what networks score around a cue into the places of its cause and effect, its kind and its sign.

Source:
    pointers to start and end as in Vinyals et al. (2015), Pointer Networks,
    NeurIPS; learned by `training/arguments.py`.

"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from causerie.encoders.layers import Floats
from causerie.extraction.claims.networks.cues import CLAIM
from causerie.extraction.claims.networks.network import Network, Scores
from causerie.extraction.claims.networks.windows import Window
from causerie.languages.causal_rows import Role
from causerie.model import Kind, Span

#: The kinds in the order of the tagger's outputs.
KINDS = (Kind.CAUSE, Kind.PREVENT, Kind.ENABLE, Kind.REQUIRE, Kind.CONDITION, Kind.PURPOSE)

#: Signs in the order of the tagger's outputs.
SIGNS = ("+", "-", "?")

#: Words that an argument may hold.
LONGEST_ARGUMENT = 60


#: Spans ranked for each argument.
RANKED = 3


@dataclass(frozen=True)
class Tagged:
    """What the networks say of one cue.

    Attributes:
        scores: the networks' own, logits.
        claim: logit of its being a claim.
        kinds, signs: log probabilities, in the order of `KINDS` and `SIGNS`.
        edges: shape (words, 4), log probability that a word is the first of the
            cause, its last, the first of the effect, its last.
        roles: shape (words, 3), probability of neither, cause, effect.
        state: mean of the cue's word vectors.
        senses: shape (words, 12), what the tuned layers say of each word (columns of `cues`).

    """

    window: Window
    scores: Scores
    state: Floats
    senses: Floats
    claim: float
    kinds: Floats
    signs: Floats
    edges: Floats
    roles: Floats

    @classmethod
    def of(cls, window: Window, scores: Scores, *, state: Floats, senses: Floats) -> Tagged:
        """Turn the scores of a window into what is said of its cue.

        Args:
            window: the words around it.
            scores: shape (words, 7): first and last word of the cause and of the effect, then neither,
                cause, effect; and (10,): claim, kinds, signs.
            state: the cue's vector.
            senses: what the reader of cues says of the window's words.

        """
        ends = 1 + len(KINDS)
        return cls(
            window=window,
            scores=scores,
            state=state,
            senses=senses,
            claim=float(scores.cue[0]),
            kinds=log_softmax(scores.cue[1:ends]),
            signs=log_softmax(scores.cue[ends:]),
            edges=log_softmax(scores.words[:, :4]),
            roles=np.exp(log_softmax(scores.words[:, 4:].T)).T,
        )

    def words_in(self, span: Span) -> tuple[int, int] | None:
        """Give the rows of the first and last word under a span; None if it lies outside the window."""
        tokens = self.window.tokens
        if span.start < tokens[0].start or span.end > tokens[-1].end:
            return None
        first = bisect_right(tokens, span.start, key=lambda t: t.end)
        last = bisect_left(tokens, span.end, key=lambda t: t.start) - 1
        return (first, last) if first <= last else None

    def spans(self, role: Role, *, count: int = 1) -> list[tuple[float, int, int]]:
        """List the likeliest spans for an argument, at most `RANKED`: log probability, first and last row."""
        return (self._causes if role is Role.CAUSE else self._effects)[:count]

    @cached_property
    def likeliest(self) -> Floats:
        """What the tuned layers say of the cue's likeliest word, shape (12,)."""
        inside = self.senses[self.window.cue]
        return np.asarray(inside[inside[:, CLAIM].argmax()])

    @cached_property
    def _causes(self) -> list[tuple[float, int, int]]:
        return _ranked(self.edges[:, 0], self.edges[:, 1])

    @cached_property
    def _effects(self) -> list[tuple[float, int, int]]:
        return _ranked(self.edges[:, 2], self.edges[:, 3])


def _ranked(first: Floats, last: Floats) -> list[tuple[float, int, int]]:
    """Rank the spans by the sum of what their first and their last word score."""
    scores = first[:, None] + last[None, :]
    size = len(scores)
    width = np.arange(size)[None, :] - np.arange(size)[:, None]
    scores = np.where((width >= 0) & (width < LONGEST_ARGUMENT), scores, -np.inf)
    order = np.argsort(-scores, axis=None, kind="stable")[:RANKED]
    return [(float(scores.flat[i]), int(i // size), int(i % size)) for i in order]


class Tagger:
    """Convolutional networks whose scores are averaged.

    Args:
        networks: trained from different seeds.
        layer: the encoder's layer whose states they read.

    """

    def __init__(self, networks: Sequence[Network], *, layer: int) -> None:
        self._networks = networks
        self.layer = layer

    def read(self, windows: Sequence[Window], states: Mapping[int, Floats]) -> list[Scores]:
        """Score windows: shape (words, 7) and (10,) for each, logits.

        Args:
            windows: each around one cue.
            states: sentence index → its words' vectors, for every sentence of the windows.

        """
        projected = {i: [n.project(held) for n in self._networks] for i, held in states.items()}
        found = []
        for window in windows:
            parts = zip(*(projected[i] for i in window.sentences), strict=True)
            scores = [
                n.score(np.concatenate(held), window.categories, cue=window.cue)
                for n, held in zip(self._networks, parts, strict=True)
            ]
            found.append(averaged(scores))
        return found


def averaged(scores: Sequence[Scores]) -> Scores:
    """Average what several networks say of one window."""
    return Scores(np.mean([s.words for s in scores], axis=0), np.mean([s.cue for s in scores], axis=0))


def read_tagger(arrays: Mapping[str, npt.NDArray[np.generic]]) -> Tagger:
    """Build a tagger from named arrays: "layer", and those of its networks."""
    return Tagger(read_networks(arrays), layer=int(arrays["layer"]))


def read_networks(arrays: Mapping[str, npt.NDArray[np.generic]]) -> list[Network]:
    """Build networks from arrays named "<network>.<name>"; what has no dot in its name is left out."""
    groups: dict[str, dict[str, npt.NDArray[np.generic]]] = {}
    for name, array in arrays.items():
        head, dot, rest = name.partition(".")
        if dot:
            groups.setdefault(head, {})[rest] = array
    return [Network(groups[k]) for k in sorted(groups)]


def log_softmax(x: Floats) -> Floats:
    """Turn scores into log probabilities along the first axis."""
    shifted = x - x.max(axis=0)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=0)), dtype=np.float32)
