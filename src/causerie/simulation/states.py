"""The claims behind links to drawn states: is the link there, which sign, how strong.

Existence, sign, magnitude and whose word it is are kept apart (docs/method.md):
hedges move existence only, contradicting voices are drawn and never averaged,
a denial is the absence of a link and not a link of the other sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from causerie.model import Evidence, Kind, Link, Polarity
from causerie.simulation.encoding import DENIED, Encoding, Interval
from causerie.simulation.streams import Draws, Floats, Keys, keys_of, uniforms

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

STANCES = {Polarity.PLUS: 1, Polarity.MINUS: -1, Polarity.UNKNOWN: 0}

#: Share of a voice's rank that sets two stances of one voice apart; small
#: enough never to reorder two voices in 10^6 draws of a hundred voices.
_OWN_SHARE = 1e-9

#: Added to the seed for a renewed draw: far from any seed that a person types.
_RENEWED = 1 << 48


@dataclass(frozen=True, slots=True)
class LinkEvidence:
    """What bears on one link, under the name that gives it its random numbers."""

    stream: str
    evidence: tuple[Evidence, ...]

    def without(self, keys: frozenset[str]) -> LinkEvidence:
        """Leave out the claims with these keys; the random numbers stay."""
        return LinkEvidence(self.stream, tuple(e for e in self.evidence if e.key not in keys))

    @property
    def asserted(self) -> bool:
        """Say whether anybody asserts the link at all."""
        return any(not e.negated for e in self.evidence)

    @property
    def licensed_sides(self) -> tuple[bool, bool]:
        """Say whether the claims speak of the cause's rise, and of its fall.

        "Impossible without X" speaks of the fall of X alone, "X is enough" of
        its rise alone. One claim that speaks of both, or one of each, is both.
        """
        asserting = [e for e in self.evidence if not e.negated]
        rise = any(e.kind is not Kind.REQUIRE for e in asserting)
        fall = any(e.kind is Kind.REQUIRE or not e.sufficient for e in asserting)
        return rise, fall


def evidence_of(link: Link) -> LinkEvidence:
    """Take the evidence of a link; its least claim key names its random numbers.

    Links and concepts are renumbered when a map is redrawn, claim keys are not.
    """
    return LinkEvidence(min((e.key for e in link.evidence), default=link.id), link.evidence)


@dataclass(frozen=True)
class States:
    """Drawn states of links, shape (links, draws) each.

    Attributes:
        sign: 1 or -1; 0 where the link is not there.
        quantile: where in the magnitude prior the link's strength lies, in (0, 1).
        rising, falling: whether the link carries a rise, or a fall, of its cause.

    """

    sign: npt.NDArray[np.int8]
    quantile: Floats
    rising: Bools
    falling: Bools


@dataclass(frozen=True)
class Table:
    """Links and the voices behind them as arrays, ready to draw from.

    A row is one voice with one stance on one link: his best claim. Rows of a
    link stand together, `first` is where they begin.
    """

    links: int
    encoding: Encoding
    first: Ints
    link: Ints
    stance: Ints
    denies: Bools
    word: Ints
    cap: Ints
    confidence: Floats
    low: Floats
    high: Floats
    rises: Bools
    falls: Bools
    words: tuple[str, ...]
    intervals: tuple[Interval, ...]
    voice_key: Keys
    row_key: Keys
    link_keys: dict[str, Keys]


def table_of(links: Sequence[LinkEvidence], *, encoding: Encoding) -> Table:
    """Arrange the evidence of links for drawing; every link must have some."""
    rows = [(i, e) for i, link in enumerate(links) for e in _best_claims(link, encoding)]
    words, intervals = _vocabulary(encoding)
    index = {w: i for i, w in enumerate(words)}
    of_link = np.array([i for i, _ in rows], dtype=np.int64)
    span = [encoding.strength[e.strength] for _, e in rows]
    sides = [link.licensed_sides for link in links]
    return Table(
        links=len(links),
        encoding=encoding,
        first=np.searchsorted(of_link, np.arange(len(links))),
        link=of_link,
        stance=np.array([STANCES[e.polarity] for _, e in rows], dtype=np.int64),
        denies=np.array([e.negated for _, e in rows], dtype=np.bool_),
        word=np.array([index[DENIED if e.negated else e.certainty] for _, e in rows], dtype=np.int64),
        cap=np.array([index.get(e.kind, -1) for _, e in rows], dtype=np.int64),
        confidence=np.array([e.confidence if encoding.count_confidence else 1.0 for _, e in rows]),
        low=np.array([s.low for s in span]),
        high=np.array([s.high for s in span]),
        rises=np.array([rise for rise, _ in sides], dtype=np.bool_),
        falls=np.array([fall for _, fall in sides], dtype=np.bool_),
        words=words,
        intervals=intervals,
        voice_key=keys_of(f"voice:{e.voice}" for _, e in rows),
        row_key=keys_of(f"row:{links[i].stream}:{e.voice}:{e.key}" for i, e in rows),
        link_keys={
            use: keys_of(f"{use}:{link.stream}" for link in links)
            for use in ("there", "size", "sign", "side", "side chance")
        },
    )


def draw_states(table: Table, draws: Draws, *, renewed: bool = False) -> States:
    """Draw the state of every link of `table` in every draw.

    `renewed` keeps the ranks of the voices and takes fresh numbers for all
    else: what two such draws have in common is due to whom one believes.
    """
    ranks = draws
    if renewed:
        draws = replace(draws, seed=draws.seed + _RENEWED)
    chance = _row_chances(table, draws)
    chosen = np.repeat(table.first[:, None], draws.count, axis=1)
    there = chance[table.first]
    stance = table.stance[chosen]
    rows_of = np.split(np.arange(table.link.size), table.first[1:])
    for link in np.flatnonzero(np.bincount(table.link, minlength=table.links) > 1):
        rows = rows_of[link]
        chosen[link], stance[link], there[link] = _believed(table, rows, chance[rows], ranks)
    exists = uniforms(table.link_keys["there"], draws) < there
    sign = np.where(exists, _settled_sign(table, stance, draws), 0).astype(np.int8)
    rising, falling = _sides(table, draws)
    return States(sign, _quantiles(table, chosen, draws), rising, falling)


def _best_claims(link: LinkEvidence, encoding: Encoding) -> list[Evidence]:
    """Keep one claim a voice and stance, the surest: repetition adds nothing to belief.

    A denial of a sign that nobody asserts, while the other one is asserted, says
    nothing against the link ("does not prevent, but causes").
    """
    asserted = {e.polarity for e in link.evidence if not e.negated}

    def bears(claim: Evidence) -> bool:
        against = Polarity.UNKNOWN in asserted or any(claim.denies(s) for s in asserted)
        return not claim.negated or not asserted or against

    def sureness(claim: Evidence) -> float:
        name = DENIED if claim.negated else claim.certainty
        return encoding.existence[name].high * claim.confidence

    best: dict[tuple[str, Polarity, bool], Evidence] = {}
    for claim in sorted(filter(bears, link.evidence), key=lambda e: e.key):
        place = (claim.voice, claim.polarity, claim.negated)
        if place not in best or sureness(claim) > sureness(best[place]):
            best[place] = claim
    return list(best.values())


def _vocabulary(encoding: Encoding) -> tuple[tuple[str, ...], tuple[Interval, ...]]:
    named = [*encoding.existence.items(), *encoding.kinds.items()]
    return tuple(str(n) for n, _ in named), tuple(i for _, i in named)


def _row_chances(table: Table, draws: Draws) -> Floats:
    """Draw what each word means in this draw, and read off the chance of every row."""
    low = np.array([i.low for i in table.intervals])[:, None]
    high = np.array([i.high for i in table.intervals])[:, None]
    meant = low + (high - low) * uniforms(keys_of(f"word:{w}" for w in table.words), draws)
    chance = meant[table.word]
    capped = (table.cap >= 0) & ~table.denies
    chance[capped] = np.minimum(chance[capped], meant[table.cap[capped]])
    return np.asarray(chance * table.confidence[:, None])


def _believed(table: Table, rows: Ints, chance: Floats, draws: Draws) -> tuple[Ints, Ints, Floats]:
    """Choose, per draw, the voice that is believed on a link, and pool those who agree.

    The rank of a voice is the same on every link of a draw: who is believed
    here is believed there.

    Returns:
        The row believed, the sign it gives (0: none), and the chance of the link.

    """
    rank = uniforms(table.voice_key[rows], draws)
    rank = (1 - _OWN_SHARE) * rank + _OWN_SHARE * uniforms(table.row_key[rows], draws)
    first = rank.argmax(axis=0)
    stances, denies = table.stance[rows], table.denies[rows]
    # A sign given by one who asserts the link counts before one given in denying it.
    signed = np.where(denies[:, None], rank - 1.0, rank)
    signed = np.where((stances != 0)[:, None], signed, -1.0)
    lead = signed.argmax(axis=0)
    sign = np.where(signed.max(axis=0) > -1.0, stances[lead], 0)
    denied = denies[first]
    sign = np.where(~denied & (stances[first] != 0), stances[first], sign)
    agrees = ~denies[:, None] & ((stances[:, None] == sign) | (stances[:, None] == 0))
    pooled = _pooled(chance, agrees, table.encoding)
    return rows[first], sign, np.where(denied, np.take_along_axis(chance, first[None], axis=0)[0], pooled)


def _pooled(chance: Floats, agrees: Bools, encoding: Encoding) -> Floats:
    """Pool the chances of voices that agree, as discounted log-odds; shape (draws,).

    The surest voice counts in full, every further one `discount` of its
    log-odds above the starting chance; a voice never lowers the chance.
    """
    start = np.log(encoding.start / (1 - encoding.start))
    safe = np.clip(chance, 1e-12, 1 - 1e-12)
    gain = np.where(agrees, np.maximum(np.log(safe / (1 - safe)) - start, 0.0), 0.0)
    most = gain.max(axis=0)
    total = start + most + encoding.discount * (gain.sum(axis=0) - most)
    several = (gain > 0).sum(axis=0) > 1
    alone = np.where(agrees, chance, 0.0).max(axis=0)
    return np.asarray(np.where(several, np.maximum(1 / (1 + np.exp(-total)), alone), alone))


def _settled_sign(table: Table, stance: Ints, draws: Draws) -> Ints:
    """Toss a coin where nobody gives a sign."""
    unknown = np.flatnonzero((stance == 0).any(axis=1))
    if unknown.size:
        coin = np.where(uniforms(table.link_keys["sign"][unknown], draws) < 0.5, -1, 1)
        stance[unknown] = np.where(stance[unknown] == 0, coin, stance[unknown])
    return stance


def _quantiles(table: Table, believed: Ints, draws: Draws) -> Floats:
    quantile = uniforms(table.link_keys["size"], draws)
    if (table.low > 0).any() or (table.high < 1).any():
        low = table.low[believed]
        quantile = low + (table.high[believed] - low) * quantile
    return quantile


def _sides(table: Table, draws: Draws) -> tuple[Bools, Bools]:
    """Draw whether one-sided links are felt on the side of which nothing is said."""
    rising = np.ones((table.links, draws.count), dtype=np.bool_)
    falling = rising.copy()
    faced = np.flatnonzero(table.rises != table.falls)
    if faced.size:
        span = table.encoding.unlicensed
        chance = span.low + (span.high - span.low) * uniforms(table.link_keys["side chance"][faced], draws)
        felt = uniforms(table.link_keys["side"][faced], draws) < chance
        rising[faced] = felt | table.rises[faced][:, None]
        falling[faced] = felt | table.falls[faced][:, None]
    return rising, falling
