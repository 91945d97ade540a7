SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help briefs test setup lint types bench catalogues goldens kills fuzz audit clean clean-all

# Options for the program: make briefs ARGS="--format pdf un-appeal"
ARGS ?=
# Languages for new translations of the program.
LANGUAGES ?=
# Options for the fuzzer.
RUNS ?= 1000000
TARGETS ?= yaml edtf prose markup layout
# Options for the benchmarks: make bench BENCH="--only 1,3 --quick"
BENCH ?=

help: ## say what there is to make
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile | expand -t 20

briefs: ## build every brief into out/, after setting up what that needs
	@setup/machine.sh build
	@setup/python.sh build
	@.venv/bin/briefwright build $(ARGS)

test: setup lint types ## set up everything, then check style, types and behaviour
	@rm -rf .coverage .coverage.* .setup/pytest.log
	@set -o pipefail; .venv/bin/coverage run -m pytest -n 2 --dist loadfile --verbosity=0 | tee .setup/pytest.log
	@.venv/bin/coverage combine -q
	@.venv/bin/coverage report
	@tail -n 1 .setup/pytest.log

setup: ## install what building and testing need: packages, .venv, judges
	@mkdir -p .setup
	@setup/machine.sh test
	@setup/python.sh test
	@setup/judges.sh

lint: ## check the style of the code
	@setup/python.sh test
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

types: ## check the types of the code
	@setup/python.sh test
	@.venv/bin/mypy

bench: ## measure speed beside the peers and write docs/benchmarks.md; about 25 minutes on two cores
	@setup/bench.sh
	@.venv/bin/python benchmarks/run.py $(BENCH)

kills: ## kill 200 builds at random moments, and 200 while they write, and look at what they leave
	@setup/python.sh test
	@PYTHONPATH=tests .venv/bin/python tests/robust/kills.py 200

fuzz: ## run each target of the fuzzer a million times; RUNS=1000 TARGETS=edtf for less
	@setup/python.sh test
	@.venv/bin/python -m pip --disable-pip-version-check --no-input install --quiet -r setup/requirements-fuzz.txt
	@mkdir -p .fuzz
	@for target in $(TARGETS); do \
		echo "fuzzing $$target, $(RUNS) times" && \
		.venv/bin/python tests/fuzz/fuzz.py $$target $(RUNS) 2>.fuzz/$$target.log || { tail -n 40 .fuzz/$$target.log; exit 1; }; \
		grep '^stat::' .fuzz/$$target.log; \
	done

audit: ## ask the advisory service about each pinned package; needs the network, and fails where it has no answer
	@setup/python.sh test
	@mkdir -p .setup
	@test -x .setup/audit/bin/pip-audit || { python3 -m venv .setup/audit && \
		.setup/audit/bin/pip --disable-pip-version-check --no-input install --quiet -r setup/requirements-audit.txt; }
	@.setup/audit/bin/pip-audit --strict --no-deps --disable-pip -r setup/requirements.txt -r setup/requirements-dev.txt || \
		{ echo "audit: a package has a known weakness, or the service did not know it; nothing is proved either way"; exit 1; }

catalogues: ## bring the program's translations up to date with its words; LANGUAGES="de it" makes new ones
	@setup/python.sh test
	@.venv/bin/python -c 'import pathlib, sys; from briefwright.build import update_program; \
		print(*update_program(pathlib.Path.cwd(), sys.argv[1:]).written, sep="\n")' $(LANGUAGES)

goldens: setup ## write the expected outputs of the tests anew; look at the difference before you commit it
	@.venv/bin/pytest --update-goldens

clean: ## remove what building and testing have written
	@rm -rf out dist .setup .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.*

clean-all: clean ## remove the environment and the judges too
	@rm -rf .venv .judges
