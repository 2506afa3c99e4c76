# make demo   演示：建示例库，看谁说了什么 · build the bundled examples and show who claimed what
# make test   全部检查与测试 · every check and test
.DEFAULT_GOAL := help
.PHONY: help demo test lint gate floors bench fuzz docs corpus figures wheel clean

# the first Python that is new enough; say PYTHON=… to use another
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

help:
	@echo 'make demo    演示：建示例库，看谁说了什么 · build the examples and show who claimed what'
	@echo 'make test    全部检查与测试 · every check and test'
	@echo 'make lint    ruff、mypy、import-linter · style, types, layers'
	@echo 'make gate    对照标注文献打分，逐字段列出 · score the reader on the gold documents, field by field'
	@echo 'make floors  把达到的分数记为下限，只升不降 · record what was reached as floors, which only rise'
	@echo 'make bench   速度与大小，与同类并列 · speed and size beside their peers'
	@echo 'make fuzz    改坏的示例读十分钟 · ten minutes of examples with bytes changed'
	@echo 'make docs    重写文档里的查询目录和实际输出 · rewrite the catalogue of queries and the real output in the documents'
	@echo 'make corpus  读旁边的语料，写 docs/corpus.md · read the corpus beside the checkout and write docs/corpus.md'
	@echo 'make figures 连同 make test、make bench 的输出 · those of make test and make bench too'
	@echo 'make wheel   打包 · build the wheel into dist/'
	@echo 'make clean   删去生成的一切 · remove everything that was generated'

demo: .venv/.installed
	@$(BIN)/kg demo
	@echo '  source .venv/bin/activate 之后可以直接用 kg · makes kg a command of this shell'

test: lint
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal

lint: .venv/.tested
	@$(BIN)/ruff check --quiet kg tests docs
	@$(BIN)/ruff format --quiet --check kg tests docs
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

gate: .venv/.tested
	@$(BIN)/python -m tests.gate

floors: .venv/.tested
	@$(BIN)/python -m tests.gate --raise-floors

bench: .venv/.tested
	@$(BIN)/python -m tests.benchmarks

fuzz: .venv/.tested
	@$(BIN)/python -m tests.fuzzing

docs: .venv/.tested
	@$(BIN)/python docs/catalogue.py
	@$(BIN)/python docs/reference.py
	@$(BIN)/python docs/output.py
	@$(BIN)/python docs/notebooks.py

corpus: .venv/.tested
	@$(BIN)/python docs/corpus.py

figures: .venv/.tested
	@$(BIN)/python docs/output.py --slow

wheel: .venv/.installed
	@$(PIP) wheel --no-deps -w dist .

.venv/bin/python:
	@test -n '$(PYTHON)' || { echo '需要 Python 3.11 或更新的版本 · Python 3.11 or newer is needed: make PYTHON=/path/to/python'; exit 2; }
	@echo '建立 .venv · making .venv'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo '这个 Python 不能建虚拟环境；Debian 和 Ubuntu 上先装 python3-venv · this Python makes no environments; on Debian and Ubuntu install python3-venv'; exit 2; }

.venv/.installed: pyproject.toml | .venv/bin/python
	@echo '安装 whoclaims · installing whoclaims'
	@$(PIP) install -e .
	@touch $@

.venv/.tested: pyproject.toml | .venv/bin/python
	@echo '安装 whoclaims 和测试所需 · installing whoclaims and what the tests need'
	@$(PIP) install -e '.[test]'
	@touch .venv/.installed $@

clean:
	@rm -rf kg-demo .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find kg tests docs -name __pycache__ -type d -prune -exec rm -rf {} +
