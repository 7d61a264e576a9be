"""Turn inputs into readings kept in the store, document by document, reading nothing twice."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from multiprocessing import get_context
from pathlib import Path

from causerie.errors import InputError
from causerie.extraction.extract import Profile, extract_reading
from causerie.model import Document, Reading
from causerie.project.store import Source, Store
from causerie.reading import find_inputs, read_documents

#: Parts of the package whose change makes an earlier reading out of date.
READER_PARTS = ("model.py", "languages", "encoders", "reading", "extraction")


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """What just happened.

    Attributes:
        what: "found" (a count of files), or of a document "read", "kept" (unchanged)
            or "refused" (with its reason).

    """

    what: str
    name: str
    reason: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read.

    Attributes:
        language: code of a language folder, or "auto" to find it per document.
        workers: processes that read at the same time; the outcome does not depend on it.
    """

    language: str = "auto"
    profile: Profile = Profile.DEFAULT
    workers: int = 1


Progress = Callable[[ReadEvent], None]


def read_accounts(inputs: Iterable[Path], *, options: ReadOptions) -> Iterator[Reading | ReadEvent]:
    """Read inputs without a project: yield each reading, or the event of one refused, in order."""
    for given in inputs:
        for path in _files(given):
            if isinstance(path, ReadEvent):
                yield path
                continue
            yield from _in_order(_documents(path, options.language), options=options)


def read_into(store: Store, inputs: Iterable[Path], *, options: ReadOptions, progress: Progress) -> None:
    """Read inputs into the project; each document is kept as soon as it is read.

    A file that is unchanged since the same reader read it is not opened again.
    """
    known = {s.name: s for s in store.sources()}
    found = [path for given in inputs for path in _files(given)]
    progress(ReadEvent("found", "", count=len(found)))
    for path in found:
        if isinstance(path, ReadEvent):
            store.refuse_source(path.name, problem=path.reason)
            progress(path)
            continue
        name, digest = str(path), _file_digest(path, options)
        if name in known and known[name].digest == digest and known[name].problem is None:
            for kept in store.digests(name):
                progress(ReadEvent("kept", kept))
        else:
            _read_source(store, path, digest=digest, options=options, progress=progress)


def _read_source(store: Store, path: Path, *, digest: str, options: ReadOptions, progress: Progress) -> None:
    """Read one file's documents; those whose text is unchanged are kept as they are."""
    name = str(path)
    store.begin_source(name)
    held, keep, problem = store.digests(name), list[str](), None
    waiting: list[tuple[int, Document, str]] = []
    for found in _documents(path, options.language):
        if isinstance(found, ReadEvent):
            problem = problem or found.reason
            progress(found)
            continue
        document = _with_own_id(store, found, name, taken=keep)
        own = _digest(repr(document).encode(), options)
        if held.get(document.id) == own:
            progress(ReadEvent("kept", document.id))
        else:
            waiting.append((len(keep), document, own))
        keep.append(document.id)
    places = {document.id: (place, own) for place, document, own in waiting}
    for outcome in _in_order((d for _, d, _ in waiting), options=options):
        if isinstance(outcome, ReadEvent):
            problem = problem or outcome.reason
            keep.remove(outcome.name)
            progress(outcome)
        else:
            place, own = places[outcome.document.id]
            store.keep_reading(outcome, source=name, place=place, digest=own)
            progress(ReadEvent("read", outcome.document.id))
    if problem and not keep:
        store.refuse_source(name, problem=problem)
    else:
        store.end_source(Source(name, digest, problem), keep=keep)


def _files(given: Path) -> Iterator[Path | ReadEvent]:
    """List the files of one input, or say why there are none."""
    try:
        yield from find_inputs([given])
    except InputError as error:
        yield ReadEvent("refused", str(given), str(error))


def _documents(path: Path, language: str) -> Iterator[Document | ReadEvent]:
    """Open one file; what cannot be read becomes an event."""
    try:
        for document in read_documents(path, language=language):
            if document.text:
                yield document
            else:
                yield ReadEvent("refused", document.input, "; ".join(document.problems))
    except InputError as error:
        yield ReadEvent("refused", str(path), str(error))


def _in_order(
    documents: Iterable[Document | ReadEvent], *, options: ReadOptions
) -> Iterator[Reading | ReadEvent]:
    """Extract documents in order, by several processes when asked; pass events on."""
    if options.workers <= 1:
        for document in documents:
            yield document if isinstance(document, ReadEvent) else _extract(document, options.profile)
        return
    # "spawn": a forked copy of a process that holds BLAS threads can hang.
    with ProcessPoolExecutor(options.workers, mp_context=get_context("spawn")) as pool:
        pending: list[ReadEvent | Future[Reading | ReadEvent]] = [
            d if isinstance(d, ReadEvent) else pool.submit(_extract, d, options.profile) for d in documents
        ]
        for outcome in pending:
            yield outcome if isinstance(outcome, ReadEvent) else outcome.result()


def _extract(document: Document, profile: Profile) -> Reading | ReadEvent:
    """Extract one document; whatever goes wrong with it is told, and never stops the corpus."""
    try:
        return extract_reading(document, profile=profile)
    except MemoryError:
        reason = "too long for this machine's memory; split it"
    except Exception as error:  # the border: a fault of ours costs one document, with its name and place
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        reason = f"a fault of causerie: {type(error).__name__}: {error} ({where})"
    return ReadEvent("refused", document.id, f"{document.input}: {reason}")


def _with_own_id(store: Store, document: Document, source: str, *, taken: Sequence[str]) -> Document:
    """Give a document an id that no other input holds: same-named files of two folders stay apart."""
    owner = store.owner(document.id)
    if owner in (None, source) and document.id not in taken:
        return document
    suffix = hashlib.blake2b(f"{source}#{len(taken)}".encode(), digest_size=3).hexdigest()
    return replace(document, id=f"{document.id}-{suffix}")


def _file_digest(path: Path, options: ReadOptions) -> str:
    """Name a file's content and its reader; a file that cannot be opened counts as changed."""
    try:
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "blake2b").digest()
    except OSError:  # told by read_documents, with its reason
        return ""
    return _digest(content, options)


def _digest(content: bytes, options: ReadOptions) -> str:
    reader = f"{reader_digest()}|{options.profile}|{options.language}"
    return hashlib.blake2b(content + reader.encode(), digest_size=16).hexdigest()


@lru_cache
def reader_digest() -> str:
    """Name the state of the reader itself: its code, language data and weights."""
    digest = hashlib.blake2b(digest_size=16)
    for part in READER_PARTS:
        for file in _walk(files("causerie") / part):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _walk(place: Traversable) -> Iterator[Traversable]:
    if place.is_file():
        if not place.name.endswith(".pyc"):
            yield place
        return
    for inner in sorted(place.iterdir(), key=lambda f: f.name):
        if inner.name != "__pycache__":
            yield from _walk(inner)
