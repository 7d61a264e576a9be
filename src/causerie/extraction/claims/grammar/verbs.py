"""Turn verbs that state a link, known ones and others, into drafts of claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from causerie.extraction.carriers import helping_name
from causerie.extraction.claims.grammar.arguments import (
    PREDICATES,
    Proposal,
    Scene,
    clause,
    is_border,
    is_predicate,
    noun_phrase,
    phrase,
    propose,
)
from causerie.extraction.claims.grammar.complements import (
    acts_of_quality,
    agents,
    ahead,
    can_make_act,
    clause_complements,
    clitic_complement,
    clitic_of,
    complements,
    governing_subject,
    infinitives,
    is_passive,
    objects,
    receiver_of,
    told_behind,
)
from causerie.extraction.claims.grammar.drafts import PLACED, TURNED, Draft, Signal
from causerie.extraction.claims.grammar.extents import before_extents
from causerie.extraction.claims.grammar.matching import phrase_before
from causerie.extraction.claims.grammar.subjects import previous_clauses, subjects
from causerie.extraction.qualifiers import is_scant, qualify
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.causal_rows import Frame, Role, VerbRow
from causerie.languages.causation import VerbIndex, causation
from causerie.languages.figures import figure_words
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Kind

#: Words between "à" and its number, with "à": "à plus de seize".
MEASURE = 3
#: Frames of verbs whose object is an end of the claim: a reflexive takes that place.
TRANSITIVE = frozenset({Frame.DIRECT, Frame.INVERSE})
#: Relations of what may stand between a relative pronoun and its verb beside a subject.
HELPING = frozenset({"advmod", "aux", "expl", "iobj"})
#: Parts of speech of what stands before a participle within its noun phrase.
WITHIN = frozenset({"ADJ", "ADP", "ADV", "CCONJ", "DET", "NUM", "PART"})
Ways = Iterable[Proposal]


def draft_verbs(scene: Scene, token: Token) -> Iterator[Draft]:
    """Draft what a verb of the lexicon states."""
    if _is_attribute(scene, token) or helping_name(token, language=scene.language):
        return
    helper = token.rel == "aux" and token.dep != "aux:caus"
    for row, trigger in verb_triggers(scene, token, lemma=token.lemma):
        if row.hinders and _is_aimed(scene, token):
            continue  # "pour enrayer la chute": read from "pour", of which it turns the sign.
        if not helper or (row.frame == Frame.INFINITIVE and not row.nouns):
            yield from _of_frame(scene, token, row=row, trigger=trigger)


def _is_aimed(scene: Scene, verb: Token) -> bool:
    """Say whether a connective of aim stands right before an infinitive: "pour", "afin de", "in order to"."""
    before = scene.previous(verb)
    if verb.feats.get("VerbForm") != "Inf" or before is None or before.pos not in ("ADP", "PART", "SCONJ"):
        return False
    return phrase_before(scene, verb.i, _aims(scene.language)) is not None


@lru_cache
def _aims(code: str) -> frozenset[str]:
    """Give the connectives of aim that take an infinitive, without what any infinitive may have before it."""
    known = causation(code)
    return frozenset(
        " ".join(words)
        for rows in known.markers.values()
        for words, row in rows
        if row.signal == Signal.PURPOSE and "infinitive" in row.takes and row.introduces == Role.EFFECT
        if not (len(words) == 1 and words[0] in known.words.infinitive)
    )


def _is_attribute(scene: Scene, verb: Token) -> bool:
    """Say whether a participle stands within a noun phrase: "growing concerns", "wage-cutting measures"."""
    before = scene.previous(verb)
    if verb.rel != "amod" or verb.head.i < verb.i:
        return False
    joined = before is not None and before.text == "-" and not is_border(scene, before)
    return before is None or joined or before.pos in WITHIN


def verb_triggers(
    scene: Scene, token: Token, *, lemma: str, rows: VerbIndex | None = None, beside: bool = False
) -> Iterator[tuple[VerbRow, tuple[Token, ...]]]:
    """Give the rows (of the lexicon, or of `rows`) that a verb meets, each with the words of its cue.

    `beside` takes the word after the verb for its particle whatever the tree says. Where a row names the
    verb with its particle ("bring down"), rows of the verb alone are not met.
    """
    met = [
        (particle, row, trigger)
        for particle, row in (scene.lexicon.verbs if rows is None else rows).get(lemma, ())
        if (trigger := _verb_trigger(scene, token, row=row, particle=particle, beside=beside)) is not None
    ]
    longer = any(particle for particle, _, _ in met)
    yield from ((row, trigger) for particle, row, trigger in met if particle or row.nouns or not longer)


def _verb_trigger(
    scene: Scene, verb: Token, *, row: VerbRow, particle: str, beside: bool
) -> tuple[Token, ...] | None:
    """Collect the cue's words; None if one that it needs is missing."""
    held = [verb]
    reflexive = _reflexive(scene, verb)
    if row.receiver and not _is_given(scene, verb):
        return None
    if row.frame == Frame.ATTRIBUTE and verb.child("xcomp") is not None:
        return None  # "Il doit rendre les clés à la banque": a duty.
    if row.measured and not _is_measured(scene, verb, preps=row.preps):
        return None
    if row.clitic and (reflexive is not None or not _has_clitic(scene, verb, row=row)):
        return None
    if row.reflexive:
        if reflexive is None:
            return None
        held.insert(0, reflexive)
    elif reflexive is not None and reflexive.rel in ("expl", "iobj") and row.frame in TRANSITIVE:
        return None
    if particle:
        found = next((t for t in ahead(scene, verb, reach=5) if t.lower == particle), None)
        if found is None:
            return None
        if found.head not in (verb, *verb.children) and not (beside and found.i == verb.i + 1):
            return None
        held.append(found)
    if row.nouns:
        noun = _noun_of_cue(scene, verb, row=row)
        if noun is None:
            return None
        held.append(noun)
    return tuple(held)


def _noun_of_cue(scene: Scene, verb: Token, *, row: VerbRow) -> Token | None:
    """Find the noun that belongs to a cue, below its verb or a few words behind: "has the *effect* of"."""
    below = (
        n
        for c in verb.children
        for n in (c, *c.children)
        if n.lemma in row.nouns
        and n.i > verb.i
        and n.rel in ("obj", "obl", "xcomp", "nmod", "acl", "ccomp", "dep", "advmod")
    )
    near = (t for t in ahead(scene, verb, reach=5) if t.lemma in row.nouns)
    noun = next(below, None) or next(near, None)
    about = verb.head.lemma if verb.dep == "acl:relcl" else ""
    if noun is None and about in row.nouns and about not in scene.lexicon.words.light:
        # "The effect that taxes have on trade": the noun of the cue is what the clause is about.
        noun = verb.head
    if noun is None or (_is_act_had(scene, verb, noun) and not _extent(scene, verb, noun)):
        return None
    if verb.rel == "aux" and verb.head.pos == "VERB" and verb.i < verb.head.i < noun.i:
        return None  # "Le prix a baissé en raison de la pluie": the noun is not the auxiliary's.
    parted = row.tight and any(c.rel == "obj" and verb.i < c.i < noun.i for c in verb.children)
    return None if parted else noun


def _is_act_had(scene: Scene, verb: Token, word: Token) -> bool:
    """Say whether a cue's word is an infinitive under "have", which is a duty without more: "has to do"."""
    return word.pos == "VERB" and word is not verb and verb.lemma in scene.lexicon.words.having


def _extent(scene: Scene, verb: Token, act: Token) -> list[Token]:
    """Give the words that say how much there is to do: "has *nothing* to do with"."""
    between = scene.parse.tokens[verb.i + 1 : act.i]
    return [t for t in between if t.rel != "mark" and t.pos != "PUNCT"]


def hardly_ties(scene: Scene, verb: Token, trigger: tuple[Token, ...]) -> bool:
    """Say whether next to nothing ties cause and effect: "had *little* to do with"."""
    words, act = qualifier_words(scene.language), trigger[-1]
    return _is_act_had(scene, verb, act) and any(is_scant(t, words=words) for t in _extent(scene, verb, act))


def _is_given(scene: Scene, verb: Token) -> bool:
    """Say whether somebody gets the object of a verb, and from no person: a person's gift is an act."""
    giver = verb.child("nsubj")
    return receiver_of(verb) is not None and (giver is None or not _is_person(scene, giver))


def _is_person(scene: Scene, noun: Token) -> bool:
    """Say whether a noun or pronoun names a person or a body that acts."""
    words = scene.lexicon.words
    named = noun.ent in ("PER", "ORG") or noun.pos == "PROPN"
    return named or noun.lower in words.persons or noun.lemma in words.persons


def _reflexive(scene: Scene, verb: Token) -> Token | None:
    """Find a verb's reflexive pronoun, which has the person of the verb: none in "ce qui nous vaut"."""
    words = scene.lexicon.words
    finite = next((c for c in verb.children if c.rel == "aux" and c.feats.get("Person")), verb)
    person = finite.feats.get("Person")
    for child in verb.children:
        if child.lower in words.reflexive and child.i < verb.i:
            other = child.feats.get("Person")
            return child if not (person and other) or person == other else None
    return None


def _has_clitic(scene: Scene, verb: Token, *, row: VerbRow) -> bool:
    """Say whether a pronoun stands for a complement before an active verb: "y" for one with "à".

    In "y mène des entretiens", whose object is no word of the cue, it is a place.
    """
    taken = any(c.rel == "obj" and c.i > verb.i for c in verb.children) and not row.nouns
    if taken or is_passive(verb) or verb.feats.get("VerbForm") == "Inf":
        return False
    return clitic_of(scene, verb, preps=row.preps) is not None


def _is_measured(scene: Scene, verb: Token, *, preps: Collection[str]) -> bool:
    """Say whether one of `preps` brings a number behind a verb that is no aim: "porte le total à seize"."""
    if verb.feats.get("VerbForm") == "Inf":
        return False
    for token in ahead(scene, verb):
        if token.pos == "NUM":
            before = scene.parse.tokens[max(token.i - MEASURE, verb.i + 1) : token.i]
            if any(scene.norm(t) in preps for t in before):
                return True
    return False


def _of_frame(scene: Scene, verb: Token, *, row: VerbRow, trigger: tuple[Token, ...]) -> Iterator[Draft]:
    """Place the arguments as the verb's frame says."""
    thing = _thing_of_relative(scene, verb) if row.frame in TRANSITIVE else None
    if thing is None:
        causes, effects = _ends(scene, verb, row=row, trigger=trigger)
    else:
        causes, effects = _turned_ends(scene, verb, row=row, thing=thing)
    signals = {Kind.REQUIRE: Signal.NECESSITY, Kind.PURPOSE: Signal.PURPOSE}
    # "X was blamed for Y": the words show the roles, which networks turn round.
    blamed = row.frame == Frame.BLAME and is_passive(verb) and verb.child("nsubj") is not None
    yield Draft(
        pattern=row.id + (PLACED if blamed else "" if thing is None else TURNED),
        signal=signals.get(Kind(row.kind), Signal.VERB),
        kind=Kind(row.kind),
        sign=row.sign or _sign_of_effect(scene, trigger),
        trigger=trigger,
        anchor=verb,
        causes=causes,
        effects=effects,
        predicates=(verb,),
        sufficient=row.sufficient,
        denied=hardly_ties(scene, verb, trigger) or None,
    )


def _ends(scene: Scene, verb: Token, *, row: VerbRow, trigger: tuple[Token, ...]) -> tuple[Ways, Ways]:
    """Find the ways to read cause and effect of a verb."""
    frame, passive = Frame(row.frame), is_passive(verb)
    if frame is Frame.SOURCE and (not row.preps or _comes_thence(scene, verb)):
        return _clauses_before(scene, verb), _come_thence(scene, verb, cut={t.i for t in trigger})
    cut = {t.i for t in trigger if frame is not Frame.DIRECT or t is verb or row.apart}
    doer = agents(scene, verb, cut=cut) if passive else governing_subject(scene, verb, cut=cut)
    if frame is Frame.INFINITIVE:
        return doer, infinitives(scene, verb, row=row, cut=cut)
    if frame is Frame.CLAUSE:
        # "Makes *sure* that …": the clause hangs from the cue's last word.
        return doer, chain.from_iterable(
            clause_complements(scene, t, cut=cut) for t in (verb, *(trigger[-1:] if row.nouns else ()))
        )
    held: list[Proposal] = []
    if row.clitic:
        held = list(clitic_complement(scene, verb, preps=row.preps))
    elif row.preps:
        thing = verb.child("obj") if frame in (Frame.BLAME, Frame.ATTRIBUTE) else None
        hosts = (thing, *trigger) if thing is not None and thing.i > verb.i else trigger
        held = list(complements(scene, hosts, preps=row.preps, cut=cut))
        cut |= {h.head for h in held}
    done = subjects(scene, verb, cut=cut) if passive else objects(scene, verb, cut=cut)
    if frame is Frame.DIRECT and row.nouns and told_behind(scene, trigger[-1]) is not None:
        return (), ()  # "Had one consequence: …" is read from the noun.
    if frame is Frame.DIRECT and row.apart:
        acts = list(acts_of_quality(scene, verb, trigger[-1], cut=cut))
        return doer, chain(acts, () if acts else done)
    if frame is Frame.DIRECT:
        done = before_extents(scene, done)
        return doer, _as_it_came(done) if row.sign < 0 and _is_loose(scene, verb) else done
    if frame is Frame.INVERSE:
        return done, doer
    if frame is Frame.OBLIQUE:
        agent = list(doer) if passive else []
        if not agent:
            return subjects(scene, verb, cut=cut), held
        # "Forced into exile by the war" has a cause; "the cost is borne by the owners" is no "bear on".
        return (agent if can_make_act(scene, verb) else ()), held
    if frame is Frame.SOURCE:
        return held, subjects(scene, verb, cut=cut)
    if frame is Frame.BLAME:
        return done, held
    if frame is Frame.ATTRIBUTE:
        return held, done
    return held, propose(clause(scene, verb, cut={h.head for h in held}), verb, "whole clause")


def _sign_of_effect(scene: Scene, trigger: tuple[Token, ...]) -> int:
    """Give the sign that an adjective gives an effect: "has a devastating effect on"; 0 where none does."""
    words = scene.lexicon.words
    said = {
        c.lemma
        for t in trigger
        if t.pos == "NOUN"
        for c in t.children
        if c.rel == "amod" and not any(m.lemma in words.less for m in c.children)
    }
    return 1 if said & words.good else -1 if said & words.bad else 0


def _is_loose(scene: Scene, verb: Token) -> bool:
    """Say whether a bare past participle is set beside a clause: "hurt by the strike, …"; no "not hurt"."""
    bare = is_passive(verb) and not any(c.rel == "aux" for c in verb.children)
    return bare and verb.rel in ("acl", "advcl") and not qualify(verb, language=scene.language).negated


def _as_it_came(done: Ways) -> Iterator[Proposal]:
    """Turn the sign for a clause that tells what came of the harm: "hurt by the strike, the group lost"."""
    for proposal in done:
        whole = proposal.construction.endswith("clause")
        yield replace(proposal, turn=-proposal.turn) if whole else proposal


def _turned_ends(scene: Scene, verb: Token, *, row: VerbRow, thing: Token) -> tuple[Ways, Ways]:
    """Place the arguments of a relative clause whose subject stands behind its verb."""
    last = scene.parse.sentence_of(verb).tokens[-1].i
    named = propose(noun_phrase(scene, thing, cut=range(thing.i + 1, last + 1)), thing, "relative object")
    units = figure_words(scene.language).time_units
    behind = scene.parse.tokens[verb.i + 1 : last + 1]
    nouns = [t for t in behind if t.pos in ("NOUN", "PROPN") and t.lower not in units]
    told = [t for t in nouns if t.head is verb and t.rel in ("nsubj", "obj")]
    if not nouns:
        return (), named
    doer = (told or nouns)[0]
    after = next((t.i for t in behind if t.i > doer.i and t.pos in PREDICATES and is_finite(t)), last + 1)
    outside = {*range(verb.i + 1), *range(after, last + 1)}
    whole = list(propose(noun_phrase(scene, doer, cut=outside), doer, "subject behind"))
    return (whole, named) if row.frame == Frame.DIRECT else (named, whole)


def _comes_thence(scene: Scene, verb: Token) -> bool:
    """Say whether a clitic names what went before as the source: "il en résulte une pénurie"."""
    return any(c.lower in scene.lexicon.words.thence and c.i < verb.i for c in verb.children)


def _clauses_before(scene: Scene, verb: Token) -> Iterator[Proposal]:
    """Propose the clauses before a verb's own: in its sentence, then in those before."""
    inside = {t.i for t in verb.subtree()}
    for host in verb.ancestors():
        if host.i < verb.i and is_predicate(host):
            yield from propose(phrase(scene, host, cut=inside), host, "clause before")
            break
    yield from previous_clauses(scene, verb)


def _come_thence(scene: Scene, verb: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose what comes of what went before: "il en résulte *une pénurie*", "*les prix* s'en ressentent"."""
    acted_on = any(c.rel == "obj" and c.i > verb.i for c in verb.children)
    if not acted_on and any(c.dep == "nsubj" and c.i < verb.i for c in verb.children):
        yield from subjects(scene, verb, cut=cut)
    yield from objects(scene, verb, cut=cut)


def _thing_of_relative(scene: Scene, verb: Token) -> Token | None:
    """Find what a relative clause with its subject behind the verb is about: "l'eau que boit la vigne"."""
    words, tokens = scene.lexicon.words, scene.parse.tokens
    at = verb.i - 1
    while at > 0 and tokens[at].head is verb and tokens[at].rel in HELPING:
        if tokens[at].dep == "expl:subj":
            return None
        at -= 1
    if at < 1 or tokens[at].lower not in words.object_relative or tokens[at].head is not verb:
        return None
    before, after = tokens[at - 1], scene.next(verb)
    if before.sent != verb.sent or before.pos not in ("NOUN", "PROPN", "ADJ") or after is None:
        return None
    if after.pos not in ("DET", "NOUN", "PROPN"):
        return None
    while before.pos == "ADJ" and before.head.i < before.i:
        before = before.head
    return before if before.pos in ("NOUN", "PROPN") else None


def draft_open_verbs(scene: Scene, token: Token) -> Iterator[Draft]:
    """Draft a transitive verb that the lexicon does not know, for the learned filter to judge."""
    words = scene.lexicon.words
    passive = is_passive(token)
    known = [row.frame for _, row in scene.lexicon.verbs.get(token.lemma, ())]
    if (
        (known and not (passive and TRANSITIVE.isdisjoint(known)))
        or token.lemma in words.open_blocked
        or token.rel in ("aux", "cop", "amod")
    ):
        return
    held = next((c for c in token.children if c.rel == "obj" and c.i > token.i), None)
    if not passive and (held is None or held.pos == "PRON" or held.lemma in words.light):
        return
    if any(c.lower in words.reflexive and c.rel in ("expl", "iobj", "obj") for c in token.children):
        return
    cut = {token.i}
    causes = list(agents(scene, token, cut=cut) if passive else subjects(scene, token, cut=cut))[:3]
    effects = list(subjects(scene, token, cut=cut) if passive else objects(scene, token, cut=cut))[:3]
    if not causes or not effects:
        return
    actor = scene.parse.tokens[causes[0].head]
    change = token.lemma.endswith(words.open_endings)
    pattern = "open.person" if _is_person(scene, actor) else "open.change" if change else "open.thing"
    row = scene.lexicon.signed.get(token.lemma)
    yield Draft(
        pattern=pattern,
        signal=Signal.VERB,
        kind=Kind.CAUSE,
        sign=row.sign if row is not None else 1,
        trigger=(token,),
        anchor=token,
        causes=causes,
        effects=effects,
        predicates=(token,),
        sure_sign=row is not None,
    )
