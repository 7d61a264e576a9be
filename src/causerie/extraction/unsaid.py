"""Turn a verb or a clause into whether anybody states it: what is denied, refused or asked, nobody does."""

from __future__ import annotations

from causerie.extraction.carriers import carriers
from causerie.extraction.negation import is_denied
from causerie.extraction.qualifiers import comes_to_nothing
from causerie.extraction.syntax import Parse, Token
from causerie.languages.qualifiers import qualifier_words
from causerie.languages.reporting import Form, Reporting, Scope, reporting

#: Relations of a clause that its governor says.
TOLD = frozenset({"ccomp", "csubj", "obj", "xcomp"})
#: Relations of what its teller may take for granted: "did not mention the study *that* proves it".
ASIDE = frozenset({"acl", "advcl", "appos", "parataxis"})
#: Relations of a cue to the clause that it links: "did not say that they left *because* …".
LINKS = frozenset({"case", "fixed", "mark"})
#: Relations at which a clause of its own begins, which a question above it may take for granted.
CLAUSES = frozenset({"acl", "advcl", "ccomp", "conj", "csubj", "parataxis", "xcomp"})


def is_open(word: Token, *, parse: Parse) -> bool:
    """Say whether nobody states what a word's clause says: it is asked about, or nobody says it.

    "They wonder whether the tax …", "Does the tax …?", "She did not say that the tax …".
    """
    words, direct = qualifier_words(parse.language), True
    for node in (word, *word.ancestors()):
        if direct and is_asked(node, parse=parse):
            return True
        marks = [c for c in node.children if c.rel == "mark" and c.i < node.i and c is not word]
        asked = node.rel in TOLD and any(c.lower in words.whether for c in marks)
        if asked and node.head is not node and node.head.lemma not in words.disputes:
            return True
        if node.rel in TOLD and not _explains(node, parse) and is_unsaid(node.head, parse=parse):
            return True
        if node.rel in ASIDE and not (node is word.head and word.rel in LINKS):
            return False
        direct = direct and node.rel not in CLAUSES
    return False


def _explains(clause: Token, parse: Parse) -> bool:
    """Say whether a question word takes for granted what its clause says: "did not explain *why* it fell"."""
    words = reporting(parse.language).words.questions
    opening = {c.lower for c in clause.children if c.i < clause.i} & set(words)
    return bool(opening - qualifier_words(parse.language).whether)


def is_unsaid(verb: Token, *, parse: Parse) -> bool:
    """Say whether a verb of saying is denied, refused or asked about, so that nobody says what follows it.

    "The study did not say that …", "He refused to admit that …", "Did she say that …?". Verbs whose denial
    is a stance of its own still say something: "does not deny that", "ne prouve pas que"; so do verbs
    of thinking.
    """
    known = reporting(parse.language)
    return says(verb, known) and (_is_withheld(verb, parse.language) or is_asked(verb, parse=parse))


def is_asked(verb: Token, *, parse: Parse) -> bool:
    """Say whether a direct question leaves open whether a verb holds: "Did she say …?", "A-t-elle dit … ?".

    A question that a question word opens takes it for granted: "Why did she say …?".
    """
    tokens = parse.sentence_of(verb).tokens
    if verb.head is not verb or tokens[-1].text != "?":
        return False
    helpers = [c for c in verb.children if c.rel in ("aux", "cop")]
    subject = next((c for c in verb.children if c.rel == "nsubj"), None)
    clitics = [c for c in verb.children if c.text.startswith("-") and c.pos == "PRON"]
    words = reporting(parse.language).words
    if clitics:
        return not any(t.lower in words.questions for t in tokens if t.i < verb.i)
    opens = next((t for t in tokens if t.pos not in ("PUNCT", "CCONJ")), verb)
    helped = opens in helpers or (opens is verb and verb.pos == "AUX")
    return helped and subject is not None and opens.i < subject.i and (opens is verb or subject.i < verb.i)


def _is_withheld(verb: Token, language: str) -> bool:
    """Say whether a verb of saying, or what carries it, is denied or refused."""
    words = qualifier_words(language)
    if verb.lemma in words.disputes | words.beliefs:
        return False
    top, above = (verb, *carriers(verb, language=language))[-1], []
    while top.rel == "xcomp" and top.head.pos in ("VERB", "AUX") and top.head.lemma in words.wishes:
        top = top.head
        above.append(top)
    return comes_to_nothing(verb, language=language) ^ is_denied(above, words=words)


def says(verb: Token, known: Reporting, *, act: bool = False) -> bool:
    """Say whether a verb alone says something: "say", not the "make" of "make clear"; or announces an act."""
    entries = known.verbs.get(verb.lemma) or known.verbs.get(known.forms.get(verb.lower, ""), ())
    rows = [e.row for e in entries if e.row.scope == Scope.SPEECH and not e.rest]
    return any(not act or row.through or Form.INFINITIVE in row.takes for row in rows)
