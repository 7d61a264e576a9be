"""Turn accounts into a project that can be read, drawn, corrected, run and shared: the one facade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from causerie.assembly import ConceptMatch, MapOptions, draw_map, resolve_concept
from causerie.assembly.decisions import Decision, decision_from_json, decision_to_json
from causerie.assembly.figures import FigureGroup, compare_figures
from causerie.errors import ModelError, ProjectError
from causerie.model import CausalMap, Reading
from causerie.project.pipeline import Progress, ReadEvent, ReadOptions, read_into
from causerie.project.store import LoggedDecision, Source, Store
from causerie.simulation import (
    Answer,
    Connection,
    Loop,
    Observation,
    PressOptions,
    WhatIf,
    answer_press,
    connection,
    find_loops,
)
from causerie.simulation.answers import Pushed
from causerie.simulation.deciding import Deciding, find_deciding
from causerie.simulation.fuzzy import Trajectory
from causerie.simulation.levers import Lever, find_levers
from causerie.simulation.scenarios import (
    Comparison,
    Scenario,
    compare_scenarios,
    scenario_from_json,
    scenario_to_json,
)
from causerie.simulation.second_opinion import FuzzyAnswers, answer_fuzzy, trace_fuzzy


def _silent(event: ReadEvent) -> None:
    """Ignore progress."""


@dataclass(frozen=True, slots=True)
class Push:
    """A concept that is pushed, as the user named it, and which way: 1 up, -1 down."""

    words: str
    direction: int


class Project:
    """One project file with its documents, decisions, map and answers.

    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder, Project(pathlib.Path(folder) / "a.causerie") as project:
    ...     project.readings
    ()
    """

    def __init__(self, path: Path, *, create: bool = True, language: str | None = None) -> None:
        """Open a project file, making it when `create` is set.

        Concepts are labelled in `language` where the texts have a wording in it,
        else in the language of most of their mentions.

        Raises:
            ProjectError: the file cannot be opened, or is no project.
            VersionError: a later version wrote it.
        """
        self._store = Store(path, create=create)
        self.path = path
        self._language = language

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the project file."""
        self._store.close()

    # -- reading

    def read(
        self,
        inputs: Iterable[Path],
        *,
        options: ReadOptions | None = None,
        progress: Progress = _silent,
    ) -> None:
        """Read files and folders into the project; unchanged ones cost nothing.

        What cannot be read is told to `progress` as a refused event, and the rest is done.
        """
        read_into(self._store, inputs, options=options or ReadOptions(), progress=progress)
        self._forget()

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The readings of all documents, in the order in which their inputs were given."""
        return self._store.readings()

    @property
    def refused(self) -> tuple[Source, ...]:
        """The inputs that could not be read, each with its reason."""
        return tuple(s for s in self._store.sources() if s.problem)

    # -- the map

    @cached_property
    def map(self) -> CausalMap:
        """The causal map that the claims draw, with the project's decisions applied."""
        return self.draw(MapOptions(language=self._language))

    def draw(self, options: MapOptions) -> CausalMap:
        """Draw the map with other options than the default ones."""
        return draw_map(self.readings, decisions=self.decisions, options=options)

    @cached_property
    def figures(self) -> tuple[FigureGroup, ...]:
        """The numbers that several accounts give for one thing, side by side."""
        return compare_figures(self.readings)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The reviewers' decisions, oldest first."""
        return tuple(decision_from_json(d.body) for d in self._store.decisions())

    @property
    def log(self) -> tuple[LoggedDecision, ...]:
        """The decisions with who made them, when and why."""
        return self._store.decisions()

    def decide(self, decision: Decision, *, by: str, reason: str = "") -> int:
        """Append a decision to the log and give its number."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        number = self._store.log_decision(LoggedDecision(0, now, by, reason, decision_to_json(decision)))
        self._forget()
        return number

    # -- running

    def find_concept(self, words: str) -> ConceptMatch:
        """Find the concept that some words name, in either language.

        Raises:
            UnknownConceptError: nothing in the map is near.
            AmbiguousConceptError: several concepts are as near; the message lists them.
        """
        return resolve_concept(self.map, words)

    def what_if(
        self,
        pushes: Iterable[Push],
        *,
        targets: Iterable[str] = (),
        by: str | None = None,
        options: PressOptions | None = None,
    ) -> WhatIf:
        """Push concepts and say what rises and falls.

        Args:
            pushes: what is pushed, named in any words.
            targets: concepts to answer for, named in any words; all when empty.
            by: only this speaker's claims count.
            options: draws, seed and priors; the defaults when left out.

        Raises:
            UnknownConceptError, AmbiguousConceptError: no one concept answers to a name.
            ModelError: nothing is pushed, or nothing can be run, with the reason.

        """
        taken = self._take(pushes)
        wanted = [self.find_concept(t).concept.id for t in targets] or None
        push = {t.concept: t.direction for t in taken}
        answer = answer_press(self.map, push, targets=wanted, by=by, options=options)
        return replace(answer, pushed=taken)

    def what_decides(
        self,
        pushes: Iterable[Push],
        *,
        target: str,
        by: str | None = None,
        options: PressOptions | None = None,
    ) -> Deciding:
        """Say which claims, speakers and documents decide how one concept responds."""
        concept = self.find_concept(target).concept.id
        return find_deciding(self.map, self.find_push(pushes), target=concept, by=by, options=options)

    def levers(
        self,
        target: Push,
        *,
        wanted: Iterable[str] = (),
        unwanted: Iterable[str] = (),
        by: str | None = None,
        options: PressOptions | None = None,
    ) -> tuple[Lever, ...]:
        """Rank what may move a concept the way `target` says, with side effects on marked concepts."""
        match = self.find_concept(target.words)
        return find_levers(
            self.map,
            match.concept.id,
            direction=target.direction * match.direction,
            wanted=[self.find_concept(w).concept.id for w in wanted],
            unwanted=[self.find_concept(w).concept.id for w in unwanted],
            by=by,
            options=options,
        )

    def loops(self, *, longest: int = 8, by: str | None = None) -> tuple[Loop, ...]:
        """Find the feedback loops of at most `longest` links, the strongest first."""
        return find_loops(self.map, longest=longest, by=by)

    def connect(self, source: str, target: str) -> tuple[Connection, Answer]:
        """Measure how well two concepts are connected, and find the strongest ways between them."""
        start, end = self.find_concept(source).concept.id, self.find_concept(target).concept.id
        options = PressOptions(paths=8, details=False)
        (answer,) = answer_press(self.map, {start: 1}, targets=[end], options=options).answers
        return connection(self.map, source=start, target=end), answer

    def second_opinion(self, pushes: Iterable[Push], *, by: str | None = None) -> FuzzyAnswers:
        """Ask fuzzy cognitive maps the same, over the usual settings of the field."""
        return answer_fuzzy(self.map, self.find_push(pushes), by=by)

    def trajectory(self, pushes: Iterable[Push], *, by: str | None = None) -> Trajectory:
        """Follow one draw of a fuzzy cognitive map by iteration; concepts come in the order of the map."""
        return trace_fuzzy(self.map, self.find_push(pushes), by=by)

    # -- scenarios

    def save_scenario(
        self,
        name: str,
        pushes: Iterable[Push],
        *,
        by: str | None = None,
        conditions: Mapping[str, bool] | None = None,
        criteria: Iterable[tuple[Sequence[Push], Sequence[Push]]] = (),
    ) -> Scenario:
        """Keep a question under a name.

        Args:
            name: what it is called; an earlier scenario of that name is replaced.
            pushes: what is pushed.
            by: only this speaker's claims count.
            conditions: condition → whether it is met.
            criteria: observed responses, (what moved, what was seen to respond).

        """
        seen = tuple(Observation(self.find_push(moved), self.find_push(then)) for moved, then in criteria)
        scenario = Scenario(
            name, self.find_push(pushes), by=by, conditions=dict(conditions or {}), criteria=seen
        )
        self._store.save_scenario(name, scenario_to_json(scenario))
        return scenario

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The saved scenarios, by name."""
        return tuple(scenario_from_json(body) for body in self._store.scenarios().values())

    def compare(self, names: Iterable[str] = (), *, options: PressOptions | None = None) -> Comparison:
        """Answer saved scenarios side by side, all of them when none is named.

        Raises:
            ProjectError: no scenario of that name is saved.

        """
        saved = {s.name: s for s in self.scenarios}
        asked = list(names) or list(saved)
        unknown = [n for n in asked if n not in saved]
        if unknown or not asked:
            raise ProjectError(f"no scenario '{', '.join(unknown)}'; saved are: {', '.join(saved) or 'none'}")
        return compare_scenarios(self.map, [saved[n] for n in asked], options=options)

    def find_push(self, pushes: Iterable[Push]) -> dict[str, int]:
        """Find the concepts that some words push: concept id → 1 or -1.

        Raises:
            UnknownConceptError, AmbiguousConceptError: no one concept answers to a name.
            ModelError: one concept is pushed both up and down.

        """
        return {taken.concept: taken.direction for taken in self._take(pushes)}

    def _take(self, pushes: Iterable[Push]) -> tuple[Pushed, ...]:
        """Find the concept that each push names, once; refuse one that is pushed both ways."""
        ways: dict[str, int] = {}
        taken = []
        for push in pushes:
            match = self.find_concept(push.words)
            concept, way = match.concept, push.direction * match.direction
            if ways.setdefault(concept.id, way) != way:
                raise ModelError(f"'{concept.label}' is pushed up and down ('{push.words}'); choose one way")
            taken.append(Pushed(push.words, concept.id, concept.label, way, match.similarity))
        return tuple(taken)

    def _forget(self) -> None:
        """Drop what was derived from the readings and decisions before."""
        for name in ("readings", "map", "figures"):
            self.__dict__.pop(name, None)
