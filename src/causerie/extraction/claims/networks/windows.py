"""Turn the sentences around a cue into the numbers that the learned reader sees."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from causerie.extraction.claims.grammar.candidates import Candidate
from causerie.extraction.syntax import Parse, Sentence, Token, highest

Integers = npt.NDArray[np.int64]

#: Universal parts of speech; the last stands for any other.
PARTS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip

#: Universal relations; the last stands for any other.
RELATIONS = (
    "root", "nsubj", "nsubj:pass", "csubj", "obj", "iobj", "obl", "obl:agent", "obl:arg", "obl:mod",
    "ccomp", "xcomp", "advcl", "advmod", "acl", "acl:relcl", "amod", "nmod", "nmod:poss", "appos",
    "nummod", "compound", "flat", "fixed", "conj", "cc", "case", "mark", "det", "aux", "aux:pass",
    "cop", "expl", "parataxis", "punct", "vocative", "dislocated", "discourse", "orphan", "dep",
)  # fmt: skip

#: Steps in the tree that are told apart; more count as the last.
STEPS = 6

#: Distances in words that are told apart on each side of the cue.
DISTANCES = (1, 2, 3, 4, 6, 8, 11, 15, 20, 27, 36)

#: Sentences before the cue's own that an argument may stand in.
EARLIER = 2

#: Words in a window: earlier sentences are left out, farthest first, when there are more.
LONGEST = 160

#: Sizes of the tables of categories of one word alone, in the order of `word_categories`.
WORD_SIZES = (len(PARTS), len(RELATIONS) + 1, len(PARTS), 3)

#: Sizes of the tables of categories in a window, in the order of `Window.categories`.
WINDOW_SIZES = (
    len(PARTS), len(RELATIONS) + 1, STEPS + 1, STEPS + 1, len(RELATIONS) + 1,
    2 * len(DISTANCES) + 3, EARLIER + 1, 3,
)  # fmt: skip

_PART = {name: i for i, name in enumerate(PARTS)}
_RELATION = {name: i for i, name in enumerate(RELATIONS)}


@dataclass(frozen=True, slots=True)
class Window:
    """The words that a cue's arguments may be found among.

    Attributes:
        tokens: words of the cue's sentence and of those before it, in order.
        cue: shape (words,), whether a word belongs to the cue.
        categories: shape (words, 8): part of speech, relation, steps up and
            down the tree from the cue's head, relation of the branch, distance,
            sentence, place in the cue; each below its size in `WINDOW_SIZES`.

    """

    tokens: tuple[Token, ...]
    cue: npt.NDArray[np.bool_]
    categories: Integers

    @property
    def key(self) -> tuple[int, ...]:
        """Name the window by its first word, its last and those of the cue: equal for equal windows."""
        inside = (t.i for t, held in zip(self.tokens, self.cue, strict=True) if held)
        return (self.tokens[0].i, self.tokens[-1].i, *inside)

    @property
    def sentences(self) -> list[int]:
        """Number the sentences that the words stand in, in order: each is there as a whole."""
        return list(dict.fromkeys(t.sent for t in self.tokens))


def part_number(token: Token) -> int:
    """Number the part of speech, in `PARTS`."""
    return _PART.get(token.pos, len(PARTS) - 1)


def relation_number(token: Token) -> int:
    """Number the relation, with its subtype where `RELATIONS` has it."""
    return _RELATION.get(token.dep, _RELATION.get(token.rel, len(RELATIONS)))


def word_categories(sentence: Sentence) -> Integers:
    """Give what is known of each word alone: shape (words, 4), sizes in `WORD_SIZES`."""
    return np.array(
        [
            (
                part_number(t),
                relation_number(t),
                part_number(t.head),
                0 if t.head is t else 1 + (t.head.i > t.i),
            )
            for t in sentence.tokens
        ],
        dtype=np.int64,
    ).reshape(-1, 4)


def cue_head(cue: Sequence[Token]) -> Token:
    """Choose the cue's word that governs its others: the first whose head lies outside."""
    inside = set(cue)
    outer = [t for t in cue if t.head is t or t.head not in inside]
    return highest(outer)


def window_around(parse: Parse, cue: Sequence[Token], *, earlier: int = EARLIER) -> Window:
    """Lay out the words around a cue.

    Args:
        parse: the document's trees.
        cue: at least one token, of one sentence or of neighbouring ones.
        earlier: sentences before the cue's last one that are shown, at most `EARLIER`.

    """
    head = cue_head(cue)
    last = max(t.sent for t in cue)
    first = max(0, min(last - earlier, head.sent))
    while first < head.sent and sum(len(s.tokens) for s in parse.sentences[first : last + 1]) > LONGEST:
        first += 1
    tokens = tuple(t for s in parse.sentences[first : last + 1] for t in s.tokens)
    inside = {t.i for t in cue}
    marked = np.array([t.i in inside for t in tokens])
    steps = _steps(head, parse.sentence_of(head).tokens)
    low, high = min(inside), max(inside)
    nowhere = (STEPS, STEPS, len(RELATIONS))
    categories = np.array(
        [
            (
                part_number(token),
                relation_number(token),
                *steps.get(token.i, nowhere),
                _distance(token.i, low, high),
                min(last - token.sent, EARLIER),
                2 if token is head else int(token.i in inside),
            )
            for token in tokens
        ],
        dtype=np.int64,
    ).reshape(-1, len(WINDOW_SIZES))
    return Window(tokens, marked, categories)


def _steps(head: Token, tokens: Collection[Token]) -> dict[int, tuple[int, int, int]]:
    """Measure the way through the tree from `head` to each token: steps up, steps down, branch taken.

    The branch is the relation of the first word on the way down; on a way that
    only climbs, the relation by which `head` hangs.
    """
    above = [head, *head.ancestors()]
    height = {t.i: n for n, t in enumerate(above)}
    found = {}
    for token in tokens:
        node, down, branch = token, 0, relation_number(head)
        while node.i not in height and node.head is not node:
            branch = relation_number(node)
            node, down = node.head, down + 1
        if node.i in height:
            found[token.i] = (min(height[node.i], STEPS - 1), min(down, STEPS - 1), branch)
    return found


def _distance(place: int, low: int, high: int) -> int:
    """Number the distance in words from the cue: its middle value lies inside."""
    middle = len(DISTANCES) + 1
    if low <= place <= high:
        return middle
    gap = low - place if place < low else place - high
    step = 1 + bisect_left(DISTANCES, gap)
    return middle - step if place < low else middle + step


def cue_tokens(parse: Parse, candidate: Candidate) -> list[Token]:
    """List the words of a candidate's trigger."""
    held = [t for s in candidate.trigger for t in parse.tokens_in(s)]
    return held or [parse.tokens[candidate.anchor]]


def cue_window(parse: Parse, candidate: Candidate) -> Window:
    """Lay out what the tagger sees of a candidate: as far back as the grammar looked for its arguments."""
    cue = cue_tokens(parse, candidate)
    last = max(t.sent for t in cue)
    reach = last - min(
        (parse.tokens[p.head].sent for p in (*candidate.causes, *candidate.effects)), default=last
    )
    return window_around(parse, cue, earlier=max(0, min(reach, EARLIER)))
