# Two commands do everything: `make serve` and `make test`. Each sets up what it needs first.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
CODE := kexie_dash app.py serve.py tests $(wildcard benchmarks)
BROWSER_PACKAGES := chromium fonts-noto-cjk

.PHONY: help serve build test check docs bench soak format lock ocr browser clean
.DELETE_ON_ERROR:

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /make \1|/' | column -t -s '|'

serve: $(VENV)/.run ## set up, build the database, serve the dashboard
	@if (exec 3<>/dev/tcp/127.0.0.1/$(PORT)) 2>/dev/null; then \
	    echo "端口 $(PORT) 已被占用 / port $(PORT) is in use: make serve PORT=$$(( $(PORT) + 1 ))" >&2; exit 2; \
	fi; \
	code=0; $(BIN)/kexie build || code=$$?; \
	if [ $$code -gt 1 ] && ! ls "$${KEXIE_DATA:-data}"/kexie*.duckdb >/dev/null 2>&1; then exit $$code; fi; \
	echo "打开 / open  http://127.0.0.1:$(PORT)   (Ctrl+C 停止 / stops)"; \
	exec $(BIN)/streamlit run serve.py --server.port $(PORT)

build: $(VENV)/.run ## set up and build the database, without serving
	@$(BIN)/kexie build

# Tests of time against length run alone: two workers would disturb the clock.
UNIT_TESTS = $(BIN)/python -m pytest -m "not e2e and not timing" -n 2 --dist worksteal && \
	$(BIN)/python -m pytest -m timing

test: check ocr browser ## set up, then every check and every test
	@if $(HAVE_BROWSER) || [ -n "$${CI:-}" ]; then \
	    $(UNIT_TESTS) && $(BIN)/python -m pytest -m e2e -n 2 --dist loadfile; \
	else \
	    $(UNIT_TESTS); \
	    echo "浏览器测试没有运行：缺 $(BROWSER_PACKAGES) / browser tests not run, see above"; \
	fi

check: $(VENV)/.dev ## formatting, lint, strict types, import contracts
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

docs: $(VENV)/.dev ## write docs/metrics.md anew from the metric dictionary
	$(BIN)/kexie metrics --format markdown > docs/metrics.md

bench: $(VENV)/.bench browser ## measure pages against the smallest Streamlit page, and reading against its parts
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.rebuild
	$(BIN)/python -m benchmarks.judging
	$(BIN)/python -m benchmarks.briefing
	$(BIN)/python -m benchmarks.exports

soak: $(VENV)/.run ## an hour of fifty readers with the server's memory, and 100 kills of a build
	$(BIN)/python -m benchmarks.soak $(MINUTES)
	$(BIN)/python -m benchmarks.kills $(KILLS)

ocr: $(VENV)/.ocr ## install what reads scanned PDFs; from then on it is used

format: $(VENV)/.dev ## put code into its standard form
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

lock: $(VENV)/.dev ## choose versions anew from requirements/*.in
	for set in run dev ocr bench; do \
	    $(BIN)/uv pip compile --no-config --universal --python-version 3.11 --upgrade --quiet \
	        --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
	        --custom-compile-command 'make lock' requirements/$$set.in --output-file requirements/$$set.txt; \
	done

clean: ## remove the environment and the caches; reports and database stay
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- set-up ---------------------------------------------------------------------------------------

# Debian's python3 brings venv but, without python3-venv, no ensurepip: then the system's pip, told
# the environment's interpreter, installs into it.
PIP = $$(if $(BIN)/python -m pip --version >/dev/null 2>&1; then echo $(BIN)/python -m pip; \
	else echo "$$(cat $(VENV)/.made) -m pip --python $(BIN)/python"; fi)
INSTALL = pip="$(PIP)"; $$pip install -qq --no-input --require-hashes -r

$(VENV)/.made:
	@for name in python3 python3.13 python3.12 python3.11; do \
	    python=$$(command -v $$name) || continue; \
	    if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then break; fi; \
	    python=; \
	done; \
	if [ -z "$${python:-}" ]; then \
	    echo "需要 Python 3.11 或更新版本 / Python 3.11 or newer is needed: apt-get install python3 python3-pip" >&2; \
	    exit 1; \
	fi; \
	if ! $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "准备环境 / setting up $(VENV) with $$($$python --version)"; \
	    rm -rf $(VENV); \
	    $$python -m venv $(VENV) >/dev/null 2>&1 || $$python -m venv --clear --without-pip $(VENV); \
	fi; \
	echo $$python > $@

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/.made
	@echo "安装依赖 / installing requirements/run.txt"
	@$(INSTALL) requirements/run.txt; $$pip install -qq --no-input --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "安装开发依赖 / installing requirements/dev.txt"
	@$(INSTALL) requirements/dev.txt
	@touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.dev
	@echo "安装对照 / installing requirements/bench.txt"
	@$(INSTALL) requirements/bench.txt
	@touch $@

$(VENV)/.ocr: requirements/ocr.txt $(VENV)/.run
	@echo "安装图像识别 / installing requirements/ocr.txt"
	@$(INSTALL) requirements/ocr.txt
	@touch $@

HAVE_BROWSER = { command -v chromium >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q .; }

browser:
	@if $(HAVE_BROWSER); then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then as_root=; elif sudo -n true 2>/dev/null; then as_root="sudo -n"; else \
	    echo "请先安装 / please install: sudo apt-get install $(BROWSER_PACKAGES)" >&2; exit 0; \
	fi; \
	echo "安装 / installing $(BROWSER_PACKAGES)"; \
	export DEBIAN_FRONTEND=noninteractive; \
	$$as_root apt-get update -qq && \
	$$as_root apt-get install -qq -y --no-install-recommends $(BROWSER_PACKAGES) fontconfig >/dev/null || \
	    echo "没有装上，请安装 / could not be installed, please install: $(BROWSER_PACKAGES)" >&2
