"""Turn trees in ClearNLP labels, which the English parser speaks, into Universal Dependencies.

Prepositions come to hang from their noun (`case`), the predicate heads its
copula (`cop`), objects are `obj`, passive subjects `nsubj:pass`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from causerie.extraction.trees import NOMINAL, hang

if TYPE_CHECKING:
    from causerie.extraction.syntax import Token

#: Labels → UD labels, where a rename is enough.
RENAMED = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "dative": "iobj",
    "relcl": "acl:relcl",
    "poss": "nmod:poss",
    "predet": "det:predet",
    "quantmod": "advmod",
    "neg": "advmod",
    "prt": "compound:prt",
    "preconj": "cc:preconj",
    "npadvmod": "obl:npmod",
    "intj": "discourse",
    "meta": "dep",
    "oprd": "xcomp",
    "acomp": "xcomp",
    "attr": "xcomp",
    "agent": "obl:agent",
    "prep": "obl",
    "pcomp": "advcl",
    "pobj": "obl",
}


def to_universal(tokens: Sequence[Token]) -> None:
    """Turn one sentence's tree into UD, in place."""
    for token in tokens:
        if token.dep == "nmod":  # a noun before its noun; in UD it is one behind
            token.relate("compound")
    for token in reversed(tokens):
        if token.dep in ("prep", "agent", "dative") and token.pos in ("ADP", "SCONJ", "PART", "ADV"):
            _lower_preposition(token)
    for token in tokens:
        if token.dep in ("attr", "acomp") and token.head.lemma == "be" and token.head.pos in ("AUX", "VERB"):
            _raise_predicate(token)
    for token in tokens:
        if token.dep == "aux" and token.pos == "PART":
            token.relate("mark")
        else:
            token.relate(RENAMED.get(token.dep, token.dep))


def _lower_preposition(preposition: Token) -> None:
    """Hang a preposition from its complement: "because of rain" → rain is obl, its words are case."""
    complement = next(
        (c for c in preposition.children if c.dep in ("pobj", "pcomp", "obl", "nmod") and c.pos != "ADP"),
        None,
    )
    governor = preposition.head
    if complement is None or governor is preposition:
        return
    clause = complement.dep == "pcomp" and complement.pos in ("VERB", "AUX")
    nominal = governor.pos in NOMINAL and governor.dep not in ("attr",)
    if preposition.dep == "agent":
        dep = "obl:agent"
    elif clause:
        dep = "acl" if nominal else "advcl"
    else:
        dep = "nmod" if nominal else "obl"
    hang(complement, governor, dep=dep)
    for other in list(preposition.children):
        hang(other, complement, dep="fixed" if other.pos in ("ADP", "SCONJ") else other.dep)
    hang(preposition, complement, dep="mark" if clause else "case")


def _raise_predicate(predicate: Token) -> None:
    """Let the predicate head its copula: "the cost is high" → high is root, is is cop."""
    copula = predicate.head
    if copula.head is copula:
        hang(predicate, predicate, dep="root")
    else:
        hang(predicate, copula.head, dep=copula.dep)
    for other in list(copula.children):
        hang(other, predicate, dep=other.dep)
    hang(copula, predicate, dep="cop")
