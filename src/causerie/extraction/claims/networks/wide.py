"""Turn sentences of protest news into what its corpora hold for causes: motives and what follows on what too.

`guides/annotation.md` asks for words that signal a link; the Causal News Corpus
also marks what people protest against, what they aim at, and what an event came
after. Who wants that wider notion asks for it (profile wide); it says no sign.

Source:
    Tan et al. (2022), The Causal News Corpus, LREC; learned by `training/wide.py`.

"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from causerie.encoders.layers import Floats
from causerie.encoders.words import WordEncoder
from causerie.extraction.claims.networks.network import Scores
from causerie.extraction.claims.networks.tagger import averaged, log_softmax, read_networks
from causerie.extraction.claims.networks.weights import load_arrays
from causerie.extraction.claims.networks.windows import word_categories
from causerie.extraction.syntax import Parse, Sentence
from causerie.model import Claim, Kind, Polarity, Span

#: Names the claims that are read so.
PATTERN = "wide"

#: Relations looked for in one sentence: more are rare.
SLOTS = 2

#: Chance from which a sentence holds a relation, and from which it holds another one.
CAUSAL, ANOTHER = 0.4, 0.5

#: Starts and ends tried for each argument.
TRIED = 8

#: Overlap of both arguments from which a relation is one that was found already.
SAME = 0.3


@dataclass(frozen=True, slots=True)
class Relation:
    """A cause and an effect in one sentence.

    Attributes:
        score: log odds that the sentence holds it, and the log probability of its places, added.

    """

    cause: Span
    effect: Span
    score: float


class WideReader:
    """The networks that read sentences whole.

    Args:
        arrays: "<network>.<name>" for each network, whose scores are averaged; "layer" of
            the encoder; "slope" and "shift" from scores to the log odds of being right;
            "languages" that were learned from.

    """

    def __init__(self, arrays: Mapping[str, npt.NDArray[np.generic]]) -> None:
        self._networks = read_networks(arrays)
        self.layer = int(arrays["layer"])
        self.languages = frozenset(map(str, arrays["languages"].tolist()))
        self._slope, self._shift = float(arrays["slope"]), float(arrays["shift"])

    def read(self, sentence: Sentence, states: Floats) -> list[Relation]:
        """Find the relations of one sentence, given its words' vectors; none where it is none."""
        if not len(states):
            return []
        everything = np.ones(len(states), bool)
        categories = word_categories(sentence)
        said = [n.score(n.project(states), categories, cue=everything) for n in self._networks]
        return relations_of(sentence, averaged(said))

    def read_all(self, sentences: Sequence[Sentence], states: Sequence[Floats]) -> list[Claim]:
        """Find the claims of some sentences, given their words' vectors."""
        return [
            self._claim(relation)
            for sentence, held in zip(sentences, states, strict=True)
            for relation in self.read(sentence, held)
        ]

    def _claim(self, relation: Relation) -> Claim:
        """Make a relation a claim, of no sign, on no signal; its confidence as it was cross-validated."""
        return Claim(
            id="",
            cause=relation.cause,
            effect=relation.effect,
            trigger=(),
            polarity=Polarity.UNKNOWN,
            kind=Kind.CAUSE,
            confidence=float(1 / (1 + np.exp(-(self._slope * relation.score + self._shift)))),
            pattern=PATTERN,
        )


def relations_of(sentence: Sentence, scores: Scores) -> list[Relation]:
    """Turn what networks score into relations, the surest first.

    Args:
        sentence: its words.
        scores: for each word start and end of cause and effect, for each slot; for the
            sentence whether each slot is filled, logits.

    """
    edges = log_softmax(scores.words)
    chances = 1 / (1 + np.exp(-scores.cue))
    found: list[Relation] = []
    for slot in range(SLOTS):
        if chances[slot] < (ANOTHER if slot else CAUSAL) or (slot and not found):
            break
        pair = best_pair(edges[:, 4 * slot : 4 * slot + 4])
        if pair is None:
            break
        score, cause, effect = pair
        found.append(
            Relation(_span(sentence, cause), _span(sentence, effect), score + float(scores.cue[slot]))
        )
    return found


Places = tuple[int, int]


def best_pair(edges: Floats) -> tuple[float, Places, Places] | None:
    """Find the likeliest cause and effect that do not overlap, and their log probability.

    Args:
        edges: shape (words, 4), log probability of being the first word of the cause,
            its last, the first of the effect, its last.

    """
    ranked: list[list[tuple[float, Places]]] = []
    for column in (0, 2):
        starts, ends = (np.argsort(-edges[:, column + k])[:TRIED] for k in (0, 1))
        ranked.append(
            [
                (float(edges[a, column] + edges[b, column + 1]), (int(a), int(b)))
                for a in starts
                for b in ends
                if a <= b
            ]
        )
    pairs = [
        (c + e, cause, effect)
        for c, cause in ranked[0]
        for e, effect in ranked[1]
        if cause[1] < effect[0] or effect[1] < cause[0]
    ]
    return max(pairs, default=None)


def _span(sentence: Sentence, places: Places) -> Span:
    """Give the span from one word of a sentence to another."""
    return Span(sentence.tokens[places[0]].start, sentence.tokens[places[1]].end)


def with_wide(claims: Sequence[Claim], parse: Parse) -> tuple[Claim, ...]:
    """Add what the wider notion finds to the claims of a document; nothing in a language not learned."""
    reader, encoder = load_wide()
    if parse.language not in reader.languages:
        return tuple(claims)
    words = [[t.span for t in s.tokens] for s in parse.sentences]
    states = encoder.words(words, text=parse.text)
    return joined(claims, reader.read_all(parse.sentences, states))


def joined(claims: Sequence[Claim], wide: Sequence[Claim]) -> tuple[Claim, ...]:
    """Add wide claims to others, in the order of the text, but for what these relate already."""
    new = [w for w in wide if not any(_are_one(w, claim) for claim in claims)]
    return tuple(sorted([*claims, *new], key=_place))


def _place(claim: Claim) -> int:
    """Give the place that a claim is numbered by: its signal's, or where it begins."""
    return claim.trigger[0].start if claim.trigger else min(claim.cause.start, claim.effect.start)


def _are_one(claim: Claim, other: Claim) -> bool:
    """Say whether two claims relate the same, either way round."""
    there = min(claim.cause.likeness(other.cause), claim.effect.likeness(other.effect))
    back = min(claim.cause.likeness(other.effect), claim.effect.likeness(other.cause))
    return max(there, back) >= SAME


@lru_cache(maxsize=1)
def load_wide() -> tuple[WideReader, WordEncoder]:
    """Load the shipped networks and the encoder that they stand on, once."""
    reader = WideReader(load_arrays("wide"))
    return reader, WordEncoder(layer=reader.layer)
