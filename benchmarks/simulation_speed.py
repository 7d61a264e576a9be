"""Time the simulation as ratios in one run, beside what this machine can do at most.

`python -m benchmarks.simulation_speed [--quick]`. Ratios are against code of the
same run on the same machine; FCMpy, which does not install here, is estimated
from the numpy loop of the run.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.webs import HARE_B, MACQUARIE, Signs, signs
from causerie.model import (
    CausalMap,
    Certainty,
    Concept,
    Evidence,
    Kind,
    Link,
    LinkSign,
    Polarity,
    Strength,
    Voice,
)
from causerie.simulation import (
    PressOptions,
    Setting,
    answer_press,
    find_deciding,
    forecast_signs,
    kernels,
    leave_out_links,
    negative_inverse,
)
from causerie.simulation.fuzzy_lanes import run_fuzzy_many
from causerie.simulation.loops import enumerate_loops
from causerie.simulation.matrices import Skeleton
from causerie.simulation.priors import loop_shares
from causerie.simulation.solving import press_links

Floats = npt.NDArray[np.float64]
Places = tuple[npt.NDArray[np.int64], ...]

#: Steps of the published FCMpy simulator for one step of the plain numpy loop, at 50
#: concepts: 3,083 and 360,000 a second on one idle machine. FCMpy does not install beside
#: us, so the loop of the same run stands for how fast the machine is now.
FCMPY = 3_083 / 360_000


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    ours: str
    other: str
    ratio: float
    reach: float
    limit: str


@dataclass(frozen=True)
class Limits:
    """What this machine does at most on one core, measured now."""

    gemm32: float
    gemm64: float
    exp32: float
    tanh32: float
    copy: float

    def __str__(self) -> str:
        return (
            f"GEMM {self.gemm32 / 1e9:.0f} (f32), {self.gemm64 / 1e9:.0f} (f64) GFLOP/s; exp f32 "
            f"{self.exp32 / 1e9:.2f}, tanh f32 {self.tanh32 / 1e9:.2f} G/s; copy {self.copy / 1e9:.0f} GB/s"
        )


def best_time(run: Callable[[], object], *, repeats: int = 3) -> float:
    """Give the shortest of some runs, in seconds: the least disturbed by others."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def measure_limits() -> Limits:
    """Measure arithmetic, exponentials and memory of this machine."""
    rng = np.random.default_rng(0)
    a32 = rng.random((1200, 1200), dtype=np.float32)
    a64 = a32.astype(np.float64)
    x = rng.random(1_000_000, dtype=np.float32)
    out = np.empty_like(x)
    wide = np.zeros(8_000_000)
    to = np.empty_like(wide)
    return Limits(
        gemm32=2 * 1200**3 / best_time(lambda: a32 @ a32),
        gemm64=2 * 1200**3 / best_time(lambda: a64 @ a64),
        exp32=x.size / best_time(lambda: np.exp(x, out=out), repeats=9),
        tanh32=x.size / best_time(lambda: np.tanh(x, out=out), repeats=9),
        copy=2 * wide.nbytes / best_time(lambda: np.copyto(to, wide)),
    )


def random_skeleton(size: int, *, seed: int = 0, links: int | None = None) -> Skeleton:
    """Draw a random map with three links a concept."""
    rng = np.random.default_rng(seed)
    count = links or 3 * size
    cause = rng.integers(0, size, count)
    effect = (cause + 1 + rng.integers(0, size - 1, count)) % size
    names = tuple(f"k{i}" for i in range(size))
    return Skeleton(names, cause, effect, rng.choice([-1, 1], count), np.ones(size, dtype=np.bool_))


def fuzzy_rows(limits: Limits, *, scale: float) -> list[Row]:
    """Fuzzy maps with own weights in every draw, 50 steps of the sigmoid with memory."""
    rows = []
    setting = Setting("mkosko", "sigmoid")
    for size, reach, draws in ((10, 200, 32_768), (50, 50, 16_384), (200, 20, 4_096)):
        skeleton = random_skeleton(size)
        draws = int(draws * scale)
        links = 3 * size
        weights = (np.random.default_rng(1).random((links, draws)) * 2 - 1).astype(np.float32)

        def ours(skeleton: Skeleton = skeleton, weights: npt.NDArray[np.float32] = weights) -> object:
            return run_fuzzy_many(skeleton, weights, setting=setting, start=0.5, steps=50, tolerance=0.0)

        ours()
        rate = draws * 50 / best_time(ours)
        some = 40
        dense = np.zeros((some, size, size))
        for draw in range(some):
            np.add.at(dense[draw], (skeleton.cause, skeleton.effect), weights[:, draw])

        def loop(dense: Floats = dense, size: int = size) -> None:
            for matrix in dense:
                state = np.full(size, 0.5)
                for _ in range(50):
                    state = 1 / (1 + np.exp(-(state @ matrix + state)))

        plain = some * 50 / best_time(loop)
        tanhs = rate * size / limits.tanh32
        limit = (
            f"{tanhs:.1f} of np.tanh f32, {rate * (2 * links + 22 * size) / limits.gemm32:.0%} of GEMM f32"
        )
        name = f"fuzzy map, own weights a draw, n={size}, steps/s"
        rows.append(Row(name, f"{rate:,.0f}", f"{plain:,.0f} numpy loop", rate / plain, reach, limit))
        if size == 50:
            fcmpy = plain * FCMPY
            theirs = f"{fcmpy:,.0f} FCMpy"
            rows.append(
                Row("the same against FCMpy", f"{rate:,.0f}", theirs, rate / fcmpy, 5_000, "as above")
            )
    return rows


def press_rows(limits: Limits, *, scale: float) -> list[Row]:
    """Press under the contraction prior against batched solve with eigenvalue test."""
    rows = []
    for size, reach, draws in ((15, 20, 16_384), (50, 60, 8_192), (200, 200, 2_048)):
        skeleton = random_skeleton(size)
        draws = int(draws * scale)
        rng = np.random.default_rng(2)
        weights = rng.random((3 * size, draws)) * (skeleton.sign * loop_shares(skeleton))[:, None]
        push = np.zeros(size)
        push[0] = 1.0

        def ours(skeleton: Skeleton = skeleton, weights: Floats = weights, push: Floats = push) -> object:
            return kernels.sweep(skeleton, weights, weights, push)

        ours()
        rate = draws / best_time(ours)
        some = max(20, 4_000 // size)
        dense = np.zeros((some, size, size))
        np.add.at(dense.transpose(1, 2, 0), (skeleton.effect, skeleton.cause), weights[:, :some])
        dense -= np.eye(size)

        def batched(dense: Floats = dense, push: Floats = push) -> None:
            np.linalg.solve(-dense, np.broadcast_to(push[:, None], (len(dense), push.size, 1)))
            np.linalg.eigvals(dense)

        plain = some / best_time(batched, repeats=2)
        flops = rate * 2 * 3 * size * 15
        limit = f"about {flops / limits.gemm64:.0%} of GEMM f64 (15 sweeps)"
        name = f"press, contraction prior, n={size}, draws/s"
        rows.append(Row(name, f"{rate:,.0f}", f"{plain:,.0f} solve+eig", rate / plain, reach, limit))
    return rows


def qpress_rows(_: Limits, *, scale: float) -> list[Row]:
    """Draw, test stability and solve, as QPress does, against a Python loop."""
    rows = []
    for name, web, reach in (("snowshoe hare, n=3", HARE_B, 8), ("Macquarie, n=15", MACQUARIE, 2)):
        matrix = signs(web)
        size = len(matrix)
        places = np.nonzero(matrix)
        told = matrix[places].astype(np.float64)
        push = np.zeros(size)
        push[-1] = 1.0

        def loop(size: int = size, places: Places = places, told: Floats = told, push: Floats = push) -> None:
            rng = np.random.default_rng(0)
            for _ in range(1000):
                drawn = np.zeros((size, size))
                drawn[places] = told * rng.random(told.size)
                if np.linalg.eigvals(drawn).real.max() < 0:
                    np.linalg.solve(drawn, -push)

        draws = int((200_000 if size == 3 else 30_000) * scale)

        def ours(matrix: Signs = matrix, size: int = size, draws: int = draws) -> object:
            return forecast_signs(matrix, {str(size - 1): 1}, draws=draws)

        ours()
        rate, plain = draws / best_time(ours), 1000 / best_time(loop)
        limit = "drawing numbers" if size == 3 else "batched LAPACK inversion of 12x12"
        rows.append(
            Row(
                f"QPress mode, {name}, draws/s",
                f"{rate:,.0f}",
                f"{plain:,.0f} loop",
                rate / plain,
                reach,
                limit,
            )
        )
    return rows


def leave_out_row(limits: Limits) -> Row:
    """Leave out every entry of one matrix of 50 concepts."""
    skeleton = random_skeleton(50)
    matrix = -np.eye(50)
    np.add.at(matrix, (skeleton.effect, skeleton.cause), 0.2 * skeleton.sign)
    push = np.zeros(50)
    push[0] = 1.0

    def anew() -> None:
        for i, j in np.argwhere(matrix):
            changed = matrix.copy()
            changed[i, j] = 0.0
            if i != j:
                np.linalg.solve(-changed, push)

    ours, plain = best_time(lambda: leave_out_links(matrix, push), repeats=9), best_time(anew)
    inversion = best_time(lambda: negative_inverse(matrix), repeats=9)
    moved = 3 * 8 * 50 * np.count_nonzero(matrix)
    rest = moved / max(ours - inversion, 1e-9) / limits.copy
    limit = f"{inversion / ours:.0%} of it is one inversion; the rest moves {rest:.0%} of copy"
    return Row(
        "leave one claim out, n=50, times/s",
        f"{1 / ours:,.0f}",
        f"{1 / plain:,.0f} solve anew",
        plain / ours,
        20,
        limit,
    )


def large_rows(limits: Limits) -> list[Row]:
    """One press and all short loops on 10,000 concepts."""
    skeleton = random_skeleton(10_000)
    weights = np.asarray(0.2 * skeleton.sign, dtype=np.float64)
    push = np.zeros(10_000)
    push[0] = 1.0
    press_links(skeleton, weights, push)
    spent = best_time(lambda: press_links(skeleton, weights, push))
    moved = 30_000 * 20 * 25 / limits.copy
    rows = [
        Row(
            "one press, n=10,000 with 30,000 links, ms",
            f"{spent * 1e3:.1f}",
            "50 allowed",
            0.05 / spent,
            1,
            f"memory alone: about {moved * 1e3:.1f} ms",
        )
    ]
    kernels.repays(kernels.WORTH_LOADING)
    enumerate_loops(skeleton, longest=6, most=100_000)
    spent = best_time(lambda: enumerate_loops(skeleton, longest=6, most=100_000))
    rows.append(
        Row("loops up to 6, n=10,000, s", f"{spent:.3f}", "200 networkx (killed)", 200 / spent, 1000, "")
    )
    return rows


def random_map(size: int, *, voices: int = 6) -> CausalMap:
    """Draw a map with three claims a concept and some voices that contradict."""
    rng = np.random.default_rng(3)
    claims = []
    for number in range(3 * size):
        cause = int(rng.integers(size))
        effect = int((cause + 1 + rng.integers(size - 1)) % size)
        speaker = f"voice {rng.integers(voices)}"
        claims.append((cause, effect, number, "+-"[rng.integers(2)], speaker))
    pairs = dict.fromkeys((c, e) for c, e, *_ in claims)
    links = []
    for at, (cause, effect) in enumerate(pairs):
        evidence = tuple(
            Evidence("doc", f"c{n}", f"key{n}", Polarity(sign), Kind.CAUSE, False, Certainty.PLAIN,
                     Strength.UNSAID, False, who, who, 0.9, "random")
            for c, e, n, sign, who in claims
            if (c, e) == (cause, effect)
        )  # fmt: skip
        said = {e.polarity for e in evidence}
        sign = LinkSign.CONTRADICTED if len(said) > 1 else LinkSign(evidence[0].polarity.value)
        links.append(Link(f"l{at}", f"k{cause}", f"k{effect}", sign, 0.9, evidence))
    names = dict.fromkeys(who for *_, who in claims)
    concepts = tuple(Concept(f"k{i}", f"concept {i}", ()) for i in range(size))
    return CausalMap(concepts, tuple(links), tuple(Voice(w, w, ("doc",)) for w in names))


def deciding_row(*, draws: int) -> Row:
    """Everything of "who decides" on a map of 50 concepts."""
    told = random_map(50)
    first = told.links[0]
    spent = 0.0

    def progress(done: int, whole: int) -> None:
        if sys.stderr.isatty():
            print(f"\r   who decides: batch {done} of {whole}   ", end="", file=sys.stderr, flush=True)

    options = PressOptions(draws=2_000, threads=2)
    find_deciding(told, {first.cause: 1}, target=first.effect, options=options)
    start, busy = time.perf_counter(), time.process_time()
    options = PressOptions(draws=draws, threads=2, progress=progress)
    find_deciding(told, {first.cause: 1}, target=first.effect, options=options)
    spent, busy = time.perf_counter() - start, time.process_time() - busy
    print("\r" + " " * 50 + "\r", end="", file=sys.stderr)
    allowed = 60 * draws / 1_000_000
    name = f"who decides, n=50, {draws:,} draws on 2 threads, s"
    limit = f"{busy:.0f} s of processor time: {busy / 2:.0f} s on two free cores"
    return Row(name, f"{spent:.1f}", f"{allowed:.0f} allowed", allowed / spent, 1, limit)


def answer_row() -> Row:
    """One whole answer as the command line gives it."""
    told = random_map(50)
    push = {told.links[0].cause: 1}
    answer_press(told, push)
    spent = best_time(lambda: answer_press(told, push), repeats=2)
    return Row("a whole what-if, n=50, 10,000 draws, 5 priors, s", f"{spent:.2f}", "", float("nan"), 0, "")


def print_table(rows: list[Row]) -> None:
    """Print rows in columns."""
    print(f"{'what':<58} {'ours':>14} {'other':>24} {'ratio':>9} {'reach':>7}  physical limit")
    for row in rows:
        met = "" if np.isnan(row.ratio) else ("" if row.ratio >= row.reach else "  MISSED")
        ratio = "" if np.isnan(row.ratio) else f"{row.ratio:,.1f}"
        print(
            f"{row.what:<58} {row.ours:>14} {row.other:>24} {ratio:>9} {row.reach:>7,.0f}  {row.limit}{met}"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer draws, for a look")
    quick = parser.parse_args(arguments).quick
    scale = 0.25 if quick else 1.0
    # From here on numba is used wherever it is there: this is about the steady state.
    kernels.repays(kernels.WORTH_LOADING)
    limits = measure_limits()
    print(f"numba: {'yes' if kernels.has_numba() else 'no'}; one core: {limits}\n")
    rows = [
        *fuzzy_rows(limits, scale=scale),
        *press_rows(limits, scale=scale),
        *qpress_rows(limits, scale=scale),
    ]
    rows += [leave_out_row(limits), *large_rows(limits)]
    rows += [deciding_row(draws=100_000 if quick else 1_000_000), answer_row()]
    print_table(rows)


if __name__ == "__main__":
    main()
