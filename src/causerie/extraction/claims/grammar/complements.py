"""Find the words that a verb governs: objects, agents, complements, infinitives, clauses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from causerie.extraction.claims.grammar.arguments import (
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
    proposal_of,
    propose,
    run_on,
    stretched,
    verb_phrase,
)
from causerie.extraction.claims.grammar.hindering import stripped
from causerie.extraction.claims.grammar.marks import DASHES
from causerie.extraction.claims.grammar.subjects import subjects
from causerie.extraction.syntax import Token, is_finite
from causerie.extraction.trees import is_past_participle
from causerie.languages.causal_rows import Frame, VerbRow
from causerie.languages.figures import figure_words
from causerie.model import Span

#: Words between a verb and what it governs that the tree may have lost: a long apposition fits in.
REACH = 14
#: Dashes that introduce, and parts of speech that may describe the noun before them.
INTRODUCING = DASHES | {"-"}
DESCRIBING = frozenset({"ADJ", "ADV", "VERB"})


def is_passive(verb: Token) -> bool:
    """Say whether a verb form is passive: auxiliary, passive subject, or bare past participle."""
    if any(c.dep in ("aux:pass", "nsubj:pass", "csubj:pass") for c in verb.children):
        return True
    if not is_past_participle(verb) or any(c.rel in ("aux", "obj") for c in verb.children):
        return False
    return verb.rel in ("acl", "amod", "advcl", "appos", "root", "conj") and not any(
        c.dep == "nsubj" for c in verb.children
    )


def agents(scene: Scene, verb: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose the agent of a passive; "by noon" and "by half" name none."""
    by = scene.lexicon.words.by
    for child in verb.children:
        if (
            child.dep == "obl:agent"
            or (
                child.rel in ("obl", "nmod", "advcl")
                and any(scene.norm(c) in by for c in child.children if c.rel in ("case", "mark"))
            )
        ) and not says_when_or_how_much(scene, child, verb=verb):
            yield from propose(phrase(scene, child, cut=cut), child, "agent")
            return
    for token in ahead(scene, verb, reach=8):
        named = scene.norm(token) in by and token.head.i > token.i
        if named and not says_when_or_how_much(scene, token.head, verb=verb):
            yield from propose(phrase(scene, token.head, cut=cut), token.head, "agent ahead")
            return


def says_when_or_how_much(scene: Scene, noun: Token, *, verb: Token) -> bool:
    """Say whether what "by" introduces is a time or a measure: "by noon", "by the end of May", "by half".

    What a time is full of may act ("by years of neglect"). Behind a verb of direction, a number is a measure.
    """
    words = figure_words(scene.language)
    filled = [c for c in noun.children if c.rel == "nmod" and c.i > noun.i]
    before = scene.previous(noun)
    named = {noun.lower, f"{before.lower} {noun.lower}"} if before is not None else {noun.lower}
    if named & {*words.moments, *words.percent, *words.symbols}:
        return True
    if noun.pos == "NUM" and any(c.isdigit() for c in noun.text):
        return True
    if noun.lower in words.edges:
        return any(_is_time(scene, c) for c in filled)
    if noun.child("nummod") is not None and verb.lemma in scene.lexicon.directional:
        return True
    return not filled and (noun.lower in words.shares or _is_time(scene, noun))


def _is_time(scene: Scene, noun: Token) -> bool:
    """Say whether a noun is a unit of time, a month, a day of the week or a year."""
    words = figure_words(scene.language)
    known = {*words.time_units, *words.months, *words.weekdays, *words.moments}
    return noun.ent != "PER" and (noun.lower in known or (noun.pos == "NUM" and noun.text.isdigit()))


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
            yield from nominal(scene, child, "object", cut=cut)
            if child.i > verb.i:
                return
    pronoun = verb.dep == "acl:relcl" and any(
        c.lower in words.relative and c.rel in ("obj", "mark", "dep") for c in verb.children
    )
    timed = verb.head.lower in figure_words(scene.language).time_units
    if pronoun or (_is_contact_clause(verb) and not timed):
        inside = {t.i for t in verb.subtree()}
        yield from propose(noun_phrase(scene, verb.head, cut=inside), verb.head, "relative object")
    acts = can_make_act(scene, verb)
    for child in verb.children:
        if child.rel in ("ccomp", "xcomp", "csubj") and child.i > verb.i and (is_finite(child) or not acts):
            acting = any(c.rel == "nsubj" for c in child.children)
            whole = clause(scene, child, cut=cut) if acting else phrase(scene, child, cut=cut)
            yield from propose(whole, child, "clausal object")
    yield from _behind_complement(scene, verb, cut=cut)
    for other in nouns_after(scene, verb, cut=cut):
        if not _goes_along(scene, scene.parse.tokens[other.head], verb):
            yield other


def _behind_complement(scene: Scene, verb: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose an object behind a complement, which the tree lost: "a réduit de 60 % *les ventes*"."""
    after = scene.next(verb)
    if after is None or after.pos != "ADP" or verb.child("obj") is not None or is_passive(verb):
        return
    for token in ahead(scene, verb):
        if token.i in cut or token.pos in ("CCONJ", "SCONJ", "VERB", "AUX") or is_border(scene, token):
            return
        opener = token.child("det")
        bare = opener is not None and opener.i > after.i + 1 and token.child("case") is None
        if token.pos in ("NOUN", "PROPN") and bare and not token.rel.startswith("nsubj"):
            yield from propose(noun_phrase(scene, token, cut=cut), token, "object behind complement")
            return


def _goes_along(scene: Scene, noun: Token, verb: Token) -> bool:
    """Say whether what a verb tells goes along with a noun: "birds decline *with* the rise"."""
    case = noun.child("case")
    along = case is not None and scene.norm(case) in scene.lexicon.words.along
    return along and noun.head is verb and noun.rel.startswith("obl")


def receiver_of(verb: Token) -> tuple[Token, Token] | None:
    """Give who gets what, of a verb with both; two objects side by side are no list, and so these two."""
    given = [c for c in verb.children if c.rel in ("iobj", "obj") and c.i > verb.i]
    if len(given) != 2 or given[1].rel != "obj":
        return None
    receiver, thing = given
    between = [t for t in verb.children if receiver.i < t.i < thing.i]
    return None if any(t.pos in ("PUNCT", "CCONJ") for t in between) else (receiver, thing)


def _with_receiver(scene: Scene, verb: Token, thing: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose an object together with who gets it: "(gives) *the town a lift*"."""
    pair = receiver_of(verb)
    if pair is None or thing not in pair:
        return
    outer, inner = (noun_phrase(scene, one, cut=cut) for one in pair)
    if outer is not None and inner is not None and outer.start < inner.end:
        yield from propose(Span(outer.start, inner.end), pair[1], "object with its receiver")


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
    for token in ahead(scene, last):
        if scene.norm(token) in preps and token.i not in cut:
            target = token.head if token.head.i > token.i else None
            if target is not None:
                yield from stripped(scene, _complement(scene, target, cut=cut))
            else:
                yield from nouns_after(scene, token, cut=cut)
            return
        if token.pos in PREDICATES and is_finite(token):
            return


def clitic_of(scene: Scene, predicate: Token, *, preps: Collection[str]) -> Token | None:
    """Find the pronoun that stands for a complement before a predicate: "y" for one with "à"."""
    for child in predicate.children:
        stands_for = scene.lexicon.words.clitics.get(child.lower, frozenset())
        if child.i < predicate.i and child.pos == "PRON" and not stands_for.isdisjoint(preps):
            return child
    return None


def clitic_complement(scene: Scene, predicate: Token, *, preps: Collection[str]) -> Iterator[Proposal]:
    """Propose the pronoun that stands for a complement: "(le gel) *en* (est responsable)"."""
    pronoun = clitic_of(scene, predicate, preps=preps)
    if pronoun is not None:
        yield from propose(pronoun.span, pronoun, "complement before")


def _complement(scene: Scene, head: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose a complement whole, and without its defining clause."""
    if is_predicate(head):
        whole = phrase(scene, head, cut=cut)
        yield from propose(whole, head, "complement")
        yield from propose(cut_short(scene, whole, head), head, "short complement")
    else:
        yield from nominal(scene, head, "complement", cut=cut)


def nominal(scene: Scene, head: Token, construction: str, *, cut: Collection[int]) -> Iterator[Proposal]:
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
    target = infinitive_of(scene, verb, row=row)
    if target is not None:
        inner = [t for t in cut if t != target.i]
        if row.keeps:
            actor = _actor(verb, target)
            if actor is not None:
                yield from propose(_small_clause(scene, actor, target, cut=inner), target, "small clause")
            elif any(c.rel in ("obj", "iobj") and c.i < verb.i for c in verb.children):
                yield from propose(verb_phrase(scene, target, cut=inner), target, "state of a pronoun")
            return
        ended = target.child("obj") if target.lemma in scene.lexicon.words.ending and not row.preps else None
        if ended is not None and ended.i > target.i:
            yield from propose(noun_phrase(scene, ended, cut=inner), ended, "infinitive, freed", turn=-1)
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
        yield from clause_complements(scene, verb, cut=cut)
        if thing is not None and thing.i > verb.i:
            whole = noun_phrase(scene, thing, cut=cut)
            longer = stretched(scene, whole, thing, cut=cut)
            if longer != whole:
                yield from propose(longer, thing, "object with its state")


def acts_of_quality(scene: Scene, verb: Token, quality: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose the act that is made possible or hard: "makes it possible (for us) to *leave*"."""
    for child in (*quality.children, *verb.children):
        marks = {scene.norm(c) for c in child.children if c.rel == "mark"}
        infinitive = child.feats.get("VerbForm") == "Inf" and not marks.isdisjoint(
            scene.lexicon.words.infinitive
        )
        if infinitive and child.i > quality.i:
            yield from stripped(scene, propose(verb_phrase(scene, child, cut=cut), child, "infinitive"))


def told_behind(scene: Scene, noun: Token) -> Proposal | None:
    """Find what a colon or dash behind a noun introduces: "had one consequence: *the herons came back*"."""
    sentence = scene.parse.sentence_of(noun).tokens
    own = noun.subtree()
    mark = next((t for t in sentence if t.i > noun.i and not (t in own and t.pos in DESCRIBING)), None)
    if mark is None or not (mark.text == ":" or _is_dash(scene, mark)):
        return None
    behind = [t for t in sentence if t.i > mark.i]
    end = next((k for k, t in enumerate(behind) if t.text == ";"), len(behind))
    return proposal_of(scene, behind[:end], "told behind")


def _is_dash(scene: Scene, mark: Token) -> bool:
    """Say whether a mark is a dash between words, not a hyphen in one."""
    before = scene.previous(mark)
    return mark.text in INTRODUCING and before is not None and before.end < mark.start


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


def infinitive_of(scene: Scene, verb: Token, *, row: VerbRow) -> Token | None:
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
    for token in ahead(scene, verb):
        if scene.norm(token) in row.preps:
            after = scene.next(token)
            for _ in range(3):
                if after is not None and after.feats.get("VerbForm") == "Inf":
                    return after.head if after.rel == "aux" and after.head.i > after.i else after
                after = scene.next(after) if after is not None else None
        if token.pos in PREDICATES and is_finite(token):
            return None
    return None


def can_make_act(scene: Scene, verb: Token) -> bool:
    """Say whether a verb may make somebody do something, so that a row takes its infinitive."""
    return any(row.frame == Frame.INFINITIVE for _, row in scene.lexicon.verbs.get(verb.lemma, ()))


def ahead(scene: Scene, token: Token, *, reach: int = REACH) -> Iterator[Token]:
    """Walk the words after a token, to the end of its sentence or of the reach."""
    for index in range(token.i + 1, min(token.i + 1 + reach, len(scene.parse.tokens))):
        other = scene.parse.tokens[index]
        if other.sent != token.sent or other.text in (";", ":"):
            return
        yield other


def governing_subject(scene: Scene, verb: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose the subject of a control verb; as an auxiliary it shares its verb's."""
    if verb.rel in ("aux", "dep") and verb.head.i > verb.i:
        return subjects(scene, verb.head, cut=cut)
    return subjects(scene, verb, cut=cut)


def clause_complements(scene: Scene, verb: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose the finite clause that a verb governs."""
    for child in verb.children:
        if child.rel in ("ccomp", "xcomp", "advcl", "acl") and child.i > verb.i:
            marked = introducer(scene, child) in scene.lexicon.words.that
            if marked or (is_predicate(child) and is_finite(child)):
                yield from propose(clause(scene, child, cut=cut), child, "governed clause")
            return
