"""Turn bare words of direction into what they recall: "the shortage" after "a shortage of wheat"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from causerie.assembly.concepts import Use
from causerie.assembly.wordings import Wording
from causerie.languages.directions import directions
from causerie.languages.words import longest


def recall_things(uses: Iterable[Use]) -> list[Use]:
    """Give each bare noun of direction the thing that it moved last in its document.

    Args:
        uses: of any documents, in any order.

    Returns:
        The same places; a bare noun that recalls nothing stays as it is.

    """
    moved: dict[tuple[str, str], Wording] = {}
    recalled = []
    for use in sorted(uses, key=lambda u: (u.document, u.span)):
        lemmas, core = _nouns(use.wording.text, use.wording), _nouns(use.wording.core, use.wording)
        bare = core and len(directions(use.wording.language).splitter.split(use.wording.core)) == 1
        thing = moved.get((use.document, core[0])) if bare else None
        if thing is not None:
            use = replace(use, wording=replace(thing, text=use.wording.text))
        for lemma in lemmas:
            if lemma not in core:
                moved[(use.document, lemma)] = use.wording
        recalled.append(use)
    return recalled


def _nouns(text: str, wording: Wording) -> list[str]:
    """List the lemmas of the nouns of direction in a text of the wording's language."""
    lexicon = directions(wording.language)
    low = [w.low for w in lexicon.splitter.split(text)]
    hits = (longest(lexicon.nouns, low, at) for at in range(len(low)))
    return [hit[1].lemma for hit in hits if hit]
