"""Say a YAML syntax error in an author's words, with the repair for what people run into."""

from __future__ import annotations

import re

import yaml

from crossroads.model.diagnostic import Diagnostic, diagnostic
from crossroads.model.place import Place
from crossroads.reading.source import Source

_COLON_IN_TEXT = re.compile(r"^\s*(?:- )?[\w-]+:\s+[^\s'\"\[{|>&*!].*: ")
_QUESTION_IN_FLOW = re.compile(r"[{,\[]\s*[\w-]+:\s+[^'\"\[{][^,}\]]*[?:,]")
_STARTS_ODD = re.compile(r"(?:^|[:\-\[{,] )\s*([@`%&*!|>])")


def syntax_fault(source: Source, error: yaml.MarkedYAMLError) -> Diagnostic:
    """Turn the parser's error into one diagnostic with place and repair."""
    mark = error.problem_mark or error.context_mark
    line = (mark.line if mark else 0) + 1
    column = (mark.column if mark else 0) + 1
    place = Place(source.path, line, column, line, column + 1)
    problem = (error.problem or "this cannot be read").strip().rstrip(".")
    if error.context_mark and "expected ',' or" in problem:
        return _unclosed(source, error.context_mark.line + 1, error.context_mark.column + 1, problem)
    if "\\t" in problem or "'\t'" in problem or "tab" in problem:
        return diagnostic("yaml-tab", place, "A tab stands where only spaces may indent.", "Indent with spaces.")
    code, message, hint = _explain(source, line, problem)
    return diagnostic(code, place, message, hint)


def _unclosed(source: Source, line: int, column: int, problem: str) -> Diagnostic:
    closing = "]" if "]" in problem else "}"
    message = f"What is opened here is not closed by {closing}, or lacks a comma inside."
    hint = "Close it; put quotes around texts inside that hold : , ? # or brackets."
    return diagnostic("yaml-syntax", Place(source.path, line, column, line, column + 1), message, hint)


def _explain(source: Source, line: int, problem: str) -> tuple[str, str, str]:
    written = source.line(line)
    before = source.line(line - 1)
    if written[: len(written) - len(written.lstrip())].count("\t"):
        return "yaml-tab", "A tab stands where only spaces may indent.", "Indent with spaces."
    if "mapping values are not allowed" in problem:
        return "yaml-syntax", "A second “: ” stands in a text without quotes.", _quote(written)
    if _QUESTION_IN_FLOW.search(written) and ("flow" in problem or "expected" in problem):
        return "yaml-syntax", "A text inside { } has a mark that YAML takes for its own.", _quote(written)
    if "could not find expected ':'" in problem:
        hint = f"Line {line - 1} may lack its colon, or a text goes on without indentation: “{before.strip()[:60]}”."
        return "yaml-syntax", "A key without a colon.", hint
    if "quoted scalar" in problem or "unexpected end of stream" in problem:
        return "yaml-syntax", "A quotation mark is opened and never closed.", "Close it; double it ('') inside '…'."
    if "expected <block end>" in problem or "did not find expected key" in problem:
        hint = "Bring this line to the same indentation as its neighbours, or put quotes around the text above it."
        return "yaml-syntax", "This line does not fit the lines above it.", hint
    if _STARTS_ODD.search(written):
        return "yaml-syntax", "A text starts with a mark that YAML takes for its own.", _quote(written)
    hint = "Look at the mark; put quotes around text with : # { } [ ] , & * ? | > @ or `."
    return "yaml-syntax", f"Not YAML: {problem}.", hint


def _quote(written: str) -> str:
    match = re.search(r"([\w-]+):\s+(.*?)\s*[,}]*$", written)
    if not match:
        return "Put quotes around the text."
    text = match.group(2)[:60].replace('"', "'")
    return f'Put quotes around the text: {match.group(1)}: "{text}"'
