"""Turn a cue into the places of its cause and effect, by a tagger learned over word vectors.

Source:
    pointers to start and end as in Vinyals et al. (2015), Pointer Networks,
    NeurIPS; learned by `training/arguments.py`.

"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from causerie.extraction.claims.cues import CLAIM, CueReader
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
        senses: shape (words, 12), what the tuned layers say of each word (columns of `cues`).

    """

    window: Window
    state: Floats
    senses: Floats
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

    def tag(self, window: Window, projected: Sequence[Floats], *, state: Floats, senses: Floats) -> Tagged:
        """Tag one cue.

        Args:
            window: the words around it.
            projected: the window's words for each network, from `project`.
            state: the cue's vector.
            senses: what the reader of cues says of the window's words.

        """
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
            senses=senses,
            claim=float(cue[0]),
            kinds=log_softmax(cue[1:ends]),
            signs=log_softmax(cue[ends:]),
            edges=log_softmax(words[:, :4]),
            roles=np.exp(log_softmax(words[:, 4:].T)).T,
        )


@dataclass(frozen=True)
class Encoded:
    """Sentences of one document as vectors.

    Attributes:
        states: sentence index → its words' vectors, of the tagger's layers.
        senses: sentence index → what the tuned layers say of its words.

    """

    states: Mapping[int, Floats]
    senses: Mapping[int, Floats]


def encode_sentences(parse: Parse, needed: Collection[int], *, tagger: Tagger, cues: CueReader) -> Encoded:
    """Encode some sentences of a document in one go."""
    order = sorted(needed)
    spans = [[t.span for t in parse.sentences[i].tokens] for i in order]
    both = cues.encode(spans, text=parse.text, layers=tagger.layers)
    states = {i: own for i, (own, _) in zip(order, both, strict=True)}
    return Encoded(states, {i: said for i, (_, said) in zip(order, both, strict=True)})


def tag_windows(windows: Sequence[Window], encoded: Encoded, *, tagger: Tagger) -> list[Tagged]:
    """Tag windows, given every sentence that they touch."""
    projected = {i: tagger.project(held) for i, held in encoded.states.items()}
    found = []
    for window in windows:
        sentences = sorted({t.sent for t in window.tokens})
        parts = [np.concatenate(held) for held in zip(*(projected[i] for i in sentences), strict=True)]
        words = np.concatenate([encoded.states[i] for i in sentences])
        senses = np.concatenate([encoded.senses[i] for i in sentences])
        found.append(tagger.tag(window, parts, state=words[window.cue].mean(axis=0), senses=senses))
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


def log_softmax(x: Floats) -> Floats:
    """Turn scores into log probabilities along the first axis."""
    shifted = x - x.max(axis=0)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=0)), dtype=np.float32)
