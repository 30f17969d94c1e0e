# Two commands do the set-up: `make site` and `make test`. Everything else is for those who work on Crossroads.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Node and Java come as wheels; what they run is locked in tests/audit and bench/mermaid.
AUDIT_TOOLS = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/audit.txt
export NO_MKDOCS_2_WARNING := 1

.PHONY: site test serve bench lint lock clean audit

site: $(VENV)/.site
	$(BIN)/crossroads check
	$(BIN)/python -m mkdocs build --quiet --site-dir .build/site
	$(BIN)/python -m crossroads.adapters.publish .build/site site

serve: $(VENV)/.site
	$(BIN)/python -m mkdocs serve --watch-theme

test: $(VENV)/.test
	$(BIN)/python tests/find_browser.py
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(VENV)/.test
	$(BIN)/python bench/drawing.py
	$(BIN)/python bench/reading.py
	$(BIN)/python bench/reasoning.py
	$(BIN)/python bench/changes.py
	$(AUDIT_TOOLS)
	$(BIN)/python bench/mermaid/compare.py

# The long checks. What takes time by the clock runs first and alone. What was found is written into the page of results
# whether all passed or not.
audit: $(VENV)/.test
	$(AUDIT_TOOLS)
	$(BIN)/python tests/find_browser.py
	export CROSSROADS_AUDIT=1; \
	CROSSROADS_RESULTS=.build/measured.json $(BIN)/python -m pytest tests/audit; measured=$$?; \
	CROSSROADS_RESULTS=.build/results.json $(BIN)/python -m pytest -n 2 --dist loadfile --ignore tests/audit; status=$$?; \
	$(BIN)/python tests/write_results.py .build/measured.json .build/results.json; exit $$((measured + status))

# Writes the locks anew from pyproject.toml; the only target that decides versions.
lock: $(VENV)/.test
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --group site --extra paper pyproject.toml -o requirements/site.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --group site --group test --extra paper pyproject.toml -o requirements/test.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --group audit pyproject.toml -o requirements/audit.txt

clean:
	rm -rf .build site $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Crossroads needs Python 3.11 or later; name one: make PYTHON=python3.12 site"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Python's venv is missing; on Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/.site: requirements/site.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@
