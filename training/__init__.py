"""How the weights in causerie.languages were learned, reproducible from ../shared and training/texts.

With torch 2.13 and scikit-learn 1.9 (`pip install causerie[training]`), from the root of the repository:

    python -m training.measure_patterns --write        how often each pattern of the grammar is a claim
    python -m training.prepare CACHE                   parse and encode every corpus, once
    python -m training.tuning CACHE FOLDS              for FOLDS 0,1; 2,3; 4: what layers without them say
    python -m training.tuning CACHE all                the tuned layers that are shipped
    python -m training.closing CACHE FOLDS             the same FOLDS: the layers that know their cue
    python -m training.closing CACHE all               those that are shipped
    python -m training.crossfit CACHE FOLD             for FOLD 0 to 4: a tagger that never saw the fold
    python -m training.crossfit CACHE all              the tagger that is shipped
    python -m training.choosing CACHE fast --ship      the filter of the fast profile, with its scores
    python -m training.choosing CACHE default --ship   the filter of the default profile, with its scores
    cp CACHE/tagger-all.npz src/causerie/languages/shared/tagger.npz
    cp CACHE/cues.npz src/causerie/languages/shared/cues.npz
    cp CACHE/close-all.npz src/causerie/languages/shared/close.npz

Parses are linked words, which Python unpickles and frees by recursion: `ulimit -s unlimited` first. On two
cores all of it takes about three hours.

The shipped filters were learned, in the ninth round, with networks that had been trained once for each
fold; the shipped networks are those of the rounds before, which never saw the last 36 texts.

One set of weights serves both languages: their word vectors share a space and their trees one scheme, and
each language's claims made the other's reading better when cross-validated.
"""
