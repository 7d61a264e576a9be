"""Turn a cue into the places of its cause and effect, by a tagger learned over word vectors.

Source:
    pointers to start and end as in Vinyals et al. (2015), Pointer Networks,
    NeurIPS; learned by `training/arguments.py`.

"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from causerie.encoders.words import load_words
from causerie.extraction.claims.network import Network
from causerie.extraction.claims.windows import Window, window_around
from causerie.extraction.syntax import Parse, Token
from causerie.languages.causation import Role
from causerie.model import Kind, Span

Floats = npt.NDArray[np.float32]

#: The kinds in the order of the tagger's outputs.
KINDS = (Kind.CAUSE, Kind.PREVENT, Kind.ENABLE, Kind.REQUIRE, Kind.CONDITION, Kind.PURPOSE)

#: Signs in the order of the tagger's outputs.
SIGNS = ("+", "-", "?")

#: Words that an argument may hold.
LONGEST_ARGUMENT = 60


@dataclass(frozen=True)
class Tagged:
    """What the tagger says of one cue.

    Attributes:
        claim: logit of its being a claim.
        kinds, signs: log probabilities, in the order of `KINDS` and `SIGNS`.
        edges: shape (words, 4), log probability that a word is the first of the
            cause, its last, the first of the effect, its last.
        roles: shape (words, 3), probability of neither, cause, effect.

    """

    window: Window
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
        held = [i for i, t in enumerate(tokens) if t.start < span.end and t.end > span.start]
        return (held[0], held[-1]) if held else None

    def spans(self, role: Role, *, count: int) -> list[tuple[float, int, int]]:
        """List the likeliest spans for an argument: log probability, first and last row."""
        column = 0 if role is Role.CAUSE else 2
        scores = self.edges[:, column, None] + self.edges[None, :, column + 1]
        size = len(scores)
        width = np.arange(size)[None, :] - np.arange(size)[:, None]
        scores = np.where((width >= 0) & (width < LONGEST_ARGUMENT), scores, -np.inf)
        order = np.argsort(-scores, axis=None, kind="stable")[:count]
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

    def tag(self, window: Window, projected: Sequence[Floats]) -> Tagged:
        """Tag one cue; `projected` holds the window's words for each network."""
        scores = [
            n.score(p, window.categories, cue=window.cue)
            for n, p in zip(self._networks, projected, strict=True)
        ]
        words = np.mean([s.words for s in scores], axis=0)
        cue = np.mean([s.cue for s in scores], axis=0)
        return tagged(window, words, cue)


def tagged(window: Window, words: Floats, cue: Floats) -> Tagged:
    """Turn raw scores into what they say: words (words, 7), cue (1 + kinds + signs,)."""
    ends = 1 + len(KINDS)
    return Tagged(
        window=window,
        claim=float(cue[0]),
        kinds=_log_softmax(cue[1:ends]),
        signs=_log_softmax(cue[ends:]),
        edges=_log_softmax(words[:, :4]),
        roles=np.exp(_log_softmax(words[:, 4:].T)).T,
    )


def tag_cues(parse: Parse, cues: Sequence[Sequence[Token]], *, tagger: Tagger) -> list[Tagged]:
    """Tag cues of one document; the sentences around them are encoded in one go."""
    windows = [window_around(parse, cue) for cue in cues]
    needed = sorted({t.sent for w in windows for t in w.tokens})
    spans = [[t.span for t in parse.sentences[i].tokens] for i in needed]
    encoded = load_words(tagger.layers).words(spans, text=parse.text)
    states = dict(zip(needed, encoded, strict=True))
    return tag_windows(windows, states, tagger=tagger)


def tag_windows(windows: Sequence[Window], states: Mapping[int, Floats], *, tagger: Tagger) -> list[Tagged]:
    """Tag windows, given the word vectors of every sentence that they touch, by its index."""
    projected = {i: tagger.project(held) for i, held in states.items()}
    found = []
    for window in windows:
        sentences = sorted({t.sent for t in window.tokens})
        parts = [np.concatenate(held) for held in zip(*(projected[i] for i in sentences), strict=True)]
        found.append(tagger.tag(window, parts))
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
