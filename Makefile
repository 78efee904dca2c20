# The two commands are `make run` and `make test`. Both make .venv from requirements*.txt, whose hashes are checked.
# Nothing here sets PORT, DATABASE_URL or any other setting: the environment (docs/settings.md) decides.
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
# What Python has compiled stays for the next process, also where the machine's surroundings say otherwise.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
VENV := .venv
NEXT := .venv-next
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
MANAGE := $(BIN)/python manage.py
WORKERS ?= 2
# A file's tests share a worker, and with it a browser, a service and a database; conftest.py puts the slow files first.
SPREAD := -n $(WORKERS) --dist loadfile --no-loadscope-reorder

.PHONY: help
help:
	@echo "make run        the service on this machine (PORT, DATABASE_URL and the rest: docs/settings.md)"
	@echo "make test       every kind of check; brings Chromium, Java and the npm checkers where it may"
	@echo "make test-fast  the same without the browser"
	@echo "make test-all   the same with the long walks: what the build server runs"
	@echo "make test-postgresql  every test without the browser, and every service, on PostgreSQL"
	@echo "make next       every test without the browser on Python 3.13 and Django 6.1"
	@echo "make lint       ruff, djlint, mypy, hadolint       make format        rewrite the layout"
	@echo "make audit      the longer checks                  make coverage      what the tests reach, without the browser"
	@echo "make figures    count the words to read and the hits of the search (docs/figures.md)"
	@echo "make bench      what pages, journeys, memory and any size of content cost (docs/performance.md; PARTS=\"pages memory\")"
	@echo "make cluster-check  two hosts behind nginx on one PostgreSQL, restarted, killed and without it (SHARE=0.2)"
	@echo "make spoken     what a virtual screen reader says of three pages"
	@echo "make engines    the journey in three browser engines; make lighthouse   Lighthouse on every page type (PAGES=\"start result\")"
	@echo "make api-check  schemathesis tries the API by its own description (docs/api.md)"
	@echo "make mutants    break the rules one place at a time and see that a test fails"
	@echo "make torture    break what may break, and see that it holds (docs/reliability.md; SHARE=0.1 for a tenth of it)"
	@echo "make sbom       what is pinned, as CycloneDX, and whether it has known holes"
	@echo "make messages   gather the interface's sentences for translation and compile them (GNU gettext)"
	@echo "make requirements  compile requirements*.txt from pyproject.toml (ARGS=--upgrade renews them)"
	@echo "make container  build the image (docs/deploying.md)"
	@echo "make clean      remove what these commands made, except data/"

# --- virtual environment ------------------------------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "This Python has no venv with pip. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt | $(BIN)/python
	@echo "Installing requirements.txt"
	@$(PIP) install --require-hashes --no-deps -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@echo "Installing requirements-dev.txt"
	@$(PIP) install --require-hashes --no-deps -r requirements-dev.txt
	@touch $@

# --- run ----------------------------------------------------------------------------------------------------------

# With the folders: what was taken away counts too.
STATIC := $(shell find static) advisor/static_files.py advisor/settings.py

staticfiles/staticfiles.json: $(STATIC) $(VENV)/.runtime
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@touch $@

.PHONY: run
run: $(VENV)/.runtime staticfiles/staticfiles.json
	@$(MANAGE) install
	@echo
	@echo "The service:          http://127.0.0.1:$${PORT:-8000}/"
	@echo "The first admin user: $(BIN)/python manage.py createsuperuser    (then /admin/)"
	@echo "To stop:              Ctrl+C"
	@echo
	@exec $(BIN)/gunicorn

# --- checks -------------------------------------------------------------------------------------------------------

.PHONY: tools
tools:
	@sh .ci/tools

node_modules/.installed: package.json package-lock.json .npmrc | tools
	@echo "Installing the npm checkers"
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: test
test: $(VENV)/.dev tools node_modules/.installed lint ready
	@$(BIN)/python -m pytest $(SPREAD) -m "not long"

.PHONY: test-fast
test-fast: $(VENV)/.dev lint ready
	@$(BIN)/python -m pytest $(SPREAD) -m "not long and not browser"

.PHONY: test-all
test-all: $(VENV)/.dev tools node_modules/.installed lint ready
	@$(BIN)/python -m pytest $(SPREAD)

.PHONY: test-postgresql
test-postgresql: $(VENV)/.dev audit-tools ready
	@echo "Every test without the browser, and every service that they start, on PostgreSQL"
	@sh .ci/postgresql $(BIN)/python -m pytest $(SPREAD) -m "not browser"

$(NEXT)/.installed: requirements-dev.txt requirements-next.txt $(VENV)/.dev
	@sh .ci/next $(NEXT) $(BIN)/uv
	@touch $@

.PHONY: next
next: $(NEXT)/.installed ready
	@echo "Every test without the browser on the releases to come (requirements-next.txt)"
	@$(NEXT)/bin/python -m pytest $(SPREAD) -m "not browser"

.PHONY: figures
figures: $(VENV)/.dev
	@echo "Words to read, and search in own words (docs/figures.md)"
	@$(BIN)/python -m pytest -rP -k "words_to_read or among_the_first_three" advisor/tests/conversation/test_reading.py advisor/tests/search/test_search.py

.PHONY: spoken
spoken: $(VENV)/.dev tools node_modules/.installed
	@echo "What a virtual screen reader says of the start page, a question and an answer"
	@$(BIN)/python -m pytest -rP -k transcripts advisor/tests/browser/test_spoken.py

.PHONY: ready
ready: $(VENV)/.dev staticfiles/staticfiles.json
	@$(MANAGE) check --fail-level WARNING
	@$(MANAGE) makemigrations --check --dry-run

.PHONY: lint
lint: $(VENV)/.dev
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo "The layout differs; run: make format" >&2; exit 1; }
	@$(BIN)/djlint templates --lint --check --quiet || { echo "Templates differ in layout or lint; run: make format" >&2; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/hadolint Dockerfile

.PHONY: format
format: $(VENV)/.dev
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet
	@$(BIN)/djlint templates --reformat --quiet

.PHONY: audit-tools
audit-tools: tools
	@sh .ci/audit-tools

audit/node_modules/.installed: audit/package.json audit/package-lock.json audit/.npmrc | audit-tools
	@echo "Installing Lighthouse"
	@cd audit && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: engines
engines: $(VENV)/.dev audit-tools ready
	@echo "The same journey in Chromium, Firefox and WebKit, with JavaScript and without"
	@xvfb-run --auto-servernum $(BIN)/python -m audit.engines

.PHONY: lighthouse
lighthouse: $(VENV)/.dev audit/node_modules/.installed ready
	@echo "Lighthouse on every page type (docs/figures.md)"
	@$(BIN)/python -m audit.lighthouse $(PAGES)

.PHONY: api-check
api-check: $(VENV)/.dev ready
	@echo "The API by its own description, tried by schemathesis (docs/api.md)"
	@$(BIN)/python -m audit.api

.PHONY: bench
bench: $(VENV)/.dev audit/node_modules/.installed ready
	@echo "What pages, journeys, rules and memory cost beside a floor and the textbook peer (docs/performance.md)"
	@sh .ci/postgresql $(BIN)/python -m bench $(PARTS)

.PHONY: cluster-check
cluster-check: $(VENV)/.dev audit-tools ready
	@echo "Two hosts behind nginx on one PostgreSQL, from the files in deploy/ (docs/performance.md)"
	@sh .ci/postgresql $(BIN)/python -m audit.cluster --share $(SHARE)

.PHONY: audit
audit: $(VENV)/.dev audit-tools node_modules/.installed audit/node_modules/.installed ready
	@echo "Every test in a random order, the property tests with 5,000 examples each"
	@$(BIN)/python -m pytest -n $(WORKERS) -m "not browser" --hypothesis-profile=audit --shuffle=$$(date +%s)
	@echo "Every page in the browser, in every language, window and colour"
	@$(BIN)/python -m pytest $(SPREAD) -m browser --hypothesis-profile=audit
	@$(MAKE) test-postgresql
	@$(MAKE) next
	@$(MAKE) engines
	@$(MAKE) lighthouse
	@$(MAKE) api-check
	@$(MAKE) bench
	@$(MAKE) torture
	@$(MAKE) cluster-check
	@$(MAKE) mutants

.PHONY: sbom
sbom: $(VENV)/.runtime
	@$(BIN)/python -m audit.sbom

# How much of the counted figures make torture and make cluster-check do, and the tests that hold R8 and R9.
SHARE ?= 1
HOLDS := mandates/tests/content/test_fixtures.py mandates/tests/content/test_importing.py -k "byte_identical or refuses_whole or same_export"

.PHONY: torture
torture: $(VENV)/.dev audit-tools ready
	@echo "Restore drill: copied under writing, wrecked, put back, compared"
	@env -u DATABASE_URL $(BIN)/python -m audit.restoring
	@sh .ci/postgresql $(BIN)/python -m audit.restoring
	@echo "Content out and in again, and broken files refused whole, on PostgreSQL"
	@sh .ci/postgresql $(BIN)/python -m pytest -n 0 -q $(HOLDS)
	@echo "Addresses, bombs, kills, publications, and a database that hangs: docs/reliability.md has this table"
	@env -u DATABASE_URL $(BIN)/python -m audit.torture --share $(SHARE) fuzz bombs kills publishes soak
	@sh .ci/postgresql $(BIN)/python -m audit.torture hanging
	@echo "Wrong passwords from many addresses"
	@env -u DATABASE_URL $(BIN)/python -m audit.sign_in_attack

.PHONY: mutants
mutants: $(VENV)/.dev
	@echo "The rules, integrity and impact with one place changed at a time; what is then listed no test tells"
	@rm -rf mutants
	@$(BIN)/mutmut run
	@$(BIN)/mutmut results

.PHONY: coverage
coverage: $(VENV)/.dev
	@$(BIN)/coverage run -m pytest -m "not browser"
	@$(BIN)/coverage report

# --- the rest -----------------------------------------------------------------------------------------------------

COMPILE := $(BIN)/uv pip compile --quiet --no-config --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
  --custom-compile-command "make requirements"
PINNED := $(COMPILE) --python-version 3.11 pyproject.toml

.PHONY: requirements
requirements: $(VENV)/.dev
	@$(PINNED) $(ARGS) --output-file requirements.txt
	@$(PINNED) $(ARGS) --group dev --constraint requirements.txt --output-file requirements-dev.txt
	@$(COMPILE) $(ARGS) --python-version 3.13 --no-deps --group next --output-file requirements-next.txt

# Swedish is spoken on the public site only. The date would change in every run.
MESSAGES := $(MANAGE) makemessages --verbosity 0 --add-location file --no-obsolete \
  --ignore node_modules --ignore staticfiles --ignore mutants --ignore data --ignore tests
EDITORS_ONLY := $(foreach folder,mandates/admin mandates/backups mandates/checks mandates/content mandates/door mandates/impact mandates/management \
  mandates/models mandates/publishing templates/admin,--ignore "$(folder)/*") --ignore mandates/apps.py

.PHONY: messages
messages: $(VENV)/.dev
	@$(MESSAGES) $(foreach language,$(filter-out en fi,$(notdir $(wildcard locale/*))),--locale $(language)) $(EDITORS_ONLY)
	@$(MESSAGES) --locale en
	@sed -i -e '/^"POT-Creation-Date:/d' -e '/^"Report-Msgid-Bugs-To:/d' locale/*/LC_MESSAGES/django.po
	@$(MANAGE) compilemessages --verbosity 0 --ignore .venv --ignore node_modules

.PHONY: container
container:
	@sh .ci/container

.PHONY: clean
clean:
	@rm -rf $(VENV) $(NEXT) node_modules audit/node_modules staticfiles htmlcov .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache mutants
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
