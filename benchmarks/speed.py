"""Turn texts and maps into timings, as ratios measured in one run.

usage: python -m benchmarks.speed [--reading] [--running]
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.sets import ROOT
from benchmarks.simulation_speed import main as time_running
from causerie.extraction.extract import Profile, extract_reading
from causerie.extraction.syntax import load_parser
from causerie.model import Document
from causerie.reading import find_inputs, read_documents

#: Rounds of each measurement, in turn with the others, so that a slow moment hits all alike.
ROUNDS = 5
#: The two first articles causerie was asked to read, where they are; else the examples.
SEEDS = ROOT.parent / "shared" / "seeds"
EXAMPLES = ROOT / "examples" / "articles"


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def parse_bare(documents: Sequence[Document]) -> None:
    """Parse the texts with the parser alone, as anyone would: whole texts, in one batch a language."""
    for language in sorted({d.language for d in documents}):
        for _ in load_parser(language).pipe(d.text for d in documents if d.language == language):
            pass


def read_all(documents: Sequence[Document], profile: Profile) -> None:
    """Read the documents as the pipeline does."""
    for document in documents:
        extract_reading(document, profile=profile)


def time_reading() -> None:
    """Print how fast causerie reads, beside the parser alone on the same texts."""
    paths = find_inputs([p for p in (EXAMPLES, SEEDS) if p.exists()])
    documents = [d for p in paths for d in read_documents(p)]
    works: dict[str, Callable[[], object]] = {
        "parser alone": lambda: parse_bare(documents),
        "fast profile": lambda: read_all(documents, Profile.FAST),
        "default profile": lambda: read_all(documents, Profile.DEFAULT),
    }
    for work in works.values():  # models load, caches fill
        work()
    timed = {name: [seconds(work) for _ in range(ROUNDS)] for name, work in works.items()}
    bare = statistics.median(timed["parser alone"])
    letters = sum(len(d.text) for d in documents)
    print(f"Reading {len(documents)} documents, {letters} characters; medians of {ROUNDS} rounds")
    for name, runs in timed.items():
        middle = statistics.median(runs)
        rate = f"{letters / middle / 1000:7.1f} k characters/s"
        print(f"  {name:16} {middle:7.3f} s  {rate}  {bare / middle:6.0%} of the parser's speed")


def time_cold_start() -> None:
    """Print time and memory from nothing to a report."""
    inputs = SEEDS if SEEDS.exists() else EXAMPLES
    with tempfile.TemporaryDirectory() as folder:
        project, report = Path(folder) / "p.causerie", Path(folder) / "r.html"
        command = [
            sys.executable,
            "-m",
            "causerie",
            "run",
            str(inputs),
            "--project",
            str(project),
            "--report",
            str(report),
        ]
        wall = seconds(lambda: subprocess.run(command, check=True, capture_output=True))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    print(f"Cold start to report on {inputs.name}/: {wall:.1f} s, at most {memory:.2f} GB")


def main() -> None:
    """Time reading, then running, or one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reading", action="store_true")
    parser.add_argument("--running", action="store_true")
    options = parser.parse_args()
    if options.reading or not options.running:
        time_cold_start()
        time_reading()
    if options.running or not options.reading:
        time_running([])


if __name__ == "__main__":
    main()
