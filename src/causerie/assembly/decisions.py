"""Turn a reviewer's decisions into data that a map can replay, and that a log can keep as JSON."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from causerie.errors import ProjectError
from causerie.model import Polarity


@dataclass(frozen=True, slots=True)
class RejectClaim:
    """Leave a claim out; `key` is `Claim.key` of its document."""

    key: str


@dataclass(frozen=True, slots=True)
class AcceptClaim:
    """Take a claim as read by a person: as sure as any claim gets, and never left out again."""

    key: str


@dataclass(frozen=True, slots=True)
class SignClaim:
    """Give a claim another polarity; it relates the spans as written."""

    key: str
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class MergeConcepts:
    """Put the concept of one wording into that of another.

    Attributes:
        text, into: any wording or label of either concept, or its id.
        direction: -1 when the one rises as the other falls.

    """

    text: str
    into: str
    direction: int = 1


@dataclass(frozen=True, slots=True)
class SplitWording:
    """Take one wording out of its concept; it is a concept by itself until merged again."""

    text: str


@dataclass(frozen=True, slots=True)
class RenameConcept:
    """Give the concept of a wording another label, in one language or in all."""

    text: str
    label: str
    language: str | None = None


Decision = RejectClaim | AcceptClaim | SignClaim | MergeConcepts | SplitWording | RenameConcept

#: Name in the log → type.
DECISIONS: dict[str, type[Decision]] = {
    "reject-claim": RejectClaim,
    "accept-claim": AcceptClaim,
    "sign-claim": SignClaim,
    "merge-concepts": MergeConcepts,
    "split-wording": SplitWording,
    "rename-concept": RenameConcept,
}


def decision_to_json(decision: Decision) -> dict[str, Any]:
    """Turn a decision into plain JSON values.

    >>> decision_to_json(SplitWording("regime change"))
    {'decision': 'split-wording', 'text': 'regime change'}
    """
    name = next(n for n, t in DECISIONS.items() if t is type(decision))
    return {"decision": name, **dataclasses.asdict(decision)}


def decision_from_json(body: dict[str, Any]) -> Decision:
    """Turn plain JSON values back into a decision.

    Raises:
        ProjectError: an unknown decision, a missing or unknown key, or a wrong value.

    >>> decision_from_json({"decision": "split-wording", "text": "regime change"})
    SplitWording(text='regime change')
    """
    fields = dict(body)
    name = fields.pop("decision", None)
    if name not in DECISIONS:
        raise ProjectError(f"no decision '{name}'; accepted {', '.join(DECISIONS)}")
    try:
        if "polarity" in fields:
            fields["polarity"] = Polarity(fields["polarity"])
        return DECISIONS[name](**fields)
    except (TypeError, ValueError) as error:
        raise ProjectError(f"decision '{name}' with {sorted(body)}: {error}") from error
