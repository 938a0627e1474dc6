# Two commands on a fresh machine: `make demo` and `make test`. Both make the environment in .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED := ../shared
REPORTS := $(wildcard $(SHARED)/reports)

.PHONY: demo test lint unit wheel check-wheel score quality quality-update docs docs-reference docs-pictures docs-rules docs-schema messages train train-follow-up bench bench-update fuzz clean

demo: $(VENV)/.ready
	$(BIN)/reportmine analyze corpus/ip-report-masked-2023.txt
	$(BIN)/reportmine screen --exit-zero corpus/ip-report-masked-2023.txt

# Everything CI runs.
test: lint check-wheel score unit

# The slow ones too, which plain pytest leaves out.
unit: $(VENV)/.ready $(VENV)/.programs
	$(BIN)/python -m pytest -m ""

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

wheel: $(VENV)/.ready
	rm -rf dist
	$(BIN)/python -m build --wheel --sdist --no-isolation --outdir dist . > /dev/null
	ls -l dist

# The wheel in an environment of its own, outside of the checkout, with the dependencies it declares and no others.
check-wheel: wheel
	bash tests/check_wheel.sh $(BIN)/python dist/*.whl

# The figures of the corpus, and on the gold annotation beside the checkout where there is one. That none fell is a test
# (tests/test_quality.py).
score: $(VENV)/.ready
	@if [ -d $(SHARED)/gold-dev ]; then $(BIN)/reportmine evaluate $(SHARED)/gold-dev; \
	else echo "no $(SHARED)/gold-dev: not scored"; fi
	$(BIN)/reportmine evaluate

# Every figure on every set, side by side with the peers, which live in an environment of their own.
quality: $(VENV)/.ready $(VENV)/peers/.ready
	$(BIN)/python benchmarks/quality.py --peers $(VENV)/peers/bin/python

# The same, and what was reached goes into benchmarks/quality.json and docs/research/evaluation*.md. Never lowers a best figure.
quality-update: $(VENV)/.ready $(VENV)/peers/.ready
	$(BIN)/python benchmarks/quality.py --peers $(VENV)/peers/bin/python --update

# The pages of the screening rules; a test fails when they are not up to date.
docs-rules: $(VENV)/.ready
	$(BIN)/reportmine rules --format markdown --lang zh -o docs/reference/rules.md
	$(BIN)/reportmine rules --format markdown --lang en -o docs/reference/rules.en.md

# The pages of the tables of a store; a test fails when they are not up to date.
docs-schema: $(VENV)/.ready
	$(BIN)/reportmine corpus status --tables --lang zh -o docs/reference/corpus-schema.md
	$(BIN)/reportmine corpus status --tables --lang en -o docs/reference/corpus-schema.en.md

# The documentation as a site, in ./site; needs no network.
docs: $(VENV)/.ready docs-reference
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

# The pages that are made from the code; a test fails when they are not up to date.
docs-reference: $(VENV)/.ready docs-rules docs-schema
	$(BIN)/python tools/reference.py

# The pictures of the guides, from reports of ours; needs a browser and LibreOffice.
docs-pictures: $(VENV)/.ready $(VENV)/.programs
	$(BIN)/python tools/pictures.py

# The sentences of the program into the English catalogue, and that compiled: after a new tr("…") or an edit of the .po.
messages: $(VENV)/.ready
	$(BIN)/python tools/translations.py

train: $(VENV)/.ready
	$(BIN)/reportmine train $(if $(REPORTS),--weak $(REPORTS))

# The weights of the follow-up of promises, from the annotated pairs; needs the published reports.
train-follow-up: $(VENV)/.ready
	$(BIN)/reportmine train --follow-up corpus/follow-up --reports $(SHARED)/reports

# Everything that is measured of speed, as one table: a quarter of an hour on two processors with nothing else to do.
# make bench BENCH=quick takes a few minutes.
bench: $(VENV)/.ready $(VENV)/peers/.ready
	$(BIN)/python benchmarks/table.py --peers $(VENV)/peers/bin/python $(if $(filter quick,$(BENCH)),--quick)

# The same, and benchmarks/speed.json, the table and the plan in docs/engineering/performance*.md are made anew.
bench-update: $(VENV)/.ready $(VENV)/peers/.ready
	$(BIN)/python benchmarks/table.py --peers $(VENV)/peers/bin/python --update

# Broken files through every reader, odd documents through all rules, both through clean; EXAMPLES per format.
EXAMPLES := 2000
fuzz: $(VENV)/.ready
	$(BIN)/python tests/fuzz/fuzz_readers.py $(EXAMPLES)
	$(BIN)/python tests/fuzz/fuzz_screening.py $(EXAMPLES)
	$(BIN)/python tests/fuzz/fuzz_cleaning.py $(EXAMPLES)

clean:
	rm -rf $(VENV) dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,docs]'
	touch $@

$(VENV)/.programs: tests/install_programs.sh | $(VENV)/.ready
	bash tests/install_programs.sh $(BIN)/python
	touch $@

$(VENV)/peers/.ready: benchmarks/peers.txt | $(VENV)/.ready
	$(PYTHON) -m venv $(VENV)/peers
	$(VENV)/peers/bin/python -m pip install --quiet --disable-pip-version-check --requirement benchmarks/peers.txt
	touch $@
