"""Turn prepositions, conjunctions, adverbs and other connectives into drafts of claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from causerie.extraction.claims.arguments import (
    NOMINALS,
    PREDICATES,
    Proposal,
    Scene,
    antecedents_of_relative,
    clause,
    cut_short,
    is_predicate,
    noun_phrase,
    phrase,
    previous_clauses,
    propose,
    stretched,
    subjects,
    tidy,
    verb_phrase,
)
from causerie.extraction.claims.clefts import Cleft, brings_forward, is_ruled_out, read_cleft
from causerie.extraction.claims.corrections import REASONS, Pair, paired, span_of
from causerie.extraction.claims.drafts import CLEFT, CORRECTED, IMPOSSIBLE, NEED, Draft, Signal
from causerie.extraction.claims.hindering import stripped
from causerie.extraction.qualifiers import carriers, denying, is_denied
from causerie.extraction.syntax import Token, highest, is_finite
from causerie.languages.causation import MarkerRow, Role
from causerie.languages.qualifiers import qualifier_words
from causerie.model import Kind, Span

#: Relations of what a verb of need asks for.
NEEDED = frozenset({"obj", "xcomp", "ccomp", "csubj", "acl", "obl"})
#: Signals whose markers a cleft may bring forward.
FOCUSED = frozenset({Signal.CONJ, Signal.GERUND, Signal.PREP, Signal.PURPOSE})
#: Words that may describe the noun of a marker.
DESCRIBED = 2
#: Words that may stand between commas inside a marker, with the closing comma: "afin, dites-vous, de".
INSET = 6
#: Marks at which a clause may end.
BORDERS = frozenset({",", ";", ":", ".", "!", "?", "»", "”"})


def draft_markers(scene: Scene, token: Token) -> Iterator[Draft]:
    """Draft what the connectives that begin at a token state; the longest wins."""
    found = 0
    for words, row in scene.lexicon.markers.get(scene.norm(token), ()):
        trigger = _matched(scene, token, words, whole=row.back) if len(words) >= found else ()
        if not trigger or (row.signal == Signal.COND and token.rel == "advmod" and _is_degree(token)):
            continue
        drafts = list(_of_marker(scene, trigger, row=row))
        if drafts:
            found = len(words)
        infinitive = len(words) == 1 and words[0] in scene.lexicon.words.infinitive
        deniable = row.signal in FOCUSED and not row.absence and not infinitive
        if drafts and deniable and is_ruled_out(scene, trigger):
            drafts = [d if d.denied is not None else replace(d, denied=True) for d in drafts]
        yield from drafts


def _is_degree(token: Token) -> bool:
    """Say whether a word only measures an adjective or adverb that is no predicate: "even if late"."""
    host = token.head
    return host.pos in ("ADJ", "ADV") and not any(c.rel in ("cop", "nsubj") for c in host.children)


def _matched(scene: Scene, first: Token, words: tuple[str, ...], *, whole: bool) -> tuple[Token, ...]:
    """Give the words of a marker that begins at a token, by normal form or lemma; () if others follow.

    Its nouns may be described ("in a *last* bid to"). Its last word may hold a relative pronoun ("grâce
    *auquel*") and, unless the marker must stand as a `whole`, may stand apart ("grâce notamment *à*").
    """
    held = [first]
    for number, word in enumerate(words[1:], start=2):
        after = scene.next(held[-1])
        for _ in range(DESCRIBED):
            if after is None or _is_word(scene, after, word) or not _describes(scene, after, held, word):
                break
            held.append(after)
            after = scene.next(after)
        if number == len(words) and not whole:
            after = _last_word(scene, held, word)
        if after is None or not _is_word(scene, after, word):
            return ()
        held.append(after)
    return tuple(held)


def _describes(scene: Scene, token: Token, held: list[Token], word: str) -> bool:
    """Say whether a word describes a noun of a marker, be it the last one held or the one that must come."""
    if token.rel not in ("amod", "compound"):
        return False
    named = scene.norm(token.head) == word and token.head.i > token.i
    return token.head.pos == "NOUN" and (token.head is held[-1] or named)


def _is_word(scene: Scene, token: Token, word: str) -> bool:
    """Say whether a word of a marker stands at a token."""
    return word in (scene.norm(token), token.lemma, scene.lexicon.words.joined.get(token.lower))


def _last_word(scene: Scene, held: list[Token], word: str) -> Token | None:
    """Find the last word of a marker: next, behind adverbs and adjectives, or behind words between commas."""
    after = scene.next(held[-1])
    if after is None or _is_word(scene, after, word):
        return after
    behind = _behind_inset(scene, after, adjectives=len(held) > 1 and word in scene.lexicon.words.linking)
    alone = behind is not None and behind.pos != "ADP" and len(held) == 1
    return None if alone else behind


def _behind_inset(scene: Scene, first: Token, *, adjectives: bool) -> Token | None:
    """Give the word behind one or two adverbs (or adjectives), or behind a few words between commas."""
    token: Token | None = first
    if first.text == ",":
        for _ in range(INSET):
            token = scene.next(token) if token is not None else None
            if token is not None and token.text == ",":
                return scene.next(token)
        return None
    for _ in range(2):
        part = token is not None and token.feats.get("VerbForm") == "Part"
        if token is None or not (token.pos == "ADV" or (adjectives and (token.pos == "ADJ" or part))):
            break
        token = scene.next(token)
    return token if token is not first else None


def _of_marker(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow) -> Iterator[Draft]:
    """Read what a marker introduces and what it hangs from."""
    if row.initial and not opens_clause(scene, trigger[0]) and not _is_inverted(scene, trigger):
        return
    pronoun = _relative_behind(scene, trigger)
    if pronoun is not None and _takes_relative(row, trigger):
        yield from _of_relative(scene, trigger, row=row, pronoun=pronoun)
        return
    if row.signal in REASONS and row.introduces == Role.CAUSE and not (row.absence or row.heads):
        pair = paired(scene, trigger)
        draft = _of_pair(scene, trigger, row=row, pair=pair) if pair is not None else None
        if draft is not None:
            yield draft
            return
    cleft = read_cleft(scene, trigger) if row.signal in FOCUSED else None
    # "C'est grâce à … que" is read from "grâce à", which opens it too.
    if cleft is not None and not brings_forward(scene, trigger):
        yield _of_cleft(scene, trigger, row=row, cleft=cleft)
    if cleft is not None and cleft.sure:
        return
    verbless = _of_verbless(scene, trigger, row=row) if row.absence else None
    if verbless is not None:
        yield verbless
        return
    target = introduced(scene, trigger)
    if row.heads and (target is None or not _is_headed(target, row.heads)):
        return
    if row.bare and (target is None or target.pos != "NOUN" or any(c.rel == "det" for c in target.children)):
        return
    form = form_of(scene, target, trigger=trigger) if target is not None else ""
    if row.back:
        yield from _backward(scene, trigger, row=row, target=target)
        return
    if form == "gerund" and form not in row.takes and row.signal == Signal.PREP:
        form = "noun"
    if row.signal == Signal.COND and form == "noun" and target is not None and _is_measure(target):
        return
    if target is None or not (form in row.takes or _stands_for_noun(scene, trigger, row=row, form=form)):
        return
    governor = host_of(scene, trigger, target=target)
    cut = {t.i for t in trigger}
    if governor is not None and governor in target.subtree():
        cut |= {t.i for t in governor.subtree()}
    inner = list(_inner(scene, target, form=form, cut=cut, trigger=trigger, clausal="clause" in row.takes))
    outer = list(hosts(scene, governor, trigger=trigger, target=target))
    if (
        not outer
        and row.signal != Signal.COND
        and trigger[0].i == scene.parse.sentence_of(trigger[0]).tokens[0].i
    ):
        outer = list(previous_clauses(scene, trigger[0]))
    if not outer:
        return
    if row.absence:
        yield from _of_absence(
            scene, trigger, row=row, inner=inner, outer=outer, governor=governor, target=target
        )
        return
    needed = (
        list(_needed(scene, governor, trigger=trigger, target=target)) if row.signal == Signal.PURPOSE else []
    )
    if needed:
        kind = Kind.ENABLE if _is_enough(scene, governor) else Kind.REQUIRE
        yield _draft(
            row, trigger, causes=needed, effects=stripped(scene, inner), predicate=governor, need=kind
        )
        return
    cause_inside = row.introduces == Role.CAUSE
    yield _draft(
        row,
        trigger,
        causes=inner if cause_inside else outer,
        effects=outer if cause_inside else stripped(scene, inner),
        predicate=governor,
        suffix=_suffix(row, target=target, form=form),
    )


def _stands_for_noun(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow, form: str) -> bool:
    """Say whether a preposition has a question for its noun: "over *what they heard*"."""
    after = scene.next(trigger[-1])
    asks = after is not None and after.lower in scene.lexicon.words.asking
    return asks and form == "clause" and row.signal == Signal.PREP and "noun" in row.takes


def _is_headed(target: Token, heads: Collection[str]) -> bool:
    """Say whether a noun is one of some, by its lemma or, where only one number counts, as it stands."""
    return target.lemma in heads or (target.pos == "NOUN" and target.lower in heads)


def _takes_relative(row: MarkerRow, trigger: tuple[Token, ...]) -> bool:
    """Say whether a relative pronoun behind a marker is a cause; "on which", "pour lequel" say too little."""
    prep = row.signal == Signal.PREP and row.introduces == Role.CAUSE and not row.heads and not row.bare
    return prep and (row.absence or len(trigger) > 1)


def _relative_behind(scene: Scene, trigger: tuple[Token, ...]) -> Token | None:
    """Find the relative pronoun that a preposition holds or stands before: "grâce auquel", "sans lequel"."""
    joined = scene.lexicon.words.joined
    last, after = trigger[-1], scene.next(trigger[-1])
    if joined.get(last.lower):
        return last
    return after if after is not None and joined.get(after.lower) == "" else None


def _of_relative(
    scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow, pronoun: Token
) -> Iterator[Draft]:
    """Read a relative clause with its preposition: "un accord grâce auquel le port a rouvert"."""
    verb = _verb_behind(scene, pronoun)
    if verb is None or pronoun is scene.parse.sentence_of(pronoun).tokens[-1]:
        return
    whole = trigger if pronoun in trigger else (*trigger, pronoun)
    cut = {t.i for t in whole}
    outer = [
        *propose(clause(scene, verb, cut=cut), verb, "relative clause"),
        *propose(_to_border(scene, pronoun), verb, "up to border"),
    ]
    behind = {t.i for t in verb.subtree() if t.i >= trigger[0].i}
    inner = list(antecedents_of_relative(scene, pronoun, cut=cut | behind))
    if row.absence:
        yield from _of_absence(scene, whole, row=row, inner=inner, outer=outer, governor=verb, target=pronoun)
        return
    yield _draft(row, whole, causes=inner, effects=outer, predicate=verb)


def _verb_behind(scene: Scene, pronoun: Token) -> Token | None:
    """Find the verb of the relative clause that a pronoun opens; the tree may have hung it elsewhere."""
    for token in pronoun.ancestors():
        if token.i > pronoun.i and is_predicate(token):
            return token
    after = scene.next(pronoun)
    while after is not None and after.text not in BORDERS:
        helped = any(c.rel in ("aux", "cop") for c in after.children)
        if after.rel not in ("aux", "cop") and is_predicate(after) and (is_finite(after) or helped):
            return after
        after = scene.next(after)
    return None


def _is_measure(target: Token) -> bool:
    """Say whether a number comes next, which is no condition: "à moins de 200 mètres"."""
    return target.pos == "NUM" or any(c.rel == "nummod" for c in target.children)


def opens_clause(scene: Scene, token: Token) -> bool:
    """Say whether a word stands at the border of a clause."""
    before = scene.previous(token)
    return before is None or before.pos in ("PUNCT", "CCONJ")


def _is_inverted(scene: Scene, trigger: tuple[Token, ...]) -> bool:
    """Say whether an auxiliary before its subject opens a condition behind its clause: "… had they acted"."""
    words = qualifier_words(scene.language)
    if trigger[0].lower not in words.inverted:
        return False
    before = [t for t in scene.parse.sentence_of(trigger[0]).tokens if t.i < trigger[0].i]
    unreal = any(
        t.rel in ("aux", "cop") and (t.lower in words.conditionals or t.lemma in words.hedges) for t in before
    )
    target = introduced(scene, trigger) if unreal else None
    return target is not None and any(c.rel == "nsubj" and c.i > trigger[-1].i for c in target.children)


def _of_cleft(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow, cleft: Cleft) -> Draft:
    """Put the focus of a cleft and the clause behind it to their ends."""
    inside = row.introduces == Role.CAUSE
    return _draft(
        row,
        trigger,
        causes=[cleft.focus if inside else cleft.clause],
        effects=[cleft.clause] if inside else stripped(scene, [cleft.focus]),
        predicate=None,
        suffix=CLEFT if cleft.sure else "",
    )


def _of_pair(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow, pair: Pair) -> Draft | None:
    """Read one of two reasons that are set against each other; None where they are reasons for nothing."""
    behind = pair.foci[trigger[0].i != pair.first[0].i]
    effects = list(_explained(scene, pair))
    if not effects:
        return None
    start = effects[0].span.start
    own = [t for t in behind if t.start < start or start < behind[0].start]
    that = own and scene.norm(own[-1]) in scene.lexicon.words.that
    focus = span_of(scene, own[:-1] if that else own, "focus")
    if focus is None:
        return None
    draft = _draft(row, trigger, causes=[focus], effects=effects, predicate=None, suffix=CORRECTED)
    return replace(draft, denied=trigger[0].i == pair.refused[0].i)


def _explained(scene: Scene, pair: Pair) -> Iterator[Proposal]:
    """Propose what two reasons are given for: a cleft's clause, what they hang from, or what follows them."""
    tokens, first = scene.parse.tokens, pair.first
    cleft = read_cleft(scene, first)
    if cleft is not None:
        start, joint = cleft.clause.span.start, tokens[pair.joint]
        end = joint.start if start < joint.start else cleft.clause.span.end
        span = tidy(scene.parse.text, Span(start, min(end, cleft.clause.span.end)))
        yield from propose(span, tokens[cleft.clause.head], "clause behind focus")
        return
    sentence = scene.parse.sentence_of(first[0])
    target = introduced(scene, first)
    governor = host_of(scene, first, target=target) if target is not None else None
    cut = set(range(pair.begin, sentence.tokens[-1].i + 1))
    if governor is None or governor.i in cut:
        before = [t for t in sentence.tokens if t.i < pair.begin and is_predicate(t) and is_finite(t)]
        governor = before[-1] if before else None
    if governor is not None:
        group = [governor, *carriers(governor, language=scene.language)]
        if not pair.verbal:
            yield from _as_host(scene, governor, cut=cut)
        elif is_denied(group, words=qualifier_words(scene.language)):
            denials = denying(group, words=qualifier_words(scene.language))
            ahead = [t.i for t in denials if t.i < governor.i]
            cut |= {t.i for t in denials} | set(range(max(ahead, default=-1) + 1))
            yield from propose(verb_phrase(scene, governor, cut=cut), governor, "wanted phrase")
        return
    last = pair.foci[1][-1]
    comma = scene.next(last)
    if comma is not None and comma.text == "," and not pair.verbal:
        behind = [t for t in sentence.tokens if t.i > comma.i]
        head = next((t for t in behind if is_predicate(t) and is_finite(t)), None)
        if head is not None:
            yield from propose(
                tidy(scene.parse.text, Span(behind[0].start, behind[-1].end)), head, "after comma"
            )


def _suffix(row: MarkerRow, *, target: Token, form: str) -> str:
    """Name the uses of a marker that differ in how often they are causal."""
    if form == "noun" and len(row.takes) > 1:
        return ".noun"
    return ".bound" if row.signal == Signal.PURPOSE and form == "infinitive" and target.rel != "advcl" else ""


def introduced(scene: Scene, trigger: tuple[Token, ...]) -> Token | None:
    """Find the head of what a marker introduces."""
    inside, last = {t.i for t in trigger}, trigger[-1]
    for token in reversed(trigger):
        if (
            token.head.i not in inside
            and token.head.i > last.i
            and token.rel not in ("nsubj", "obj", "nmod", "conj")
            # "Given the rain, they stayed": a verb that has come to be a preposition hangs from the host.
            and not (token.pos == "VERB" and token.rel in ("obl", "advcl") and _below(trigger))
        ):
            return token.head
    found = _below(trigger)
    if found is not None:
        return found
    after = scene.next(last)
    while after is not None and after.pos == "PUNCT":
        after = scene.next(after)
    if after is None:
        return None
    while (
        after.head is not after
        and after.head.i > last.i
        and after.rel
        in (
            "det",
            "nsubj",
            "aux",
            "cop",
            "advmod",
            "amod",
            "case",
            "mark",
            "expl",
            "nummod",
            "obj",
            "iobj",
            "compound",
            "nmod",
            "det",
        )
    ):
        after = after.head
    return after


def _below(trigger: tuple[Token, ...]) -> Token | None:
    """Find what hangs from a marker behind it."""
    inside, last = {t.i for t in trigger}, trigger[-1]
    for token in reversed(trigger):
        for child in token.children:
            if child.i > last.i and child.pos != "PUNCT" and child.i not in inside:
                return child
    return None


def form_of(scene: Scene, target: Token, *, trigger: tuple[Token, ...]) -> str:
    """Name what a marker takes: "clause", "infinitive", "gerund" or "noun"."""
    after = scene.next(trigger[-1])
    if target.pos in PREDICATES or any(c.rel == "cop" for c in target.children):
        form = target.feats.get("VerbForm")
        marked = any(c.i > trigger[-1].i and _is_mark(scene, c) for c in target.children)
        if is_finite(target) or any(
            c.rel in ("nsubj", "csubj") and c.i > trigger[-1].i for c in target.children
        ):
            # "For the dam to hold" tells of no fact.
            return "infinitive" if form == "Inf" and marked else "clause"
        helper = next((c for c in target.children if c.rel in ("aux", "cop")), target)
        if form == "Inf" or helper.feats.get("VerbForm") == "Inf":
            return "infinitive"
        if (
            form == "Ger"
            or (form == "Part" and target.feats.get("Tense") != "Past")
            or helper.feats.get("VerbForm") in ("Ger",)
        ):
            return "gerund"
        return "infinitive" if after is not None and after.feats.get("VerbForm") == "Inf" else "clause"
    if any(c.rel in ("nsubj", "csubj", "expl") and c.i > trigger[-1].i for c in target.children):
        return "clause"
    return "noun"


def _is_mark(scene: Scene, token: Token) -> bool:
    """Say whether a word introduces an infinitive."""
    return token.rel == "mark" and scene.norm(token) in scene.lexicon.words.infinitive


def _inner(
    scene: Scene, target: Token, *, form: str, cut: Collection[int], trigger: tuple[Token, ...], clausal: bool
) -> Iterator[Proposal]:
    """Propose what a marker introduces; `clausal` markers may take all up to the next border."""
    if form == "clause":
        whole = clause(scene, target, cut=cut)
        yield from propose(whole, target, "introduced clause")
        yield from propose(_full_clause(scene, target, trigger=trigger), target, "introduced stretch")
    elif form == "noun":
        if target.lower in scene.lexicon.words.relative:
            yield from antecedents_of_relative(scene, target, cut=cut)
            return
        whole = noun_phrase(scene, target, cut=cut)
        yield from propose(whole, target, "introduced noun")
        yield from propose(
            noun_phrase(scene, target, cut=cut, defining=False), target, "introduced bare noun"
        )
        yield from propose(stretched(scene, whole, target, cut=cut), target, "introduced noun, stretched")
    else:
        whole = verb_phrase(scene, target, cut=cut)
        acting = next((c for c in target.children if c.rel == "nsubj" and c.i > trigger[-1].i), None)
        if acting is not None:
            yield from propose(clause(scene, target, cut=cut), target, "introduced clause")
        yield from propose(whole, target, "introduced phrase")
        other = next((c for c in target.children if c.rel == "conj"), None)
        if other is not None:
            low = {t.i for t in other.subtree()} | set(cut)
            yield from propose(verb_phrase(scene, target, cut=low), target, "introduced first phrase")
    yield from propose(cut_short(scene, whole, target), target, "introduced, short")
    if clausal:
        yield from propose(_to_border(scene, trigger[-1]), target, "up to border")


def _full_clause(scene: Scene, target: Token, *, trigger: tuple[Token, ...]) -> Span | None:
    """Take all from the marker to the end of the clause's own words."""
    last = max((t for t in target.subtree()), key=lambda t: t.i)
    first = scene.next(trigger[-1])
    if first is None or last.i < first.i:
        return None
    return tidy(scene.parse.text, Span(first.start, last.end))


def _to_border(scene: Scene, mark: Token) -> Span | None:
    """Take the words from a marker to the next comma or the end of the sentence."""
    last = mark
    after = scene.next(mark)
    while after is not None and (after.text not in BORDERS or last is mark):
        last, after = after, scene.next(after)
    return tidy(scene.parse.text, Span(mark.end, last.end)) if last is not mark else None


def host_of(scene: Scene, trigger: tuple[Token, ...], *, target: Token) -> Token | None:
    """Find what a marked phrase hangs from; where the tree turned it round, the other predicate."""
    inside = {t.i for t in trigger} | {t.i for t in target.subtree() if t.i >= trigger[0].i}
    for token in (target, *trigger):
        governor = token.head
        while governor.i in inside and governor.head is not governor:
            governor = governor.head
        if governor.i not in inside:
            return governor
    sentence = scene.parse.sentence_of(target)
    earlier = [t for t in sentence.tokens if t.i < trigger[0].i and is_predicate(t) and is_finite(t)]
    later = [
        t
        for t in target.subtree()
        if t.i > trigger[-1].i and t is not target and is_predicate(t) and is_finite(t)
    ]
    found = earlier[-1:] or later[-1:]
    return found[0] if found else None


def hosts(
    scene: Scene, governor: Token | None, *, trigger: tuple[Token, ...], target: Token
) -> Iterator[Proposal]:
    """Propose the other end of a marker: what it hangs from, then what that hangs from."""
    if governor is None:
        return
    cut = _introduced_words(trigger, target=target, apart=governor)
    token, climbed = governor, 0
    while climbed < 4:
        yield from _as_host(scene, token, cut=cut)
        climbed += 1
        if token.head is token or (token.rel in ("advcl", "parataxis") and token.i > trigger[0].i):
            break
        token = token.head
        while not is_predicate(token) and token.head is not token and climbed > 1:
            token = token.head
    yield from _beside(scene, governor, trigger=trigger, target=target)


def _introduced_words(trigger: tuple[Token, ...], *, target: Token, apart: Token) -> set[int]:
    """Give the places of a marker and of what it introduces, less a host that hangs inside it."""
    held = {t.i for t in target.subtree() if t.i >= trigger[0].i}
    if apart.i in held:
        held -= {t.i for t in apart.subtree()}
    return held | {t.i for t in trigger}


def _as_host(scene: Scene, token: Token, *, cut: Collection[int]) -> Iterator[Proposal]:
    """Propose one host: noun, bare verb phrase or clause."""
    if not is_predicate(token):
        yield from propose(noun_phrase(scene, token, cut=cut), token, "host noun")
        return
    if is_finite(token):
        whole = clause(scene, token, cut=cut)
        yield from propose(whole, token, "host clause")
        yield from propose(cut_short(scene, whole, token), token, "host clause, short")
        for child in token.children:
            if child.rel in ("xcomp", "ccomp") and child.i > token.i and child.i not in cut:
                if is_predicate(child):
                    yield from propose(phrase(scene, child, cut=cut), child, "below host")
                break
        return
    yield from propose(verb_phrase(scene, token, cut=cut), token, "host phrase")
    if any(c.rel in ("nsubj", "csubj") for c in token.children):
        yield from propose(clause(scene, token, cut=cut), token, "host clause")


def _beside(
    scene: Scene, governor: Token, *, trigger: tuple[Token, ...], target: Token
) -> Iterator[Proposal]:
    """Propose the words up to a marker, or those behind the comma that ends what a fronted one introduces."""
    tokens = scene.parse.sentence_of(target).tokens
    initial = trigger[0].i - tokens[0].i <= 2
    if not initial:
        begin = tokens[0].i
        for t in tokens:
            if t.i < trigger[0].i and t.text in (",", ";", ":") and trigger[0].i - t.i > 3:
                begin = t.i + 1
        yield from propose(_words(scene, begin, trigger[0].i), governor, "before marker")
    if initial or opens_clause(scene, trigger[0]):
        held = [i for i in _introduced_words(trigger, target=target, apart=governor) if i < tokens[-1].i]
        commas = [t for t in tokens if t.i > target.i and t.text == ","]
        # Where the tree hangs the rest of the sentence inside what is introduced, the first comma ends it.
        comma = next((t for t in commas if t.i >= max(held)), commas[0] if commas else None)
        if comma is not None:
            yield from propose(_words(scene, comma.i + 1, _stop(tokens, comma)), governor, "after comma")


def _stop(tokens: Sequence[Token], mark: Token) -> int:
    """Give the place of the first semicolon or colon behind a word, or of the end of the sentence."""
    return next((t.i for t in tokens if t.i > mark.i and t.text in (";", ":")), tokens[-1].i + 1)


def _words(scene: Scene, begin: int, end: int) -> Span | None:
    """Give the span of the words from one place up to another."""
    if begin >= end:
        return None
    tokens = scene.parse.tokens
    return tidy(scene.parse.text, Span(tokens[begin].start, tokens[end - 1].end))


def _needed(
    scene: Scene, governor: Token | None, *, trigger: tuple[Token, ...], target: Token
) -> Iterator[Proposal]:
    """Propose what a verb of need asks for, where the marker states the aim: "il faut X pour Y"."""
    words = scene.lexicon.words
    cut = {t.i for t in trigger} | {t.i for t in target.subtree() if t.i >= trigger[0].i}
    chain = [governor, *governor.ancestors()] if governor is not None else []
    need = next(
        (
            t
            for t in chain[:3]
            if t.i not in cut
            and (
                t.lemma in words.necessity | words.enough
                or _obliges(scene, t)
                or _has_to(scene, t)
                or _takes(scene, t)
            )
        ),
        None,
    )
    if need is None and governor is not None:
        need = next((c for c in governor.children if c.rel == "obj" and c.lemma in words.necessity), None)
    helper = None
    if need is None and governor is not None:
        helper = next((c for c in governor.children if c.rel == "aux" and _obliges(scene, c)), None)
        if helper is not None:
            yield from propose(
                verb_phrase(scene, governor, cut=cut | {c.i for c in governor.children if c.rel == "aux"}),
                governor,
                "needed act",
            )
            yield from propose(clause(scene, governor, cut=cut), governor, "needed clause")
        return
    if need is None or (target.head is need and target.rel in ("ccomp", "xcomp") and target.child("nsubj")):
        # "The rule requires trades to be cleared": what is asked of somebody is no aim.
        return
    asked = NEEDED if need.lemma not in words.obligation | words.having else frozenset({"xcomp", "ccomp"})
    for child in need.children:
        if child.i > need.i and child.i not in cut and child.rel in asked:
            yield from propose(phrase(scene, child, cut=cut), child, "needed")
    for proposal in subjects(scene, need, cut=cut):
        if proposal.construction in ("subject", "antecedent", "modified noun"):
            yield proposal


def _obliges(scene: Scene, token: Token) -> bool:
    """Say whether a verb says that something must be; what only ought to be ("devrait") is an aim."""
    return token.lemma in scene.lexicon.words.obligation and token.feats.get("Mood") != "Cnd"


def _takes(scene: Scene, verb: Token) -> bool:
    """Say whether a verb asks for something of nobody: "it takes a year to …"."""
    if verb.lemma not in scene.lexicon.words.taking:
        return False
    subject = next((c for c in verb.children if c.rel in ("nsubj", "expl")), None)
    return subject is not None and subject.lower in qualifier_words(scene.language).presenters


def _has_to(scene: Scene, token: Token) -> bool:
    """Say whether a verb of having states an obligation: its infinitive follows at once, "have to"."""
    if token.lemma not in scene.lexicon.words.having or token.i + 1 >= len(scene.parse.tokens):
        return False
    after = scene.parse.tokens[token.i + 1]
    asked = after.rel in ("mark", "aux") and after.head.rel == "xcomp" and after.head.head is token
    return asked and scene.norm(after) in scene.lexicon.words.infinitive


def _is_enough(scene: Scene, governor: Token | None) -> bool:
    """Say whether the need is a sufficiency: "il suffit de X pour Y"."""
    chain = [governor, *governor.ancestors()] if governor is not None else []
    return any(t.lemma in scene.lexicon.words.enough for t in chain[:3])


def _of_absence(
    scene: Scene,
    trigger: tuple[Token, ...],
    *,
    row: MarkerRow,
    inner: list[Proposal],
    outer: list[Proposal],
    governor: Token | None,
    target: Token,
) -> Iterator[Draft]:
    """Read "Y impossible without X" as need, and "without X, bad Y" as prevention."""
    if governor is None:
        return
    words = qualifier_words(scene.language)
    cut = {t.i for t in trigger} | {t.i for t in target.subtree() if t.i >= trigger[0].i}
    chain = [governor, *carriers(governor, language=scene.language)]
    top = chain[-1].head if chain[-1].head is not chain[-1] else chain[-1]
    denied = is_denied(chain, words=words)
    able = scene.lexicon.words.able
    modal = any(t.lemma in able and t.pos != "NOUN" for t in (*chain, *governor.children))
    unable = (denied and modal) or (top.lemma in able and is_denied([top], words=words))
    impossible = unable or any(t.lemma in scene.lexicon.words.impossible for t in (*chain, top))
    lacked = _lacked(governor, language=scene.language)
    if lacked is not None:
        apart = cut | {c.i for c in lacked.children if c.rel in ("det", "advmod") and c.i < lacked.i}
        effects = list(propose(noun_phrase(scene, lacked, cut=apart), lacked, "wanted noun"))
        yield _draft(
            row, trigger, causes=inner, effects=effects, predicate=None, need=Kind.REQUIRE, suffix=IMPOSSIBLE
        )
    elif impossible or denied:
        below = next(
            (c for c in governor.children if c.rel in ("xcomp", "ccomp", "csubj", "acl") and c.i not in cut),
            None,
        )
        effects = []
        said = governor.lemma in scene.lexicon.words.impossible
        if below is not None or not said:
            wanted = below if below is not None and said else governor
            denial = {c.i for c in wanted.children if c.rel in ("aux", "cop", "advmod") and c.i < wanted.i}
            effects += propose(verb_phrase(scene, wanted, cut=cut | denial), wanted, "wanted phrase")
            effects += propose(clause(scene, wanted, cut=cut), wanted, "wanted clause")
        # "Peace is impossible without X" wants peace: the word of impossibility is no part of it.
        effects += subjects(scene, governor, cut=cut)
        # As written, "nothing grows" is what water hinders; "grows", what it lets happen.
        denials = denying(chain, words=words) if denied else []
        effects = [
            replace(e, turn=-e.turn) if any(e.span.covers(t.span) for t in denials) else e for e in effects
        ]
        # Told apart: what is called impossible is a need far more often than what is merely denied.
        suffix = IMPOSSIBLE if impossible else ""
        need = Kind.REQUIRE
        yield _draft(row, trigger, causes=inner, effects=effects, predicate=None, need=need, suffix=suffix)
    elif row.kind != Kind.REQUIRE:
        # "The bill passed without anything changing" asks for nothing.
        yield _draft(row, trigger, causes=inner, effects=outer, predicate=governor)


def _lacked(governor: Token, *, language: str) -> Token | None:
    """Give the noun that is said not to be there: "there is no peace", "il n'y a pas de paix"."""
    host = governor.head if governor.rel == "obj" else governor
    thing = governor if governor.pos == "NOUN" else governor.child("obj")
    missing = host.child("expl") is not None and is_denied([host], words=qualifier_words(language))
    return thing if missing else None


def _of_verbless(scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow) -> Draft | None:
    """Read "no Y without X" and "without X, no Y" where no verb is said."""
    tokens = scene.parse.sentence_of(trigger[0]).tokens
    held = [t for t in tokens if t.pos not in ("PUNCT", "SPACE") or t.text == ","]
    if any(t.pos in PREDICATES for t in tokens):
        return None
    ahead = [t for t in held if t.i < trigger[0].i]
    behind = [t for t in held if t.i > trigger[-1].i]
    comma = next((n for n, t in enumerate(behind) if t.text == ","), len(behind))
    wanting, lacking = behind[:comma], ahead or behind[comma + 1 :]
    negators = qualifier_words(scene.language).negators
    if (
        not lacking
        or bool(ahead) != (comma == len(behind))
        or not {lacking[0].lemma, lacking[0].lower} & negators
    ):
        return None
    noun = next((n for n, t in enumerate(lacking) if n and t.pos not in ("ADP", "DET")), len(lacking))
    wanted, needed = span_of(scene, lacking[noun:], "wanted noun"), span_of(scene, wanting, "introduced noun")
    if wanted is None or needed is None or any(t.text == "," for t in lacking):
        return None
    return _draft(
        row, trigger, causes=[needed], effects=[wanted], predicate=None, need=Kind.REQUIRE, suffix=IMPOSSIBLE
    )


def _backward(
    scene: Scene, trigger: tuple[Token, ...], *, row: MarkerRow, target: Token | None
) -> Iterator[Draft]:
    """Read an adverb or connective whose other end comes before it."""
    nominal = target is not None and not is_predicate(target) and "noun" in row.takes
    own = target if nominal else _own_clause(trigger, target=target)
    if own is None:
        return
    cut = {t.i for t in trigger}
    if not is_predicate(own):
        inner = list(propose(noun_phrase(scene, own, cut=cut), own, "own noun"))
    else:
        subject = own.child("nsubj")
        fronted = subject is not None and trigger[0].i <= min(subject.i, own.i)
        here = cut if fronted else []
        whole = clause(scene, own, cut=here)
        inner = [
            *_behind(scene, own, trigger=trigger, whole=whole),
            *propose(whole, own, "own clause"),
            *propose(cut_short(scene, whole, max(own, trigger[-1], key=lambda t: t.i)), own, "own clause"),
            *(
                p
                for c in own.children
                if c.rel in ("xcomp", "ccomp") and c.i > trigger[-1].i
                for p in propose(phrase(scene, c), c, "below own clause")
            ),
        ]
        inner += [
            p for p in propose(verb_phrase(scene, own, cut=cut), own, "own phrase") if not is_finite(own)
        ]
    before = list(earlier_clauses(scene, own, trigger=trigger))
    if not inner or not before:
        return
    causes, effects = (before, inner) if row.introduces == Role.EFFECT else (inner, before)
    yield _draft(row, trigger, causes=causes, effects=effects, predicate=own)


def _behind(
    scene: Scene, own: Token, *, trigger: tuple[Token, ...], whole: Span | None
) -> Iterator[Proposal]:
    """Propose what stands behind a connective, where the tree has it in the clause before."""
    if whole is None or whole.start >= trigger[0].start or not opens_clause(scene, trigger[0]):
        return
    tokens = scene.parse.sentence_of(own).tokens
    yield from propose(_words(scene, trigger[-1].i + 1, _stop(tokens, trigger[-1])), own, "own clause")


def _own_clause(trigger: tuple[Token, ...], *, target: Token | None) -> Token | None:
    """Find the predicate that holds an adverb."""
    inside = {t.i for t in trigger}
    if target is not None and target.head.i in inside and target.head.pos in PREDICATES:
        return target
    head = next((t.head for t in trigger if t.head.i not in inside), target)
    if head is None:
        return None
    joins = trigger[0].rel in ("cc", "mark") and head.i < trigger[0].i
    if joins and target is not None and is_predicate(target):
        return target
    token = head
    while not is_predicate(token) and token.head is not token and token.head.i not in inside:
        token = token.head
    if target is not None and not is_predicate(token):
        return target
    while token.rel in ("xcomp",) and token.head is not token and not is_finite(token):
        token = token.head
    return token


def earlier_clauses(scene: Scene, own: Token, *, trigger: tuple[Token, ...]) -> Iterator[Proposal]:
    """Propose the clauses before a connective: in its sentence first, then in those before."""
    inside = {t.i for t in trigger}
    cut = inside | ({t.i for t in own.subtree()} if own.head is not own else set())
    found = 0
    for child in (c for t in trigger for c in t.children):
        if child.rel == "nsubj" and child.pos != "PRON" and child.i < trigger[0].i:
            yield from propose(noun_phrase(scene, child, cut=inside), child, "subject")
    for token in own.ancestors():
        if token.i < trigger[0].i and found < 3:
            found += 1
            yield from propose(phrase(scene, token, cut=cut), token, "clause before")
    for child in own.children:
        if (
            child.i < trigger[0].i
            and child.rel in ("advcl", "parataxis", "ccomp", "conj", "csubj", "dep")
            and is_predicate(child)
        ):
            yield from propose(phrase(scene, child), child, "fronted clause")
    yield from _loose_before(scene, own, trigger=trigger)
    yield from _up_to(scene, trigger)
    yield from previous_clauses(scene, own)


def _up_to(scene: Scene, trigger: tuple[Token, ...]) -> Iterator[Proposal]:
    """Propose the words before the comma in front of a connective's own clause, whatever the tree says."""
    tokens = scene.parse.sentence_of(trigger[0]).tokens
    before = [t for t in tokens if t.i < trigger[0].i]
    at = next((n for n in range(len(before) - 1, 0, -1) if before[n].text in BORDERS), 0)
    begin = next((n + 1 for n in range(at - 1, -1, -1) if before[n].text in (";", ":")), 0)
    own = before[begin:at]
    if any(t.pos in NOMINALS for t in own):
        yield from propose(_words(scene, own[0].i, own[-1].i + 1), highest(own), "loose clause before")


def _loose_before(scene: Scene, own: Token, *, trigger: tuple[Token, ...]) -> Iterator[Proposal]:
    """Propose a finite clause of the same sentence that the tree does not link to the connective."""
    sentence = scene.parse.sentence_of(own)
    own_start = min(t.i for t in own.subtree() if t.head is own or t is own)
    for token in reversed(sentence.tokens):
        if (
            token.i < min(own_start, trigger[0].i)
            and token is not own
            and is_predicate(token)
            and is_finite(token)
        ):
            cut = {t.i for t in own.subtree()} if own not in token.subtree() else set()
            yield from propose(clause(scene, token, cut=cut), token, "loose clause before")
            return


def _draft(
    row: MarkerRow,
    trigger: tuple[Token, ...],
    *,
    causes: Iterable[Proposal],
    effects: Iterable[Proposal],
    predicate: Token | None,
    need: Kind | None = None,
    suffix: str = "",
) -> Draft:
    """Put a marker's ends together."""
    return Draft(
        pattern=row.id + (suffix or (NEED if need else "")),
        signal=Signal.NECESSITY if need and row.signal == Signal.PURPOSE else Signal(row.signal),
        kind=need or Kind(row.kind),
        sign=1 if need else row.sign,
        trigger=trigger,
        anchor=trigger[0],
        causes=causes,
        effects=effects,
        predicates=() if predicate is None else (predicate,),
        sufficient=need is Kind.ENABLE,
    )
