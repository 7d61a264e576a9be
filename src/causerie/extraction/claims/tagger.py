"""Turn a cue into the places of its cause and effect, by a tagger learned over word vectors.

Source:
    pointers to start and end as in Vinyals et al. (2015), Pointer Networks,
    NeurIPS; learned by `training/arguments.py`.

"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from causerie.encoders.words import load_words
from causerie.extraction.claims.network import Network
from causerie.extraction.claims.windows import Window
from causerie.extraction.syntax import Parse
from causerie.languages.causation import Role
from causerie.model import Kind, Span

Floats = npt.NDArray[np.float32]

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
    """What the tagger says of one cue.

    Attributes:
        claim: logit of its being a claim.
        kinds, signs: log probabilities, in the order of `KINDS` and `SIGNS`.
        edges: shape (words, 4), log probability that a word is the first of the
            cause, its last, the first of the effect, its last.
        roles: shape (words, 3), probability of neither, cause, effect.
        state: mean of the cue's word vectors.

    """

    window: Window
    state: Floats
    claim: float
    kinds: Floats
    signs: Floats
    edges: Floats
    roles: Floats

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
    """Several networks whose scores are averaged.

    Args:
        networks: trained from different seeds.
        layers: the encoder's layers whose states they read.

    """

    def __init__(self, networks: Sequence[Network], *, layers: tuple[int, ...]) -> None:
        self._networks = networks
        self.layers = layers

    def project(self, states: Floats) -> list[Floats]:
        """Bring word vectors to each network's width."""
        return [n.project(states) for n in self._networks]

    def tag(self, window: Window, projected: Sequence[Floats], *, state: Floats) -> Tagged:
        """Tag one cue: `projected` holds the window's words for each network, `state` is the cue's vector."""
        scores = [
            n.score(p, window.categories, cue=window.cue)
            for n, p in zip(self._networks, projected, strict=True)
        ]
        words = np.mean([s.words for s in scores], axis=0)
        cue = np.mean([s.cue for s in scores], axis=0)
        ends = 1 + len(KINDS)
        return Tagged(
            window=window,
            state=state,
            claim=float(cue[0]),
            kinds=_log_softmax(cue[1:ends]),
            signs=_log_softmax(cue[ends:]),
            edges=_log_softmax(words[:, :4]),
            roles=np.exp(_log_softmax(words[:, 4:].T)).T,
        )


def tag_cues(parse: Parse, windows: Sequence[Window], *, tagger: Tagger) -> list[Tagged]:
    """Tag the cues of one document; the sentences that their windows touch are encoded in one go."""
    needed = sorted({t.sent for w in windows for t in w.tokens})
    spans = [[t.span for t in parse.sentences[i].tokens] for i in needed]
    encoded = load_words(tagger.layers).words(spans, text=parse.text)
    return tag_windows(windows, dict(zip(needed, encoded, strict=True)), tagger=tagger)


def tag_windows(windows: Sequence[Window], states: Mapping[int, Floats], *, tagger: Tagger) -> list[Tagged]:
    """Tag windows, given the word vectors of every sentence that they touch, by its index."""
    projected = {i: tagger.project(held) for i, held in states.items()}
    found = []
    for window in windows:
        sentences = sorted({t.sent for t in window.tokens})
        parts = [np.concatenate(held) for held in zip(*(projected[i] for i in sentences), strict=True)]
        words = np.concatenate([states[i] for i in sentences])
        found.append(tagger.tag(window, parts, state=words[window.cue].mean(axis=0)))
    return found


def read_tagger(arrays: Mapping[str, npt.NDArray[np.generic]]) -> Tagger:
    """Build a tagger from named arrays: "layers", and "<network>.<name>" for each network."""
    groups: dict[str, dict[str, npt.NDArray[np.generic]]] = {}
    for name, array in arrays.items():
        head, dot, rest = name.partition(".")
        if dot:
            groups.setdefault(head, {})[rest] = array
    layers = tuple(int(n) for n in arrays["layers"])
    return Tagger([Network(groups[k]) for k in sorted(groups)], layers=layers)


@lru_cache(maxsize=1)
def load_tagger() -> Tagger:
    """Load the shipped tagger, once; one serves both languages, whose word vectors share a space."""
    with (files("causerie.languages") / "shared" / "tagger.npz").open("rb") as file, np.load(file) as arrays:
        return read_tagger(dict(arrays))


def _log_softmax(x: Floats) -> Floats:
    """Turn scores into log probabilities along the first axis."""
    shifted = x - x.max(axis=0)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=0)), dtype=np.float32)
