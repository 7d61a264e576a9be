"""Turn the closed word lists of a language folder's causation.toml into what the grammar asks about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from causerie.languages.rows import read_closed


@dataclass(frozen=True)
class Words:
    """Closed classes that the grammar asks about.

    Attributes:
        contractions: word → normal form ("du" → "de"); one in capitals holds where a sentence begins.
        joined: relative pronouns that may stand behind a preposition → the one they hold, or "" ("duquel").
        clitics: pronouns before the verb → the prepositions of the complements they stand for ("y" → "à").
        linking: last words of a marker before which an adjective may stand ("sous l'effet conjugué de").
        relative: relative pronouns that stand for a noun.
        object_relative: relative pronouns for an object, behind which verb and subject may change places.
        asking: words that open a clause which stands for a noun ("over *what* they heard").
        thence: clitics that name what went before as a source ("il en résulte").
        alternative: conjunctions of choice.
        adding: conjunctions that add a clause.
        commanding: marks of mood, person or form that a verb without subject bears where it commands.
        corrective: conjunctions that put the right thing in place of a refused one ("not X but Y").
        lessened, than: words around what is less so, and before what is more so ("less X than Y").
        instead: phrases that refuse what follows them ("Y rather than X").
        sole: adjectives that say that there is no other ("the *only* way to").
        unlinked: phrases that begin like a marker and link nothing ("pour autant").
        contrast: words that open a clause which is set against another ("whereas").
        partly: phrases that say how much of it a cue accounts for ("in large part because").
        far: phrases that refuse the act that follows them, and are places before a noun ("far from helping").
        fact: nouns that a clause spells out ("the fact that").
        alone: words that make a condition the only one ("only if").
        demonstrative: what "ce" is in "ce qui": stands for a clause.
        reflexive: reflexive pronouns.
        infinitive: words that introduce an infinitive.
        that: complementisers.
        by: words that introduce the agent of a passive.
        gerund: words that introduce a gerund of means.
        without: words of absence ("impossible sans").
        impossible: predicates that deny possibility.
        able: verbs and adjectives of ability, which do so where they are denied ("cannot").
        necessity: verbs and adjectives of need, whose complement is needed.
        obligation: verbs and auxiliaries whose infinitive is needed ("doit", not "devrait").
        among: prepositions of a set of which one is named ("among the causes of").
        having: "to have": its infinitive is needed if it follows at once ("avoir à"); it forms the perfect.
        taking: verbs whose object is needed if their subject is nobody ("it takes").
        seeing, seen_in: verbs of seeing one thing as another, and prepositions of the first ("y voir").
        enough: verbs of sufficiency ("il suffit de X pour Y").
        proportion: verbs that say that something exists ("il y a", "there is").
        concession: words that turn a condition into a concession or a comparison ("même si").
        when: markers of condition that also state a time.
        neuter: pronouns that stand for a clause ("cela").
        third: personal pronouns of the third person, that stand for a noun.
        likewise: words that repeat a direction ("so do Y").
        averting: hindering verbs that are always taken off an effect, the sign turned.
        ending: verbs that take away what is made to do so ("faire *disparaître*"); none in English, where
            who is made to act stays in the effect.
        joining: phrases that set one thing beside another ("along with").
        along: words that let one thing move with another ("rises with").
        more, less: comparative degree words of "plus… plus…", "the more… the less".
        none: words that say that there is nothing of a thing ("no roads, more floods"); none in French,
            where "pas de routes, plus de crues" may mean more floods or no more.
        rising, falling: words (verbs, adjectives, nouns, quantifiers) that state a direction.
        good, bad: adjectives that give an effect its sign ("a devastating effect on").
        persons: pronouns and nouns of persons, whose acts are not claims by themselves.
        light: nouns too light to be the effect of a claim ("place", "part").
        open_endings: endings of verbs that change a state ("iser").
        open_blocked: transitive verbs that change nothing (say, see, have).
    """

    contractions: Mapping[str, str]
    joined: Mapping[str, str]
    clitics: Mapping[str, frozenset[str]]
    linking: frozenset[str]
    relative: frozenset[str]
    object_relative: frozenset[str]
    asking: frozenset[str]
    thence: frozenset[str]
    alternative: frozenset[str]
    adding: frozenset[str]
    commanding: frozenset[str]
    corrective: frozenset[str]
    lessened: frozenset[str]
    than: frozenset[str]
    instead: frozenset[str]
    sole: frozenset[str]
    unlinked: frozenset[str]
    contrast: frozenset[str]
    partly: frozenset[str]
    far: frozenset[str]
    alone: frozenset[str]
    fact: frozenset[str]
    demonstrative: frozenset[str]
    reflexive: frozenset[str]
    infinitive: frozenset[str]
    that: frozenset[str]
    by: frozenset[str]
    gerund: frozenset[str]
    without: frozenset[str]
    impossible: frozenset[str]
    able: frozenset[str]
    necessity: frozenset[str]
    obligation: frozenset[str]
    among: frozenset[str]
    having: frozenset[str]
    taking: frozenset[str]
    seeing: frozenset[str]
    seen_in: frozenset[str]
    enough: frozenset[str]
    concession: frozenset[str]
    when: frozenset[str]
    neuter: frozenset[str]
    third: frozenset[str]
    likewise: frozenset[str]
    averting: frozenset[str]
    ending: frozenset[str]
    joining: frozenset[str]
    along: frozenset[str]
    proportion: frozenset[str]
    more: frozenset[str]
    less: frozenset[str]
    none: frozenset[str]
    article: frozenset[str]
    rising: frozenset[str]
    falling: frozenset[str]
    good: frozenset[str]
    bad: frozenset[str]
    persons: frozenset[str]
    light: frozenset[str]
    open_endings: tuple[str, ...]
    open_blocked: frozenset[str]

    def plain(self, word: str) -> str:
        """Undo a contraction or elision; give another word as it is."""
        return self.contractions.get(word, word)


def read_words(code: str) -> Words:
    """Read the closed classes of a language.

    Raises:
        LanguageDataError: a class is unknown or missing, or an entry stands twice in one.
    """
    raw = read_closed(code, "causation", names={f.name for f in fields(Words)})
    held: dict[str, Any] = {}
    for name, value in raw.items():
        if name in ("contractions", "joined"):
            held[name] = dict(value)
        elif name == "clitics":
            held[name] = {word: frozenset(preps) for word, preps in value.items()}
        elif name == "open_endings":
            held[name] = tuple(value)
        else:
            held[name] = frozenset(value)
    return Words(**held)
