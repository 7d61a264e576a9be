"""Readings made from claims that a test writes down, without a parser."""

from dataclasses import dataclass, field
from typing import Any

from causerie.model import Claim, Document, Kind, Polarity, Reading, Span


@dataclass
class Account:
    """A document that grows claim by claim; each claim is one sentence of its text."""

    id: str
    language: str = "fr"
    text: str = ""
    claims: list[Claim] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)

    def say(self, words: str) -> "Account":
        """Add a sentence without a claim."""
        self.text += words + " "
        return self

    def claim(self, cause: str, sign: str, effect: str, **more: Any) -> "Account":
        """Add "cause -> effect." as a claim."""
        start = len(self.text)
        self.text += f"{cause} -> {effect}. "
        trigger = start + len(cause) + 1
        self.claims.append(
            Claim(
                id=f"c{len(self.claims) + 1}",
                cause=Span(start, start + len(cause)),
                effect=Span(trigger + 3, trigger + 3 + len(effect)),
                trigger=(Span(trigger, trigger + 2),),
                polarity=Polarity(sign),
                kind=more.pop("kind", Kind.CAUSE),
                confidence=more.pop("confidence", 0.8),
                **more,
            )
        )
        return self

    def reading(self) -> Reading:
        """Give what was written so far."""
        document = Document(
            self.id, self.id, self.text, self.language, (Span(0, len(self.text)),), **self.about
        )
        return Reading(document, claims=tuple(self.claims))
