# Monkey Snowfight. `make` lists what there is; Python 3.11+ and Node 20.19+ are all that must be installed.
.DEFAULT_GOAL := help
.PHONY: help setup run dev reset test lint types unit e2e drill screenshots lighthouse fault bench peers cost scale build synth bootstrap deploy destroy backup restore doctor redrive reindex pushkey owner import unclaimed merge export lock format

BIN := .venv/bin
STAGE ?= dev
# Without "silent": then npm fails without saying why.
SCRIPT := cd web && npm run --loglevel=error
COMPILE := $(BIN)/uv pip compile --upgrade --quiet --generate-hashes --no-emit-index-url --python-version 3.11 --universal
ifeq ($(strip $(STAGE)),)
$(error STAGE is empty, as a variable is that was never set: name one, for example STAGE=dev)
endif
ifneq ($(shell [ -d "$$HOME" -a -w "$$HOME" ] && echo yes),yes) # caches go below this folder then, and credentials are still found
export XDG_CACHE_HOME := $(CURDIR)/.local/cache
export npm_config_cache := $(CURDIR)/.local/cache/npm
export CDK_HOME := $(CURDIR)/.local/cache/cdk
endif
quoted = '$(subst ','\'',$(1))'
AGAIN := --reruns 1 -rR # what failed once against a running stack is tried once more, and named (docs/adr/0062)
PYTHON_SOURCES := infra layers functions local ops tests bench

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what the project needs, below this folder
	@sh local/bootstrap.sh

run: setup ## start the whole chat on this machine: http://localhost:8080 (PORT, STATE)
	@exec $(BIN)/python -m local.run

dev: setup ## as run, and follow every change of the sources
	@exec $(BIN)/python -m local.run --watch

reset: setup ## forget the accounts and messages of run and dev
	@exec $(BIN)/python -m local.run --reset

test: lint types unit e2e ## everything below, from nothing

lint: setup ## style, formatting and the direction of imports
	@$(BIN)/ruff check $(PYTHON_SOURCES)
	@$(BIN)/ruff format --check $(PYTHON_SOURCES)
	@PYTHONPATH=layers/common $(BIN)/lint-imports
	@$(SCRIPT) lint

types: setup ## strict types, Python and TypeScript
	@$(BIN)/basedpyright
	@$(SCRIPT) check

unit: setup ## tests that need no running stack
	@$(SCRIPT) test
	@$(SCRIPT) size
	@$(BIN)/pytest -n auto --dist worksteal $(wildcard tests/unit tests/infra tests/ops tests/local tests/fault)

e2e: setup ## tests against a stack of their own, in real browsers
	@$(BIN)/python -m local.browser
	@$(BIN)/python -m local.coturn
	@$(BIN)/pytest $(AGAIN) -n 2 --dist worksteal tests/e2e --ignore tests/e2e/calls
	@$(BIN)/pytest $(AGAIN) tests/e2e/calls # by themselves: pictures of many take all processors from what runs beside them

screenshots: setup ## picture every screen into docs/screenshots
	@$(BIN)/python -m local.browser
	@SCREENS=docs/screenshots $(BIN)/pytest tests/e2e/test_screens.py

lighthouse: setup ## what Lighthouse thinks of the client before the door and in a chat, at least 95 each
	@$(BIN)/python -m local.browser
	@sh local/bootstrap.sh tests/lighthouse
	@$(BIN)/python -m tests.lighthouse

drill: setup ## the two drills alone: destroy and restore, deploy under a conversation
	@$(BIN)/pytest tests/e2e/test_restore.py tests/e2e/test_deploy.py

fault: setup ## random fault schedules on every processor: SCHEDULES (100000) of them, from SEED (1)
	@PYTHONPATH=layers/common $(BIN)/python -m tests.fault

bench: setup ## what things cost, and whether that is what it has to be: all, or PARTS ("cold send")
	@PYTHONPATH=layers/common $(BIN)/python -m bench $(PARTS)

peers: setup ## the local stack beside Django Channels, Synapse and Prosody that do the same: delay, loss, returns, memory
	@PYTHONPATH=layers/common $(BIN)/python -m bench.peers

cost: setup ## count what actions ask of AWS, and write docs/cost.md with what that costs
	@PYTHONPATH=layers/common $(BIN)/python -m bench.cost

scale: setup ## simulate AWS's quotas around what the code asks, and write docs/scale.md
	@PYTHONPATH=layers/common $(BIN)/python -m bench.scale

build: setup ## what the cloud deploy takes: layers, functions, client
	@$(BIN)/python -m infra.bundle cloud

synth: setup ## the CloudFormation template of STAGE (dev), without an AWS account
	@$(BIN)/python -m ops.cdk synth $(call quoted,$(STAGE))

bootstrap: setup ## prepare your AWS account and region for the CDK, once
	@$(BIN)/python -m ops.cdk bootstrap $(call quoted,$(STAGE))

deploy: setup ## deploy STAGE (dev) to the AWS account that your credentials are of
	@$(BIN)/python -m ops.cdk deploy $(call quoted,$(STAGE))

destroy: setup ## remove STAGE (dev) from AWS; what the stage keeps stays, and is named
	@$(BIN)/python -m ops.destroy $(call quoted,$(STAGE))

backup: setup ## everything that STAGE (dev) keeps, into the folder TO
	@$(BIN)/python -m ops.backup $(call quoted,$(STAGE)) $(call quoted,$(TO))

restore: setup ## put the backup in the folder FROM into STAGE (dev), whose tables are new
	@$(BIN)/python -m ops.restore $(call quoted,$(STAGE)) $(call quoted,$(FROM))

doctor: setup ## check STAGE (dev): account, quotas, mail, secret, and a real round trip through the chat
	@$(BIN)/python -m ops.doctor $(call quoted,$(STAGE))

redrive: setup ## make the calls of STAGE (dev) again that failed for good
	@$(BIN)/python -m ops.redrive $(call quoted,$(STAGE))

owner: setup ## make USERNAME an owner of STAGE (dev)
	@$(BIN)/python -m ops.owner $(call quoted,$(STAGE)) $(call quoted,$(USERNAME))

import: setup ## bring the export FROM of another chat into STAGE (dev); DRY=1 only looks, SKIP=1 leaves out what is broken
	@PYTHONPATH=layers/common $(BIN)/python -m ops.importing $(call quoted,$(STAGE)) $(call quoted,$(FROM))

unclaimed: setup ## list who came to STAGE (dev) with an import and has not taken over their account
	@PYTHONPATH=layers/common $(BIN)/python -m ops.people.unclaimed $(call quoted,$(STAGE))

merge: setup ## make the imported account FROM of STAGE (dev) a part of INTO; only one that nobody has claimed
	@PYTHONPATH=layers/common $(BIN)/python -m ops.people.merge $(call quoted,$(STAGE)) $(call quoted,$(FROM)) $(call quoted,$(INTO))

export: setup ## what was said in STAGE (dev), in Mattermost's bulk format, into the folder TO
	@PYTHONPATH=layers/common $(BIN)/python -m ops.exporting $(call quoted,$(STAGE)) $(call quoted,$(TO))

reindex: setup ## build the search index of STAGE (dev) anew: of all chats, or of ROOM
	@$(BIN)/python -m ops.reindex $(call quoted,$(STAGE))

pushkey: setup ## give STAGE (dev) a new key that notices are signed with; browsers renew what they have
	@$(BIN)/python -m ops.pushkey $(call quoted,$(STAGE))

lock: setup ## resolve the dependencies anew
	@for group in layer sqlite push dev local; do $(COMPILE) pyproject.toml --group $$group -o requirements-$$group.lock || exit 1; done
	@for each in peers peers/synapse search; do $(COMPILE) bench/$$each/requirements.in -o bench/$$each/requirements.txt || exit 1; done
	@for folder in infra web tests/lighthouse; do \
	  (cd $$folder && npm update --package-lock-only --omit-lockfile-registry-resolved) || exit 1; \
	done

format: setup ## bring the sources into shape
	@$(BIN)/ruff check --fix $(PYTHON_SOURCES)
	@$(BIN)/ruff format $(PYTHON_SOURCES)
	@$(SCRIPT) format
