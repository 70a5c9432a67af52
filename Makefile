# refmill. README.md tells what each target is for.
VERSION = 0.1.0

PREFIX = /usr/local
LIBDIR = $(PREFIX)/lib
INCLUDEDIR = $(PREFIX)/include
DESTDIR =
CC = cc
CFLAGS = -O3 -g
PKG_CONFIG = pkg-config
PYTHON = /usr/bin/python3 # the one that the distribution's modules are for

# A build folder a variant: make SANITIZE=1, make CC=clang BUILD=build/clang.
BUILD = $(if $(SANITIZE),build/sanitize,build)
SANITIZERS = $(if $(SANITIZE),-fsanitize=address$(,)undefined -fno-sanitize-recover=all)
, := ,

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
LIBRARIES = jansson libutf8proc zlib # and libcsv, which has no .pc file
LOADED = libxml-2.0 libzstd # by a run that needs them: only their headers
# Asked once, and only by a recipe: the packages may not be there yet.
LIBRARY_CFLAGS = $(eval LIBRARY_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(LIBRARIES) $(LOADED)))$(LIBRARY_CFLAGS)
LIBRARY_LIBS = $(eval LIBRARY_LIBS := $(shell $(PKG_CONFIG) --libs $(LIBRARIES)) -lcsv -ldl)$(LIBRARY_LIBS)
FETCH_CFLAGS = $(eval FETCH_CFLAGS := $(shell $(PKG_CONFIG) --cflags libcurl))$(FETCH_CFLAGS)
FETCH_LIBS = $(eval FETCH_LIBS := $(shell $(PKG_CONFIG) --libs libcurl libxml-2.0 jansson))$(FETCH_LIBS)
TEST_LIBS = $(eval TEST_LIBS := $(LIBRARY_LIBS) $(shell $(PKG_CONFIG) --libs libxml-2.0))$(TEST_LIBS)

# What hardens the programs, as far as the compiler takes it without a warning: all
# at once, else one by one, and asked once, by a recipe. The flags given to make stand
# behind, and so have the last word. (glibc warns if there is no optimisation.)
HARDENING = $(eval HARDENING := $(call taken,$(if $(SANITIZERS),,-D_FORTIFY_SOURCE=3) -fstack-protector-strong))$(HARDENING)
HARDENING_LINK = $(eval HARDENING_LINK := $(call taken,-pie -Wl$(,)-z$(,)relro$(,)-z$(,)now,$(HARDENING)))$(HARDENING_LINK)
taken = $(shell try() { echo 'int main(void) { return 0; }' | $(CC) -Werror -include stdio.h $2 "$$@" \
	$(CFLAGS) $(SANITIZERS) $(CPPFLAGS) $(LDFLAGS) -x c -o /dev/null - 2>/dev/null; }; \
	if try $1; then echo '$1'; else for flag in $1; do try $$flag && echo $$flag; done; fi)

# A 32-bit machine too has files above 2 GB, and files from after 2038.
BASE_CFLAGS = -std=c11 -D_XOPEN_SOURCE=700 -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64 -DREFMILL_VERSION='"$(VERSION)"' -Isrc -Iformats -I$(BUILD) \
	-include src/text/banned.h -fPIC -fvisibility=hidden $(WARNINGS) $(HARDENING) $(CFLAGS) $(SANITIZERS) $(CPPFLAGS)
COMPILE = $(CC) $(BASE_CFLAGS) $(LIBRARY_CFLAGS) -MMD -MP
LINK = $(CC) $(HARDENING_LINK) $(CFLAGS) $(SANITIZERS) $(LDFLAGS)

FORMATS = $(sort $(wildcard formats/*.c))
FOLDERS = text system tex record input input/library output collection cli job
SOURCES = src/main.c $(sort $(wildcard $(FOLDERS:%=src/%/*.c))) $(FORMATS) $(sort $(wildcard formats/common/*.c))
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o)
FETCH_SOURCES = $(sort $(wildcard src/fetch/*.c)) \
	$(sort $(wildcard src/text/*.c)) \
	$(patsubst %,src/%.c,system/diag system/file system/directories system/progress system/temporary record/arxiv_id)
FETCH_OBJECTS = $(FETCH_SOURCES:%.c=$(BUILD)/%.o)
COMPLETION_OBJECTS = $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard src/completion/*.c)))
SHELLS = bash zsh fish
UNITS = $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(sort $(wildcard tests/unit/*.c)))
# The longest first, since they are run beside each other.
TESTS = command.sh merge.py readback.py every_fault.py fetch_faults.py faults.sh library.sh batch.sh select.sh metadata.sh signals.py feeds.sh tex.py fetch.py records.sh golden.sh plugin.sh opml.sh archive.py weeks.py make.sh fetched.py zotero.py structure.sh hardening.sh page.py manual.sh format.sh

# The library has all of the program's objects but its main. Its number is the one of
# the binary interface.
SONAME = librefmill.so.0
LIBRARY = $(BUILD)/librefmill.a $(BUILD)/$(SONAME)
LIBRARY_OBJECTS = $(filter-out $(BUILD)/src/main.o,$(OBJECTS))

all: $(BUILD)/refmill $(BUILD)/refmill-fetch $(LIBRARY) $(SHELLS:%=$(BUILD)/completions/refmill.%)

# Plugins find what refmill.h declares in the program itself; all else is hidden.
$(BUILD)/refmill: $(OBJECTS)
	$(LINK) -rdynamic -o $@ $^ $(LIBRARY_LIBS)

$(BUILD)/$(SONAME): $(LIBRARY_OBJECTS)
	$(filter-out -pie,$(LINK)) -shared -Wl,-soname,$(SONAME) -o $@ $^ $(LIBRARY_LIBS)

# One object, in which only what refmill.h declares is left to others.
$(BUILD)/librefmill.a: $(LIBRARY_OBJECTS)
	$(CC) $(filter-out -fsanitize=% --coverage,$(CFLAGS)) -nostdlib -r -o $(BUILD)/librefmill.o $^
	$(or $(shell $(CC) -print-prog-name=objcopy),objcopy) --localize-hidden $(BUILD)/librefmill.o
	rm -f $@
	$(or $(shell $(CC) -print-prog-name=ar),ar) rcs $@ $(BUILD)/librefmill.o

# A program of its own: libcurl would triple refmill's start.
$(BUILD)/refmill-fetch: $(FETCH_OBJECTS)
	$(LINK) -o $@ $^ $(FETCH_LIBS)

# What completes the command line in shells is made from the table of options.
$(BUILD)/completion: $(COMPLETION_OBJECTS) $(LIBRARY_OBJECTS)
	$(LINK) -o $@ $^ $(LIBRARY_LIBS)

$(SHELLS:%=$(BUILD)/completions/refmill.%): $(BUILD)/completions/refmill.%: $(BUILD)/completion
	@mkdir -p $(@D)
	$< $* >$@.new
	@mv $@.new $@

# glibc has dladdr(3) for it alone.
$(BUILD)/src/system/install_path.o: private BASE_CFLAGS += -D_GNU_SOURCE

$(BUILD)/src/fetch/%.o: private BASE_CFLAGS += $(FETCH_CFLAGS)

$(BUILD)/%.o: %.c $(BUILD)/formats.def $(BUILD)/flags
	@mkdir -p $(@D)
	$(COMPILE) -c -o $@ $<

# Two files that are touched only when what they say changes: the table of
# formats, made from the files that are there, and the flags of this build.
$(BUILD)/formats.def: FORCE
	@mkdir -p $(@D)
	@for format in $(subst -,_,$(basename $(notdir $(FORMATS)))); do \
		echo "FORMAT($$format)"; done >$@.new
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

# The page's style sheet and script, embedded, and their hashes.
$(BUILD)/html_page.inc: $(addprefix formats/common/html_page.,sh css js)
	@mkdir -p $(@D)
	@formats/common/html_page.sh formats/common/html_page.css formats/common/html_page.js >$@.new
	@mv $@.new $@

$(BUILD)/formats/common/html_page.o: $(BUILD)/html_page.inc

$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo "$(CC) $(subst ",\",$(BASE_CFLAGS))" >$@.new
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

# ---- Tests

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(LIBRARY_OBJECTS)
	$(LINK) -o $@ $^ $(TEST_LIBS) -lcmocka

# What is missing is installed first, by make again, since only then pkg-config
# can be asked.
check:
	@tests/setup build check
	@$(MAKE) --no-print-directory run-tests

run-tests: all $(UNITS)
	@REFMILL=$(BUILD)/refmill BUILD=$(BUILD) PYTHON=$(PYTHON) CC=$(CC) \
		tests/run $(TESTS:%=tests/%) $(UNITS)

# Properties under libFuzzer, TIME seconds a target; ACCEPT=1 keeps what leads
# further in tests/fuzz/corpus. The fuzz targets are built apart, with clang, by
# make again; tests/fuzz/memory.c is their src/output/sink.c.
TIME = 60
FUZZ = arxiv digest library metadata options tex text
FUZZ_TARGETS = $(FUZZ:%=$(BUILD)/tests/fuzz/%)
FUZZ_COMMON = $(patsubst %.c,$(BUILD)/%.o,$(filter-out $(FUZZ_TARGETS:$(BUILD)/%=%.c), \
	$(sort $(wildcard tests/fuzz/*.c))))

$(FUZZ_TARGETS): %: %.o $(FUZZ_COMMON) \
		$(filter-out $(BUILD)/src/output/sink.o,$(LIBRARY_OBJECTS))
	$(LINK) -fsanitize=fuzzer -o $@ $^ $(TEST_LIBS)

# What only checks is not what the fuzzer is to find its way through.
$(BUILD)/tests/fuzz/%.o: BASE_CFLAGS += -fno-sanitize=fuzzer-no-link

fuzz:
	@tests/setup build fuzz
	@$(MAKE) --no-print-directory run-fuzz CC=clang BUILD=build/fuzz CFLAGS='-O2 -g' \
		SANITIZERS='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all'

run-fuzz: $(FUZZ_TARGETS)
	@BUILD=$(BUILD) TARGETS='$(FUZZ)' TIME=$(TIME) ACCEPT=$(ACCEPT) tests/run tests/fuzz.sh; \
		status=$$?; cat $(BUILD)/fuzz.md; exit $$status

# Every allocation of small runs failing in turn, of which check takes some.
faults:
	@tests/setup build check
	@$(MAKE) --no-print-directory all
	@REFMILL=$(BUILD)/refmill CC=$(CC) EVERY=1 PYTHONDONTWRITEBYTECODE=1 tests/run tests/every_fault.py tests/fetch_faults.py

# memcheck over every fixture and format, and over runs that end in an error; and what
# memory long inputs take.
leaks:
	@tests/setup build check leaks
	@$(MAKE) --no-print-directory all
	@REFMILL=$(BUILD)/refmill PYTHONDONTWRITEBYTECODE=1 tests/run tests/leaks.sh tests/memory.py

accept: all
	@REFMILL=$(BUILD)/refmill ACCEPT=1 tests/golden.sh

# PEERS=1: against other programs too, which it installs; PARTS='streams single':
# those only, and build/bench.md has no others.
bench:
	@tests/setup build bench $(if $(PEERS),peers)
	@$(MAKE) --no-print-directory all
	@$(if $(PEERS),tests/interop/prepare.sh $(abspath $(BUILD))/interop)
	@REFMILL=$(BUILD)/refmill BUILD=$(BUILD) CC='$(CC)' PEERS=$(PEERS) PYTHONDONTWRITEBYTECODE=1 \
		tests/bench/main.py $(PARTS)

# ACCEPT=1 records the figures of this machine.
instructions:
	@tests/setup build instructions
	@$(MAKE) --no-print-directory all
	@REFMILL=$(BUILD)/refmill CC='$(CC)' CFLAGS='$(strip $(HARDENING) $(CFLAGS) $(CPPFLAGS) $(SANITIZERS))' ACCEPT=$(ACCEPT) \
		PYTHONDONTWRITEBYTECODE=1 tests/instructions.py

analyse:
	@tests/setup build analyse
	@$(MAKE) --no-print-directory $(BUILD)/flags $(BUILD)/formats.def $(BUILD)/html_page.inc
	@BUILD=$(BUILD) tests/run tests/analyse.sh

# How much of the code make check goes through. Built without what hardens, which has
# branches of its own, and without the faults of memory, which hit the counting itself;
# what cannot be counted, as files may not grow, is not told.
COVERED = build/coverage

coverage:
	@tests/setup build check coverage
	@rm -rf $(COVERED)
	@GCOV_ERROR_FILE=/dev/null $(MAKE) --no-print-directory run-tests BUILD=$(COVERED) \
		CFLAGS='-O0 -g --coverage -fprofile-update=atomic' HARDENING= HARDENING_LINK= TESTS='$(filter-out hardening.sh every_fault.py fetch_faults.py,$(TESTS))' >$(COVERED).log || \
		{ tail -n 40 $(COVERED).log; exit 1; }
	@BUILD=$(COVERED) tests/coverage.sh

# Built for another machine, and tested: ARCH=i386, s390x (big-endian) or arm64.
check-foreign:
	@tests/setup build check $(ARCH)
	@tests/foreign.sh '$(ARCH)'

# What other programs read in the outputs and Chromium shows of pages; runs on other
# hosts; completions and packages. tests/interop/prepare.sh fetches what is no package.
# ACCEPT=1 records anew which fields arrive in which reader.
INTEROP = readback.py fields.py citeproc.py names.py metadata.py page.py zotero_library.py biber.py latex.py hosts.sh completion.py package.sh

interop:
	@tests/setup build interop
	@$(MAKE) --no-print-directory all
	@tests/interop/prepare.sh $(abspath $(BUILD))/interop
	@REFMILL=$(BUILD)/refmill BUILD=$(BUILD) ACCEPT=$(ACCEPT) PYTHONDONTWRITEBYTECODE=1 tests/run $(INTEROP:%=tests/interop/%)

# ---- The rest

DEMO = fixtures/daily-digest/in.md

demo:
	@tests/setup build
	@$(MAKE) --no-print-directory all
	@REFMILL=$(BUILD)/refmill tests/demo.sh $(DEMO) build/demo

# What is installed: each file with its mode, what it is made from and where it goes.
BASH_COMPLETIONS = $(PREFIX)/share/bash-completion/completions
ZSH_COMPLETIONS = $(PREFIX)/share/zsh/site-functions
FISH_COMPLETIONS = $(PREFIX)/share/fish/vendor_completions.d
define INSTALLED
755 $(BUILD)/refmill $(PREFIX)/bin/refmill
755 $(BUILD)/refmill-fetch $(PREFIX)/libexec/refmill/refmill-fetch
644 $(BUILD)/librefmill.a $(LIBDIR)/librefmill.a
755 $(BUILD)/$(SONAME) $(LIBDIR)/$(SONAME)
644 src/package/refmill.pc $(LIBDIR)/pkgconfig/refmill.pc
644 src/refmill.h $(INCLUDEDIR)/refmill.h
644 src/man/refmill.1 $(PREFIX)/share/man/man1/refmill.1
644 src/man/refmill.3 $(PREFIX)/share/man/man3/refmill.3
644 $(BUILD)/completions/refmill.bash $(BASH_COMPLETIONS)/refmill
644 $(BUILD)/completions/refmill.zsh $(ZSH_COMPLETIONS)/_refmill
644 $(BUILD)/completions/refmill.fish $(FISH_COMPLETIONS)/refmill.fish
endef
export INSTALLED

install: all
	@echo "$$INSTALLED" | while read -r mode from to; do \
		install -D -m $$mode "$$from" "$(DESTDIR)$$to" || exit; echo "$(DESTDIR)$$to"; done
	ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/librefmill.so
	sed -i 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|; s|@INCLUDEDIR@|$(INCLUDEDIR)|; s|@VERSION@|$(VERSION)|; s|@REQUIRES@|$(strip $(LIBRARIES))|' \
		$(DESTDIR)$(LIBDIR)/pkgconfig/refmill.pc

uninstall:
	@echo "$$INSTALLED" | while read -r mode from to; do rm -f "$(DESTDIR)$$to" || exit; done
	rm -f $(DESTDIR)$(LIBDIR)/librefmill.so
	-rmdir $(DESTDIR)$(PREFIX)/libexec/refmill

# The source as it was committed last, and Debian's package of it.
DIST = refmill-$(VERSION)

dist:
	@mkdir -p build
	@git archive --prefix=$(DIST)/ --output=build/$(DIST).tar HEAD
	@xz --force build/$(DIST).tar
	@echo build/$(DIST).tar.xz

deb:
	@tests/setup build deb
	@$(MAKE) --no-print-directory dist >/dev/null
	@tests/deb.sh $(DIST)

clean:
	rm -rf build

FORCE:
-include $(OBJECTS:.o=.d) $(FETCH_OBJECTS:.o=.d) $(COMPLETION_OBJECTS:.o=.d) $(UNITS:=.d) $(FUZZ_TARGETS:=.d) $(FUZZ_COMMON:.o=.d)
.SECONDARY:
.PHONY: all check run-tests faults leaks analyse coverage check-foreign fuzz run-fuzz interop accept bench instructions demo install uninstall dist deb clean FORCE
