# Two commands on a fresh machine: `make demo` and `make test`. Both make the environment in .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED := ../shared
REPORTS := $(wildcard $(SHARED)/reports)

.PHONY: demo test lint unit wheel check-wheel score train bench fuzz clean

demo: $(VENV)/.ready
	$(BIN)/reportmine analyze corpus/ip-report-masked-2023.txt

# Everything CI runs.
test: lint check-wheel score unit

unit: $(VENV)/.ready
	$(BIN)/python -m pytest

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

# The figures on the gold annotation beside the checkout, where there is one.
score: $(VENV)/.ready
	@if [ -f $(SHARED)/score.py ]; then \
	  $(BIN)/python $(SHARED)/score.py all --cmd '$(BIN)/reportmine analyze --format json {}'; \
	else echo "no $(SHARED)/score.py: not scored"; fi
	$(BIN)/reportmine evaluate

train: $(VENV)/.ready
	$(BIN)/reportmine train $(if $(REPORTS),--weak $(REPORTS))

bench: $(VENV)/.ready
	$(BIN)/python benchmarks/speed.py

# Broken files through every reader; EXAMPLES per format.
EXAMPLES := 2000
fuzz: $(VENV)/.ready
	$(BIN)/python tests/fuzz/fuzz_readers.py $(EXAMPLES)

clean:
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@
