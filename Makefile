# Every target makes what it needs first: see packaging/bootstrap.py.

PYTHON ?= python3
WORKERS ?= 2

venv := .venv/bin/python
frozen := dist/ascribe/ascribe
bootstrap = @command -v $(PYTHON) >/dev/null || { echo "Ascribe needs Python 3.11 or newer ($(PYTHON) isn't there)."; exit 1; }; \
	$(PYTHON) packaging/bootstrap.py
has_display := $(if $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname)),yes)

.PHONY: help run demo test bench effort faults fuzz evaluate messages bundle smoke e2e clean-machine lock clean

help:
	@echo "make run             open Ascribe (without a display: make demo)"
	@echo "make demo            label an article in the real window, by simulated mouse and keys, into demo/"
	@echo "make test            ruff, mypy, import-linter, pytest"
	@echo "make bench           measure against the yardsticks in tests/bench, and what each trick is worth"
	@echo "make faults          kills, flipped bits, bad disks, power cuts: what is lost by them (20 minutes; FAULTS=\"--only NAME\")"
	@echo "make fuzz            give 5,000 damaged files to each reader, in 20 minutes at most (CASES=50: fewer; SEED=N: the same again)"
	@echo "make effort          annotate known articles by mouse, by keys and with suggestions, and print the seconds that it takes"
	@echo "make evaluate GOLD=FILE   compare the suggestions with gold attributions (LEARN=FILE: learn from 200 of these first)"
	@echo "make messages        collect the texts for translators, compile translations (packaging/messages.py)"
	@echo "make bundle          freeze the program into dist/, and check its size"
	@echo "make smoke           let the frozen program do its whole job"
	@echo "make e2e             the same on a screen (Xvfb), with a real mouse (xdotool)"
	@echo "make clean-machine   make test and make demo on a bare Debian 12 and 13, in a folder (root only)"
	@echo "make lock            pin the newest packages that pyproject.toml allows"
	@echo "make clean           remove all that was made, .venv too"

run:
	$(bootstrap) run
ifdef has_display
	@$(venv) -m desktop
else
	@echo "There is no display here: doing the demo instead."
	@$(MAKE) --no-print-directory demo
endif

demo:
	$(bootstrap) run
	@$(venv) -m ui.rehearsal.demo demo

test:
	$(bootstrap) test
	$(venv) -m ruff check --quiet .
	$(venv) -m mypy
	.venv/bin/lint-imports
	$(venv) -m pytest -n $(WORKERS)

bench:
	$(bootstrap) test
	@$(venv) -m tests.bench; status=$$?; $(venv) -m tests.bench.tricks && exit $$status

faults:
	$(bootstrap) test
	@$(venv) -m tests.faults $(FAULTS)

fuzz:
	$(bootstrap) test
	@$(venv) -m tests.fuzz --workers $(WORKERS) $(if $(CASES),--cases $(CASES)) $(if $(SEED),--seed $(SEED))

effort:
	$(bootstrap) test
	@$(venv) -m tests.effort $(WAYS)

evaluate:
	$(bootstrap) run
	@test -n "$(GOLD)" || { echo "Name the gold articles: make evaluate GOLD=FILE"; exit 1; }
	@$(venv) -m desktop evaluate "$(GOLD)" $(if $(LEARN),--learn-from "$(LEARN)")

messages:
	$(bootstrap) test
	@$(venv) packaging/messages.py

bundle:
	$(bootstrap) bundle
	@$(venv) packaging/bundle.py

$(frozen): $(shell git ls-files desktop ui resources packaging)
	@$(MAKE) --no-print-directory bundle

smoke: $(frozen)
	$(bootstrap) smoke
	@$(venv) packaging/smoke.py $(frozen)

e2e: $(frozen)
	$(bootstrap) e2e
	@$(venv) packaging/mouse.py $(frozen)

clean-machine:
	@sh packaging/clean_machine.sh

lock:
	@sh packaging/lock.sh --upgrade

clean:
	rm -rf .venv build dist demo .bench .fuzz *.egg-info .*_cache .hypothesis
	find desktop ui resources tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +
