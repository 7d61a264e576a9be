"""Turn sentences into what the networks say: of every word as a cue, then of the likeliest cues closely.

The encoder's first layers run once for all; the layers tuned to sense cues go
on from them; and only around what these do not take for hopeless are the
arguments looked for: by a small network, and around the likely ones by layers that
know their cue too, both averaged.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from causerie.encoders.layers import Floats, Stack
from causerie.encoders.words import Pieces, WordEncoder, owners_of, pooled
from causerie.errors import ModelError
from causerie.extraction.claims.grammar.candidates import Candidate
from causerie.extraction.claims.grammar.drafts import IMPOSSIBLE
from causerie.extraction.claims.networks.close import CloseReader
from causerie.extraction.claims.networks.cues import CLAIM, CueReader
from causerie.extraction.claims.networks.tagger import Tagged, Tagger, averaged, read_tagger
from causerie.extraction.claims.networks.weights import load_arrays
from causerie.extraction.claims.networks.windows import Window, cue_window
from causerie.extraction.syntax import Parse

#: Log odds of being a cue, by the tuned layers, from which a cue is looked at closely: below, one in a
#: hundred of the claims that the filter takes is lost.
WORTH_A_LOOK = -5.0

#: Log odds from which the layers that know their cue are asked too, which is the dearest part of reading;
#: asking about the others gains nothing that can be measured.
LIKELY = 0.0


@dataclass(frozen=True)
class Encoded:
    """Sentences of one document, read once.

    Attributes:
        pieces: sentence index → its pieces at the layer that all networks go on from.
        senses: sentence index → what the tuned layers say of its words (columns of `cues`).

    """

    pieces: Mapping[int, Pieces]
    senses: Mapping[int, Floats]

    def of(self, window: Window) -> Floats:
        """Give what is said of a window's words."""
        return np.concatenate([self.senses[i] for i in window.sentences])

    def is_worth_a_look(self, window: Window) -> bool:
        """Say whether a word of the window's cue may be one; yes if the encoder did not read it."""
        read = np.concatenate([self.pieces[i].read for i in window.sentences])[window.cue]
        return not read.any() or bool(self.of(window)[window.cue, CLAIM].max() >= WORTH_A_LOOK)


def with_windows(candidates: Sequence[Candidate], parse: Parse) -> list[tuple[Candidate, Window]]:
    """Give each candidate with what is seen of it."""
    return [(c, cue_window(parse, c)) for c in candidates]


def looked_at(
    candidates: Sequence[tuple[Candidate, Window]], encoded: Encoded
) -> list[tuple[Candidate, Window]]:
    """Keep the candidates that are worth a close look, and those that are claims by their form."""
    return [
        (c, w)
        for c, w in candidates
        if c.states_directions or c.pattern.endswith(IMPOSSIBLE) or encoded.is_worth_a_look(w)
    ]


class Readers:
    """The encoder and the networks on it.

    Args:
        cues: senses the cues.
        tagger, close: find the arguments of one cue.

    """

    def __init__(self, cues: CueReader, tagger: Tagger, close: CloseReader) -> None:
        self._cues, self._tagger, self._close = cues, tagger, close
        if not close.at == cues.at <= tagger.layer:
            raise ModelError(
                f"weights of layers {cues.at}, {close.at} and {tagger.layer}: the first two must be equal, "
                "the third no lower"
            )
        self._encoder = WordEncoder(layer=cues.at)
        self._upper = Stack([self._encoder.layer(i) for i in range(cues.at, tagger.layer)])

    def sense(self, parse: Parse, needed: Collection[int]) -> Encoded:
        """Read some sentences of a document, given by index, in one go."""
        order = sorted(needed)
        spans = [[t.span for t in parse.sentences[i].tokens] for i in order]
        cuts = [self._encoder.cut(words, text=parse.text) for words in spans]
        states = self._encoder.pieces([numbers for numbers, _ in cuts])
        pieces = [
            Pieces(held, owners_of(places, words), len(words))
            for held, (_, places), words in zip(states, cuts, spans, strict=True)
        ]
        senses = self._cues.read(pieces)
        return Encoded(dict(zip(order, pieces, strict=True)), dict(zip(order, senses, strict=True)))

    def tag(self, windows: Sequence[Window], encoded: Encoded, *, parse: Parse) -> list[Tagged]:
        """Look at cues closely, given every sentence of their windows."""
        needed = sorted({i for w in windows for i in w.sentences})
        upper = self._upper.run([encoded.pieces[i].states for i in needed])
        states = {}
        for i, held in zip(needed, upper, strict=True):
            words = [t.span for t in parse.sentences[i].tokens]
            _, places = self._encoder.cut(words, text=parse.text)
            states[i] = pooled(words, places, held[1:-1])
        return tag_windows(windows, encoded, states=states, tagger=self._tagger, close=self._close)


def tag_windows(
    windows: Sequence[Window],
    encoded: Encoded,
    *,
    states: Mapping[int, Floats],
    tagger: Tagger,
    close: CloseReader,
) -> list[Tagged]:
    """Say what the networks find around cues, each kind of window read once.

    Args:
        windows: each around one cue.
        encoded: what was read of their sentences.
        states: sentence index → its words' vectors at the tagger's layer.
        tagger: the convolutional networks.
        close: the layers that know their cue.

    """
    different = {w.key: w for w in windows}
    said = {}
    for (key, window), scores in zip(
        different.items(), tagger.read([*different.values()], states), strict=True
    ):
        vectors = np.concatenate([states[i] for i in window.sentences])[window.cue]
        said[key] = Tagged.of(window, scores, state=vectors.mean(axis=0), senses=encoded.of(window))
    likely = {key: one for key, one in said.items() if one.likeliest[CLAIM] >= LIKELY}
    closer = close.read([one.window for one in likely.values()], encoded.pieces)
    for (key, one), scores in zip(likely.items(), closer, strict=True):
        both = averaged([one.scores, scores])
        said[key] = Tagged.of(one.window, both, state=one.state, senses=one.senses)
    return [said[w.key] for w in windows]


@lru_cache(maxsize=1)
def load_readers() -> Readers:
    """Load the shipped networks, once; they serve both languages, whose word vectors share a space."""
    cues, tagger, close = (load_arrays(name) for name in ("cues", "tagger", "close"))
    return Readers(CueReader(cues), read_tagger(tagger), CloseReader(close))
