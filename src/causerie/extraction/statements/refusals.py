"""Which candidates can be no attribution, whatever the learned filter holds of their words.

The articles that it learned from mark more than our guide: plans and praise, and every description.
"""

from __future__ import annotations

from collections.abc import Iterable

from causerie.extraction.statements.candidates import Candidate
from causerie.extraction.statements.draft import Draft, Ruled
from causerie.extraction.statements.scene import Scene
from causerie.extraction.statements.sources import can_speak
from causerie.extraction.syntax import Token
from causerie.extraction.trees import NOMINAL
from causerie.extraction.unsaid import is_unsaid
from causerie.languages.people import PeopleWords
from causerie.languages.reporting import STATED, Nouns, Reporting, Scope, Verbs


def is_no_attribution(
    scene: Scene, candidate: Candidate, *, words: Reporting, people: PeopleWords, ruled: Ruled
) -> bool:
    """Say whether nobody says, thinks or shows what a candidate holds.

    Args:
        scene: where everything stands.
        candidate: a cue with what may be its content.
        words: rows and closed classes of the language.
        people: knows nouns of people.
        ruled: what the rules find.
    """
    cue = candidate.cue.head
    draft = ruled.clauses.get(cue.i)
    refusing = cue.lemma in words.words.refusing and is_unsaid(candidate.head, parse=scene.parse)
    if refusing or is_unsaid(cue, parse=scene.parse):
        return True
    if candidate.form != "ruled" and _holds_next(candidate, ruled):
        return True
    if _is_nothing_said(candidate, words) or _is_own_belief(scene, candidate, words):
        return True
    if _holds_addressee(candidate, draft, words):
        return True
    known = _rows_of(cue, words)
    if not known:
        return _is_loose(scene, candidate, words)
    if _is_perceived(candidate, known) or _is_somebody(scene, candidate, draft, words, people):
        return True
    return not any(r.scope in STATED for r in known) and not _is_partly_said(scene, candidate, words)


def _rows_of(cue: Token, words: Reporting) -> list[Verbs | Nouns]:
    """List the rows that name a cue."""
    if cue.pos == "NOUN":
        return [words.nouns[cue.lemma]] if cue.lemma in words.nouns else []
    return [e.row for e in words.verbs.get(cue.lemma, ())]


def _is_loose(scene: Scene, candidate: Candidate, words: Reporting) -> bool:
    """Say whether what hangs from a word that no row names is no clause with its conjunction, nor quoted.

    What somebody does, and with what aim, is no more said ("deployed buses to fetch voters", "a way for
    the bank to raise rates").
    """
    form = candidate.form
    clausal = form == "ruled" or (form.startswith("ccomp") and not form.endswith(":Inf"))
    joined = {*words.words.complementisers, *words.words.questions}
    relation, _, rest = form.partition(":")
    if clausal or ("+" not in relation and not joined.isdisjoint(rest.partition(":")[0].split("+"))):
        return False
    return not any(_is_quoted(scene, candidate, i) for i in (candidate.content[0], candidate.head.i))


def _is_perceived(candidate: Candidate, known: Iterable[Verbs | Nouns]) -> bool:
    """Say whether somebody sees or hears a thing happen: "saw him leave", "was seen grabbing a bag"."""
    head = candidate.head
    if candidate.form == "ruled" or any(r.scope != Scope.THOUGHT for r in known):
        return False
    if any(c.rel in ("mark", "aux", "cop") for c in head.children):
        return False
    form = head.feats.get("VerbForm")
    return (form == "Part" and candidate.form.startswith(("xcomp", "advcl::"))) or form == "Inf"


def _is_somebody(
    scene: Scene, candidate: Candidate, draft: Draft | None, words: Reporting, people: PeopleWords
) -> bool:
    """Say whether all that a candidate holds is a person or a pronoun: "described him", "rejected Brown"."""
    head = candidate.head
    ruled = candidate.form == "ruled" and draft is not None and draft.form in ("noun", "predicate")
    if head.pos not in NOMINAL or not (ruled or candidate.form.startswith("obj::")):
        return False
    if any(_is_quoted(scene, candidate, i) for i in range(*candidate.content)):
        return False
    if any(c.rel in ("acl", "advcl", "ccomp", "nmod") and c.i > head.i for c in head.children):
        return False
    if head.pos == "PRON":
        return True
    predicate = draft is not None and draft.form == "predicate"
    if head.ent != "PER" and not (predicate and can_speak(head, words=words, people=people)):
        return False
    return {t.i for t in head.subtree()}.issuperset(range(*candidate.content))


def _is_partly_said(scene: Scene, candidate: Candidate, words: Reporting) -> bool:
    """Say whether what somebody plans or praises holds words of his, or what another says or thinks."""
    if any(_is_quoted(scene, candidate, i) for i in range(*candidate.content)):
        return True
    return candidate.head.pos == "NOUN" and candidate.head.lemma in words.nouns


def _is_quoted(scene: Scene, candidate: Candidate, i: int) -> bool:
    """Say whether a token stands in a quotation in which the cue does not stand."""
    return scene.block_of[i] not in (-1, scene.block_of[candidate.cue.head.i])


def _is_nothing_said(candidate: Candidate, words: Reporting) -> bool:
    """Say whether a candidate can be no attribution, whatever the filter holds of its words.

    A cue whose clause nobody says ("makes"), a source that is a thing pointed at ("this"), the relative
    clause of a noun that says nothing ("a bill that would cut taxes").
    """
    cue, source, head = candidate.cue.head, candidate.source, candidate.head
    if candidate.cue.row is words.open and cue.lemma in words.words.silent:
        return True
    if _is_headless(candidate) or _is_quoted_as(candidate, words):
        return True
    if source is not None and source.pos == "PRON" and source.lower in words.words.pointing:
        return True
    if head.dep != "acl:relcl" or cue.lemma in words.nouns:
        return False
    return any(c.rel == "nsubj" and c.lower in words.words.relatives for c in head.children)


def _is_quoted_as(candidate: Candidate, words: Reporting) -> bool:
    """Say whether a cue tells whom somebody quotes as saying something, which is that other's statement."""
    cue = candidate.cue.head
    clauses = (c for c in cue.children if c.rel == "advcl" and c.i > cue.i)
    joined = (m for c in clauses for m in c.children if m.rel in ("mark", "case"))
    return cue.lemma in words.words.quoting and any(m.lower in words.words.comparing for m in joined)


def _is_headless(candidate: Candidate) -> bool:
    """Say whether the parser takes a participle for the verb: "Elections promised for May *are* no help".

    What should be its clause has no subject then, as in a relative clause alone ("which he said would
    help").
    """
    cue, low = candidate.cue.head, candidate.content[0]
    heads = [candidate.head, *(cue.children if _is_bare_past(cue) else ())]
    return cue.rel != "acl" and any(
        c.rel == "ccomp" and _opens_verbal(c, low if c is candidate.head else None) for c in heads
    )


def _is_bare_past(verb: Token) -> bool:
    """Say whether a verb in the past has no auxiliary, and so may be a participle."""
    return verb.feats.get("Tense") == "Past" and not any(c.rel == "aux" for c in verb.children)


def _opens_verbal(clause: Token, low: int | None) -> bool:
    """Say whether a finite clause has no subject and begins, or its content does, with its verb."""
    group = [clause, *(c for c in clause.children if c.rel in ("aux", "cop"))]
    finite = any(t.feats.get("VerbForm") == "Fin" and t.feats.get("Mood") != "Imp" for t in group)
    first = min(t.i for t in group)
    subject = any(c.rel in ("nsubj", "csubj", "expl") and c.i < clause.i for c in clause.children)
    start = min(t.i for t in clause.subtree()) if low is None else low
    return finite and first == start and (low is not None or not subject)


def _holds_next(candidate: Candidate, ruled: Ruled) -> bool:
    """Say whether a candidate runs on into what its source says next: "praised them before warning that"."""
    low, high = candidate.content
    own = ruled.clauses.get(candidate.cue.head.i)
    if own is None and not candidate.form.startswith(("obj+", "advcl")):
        return False
    if candidate.form.startswith("advcl"):
        high = candidate.head.i + 1
    start, end = own.content[0][0] if own else low, own.content[-1][1] if own else low
    inside = (d for i, d in ruled.clauses.items() if low <= i < high and not start <= i < end)
    return any(d.source is candidate.source for d in inside)


def _holds_addressee(candidate: Candidate, draft: Draft | None, words: Reporting) -> bool:
    """Say whether a candidate holds whom the source speaks to before the clause: "told him that"."""
    if draft is None or draft.form not in ("clause", "question"):
        return False
    addressed = any(
        isinstance(e.row, Verbs) and e.row.addressee for e in words.verbs.get(candidate.cue.head.lemma, ())
    )
    return addressed and candidate.content[0] < draft.start < candidate.content[1]


def _is_own_belief(scene: Scene, candidate: Candidate, words: Reporting) -> bool:
    """Say whether a candidate is what the author himself thinks, which is no source's: "I believe that"."""
    cue, source = candidate.cue.head, candidate.source
    if source is None or scene.block_of[source.i] != -1:
        return False
    own = source.lower in words.words.authors and source.lower not in words.words.addressing
    if not own or all(e.row.scope != Scope.THOUGHT for e in words.verbs.get(cue.lemma, ())):
        return False
    group = (cue, *(c for c in cue.children if c.rel in ("aux", "advmod")))
    return not any(t.feats.get("Tense") == "Past" or t.lower in words.words.negations for t in group)
