"""Turn a language folder's qualifiers.toml into the words that hold a claim back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import Any

from causerie.errors import LanguageDataError
from causerie.languages.rows import read_closed, read_rows
from causerie.model import Certainty, Strength


@dataclass(frozen=True, slots=True)
class HedgeRow:
    """Words that say how surely something holds.

    Attributes:
        words: lemmas: verbs that govern the predicate, alone or with the word behind them ("end up"),
            auxiliaries, adverbs, adjectives.
        level: a `Certainty`; "plain" for words that only carry the predicate ("aller").
    """

    id: str
    words: tuple[str, ...]
    level: str
    example: str


@dataclass(frozen=True, slots=True)
class StrengthRow:
    """Adverbs and adjectives that say how strong an effect is."""

    id: str
    words: tuple[str, ...]
    level: str
    example: str


@dataclass(frozen=True)
class QualifierWords:
    """How a language denies, doubts and measures.

    Attributes:
        negators: adverbs, determiners and pronouns that deny.
        particles: negative particles that need a partner ("ne").
        fears: words after which a lone particle denies nothing ("craindre que … ne").
        restrictors: partners that turn a negation into "only" ("que").
        without: markers of absence before a predicate ("sans provoquer").
        conditionals: auxiliaries of the conditional mood where it is no verb form ("would").
        unreal: auxiliaries that also tell what would have been ("could have").
        measuring: adverbs through which a denial reaches the verb behind ("did not *much* help").
        conditional_mood: value of the feature Mood that marks it ("Cnd"), or "".
        conditional_endings: what follows the infinitive in that mood ("provoquer-ait"), because
            parsers take such forms for the past.
        if_markers: markers of the clause that requires the conditional.
        whether: markers of a clause that is asked about.
        failures: verbs that say that what they carry did not come about ("fail to").
        disputes: words whose clause is said to be untrue ("deny that", "it is a myth that").
        beliefs: words whose clause is said to be untrue where they are denied ("no evidence that").
        exclusions: those of the disputes that leave a clause open where they are denied ("not impossible").
        sayings: verbs whose clause is said to be untrue where nobody is able to say it ("cannot be said").
        abilities: verbs and auxiliaries of being able to.
        meagre: words for next to nobody and nothing ("few believe", "the evidence is weak").
        narrowing: adverbs with which "not" denies nothing ("not only").
        contrasting: conjunctions behind which a denial ends ("not … but").
        excepting: words that take something out of "nothing" ("nothing but").
        doing, scant: verbs and objects of next to no effort ("did little to").
        letting: verbs whose infinitive does not come about where they are denied ("not let").
        mere: adverbs before a reason that is denied with the act it might be for ("not just because").
        insufficient: adjectives that deny what they would state ("insufficient to").
        inverted: auxiliaries that open a condition where they stand before their subject ("had they").
        hearsay: participles and adjectives of what people say or think of an act ("believed to reduce").
        wishes: verbs whose infinitive is only wished or planned ("want to reduce").
        presenters: empty subjects that bring forward what a relative clause is about ("It is … that").
        hedges, strengths: lemma → level.
        examples: row id → (level, example).
    """

    negators: frozenset[str]
    particles: frozenset[str]
    fears: frozenset[str]
    restrictors: frozenset[str]
    without: frozenset[str]
    conditionals: frozenset[str]
    unreal: frozenset[str]
    measuring: frozenset[str]
    conditional_mood: str
    conditional_endings: frozenset[str]
    if_markers: frozenset[str]
    whether: frozenset[str]
    failures: frozenset[str]
    disputes: frozenset[str]
    beliefs: frozenset[str]
    exclusions: frozenset[str]
    sayings: frozenset[str]
    abilities: frozenset[str]
    meagre: frozenset[str]
    inverted: frozenset[str]
    hearsay: frozenset[str]
    wishes: frozenset[str]
    narrowing: frozenset[str]
    contrasting: frozenset[str]
    excepting: frozenset[str]
    doing: frozenset[str]
    scant: frozenset[str]
    letting: frozenset[str]
    mere: frozenset[str]
    insufficient: frozenset[str]
    presenters: frozenset[str]
    hedges: Mapping[str, Certainty]
    strengths: Mapping[str, Strength]
    examples: Mapping[str, tuple[str, str]]

    @cached_property
    def denying(self) -> frozenset[str]:
        """The words of a denial, particles included."""
        return self.negators | self.particles

    @cached_property
    def partners(self) -> frozenset[str]:
        """The negators that are no particles."""
        return self.negators - self.particles


@lru_cache
def qualifier_words(code: str) -> QualifierWords:
    """Load the qualifiers of a language.

    Raises:
        LanguageDataError: an entry is unknown, missing, repeated or wrong.
    """
    hedges = read_rows(code, "qualifiers", "hedge", HedgeRow, key="id")
    strengths = read_rows(code, "qualifiers", "strength", StrengthRow, key="id")
    names = {f.name for f in fields(QualifierWords)} - {"hedges", "strengths", "examples"}
    raw = read_closed(code, "qualifiers", names=names)
    levels = {w: _level(code, row.id, row.level) for row in hedges for w in row.words}
    if len(levels) != sum(len(row.words) for row in hedges):
        words = [w for row in hedges for w in row.words]
        twice = sorted({w for w in words if words.count(w) > 1})
        raise LanguageDataError(f"{code}/qualifiers.toml hedge: repeated {twice}")
    dead = sorted(set(raw["failures"]) - levels.keys())
    if dead:
        raise LanguageDataError(f"{code}/qualifiers.toml failures: no hedge lists {dead}")
    closed: dict[str, Any] = {k: v if isinstance(v, str) else frozenset(v) for k, v in raw.items()}
    examples = {row.id: (row.level, row.example) for row in hedges}
    examples |= {row.id: (row.level, row.example) for row in strengths}
    return QualifierWords(
        **closed,
        hedges=levels,
        strengths={w: Strength(row.level) for row in strengths for w in row.words},
        examples=examples,
    )


def _level(code: str, row: str, level: str) -> Certainty:
    """Read a certainty, refusing what is none."""
    try:
        return Certainty(level)
    except ValueError:
        accepted = ", ".join(c.value for c in Certainty)
        raise LanguageDataError(
            f"{code}/qualifiers.toml '{row}': level '{level}'; choose from {accepted}"
        ) from None
