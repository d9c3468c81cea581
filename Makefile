# The commands of the house; `make` alone lists them. Works with GNU make 3.81 (macOS) and later.

SHELL := /bin/sh
.DEFAULT_GOAL := help
export PYTHON

PY := .venv/bin/python
DEVELOPMENT := DJANGO_SETTINGS_MODULE=cms.settings.development
TESTING := DJANGO_SETTINGS_MODULE=cms.settings.test
# Enough for production settings to load; the checks read no data.
PRODUCTION := DJANGO_SETTINGS_MODULE=cms.settings.production PUBLIC_URL=https://example.org ALLOWED_HOSTS=example.org \
	SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')" VAR_DIR="$(CURDIR)/var/check"

.PHONY: help run test test-browser test-node test-stack bench bench-search bench-forms bench-web soak relevance screenshots check messages schema documents contract-diff lock \
	install-run install-test

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: install-run ## install what is missing, fill an empty database, serve on 127.0.0.1:8000 (HOST, PORT)
	@$(DEVELOPMENT) $(PY) manage.py start

test: install-test ## the tests in Python, on the embedded database and search engine
	@$(PY) -m pytest -n auto -m "not browser"

test-browser: install-test ## the tests in a real browser (Chromium; CHROMIUM names another)
	@$(PY) -m pytest -m browser

test-node: install-test ## the tools and clients of front-end developers, and the validator of HTML, on the running program (Node 18, Java 11)
	@$(PY) -m tests.clients

test-stack: install-test ## the tests on PostgreSQL and Elasticsearch (started here; TEST_DATABASE_URL, TEST_SEARCH_URL name yours; WHOLE=1: the desk and the site too)
	@$(PY) -m tests.stack

bench: install-test ## measure beside stock grapple, GNU/Linux with wrk (ROUNDS, SECONDS, DATABASES, QUICK=1, JSON=file)
	@$(PY) -m tests.bench

bench-search: install-test ## measure search on 100,000 pages, GNU/Linux with wrk (ENGINES, PAGES, ENCODER=off, QUICK=1, JSON=file)
	@$(PY) -m tests.bench_search

bench-forms: install-test ## measure how soon a form of 40 blocks can be used in Chromium, in three languages beside one (ROUNDS)
	@$(PY) -m tests.bench.forms

bench-web: install-test ## measure how fast kept pages go out (wrk), and what each costs a telephone, by Lighthouse (Node 18; ROUNDS, ONLY=guide-fr,home-ar)
	@$(PY) -m tests.bench_web.serving
	@$(PY) -m tests.bench_web

soak: install-test ## a mixed load with publications for half an hour (MINUTES): does memory grow?
	@$(PY) -m tests.bench soak

relevance: install-test ## how good the search is on judged collections (DATA=folder, JUDGED=1; ENGINE, ONLY, JSON=file)
	@$(PY) -m tests.relevance

screenshots: install-test ## take the pictures of docs/images, docs/editors and docs/site from the running program (ONLY=editors)
	@$(PY) -m tests.browser.screenshots

check: install-test ## style, types, arrows, migrations, contract, catalogues, deployment
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports --cache-dir var/import-linter
	@$(TESTING) $(PY) manage.py makemigrations --check --dry-run
	@$(TESTING) $(PY) manage.py print_schema --check
	@$(TESTING) $(PY) manage.py print_documents --check
	@$(TESTING) $(PY) manage.py messages --check
	@mkdir -p var/check
	@$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING

messages: install-test ## bring locales/ up to date with the texts of the code
	@$(TESTING) $(PY) manage.py messages

schema: install-test ## print the contract into graphql/schema.graphql
	@$(TESTING) $(PY) manage.py print_schema

documents: install-test ## write the manifest of the trusted documents, graphql/operations/manifest.json
	@$(TESTING) $(PY) manage.py print_documents

contract-diff: install-test ## list what changed in the contract since BASE (a git revision or a file); fail if it breaks clients
	@$(TESTING) $(PY) manage.py contract_diff "$(or $(BASE),$(error Say what to compare with: make contract-diff BASE=main))"

lock: ## lock the requirements anew (add UPGRADE=--upgrade to take newer versions)
	@requirements/install lock
	@cd requirements && for name in build run test draw lock; do \
		echo "requirements/$$name.txt"; \
		../.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--no-header --no-annotate $(UPGRADE) $$name.in -o $$name.txt || exit 1; \
	done

install-run:
	@requirements/install run

install-test: install-run
	@requirements/install test
