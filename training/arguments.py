"""Learn the argument tagger: given a cue, where its cause and effect stand, and whether it is a claim."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional

from causerie.extraction.claims.grammar.candidates import Candidate, propose_claims
from causerie.extraction.claims.networks.windows import (
    WINDOW_SIZES,
    Window,
    cue_head,
    cue_tokens,
    window_around,
)
from causerie.extraction.syntax import Token
from causerie.model import Span
from training.corpora import OURS, Claim
from training.networks import Net, Shape, padded
from training.prepare import Prepared

KINDS = ("cause", "prevent", "enable", "require", "condition", "purpose")
SIGNS = ("+", "-", None)

#: Column of a window's categories that numbers the sentences backwards.
OFFSET = 6

#: Share of the examples that a round shows without the sentences before: cheaper, and it generalises better.
ALONE = 0.75

#: Parts of speech of words that may signal something.
OPEN = frozenset({"VERB", "ADP", "SCONJ", "NOUN", "ADJ", "ADV"})

#: Outputs: for each word start and end of cause and effect, then none, cause, effect;
#: for the cue claim, kinds, signs.
WORD_OUTPUTS, CUE_OUTPUTS = 7, 1 + len(KINDS) + len(SIGNS)


@dataclass(frozen=True)
class Example:
    """A window with what is to be said of it; `target` None: the cue is no claim."""

    states: npt.NDArray[np.float16]
    window: Window
    corpus: int
    fold: int
    claim: Claim | None
    target: tuple[int, int, int, int] | None
    weight: float = 1.0

    def alone(self) -> Example:
        """Give the example without earlier sentences, or as it is if its claim needs them."""
        first = int(np.argmax(self.window.categories[:, OFFSET] == 0))
        needed = [int(np.argmax(self.window.cue)), *(self.target or ())]
        if first == 0 or min(needed) < first:
            return self
        w = self.window
        window = Window(w.tokens[first:], w.cue[first:], w.categories[first:])
        target = self.target
        if target is not None:
            a, b, c, d = target
            target = (a - first, b - first, c - first, d - first)
        return replace(self, states=self.states[first:], window=window, target=target)


def corpus_number(name: str) -> int:
    """Number the definition that a corpus follows: ours, BECAUSE's, CNC's."""
    return 0 if name in OURS else {"because": 1, "cnc": 2}[name]


def tokens_of(prepared: Prepared, spans: Sequence[Span]) -> list[Token]:
    """List the words under spans."""
    return [t for s in spans for t in prepared.parse.tokens_in(s)]


def example(prepared: Prepared, cue: Sequence[Token], *, claim: Claim | None) -> Example | None:
    """Lay out one cue; None when an argument of its claim lies outside its window."""
    window = window_around(prepared.parse, cue)
    first, last = window.tokens[0].i, window.tokens[-1].i
    target = None
    if claim is not None:
        held = []
        for span in (claim.cause, claim.effect):
            inside = [t.i for t in prepared.parse.tokens_in(span)]
            if not inside or inside[0] < first or inside[-1] > last:
                return None
            held += [inside[0] - first, inside[-1] - first]
        target = (held[0], held[1], held[2], held[3])
    states = prepared.states[first : last + 1]
    text = prepared.text
    return Example(states, window, corpus_number(text.corpus), text.fold, claim, target)


def cue_key(cue: Sequence[Token]) -> tuple[int, ...]:
    """Name a cue by the places of its words."""
    return tuple(sorted({t.i for t in cue}))


def claim_under(prepared: Prepared, cue: Sequence[Token], candidate: Candidate | None) -> Claim | None:
    """Give the gold claim whose cue shares a word with this one; of several, the nearest to the candidate."""
    inside = {t.i for t in cue}
    held = [c for c in prepared.text.claims if inside & {t.i for t in tokens_of(prepared, c.cue)}]
    if candidate is None or len(held) < 2:
        return held[0] if held else None

    def nearness(claim: Claim) -> float:
        causes = max(p.span.likeness(claim.cause) for p in candidate.causes)
        return causes + max(p.span.likeness(claim.effect) for p in candidate.effects)

    return max(held, key=nearness)


def cues_of(
    prepared: Prepared, *, rng: random.Random
) -> dict[tuple[int, ...], tuple[list[Token], Claim | None]]:
    """List what the tagger learns from: gold cues, the grammar's cues, look-alikes, some other words."""
    found: dict[tuple[int, ...], tuple[list[Token], Claim | None]] = {}

    def add(cue: list[Token], claim: Claim | None) -> None:
        if cue:
            found.setdefault(cue_key(cue), (cue, claim))

    for claim in prepared.text.claims:
        cue = tokens_of(prepared, claim.cue)
        add(cue, claim)
        if cue:
            add([cue_head(cue)], claim)
    if prepared.text.corpus != "cnc":
        for candidate in propose_claims(prepared.parse, language=prepared.text.language):
            cue = cue_tokens(prepared.parse, candidate)
            add(cue, claim_under(prepared, cue, candidate))
    others = [tokens_of(prepared, [s]) for s in prepared.text.lookalikes]
    words = [t for t in prepared.parse.tokens if t.pos in OPEN]
    others += [[t] for t in rng.sample(words, min(1 + len(words) // 25, len(words)))]
    for cue in others:
        if cue and claim_under(prepared, cue, None) is None:
            add(cue, None)
    return found


def examples(prepared: Sequence[Prepared], *, seed: int = 0) -> list[Example]:
    """Lay out the cues of some texts; all cues of one claim weigh as much as one."""
    rng = random.Random(seed)
    found: list[Example] = []
    for p in prepared:
        cues = cues_of(p, rng=rng)
        shares = Counter(claim for _, claim in cues.values())
        for cue, claim in cues.values():
            held = example(p, cue, claim=claim)
            if held is not None:
                found.append(replace(held, weight=shares[claim] ** -0.5 if claim else 1.0))
    return found


def batch_of(chosen: Sequence[Example]) -> dict[str, torch.Tensor]:
    """Stack examples, with their targets."""
    lengths = [len(e.window.tokens) for e in chosen]
    roles = np.zeros((len(chosen), max(lengths)), np.int64)
    for i, e in enumerate(chosen):
        if e.target:
            a, b, c, d = e.target
            roles[i, a : b + 1] = 1
            roles[i, c : d + 1] = 2
    kinds = [KINDS.index(e.claim.kind) if e.claim and e.claim.kind else -1 for e in chosen]
    signed = [e.claim is not None and e.claim.kind is not None for e in chosen]
    signs = [
        SIGNS.index(e.claim.polarity) if e.claim and ok else -1 for e, ok in zip(chosen, signed, strict=True)
    ]
    return {
        "states": padded([e.states for e in chosen], dtype=torch.float32),
        "categories": padded([e.window.categories for e in chosen], dtype=torch.long),
        "cue": padded([e.window.cue for e in chosen], dtype=torch.bool),
        "mask": torch.arange(max(lengths))[None] < torch.tensor(lengths)[:, None],
        "corpus": torch.tensor([e.corpus for e in chosen]),
        "roles": torch.from_numpy(roles),
        "targets": torch.tensor([e.target or (-1, -1, -1, -1) for e in chosen]),
        "claims": torch.tensor([float(e.claim is not None) for e in chosen]),
        "kinds": torch.tensor(kinds),
        "signs": torch.tensor(signs),
        "weights": torch.tensor([e.weight for e in chosen]),
    }


def loss_of(words: torch.Tensor, cue: torch.Tensor, b: dict[str, torch.Tensor]) -> torch.Tensor:
    """Add up what a network gets wrong: places, roles, claim or not, kind, sign.

    Args:
        words: shape (examples, longest, outputs of words).
        cue: shape (examples, outputs of the cue).
        b: the examples, as `batch_of` stacks them.

    """
    words = words.masked_fill(~b["mask"][..., None], -1e4)
    weights, held = b["weights"], b["targets"][:, 0] >= 0
    total = words.new_zeros(())
    for k in range(4):
        wrong = functional.cross_entropy(words[..., k], b["targets"][:, k], ignore_index=-1, reduction="none")
        total = total + (wrong * weights)[held].sum()
    roles = functional.cross_entropy(words[..., 4:].transpose(1, 2), b["roles"], reduction="none")
    roles = (roles * b["mask"]).sum(1) / b["mask"].sum(1)
    total = total + 4 * (roles * weights)[held].sum()
    claim = functional.binary_cross_entropy_with_logits(cue[:, 0], b["claims"], reduction="none")
    total = total + (claim * weights).sum()
    ends = 1 + len(KINDS)
    kinds = functional.cross_entropy(cue[:, 1:ends], b["kinds"], ignore_index=-1, reduction="none")
    signs = functional.cross_entropy(cue[:, ends:], b["signs"], ignore_index=-1, reduction="none")
    return (total + 0.5 * ((kinds + signs) * weights).sum()) / len(weights)


def learn(
    training: Sequence[Example],
    *,
    seed: int,
    first: int = 1,
    then: int = 3,
    hidden: int = 128,
    drop: float = 0.3,
    rate: float = 2e-3,
) -> Net:
    """Train on all corpora, then on those of our definition."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    width = training[0].states.shape[1]
    net = Net(Shape(width, WINDOW_SIZES, WORD_OUTPUTS, CUE_OUTPUTS, hidden=hidden, drop=drop))
    sample = np.concatenate([e.states for e in rng.sample(list(training), 500)]).astype(np.float32)
    net.mean += torch.from_numpy(sample.mean(0))
    net.scale *= torch.from_numpy(1 / (sample.std(0) + 1e-3))
    ours = [e for e in training if e.corpus < 2]
    rounds = [list(training)] * first + [ours] * then
    batches = sum(-(-len(r) // 32) for r in rounds)
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=batches, pct_start=0.1)
    net.train()
    for held in rounds:
        for batch in _batches(held, rng=rng):
            optimizer.zero_grad()
            b = batch_of(batch)
            words, cue = net(b["states"], b["categories"], b["mask"], b["cue"], b["corpus"])
            loss = loss_of(words, cue, b)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return net.eval()


def _batches(held: Sequence[Example], *, rng: random.Random) -> list[list[Example]]:
    """Shuffle examples into batches of similar lengths, so that little is padded."""
    cut = [e.alone() if rng.random() < ALONE else e for e in held]
    order = sorted(cut, key=lambda e: len(e.window.tokens) * rng.uniform(0.8, 1.25))
    batches = [order[start : start + 32] for start in range(0, len(order), 32)]
    rng.shuffle(batches)
    return batches
