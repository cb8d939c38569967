# The set-up, the build and everything that is run on it. `make help` lists the targets.

SWIFT ?= swift
DEBIAN_PACKAGES := libopenblas-dev libopenmpi-dev openmpi-bin libhdf5-dev libpng-dev pkg-config python3-venv
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
BIN := .build/release
# Tests see internals, which takes other compiler flags, and so a build folder of their own.
TEST_FLAGS := -c release --scratch-path .build-test -Xswiftc -enable-testing
# A Python of the tests' own, with PyTorch to compare with.
VENV := $(CURDIR)/.venv
# And one with all that the benchmarks compare with.
BENCH_VENV := $(CURDIR)/.venv-bench

# As root, Open MPI wants to be told twice that this is meant; two cores may carry more than two ranks.
export OMPI_ALLOW_RUN_AS_ROOT := 1
export OMPI_ALLOW_RUN_AS_ROOT_CONFIRM := 1
export OMPI_MCA_rmaps_base_oversubscribe := 1

.PHONY: help deps build demo test test-old-processor bench bench-training bench-data bench-search format lint clean

help: ## Say what the targets do
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

deps: ## Install the Debian packages that are missing
	@command -v $(SWIFT) > /dev/null || { echo "error: no Swift compiler: install Swift 6.2 or later from swift.org and put it on the PATH" >&2; exit 69; }
	@missing=; for package in $(DEBIAN_PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2> /dev/null | grep -q 'install ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "installing$$missing"; \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	fi

build: deps ## Build the programs in release mode, into .build/release
	$(SWIFT) build -c release

demo: build ## Make an example dataset, train on 2 ranks, apply the best model
	@Tests/demo.sh $(BIN)

test: deps $(VENV)/prepared ## Build and run every test, the distributed ones included
	PULSARTRIALS_PYTHON=$(VENV)/bin/python $(SWIFT) test $(TEST_FLAGS)
	for level in portable avx2; do \
	  PULSARTRIALS_KERNELS=$$level $(SWIFT) test $(TEST_FLAGS) --skip-build --filter 'KernelsTests|NeuralNetworkTests|FastDensityTests' || exit 1; \
	done

test-old-processor: build ## Train on an emulated processor without AVX (installs qemu-user)
	@command -v qemu-x86_64 > /dev/null || $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends qemu-user
	Tests/old-processor.sh $(BIN)

$(VENV)/prepared: Tests/requirements.txt | deps
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --requirement $<
	touch $@

$(BENCH_VENV)/prepared: Benchmarks/requirements.txt | deps
	python3 -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/pip install --quiet --requirement $<
	touch $@

bench: bench-training bench-data bench-search ## Run all benchmarks; their tables and plots stay in Benchmarks

bench-training: build $(BENCH_VENV)/prepared ## Compare training steps, inference and epochs with PyTorch and JAX
	$(BENCH_VENV)/bin/python Benchmarks/Training/steps.py
	$(BENCH_VENV)/bin/python Benchmarks/Training/epoch.py

bench-data: build $(BENCH_VENV)/prepared ## Measure how maps are read, packed and shared, against PyTorch and h5py
	$(BENCH_VENV)/bin/python Benchmarks/data/bench.py $(BIN) data/bench

bench-search: build ## Measure the trial search, on simulated clusters and on the cores at hand
	$(BIN)/search-bench
	$(BIN)/search-bench tpe

format: ## Format all Swift code
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks

lint: ## Check the format of all Swift code
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks

clean: ## Remove what was built and what the demo made
	rm -rf .build .build-test .venv .venv-bench demo data
