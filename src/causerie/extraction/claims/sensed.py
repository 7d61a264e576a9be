"""Turn what the tuned layers sense of words into candidates that no row names, with their signs and kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from causerie.encoders.layers import Floats
from causerie.extraction.carriers import served_by
from causerie.extraction.claims.grammar.arguments import Proposal, Scene
from causerie.extraction.claims.grammar.aside import is_absent, is_instead, opens_absence
from causerie.extraction.claims.grammar.candidates import UNMEASURED_OPEN, Candidate
from causerie.extraction.claims.grammar.complements import is_passive
from causerie.extraction.claims.grammar.conditions import is_deduced
from causerie.extraction.claims.grammar.drafts import Signal
from causerie.extraction.claims.grammar.joints import opens_instead
from causerie.extraction.claims.grammar.matching import is_governing, is_qualifying
from causerie.extraction.claims.grammar.reach import is_reached
from causerie.extraction.claims.networks.cues import CLAIM, KIND, SIGN
from causerie.extraction.claims.networks.tagger import KINDS, SIGNS, Tagged, log_softmax
from causerie.extraction.claims.networks.windows import cue_head
from causerie.extraction.qualifiers import is_in_vain, qualify
from causerie.extraction.syntax import Parse, Token
from causerie.languages.causal_rows import polarity_of
from causerie.languages.causation import causation
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Kind, Polarity, Span

#: Pattern of a cue that the grammar does not know.
SENSED = "open.sensed"

#: Log odds from which a word is taken for a cue: few are claims, and the chooser decides.
LEAST = -0.5

#: Relations of the words that deny a verb.
DENYING = frozenset({"advmod", "cc"})

#: Kinds that a transitive verb with a sign may state.
KINDS_OF = {
    Polarity.PLUS: (Kind.CAUSE, Kind.ENABLE),
    Polarity.MINUS: (Kind.CAUSE, Kind.PREVENT),
    Polarity.UNKNOWN: (Kind.CAUSE,),
}

#: Part of speech of a cue's head → its signal.
SIGNALS = {
    "VERB": Signal.VERB, "AUX": Signal.VERB, "NOUN": Signal.NOUN, "ADJ": Signal.ADJ,
    "ADP": Signal.PREP, "SCONJ": Signal.CONJ, "ADV": Signal.ADV, "CCONJ": Signal.ADV,
}  # fmt: skip


def sense_candidates(
    parse: Parse, senses: Mapping[int, Floats], *, known: Sequence[Candidate]
) -> list[Candidate]:
    """Propose the words that the tuned layers take for cues and that are no known candidate's.

    Args:
        parse: the trees.
        senses: sentence index → what `CueReader.read` says of its words.
        known: candidates of the grammar.

    Returns:
        Candidates without causes and effects: the tagger has to find them.

    """
    taken = {t.i for c in known for s in c.trigger for t in parse.tokens_in(s)}
    scene = Scene(parse, causation(parse.language), parse.language)
    found = []
    for index, said in sorted(senses.items()):
        tokens = parse.sentences[index].tokens
        likely = {
            _carried(t, language=parse.language).i
            for t, logit in zip(tokens, said[:, CLAIM], strict=True)
            if logit >= LEAST
        } - taken
        likely -= {
            i for t in tokens for i in range(t.i, t.i + max(opens_instead(scene, t), opens_absence(scene, t)))
        }
        free = [t.i in likely and t.pos in SIGNALS and not _is_refused(scene, t) for t in tokens]
        found += [_candidate(scene, cue) for cue in _runs(tokens, free)]
    return found


def _is_refused(scene: Scene, token: Token) -> bool:
    """Say whether the grammar knows a word for no cue here: "*given* to drink", "*if* X, it is because Y".

    The "to" of no aim is none either.
    """
    words = qualifier_words(scene.language)
    if token.rel == "mark" and (is_qualifying(token.head) or is_in_vain(token.head.head, words=words)):
        return True
    alone = [row for words, row in scene.lexicon.markers.get(scene.norm(token), ()) if len(words) == 1]
    participle = any(row.signal == Signal.PREP for row in alone) and is_governing(scene.parse, token)
    return participle or (any(row.signal == Signal.COND for row in alone) and is_deduced(scene, (token,)))


def _carried(token: Token, *, language: str) -> Token:
    """Give the verb that a word only serves, which is the cue: "a tué", "ended by hurting", "hurt by".

    What denies a verb serves it too: "*n'*a *pas* nui".
    """
    words, verb = qualifier_words(language), token.head
    denies = {token.lemma, token.lower} & words.denying
    if denies and token.rel in DENYING and verb.pos == "VERB" and verb.i > token.i:
        return verb
    if token.rel == "case" and token.head.dep == "obl:agent":
        return token.head.head
    verb = token.head if token.rel == "aux" and token.head.pos == "VERB" else token
    return served_by(verb, language=language)


def _runs(tokens: Sequence[Token], chosen: Sequence[bool]) -> Iterator[list[Token]]:
    """Gather neighbouring chosen words."""
    run: list[Token] = []
    for token, held in zip(tokens, chosen, strict=True):
        if held:
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _candidate(scene: Scene, cue: Sequence[Token]) -> Candidate:
    anchor = cue_head(cue)
    held = qualify(anchor, language=scene.language)
    sign = _own_sign(scene, anchor)
    return Candidate(
        trigger=(Span(cue[0].start, cue[-1].end),),
        anchor=anchor.i,
        pattern=SENSED,
        signal=SIGNALS[anchor.pos],
        kind=Kind.CAUSE,
        polarity=polarity_of(sign or 1),
        negated=held.negated
        ^ (is_instead(scene, anchor) or is_absent(scene, anchor))
        ^ is_reached(scene, anchor),
        certainty=held.certainty,
        strength=held.strength,
        sufficient=False,
        condition=None,
        causes=(),
        effects=(),
        prior=UNMEASURED_OPEN,
        sure_sign=sign is not None,
    )


def _own_sign(scene: Scene, verb: Token) -> int | None:
    """Give the sign of a verb that acts on something, where the language knows one."""
    words, row = scene.lexicon.words, scene.lexicon.signed.get(verb.lemma)
    acts = is_passive(verb) or verb.child("obj") is not None
    reflexive = any(c.lower in words.reflexive and c.rel in ("expl", "iobj", "obj") for c in verb.children)
    return row.sign if row is not None and acts and not reflexive else None


def signed(candidate: Candidate, tagged: Tagged) -> Candidate:
    """Let the networks say kind and, if the verb has none of its own, sign of what no row names."""
    sensed = tagged.likeliest
    heard = Polarity(SIGNS[int((tagged.signs + log_softmax(sensed[SIGN])).argmax())])
    sign = candidate.polarity if candidate.sure_sign else heard
    kinds = tagged.kinds + log_softmax(sensed[KIND])
    open_to = KINDS if candidate.pattern == SENSED else KINDS_OF[sign]
    return replace(candidate, polarity=sign, kind=max(open_to, key=lambda k: kinds[KINDS.index(k)]))


def done_to_somebody(candidate: Candidate, effect: Proposal, *, parse: Parse) -> Proposal | None:
    """Give what is done to a person as the effect, verb and all; None where the effect is no person.

    "The plot could topple the king": nobody rises or falls with a king, but he is
    toppled or not.
    """
    head = parse.tokens[effect.head]
    verb = candidate.is_open and candidate.pattern != SENSED
    if not verb or (head.pos != "PROPN" and head.ent != "PER"):
        return None
    (act,) = candidate.trigger[:1]
    behind = act.end < effect.span.start <= act.end + 2
    return replace(effect, span=Span(act.start, effect.span.end), turn=1) if behind else None
