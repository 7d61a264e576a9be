"""Studies made by hand for the tests of the report: every offset is found in the text itself."""

from __future__ import annotations

from dataclasses import dataclass

from causerie.assembly.figures import FigureEntry, FigureGroup
from causerie.model import (
    CausalMap,
    Certainty,
    Claim,
    Concept,
    Document,
    Evidence,
    Figure,
    Kind,
    Link,
    LinkSign,
    Mention,
    Polarity,
    Reading,
    Span,
    Statement,
    Strength,
    Voice,
)
from causerie.report.choosing import Study


@dataclass(frozen=True)
class Said:
    """A sentence with one claim: cause, trigger, effect, in this order in the sentence."""

    speaker: str | None
    cause: str
    trigger: str
    effect: str
    polarity: Polarity = Polarity.PLUS
    negated: bool = False
    certainty: Certainty = Certainty.PLAIN

    @property
    def sentence(self) -> str:
        return f"{self.cause} {self.trigger} {self.effect}."


def find(text: str, words: str, start: int) -> Span:
    at = text.index(words, start)
    return Span(at, at + len(words))


def reading_of(number: int, said: tuple[Said, ...], *, language: str = "en") -> Reading:
    text = f"Outlet {number} reports.\n" + "\n".join(s.sentence for s in said)
    claims, sentences, statements, at = [], [], [], text.index("\n") + 1
    for n, item in enumerate(said, start=1):
        sentence = find(text, item.sentence, at)
        cause = find(text, item.cause, sentence.start)
        trigger = find(text, item.trigger, cause.end)
        effect = find(text, item.effect, trigger.end)
        statements.append(Statement(f"s{n}", None, None, (sentence,), item.speaker, mode="direct"))  # type: ignore[arg-type]
        claims.append(
            Claim(
                f"c{n}", cause, effect, (trigger,), item.polarity, Kind.CAUSE, negated=item.negated,
                certainty=item.certainty, statement=f"s{n}", speaker=item.speaker, confidence=0.8,
            )
        )  # fmt: skip
        sentences.append(sentence)
        at = sentence.end
    head = Span(0, text.index("\n"))
    document = Document(
        f"doc{number}", f"doc{number}.txt", text, language, (head, *sentences), publisher=f"Outlet {number}"
    )
    return Reading(document, (head, *sentences), tuple(statements), tuple(claims))


def study_of(*accounts: tuple[Said, ...], name: str = "study", figures: bool = False) -> Study:
    """Make a study: one document for each account, concepts by their very words."""
    readings = [reading_of(n, said) for n, said in enumerate(accounts, start=1)]
    concepts: dict[str, list[Mention]] = {}
    held: dict[tuple[str, str], list[Evidence]] = {}
    voices: dict[str, set[str]] = {}
    for reading, said in zip(readings, accounts, strict=True):
        for claim, item in zip(reading.claims, said, strict=True):
            document = reading.document
            for span, words in ((claim.cause, item.cause), (claim.effect, item.effect)):
                concepts.setdefault(words, []).append(Mention(document.id, span, words, 1))
            speaker = item.speaker or document.publisher or document.id
            voices.setdefault(speaker, set()).add(document.id)
            held.setdefault((item.cause, item.effect), []).append(
                Evidence(
                    document.id, claim.id, claim.key(document.id), item.polarity, Kind.CAUSE, item.negated,
                    item.certainty, Strength.UNSAID, False, item.speaker, voice_of(speaker), 0.8, "rule",
                )
            )  # fmt: skip
    ids = {words: f"k{n}" for n, words in enumerate(concepts, start=1)}
    links = tuple(
        Link(f"l{n}", ids[cause], ids[effect], sign_of(evidence), 0.8, tuple(evidence))
        for n, ((cause, effect), evidence) in enumerate(held.items(), start=1)
    )
    causal_map = CausalMap(
        tuple(Concept(ids[w], w, tuple(m), {"en": w}) for w, m in concepts.items()),
        links,
        tuple(Voice(voice_of(s), s, tuple(sorted(d))) for s, d in voices.items()),
    )
    return Study(name, readings, causal_map, (figures_of(readings),) if figures else ())


def voice_of(speaker: str) -> str:
    return "v-" + speaker.replace(" ", "-")


def sign_of(evidence: list[Evidence]) -> LinkSign:
    signs = {e.polarity for e in evidence if not e.negated} - {Polarity.UNKNOWN}
    if len(signs) > 1:
        return LinkSign.CONTRADICTED
    return LinkSign(signs.pop().value) if signs else LinkSign.UNKNOWN


def figures_of(readings: list[Reading]) -> FigureGroup:
    entries = tuple(
        FigureEntry(
            r.document.id,
            Figure(Span(0, 6), value, None, False, "dead", "of the flood"),
            voice_of(r.document.publisher or ""),
        )
        for r, value in zip(readings, (40.0, 90.0, 55.0), strict=False)
    )
    numbers = [e.figure.value for e in entries]
    return FigureGroup("the dead of the flood", entries, min(numbers), max(numbers))


#: A crisis in an invented country: agreement, a contradiction, a denial, a loop, a hedge.
CRISIS = (
    (
        Said("Ada Brol", "the drought", "raises", "the price of bread"),
        Said("Ada Brol", "the price of bread", "drives", "the protests"),
        Said(None, "the subsidy", "holds down", "the price of bread", Polarity.MINUS),
    ),
    (
        Said("Ivo Karst", "the subsidy", "pushes up", "the price of bread", Polarity.PLUS),
        Said("Ivo Karst", "the protests", "hasten", "the subsidy", certainty=Certainty.POSSIBLE),
        Said("Ivo Karst", "the drought", "raises", "the price of bread"),
        Said("Ivo Karst", "the curfew", "does not calm", "the protests", Polarity.MINUS, negated=True),
    ),
    (
        Said("Mira Toll", "the curfew", "calms", "the protests", Polarity.MINUS),
        Said("Mira Toll", "the fishing quota", "feeds", "the port"),
    ),
)


def large(documents: int, links: int) -> Study:
    """Make a study of any size: a web of concepts, each claim in its own sentence."""
    size = max(links * 2 // 3, 2)
    per = links // documents
    accounts = []
    for d in range(documents):
        rows = []
        for n in range(d * per, (d + 1) * per):
            cause, effect = n % size, (n * 7 + 1 + n // size) % size
            way = Polarity.MINUS if n % 3 == 0 else Polarity.PLUS
            rows.append(
                Said(f"Speaker {n % 97}", f"matter no. {cause},", "bears on", f"matter no. {effect},", way)
            )
        accounts.append(tuple(rows))
    return study_of(*accounts)
