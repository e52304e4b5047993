# Logis : les gestes de tous les jours. « make help » les liste.
PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
PRET   := $(VENV)/.pret

.DEFAULT_GOAL := help
.PHONY: help install demo up test test-rapide lint types proto docs verrous propre

help: ## Liste les cibles
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

install: $(PRET) ## Crée .venv et y installe les dépendances verrouillées

$(PRET): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Logis demande Python 3.11 ou plus récent." if sys.version_info < (3, 11) else 0)'
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Installation des dépendances (une fois)…"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(PRET) ## Joue le parcours de référence de bout en bout
	@$(VENV)/bin/logis demo

up: $(PRET) ## Démarre la suite et la garde debout (Ctrl-C pour arrêter)
	@$(VENV)/bin/logis up

test: $(PRET) ## Tous les contrôles et tous les tests
	@./.ci/etapes

test-rapide: $(PRET) ## Tests unitaires seulement
	@$(PY) -m pytest -q tests/unit

lint: $(PRET) ## ruff, import-linter, buf
	@$(VENV)/bin/ruff check services tests
	@$(VENV)/bin/ruff format --check services tests
	@cd proto && ../$(VENV)/bin/buf lint
	@$(VENV)/bin/lint-imports --no-logo

types: $(PRET) ## mypy strict
	@$(VENV)/bin/mypy services/socle services/*/domain services/*/application

proto: $(PRET) ## Régénère le code des protos
	@$(PY) -m console generer protos
	@$(PY) -m gateway.commentaires

docs: $(PRET) ## Régénère les documents (événements, états, droits, OpenAPI, AsyncAPI)
	@$(PY) -m console generer docs

verrous: ## Recalcule les fichiers de verrous (empreintes, sans adresse)
	@$(PYTHON) -m pip show uv >/dev/null 2>&1 || { echo "uv manque : pip install uv"; exit 1; }
	@$(PYTHON) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml -o requirements.lock
	@$(PYTHON) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra dev pyproject.toml -o requirements-dev.lock

propre: ## Efface ce que les tests et la démonstration ont laissé
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis build services/*.egg-info
