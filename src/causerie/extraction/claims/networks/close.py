"""Read the sentences around one cue once more, with that cue marked: where its arguments stand, what it says.

The states of the pieces, from one of the encoder's own layers, get an
embedding for belonging to the cue and one for each category of the window
(place in the tree, distance, sentence) added to them; tuned layers then let
every word look at the marked cue.

Source:
    Baldini Soares et al. (2019), Matching the Blanks, ACL, on marking what is asked
    about in a transformer's input; learned by `training/closing.py`.

"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from causerie.encoders.layers import Floats, gelu
from causerie.encoders.words import Pieces, joined
from causerie.extraction.claims.networks.network import Scores
from causerie.extraction.claims.networks.weights import floats_in, stack_in
from causerie.extraction.claims.networks.windows import WINDOW_SIZES, Window


class CloseReader:
    """The layers that know their cue.

    Args:
        arrays: as `training/closing.py` writes them: "at", the encoder's layer that they go on
            from; "layer<i>.<array>"; "mark", shape (2, 384), added
            to the pieces of words outside and inside the cue; "table<i>", added by category; "hidden.w",
            "hidden.b", "words.w", "words.b" for what is said of words; "inner.w", "inner.b", "cue.w",
            "cue.b" for what is said of the cue.

    """

    def __init__(self, arrays: Mapping[str, npt.NDArray[np.generic]]) -> None:
        self.at = int(arrays["at"])
        self._w = floats_in(arrays)
        self._stack = stack_in(self._w)

    def read(self, windows: Sequence[Window], pieces: Mapping[int, Pieces]) -> list[Scores]:
        """Score windows: shape (words, 7) and (10,) for each, logits.

        Args:
            windows: each around one cue.
            pieces: sentence index → its pieces at the layer that the tuned ones go on from, for every
                sentence of the windows.

        """
        whole = [self._marked(window, pieces) for window in windows]
        tuned = self._stack.run([w.states for w in whole])
        return [
            self._scores(window, held.onto_words(states))
            for window, held, states in zip(windows, whole, tuned, strict=True)
        ]

    def _marked(self, window: Window, pieces: Mapping[int, Pieces]) -> Pieces:
        """Lay the pieces of a window's sentences end to end, and add what is known of each word."""
        whole = joined([pieces[i] for i in window.sentences])
        known = self._w["mark"][window.cue.astype(np.int64)]
        for i in range(len(WINDOW_SIZES)):
            known = known + self._w[f"table{i}"][window.categories[:, i]]
        owned = whole.owners >= 0
        whole.states[owned] += known[whole.owners[owned]]
        return whole

    def _scores(self, window: Window, words: Floats) -> Scores:
        w = self._w
        hidden = gelu(words @ w["hidden.w"] + w["hidden.b"])
        around = np.concatenate([words[window.cue].mean(axis=0), words.mean(axis=0)])
        inner = gelu(around @ w["inner.w"] + w["inner.b"])
        return Scores(hidden @ w["words.w"] + w["words.b"], inner @ w["cue.w"] + w["cue.b"])
