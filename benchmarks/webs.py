"""Published systems as signs and weights, for speed runs and the gallery; each names its source."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Signs = npt.NDArray[np.int64]

_SIGNS = {"+": 1, "-": -1, ".": 0}

#: Snowshoe hare, predators, vegetation: model A and its variant B, in which vegetation
#: also feeds the predators by another way. Dambacher & Ramos-Jiliberto (2007), Q Rev
#: Biol 82:227-250; run with random strengths by Melbourne-Thomas et al. (2012).
HARE_CONCEPTS = ("hare", "predators", "vegetation")
HARE_A = (".-+", "+-.", "-.-")
HARE_B = (".-+", "+-+", "-.-")

#: Macquarie Island before the rabbits were removed. Raymond et al. (2011), J Appl Ecol 48:181-190.
MACQUARIE_CONCEPTS = (
    "albatrosses", "prions", "burrowing seabirds", "petrels", "herbfield", "grassland",
    "macro-invertebrates", "mice", "penguins", "rabbits", "rats", "redpolls", "skuas",
    "surface seabirds", "tussock",
)  # fmt: skip
MACQUARIE = (
    "-...+.........+",
    ".-...+......-..",
    "..-......-..-.+",
    "...-.+..+.....+",
    "....-....-.....",
    ".....-.........",
    "....++--..--..+",
    "....+.+-..-...+",
    "...-....-...-..",
    "....++...-..-.+",
    "....+.+...-...+",
    "....+++....-..+",
    ".++.....++..-.-",
    "..........-..-.",
    ".......-.--...-",
)

#: The eight concepts of the R package fcm (Dikopoulou & Papageorgiou 2017), the
#: example on which tools of fuzzy cognitive maps are compared. Row is the cause.
EIGHT = (
    (0.0, 0.0, 0.6, 0.9, 0.0, 0.0, 0.0, 0.8),
    (0.1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.2, 0.5),
    (0.0, 0.7, 0.0, 0.0, 0.9, 0.0, 0.4, 0.1),
    (0.4, 0.0, 0.0, 0.0, 0.0, 0.9, 0.0, 0.0),
    (0.0, 0.0, 0.0, 0.0, 0.0, -0.9, 0.0, 0.3),
    (-0.3, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    (0.0, 0.0, 0.0, 0.0, 0.0, 0.8, 0.4, 0.9),
    (0.1, 0.0, 0.0, 0.0, 0.0, 0.1, 0.6, 0.0),
)


def signs(rows: tuple[str, ...]) -> Signs:
    """Read a matrix of signs; row is the concept acted upon, column the one that acts."""
    return np.array([[_SIGNS[c] for c in row] for row in rows])
