"""Turn the words of a phrase into the words that name the thing, and which way it moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from causerie.languages.directions import DirectionAdjective, Directions, Moving, VerbForm
from causerie.languages.people import people_words
from causerie.languages.words import Value, Word, longest

#: Words that may stand between a noun of direction and what links it ("hausse brutale et continue des").
GAP = 4

#: Lists of words that open a noun phrase.
DETERMINING = ("determiners", "possessives", "pronouns")

#: Words of a thing's name among which one may say that it is good by itself.
GOODS = 3

#: Words of the longest pronoun ("tout le monde").
ANAPHOR = 3

#: Words of an object that say what is done with it ("lose the last war").
OBJECT = 3

#: Rounds of taking things off; each takes off at least one word.
ROUNDS = 8

#: Words of the longest auxiliary that ends in a word that may be a determiner ("essayer de").
CARRIERS = 4

#: Words that may follow the verb of direction of a clause without being told in the name
#: ("prices rose | by a third in a single year"); more of them say something else.
CIRCUMSTANCE = 14


@dataclass(frozen=True, slots=True)
class Stripped:
    """What is left of a phrase.

    Attributes:
        kept: positions of the words that name the thing, ascending.
        direction: +1 or -1.
        owner: positions of a subject that stays in the name ("élan (Russes)").
        moved: a word of direction was taken out.
        negated: a negation was; a second one belongs to another clause.
        leaving: the word of direction was one of leaving ("departure").
        spoken: what is printed for a word that lost its negation ("won't": "will").
        told: the verb of a clause was taken out; participles that are left describe its subject.
        acting: so was its subject, and its object is named.

    """

    kept: tuple[int, ...]
    direction: int = 1
    owner: tuple[int, ...] = ()
    moved: bool = False
    negated: bool = False
    leaving: bool = False
    spoken: tuple[tuple[int, str], ...] = ()
    told: bool = False
    acting: bool = False


def strip_directions(words: Sequence[Word], lexicon: Directions, *, leaving: bool = True) -> Stripped:
    """Take determiners, quantifiers and words of direction off a phrase, never all of it.

    Of things that "and" or a comma joins each may move by itself ("lower yields
    and more hunger"): the phrase has one direction where all have the same,
    else its words of direction stay.

    Args:
        words: of the phrase.
        lexicon: of their language.
        leaving: words of leaving ("departure") are words of direction.

    """

    def strip(places: Sequence[int]) -> Stripped:
        return _strip(words, lexicon, places, leaving=leaving)

    places = _without_asides(words, lexicon)
    if len(places) < len(words):
        return _strip(words, lexicon, places, leaving=leaving)
    parts = _joined_parts(words, lexicon)
    strips = [strip(part) for part in parts]
    moves = any(s.moved and not s.negated for s in strips[1:])
    told = strips[0].moved and any(lexicon.may_be_carried(words[p[0]].low) for p in parts[1:])
    if not moves and not told:
        return strip(range(len(words)))
    if not moves or len({s.direction for s in strips}) > 1 or any(s.acting for s in strips):
        return strip_openers(words, lexicon)
    between = [i for i in range(len(words)) if not any(i in part for part in parts)]
    kept = sorted([*between, *(i for s in strips for i in s.kept)])
    return replace(strips[0], kept=tuple(kept), owner=(), moved=True, negated=any(s.negated for s in strips))


def strip_openers(words: Sequence[Word], lexicon: Directions) -> Stripped:
    """Take off only what says nothing of direction: openers, determiners, numbers that count."""
    state = Stripped(tuple(_without_asides(words, lexicon)))
    for _ in range(ROUNDS):
        after = _Step(words, lexicon, state).front()
        if after is None or after.moved or not _has_content(after, words, lexicon):
            break
        state = after
    return _Step(words, lexicon, state).trimmed()


def _is_gap(words: Sequence[Word], at: int) -> bool:
    """Say whether a comma or the like stands before a word."""
    return words[at - 1].end + 1 < words[at].start


def _without_asides(words: Sequence[Word], lexicon: Directions) -> list[int]:
    """Leave out what a clause behind a comma tells of a thing, naming nothing ("voters, who …, like it")."""
    places = range(len(words))
    opening = (i for i in places[1:] if lexicon.is_in("asides", words[i].low) and _is_gap(words, i))
    start = next(opening, None)
    if start is None:
        return list(places)
    stop = next((i for i in places[start + 2 :] if _is_gap(words, i)), len(words))
    return [*places[:start], *places[stop:]]


def _joined_parts(words: Sequence[Word], lexicon: Directions) -> list[range]:
    """Split a phrase at "and" and commas, up to a clause about a noun; "and" is in no part."""
    parts, start = [], 0
    for i in range(1, len(words) - 1):
        joins = lexicon.is_in("coordinators", words[i].low)
        if lexicon.is_in("relatives", words[i].low) and not joins:
            break
        if joins or _is_gap(words, i):
            parts.append(range(start, i))
            start = i + 1 if joins else i
    return [p for p in (*parts, range(start, len(words))) if p]


def _strip(words: Sequence[Word], lexicon: Directions, places: Sequence[int], *, leaving: bool) -> Stripped:
    """Take off one thing after the other, until nothing more is found."""
    state = Stripped(tuple(places))
    for _ in range(ROUNDS):
        step = _Step(words, lexicon, state)
        after = (
            (None if state.negated else step.negation())
            or step.front()
            or step.noun_head()
            or step.verb_head()
            or step.clause()
            or step.tail()
            or step.measure()
            or step.after()
        )
        if after is None or not _has_content(after, words, lexicon) or (after.leaving and not leaving):
            break
        state = after
    return _Step(words, lexicon, state).trimmed()


def _has_content(state: Stripped, words: Sequence[Word], lexicon: Directions) -> bool:
    """Say whether a word is left that could name something."""
    empty = ("determiners", "possessives", "linkers", "prepositions", "copulas", "clitics", "reflexives")
    said = (words[i] for i in state.kept if any(c.isalpha() for c in words[i].low))
    return any(not any(lexicon.is_in(n, word.low) for n in empty) for word in said)


class _Step:
    """One round: each method takes one thing off, or gives None."""

    def __init__(self, words: Sequence[Word], lexicon: Directions, state: Stripped) -> None:
        self._words, self._lex, self._state = words, lexicon, state
        self._low = [words[i].low for i in state.kept]
        hits = ((i, longest(lexicon.fixed, self._low, i)) for i in range(len(self._low)))
        self._fixed = {j for i, hit in hits if hit for j in range(i, i + hit[0])}

    def _find(self, phrases: Mapping[tuple[str, ...], Value], at: int) -> tuple[int, Value] | None:
        """Find a listed phrase that starts here and is no part of a fixed name."""
        return None if at in self._fixed else longest(phrases, self._low, at)

    def _is(self, at: int, *lists: str) -> bool:
        return at < len(self._low) and at >= 0 and any(self._lex.is_in(n, self._low[at]) for n in lists)

    def _keep(self, chosen: Sequence[int], *, direction: int = 1, moved: bool = True) -> Stripped:
        """Keep the words at these places of the present round."""
        state = self._state
        kept = tuple(state.kept[i] for i in chosen)
        return replace(state, kept=kept, direction=state.direction * direction, moved=state.moved or moved)

    def _take(self, chosen: Sequence[int], row: Moving) -> Stripped:
        """Keep these words, moved by a word of direction.

        What is good by itself is less where it gets worse ("worsening conditions"),
        what is bad is more ("a worsening crisis").
        """
        spoilt = row.worse and any(self._is(i, "goods") for i in chosen[:GOODS])
        taken = self._keep(chosen, direction=-row.direction if spoilt else row.direction)
        return replace(taken, leaving=taken.leaving or row.leaving)

    def _rest(self, start: int) -> range:
        return range(start, len(self._low))

    def _end(self) -> int:
        """Find where a clause about the noun, or one of its own, begins, or the end."""
        opening = (i for i in self._rest(1) if self._is(i, "relatives", "questions") or self._is_condition(i))
        return next(opening, len(self._low))

    def _is_condition(self, at: int) -> bool:
        """Say whether a clause with "if" begins here, and no "so" ("si" in "une si forte hausse")."""
        return self._is(at, "conditions") and self._is(at + 1, *DETERMINING)

    def _auxiliary(self, at: int) -> int:
        """Count the words of the auxiliary that stands here; "going to | the market" carries no verb."""
        hit = longest(self._lex.auxiliaries, self._low, at)
        if hit is None:
            return 0
        noun = hit[0] > 1 and self._is(at + hit[0], "determiners", "possessives")
        return 0 if noun and not self._is(at + hit[0], "pronouns") else hit[0]

    def _anaphor(self, at: int) -> int:
        """Count the words of the pronoun that is the subject here ("ces derniers | ont proliféré")."""
        for length in range(min(ANAPHOR, len(self._low) - at), 1, -1):
            after = at + length
            if " ".join(self._low[at:after]) in self._lex.lists["pronouns"]:
                verb = after < len(self._low) and self._find(self._lex.verbs, after)
                return length if after == len(self._low) or verb or self._predicates_at(after) else 0
        return 0

    def _is_loose(self, at: int) -> bool:
        """Say whether a determiner stands here that a name goes without ("une | d'entre elles" keeps it)."""
        if not self._is(at, "determiners", "possessives", "clitics") or self._anaphor(at):
            return False
        part = self._is(at + 1, "linkers") and self._is(at + 1, "prepositions")
        return self._is(at, "linkers", "clitics") or not part

    # -- what is taken off

    def negation(self) -> Stripped | None:
        """Take the first negation out of the main clause and turn the direction."""
        found = self._negation()
        return None if found is None else replace(found, negated=True)

    def _negation(self) -> Stripped | None:
        end = self._end()
        for i in range(end):
            hit = next(
                (n for n in (2, 1) if " ".join(self._low[i : i + n]) in self._lex.lists["negators"]), None
            )
            if hit is None or longest(self._lex.quantifiers, self._low, i):
                continue
            if not self._lex.lists["negator_heads"]:
                verb = self._lex.affirmed.get(self._low[i])
                chosen = [j for j in range(len(self._low)) if verb or not i <= j < i + hit]
                turned = self._keep(chosen, direction=-1)
                return replace(turned, spoken=((self._state.kept[i], verb),)) if verb else turned
            if self._is(i, "negator_heads"):
                second = next(
                    (
                        j
                        for j in range(i + 1, end)
                        if self._is(j, "negators") and not self._is(j, "negator_heads")
                    ),
                    None,
                )
                if second is not None:
                    return self._keep(
                        [j for j in range(len(self._low)) if j not in (i, second)], direction=-1
                    )
        if self._is(0, "lone_negators"):
            return self._keep(self._rest(1), direction=-1)
        return None

    def front(self) -> Stripped | None:
        """Take off an opener, determiner, number, quantifier or counting noun."""
        low, lex = self._low, self._lex
        counted = longest(lex.quantifiers, low, 0)
        if self._anaphor(0):
            return None
        measured = self._over_measure(counted[0] if counted and counted[1] > 0 else 0)
        if measured is not None:
            return self._keep(self._rest(measured), moved=False)
        if self._is_sum(0) or (counted and self._predicates_at(counted[0])):
            return None
        if counted:
            # A count of more or fewer moves the thing; "many" and "all" only count it.
            return self._keep(self._rest(counted[0]), direction=counted[1], moved=counted[1] < 0)
        opened = longest(lex.openers, low, 0) or longest(lex.backward, low, 0)
        asked = self._is(0, "questions") and self._is(2, "pronouns")  # "how well they learn"
        itself = opened and opened[0] == 1 and self._is(0, "reflexives") and not self._is(1, "pronouns")
        if opened and not itself and not asked:  # "s'il", but "s'endetter"
            return self._keep(self._rest(opened[0]), moved=False)
        turned_back = next((i for i in range(1, len(low)) if self._closes_with(lex.backward, i)), None)
        if turned_back:
            return self._keep(range(turned_back), moved=False)
        carried = self._auxiliary(0)
        if carried > 1:  # "help to": the verb that it carries says more
            return self._keep(self._rest(carried), moved=False)
        if (self._is_count(0) or self._is(0, "measures")) and self._is(1, "linkers"):
            return self._keep(self._rest(2), moved=False)
        if self._is_loose(0) or self._is_count(0):
            return self._keep(self._rest(1), moved=False)
        if self._lex.is_adverb(low[0]) and self._is(1, "determiners") and not self._is(1, "linkers"):
            return self._keep(self._rest(1), moved=False)  # "(how) quickly the disease spreads"
        adjective = self._find(lex.adjectives, 0)
        if (
            adjective
            and adjective[1].place != "after"
            and not self._is(adjective[0], "prepositions", "linkers")
        ):
            # "a growing shortage" is a shortage first: the adjective only says how much.
            rest = self._rest(adjective[0])
            if adjective[1].describes and self._acts(rest):
                return None
            degree = self._find(lex.nouns, adjective[0]) is not None
            return self._keep(rest) if degree else self._take(rest, adjective[1])
        return None

    def _predicates_at(self, at: int) -> bool:
        """Say whether a verb follows, over a number: what is before it is its subject ("no one has …")."""
        at += at < len(self._low) and self._is(at, "number_words")
        return at < len(self._low) and ((self._low[at],) in self._lex.auxiliaries or self._is(at, "copulas"))

    def _acts(self, places: range) -> bool:
        """Say whether a phrase is about somebody who acts, or a body: who is weak or slow, not less."""
        stop = next(
            (i for i in places if self._is(i, "linkers", "prepositions", "relatives", "copulas")), None
        )
        phrase = self._low[places.start : stop]
        head = phrase[0 if self._lex.head_first else -1] if phrase else ""
        roles = people_words(self._lex.code).roles
        return any(w in roles or self._lex.is_in("actors", w) for w in (head, head.removesuffix("s")))

    def _over_measure(self, at: int) -> int | None:
        """Give the place after a share or span of time that measures the thing ("two thirds of | the wells").

        A count, "several" or "a" stands before it: "hours of work" are a thing.
        """
        if at >= len(self._low):
            return None
        counted = at > 0 or self._is_count(at)
        article = self._is(at, "determiners") and not self._is(at, "definites", "linkers")
        unit = at + (self._is_count(at) or article)
        if self._is(unit, "fractions") or (self._is(at, "determiners") and self._is(at + 1, "fractions")):
            unit += not self._is(unit, "fractions")
            if self._is(unit + 1, "linkers"):
                return unit + 2
            return unit + 1 if self._is(unit + 1, "determiners", "possessives") else None
        timed = self._is(unit, "units") and self._is(unit + 1, "linkers") and unit + 2 < len(self._low)
        return unit + 2 if timed and (counted or article) else None

    def measure(self) -> Stripped | None:
        """Take off by how much a thing moves ("traffic | by a fifth within weeks")."""
        end = self._end()
        for i in range(1, len(self._low)):
            if " ".join(self._low[i:]) in self._lex.lists["amounts"]:
                return self._keep(range(i), moved=False)
            opens = self._is(i, "measuring")
            opens = opens or (self._state.moved and self._is(i, "measuring_moved"))
            if opens and self._is_change(i + 1) and len(self._low) - i <= CIRCUMSTANCE // 2:
                stop = i - 1 if i - 1 == end and i > 1 else i  # "que de 0,3 point"
                return self._keep(range(stop), moved=False)
        return None

    def _is_change(self, at: int) -> bool:
        """Say whether an amount of change stands here: a share, or a number of units."""
        about = longest(self._lex.quantifiers, self._low, at)
        at += about[0] if about else 0
        counted = at < len(self._low) and self._is_count(at)
        at += counted or self._is(at, "determiners")
        if self._is(at, "fractions"):
            return True
        return counted and (
            self._is(at, "units") or " ".join(self._low[at : at + 2]) in self._lex.lists["units"]
        )

    def _is_sum(self, at: int) -> bool:
        """Say whether a number of what measures is left, which is a thing ("90 000 euros")."""
        about = longest(self._lex.quantifiers, self._low, at)
        at += about[0] if about else 0
        return at + 2 == len(self._low) and self._is_count(at) and self._is(at + 1, "units")

    def _closes_with(self, phrases: Mapping[tuple[str, ...], None], at: int) -> bool:
        """Say whether a listed phrase stands here, and nothing after it."""
        hit = longest(phrases, self._low, at)
        return hit is not None and at + hit[0] == len(self._low)

    def _is_count(self, at: int) -> bool:
        """Say whether a number counts what follows; a year names it."""
        if self._is(at, "number_words") or self._low[at] == "%":
            return True
        text = self._low[at]
        return text[0].isdigit() and not (len(text) == 4 and text.isdigit() and text[:2] in ("19", "20"))

    def noun_head(self) -> Stripped | None:
        """Take off a noun of direction that something links to its thing."""
        start = next((i for i, w in enumerate(self._low) if (w,) in self._lex.nouns), 0)
        if not all(self._lex.is_degree(w) for w in self._low[:start]):
            return None
        noun: tuple[int, Moving] | None = self._find(self._lex.nouns, start)
        if noun is None:
            return self._gerund(start)
        linked = self._linked(start + noun[0])
        if linked is None or self._tells(linked):
            return None
        return self._take(self._rest(linked), noun[1])

    def _tells(self, start: int) -> bool:
        """Say whether what stands here is the subject of a verb ("funding | delayed the launch").

        Told by an auxiliary that no preposition carries, or by a past with its object.
        """
        for i in range(start + 1, self._end()):
            finite = (self._low[i],) in self._lex.auxiliaries or self._is(i, "copulas")
            if (
                finite
                and i not in self._fixed
                and not self._is(i - 1, "prepositions", "linkers", "reflexives")
            ):
                return True
        pasts = (
            i for i in self._rest(start + 1) if any(map(self._low[i].endswith, self._lex.lists["pasts"]))
        )
        objects = (i for i in pasts if self._is(i + 1, "determiners", "possessives"))
        return any(not self._find(self._lex.verbs, i) for i in objects)

    def _gerund(self, at: int) -> Stripped | None:
        """Take off a verb that stands as a noun ("the closing of the border")."""
        verb = self._find(self._lex.verbs, at)
        if verb is None or verb[0] > 1 or not self._is(at + 1, "linkers"):
            return None
        if not any(self._low[at].endswith(e) for e in self._lex.lists["gerunds"]):
            return None
        return self._take(self._rest(at + 2), verb[1].verb) if at + 2 < len(self._low) else None

    def _linked(self, start: int) -> int | None:
        """Give the place after the link, over degrees and amounts ("de 3 % des")."""
        at = start
        while at < min(len(self._low) - 1, start + GAP):
            if self._is(at, "linkers", "loose_linkers"):
                amount = self._over_amount(at + 1)
                if amount is not None:
                    at = amount
                    continue
                if at + 2 == len(self._low) and self._is(at + 1, "pronouns"):
                    return None  # "the shortage feeds on itself"
                strong = self._is(at, "linkers")
                return at + 1 if strong or not self._words[self._state.kept[at + 1]].is_capitalised else None
            if self._is(at, "relatives", "determiners", "copulas", "auxiliaries", "possessives"):
                return None
            if self._find(self._lex.nouns, at) or self._is(at, "clitics"):
                return None
            at += 1
        return None

    def _over_amount(self, at: int) -> int | None:
        """Give the place of the link behind an amount ("de 3 % des"); None where none is."""
        if not self._is_amount(at):
            return None
        behind = (at + 1, at + 2)
        return next((b for b in behind if self._is(b, "linkers", "loose_linkers")), None)

    def _is_amount(self, at: int) -> bool:
        return at < len(self._low) and self._low[at][0].isdigit()

    def verb_head(self) -> Stripped | None:
        """Take off a verb of direction at the start; its object is what moves."""
        at, carried = self._over_auxiliaries(0), False
        if self._is(at, "causatives"):
            at, carried = at + 1, True
        if self._is(at, "reflexives") and self._lex.may_be_carried(" ".join(self._low[at + 1 : at + 2])):
            at += 1  # "(faire) s'effondrer les cours"
        verb = self._find(self._lex.verbs, at)
        if verb is None or (self._follows_determiner() and not verb[1].participle):
            return None
        after, form = at + verb[0], verb[1]
        # "(faire) grimper le prix": an infinitive before what moves is carried by a verb left out.
        bare = self._state.kept[0] == 0 and self._lex.may_be_carried(self._low[at])
        if form.verb.moves == "subject" and not (carried or (bare and self._is(after, "determiners"))):
            return None
        if after >= len(self._low) or not self._starts_object(after, form) or self._is_sum(after):
            return None
        last = self._find(self._lex.nouns, after)
        if last and last[1].tail:
            return None  # two nouns: "fuel shortages"
        if self._tells(after) or self._is_besides(after, form):
            return None  # "banning drones would …", "lose the war"
        if form.verb.describes and self._low[at] == form.verb.lemma and self._acts(self._rest(after)):
            return None  # "slow pilots"
        return self._take(self._rest(after), form.verb)

    def _is_besides(self, at: int, form: VerbForm) -> bool:
        """Say whether the object makes the verb say something else ("lose | the war")."""
        return any(w in form.verb.besides for w in self._low[at : at + OBJECT])

    def _follows_determiner(self) -> bool:
        """Say whether the first word follows a determiner: a noun then, no verb."""
        first = self._state.kept[0]
        before = [w.low for w in self._words[:first]]
        if any(
            (hit := longest(self._lex.auxiliaries, before, at)) and at + hit[0] == first
            for at in range(max(0, first - CARRIERS), first - 1)
        ):
            return False  # the "de" of "essayer de"
        opening = ("determiners", "possessives", "number_words")
        return first > 0 and (before[-1][0].isdigit() or any(self._lex.is_in(n, before[-1]) for n in opening))

    def _over_auxiliaries(self, at: int) -> int:
        while at < len(self._low):
            hit = self._auxiliary(at)
            if not hit:
                return at
            at += hit
        return at

    def _starts_object(self, at: int, form: VerbForm) -> bool:
        """Say whether what stands here can be the verb's object."""
        if form.verb.thing and self._low[at - 1] == form.verb.lemma and not self._is(at, *DETERMINING):
            return False  # "fuel prices"
        counted = longest(self._lex.quantifiers, self._low, at) is not None
        if at >= len(self._low) or (not counted and self._is(at, "relatives", "copulas", "negators")):
            return False
        if self._auxiliary(at):
            return False  # "the ban would …": a noun, and its verb comes
        if counted or self._is(at, "determiners", "possessives"):
            # An object in "perdre de leur élan", none in "augmenter de 3 %".
            if self._is(at, "linkers") and self._is(at, "prepositions"):
                return not self._is_amount(at + 1) and form.verb.moves == "object"
            return True
        adverb = self._lex.is_adverb(self._low[at])
        return not (adverb or self._is(at, "prepositions", "degrees") or self._is_amount(at))

    def clause(self) -> Stripped | None:
        """Find a verb of direction, or an adjective after a copula, behind its subject."""
        if self._is(0, "questions"):
            return None  # "what the city has lost"
        end = self._end()
        relative = self._relative(end)
        if relative is not None:
            return relative
        for i in range(1, end):
            group = self._group_start(i)
            if group == i and self._is(i - 1, "determiners", "possessives"):
                continue
            adjective = self._find(self._lex.adjectives, i)
            if adjective and group < i and group > 0 and self._is(i - 1, "copulas", "degrees"):
                may_go = self._is_circumstance(i + adjective[0])
                return self._subject(group, adjective[1]) if may_go else None
            found = self._clause_verb(i, group)
            if found is not None:
                return replace(found, told=True)
        return None

    def _subject(self, group: int, row: Moving) -> Stripped | None:
        """Keep the subject of a verb without what hangs between them; a pronoun alone names nothing."""
        stop = self._subject_end(group)
        words = [self._words[i] for i in self._state.kept[:stop]]
        gaps = (i for i in range(1, stop) if _is_gap(words, i) and self._is(i, "prepositions"))
        stop = next(gaps, stop)  # "sanctions, for their part, …"
        acting = isinstance(row, DirectionAdjective) and row.describes and self._acts(range(stop))
        return None if acting or self._is_pronoun(stop - 1) else self._take(range(stop), row)

    def _subject_end(self, group: int) -> int:
        while group > 1 and self._is(group - 1, "hanging", "negators"):
            group -= 1
        return group

    def _is_pronoun(self, at: int) -> bool:
        """Say whether a pronoun ends here, of one word or more."""
        ends = (" ".join(self._low[max(0, at + 1 - n) : at + 1]) for n in range(1, ANAPHOR + 1))
        return any(e in self._lex.lists["pronouns"] for e in ends)

    def _carries(self, at: int) -> bool:
        """Say whether a verb only carries the next one ("continues to | fall")."""
        hits = ((i, longest(self._lex.auxiliaries, self._low, i)) for i in range(max(0, at - GAP), at + 1))
        return any(hit is not None and at < i + hit[0] - 1 for i, hit in hits)

    def _relative(self, at: int) -> Stripped | None:
        """Find a verb that says of the noun before it that it moves ("rents | that rise")."""
        if not self._is(at, "subject_relatives") or all(self._is(i, "pronouns") for i in range(at)):
            return None
        start = at + 1
        while start < len(self._low) and (
            (self._low[start],) in self._lex.auxiliaries or self._is_helper(start)
        ):
            start += 1
        verb = self._find(self._lex.verbs, start)
        if verb is None or self._carries(start) or not self._is_circumstance(start + verb[0]):
            return None
        reflexive = any(self._is(i, "reflexives") for i in range(at, start))
        end = start + verb[0]
        alone = verb[1].verb.moves == "both" and (end == len(self._low) or self._is(end, "prepositions"))
        moves = verb[1].verb.moves == "subject" or reflexive or alone
        return self._take(range(at), verb[1].verb) if moves else None

    def _group_start(self, at: int) -> int:
        """Walk back over auxiliaries, copulas and reflexives to where the verb group starts."""
        start, walking = at, True
        while walking and start > 1:
            walking = False
            for length in (3, 2, 1):
                key = tuple(self._low[max(0, start - length) : start])
                single = length == 1 and self._is_helper(start - 1)
                if start - length > 0 and (key in self._lex.auxiliaries or single):
                    start, walking = start - length, True
                    break
        return self._over_aside(at) if start == at else start

    def _over_aside(self, at: int) -> int:
        """Walk back over what parts an auxiliary from its verb ("have | so far | failed")."""
        for i in range(at - 2, max(0, at - 1 - GAP), -1):
            if (self._low[i],) in self._lex.auxiliaries and self._is(i + 1, "prepositions", "adverbs"):
                return i
        return at

    def _is_helper(self, at: int) -> bool:
        return self._is(at, "copulas", "reflexives", "causatives") or self._lex.is_adverb(self._low[at])

    def _clause_verb(self, at: int, group: int) -> Stripped | None:
        verb = self._find(self._lex.verbs, at)
        if verb is None or group == 0 or self._is(group - 1, "prepositions", "linkers", "openers"):
            return None
        if self._carries(at):
            return None
        if self._is(0, "copulas") or longest(self._lex.auxiliaries, self._low, 0):
            return None  # no subject stands before it
        if not self._lex.head_first and self._lex.is_degree(self._low[group - 1]):
            return None  # "a sharp spike" says that nothing spikes
        after, form = at + verb[0], verb[1]
        between = [self._low[j] for j in range(group, at)]
        linked = any(self._lex.is_in("copulas", w) for w in between)
        last = group == at and after == len(self._low)
        if form.verb.describes and (linked or last) and self._low[at] == form.verb.lemma:
            return None  # "the trams are too slow", "(make) drivers slow"
        reflexive = any(self._lex.is_in("reflexives", w) for w in between)
        passive = form.participle and (
            linked
            or not self._starts_object(after, form)
            or (group == at and not self._words[0].text.isascii())
        )
        active = not passive and not reflexive and form.verb.moves != "subject"
        if active and self._starts_object(after, form):
            if self._is_besides(after, form):
                return None
            # "a lack of rain cut the yields": what the subject does is told, not how it moves.
            stop = next((i for i in self._rest(after + 1) if self._is_condition(i)), len(self._low))
            kept = self._take(range(after, stop), form.verb)
            held = self._state.direction * (-1 if self._state.negated else 1)
            kept = replace(kept, direction=kept.direction * held, acting=True)
            return replace(kept, owner=self._owner(range(self._subject_end(group)), after, form))
        if form.verb.moves == "object" and not (passive or reflexive):
            return None
        adjectival = form.participle and form.verb.moves != "subject" and group == at
        if adjectival and (self._state.told or self._predicates(after)):
            return None  # "the rules lifted in May were …": what is said of them comes later
        if adjectival and self._has_complement(after):
            return self._take([*range(at), *self._rest(after)], form.verb)
        return self._subject(group, form.verb) if self._is_circumstance(after) else None

    def _predicates(self, start: int) -> bool:
        """Say whether a verb that says something of the subject comes from here on."""
        return any(
            self._is(i, "copulas") or (self._low[i],) in self._lex.auxiliaries for i in self._rest(start)
        )

    def _is_circumstance(self, start: int) -> bool:
        """Say whether what stands behind a verb may go untold: short, and no clause of its own."""
        rest = self._rest(start)
        if len(rest) > CIRCUMSTANCE or self._predicates(start):
            return False
        joined = any(self._is(i, "coordinators") for i in rest)
        return not joined and (len(rest) <= GAP or not any(self._is(i, "relatives") for i in rest))

    def _has_complement(self, at: int) -> bool:
        """Say whether what follows a participle completes the noun ("access limited | to a few")."""
        linked = self._is(at, "prepositions", "linkers") and not self._is(at, "agents")
        return linked and not self._is_amount(at + 1) and not self._is(at, "coordinators")

    def _owner(self, subject: range, after: int, form: VerbForm) -> tuple[int, ...]:
        """Keep the subject where the object is its own ("lose ground", "leur élan")."""
        its_own = any(self._is(j, "possessives") for j in (after, after + 1))
        if not (form.verb.owned or its_own) or self._is_pronoun(subject.stop - 1):
            return self._state.owner
        return tuple(self._state.kept[i] for i in subject)

    def tail(self) -> Stripped | None:
        """Take off a noun of direction that follows its thing ("tax cuts")."""
        end = self._end()
        stop = next((i for i in range(1, end) if self._is(i, "prepositions")), end)
        found = self._find(self._lex.nouns, stop - 1) if stop > 1 else None
        noun = found[1] if found else None
        if noun is None or not noun.tail or self._is(stop - 2, "prepositions", "determiners"):
            return None
        if self._lex.is_degree(self._low[stop - 2]):
            return None  # "political gains" are no gain of the political
        return self._take([*range(stop - 1), *self._rest(stop)], noun)

    def after(self) -> Stripped | None:
        """Take out an adjective of direction that follows its noun."""
        for i in range(1, self._end()):
            hit = self._find(self._lex.adjectives, i)
            if hit is None or hit[1].place == "before" or self._is(i - 1, "determiners", "prepositions"):
                continue
            if hit[1].place == "any" and self._is(i + hit[0], "linkers"):
                continue  # "les quartiers bas de la ville"
            if self._is_of_other(i) or (hit[1].describes and self._acts(range(i))):
                continue
            if (self._low[i - 1],) in self._lex.auxiliaries or self._is(i + hit[0], "coordinators"):
                continue  # the participle of a verb whose clause stays whole; one of two adjectives
            chosen = [*range(i), *self._rest(i + hit[0])]
            return self._take(chosen, hit[1])
        return None

    def _is_of_other(self, at: int) -> bool:
        """Say whether an adjective is of another word than the head, or says how something was done.

        Of "l'inondation des quartiers bas" the number tells, "plantés trop bas" follows a participle.
        """
        done = self._is(at - 1, "degrees", "adverbs") and any(
            map(self._low[at - 2].endswith, self._lex.lists["participles"])
        )
        apart = self._lex.head_first and any(self._is(i, "linkers") for i in range(1, at))
        plural = [self._low[i][-1] in "sx" for i in (0, at)]
        return done or (apart and plural == [False, True])

    def trimmed(self) -> Stripped:
        """Take loose small words off both ends."""
        loose = ("determiners", "possessives", "prepositions", "linkers", "clitics", "reflexives", "copulas")
        low, high = 0, len(self._low)
        whole = high > 0 and self._state.kept[-1] == len(self._words) - 1
        while high - low > 1 and (self._is_hanging(high - 1) or (not whole and self._is(high - 1, *loose))):
            high -= 1
        while high - low > 1 and self._is_loose(low):
            low += 1
        return replace(self._state, kept=self._state.kept[low:high])

    def _is_hanging(self, at: int) -> bool:
        """Say whether a word at the end waits for one that is not there ("things very")."""
        return self._is(at, "hanging")
