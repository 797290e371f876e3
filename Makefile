# Every target makes what it needs first: see packaging/bootstrap.py.

PYTHON ?= python3
WORKERS ?= 2
GLIBC ?=
export GLIBC

venv := .venv/bin/python
frozen := dist/ascribe/ascribe
bootstrap = @command -v $(PYTHON) >/dev/null || { echo "Ascribe needs Python 3.11 or newer ($(PYTHON) isn't there)."; exit 1; }; \
	$(PYTHON) packaging/bootstrap.py
has_display := $(if $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname)),yes)

.PHONY: help run demo test test-postgres load-postgres bench effort faults fuzz evaluate extraction messages bundle deb wheel docs smoke e2e clean-machine bare-machine lock clean

help:
	@echo "make run             open Ascribe (without a display: make demo)"
	@echo "make demo            label an article in the real window, by simulated mouse and keys, into demo/"
	@echo "make test            ruff, mypy, import-linter, pytest"
	@echo "make test-postgres   the tests of libraries once more, on a PostgreSQL server that it starts for itself (TESTS=\"FILES\")"
	@echo "make load-postgres   20 programs label one library on a server that is killed in the middle (five minutes; SECONDS=60);"
	@echo "                     then a thousand connections are cut in the middle of edits"
	@echo "make bench           measure against the yardsticks in tests/bench, and what each trick is worth"
	@echo "make faults          kills, flipped bits, bad disks, power cuts: what is lost by them (20 minutes; FAULTS=\"--only NAME\")"
	@echo "make fuzz            give 5,000 damaged files to each reader, in 20 minutes at most (CASES=50: fewer; SEED=N: the same again),"
	@echo "                     and try the tests of properties with twenty times the examples"
	@echo "make effort          annotate known articles by mouse, by keys and with suggestions, and print the seconds that it takes"
	@echo "make evaluate GOLD=FILE   compare the suggestions with gold attributions (LEARN=FILE: learn from 200 of these first)"
	@echo "make extraction CORPORA=FOLDER   how much of real pages comes in, beside trafilatura and chardet (it names what to clone there)"
	@echo "make evaluate CORPORA=FOLDER   the table of the README, for the corpora whose clones are in a folder (tests/evaluation)"
	@echo "make messages        collect the texts for translators, compile translations (packaging/messages.py)"
	@echo "make bundle          freeze the program into dist/, with all licences, and check its size (GLIBC=2.36: and what it needs)"
	@echo "make deb             pack it for Debian and Ubuntu; lintian has to find no error"
	@echo "make wheel           build the wheel and the sdist into dist/, and try the wheel beside packages of the same names"
	@echo "make docs            the help as a site, into dist/site/"
	@echo "make smoke           let the frozen program do its whole job"
	@echo "make e2e             the same on a screen (Xvfb), with a real mouse (xdotool)"
	@echo "make clean-machine   make test, make demo and the .deb, if it is there, on a bare Debian 12 and 13, in a folder (root only)"
	@echo "make bare-machine    install, use and purge the .deb on a bare Debian 12 without faces, in a folder (root only)"
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
	PYTHONDONTWRITEBYTECODE= $(venv) -m pytest -n $(WORKERS)   # else each of its processes compiles all anew

test-postgres:
	$(bootstrap) test-postgres
	ASCRIBE_TESTS_ON=postgresql PYTHONDONTWRITEBYTECODE= $(venv) -m pytest -n $(WORKERS) -q -rfE $(or $(TESTS),tests/desktop/library)

load-postgres:
	$(bootstrap) test-postgres
	@$(venv) -m tests.load $(or $(SECONDS),300)
	@$(venv) -m tests.load.cuts

bench:
	$(bootstrap) test
	@$(venv) -m tests.bench; status=$$?; $(venv) -m tests.bench.tricks && exit $$status

faults:
	$(bootstrap) test
	@$(venv) -m tests.faults $(FAULTS)

fuzz:
	$(bootstrap) test
	@$(venv) -m tests.fuzz --workers $(WORKERS) $(if $(CASES),--cases $(CASES)) $(if $(SEED),--seed $(SEED)); status=$$?; \
	ASCRIBE_EXAMPLES=20 $(venv) -m pytest -q -n $(WORKERS) --timeout 1200 -m "hypothesis or chances" && exit $$status

effort:
	$(bootstrap) test
	@$(venv) -m tests.effort $(WAYS)

evaluate:
	$(bootstrap) run
	@test -n "$(GOLD)$(CORPORA)" || { echo "Name the gold articles: make evaluate GOLD=FILE, or CORPORA=FOLDER"; exit 1; }
	@if test -n "$(CORPORA)"; then $(venv) -m tests.evaluation "$(CORPORA)"; else \
	$(venv) -m desktop evaluate "$(GOLD)" $(if $(LEARN),--learn-from "$(LEARN)"); fi

extraction:
	$(bootstrap) test
	@test -n "$(CORPORA)" || { echo "Name the folder of the clones: make extraction CORPORA=FOLDER"; exit 1; }
	@$(venv) -m tests.extraction "$(CORPORA)"

messages:
	$(bootstrap) test
	@$(venv) packaging/messages.py

bundle:
	$(bootstrap) bundle
	@$(venv) packaging/bundle.py

$(frozen): $(shell git ls-files desktop ui resources packaging)
	@$(MAKE) --no-print-directory bundle

deb: $(frozen)
	$(bootstrap) deb
	@$(venv) packaging/deb.py
	@lintian --fail-on error dist/ascribe_*.deb

docs:
	$(bootstrap) test
	@$(venv) packaging/docs.py

wheel:
	$(bootstrap) bundle
	@$(venv) packaging/wheel.py

smoke: $(frozen)
	$(bootstrap) smoke
	@$(venv) packaging/smoke.py $(frozen)

e2e: $(frozen)
	$(bootstrap) e2e
	@$(venv) packaging/mouse.py $(frozen)

clean-machine:
	$(bootstrap) bare
	@sh packaging/clean_machine.sh

bare-machine:
	$(bootstrap) bare
	@DEBIANS=bookworm TARGETS= sh packaging/clean_machine.sh

lock:
	@sh packaging/lock.sh --upgrade

clean:
	rm -rf .venv build dist demo .bench .fuzz *.egg-info .*_cache .hypothesis
	find desktop ui resources tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +
