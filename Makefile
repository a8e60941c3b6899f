# `make` alone lists the targets. All of them work from a fresh clone.
.DEFAULT_GOAL := help
.PHONY: help serve dev test test-postgres faults bench bench-growth check lock runtime tools browser

python := .venv/bin/python
# Tests and checks describe the defaults, whatever the terminal happens to have set.
defaults := unset SECRET_KEY DEBUG ALLOWED_HOSTS SITE_URL SITE_NAME MEDIA_ROOT MEDIA_STORAGE READY_FOLDER READY_MB TIME_ZONE PORT BEHIND_PROXY EMAIL_URL EMAIL_FROM
# Who kills and freezes servers wants the machine alone.
pytest := $(python) -m pytest -n auto --dist worksteal && $(python) -m pytest tests/faults
compile := uv pip compile --quiet --universal --generate-hashes --python-version 3.12 \
	--custom-compile-command "make lock"

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

serve: runtime ## Run the site with sample content at http://localhost:8000 (PORT= changes it)
	@exec $(python) manage.py serve

dev: runtime ## Run the same site with DEBUG and reloading
	@DEBUG=1 exec $(python) manage.py serve --reload

test: tools browser ## Run every test, but those of docs/deploy (make faults)
	@$(defaults) DATABASE_URL REDIS_URL; $(pytest)

test-postgres: tools browser ## Run the same on PostgreSQL and Redis (DATABASE_URL=, REDIS_URL=)
	@$(defaults); \
	export DATABASE_URL="$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/postgres}"; \
	export REDIS_URL="$${REDIS_URL:-redis://127.0.0.1:6379/0}"; \
	$(python) -m tests.servers && $(pytest)

faults: tools ## Kill, stop and freeze real servers, with docs/deploy's nginx (DATABASE_URL=, FAULT_ROUNDS=)
	@$(python) -m tests.deploy.nginx
	@$(defaults); $(python) -m pytest -v tests/faults tests/deploy

bench: tools ## Measure the site beside nginx and write docs/performance.md (needs nginx and wrk; node for Lighthouse)
	@$(defaults) DATABASE_URL REDIS_URL; $(python) -m tests.bench

bench-growth: tools ## Measure pages with a million quotes beside ten thousand (half an hour; GROWTH_QUOTES=)
	@$(defaults); $(python) -m tests.bench.growth

check: tools ## Check format, style, types, templates, migrations and deployment settings
	@$(python) -m ruff format --check .
	@$(python) -m ruff check .
	@$(python) -m djlint --lint --quiet templates
	@$(python) -m mypy
	@$(defaults) DATABASE_URL REDIS_URL; $(python) manage.py makemigrations --check --dry-run
	@$(defaults) DATABASE_URL REDIS_URL; \
	SITE_URL=https://runsite.example EMAIL_URL=smtp://mail.runsite.example \
		$(python) manage.py check --deploy --fail-level WARNING
	@echo "Format, style, templates, types, migrations and deployment settings are in order."

lock: ## Pin every package with its hashes, after a change of requirements (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: install it and run make lock again." >&2; exit 1; }
	@$(compile) $(LOCK) requirements.txt -o .ci/requirements.lock
	@$(compile) $(LOCK) tests/requirements.txt -c .ci/requirements.lock -o .ci/requirements-dev.lock
	@echo "Both locks in .ci/ are up to date. Next: make test, then commit them with the requirements."

runtime:
	@.ci/environment requirements

tools:
	@.ci/environment requirements-dev

browser: tools
	@$(python) -m tests.browser.chromium
