# make demo: install, fetch the weights, subtitle the sample. make test: every test, real weights included.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := media/interview.ogg

.PHONY: demo test lint format figures bench bench-align bench-long bench-glossary bench-fidelity bench-translate bench-breaks bench-cues conformance sample sounds clean

demo: $(VENV)/.demo
	$(BIN)/taiyaku models pull
	$(BIN)/taiyaku make $(SAMPLE)

test: $(VENV)/.dev
	sh scripts/test_tools.sh
	$(BIN)/taiyaku models pull
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# the sample's figures: errors of the alignment, seconds and memory of each stage
figures: $(VENV)/.dev
	$(BIN)/python -m benchmarks.figures --sample

# the same on 465 s of speech, which is synthesized first (some minutes, once)
bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.figures

# the aligner beside stable-ts on speech of every kind, with exact times (the first run synthesizes it: some minutes).
# stable-ts goes without its dependencies: torchaudio has no build for every PyTorch, and is not needed at 16 kHz
bench-align: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --no-deps stable-ts
	$(BIN)/python -m benchmarks.align

# two hours in one go: memory, speed, and the errors at both ends
bench-long: $(VENV)/.dev
	$(BIN)/python -m benchmarks.align.long

# 40,000 terms from each kind of file, matched against an hour of transcript
bench-glossary: $(VENV)/.dev
	$(BIN)/python -m benchmarks.glossary

# the checks of a translation on labelled lines: faults found and false alarms, rule by rule
bench-fidelity: $(VENV)/.dev
	$(BIN)/python -m benchmarks.fidelity

# where lines are broken, beside BudouX and textwrap
bench-breaks: $(VENV)/.dev
	$(BIN)/python -m benchmarks.breaks

# whether other people's readers take every format whole, at every frame rate
conformance: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[conformance]'
	$(BIN)/python -m benchmarks.conformance

# an hour of interview shaped in every profile, ten thousand subtitles checked
bench-cues: $(VENV)/.demo
	$(BIN)/taiyaku make --quiet $(SAMPLE)
	$(BIN)/python -m benchmarks.cues

# terms, chrF, BLEU and faults of the translator on interviews with references, with and without its parts (an hour)
bench-translate: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m benchmarks.translate --half all
	$(BIN)/python -m benchmarks.translate.people

# speaks the sample anew from its script
sample: $(VENV)/.dev
	$(BIN)/python -m scripts.make_sample

# trains the head that reads sounds off Whisper's encoder (an hour). VOICES is the folder of that name in the npm package
# kokoro-js, which has Kokoro's voices of other languages: make sounds VOICES=package/voices
sounds: $(VENV)/.dev
	$(BIN)/python -m scripts.train_sounds $(VOICES)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.dev: $(VENV)/.demo
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,sample]'
	touch $@

clean:
	rm -rf $(VENV) build dist
