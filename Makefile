# Dossierboek. The two that matter: `make run` (a demo to play with) and `make test`.
# Needs Go, a C compiler (SQLite is compiled in) and make; each target says what is missing.

GO      ?= go
DATA    ?= data
ADDRESS ?= 127.0.0.1:8080
PKG     ?= ./...

.PHONY: run build test check bench soak import-groot clean tools

## run: build, make ./data with a demo dossier if there is none, and serve it
run: build
	bin/dossierd serve --data $(DATA) --listen $(ADDRESS) --demo

## build: bin/dossierd and bin/dossierctl
build: tools
	$(GO) build -o bin/ ./cmd/...

## test: every test, with the race detector
test: tools
	$(GO) test -race $(PKG)

## check: formatting, vet, staticcheck, tidy go.mod. Layering is a test (domain/lagen_test.go), so `make test` holds it
check: tools
	@unformatted="$$(gofmt -l api cmd domain eventstore projections)"; \
	if [ -n "$$unformatted" ]; then echo "gofmt would change:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) mod verify
	$(GO) mod tidy -diff

## bench: the speed of each part as a ratio of a baseline in the same run, on logs of a million events (some ten minutes;
## DOSSIERBOEK_BENCH_LOG and BENCH_EVENTS make them smaller). GOGC is what dossierd sets; no comment may stand behind it, make
## would put the spaces before it in the value
bench: export DOSSIERBOEK_BENCH_LOG ?= 1000000
bench: export BENCH_EVENTS ?= 1000000
bench: export GOGC ?= 200
bench: export DOSSIERBOEK_TEST_BIJLAGE ?= 1073741824
bench: tools
	$(GO) test -run '^$$' -bench . -benchtime $${BENCHTIME:-2s} -timeout 60m ./eventstore/... ./projections/... ./domain/...

## soak: random faults of a cluster (a stand-in) for some minutes, with eight writers; make test has a short one
soak: export DOSSIERBOEK_SOAK ?= 200
soak: tools
	$(GO) test -race -count=1 -timeout 60m -run '^TestSoak$$' -v ./cmd/dossierd

## import-groot: 10,000 fictional dossiers, taken in at once and broken off at random, end the same; make test does it with 60
import-groot: export DOSSIERBOEK_IMPORT ?= 10000
import-groot: export GOGC ?= 200
import-groot: tools
	$(GO) test -count=1 -timeout 60m -run '^TestImportInterrupted$$' -v ./cmd/dossierd

clean:
	rm -rf bin

tools:
	@command -v $(GO) >/dev/null || { echo "Go is missing: install Go 1.26 or later (https://go.dev/doc/install)."; exit 1; }
	@cc="$$($(GO) env CC)"; command -v "$${cc%% *}" >/dev/null || { echo "A C compiler is missing: install gcc or clang (Debian: apt-get install gcc libc6-dev)."; exit 1; }
	@[ "$$($(GO) env CGO_ENABLED)" = 1 ] || { echo "cgo is off: set CGO_ENABLED=1 (SQLite is compiled in)."; exit 1; }
