"""Tell what a word of a tree is, and turn a tree into another: hang words elsewhere, make verbs of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from causerie.extraction.syntax import Token

#: Classes of what names a thing.
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
#: Classes in which the parser hides a verb.
NOT_VERBS = frozenset({"NOUN", "ADJ", "ADV", "PROPN"})


def is_past_participle(word: Token) -> bool:
    """Say whether a word is a past participle."""
    return word.feats.get("VerbForm") == "Part" and word.feats.get("Tense") == "Past"


def hang(token: Token, governor: Token, *, dep: str) -> None:
    """Move a token under another governor, or make it a root by hanging it from itself."""
    if token.head is not token:
        token.head.children.remove(token)
    token.head = governor
    token.relate(dep)
    if governor is not token:
        governor.children.append(token)
        governor.children.sort(key=lambda t: t.i)


def retag(token: Token, *, lemma: str, form: str = "Fin", tense: str = "") -> None:
    """Make a word a verb."""
    token.pos, token.lemma = "VERB", lemma
    held = {"Tense": tense} if tense else {"Mood": "Ind"} if form == "Fin" else {}
    token.feats = {**token.feats, "VerbForm": form} | held
    for child in token.children:
        if child.rel in ("nmod", "amod", "appos"):
            child.relate(relation(child, token))


def relation(token: Token, verb: Token) -> str:
    """Name the relation of a word to the verb that it was found to hang from."""
    marked = any(c.rel == "case" for c in token.children)
    if token.pos in ("NOUN", "PROPN", "PRON", "NUM", "X", "ADJ"):
        if token.pos == "ADJ":
            return "xcomp" if token.i > verb.i else "nsubj"
        return "obl" if marked else "obj" if token.i > verb.i else "nsubj"
    by_class = {
        "ADV": "advmod",
        "PUNCT": "punct",
        "SCONJ": "mark",
        "CCONJ": "cc",
        "VERB": "xcomp",
        "ADP": "case",
    }
    return by_class.get(token.pos, "dep")
