"""What each command does with its arguments."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from crossroads.adapters.recording import record_walk, verify_record
from crossroads.adapters.trouble import Trouble, WrongUse
from crossroads.adapters.workshop import Inspection, inspect, today
from crossroads.model.decision import UNKNOWN, Decision
from crossroads.model.diagnostic import Diagnostic, Severity
from crossroads.reading.nearest import meant
from crossroads.reasoning.claims import check_claims
from crossroads.reasoning.graph import Graph
from crossroads.reasoning.scenarios import coverage, run_scenarios
from crossroads.reasoning.walk import option_for, walk
from crossroads.showing.report import as_json, as_text
from crossroads.showing.sarif import as_github, as_sarif
from crossroads.showing.scenario_report import Result, scenarios_json, scenarios_text
from crossroads.showing.walk_report import keys_text, option_keys, question_text, walk_json, walk_text


def _out(text: str) -> None:
    sys.stdout.write(text + "\n")


def _day(given: Namespace) -> date:
    try:
        return today(given.today)
    except ValueError as error:
        raise WrongUse(f"--today takes a date such as 2026-11-22, not “{given.today}”.") from error


def _content(given: Namespace) -> Path:
    """Give the folder of prose pages: the one named, else `content` beside the decisions."""
    return Path(given.content) if given.content else Path(given.decisions).parent / "content"


def _inspected(given: Namespace, expired: str = "note") -> Inspection:
    return inspect(Path(given.decisions), _day(given), expired, content=_content(given))


def check(given: Namespace) -> int:
    """Report every diagnostic; 1 where one is at or above --fail-on."""
    inspection = _inspected(given, given.expired)
    shown = [d for d in inspection.diagnostics if _wanted(d.place.file, given.paths)]
    reports = {"json": as_json, "github": as_github, "sarif": as_sarif}
    report = reports.get(given.format)
    _out(report(shown) if report else as_text(shown, inspection.reading.sources))
    return int(any(_counts(d, given.fail_on) for d in shown))


def _counts(diagnostic: Diagnostic, fail_on: str) -> bool:
    return diagnostic.severity is Severity.ERROR or str(diagnostic.severity) == fail_on


def _wanted(file: str, paths: list[str]) -> bool:
    if not paths:
        return True
    here = Path(file).resolve()
    asked = [Path(p) for p in paths]
    for path in asked:
        if not path.exists():
            raise WrongUse(f"There is no file or folder “{path}”.")
    return any(here == p.resolve() or p.resolve() in here.parents for p in asked)


def test(given: Namespace) -> int:
    """Run the scenarios; 1 where one fails or a decision cannot be read."""
    inspection = _inspected(given)
    graphs = inspection.judgement.graphs
    states = inspection.reading.library.settings.threshold("claim-states")
    results: dict[str, Result] = {}
    for decision in inspection.reading.library.decisions:
        if decision.id in graphs and _wanted(decision.place.file, given.paths):
            runs = run_scenarios(graphs[decision.id], decision)
            claims = check_claims(graphs[decision.id], decision, states)
            results[decision.id] = Result(decision, runs, coverage(graphs[decision.id], runs), claims)
    _out(scenarios_json(results) if given.format == "json" else scenarios_text(results))
    broken = sorted(inspection.reading.library.broken)
    if broken:
        sys.stderr.write(f"crossroads: not tested, because of faults: {', '.join(broken)}; see “crossroads check”.\n")
    return int(bool(broken) or any(r.failed for r in results.values()))


def _decision(inspection: Inspection, name: str) -> tuple[Decision, Graph]:
    graphs = inspection.judgement.graphs
    for decision in inspection.reading.library.decisions:
        if decision.id == name and name in graphs:
            return decision, graphs[name]
    if name in inspection.reading.library.broken:
        raise Trouble(f"“{name}” has faults; see “crossroads check”.")
    raise WrongUse(f"There is no decision “{name}”. {meant(name, graphs, 'decisions')}")


def walk_command(given: Namespace) -> int:
    """Walk with the answers given, and ask for the rest where a terminal is there."""
    decision, graph = _decision(_inspected(given), given.id)
    if given.batch:
        from crossroads.adapters.authoring import walk_batch

        lines, fine = walk_batch(decision, graph, given.batch)
        sys.stdout.writelines(line + "\n" for line in lines)
        return int(not fine)
    answers = _answers(decision, given.answer)
    done = walk(graph, answers)
    while done.ask_next is not None and given.format == "text" and sys.stdin.isatty():
        answers[done.ask_next] = _ask(decision, done.ask_next)
        done = walk(graph, answers)
    _out(walk_json(decision, graph, done) if given.format == "json" else walk_text(decision, done))
    return 0


def _answers(decision: Decision, given: list[str]) -> dict[str, str]:
    answers = {}
    for text in given:
        question, sign, answer = text.partition("=")
        if not sign:
            raise WrongUse(f"--answer takes question=option, not “{text}”.")
        if question not in decision.questions_by_id:
            raise WrongUse(
                f"There is no question “{question}”. {meant(question, decision.questions_by_id, 'questions')}"
            )
        option = option_for(decision, question, answer)
        if option is None:
            known = [str(o.id) for o in decision.question(question).options] + [UNKNOWN]
            raise WrongUse(f"“{question}” has no option “{answer}”. {meant(answer, known, 'options')}")
        answers[question] = option
    return answers


def _ask(decision: Decision, name: str) -> str:
    question = decision.question(name)
    sys.stderr.write(question_text(question) + "\n")
    options = {key: str(o.id) for key, o in zip(option_keys(question), question.options, strict=True)}
    if question.unsure_offered:
        options["?"] = UNKNOWN
    while True:
        sys.stderr.write("> ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise Trouble("The walk was left before its end.")
        text = line.strip()
        found = options.get(text) or option_for(decision, name, text)
        if found:
            return found
        sys.stderr.write(keys_text(question) + "\n")


def pages(given: Namespace) -> int:
    """Write the pages below a folder; 1 where errors stand in the way."""
    from crossroads.adapters.pages import write_pages

    inspection = _inspected(given)
    if inspection.has_errors:
        sys.stderr.write(as_text(inspection.diagnostics, inspection.reading.sources) + "\n")
        return 1
    written, kept, removed = write_pages(
        inspection, given.engine, given.site_url, _day(given), Path(given.out), given.reference
    )
    sys.stderr.write(f"{written} written, {kept} unchanged, {removed} removed below {given.out}.\n")
    return 0


def pdf(given: Namespace) -> int:
    """Print checklists and decisions."""
    from crossroads.adapters.printing import print_files

    return print_files(given, _inspected(given))


def stats(given: Namespace) -> int:
    """Count decisions."""
    from crossroads.reasoning.statistics import statistics
    from crossroads.showing.stats_report import stats_json, stats_text

    inspection = _inspected(given)
    lowered = inspection.judgement.lowered
    names = given.ids or sorted(lowered)
    decisions = {name: _decision(inspection, name)[0] for name in names}
    figures = {name: (d, statistics(d, lowered[name])) for name, d in decisions.items()}
    _out(stats_json(figures) if given.format == "json" else stats_text(figures))
    return 0


def schema(given: Namespace) -> int:
    """Print a schema, or write all of them."""
    from crossroads.adapters.authoring import write_schemas

    _out(write_schemas(given, _inspected(given).reading.library))
    return 0


def new(given: Namespace) -> int:
    """Start a decision."""
    from crossroads.adapters.authoring import new_decision

    _out(new_decision(given, _day(given)))
    return 0


def explain_command(given: Namespace) -> int:
    """Explain a diagnostic."""
    from crossroads.adapters.authoring import explain

    _out(explain(given))
    return 0


def export(given: Namespace) -> int:
    """Write one decision for other tools."""
    from crossroads.adapters.exchange import export_decision

    export_decision(given, *_decision(_inspected(given), given.id))
    return 0


def import_command(given: Namespace) -> int:
    """Print the YAML for a decision table."""
    from crossroads.adapters.exchange import import_csv

    return import_csv(given, _day(given))


def diff_command(given: Namespace) -> int:
    """Compare two versions."""
    from crossroads.adapters.review import diff

    return diff(given)


def owners(given: Namespace) -> int:
    """Write who signs off which file."""
    from crossroads.adapters.owners import write_owners

    return write_owners(given, _inspected(given))


def record(given: Namespace) -> int:
    """Write the record of a walk."""
    inspection = _inspected(given)
    decision, graph = _decision(inspection, given.id)
    answers = _answers(decision, given.answer)
    sys.stdout.write(record_walk(given, inspection.reading.library, decision, graph, answers, _day(given)))
    return 0


def verify(given: Namespace) -> int:
    """Hold a record against today's rules."""
    inspection = _inspected(given)
    return verify_record(given, inspection.reading.library, inspection.judgement.graphs)


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "check": check,
    "test": test,
    "walk": walk_command,
    "diff": diff_command,
    "owners": owners,
    "pages": pages,
    "pdf": pdf,
    "stats": stats,
    "schema": schema,
    "new": new,
    "explain": explain_command,
    "export": export,
    "import": import_command,
    "record": record,
    "verify": verify,
}
