"""Turn the words around a predicate into how its claim is held: denied, doubted, strong, conditional."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from causerie.extraction.sharing import (
    first_of_subject,
    first_sharing,
    is_joined_in_denial,
    is_set_against,
)
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.qualifiers import QualifierWords, qualifier_words
from causerie.model import Certainty, Strength

#: From the surest to the least sure: the least sure word decides.
ORDER = (Certainty.PLAIN, Certainty.LIKELY, Certainty.POSSIBLE, Certainty.DOUBTFUL)
#: Relations through which a carrier ("may", "va", "semble") reaches its predicate.
CARRIED = frozenset({"xcomp", "ccomp", "acl", "dep", "advcl", "obj"})


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """How a claim is held.

    Attributes:
        negated: the predicate is denied, or its clause called untrue.
        disputed: its clause is called untrue ("no evidence that …"), whatever it says itself.
        unable: it is said that something cannot be, which is no guess ("they cannot come").
    """

    negated: bool = False
    disputed: bool = False
    unable: bool = False
    certainty: Certainty = Certainty.PLAIN
    strength: Strength = Strength.UNSAID


@dataclass(frozen=True, slots=True)
class Helper:
    """A verb that carries another: "may", "aller".

    Attributes:
        name: how the language lists it: its lemma, or with the word behind it ("end up", "refrain from").
    """

    verb: Token
    name: str

    @property
    def is_phrase(self) -> bool:
        """Say whether the word behind the verb belongs to its name."""
        return " " in self.name


def carriers(predicate: Token, *, language: str) -> list[Token]:
    """List the verbs that carry a predicate, from the nearest to the farthest.

    "La pluie pourrait aller jusqu'à provoquer": provoquer is carried by aller, by pourrait.
    """
    return [helper.verb for helper in _carrying(predicate, words=qualifier_words(language))]


def _carrying(predicate: Token, *, words: QualifierWords) -> Iterator[Helper]:
    """List the helpers that carry a predicate, from the nearest to the farthest."""
    token = predicate
    while token.head is not token and token.rel in CARRIED and token.head.i < token.i:
        helper = _helper_of(token, words=words)
        if helper is None or (is_finite(token) and helper.verb.pos != "ADJ"):
            break
        if token.rel == "advcl" and any(c.rel == "nsubj" for c in token.children):
            # "Growers use no nets because birds will ruin the fruit": a clause of its own.
            break
        yield helper
        token = helper.verb


def _helper_of(carried: Token, *, words: QualifierWords) -> Helper | None:
    """Give the helper that a clause hangs from, by its longer name where it has one; None where it is none.

    The second word hangs from the verb ("ended *up*"), marks what is carried ("refrain *from*"), or the tree
    hangs the clause from it ("stopped *short* of").
    """
    governor = carried.head
    if governor.rel == "advmod" and governor.head.i == governor.i - 1:
        name = f"{governor.head.lemma} {governor.lemma}"
        if name in words.hedges:
            return Helper(governor.head, name)
    marks = [c for c in carried.children if c.rel in ("case", "mark") and c.i < carried.i]
    for name in (_with_particle(governor), *(f"{governor.lemma} {m.lemma}" for m in marks)):
        if name in words.hedges:
            return Helper(governor, name)
    known = governor.lemma in words.hedges or _is_hearsay(governor, words=words)
    return Helper(governor, governor.lemma) if known and governor.pos in ("VERB", "AUX", "ADJ") else None


def _with_particle(verb: Token) -> str:
    """Name a verb with the word right behind it that hangs from it: "rule out"."""
    return next((f"{verb.lemma} {c.lemma}" for c in verb.children if c.i == verb.i + 1), verb.lemma)


def is_carried(predicate: Token, *, language: str) -> bool:
    """Say whether a helper takes a predicate with its marker: "went on *to cut*", "succeeded *in cutting*".

    What a verb is done for is no part of it: "uses nets to save fruit".
    """
    if predicate.head is predicate or predicate.rel not in CARRIED or is_finite(predicate):
        return False
    helper = _helper_of(predicate, words=qualifier_words(language))
    return helper is not None and helper.is_phrase


def served_by(word: Token, *, language: str) -> Token:
    """Give the verb that a word of a helper or its marker serves: "*fails to* cut", "stopped *short of*".

    The word itself where it serves none.
    """
    words = qualifier_words(language)
    below = [word.head] if word.rel == "mark" else [c for c in word.children if c.i > word.i]
    for verb in below:
        if verb.pos == "VERB" and verb.rel in CARRIED and not is_finite(verb):
            helper = _helper_of(verb, words=words)
            if helper is None or helper.verb.child("obj") is not None:
                continue
            if helper.is_phrase or verb.rel == "xcomp":
                return verb
    return word


def comes_to_nothing(predicate: Token, *, language: str) -> bool:
    """Say whether a predicate is denied, or what carries it says that it did not come about: "fail to"."""
    words = qualifier_words(language)
    held = list(_carrying(predicate, words=words))
    failed = sum(helper.name in words.failures for helper in held) % 2 == 1
    return is_denied([predicate, *(helper.verb for helper in held)], words=words) ^ failed


def helping_name(verb: Token, *, language: str) -> str:
    """Name a verb with the word behind it that only help another: "end up" for "ended up costing"; or ""."""
    words = qualifier_words(language)
    below = [c for c in verb.children if c.i > verb.i]
    below += [c for d in below if d.rel == "advmod" for c in d.children]
    held = (_helper_of(c, words=words) for c in below if c.rel in CARRIED and c.pos in ("VERB", "AUX"))
    return next((h.name for h in held if h is not None and h.verb is verb and h.is_phrase), "")


def _is_hearsay(token: Token, *, words: QualifierWords) -> bool:
    """Say whether a word calls an infinitive what people say or think: "is *believed* to", "est *censé*"."""
    borne = any(c.dep in ("aux:pass", "cop") for c in token.children)
    return token.lemma in words.hearsay and (borne or token.rel in ("acl", "amod"))


def qualify(predicate: Token, *, language: str) -> Qualifiers:
    """Read negation, certainty and strength around a predicate.

    Args:
        predicate: the head of the cue: verb, or noun or adjective with its copula.
        language: code of a language folder.
    """
    words = qualifier_words(language)
    served = _served(predicate)
    elsewhere = is_denied([served], words=words) and not is_denied([predicate], words=words)
    carrying = list(_carrying(served, words=words))
    group = [served if elsewhere else predicate, *(helper.verb for helper in carrying)]
    presented = brought_forward(group[-1], words=words)
    disputed = _is_disputed(group[-1], language=language)
    failures = sum(helper.name in words.failures for helper in carrying)
    vain = _comes_to_nothing(predicate, words=words) or _shares_denial(predicate, language=language)
    return Qualifiers(
        negated=(vain or is_denied(group, words=words) or _shares_denial(served, language=language))
        ^ (presented is not None and is_denied([presented], words=words))
        ^ disputed
        ^ bool(failures % 2),
        disputed=disputed,
        unable=is_denied(group, words=words) and _is_able(group, words=words),
        certainty=Certainty.POSSIBLE
        if _is_left_open(group[-1], words=words)
        else max(
            _certainty(group, helpers=carrying, words=words),
            _shared_certainty(predicate, language=language),
            key=ORDER.index,
        ),
        strength=_strength(predicate, words=words),
    )


def _shared_certainty(verb: Token, *, language: str) -> Certainty:
    """Take the certainty of the verb whose helpers a joined one shares: "could cut costs and *raise* pay"."""
    words, first = qualifier_words(language), first_sharing(verb, language=language)
    if first is verb:
        return Certainty.PLAIN
    carrying = list(_carrying(first, words=words))
    return _certainty([first, *(helper.verb for helper in carrying)], helpers=carrying, words=words)


def _shares_denial(verb: Token, *, language: str) -> bool:
    """Say whether a joined verb shares helpers that are denied: "n'a pas réduit A ou *relevé* B".

    It does not share what denies the first verb alone: "decided not to cut jobs and *raise* pay".
    """
    words = qualifier_words(language)
    if is_joined_in_denial(verb, language=language):
        return True
    if is_set_against(verb, language=language):
        return False
    first, top = first_sharing(verb, language=language), first_of_subject(verb)
    carrying = list(_carrying(first, words=words))
    failed = sum(helper.name in words.failures for helper in carrying) % 2 == 1
    helped = first is not verb and (bool(carrying) or first.child("aux") is not None)
    denied = helped and is_denied([first, *(helper.verb for helper in carrying)], words=words) ^ failed
    presented = brought_forward(top, words=words) if top is not verb else None
    return denied ^ (presented is not None and is_denied([presented], words=words))


def _served(predicate: Token) -> Token:
    """Give the verb from which a causative hangs, whose clause it shares ("(que la taxe) fasse *monter*")."""
    helps = predicate.pos == "AUX" and predicate.rel in ("aux", "dep") and predicate.head.i > predicate.i
    return predicate.head if helps else predicate


def _comes_to_nothing(predicate: Token, *, words: QualifierWords) -> bool:
    """Say whether next to nothing is done towards a predicate: "did little to", "n'a rien fait pour"."""
    if _does_little(predicate, words=words):
        return True
    host = predicate.head
    clausal = predicate.feats.get("VerbForm") != "Inf" or any(c.rel == "nsubj" for c in predicate.children)
    if predicate.rel not in ("acl", "advcl", "xcomp") or host.i > predicate.i or clausal:
        return False
    excepted = any(
        c.lower in words.excepting for t in (predicate, host) for c in t.children if c.i < predicate.i
    )
    if excepted:
        return False
    if is_scant(host, words=words):
        return host.head.lemma in words.doing
    return _does_little(host, words=words)


def is_in_vain(host: Token, *, words: QualifierWords) -> bool:
    """Say whether next to nothing is done, which is no means to an end: "they have done little to"."""
    return _does_little(host, words=words) or (
        host.rel in ("obj", "advmod") and _does_little(host.head, words=words)
    )


def _does_little(verb: Token, *, words: QualifierWords) -> bool:
    """Say whether a verb of doing has next to nothing for object: "did little", "n'a rien fait"."""
    return verb.lemma in words.doing and any(
        is_scant(c, words=words) and c.rel in ("advmod", "obj", "nsubj", "dep") for c in verb.children
    )


def is_scant(token: Token, *, words: QualifierWords) -> bool:
    """Say whether a word is next to nothing; "a little" is something."""
    return token.lemma in words.scant and not any(c.rel == "det" for c in token.children)


def brought_forward(predicate: Token, *, words: QualifierWords) -> Token | None:
    """Give what is brought forward before a predicate ("It is the frost that …"), or None.

    What only helps a verb ("fait fuir") hangs from it, and the clause from the verb; the parser hangs the
    clause from a noun inside too ("le prix du pain qui …"), or what is brought forward from the verb.
    """
    verb = predicate.head if predicate.rel in ("aux", "dep") and predicate.head.i > predicate.i else predicate
    hosts = [c for c in verb.children if c.dep == "dep" and c.i < verb.i]
    if verb.dep == "acl:relcl" or (verb.rel in CARRIED and _has_relative(verb)):
        host = verb.head
        while host.rel == "nmod" and host.head is not host:
            host = host.head
        hosts.append(host)
    for host in hosts:
        empty = any(c.rel == "nsubj" and c.lower in words.presenters for c in host.children)
        if empty and host.child("cop") is not None:
            return host
    return None


def _has_relative(verb: Token) -> bool:
    """Say whether a relative pronoun is a verb's subject: "(C'est le gel) *qui* ruine"."""
    return any(c.rel == "nsubj" and c.feats.get("PronType") == "Rel" for c in verb.children)


def _is_disputed(predicate: Token, *, language: str) -> bool:
    """Say whether the words above a clause call it untrue: "they deny that …", "no evidence that …"."""
    words, turned = qualifier_words(language), False
    own = node = _served(predicate)
    verb = _swallowed(own)
    if verb is not None and own.head.lemma not in words.disputes:
        weak = verb.lemma in words.meagre and own.head.lemma in words.beliefs
        turned = (weak or verb.lemma in words.disputes) and not is_denied([verb], words=words)
    while node.head is not node:
        governor, told = node.head, _is_told(node, own=node is own and not is_finite(predicate))
        group = [governor, *carriers(governor, language=language)]
        denied = is_denied(group, words=words) or _is_held_by_few(group, words=words)
        named = node.rel in ("obj", "nsubj") and (node is not own or governor.pos == "VERB")
        names = {governor.lemma, _with_particle(governor)}
        if not names.isdisjoint(words.disputes) and (told or named):
            # "They rejected the myth that …": untrue is what they rejected too.
            turned ^= not denied and not (named and node.lemma in words.disputes)
        elif governor.lemma in words.beliefs and told:
            host = governor.head
            if governor.pos == "NOUN" and governor.rel in ("obj", "nsubj"):
                # "found no evidence", "did not find evidence": denied once.
                group = [host, *carriers(host, language=language)]
                denied |= is_denied(group, words=words) or _is_held_by_few(group, words=words)
                denied |= host.lemma in words.meagre
                governor = host
            turned ^= denied
        elif governor.lemma in words.sayings and told and _is_able(group, words=words):
            turned ^= denied
        elif told and _is_meagre(governor, words=words):
            turned = not turned
        elif not _passes_on(node):
            break
        node = governor
    return turned


def _is_left_open(predicate: Token, *, words: QualifierWords) -> bool:
    """Say whether a clause is said not to be out of the question: "il n'est pas exclu que"."""
    governor = predicate.head
    told = governor is not predicate and _is_told(predicate, own=True)
    names = {governor.lemma, _with_particle(governor)}
    return told and not names.isdisjoint(words.exclusions) and is_denied([governor], words=words)


def _swallowed(clause: Token) -> Token | None:
    """Give the sentence's verb that the tree hung below a clause about its subject.

    "The idea that the tax caused losses has been refuted": the tree makes a clause of "losses has been …".
    """
    if (
        clause.rel != "acl"
        or clause.child("mark") is None
        or clause.head.pos != "NOUN"
        or clause.head.dep != "root"
    ):
        return None
    below = (c for c in clause.children if c.rel in ("advcl", "ccomp") and c.child("mark") is None)
    return next((c for c in below if is_finite(c)), None)


def _is_held_by_few(group: Sequence[Token], *, words: QualifierWords) -> bool:
    """Say whether next to nobody or nothing stands for a clause: "few believe that", "little evidence that".

    "A few experts believe that" says that some do.
    """
    for token in group:
        about = [token] if token.pos in ("NOUN", "PRON") else []
        about += [c for c in token.children if c.rel == "nsubj"]
        if token.dep == "acl:relcl":
            about.append(token.head)  # "Rares sont ceux qui pensent que": few are they.
        near = [
            *about,
            *(c for t in about for c in t.children if c.rel in ("advmod", "amod", "det", "nsubj")),
        ]
        # "Peu d'économistes pensent", "il y a peu de preuves": an adverb to the tree.
        first = min((c.i for c in token.children if c.rel == "nsubj"), default=token.i)
        near += [c for c in token.children if c.rel == "advmod" and (c.i < first or _counts(c))]
        if any(t.lemma in words.meagre and not _is_some(t) for t in near):
            return True
    return False


def _counts(adverb: Token) -> bool:
    """Say whether an adverb says how much there is of a noun: "peu de preuves"."""
    return any(c.pos == "NOUN" and c.i > adverb.i for c in adverb.children)


def _is_some(quantity: Token) -> bool:
    """Say whether an article makes some of next to nothing: "a few", "un peu"."""
    return any(c.rel == "det" or c.pos == "DET" for c in quantity.children)


def _is_able(group: Sequence[Token], *, words: QualifierWords) -> bool:
    """Say whether a verb group says what can be done: "cannot be said", "on ne saurait dire"."""
    helpers = (c for t in group for c in t.children if c.rel == "aux")
    return any(t.lemma in words.abilities for t in (*group, *helpers))


def _is_meagre(predicate: Token, *, words: QualifierWords) -> bool:
    """Say whether a predicate says how little proof there is: "proof is scant", "il y a peu de preuves"."""
    said = predicate.lemma in words.meagre
    return any(
        c.lemma in words.beliefs if said and c.rel == "nsubj" else _names_little(c, words=words)
        for c in predicate.children
    )


def _names_little(quantity: Token, *, words: QualifierWords) -> bool:
    """Say whether an adverb makes next to nothing of a proof: "peu de preuves"."""
    proofs = any(c.lemma in words.beliefs for c in quantity.children)
    return quantity.lemma in words.meagre and not _is_some(quantity) and proofs


def _is_told(clause: Token, *, own: bool) -> bool:
    """Say whether a clause is what its governor says, or is said of: "deny that", "a myth that".

    Args:
        clause: the head of the clause.
        own: the clause states the claim itself, and without a finite verb: "wrong to cut wages" says nothing
            of what is so.
    """
    marked = any(c.rel == "mark" for c in clause.children)
    if clause.head.pos in ("VERB", "AUX"):
        return clause.rel in ("ccomp", "csubj", "xcomp")
    if own and not is_finite(clause):
        return False
    if clause.head.pos == "NOUN":
        return clause.dep == "acl" or (marked and clause.rel in ("acl", "ccomp", "xcomp"))
    return clause.head.pos == "ADJ" and (
        clause.rel in ("ccomp", "csubj", "xcomp") or (marked and clause.rel in ("conj", "dep"))
    )


def _passes_on(node: Token) -> bool:
    """Say whether what is said of a word is said of its part: "the idea that …", "to say that …"."""
    governor = node.head
    if governor.pos == "NOUN" and (node.dep == "acl" or (node.rel == "acl" and node.child("mark"))):
        return governor.rel in ("obj", "nsubj")
    infinitive = governor.pos == "VERB" and not is_finite(governor) and node.rel == "ccomp"
    return infinitive or node.rel == "conj" or (node.rel == "xcomp" and governor.pos == "AUX")


def condition_of(predicate: Token, *, language: str) -> Token | None:
    """Find the if-clause that depends on a predicate or on what carries it."""
    words = qualifier_words(language)
    for token in (predicate, *carriers(predicate, language=language)):
        for child in token.children:
            marks = [m for m in child.children if m.rel == "mark"]
            # "Si bien que" tells what came of it.
            alone = len(marks) == 1 and marks[0].child("fixed") is None
            if child.rel == "advcl" and alone and marks[0].lower in words.if_markers:
                return child
    return None


def is_denied(group: Iterable[Token], *, words: QualifierWords) -> bool:
    """Say whether a verb group, or what it takes, carries a negation that is no restriction."""
    denials = 0
    for token in group:
        near = [c for c in token.children if c.rel in ("advmod", "det", "cc", "mark", "case", "dep")]
        names = {c.lemma for c in near} | {c.lower for c in near}
        near += [d for c in near if c.lemma in words.measuring and c.i < token.i for d in c.children]
        names |= {c.lemma for c in near}
        full = bool(names & words.negators) or any(c.feats.get("Polarity") == "Neg" for c in near)
        if words.particles:
            particle = bool(names & words.particles) and not _is_empty(token, names, words=words)
            restricted = particle and not names & words.negators and _restricts(token, words=words)
            full = (particle and not restricted) or bool(names & (words.negators - words.particles))
        full = full and not _is_narrowed(token, words=words)
        empty = any(_is_none(c, words=words) for c in token.children)
        absent = bool(names & words.without)
        short = token.lemma in words.insufficient
        denials += (full or empty or absent) ^ short
    return denials % 2 == 1


def _is_narrowed(token: Token, *, words: QualifierWords) -> bool:
    """Say whether a negation denies only that there is no more: "not only", "pas seulement"."""
    below = list(token.subtree())
    behind = {t.i + 1 for t in below if {t.lemma, t.lower} & words.negators}
    return any(t.i in behind and t.lower in words.narrowing for t in below)


def denying(group: Iterable[Token], *, words: QualifierWords) -> list[Token]:
    """List the words by which a verb group, or what it takes, is denied, particles ("ne") included."""
    found = []
    for token in group:
        for c in token.children:
            names = {c.lemma, c.lower}
            if c.rel in ("advmod", "det", "cc") and names & (words.negators | words.particles):
                found.append(c)
            elif _is_none(c, words=words):
                found += [c, *(d for d in c.children if d.rel == "det")]
    return found


def _is_none(argument: Token, *, words: QualifierWords) -> bool:
    """Say whether a subject or object is nothing or nobody; "une personne" and "dix personnes" are not."""
    determiners = [d for d in argument.children if d.rel == "det"]
    if argument.rel not in ("nsubj", "obj") or _is_excepted(argument, words=words):
        return False
    if any(c.rel == "cc" and c.i < argument.i and c.lower in words.negators for c in argument.children):
        return True  # "neither the frost nor the hail"
    if determiners:
        return any(d.lemma in words.negators for d in determiners)
    counted = any(d.rel == "nummod" for d in argument.children) or argument.feats.get("Number") == "Plur"
    return not counted and argument.lemma in words.negators


def _is_excepted(noun: Token, *, words: QualifierWords) -> bool:
    """Say whether something is taken out of nothing: "left them no choice *but* to surrender"."""
    near = (*noun.subtree(), *noun.head.children)
    return any(t.i == noun.i + 1 and t.lower in words.excepting for t in near)


def _is_empty(token: Token, names: Collection[str], *, words: QualifierWords) -> bool:
    """Say whether a lone "ne" denies nothing: "la crainte que la pluie ne tombe", "avant qu'il ne parte"."""
    above = (token.head, *(c for c in token.head.children if c.rel == "fixed"))
    feared = token.rel in ("ccomp", "acl", "advcl") and any(g.lemma in words.fears for g in above)
    marks = [c for c in token.children if c.rel in ("mark", "case", "advmod")]
    opened = any(g.lemma in words.fears for c in marks for g in (c, *c.children))
    return (feared or opened) and words.negators.isdisjoint(names)


def _restricts(token: Token, *, words: QualifierWords) -> bool:
    """Say whether "ne" goes with "que" ("only"), which may stand far behind: "ne … ses effets qu'en 2032"."""
    return any(
        g.lower in words.restrictors and g.pos != "PRON" and not _opens_clause(g)
        for c in token.children
        if c.i > token.i or c.rel == "advmod"
        for g in c.subtree()
    )


def _opens_clause(conjunction: Token) -> bool:
    """Say whether a word marks a clause of its own, with a finite verb."""
    return conjunction.rel == "mark" and is_finite(conjunction.head)


def _certainty(group: list[Token], *, helpers: Iterable[Helper], words: QualifierWords) -> Certainty:
    """Take the least sure word of a verb group; what people say or think, which no level lists, is likely."""
    levels = [Certainty.PLAIN, *(words.hedges.get(h.name, Certainty.LIKELY) for h in helpers)]
    conditional = False
    for token in group:
        for child in token.children:
            if child.rel in ("aux", "advmod", "cop") and child.lemma in words.hedges:
                levels.append(words.hedges[child.lemma])
            if child.rel == "aux" and child.lower in words.conditionals:
                conditional = True
        forms = [token, *(c for c in token.children if c.rel in ("aux", "cop"))]
        if any(is_conditional(f, words=words) for f in forms):
            conditional = True
    if conditional and not _is_in_if_sentence(group[-1], words=words):
        levels.append(Certainty.POSSIBLE)
    return max(levels, key=ORDER.index)


def is_conditional(token: Token, *, words: QualifierWords) -> bool:
    """Say whether a verb form is of the conditional mood, by its features or by its form."""
    if words.conditional_mood and token.feats.get("Mood") == words.conditional_mood:
        return True
    stems = (token.lemma, token.lemma.removesuffix("e"))
    return any(token.lower == stem + ending for stem in stems for ending in words.conditional_endings)


def is_unreal(predicate: Token, *, language: str) -> bool:
    """Say whether a predicate tells what would be or could have been: "would have lost", "aurait perdu"."""
    words = qualifier_words(language)
    forms = [predicate, *(c for c in predicate.children if c.rel in ("aux", "cop"))]
    return any(
        f.lower in words.conditionals or f.lower in words.unreal or is_conditional(f, words=words)
        for f in forms
    )


def _is_in_if_sentence(token: Token, *, words: QualifierWords) -> bool:
    """Say whether a clause of condition requires the conditional here."""
    for governor in (token, *_finite_governors(token)):
        for clause in governor.children:
            if clause.rel in ("advcl", "ccomp", "dep") and any(
                m.lower in words.if_markers for m in clause.children
            ):
                return True
    return any(m.lower in words.if_markers for m in token.children if m.rel in ("mark", "aux"))


def _finite_governors(token: Token) -> Iterator[Token]:
    """Climb the clauses above a token."""
    for governor in token.ancestors():
        if governor.pos in ("VERB", "AUX", "ADJ", "NOUN"):
            yield governor


def _strength(predicate: Token, *, words: QualifierWords) -> Strength:
    """Read how strong the effect is said to be."""
    for child in predicate.children:
        if child.rel in ("advmod", "amod") and child.lemma in words.strengths:
            return words.strengths[child.lemma]
    return Strength.UNSAID
