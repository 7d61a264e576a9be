"""Say whether the words around a verb, or what it takes, deny it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from causerie.extraction.syntax import Token, is_finite
from causerie.languages.qualifiers import QualifierWords


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
            full = (particle and not restricted) or bool(names & words.partners)
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
            if c.rel in ("advmod", "det", "cc") and names & words.denying:
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
