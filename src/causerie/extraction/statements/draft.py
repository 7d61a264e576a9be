"""What the searches for statements hand on: a source, a cue and content, before speakers are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from causerie.extraction.statements.cues import Cue
from causerie.extraction.statements.ranges import blocks_within
from causerie.extraction.statements.scene import Scene
from causerie.extraction.statements.sources import mention_of
from causerie.extraction.syntax import Token
from causerie.languages.reporting import Reporting, Scope
from causerie.model import Mode, Span

#: Tokens that present nobody: where no source stands, none is looked for.
NOBODY = (0, 0)


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as found.

    Attributes:
        source: head of the source's noun phrase.
        source_span: its words.
        content: ranges of tokens, end excluded.
        blocks: the quotations' blocks that the content takes as a whole.
        scope: what kind of attribution the cue makes.
        cue_first: first token of the cue, or -1.
        adposed: the cue is a preposition before the source.
        owned: the cue is a phrase around the source ("in her view").
        mode: how it is reported, where the search knows; else its marks tell.
        form: how the content of a clause was read ("clause", "infinitive"), or "".
        lead: the tokens that present who speaks where no source does, end excluded; none of
            them, and nobody does; None, and it is the one named last.
    """

    source: Token | None
    source_span: Span | None
    cue: Span | None
    content: tuple[tuple[int, int], ...]
    blocks: frozenset[int]
    scope: str = Scope.SPEECH
    cue_first: int = -1
    adposed: bool = False
    owned: bool = False
    mode: Mode | None = None
    form: str = ""
    lead: tuple[int, int] | None = None

    @property
    def start(self) -> int:
        """The first token of the content."""
        return self.content[0][0]


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules find.

    Attributes:
        fixed: quotations, incises, prepositions and turns.
        clauses: head of a cue → what follows it as its content.
        used: heads of cues that have their content already.
    """

    fixed: tuple[Draft, ...]
    clauses: Mapping[int, Draft]
    used: frozenset[int]


def make_draft(
    scene: Scene,
    cue: Cue,
    source: Token,
    content: list[tuple[int, int]],
    *,
    words: Reporting,
    form: str = "",
) -> Draft:
    """Make the draft of a cue with its content, which was read in some form."""
    blocks = frozenset(b for low, high in content for b in blocks_within(scene, low, high))
    return Draft(
        source,
        mention_of(scene, source, cue, words=words.words),
        cue.span(scene),
        tuple(content),
        blocks,
        cue.row.scope,
        cue.group[0],
        form=form,
    )
