"""Turn the words of a phrase into the words that name the thing, and which way it moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from causerie.assembly.denial import Denial
from causerie.assembly.phrase import CIRCUMSTANCE, DETERMINING, is_gap
from causerie.assembly.taking import Stripped
from causerie.languages.directions import DirectionAdjective, Directions, Moving, VerbForm
from causerie.languages.words import Word, longest

#: Rounds of taking things off; each takes off at least one word.
ROUNDS = 8


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


def _without_asides(words: Sequence[Word], lexicon: Directions) -> list[int]:
    """Leave out what a clause behind a comma tells of a thing, naming nothing ("voters, who …, like it")."""
    places = range(len(words))
    opening = (i for i in places[1:] if lexicon.is_in("asides", words[i].low) and is_gap(words, i))
    start = next(opening, None)
    if start is None:
        return list(places)
    stop = next((i for i in places[start + 2 :] if is_gap(words, i)), len(words))
    return [*places[:start], *places[stop:]]


def _joined_parts(words: Sequence[Word], lexicon: Directions) -> list[range]:
    """Split a phrase at "and" and commas, up to a clause about a noun; "and" is in no part."""
    parts, start = [], 0
    for i in range(1, len(words) - 1):
        joins = lexicon.is_in("coordinators", words[i].low)
        if lexicon.is_in("relatives", words[i].low) and not joins:
            break
        if joins or is_gap(words, i):
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
            or step.ability()
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


class _Step(Denial):
    """One round: each method takes one thing off, or gives None."""

    def front(self) -> Stripped | None:
        """Take off an opener, determiner, number, quantifier or counting noun."""
        low, lex = self.low, self.lexicon
        counted = longest(lex.quantifiers, low, 0)
        if self.anaphor(0):
            return None
        measured = self.over_measure(counted[0] if counted and counted[1] > 0 else 0)
        if measured is not None:
            return self.keep(self.rest(measured), moved=False)
        if self.is_sum(0) or (counted and self.predicates_at(counted[0])):
            return None
        if counted:
            # A count of more or fewer moves the thing; "many" and "all" only count it.
            return self.keep(self.rest(counted[0]), direction=counted[1], moved=counted[1] < 0)
        opened = longest(lex.openers, low, 0) or longest(lex.backward, low, 0)
        asked = self.is_in(0, "questions") and self.is_in(2, "pronouns")  # "how well they learn"
        itself = opened and opened[0] == 1 and self.is_in(0, "reflexives") and not self.is_in(1, "pronouns")
        if opened and not itself and not asked:  # "s'il", but "s'endetter"
            return self.keep(self.rest(opened[0]), moved=False)
        turned_back = next((i for i in range(1, len(low)) if self.closes_with(lex.backward, i)), None)
        if turned_back:
            return self.keep(range(turned_back), moved=False)
        carried = self.auxiliary(0)
        if carried > 1:  # "help to": the verb that it carries says more
            return self.keep(self.rest(carried), moved=False)
        if (self.is_count(0) or self.is_in(0, "measures")) and self.is_in(1, "linkers"):
            return self.keep(self.rest(2), moved=False)
        if self.is_loose(0) or self.is_count(0):
            return self.keep(self.rest(1), moved=False)
        if self.lexicon.is_adverb(low[0]) and self.is_in(1, "determiners") and not self.is_in(1, "linkers"):
            return self.keep(self.rest(1), moved=False)  # "(how) quickly the disease spreads"
        return self._adjective_before()

    def _adjective_before(self) -> Stripped | None:
        """Take off an adjective of direction before its noun, and how much it says ("very | low | wages")."""
        at, found = 0, self.find(self.lexicon.adjectives, 0)
        if found is None:
            at = next((i for i, w in enumerate(self.low) if not self.lexicon.is_adverb(w)), 0)
            found = self.find(self.lexicon.adjectives, at)
        if found is None or found[1].place == "after":
            return None
        after, row = at + found[0], found[1]
        if after >= len(self.low) or self.is_in(after, "prepositions", "linkers"):
            return None
        rest = self.rest(after)
        if row.describes and self.acts(rest):
            return None
        return self.take(rest, row)

    def noun_head(self) -> Stripped | None:
        """Take off a noun of direction that something links to its thing."""
        start = next((i for i, w in enumerate(self.low) if (w,) in self.lexicon.nouns), 0)
        if not all(self.lexicon.is_degree(w) for w in self.low[:start]):
            return self._gerund(0)
        noun = self.find(self.lexicon.nouns, start)
        if noun is None:
            return self._gerund(start)
        after = start + noun[0]
        bare = noun[1].gerund and after < len(self.low) and self._is_gerund(after)
        linked = after if bare else self.past_link(after, noun[1].links)
        if linked is None or linked >= len(self.low) or self.tells(linked):
            return None
        return self.take(self.rest(linked), noun[1])

    def _describes(self, at: int) -> bool:
        """Say whether a verb's form before this place may stand before a noun as an adjective does."""
        closed = ("prepositions", "linkers", *DETERMINING, "relatives", "copulas", "degrees")
        if at >= len(self.low) or self.is_in(at, *closed) or self.is_amount(at):
            return False
        return not (self.lexicon.is_adverb(self.low[at]) or self.auxiliary(at))

    def _is_gerund(self, at: int) -> bool:
        return any(self.low[at].endswith(e) for e in self.lexicon.lists["gerunds"])

    def _gerund(self, at: int) -> Stripped | None:
        """Take off a verb that stands as a noun ("the closing of the border")."""
        verb = self.find(self.lexicon.verbs, at)
        if verb is None or not self.is_in(at + verb[0], "linkers"):
            return None
        if not self._is_gerund(at):
            return None
        thing = self.rest(at + verb[0] + 1)
        return self.take(thing, verb[1].verb) if thing else None

    def verb_head(self) -> Stripped | None:
        """Take off a verb of direction at the start; its object is what moves."""
        at, carried = self.over_auxiliaries(0), False
        if self.is_in(at, "causatives"):
            at, carried = at + 1, True
        if self.is_in(at, "reflexives") and self.lexicon.may_be_carried(" ".join(self.low[at + 1 : at + 2])):
            at += 1  # "(faire) s'effondrer les cours"
        verb = self.find(self.lexicon.verbs, at)
        if verb is None or (self.follows_determiner() and not verb[1].participle):
            return None
        after, form = at + verb[0], verb[1]
        # "(faire) grimper le prix": an infinitive before what moves is carried by a verb left out.
        bare = self.kept[0] == 0 and self.lexicon.may_be_carried(self.low[at])
        if form.verb.moves == "subject" and self._is_gerund(at) and self._describes(after):
            return self.take(self.rest(after), form.verb)  # "plunging | sales"
        if form.verb.moves == "subject" and not (carried or (bare and self.is_in(after, "determiners"))):
            return None
        if after >= len(self.low) or not self.starts_object(after, form) or self.is_sum(after):
            return None
        last = self.find(self.lexicon.nouns, after)
        if last and last[1].tail:
            return None  # two nouns: "fuel shortages"
        if self.tells(after) or self.is_besides(after, form):
            return None  # "banning drones would …", "lose the war"
        if form.verb.describes and self.low[at] == form.verb.lemma and self.acts(self.rest(after)):
            return None  # "slow pilots"
        return self.take(self.rest(after), form.verb)

    def clause(self) -> Stripped | None:
        """Find a verb of direction, or an adjective after a copula, behind its subject."""
        if self.is_in(0, "questions"):
            return None  # "what the city has lost"
        end = self.end()
        relative = self._relative(end)
        if relative is not None:
            return relative
        for i in range(1, end):
            group = self.group_start(i)
            if group == i and self.is_in(i - 1, "determiners", "possessives"):
                continue
            adjective = self.find(self.lexicon.adjectives, i)
            if adjective and group < i and group > 0 and self.is_in(i - 1, "copulas", "degrees", "lasting"):
                may_go = self.is_circumstance(i + adjective[0])
                return self._subject(group, adjective[1]) if may_go else None
            found = self._clause_verb(i, group)
            if found is not None:
                return replace(found, told=True)
        return None

    def _relative(self, at: int) -> Stripped | None:
        """Find a verb that says of the noun before it that it moves ("rents | that rise")."""
        if not self.is_in(at, "subject_relatives") or all(self.is_in(i, "pronouns") for i in range(at)):
            return None
        start = at + 1
        while start < len(self.low) and (
            (self.low[start],) in self.lexicon.auxiliaries or self.is_helper(start)
        ):
            start += 1
        verb = self.find(self.lexicon.verbs, start)
        if verb is None or self.carries(start) or not self.is_circumstance(start + verb[0]):
            return None
        reflexive = any(self.is_in(i, "reflexives") for i in range(at, start))
        end = start + verb[0]
        alone = verb[1].verb.moves == "both" and (end == len(self.low) or self.is_in(end, "prepositions"))
        moves = verb[1].verb.moves == "subject" or reflexive or alone
        return self.take(range(at), verb[1].verb) if moves else None

    def _clause_verb(self, at: int, group: int) -> Stripped | None:
        """Take off a verb of direction whose group starts behind its subject."""
        verb = self.find(self.lexicon.verbs, at)
        if verb is None or not self._has_subject(at, group):
            return None
        after, form = at + verb[0], verb[1]
        between = [self.low[j] for j in range(group, at)]
        linked = any(self.lexicon.is_in("copulas", w) for w in between)
        last = group == at and after == len(self.low)
        if form.verb.describes and (linked or last) and self.low[at] == form.verb.lemma:
            return None  # "the trams are too slow", "(make) drivers slow"
        reflexive = any(self.lexicon.is_in("reflexives", w) for w in between)
        passive = form.participle and (
            linked
            or not self.starts_object(after, form)
            or (group == at and not self.words[0].text.isascii())
        )
        active = not passive and not reflexive
        if active and form.verb.moves != "subject" and self.starts_object(after, form):
            return None if self.is_besides(after, form) else self._object(group, after, form)
        if active and form.verb.moves == "object":
            return None
        adjectival = form.participle and form.verb.moves != "subject" and group == at
        if adjectival and (self.state.told or self.predicates(after)):
            return None  # "the rules lifted in May were …": what is said of them comes later
        if adjectival and self.has_complement(after):
            return self.take([*range(at), *self.rest(after)], form.verb)
        return self._subject(group, form.verb) if self.is_circumstance(after) else None

    def _has_subject(self, at: int, group: int) -> bool:
        """Say whether what stands before a verb and its group may be its subject."""
        if group == 0 or self.is_in(group - 1, "prepositions", "linkers", "openers") or self.carries(at):
            return False
        if self.is_in(0, "copulas") or longest(self.lexicon.auxiliaries, self.low, 0):
            return False
        # "a sharp spike" says that nothing spikes
        return self.lexicon.head_first or not self.lexicon.is_degree(self.low[group - 1])

    def _object(self, group: int, after: int, form: VerbForm) -> Stripped | None:
        """Keep the object: "a lack of rain cut the yields" tells what the subject does, not how it moves."""
        stop = next((i for i in self.rest(after + 1) if self.is_condition(i)), len(self.low))
        kept = self.take(range(after, stop), form.verb)
        if kept is None:
            return None
        held = self.state.direction * (-1 if self.state.negated else 1)
        kept = replace(kept, direction=kept.direction * held, acting=True)
        return replace(kept, owner=self._owner(range(self.subject_end(group)), after, form))

    def _subject(self, group: int, row: Moving) -> Stripped | None:
        """Keep the subject of a verb without what hangs between them; a pronoun alone names nothing."""
        stop = self.subject_end(group)
        words = [self.words[i] for i in self.kept[:stop]]
        gaps = (i for i in range(1, stop) if is_gap(words, i) and self.is_in(i, "prepositions"))
        stop = next(gaps, stop)  # "sanctions, for their part, …"
        acting = isinstance(row, DirectionAdjective) and row.describes and self.acts(range(stop))
        return None if acting or self.is_pronoun(stop - 1) else self.take(range(stop), row)

    def _owner(self, subject: range, after: int, form: VerbForm) -> tuple[int, ...]:
        """Keep the subject where the object is its own ("lose ground", "leur élan")."""
        its_own = any(self.is_in(j, "possessives") for j in (after, after + 1))
        if not (form.verb.owned or its_own) or self.is_pronoun(subject.stop - 1):
            return self.state.owner
        return tuple(self.kept[i] for i in subject)

    def tail(self) -> Stripped | None:
        """Take off a noun of direction that follows its thing ("tax cuts")."""
        end = self.end()
        stop = next((i for i in range(1, end) if self.is_in(i, "prepositions")), end)
        found = self.find(self.lexicon.nouns, stop - 1) if stop > 1 else None
        noun = found[1] if found else None
        if noun is None or not noun.tail or self.is_in(stop - 2, "prepositions", "determiners"):
            return None
        if self.lexicon.is_degree(self.low[stop - 2]):
            return None  # "political gains" are no gain of the political
        return self.take([*range(stop - 1), *self.rest(stop)], noun)

    def measure(self) -> Stripped | None:
        """Take off by how much a thing moves ("traffic | by a fifth within weeks")."""
        end = self.end()
        for i in range(1, len(self.low)):
            if " ".join(self.low[i:]) in self.lexicon.lists["amounts"]:
                return self.keep(range(i), moved=False)
            opens = self.is_in(i, "measuring")
            opens = opens or (self.state.moved and self.is_in(i, "measuring_moved"))
            if opens and self.is_change(i + 1) and len(self.low) - i <= CIRCUMSTANCE // 2:
                stop = i - 1 if i - 1 == end and i > 1 else i  # "que de 0,3 point"
                return self.keep(range(stop), moved=False)
        return None

    def after(self) -> Stripped | None:
        """Take out an adjective of direction that follows its noun."""
        for i in range(1, self.end()):
            hit = self.find(self.lexicon.adjectives, i)
            if hit is None or hit[1].place == "before" or self.is_in(i - 1, "determiners", "prepositions"):
                continue
            if hit[1].place == "any" and self.is_in(i + hit[0], "linkers"):
                continue  # "les quartiers bas de la ville"
            if self.is_of_other(i) or (hit[1].describes and self.acts(range(i))):
                continue
            if (self.low[i - 1],) in self.lexicon.auxiliaries or self.is_in(i + hit[0], "coordinators"):
                continue  # the participle of a verb whose clause stays whole; one of two adjectives
            degree = i > 1 and self.lexicon.is_adverb(self.low[i - 1]) and not self.is_named(i - 1)
            return self.take([*range(i - degree), *self.rest(i + hit[0])], hit[1])
        return None

    def trimmed(self) -> Stripped:
        """Take loose small words off both ends."""
        loose = ("determiners", "possessives", "prepositions", "linkers", "clitics", "reflexives", "copulas")
        low, high = 0, len(self.low)
        whole = high > 0 and self.kept[-1] == len(self.words) - 1
        while high - low > 1 and (self.is_hanging(high - 1) or (not whole and self.is_in(high - 1, *loose))):
            high -= 1
        while high - low > 1 and self.is_loose(low):
            low += 1
        return replace(self.state, kept=self.kept[low:high])
