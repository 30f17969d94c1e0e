"""The command `crossroads`: arguments in, reports out, exit statuses 0, 1, 2 and 3."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TypeAlias

from crossroads import __version__

CLEAN, FOUND, USAGE, FAILED = 0, 1, 2, 3
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="crossroads",
        description="Check, test and walk decision rules written as YAML, and publish them as pages.",
    )
    parser.add_argument("--version", action="version", version=f"crossroads {__version__}")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--decisions", metavar="DIR", default="decisions", help="the folder of decisions")
    shared.add_argument(
        "--content", metavar="DIR", help="the folder of prose pages (default: content, beside the decisions)"
    )
    shared.add_argument("--today", metavar="DATE", help="the day to judge by, YYYY-MM-DD")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_judging, _reviewing, _owning, _recording, _authoring, _giving):
        add(commands, shared)
    return parser


def _judging(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the commands that read, judge, walk and count."""
    check = commands.add_parser("check", parents=[shared], help="read and judge every file")
    check.add_argument("paths", nargs="*", metavar="PATH", help="show only what is found in these files or folders")
    check.add_argument("--format", choices=("text", "json", "github", "sarif"), default="text")
    check.add_argument("--fail-on", choices=("error", "warning"), default="error")
    check.add_argument("--expired", choices=("note", "error"), default="note", help="how overdue reviews count")
    test = commands.add_parser("test", parents=[shared], help="run the scenarios")
    test.add_argument("paths", nargs="*", metavar="PATH", help="test only these decisions")
    test.add_argument("--format", choices=("text", "json"), default="text")
    walk = commands.add_parser("walk", parents=[shared], help="walk a decision")
    walk.add_argument("id", metavar="ID")
    walk.add_argument("--answer", action="append", default=[], metavar="Q=O", help="an answer; Q=unknown is not sure")
    walk.add_argument(
        "--batch", metavar="FILE", help="many cases: CSV with a header, or JSON Lines; - is standard input"
    )
    walk.add_argument("--format", choices=("text", "json"), default="text")
    stats = commands.add_parser("stats", parents=[shared], help="count exactly what decisions do")
    stats.add_argument("ids", nargs="*", metavar="ID")
    stats.add_argument("--format", choices=("text", "json"), default="text")


def _reviewing(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command that compares two versions."""
    diff = commands.add_parser("diff", parents=[shared], help="tell exactly what an edit does to decisions")
    diff.add_argument("old", metavar="OLD", help="a git revision, a range A..B or A...B, a folder or a file")
    diff.add_argument("new", nargs="?", metavar="NEW", help="likewise; without it the folder of decisions as it is")
    diff.add_argument("--format", choices=("text", "json", "markdown", "html", "github"), default="text")
    diff.add_argument("--gate", action="store_true", help="exit with 1 where scenarios or claims fail that did not")
    diff.add_argument(
        "--changelog", metavar="FILE", help="with --gate: where a change of rules wants a line of its own"
    )
    diff.add_argument("--exit-code", action="store_true", help="exit with 1 where some answer ends or goes elsewhere")


def _owning(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the command that tells GitHub who signs off which file."""
    owners = commands.add_parser("owners", parents=[shared], help="write who signs off which file, as CODEOWNERS")
    owners.add_argument("--out", metavar="FILE", help="put the lines into this file, between marks; other lines stay")
    owners.add_argument("--check", metavar="FILE", help="exit with 1 where this file says otherwise")


def _recording(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the commands that write a decision record, and hold one against today's rules."""
    record = commands.add_parser("record", parents=[shared], help="write the decision record of one walk")
    record.add_argument("id", metavar="ID")
    record.add_argument("--answer", action="append", default=[], metavar="Q=O", help="an answer; Q=unknown is not sure")
    record.add_argument("--style", choices=("madr", "nygard"), default="madr")
    record.add_argument("--date", metavar="DATE", help="the day to write on it, YYYY-MM-DD (default: today)")
    record.add_argument("--site-url", default="", metavar="URL", help="where the site is, for the links in it")
    verify = commands.add_parser("verify", parents=[shared], help="hold a decision record against today's rules")
    verify.add_argument("file", metavar="RECORD.md", help="the record; - is standard input")


def _authoring(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the commands for authors."""
    schema = commands.add_parser(
        "schema", parents=[shared], help="print the JSON Schema of a kind of file, for editors"
    )
    schema.add_argument("what", nargs="?", default="decision", metavar="KIND", help="a kind of file, or a decision")
    schema.add_argument("--out", metavar="DIR", help="write all schemas there, and print the editor's setting")
    new = commands.add_parser("new", parents=[shared], help="start a decision")
    new.add_argument("id", metavar="ID")
    explain = commands.add_parser("explain", parents=[shared], help="say what a diagnostic means")
    explain.add_argument("code", nargs="?", metavar="CODE")


def _giving(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add the commands that hand decisions to other tools and to sites."""
    export = commands.add_parser("export", parents=[shared], help="write one decision for other tools")
    export.add_argument("id", metavar="ID")
    export.add_argument("--to", required=True, choices=("json", "dot", "svg", "mermaid", "markdown", "csv"))
    export.add_argument("-o", "--out", metavar="FILE", help="write to a file, whole or not at all")
    table = commands.add_parser("import", parents=[shared], help="print the YAML for a decision table in CSV")
    table.add_argument("file", metavar="FILE", help="the table; - is standard input")
    pages = commands.add_parser("pages", parents=[shared], help="write the generated pages as plain files")
    pages.add_argument("out", metavar="OUT")
    pages.add_argument("--engine", choices=("embedded", "system"), default="embedded")
    pages.add_argument("--reference", action="store_true", help="with the reference of the format and of diagnostics")
    pages.add_argument("--site-url", default="", metavar="URL", help="where the site will be, for printed addresses")
    pdf = commands.add_parser("pdf", parents=[shared], help="write checklists and decisions as sheets to print")
    pdf.add_argument("ids", nargs="*", metavar="ID", help="decisions and checklists (default: all)")
    pdf.add_argument("out", metavar="OUT")
    pdf.add_argument(
        "--paper", choices=("both", "a4", "letter"), default="both", help="both: one sheet for A4 and Letter"
    )
    pdf.add_argument("--site-url", default="", metavar="URL", help="where the site is, for addresses and QR codes")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    given = _parser().parse_args(arguments)
    from crossroads.adapters.commands import COMMANDS
    from crossroads.adapters.files import NoFolder
    from crossroads.adapters.trouble import Trouble, WrongUse

    try:
        return COMMANDS[given.command](given)
    except WrongUse as error:
        return _say(error, USAGE)
    except (NoFolder, Trouble) as error:
        return _say(error, FAILED)
    except KeyboardInterrupt:
        return _say("stopped", 130)
    except BrokenPipeError:
        sys.stderr.close()
        return CLEAN


def _say(what: object, status: int) -> int:
    print(f"crossroads: {what}", file=sys.stderr)  # noqa: T201 - the command's own voice
    return status
