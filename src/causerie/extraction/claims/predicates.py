"""Turn verbs, nouns and adjectives that state a link into drafts of claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from causerie.extraction.claims.arguments import (
    NOMINALS,
    PREDICATES,
    Proposal,
    Scene,
    clause,
    cut_short,
    is_border,
    is_predicate,
    noun_phrase,
    nouns_after,
    phrase,
    previous_clauses,
    propose,
    run_on,
    stretched,
    subjects,
    verb_phrase,
)
from causerie.extraction.claims.drafts import TURNED, Draft, Signal
from causerie.extraction.claims.hindering import stripped
from causerie.extraction.qualifiers import qualify
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.causation import Frame, PredicateRow, Role, VerbIndex, VerbRow
from causerie.languages.figures import figure_words
from causerie.model import Kind, Span

#: Words between a verb and what it governs that the tree may have lost: a long apposition fits in.
REACH = 14

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
    if _is_attribute(scene, token):
        return
    helper = token.rel == "aux" and token.dep != "aux:caus"
    for row, trigger in verb_triggers(scene, token, lemma=token.lemma):
        if not helper or (row.frame == Frame.INFINITIVE and not row.nouns):
            yield from _of_frame(scene, token, row=row, trigger=trigger)


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

    `beside` takes the word after the verb for its particle whatever the tree says.
    """
    for particle, row in (scene.lexicon.verbs if rows is None else rows).get(lemma, ()):
        trigger = _verb_trigger(scene, token, row=row, particle=particle, beside=beside)
        if trigger is not None:
            yield row, trigger


def _verb_trigger(
    scene: Scene, verb: Token, *, row: VerbRow, particle: str, beside: bool
) -> tuple[Token, ...] | None:
    """Collect the cue's words; None if one that it needs is missing."""
    held = [verb]
    words = scene.lexicon.words
    reflexive = _reflexive(scene, verb)
    if row.receiver and not _is_given(scene, verb):
        return None
    if row.measured and not _is_measured(scene, verb, preps=row.preps):
        return None
    if row.clitic and (reflexive is not None or _clitic(scene, verb, preps=row.preps) is None):
        return None
    if row.reflexive:
        if reflexive is None:
            return None
        held.insert(0, reflexive)
    elif reflexive is not None and reflexive.rel in ("expl", "iobj") and row.frame in TRANSITIVE:
        return None
    if particle:
        found = next((t for t in _ahead(scene, verb, reach=5) if t.lower == particle), None)
        if found is None:
            return None
        if found.head not in (verb, *verb.children) and not (beside and found.i == verb.i + 1):
            return None
        held.append(found)
    if row.nouns:
        noun = next(
            (
                n
                for c in verb.children
                for n in (c, *c.children)
                if n.lemma in row.nouns
                and n.i > verb.i
                and n.rel in ("obj", "obl", "xcomp", "nmod", "acl", "ccomp", "dep", "advmod")
            ),
            None,
        ) or next((t for t in _ahead(scene, verb, reach=5) if t.lemma in row.nouns), None)
        about = verb.head.lemma if verb.dep == "acl:relcl" else ""
        if noun is None and about in row.nouns and about not in words.light:
            # "The effect that taxes have on trade": the noun of the cue is what the clause is about.
            noun = verb.head
        if noun is None:
            return None
        held.append(noun)
    return tuple(held)


def _is_given(scene: Scene, verb: Token) -> bool:
    """Say whether somebody gets the object of a verb, and from no person: a person's gift is an act."""
    giver = verb.child("nsubj")
    given = verb.child("iobj") is not None and verb.child("obj") is not None
    return given and (giver is None or not _is_person(scene, giver))


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


def _clitic(scene: Scene, verb: Token, *, preps: Collection[str]) -> Token | None:
    """Find the pronoun that stands for a complement before an active verb: "y" for one with "à"."""
    if is_passive(verb) or verb.feats.get("VerbForm") == "Inf":
        return None
    for child in verb.children:
        stands_for = scene.lexicon.words.clitics.get(child.lower, frozenset())
        if child.i < verb.i and child.pos == "PRON" and not stands_for.isdisjoint(preps):
            return child
    return None


def _is_measured(scene: Scene, verb: Token, *, preps: Collection[str]) -> bool:
    """Say whether one of `preps` brings a number behind a verb that is no aim: "porte le total à seize"."""
    if verb.feats.get("VerbForm") == "Inf":
        return False
    for token in _ahead(scene, verb):
        if token.pos == "NUM":
            before = scene.parse.tokens[max(token.i - MEASURE, verb.i + 1) : token.i]
            if any(scene.norm(t) in preps for t in before):
                return True
    return False


def _ahead(scene: Scene, token: Token, *, reach: int = REACH) -> Iterator[Token]:
    """Walk the words after a token, to the end of its sentence or of the reach."""
    for index in range(token.i + 1, min(token.i + 1 + reach, len(scene.parse.tokens))):
        other = scene.parse.tokens[index]
        if other.sent != token.sent or other.text in (";", ":"):
            return
        yield other


def _of_frame(scene: Scene, verb: Token, *, row: VerbRow, trigger: tuple[Token, ...]) -> Iterator[Draft]:
    """Place the arguments as the verb's frame says."""
    thing = _thing_of_relative(scene, verb) if row.frame in TRANSITIVE else None
    if thing is None:
        causes, effects = _ends(scene, verb, row=row, trigger=trigger)
    else:
        causes, effects = _turned_ends(scene, verb, row=row, thing=thing)
    signals = {Kind.REQUIRE: Signal.NECESSITY, Kind.PURPOSE: Signal.PURPOSE}
    yield Draft(
        pattern=row.id if thing is None else row.id + TURNED,
        signal=signals.get(Kind(row.kind), Signal.VERB),
        kind=Kind(row.kind),
        sign=row.sign or _sign_of_effect(scene, trigger),
        trigger=trigger,
        anchor=verb,
        causes=causes,
        effects=effects,
        predicates=(verb,),
        sufficient=row.sufficient,
    )


def _ends(scene: Scene, verb: Token, *, row: VerbRow, trigger: tuple[Token, ...]) -> tuple[Ways, Ways]:
    """Find the ways to read cause and effect of a verb."""
    frame, passive = Frame(row.frame), is_passive(verb)
    if frame is Frame.SOURCE and (not row.preps or _comes_thence(scene, verb)):
        return _clauses_before(scene, verb), _come_thence(scene, verb, cut={t.i for t in trigger})
    cut = {t.i for t in trigger if frame is not Frame.DIRECT or t is verb or row.apart}
    doer = agents(scene, verb, cut=cut) if passive else _governing_subject(scene, verb, cut=cut)
    if frame is Frame.INFINITIVE:
        return doer, infinitives(scene, verb, row=row, cut=cut)
    if frame is Frame.CLAUSE:
        return doer, _clauses(scene, verb, cut=cut)
    held: list[Proposal] = []
    clitic = _clitic(scene, verb, preps=row.preps) if row.clitic else None
    if clitic is not None:
        held = list(propose(clitic.span, clitic, "complement before"))
    elif row.preps:
        thing = verb.child("obj") if frame in (Frame.BLAME, Frame.ATTRIBUTE) else None
        hosts = (thing, *trigger) if thing is not None and thing.i > verb.i else trigger
        held = list(complements(scene, hosts, preps=row.preps, cut=cut))
        cut |= {h.head for h in held}
    done = subjects(scene, verb, cut=cut) if passive else objects(scene, verb, cut=cut)
    if frame is Frame.DIRECT:
        return doer, _as_it_came(done) if row.sign < 0 and _is_loose(scene, verb) else done
    if frame is Frame.INVERSE:
        return done, doer
    if frame is Frame.OBLIQUE:
        agent = list(doer) if passive else []
        if not agent:
            return subjects(scene, verb, cut=cut), held
        # "Forced into exile by the war" has a cause; "the cost is borne by the owners" is no "bear on".
        return (agent if _can_make_act(scene, verb) else ()), held
    if frame is Frame.SOURCE:
        return held, subjects(scene, verb, cut=cut)
    if frame is Frame.BLAME:
        return done, held
    if frame is Frame.ATTRIBUTE:
        return held, done
    return held, propose(clause(scene, verb, cut={h.head for h in held}), verb, "whole clause")


def _can_make_act(scene: Scene, verb: Token) -> bool:
    """Say whether a verb may make somebody do something, so that a row takes its infinitive."""
    return any(row.frame == Frame.INFINITIVE for _, row in scene.lexicon.verbs.get(verb.lemma, ()))


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


def is_passive(verb: Token) -> bool:
    """Say whether a verb form is passive: auxiliary, passive subject, or bare past participle."""
    if any(c.dep in ("aux:pass", "nsubj:pass", "csubj:pass") for c in verb.children):
        return True
    participle = verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") == "Past"
    if not participle or any(c.rel in ("aux", "obj") for c in verb.children):
        return False
    return verb.rel in ("acl", "amod", "advcl", "appos", "root", "conj") and not any(
        c.dep == "nsubj" for c in verb.children
    )


def agents(scene: Scene, verb: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose the agent of a passive."""
    by = scene.lexicon.words.by
    for child in verb.children:
        if child.dep == "obl:agent" or (
            child.rel in ("obl", "nmod", "advcl")
            and any(scene.norm(c) in by for c in child.children if c.rel in ("case", "mark"))
        ):
            yield from propose(phrase(scene, child, cut=cut), child, "agent")
            return
    for token in _ahead(scene, verb, reach=8):
        if scene.norm(token) in by and token.head.i > token.i:
            yield from propose(phrase(scene, token.head, cut=cut), token.head, "agent ahead")
            return


def objects(scene: Scene, verb: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose what a verb acts on."""
    words = scene.lexicon.words
    for child in verb.children:
        if (
            child.rel == "obj"
            and child.i not in cut
            and not (child.i < verb.i and child.lower in words.reflexive)
        ):
            if child.lower in words.relative and child.i < verb.i:
                continue
            yield from _with_receiver(scene, verb, child, cut=cut)
            yield from _nominal(scene, child, "object", cut=cut)
            if child.i > verb.i:
                return
    pronoun = verb.dep == "acl:relcl" and any(
        c.lower in words.relative and c.rel in ("obj", "mark", "dep") for c in verb.children
    )
    timed = verb.head.lower in figure_words(scene.language).time_units
    if pronoun or (_is_contact_clause(verb) and not timed):
        inside = {t.i for t in verb.subtree()}
        yield from propose(noun_phrase(scene, verb.head, cut=inside), verb.head, "relative object")
    acts = _can_make_act(scene, verb)
    for child in verb.children:
        if child.rel in ("ccomp", "xcomp", "csubj") and child.i > verb.i and (is_finite(child) or not acts):
            acting = any(c.rel == "nsubj" for c in child.children)
            whole = clause(scene, child, cut=cut) if acting else phrase(scene, child, cut=cut)
            yield from propose(whole, child, "clausal object")
    yield from nouns_after(scene, verb, cut=cut)


def _with_receiver(scene: Scene, verb: Token, thing: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose an object together with who gets it: "(gives) *the town a lift*"."""
    receiver = next((c for c in verb.children if c.rel == "iobj" and verb.i < c.i < thing.i), None)
    outer = noun_phrase(scene, receiver, cut=cut) if receiver is not None else None
    inner = noun_phrase(scene, thing, cut=cut)
    if outer is not None and inner is not None and outer.start < inner.end:
        yield from propose(Span(outer.start, inner.end), thing, "object with its receiver")


def _is_contact_clause(verb: Token) -> bool:
    """Say whether a relative clause lacks pronoun and object: "the debate *it has spawned*"."""
    if verb.dep != "acl:relcl" or verb.child("obj") is not None:
        return False
    subject = next((c for c in verb.children if c.dep == "nsubj" and c.i < verb.i), None)
    first = min(t.i for t in verb.subtree())
    return subject is not None and first == min(t.i for t in subject.subtree()) > verb.head.i


def complements(
    scene: Scene, hosts: Iterable[Token], *, preps: Collection[str], cut: Collection[int]
) -> Iterator[Proposal]:
    """Propose the complement that one of `preps` introduces, of any of the hosts, or next in the text."""
    held = list(hosts)
    for host in reversed(held):
        for child in host.children:
            if child.i > host.i and child.i not in cut and introducer(scene, child) in preps:
                yield from stripped(scene, _complement(scene, child, cut=cut))
    last = max(held, key=lambda t: t.i)
    for token in _ahead(scene, last):
        if scene.norm(token) in preps and token.i not in cut:
            target = token.head if token.head.i > token.i else None
            if target is not None:
                yield from stripped(scene, _complement(scene, target, cut=cut))
            else:
                yield from nouns_after(scene, token, cut=cut)
            return
        if token.pos in PREDICATES and is_finite(token):
            return


def _complement(scene: Scene, head: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose a complement whole, and without its defining clause."""
    if is_predicate(head):
        whole = phrase(scene, head, cut=cut)
        yield from propose(whole, head, "complement")
        yield from propose(cut_short(scene, whole, head), head, "short complement")
    else:
        yield from _nominal(scene, head, "complement", cut=cut)


def _nominal(scene: Scene, head: Token, construction: str, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose a noun phrase whole, without its defining clause, run on, and cut short."""
    whole = noun_phrase(scene, head, cut=cut)
    yield from propose(whole, head, construction)
    yield from propose(noun_phrase(scene, head, cut=cut, defining=False), head, f"bare {construction}")
    yield from propose(stretched(scene, whole, head, cut=cut), head, f"stretched {construction}")
    yield from propose(cut_short(scene, whole, head), head, f"short {construction}")
    yield from propose(run_on(scene, whole, head, cut=cut), head, f"long {construction}")


def introducer(scene: Scene, token: Token) -> str:
    """Give the preposition or marker before a word, in normal form ("because of"), or ""."""
    for child in token.children:
        if child.rel in ("case", "mark") and child.i < token.i:
            fixed = [c for c in child.children if c.rel == "fixed"]
            also = [c for c in token.children if c.rel == "fixed" and c.i < token.i]
            return " ".join(scene.norm(t) for t in sorted([child, *fixed, *also], key=lambda t: t.i))
    return ""


def infinitives(scene: Scene, verb: Token, *, row: VerbRow, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose the act that a control verb leads to; the tree may have hung it elsewhere."""
    target = _infinitive(scene, verb, row=row)
    if target is not None:
        inner = [t for t in cut if t != target.i]
        if row.keeps:
            actor = _actor(verb, target)
            if actor is not None:
                yield from propose(_small_clause(scene, actor, target, cut=inner), target, "small clause")
            elif any(c.rel in ("obj", "iobj") and c.i < verb.i for c in verb.children):
                yield from propose(verb_phrase(scene, target, cut=inner), target, "state of a pronoun")
            return
        whole = verb_phrase(scene, target, cut=inner)
        yield from stripped(scene, propose(whole, target, "infinitive"))
        yield from propose(cut_short(scene, whole, target), target, "short infinitive")
        return
    thing = verb.child("obj")
    if (
        row.keeps
        and thing is not None
        and any(
            c.pos == "ADJ" and (c.i > thing.i or c.i == verb.i + 1) for c in (*thing.children, *verb.children)
        )
    ):
        yield from objects(scene, verb, cut=cut)
    elif row.keeps:
        yield from _clauses(scene, verb, cut=cut)
        if thing is not None and thing.i > verb.i:
            whole = noun_phrase(scene, thing, cut=cut)
            longer = stretched(scene, whole, thing, cut=cut)
            if longer != whole:
                yield from propose(longer, thing, "object with its state")


def _actor(verb: Token, target: Token) -> Token | None:
    """Find who is made to act: subject of the act, or object of the verb before it."""
    own = next((c for c in target.children if c.rel == "nsubj"), None)
    things = [c for c in verb.children if c.rel in ("obj", "iobj") and c.i > verb.i]
    before = next((c for c in things if c.i < target.i), None)
    return own or before or (things[0] if things and target.pos == "ADJ" else None)


def _small_clause(scene: Scene, actor: Token, target: Token, *, cut: Collection[int]) -> Span | None:
    """Give the effect with the one who acts: "cause N to V"."""
    inner, outer = verb_phrase(scene, target, cut=cut), noun_phrase(scene, actor, cut=cut)
    if inner is None or outer is None:
        return inner
    return Span(min(inner.start, outer.start), max(inner.end, outer.end))


def _infinitive(scene: Scene, verb: Token, *, row: VerbRow) -> Token | None:
    """Find the infinitive: carried, governed, under the object, or ahead."""
    if verb.rel in ("aux", "dep") and verb.head.i > verb.i and verb.head.pos in PREDICATES:
        return verb.head
    below = [c for c in verb.children if c.i > verb.i]
    for child in [
        *below,
        *(g for c in below if c.rel in ("obj", "iobj", "obl", "xcomp") for g in c.children if g.i > c.i),
    ]:
        quality = row.keeps and child.pos == "ADJ" and child.rel in ("xcomp", "ccomp")
        if (
            child.pos not in PREDICATES
            and not quality
            and not any(c.rel in ("cop", "nsubj") for c in child.children)
        ):
            continue
        if child.rel not in ("xcomp", "ccomp", "advcl", "acl", "obj", "obl") or child.dep == "acl:relcl":
            continue
        marker = introducer(scene, child)
        if (marker in row.preps) if row.preps else (not marker or marker in scene.lexicon.words.infinitive):
            return child
    if not row.preps:
        return None
    for token in _ahead(scene, verb):
        if scene.norm(token) in row.preps:
            after = scene.next(token)
            for _ in range(3):
                if after is not None and after.feats.get("VerbForm") == "Inf":
                    return after.head if after.rel == "aux" and after.head.i > after.i else after
                after = scene.next(after) if after is not None else None
        if token.pos in PREDICATES and is_finite(token):
            return None
    return None


def _governing_subject(scene: Scene, verb: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose the subject of a control verb; as an auxiliary it shares its verb's."""
    if verb.rel in ("aux", "dep") and verb.head.i > verb.i:
        return subjects(scene, verb.head, cut=cut)
    return subjects(scene, verb, cut=cut)


def _clauses(scene: Scene, verb: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose the finite clause that a verb governs."""
    for child in verb.children:
        if child.rel in ("ccomp", "xcomp", "advcl", "acl") and child.i > verb.i:
            marked = introducer(scene, child) in scene.lexicon.words.that
            if marked or (is_predicate(child) and is_finite(child)):
                yield from propose(clause(scene, child, cut=cut), child, "governed clause")
            return


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
    yield Draft(
        pattern=pattern,
        signal=Signal.VERB,
        kind=Kind.CAUSE,
        sign=1,
        trigger=(token,),
        anchor=token,
        causes=causes,
        effects=effects,
        predicates=(token,),
    )


def draft_nouns(scene: Scene, token: Token) -> Iterator[Draft]:
    """Draft what a noun such as "cause" or "result" states of its subject; not that of "à cause de"."""
    if _is_in_marker(scene, token):
        return
    whole = _one_of(token)
    for row in scene.lexicon.nouns.get(token.lemma, ()):
        aims = row.kind == Kind.PURPOSE
        if aims and whole.rel != "nsubj":
            continue
        cut = {token.i}
        others = list(complements(scene, [token], preps=row.preps, cut=cut))
        if not others and scene.lexicon.words.that.intersection(row.preps):
            others = list(_contact_clause(scene, token, cut=cut))
        named = list(_named_by(scene, whole, others=others))
        if named and others:
            yield _of_predicate(row, token, subject=named, other=others, signal=Signal.NOUN)
        elif named and not aims and whole.rel == "nsubj" and _is_said(whole.head):
            before = list(previous_clauses(scene, token, back=1))
            yield _of_predicate(row, token, subject=named, other=before, signal=Signal.NOUN, suffix=".back")


def _is_said(governor: Token) -> bool:
    """Say whether a copula ties something to its subject: "the result is a shortage"."""
    return governor.pos == "AUX" or any(c.rel == "cop" for c in governor.children)


def _one_of(noun: Token) -> Token:
    """Give the word that stands for one of several: "*one* of the reasons for"; else the noun itself."""
    governor = noun.head
    one = governor.pos in ("NUM", "PRON") and governor.i < noun.i
    return governor if noun.rel in ("nmod", "obl") and one else noun


def _contact_clause(scene: Scene, noun: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose the clause that a noun takes without its "that": "the reason *they left*"."""
    for child in noun.children:
        if (
            child.dep == "acl:relcl"
            and child.i > noun.i
            and is_finite(child)
            and not introducer(scene, child)
        ):
            yield from propose(clause(scene, child, cut=cut), child, "contact clause")
            return


def _is_in_marker(scene: Scene, noun: Token) -> bool:
    """Say whether a noun belongs to a connective that begins with the word before it."""
    before = scene.previous(noun)
    known = scene.lexicon.markers.get(scene.norm(before), ()) if before is not None else ()
    tokens = scene.parse.tokens
    return any(
        len(words) > 1
        and [scene.norm(t) for t in tokens[noun.i - 1 : noun.i - 1 + len(words)]] == list(words)
        for words, _ in known
    )


def _named_by(scene: Scene, noun: Token, *, others: list[Proposal]) -> Iterator[Proposal]:
    """Propose what a noun is said of: subject, predicate, apposed noun."""
    cut = {noun.i, *(o.head for o in others)}
    if any(c.rel == "cop" for c in noun.children) or any(c.rel == "nsubj" for c in noun.children):
        yield from subjects(scene, noun, cut=cut)
        return
    governor = noun.head
    if noun.rel == "nsubj" and is_predicate(governor):
        if governor.pos in PREDICATES:
            below = governor.child("xcomp", "ccomp")
            if below is not None:
                yield from propose(phrase(scene, below, cut=cut), below, "predicate clause")
            return
        inside = {t.i for t in noun.subtree()} | {c.i for c in governor.children if c.rel == "cop"}
        yield from propose(noun_phrase(scene, governor, cut=inside), governor, "predicate")
        return
    if noun.rel in ("appos", "conj", "acl", "nmod", "amod", "parataxis") and governor is not noun:
        inside = {t.i for t in noun.subtree()}
        while governor.rel == "conj" and governor.head is not governor:
            governor = governor.head
        yield from propose(noun_phrase(scene, governor, cut=inside), governor, "apposed")
    if noun.rel in ("xcomp", "obj", "obl", "appos", "advcl", "dep") and governor.pos in PREDICATES:
        yield from subjects(scene, governor, cut=cut)
        yield from propose(
            clause(scene, governor, cut={t.i for t in noun.subtree()}), governor, "host clause"
        )


def draft_adjectives(scene: Scene, token: Token) -> Iterator[Draft]:
    """Draft what an adjective such as "due" or "responsible" states of its subject."""
    for row in scene.lexicon.adjectives.get(token.lemma, ()) or scene.lexicon.adjectives.get(token.lower, ()):
        cut = {token.i}
        others = list(complements(scene, [token], preps=row.preps, cut=cut))
        if row.denied and not qualify(token, language=scene.language).negated:
            continue
        loose = token.head.pos in PREDICATES and token.rel in ("advmod", "advcl", "dep", "obl")
        # "They were stunned by" tells a state, "it stunned them by" an act.
        acts = token.child("obj") is not None and set(row.preps) <= scene.lexicon.words.by
        if not others or loose or acts:
            continue
        inside = cut | {o.head for o in others}
        named: Iterable[Proposal] = subjects(scene, token, cut=inside)
        if token.rel in ("amod", "acl", "conj", "advmod") and token.head.pos in NOMINALS:
            whole = cut | {t.i for t in token.subtree()}
            named = chain(
                propose(noun_phrase(scene, token.head, cut=whole), token.head, "modified noun"), named
            )
        elif token.rel in ("xcomp", "ccomp", "obj") and token.head.child("obj") is not None:
            below = token.head.child("obj")
            assert below is not None
            named = chain(propose(noun_phrase(scene, below, cut=inside), below, "object"), named)
        draft = _of_predicate(row, token, subject=named, other=others, signal=Signal.ADJ)
        yield replace(draft, predicates=()) if row.denied else draft


def _of_predicate(
    row: PredicateRow,
    token: Token,
    *,
    subject: Iterable[Proposal],
    other: Iterable[Proposal],
    signal: Signal,
    suffix: str = "",
) -> Draft:
    """Put subject and complement to their ends."""
    causes, effects = (subject, other) if row.subject == Role.CAUSE else (other, subject)
    return Draft(
        pattern=row.id + suffix,
        signal=Signal.NECESSITY if row.kind == Kind.REQUIRE else signal,
        kind=Kind(row.kind),
        sign=row.sign,
        trigger=(token,),
        anchor=token,
        causes=causes,
        effects=effects,
        predicates=(token,) if token.rel != "nsubj" else (token.head,),
        sufficient=row.sufficient,
    )
