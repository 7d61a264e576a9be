import json

import pytest

from causerie.assembly.decisions import (
    AcceptClaim,
    Decision,
    MergeConcepts,
    RejectClaim,
    RenameConcept,
    SignClaim,
    SplitWording,
    decision_from_json,
    decision_to_json,
)
from causerie.errors import ProjectError
from causerie.model import Polarity


@pytest.mark.parametrize(
    "decision",
    [
        RejectClaim("ab"),
        AcceptClaim("ab"),
        SignClaim("ab", Polarity.MINUS),
        MergeConcepts("la pluie", "the rain", direction=-1),
        SplitWording("la pluie"),
        RenameConcept("la pluie", "pluie", language="fr"),
    ],
)
def test_decisions_survive_json(decision: Decision) -> None:
    assert decision_from_json(json.loads(json.dumps(decision_to_json(decision)))) == decision


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"decision": "guess"},
        {"decision": "split-wording"},
        {"decision": "split-wording", "text": "a", "why": "b"},
        {"decision": "sign-claim", "key": "ab", "polarity": "up"},
    ],
)
def test_wrong_decisions_are_refused(body: dict[str, str]) -> None:
    with pytest.raises(ProjectError, match="decision"):
        decision_from_json(body)
