SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help briefs test setup lint types goldens clean clean-all

# Options for the program: make briefs ARGS="--format pdf un-appeal"
ARGS ?=

help: ## say what there is to make
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile | expand -t 20

briefs: ## build every brief into out/, after setting up what that needs
	@setup/machine.sh build
	@setup/python.sh build
	@.venv/bin/briefwright build $(ARGS)

test: setup lint types ## set up everything, then check style, types and behaviour
	@rm -rf .coverage .coverage.* .setup/pytest.log
	@set -o pipefail; .venv/bin/coverage run -m pytest -n 2 --dist loadgroup --verbosity=0 | tee .setup/pytest.log
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

goldens: setup ## write the expected outputs of the tests anew; look at the difference before you commit it
	@.venv/bin/pytest --update-goldens

clean: ## remove what building and testing have written
	@rm -rf out dist .setup .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.*

clean-all: clean ## remove the environment and the judges too
	@rm -rf .venv .judges
