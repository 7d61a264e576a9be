"""How the weights in causerie.languages were learned, reproducible from ../shared and training/texts.

With torch 2.13 and scikit-learn 1.9 (`pip install causerie[training]`), from the root of the repository:

    python -m training.prepare CACHE                   parse and encode every corpus, once
    python -m training.crossfit CACHE 6 FOLD 1         for FOLD 0 to 4: a tagger that never saw the fold
    python -m training.crossfit CACHE 6 all 2          the taggers that are shipped
    python -m training.choosing CACHE - --ship         the filter of the fast profile, with its scores
    python -m training.choosing CACHE 6 --ship         the filter of the default profile, with its scores
    cp CACHE/tagger-6-all.npz src/causerie/languages/shared/tagger.npz

6 is the encoder's layer whose vectors are read. One set of weights serves both
languages: their word vectors share a space and their trees one scheme, and
each language's claims made the other's reading better when cross-validated.
"""
