"""Turn quotations into drafts: who is introduced before one, named behind it, or goes on from the last."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from causerie.extraction.statements.cues import Cue
from causerie.extraction.statements.draft import Draft
from causerie.extraction.statements.incise import Incise
from causerie.extraction.statements.ranges import blocks_within, has_verb, trim
from causerie.extraction.statements.scene import ENDS, FULL_STOPS, Block, Scene
from causerie.extraction.statements.sources import (
    can_speak,
    find_source,
    is_nobody,
    source_span,
    subject_before,
    subject_behind,
)
from causerie.extraction.syntax import Token
from causerie.extraction.unsaid import says
from causerie.languages.people import people_words
from causerie.languages.reporting import Form, Reporting, Scope
from causerie.model import Mode, Span

#: Words between a cue and the quotation that it introduces behind a comma or nothing.
NEAR = 10
#: A quotation of fewer words that nothing introduces is a word in marks, not a statement.
SHORTEST_FLOATING = 5
#: What stands before the name that signs a quotation.
SIGNING = frozenset({"–", "—", "―", "--", "("})
#: How quoted words hang from one behind the quotation, or words behind it from one in it, in one clause.
OPEN_PARTS = frozenset({"aux", "cop", "expl", "nsubj"})
COMPLETING = frozenset({"ccomp", "nsubj", "obj", "xcomp"})
#: Words before the colon of a speaker's label.
LABEL = 8


class DirectSearch:
    """The quotations of one document, given to their cues in the order of the text."""

    def __init__(
        self,
        scene: Scene,
        *,
        cues: Sequence[Cue],
        incises: Sequence[Incise],
        words: Reporting,
        nobody: Collection[str],
    ) -> None:
        self.scene, self.words, self.nobody = scene, words, nobody
        self.cues = [c for c in cues if Form.QUOTE in c.row.takes]
        self.incises: Mapping[int, Incise] = {i.first: i for i in incises if scene.block_of[i.first] == -1}
        self.inside = [i for i in incises if scene.block_of[i.first] != -1]
        self.used: set[int] = set()

    def find(self, claimed: Mapping[int, Span | None]) -> list[Draft]:
        """Give every quotation its statement, if it makes one.

        Args:
            claimed: blocks that lie in the content of another cue, with that cue:
                they make a statement only by a cue of their own.
        """
        drafts: list[Draft] = []
        open_end = -1
        quotations = {
            q: [b for b in self.scene.blocks if b.quotation == q]
            for q in dict.fromkeys(b.quotation for b in self.scene.blocks)
        }
        for blocks in quotations.values():
            numbers = {self.scene.block_of[b.first] for b in blocks}
            taken = [claimed[n] for n in numbers if n in claimed]
            if taken:
                cue = self._cue_before(blocks[0])
                if cue is not None and cue.span(self.scene) not in taken:
                    self.used.add(cue.head.i)
                    drafts.append(self._introduced(blocks, cue))
                continue
            draft, end = self._attribute(blocks)
            if draft is None and drafts and self._only_punctuation(open_end, blocks[0].first):
                drafts[-1] = self._joined(drafts[-1], blocks)
                open_end = blocks[-1].last
            elif draft is not None:
                drafts.append(draft)
                open_end = end
            elif self._floats(blocks):
                last = drafts[-1].source if drafts else None
                drafts.append(self._draft(blocks, None, self._introducing(blocks[0], since=open_end) or last))
                open_end = blocks[-1].last
        return drafts

    def _attribute(self, blocks: Sequence[Block]) -> tuple[Draft | None, int]:
        """Find the cue of a quotation, behind it or before.

        Returns:
            The draft, and the last token of quotation and cue together.
        """
        incise = self._incise_behind(blocks[-1])
        if incise is not None:
            self.used.add(incise.cue.head.i)
            return self._with_incise(blocks, incise), self._end_of(incise)
        cue = self._cue_before(blocks[0])
        draft = self._introduced(blocks, cue) if cue is not None else None
        if cue is not None and draft is not None:
            own = draft.source is not None and is_nobody(draft.source, self.words)
            if own and not has_verb(self.scene, blocks[0].first, blocks[-1].last):
                return None, -1
            self.used.add(cue.head.i)
            return draft, blocks[-1].last
        teller = self._incise_inside(blocks)
        if teller is not None:
            return teller, blocks[-1].last
        label = self._label(blocks[0]) or self._signature(blocks[-1])
        if label is not None:
            return self._draft(blocks, None, label), blocks[-1].last
        return None, -1

    def _introduced(self, blocks: Sequence[Block], cue: Cue) -> Draft:
        """Make the draft of a quotation behind its cue; an inverted subject stands between them."""
        source = None
        if not any(c.rel == "nsubj" and c.i < cue.head.i for c in cue.head.children):
            source = subject_behind(self.scene, cue.last.i + 1, end=blocks[0].first)
        source = source or find_source(self.scene, cue, words=self.words, nobody=self.nobody)
        source = source or subject_before(self.scene, cue)
        draft = self._draft(blocks, cue, source)
        return self._completed(draft, blocks[-1]) if Form.CLAUSE in cue.row.takes else draft

    def _incise_behind(self, block: Block) -> Incise | None:
        """Find the incise right behind a quotation, in the same sentence."""
        high = self.scene.outer[block.last][1]
        i = block.last + 1
        while i < high and self.scene.tokens[i].text in (",", "-", "–", "—"):
            i += 1
        return self.incises.get(i) if i < high else None

    def _incise_inside(self, blocks: Sequence[Block]) -> Draft | None:
        """Find the teller's incise inside the marks ("« Non, dit-elle. Jamais. »"), and cut it out."""
        numbers = {self.scene.block_of[b.first] for b in blocks}
        told = [
            i for i in self.inside if self.scene.block_of[i.first] in numbers and self._tells(i, blocks[0])
        ]
        told = [i for i in told if not is_nobody(i.source, self.words) and i.cue.row is not self.words.open]
        if not told or not self._floats(blocks):
            return None
        incise = told[0]
        self.used.add(incise.cue.head.i)
        draft = self._draft(blocks, incise.cue, incise.source)
        parts = []
        for low, high in draft.content:
            cut = (
                [(low, incise.first), (incise.last + 1, high)]
                if low <= incise.first < high
                else [(low, high)]
            )
            parts += [p for p in (trim(self.scene, *c) for c in cut) if p is not None]
        return replace(draft, content=tuple(parts), mode=Mode.DIRECT)

    def _tells(self, incise: Incise, block: Block) -> bool:
        """Say whether an incise inside the marks is the teller's.

        With a noun, only an inverted one in the first sentence is.
        """
        opening = self.scene.bounds[incise.first][0] == block.first
        return incise.source.pos == "PRON" or (incise.inverted and opening)

    def _end_of(self, incise: Incise) -> int:
        """Give the last token of an incise's sentence, or of the incise if a quotation follows in it."""
        last = self.scene.outer[incise.last][1] - 1
        free = all(self.scene.block_of[i] == -1 for i in range(incise.last, last + 1))
        return last if free else incise.last

    def _with_incise(self, blocks: Sequence[Block], incise: Incise) -> Draft:
        """Make the draft of a quotation with an incise behind it, widened to its clause."""
        draft = self._draft(blocks, incise.cue, incise.source)
        low = self.scene.outer[blocks[0].first][0]
        before = self.scene.tokens[blocks[0].first - 1] if blocks[0].first > low else None
        if before is None or before.text in (":", ";") or len(blocks) > 1:
            return draft
        wider = trim(self.scene, low, incise.first)
        if wider is None or not self._opens_content(low, blocks[0]):
            return draft
        inside = blocks_within(self.scene, *wider)
        return Draft(draft.source, draft.source_span, draft.cue, (wider,), inside, draft.scope)

    def _opens_content(self, low: int, block: Block) -> bool:
        """Say whether what stands before a quotation in its sentence is said, too.

        It has a verb, or is the subject of one that is quoted: "They “had a plan,” said the mayor".
        """
        before = self.scene.tokens[low : block.first]
        subject = any(t.dep == "nsubj" and block.first <= t.head.i <= block.last for t in before)
        return subject or has_verb(self.scene, low, block.first)

    def _completed(self, draft: Draft, block: Block) -> Draft:
        """Add to a quotation what completes its clause behind it: "said “there may be” a limit to that"."""
        low, high = self.scene.outer[block.last]
        i = block.last + 1
        if i >= high or self.scene.tokens[i].pos in ("PUNCT", "CCONJ"):
            return draft
        inside = range(block.first, block.last + 1)
        held = [t for t in self.scene.tokens[max(low, block.first) : block.last + 1] if t.rel in OPEN_PARTS]
        heads = {t.head for t in held if block.last < t.head.i < high}
        heads |= {t for t in self.scene.tokens[i:high] if t.rel in COMPLETING and t.head.i in inside}
        near = min(heads, key=lambda t: t.i, default=None)
        if near is None or any(t.i in range(i, near.i) and t.pos == "PUNCT" for t in near.subtree()):
            return draft
        end = max(t.i for t in near.subtree() if t.i < high) + 1
        whole = trim(self.scene, block.first, end)
        return draft if whole is None else replace(draft, content=(*draft.content[:-1], whole))

    def _cue_before(self, block: Block) -> Cue | None:
        """Find the cue that introduces a quotation: before its colon, or close before it."""
        low = self._introduction(block)
        if low is None:
            return None
        before = self.scene.tokens[block.first - 1]
        since = max((b.last + 1 for b in self.scene.blocks if low <= b.last < block.first - 1), default=low)
        cues = [
            c
            for c in self.cues
            if since <= c.group[0]
            and c.group[1] < block.first
            and self.scene.block_of[c.head.i] == -1
            and c.head.i not in self.used
            and _introduces(c)
        ]
        if before.text == ":":
            return min(cues, key=lambda c: (len(list(c.head.ancestors())), -c.head.i), default=None)
        near = [c for c in cues if block.first - c.last.i <= NEAR and self._leads(c, block)]
        return near[-1] if near else None

    def _introduction(self, block: Block) -> int | None:
        """Give the first token of what may introduce a quotation: its own sentence, or the paragraph's
        before that ends with a colon.
        """
        low = self.scene.outer[block.first][0]
        if block.first > low:
            return low
        if low > 0 and self.scene.tokens[low - 1].text == ":" and self.scene.block_of[low - 1] == -1:
            return self.scene.outer[low - 1][0]
        return None

    def _leads(self, cue: Cue, block: Block) -> bool:
        """Say whether nothing but an addressee or a comma stands between a cue and its quotation."""
        between = self.scene.tokens[cue.last.i + 1 : block.first]
        if any(
            t.lower in self.words.words.complementisers or t.pos in ("VERB", "AUX", "SCONJ") for t in between
        ):
            return False
        last = between[-1] if between else cue.last
        return last is cue.last or last.text == "," or last.pos in ("NOUN", "PROPN", "PRON", "ADV", "NUM")

    def _label(self, block: Block) -> Token | None:
        """Find the speaker before a colon that no verb precedes, or the subject of any verb."""
        low = self._introduction(block)
        if low is None or self.scene.tokens[block.first - 1].text != ":":
            return None
        held = [t for t in self.scene.tokens[low : block.first - 1] if self.scene.block_of[t.i] == -1]
        subject = next((t for t in held if t.rel == "nsubj" and t.pos in ("PROPN", "PRON", "NOUN")), None)
        if subject is not None:
            return subject
        names = [t for t in held if t.ent in ("PER", "ORG")]
        return names[0] if names and len(held) <= LABEL else None

    def _introducing(self, block: Block, *, since: int) -> Token | None:
        """Find the person whom the sentence right before a quotation, and behind another token, is about.

        Somebody without a name counts where he says something: whoever is spoken to there ("The priest
        told Reuters.") does not. Where it is a pronoun, the sentence before it counts.
        """
        i = block.first - 1
        while i > since and self.scene.outer[i][0] > since and self.scene.outer[i][1] <= block.first:
            low, high = self.scene.outer[i]
            held = [t for t in self.scene.tokens[low:high] if self.scene.block_of[t.i] == -1]
            subject = next((t for t in held if t.rel == "nsubj" and t.head.head is t.head), None)
            if subject is None or subject.pos != "PRON":
                return subject if subject is not None and self._speaks(subject) else None
            i = low - 1
        return None

    def _speaks(self, subject: Token) -> bool:
        """Say whether a subject is a person by name, or somebody who says something."""
        people = people_words(self.scene.parse.language)
        somebody = can_speak(subject, words=self.words, people=people)
        return subject.ent == "PER" or (somebody and says(subject.head, self.words))

    def _signature(self, block: Block) -> Token | None:
        """Find the name that signs a quotation behind a dash or in brackets, perhaps on a line of its own."""
        tokens = self.scene.tokens
        i = block.last + 1
        while i < len(tokens) and tokens[i].text in FULL_STOPS:
            i += 1
        if i + 1 >= len(tokens) or tokens[i].text not in SIGNING or self.scene.outer[i][1] - i > LABEL + 2:
            return None
        rest = tokens[i + 1 : self.scene.outer[i][1]]
        named = tokens[i + 1].ent in ("PER", "ORG") or tokens[i + 1].pos == "PROPN"
        if not named or any(t.pos in ("VERB", "AUX") for t in rest):
            return None
        return next((t for t in rest if t.head not in rest or t.head is t), tokens[i + 1])

    def _floats(self, blocks: Sequence[Block]) -> bool:
        """Say whether a quotation stands alone as a whole sentence."""
        first, last = blocks[0].first, blocks[-1].last
        paragraph = self.scene.paragraph[last]
        closing = next(
            (
                i
                for i in range(last, len(self.scene.tokens))
                if i + 1 == len(self.scene.tokens) or self.scene.paragraph[i + 1] != paragraph
            ),
            last,
        )
        if not any(t.text in ENDS for t in self.scene.tokens[max(closing - 2, first) : closing + 1]):
            return False
        alone = self.scene.outer[first][0] == first or self.scene.tokens[first - 1].text == ":"
        return (
            alone
            and last - first > SHORTEST_FLOATING
            and has_verb(self.scene, first, last + 1)
            and self._ends(blocks[-1])
        )

    def _ends(self, block: Block) -> bool:
        """Say whether a quotation ends its sentence."""
        high = self.scene.outer[block.last][1]
        return all(not t.text[0].isalnum() for t in self.scene.tokens[block.last + 1 : high])

    def _only_punctuation(self, end: int, start: int) -> bool:
        """Say whether nothing but punctuation stands between two places."""
        return 0 <= end < start and all(not t.text[0].isalnum() for t in self.scene.tokens[end + 1 : start])

    def _draft(self, blocks: Sequence[Block], cue: Cue | None, source: Token | None) -> Draft:
        """Make the draft of whole quotations."""
        return Draft(
            source,
            source_span(self.scene, source) if source is not None else None,
            cue.span(self.scene) if cue is not None else None,
            tuple((b.first, b.last + 1) for b in blocks),
            frozenset(self.scene.block_of[b.first] for b in blocks),
            cue.row.scope if cue is not None else Scope.SPEECH,
        )

    def _joined(self, draft: Draft, blocks: Sequence[Block]) -> Draft:
        """Let a quotation go on from the statement before it."""
        more = self._draft(blocks, None, None)
        return Draft(
            draft.source,
            draft.source_span,
            draft.cue,
            draft.content + more.content,
            draft.blocks | more.blocks,
            draft.scope,
        )


def _introduces(cue: Cue) -> bool:
    """Say whether a cue is a finite verb or a participle of the present, not one like "la loi dite"."""
    return cue.finite or cue.head.feats.get("Tense") == "Pres" or cue.head.feats.get("Aspect") == "Prog"
