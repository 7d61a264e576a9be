"""Tell what words can be a half of a sentence that states two directions, whatever the tree says of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, pairwise

from causerie.extraction.carriers import helping_name
from causerie.extraction.claims.grammar.arguments import PREDICATES, Scene
from causerie.extraction.claims.grammar.extents import is_extent
from causerie.extraction.claims.grammar.matching import is_word
from causerie.extraction.syntax import Token, is_finite
from causerie.languages.causal_rows import MarkerRow
from causerie.languages.directions import directions
from causerie.languages.figures import figure_words
from causerie.languages.qualifiers import qualifier_words
from causerie.languages.verbs import verb_forms
from causerie.model import Certainty

#: Words in one half of such a sentence; longer halves hold more than a direction.
LONGEST = 9
#: Words that may stand beside cue and arguments in a sentence that holds nothing else.
BARE = frozenset({"ADV", "PUNCT", "AUX", "ADP", "DET", "PART", "SCONJ", "CCONJ", "SPACE"})
#: Parts of speech of words that name nothing themselves.
EMPTY = frozenset({"AUX", "PART", "PRON"})
#: Kinds of names.
NAMED = frozenset({"LOC", "ORG", "PER"})
#: Parts of speech of words that pick out one thing.
PARTICULAR = frozenset({"NUM", "PRON"})
#: Parts of speech of what marks an infinitive.
MARKS = frozenset({"ADP", "PART"})
#: Parts of speech of what opens a clause or a phrase that is no object.
JOINTS = frozenset({"CCONJ", "SCONJ"})


def is_general(tokens: Sequence[Token], *, first: Token) -> bool:
    """Say whether a phrase names things in general: no name, number, pronoun or owner.

    Args:
        tokens: the phrase.
        first: the first word of its sentence, whose capital says nothing: a name is told there by the parser.

    """
    return not any(
        t.pos in PARTICULAR
        or t.feats.get("Poss") == "Yes"
        or (_is_name(t) if t.i == first.i else t.text[:1].isupper())
        or any(c.isdigit() for c in t.text)
        for t in tokens
    )


def _is_name(token: Token) -> bool:
    """Say whether the parser takes a word for a name; it takes unknown nouns in the plural for some, too."""
    return token.feats.get("Number") != "Plur" and (token.pos == "PROPN" or token.ent in NAMED)


def names_nothing(tokens: Sequence[Token]) -> bool:
    """Say whether words are a mere pronoun, such as a cleft's: "it is", "it is partly"."""
    return any(t.pos in EMPTY for t in tokens) and all(t.pos in EMPTY or t.pos == "ADV" for t in tokens)


def is_direction(scene: Scene, token: Token) -> bool:
    """Say whether a word states a rise or a fall."""
    words = scene.lexicon.words
    if token.rel == "advmod" and token.head.pos in ("ADJ", "ADV") and token.head.i > token.i:
        return False
    forms = verb_forms(scene.language)
    names = {token.lemma, scene.norm(token)}
    if forms is not None:
        names.add(forms.lemmas.get(token.lower, token.lemma))
    return bool(names & words.rising or names & words.falling)


def verb_lemma(scene: Scene, token: Token) -> str:
    """Give the infinitive of a word that may be a verb, also where the parser took it for none."""
    if token.pos == "NOUN" and token.lemma in scene.lexicon.nouns and token.child("det") is not None:
        return ""  # "La vraie *cause* de la pénurie"
    forms = verb_forms(scene.language)
    indices = (scene.lexicon.verbs, scene.lexicon.side_verbs)
    lemma = token.lemma if any(token.lemma in i for i in indices) else token.lower
    if forms is not None and not any(lemma in i for i in indices):
        lemma = forms.lemmas.get(token.lower, forms.participles.get(token.lower, lemma))
    return lemma


def is_directed(scene: Scene, token: Token) -> bool:
    """Say whether a word states a direction, of itself or of its object."""
    return is_direction(scene, token) or verb_lemma(scene, token) in scene.lexicon.directional


def carries(scene: Scene, token: Token) -> bool:
    """Say whether a word only carries another: "will", "tend", "become"."""
    known = directions(scene.language)
    return token.pos == "AUX" or token.lower in known.carrying or known.is_in("copulas", token.lower)


def denies(scene: Scene, token: Token) -> bool:
    """Say whether a word turns what a half says, or only wishes it."""
    words = qualifier_words(scene.language)
    names = {token.lemma, token.lower}
    turns = any(names & held for held in (words.denying, words.failures, words.without))
    disputed = token.pos in PREDICATES | {"ADJ"} and token.lemma in words.disputes
    helping = helping_name(token, language=scene.language)
    unsure = bool(helping) and (helping in words.failures or words.hedges[helping] is not Certainty.PLAIN)
    return turns or wishes(scene, token) or disputed or unsure


def wishes(scene: Scene, token: Token) -> bool:
    """Say whether a verb only wishes what it carries: "want to reduce"."""
    return token.pos == "VERB" and token.lemma in qualifier_words(scene.language).wishes


def is_half(scene: Scene, half: Sequence[Token], *, stated: bool) -> bool:
    """Say whether words can be one half: short, with a direction where one must be stated, no other verb."""
    if not 0 < len(half) <= LONGEST or not any(t.pos not in ("PUNCT", "ADP", "DET") for t in half):
        return False
    if names_nothing(half):
        return False
    words = scene.lexicon.words
    verbs = [
        t
        for n, (t, after) in enumerate(zip(half, (*half[1:], None), strict=True))
        if (t.pos == "VERB" or (t.pos == "AUX" and t.head not in half))
        and not (after is not None and after.pos != "NOUN" and is_direction(scene, after))
        and any(w.pos not in BARE for w in half[:n])
    ]
    known = words.proportion | scene.lexicon.directional
    if any(not is_direction(scene, t) and t.lemma not in known and not carries(scene, t) for t in verbs):
        return False
    if any(denies(scene, t) for t in half):
        return False
    return not stated or any(is_direction(scene, t) for t in half)


def runs_on(half: Sequence[Token]) -> bool:
    """Say whether words run over their half: into a clause of its own, or a second verb ("X but raise Z")."""
    joints = [n for n, t in enumerate(half) if n and t.pos in JOINTS]
    return any(
        n == len(half) - 1 or _is_clause(half[n:]) or _is_second(half[n + 1], half[:n]) for n in joints
    )


def _is_clause(tokens: Sequence[Token]) -> bool:
    """Say whether words are a clause behind its conjunction; "since March", "ainsi que les prix" are none."""
    return tokens[0].pos == "SCONJ" and any(t.pos in ("VERB", "AUX") for t in tokens)


def _is_second(verb: Token, before: Sequence[Token]) -> bool:
    """Say whether a verb behind "and" belongs with none of the words before it."""
    if verb.pos != "VERB" or verb.feats.get("VerbForm") == "Part":
        return False
    return is_finite(verb) or verb.head not in before


def is_alone(half: Sequence[Token]) -> bool:
    """Say whether a half is a mere verb, of nothing: "(prices rise as) expected"."""
    return len(half) == 1 and _is_told(half[0])


def _is_told(token: Token) -> bool:
    """Say whether a word is a verb that tells what happened, or a participle: nothing that could do so."""
    return token.pos == "VERB" and (is_finite(token) or token.feats.get("Tense") == "Past")


def is_phrase(scene: Scene, half: Sequence[Token]) -> bool:
    """Say whether a half is a noun with its direction, not a clause: "(since) the rise in rates"."""
    known = directions(scene.language)
    linkers = known.lists["linkers"] | known.lists["loose_linkers"]
    headed = any(
        known.is_in("determiners", a.lower) and is_direction(scene, b) and c.lower in linkers
        for a, b, c in zip(half, half[1:], half[2:], strict=False)
    )
    return headed and not any(t.pos in ("VERB", "AUX") for t in half)


def is_time(scene: Scene, half: Sequence[Token]) -> bool:
    """Say whether words only say when: "last month", "chaque année"."""
    units = figure_words(scene.language).time_units
    nouns = [t for t in half if t.pos in ("NOUN", "PROPN")]
    return len(nouns) == 1 and nouns[0].lower in units


def is_quantity(scene: Scene, half: Sequence[Token]) -> bool:
    """Say whether words begin with how much there is of a thing: "trop peu de pluie"."""
    known, said = directions(scene.language), tuple(t.lower for t in half)
    return any(said[: len(words)] == words and len(words) < len(said) for words in known.quantifiers)


def is_measured(scene: Scene, half: Sequence[Token]) -> bool:
    """Say whether a last word says how much there is of what a half names: "dormir peu"."""
    first = {words[0] for words in directions(scene.language).quantifiers}
    return half[-1].lower in first and not carries(scene, half[-2])


def is_object(scene: Scene, held: Sequence[Token]) -> bool:
    """Say whether words can be what a verb acts on.

    No object begins with what carries a verb ("cheaper fuel is likely to …"), with a preposition, or with a
    clause; none is a mere adverb, adjective or quantity ("improved a little"), a time or a measure, and none
    runs into an infinitive or another cue ("sales because of taxes").
    """
    known = directions(scene.language)
    marked = any(_opens_marker(scene, held[n:]) for n in range(len(held)))
    if marked or carries(scene, held[0]) or runs_into_infinitive(held):
        return False
    rest = list(dropwhile(lambda t: t.pos == "ADV", held))
    if not rest or all(t.pos in BARE for t in rest) or tuple(t.lower for t in rest) in known.quantifiers:
        return False
    first, article = rest[0], known.is_in("determiners", rest[0].lower)
    if first.pos in JOINTS or (
        not article and (first.pos == "ADP" or known.is_in("prepositions", first.lower))
    ):
        return False
    return not (is_described(rest) or is_extent(scene, rest) or is_time(scene, rest))


def is_described(tokens: Sequence[Token]) -> bool:
    """Say whether words only say how something becomes: "(grew) rich"."""
    return all(t.pos in BARE or (t.pos == "ADJ" and t.rel == "xcomp") for t in tokens)


def runs_into_infinitive(tokens: Sequence[Token]) -> bool:
    """Say whether words hold an infinitive with its mark: "the power to disable the alarms"."""
    return any(mark.pos in MARKS and after.feats.get("VerbForm") == "Inf" for mark, after in pairwise(tokens))


def _opens_marker(scene: Scene, half: Sequence[Token]) -> bool:
    """Say whether a stretch is no object but begins with a marker: "(rose) due to X", "(rose) with X"."""
    along = scene.norm(half[0]) in scene.lexicon.words.along
    # "(slow) by contrast", "(slow) in turn": a preposition alone may open an adverb.
    return along or any(len(parts) > 1 or "clause" in row.takes for parts, row in markers_met(scene, half))


def markers_met(scene: Scene, tokens: Sequence[Token]) -> list[tuple[tuple[str, ...], MarkerRow]]:
    """List the markers that a stretch begins with, the longest first."""
    words = scene.lexicon.words
    if tokens[0].lower in words.reflexive and any(t.pos in ("VERB", "AUX") for t in tokens[1:2]):
        return []
    first = words.plain(tokens[0].lower)
    known = scene.lexicon.markers.get(first, ()) + scene.lexicon.side_markers.get(first, ())
    met = [
        (parts, row)
        for parts, row in known
        if len(parts) <= len(tokens)
        and all(
            w == words.plain(t.lower) or is_word(scene, t, w)
            for t, w in zip(tokens[1:], parts[1:], strict=False)
        )
    ]
    return sorted(met, key=lambda m: -len(m[0]))
