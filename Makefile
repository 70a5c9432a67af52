# refmill. make help lists what there is to make.
VERSION = 0.1.0

PREFIX = /usr/local
LIBDIR = $(PREFIX)/lib
INCLUDEDIR = $(PREFIX)/include
DESTDIR =
CC = cc
CFLAGS = -O3 -g
PKG_CONFIG = pkg-config
# The distribution's, which its Python modules belong to.
PYTHON = /usr/bin/python3

# Each variant has a build directory of its own: make SANITIZE=1, make CC=clang BUILD=build/clang.
ifdef STATIC
BUILD = build/static
else ifdef SANITIZE
BUILD = build/sanitize
SANITIZERS = -fsanitize=address,undefined -fno-sanitize-recover=all
else
BUILD = build
endif

# ---- The system

ifneq ($(filter 3.% 4.0 4.1,$(MAKE_VERSION)),)
$(error refmill needs GNU make 4.2 or later, not $(MAKE_VERSION); on macOS, brew install make and use gmake)
endif

# What differs between systems: first the BSDs, then Linux and macOS. Only Linux is tested; make -n OS=Darwin shows what
# would be done on macOS. Elsewhere than on Linux, headers declare everything unless they are asked for a standard, and
# not every loader finds a library by its name alone: libxml2 and libzstd are linked.
OS := $(shell uname -s)
LOADS =
DECLARE = -D_NETBSD_SOURCE
PIE = -pie -Wl,-z,relro,-z,now
# The number is that of the binary interface.
SONAME = librefmill.so.0
LINK_NAME = librefmill.so
SHARED = -shared -Wl,-soname,$(SONAME)
EXPORT = -rdynamic
HIDE = "$$($(CC) -print-prog-name=objcopy)" --localize-hidden
ifeq ($(OS),Linux)
LOADS = 1
# On a 32-bit machine too, files may be above 2 GB and from after 2038.
DECLARE = -D_XOPEN_SOURCE=700 -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64
DECLARE_ALL = -D_GNU_SOURCE
DL = -ldl
endif
ifeq ($(OS),Darwin)
DECLARE = -D_DARWIN_C_SOURCE
PIE =
SONAME = librefmill.0.dylib
LINK_NAME = librefmill.dylib
SHARED = -dynamiclib -install_name $(LIBDIR)/$(SONAME)
EXPORT = -Wl,-export_dynamic
# The linker has made them local.
HIDE = :
endif
# All in one file: nothing is loaded, and nothing exported. STATIC is the flag that the compiler has for that.
ifdef STATIC
LOADS =
DECLARE += -DREFMILL_STATIC
PIE = -Wl,-z,relro,-z,now
EXPORT =
endif

# ---- Targets and their steps

# The first target is what plain make makes.
all: ## programs, library and shell completions, in build/

help: ## this list
	@sed -nE 's/^([a-z-]+):.* ## (.*)/\1\t\2/p' Makefile | expand -t 16
	@printf '%s\t%s\n' V=1 'print whole commands' SANITIZE=1 'build with ASan and UBSan, in build/sanitize' \
		BUILD=DIRECTORY 'build there' CC=COMPILER "instead of $(CC)" CFLAGS=FLAGS "instead of $(CFLAGS)" \
		PREFIX=DIRECTORY "install there instead of $(PREFIX), below DESTDIR if it is set" | expand -t 20

# A step says one short line, or with V=1 its whole command.
short = $(if $(V),,@echo '$1';)
comma = ,
quoted = '$(subst ','\'',$1)'
# Writes the output of a command to the target, and leaves the target alone if it has that text already: what depends on
# it is made again only when the text changes.
rewrite = @mkdir -p $(@D) && { $1; } >$@.new && if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

# ---- Flags

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
# glibc warns of the first without optimisation, and sanitizers do its work.
HARDENING = $(if $(SANITIZERS),,-D_FORTIFY_SOURCE=3) -fstack-protector-strong
HARDENING_LINK = $(PIE)
# Views are returned in two registers. A processor waits when the two are stored and then loaded as one vector.
TUNING = -fno-tree-slp-vectorize
# libcsv, without a .pc file, comes with LIBS. Where LOADS is set, refmill loads libxml2 and libzstd only when a run needs
# them: it is compiled with their headers, and not linked.
LOADED = libxml-2.0 libzstd
LIBRARIES = jansson libutf8proc zlib $(if $(LOADS),,$(LOADED))
FETCH_LIBRARIES = $(if $(STATIC),,libcurl libxml-2.0 jansson)
NEEDED = $(sort $(LIBRARIES) $(LOADED) $(FETCH_LIBRARIES))

# What the machine answers is kept in files, since make may begin before tests/setup has installed the packages. It is
# asked again when it is asked with other words, or after make clean.
ANSWERS = $(BUILD)/answers
# (make 4.3 at times leaves the final newline of what it reads.)
answer = $(strip $(file <$(ANSWERS)/$1))

# Nothing is asked or compiled before what a build needs is there, so that what is missing is said by its name.
$(ANSWERS)/complete: $(BUILD)/asked src/package/missing.sh src/package/packages
	@mkdir -p $(@D) && CC='$(CC)' PKG_CONFIG='$(PKG_CONFIG)' CPPFLAGS='$(CPPFLAGS)' LDFLAGS='$(LDFLAGS)' \
		src/package/missing.sh cc stdio.h pkg-config csv.h $(NEEDED) >&2 && touch $@
$(ANSWERS)/cflags: $(ANSWERS)/complete
	@$(PKG_CONFIG) --cflags $(NEEDED) >$@
$(ANSWERS)/libraries: $(ANSWERS)/complete
	@$(PKG_CONFIG) $(if $(STATIC),--static) --libs $(LIBRARIES) >$@
$(ANSWERS)/fetch-libraries: $(ANSWERS)/complete
	@$(PKG_CONFIG) --libs $(FETCH_LIBRARIES) >$@
$(ANSWERS)/test-libraries: $(ANSWERS)/complete
	@$(PKG_CONFIG) --libs $(LIBRARIES) libxml-2.0 >$@

# Of what hardens and tunes the programs, what the compiler takes without a warning: all at once, or else flag by flag.
$(ANSWERS)/hardening: $(ANSWERS)/complete
	@{ $(call taken,$(HARDENING)); } >$@
$(ANSWERS)/hardening-link: $(ANSWERS)/complete
	@{ $(call taken,$(HARDENING_LINK)); } >$@
$(ANSWERS)/tuning: $(ANSWERS)/complete
	@{ $(call taken,$(TUNING)); } >$@
try = echo 'int main(void) { return 0; }' | \
	$(CC) -Werror -include stdio.h -fPIC $1 $(CFLAGS) $(SANITIZERS) $(CPPFLAGS) $(LDFLAGS) -x c -o $@.tried - 2>/dev/null
taken = if $(call try,$1); then echo '$1'; else for flag in $1; do if $(call try,$$flag); then printf '%s ' $$flag; fi; done; fi

$(BUILD)/asked: FORCE
	$(call rewrite,printf '%s\n' $(call quoted,$(PKG_CONFIG) $(STATIC) $(LIBRARIES) $(NEEDED) $(CC) $(HARDENING) $(HARDENING_LINK) $(TUNING) $(CFLAGS) $(SANITIZERS) $(CPPFLAGS) $(LDFLAGS)))

# (ICU, which an archive of libxml2 may need, is C++.)
LIBS = $(call answer,libraries) -lcsv $(DL) $(if $(STATIC),$(if $(findstring -licu,$(call answer,libraries)),-lstdc++))
TEST_LIBS = $(call answer,test-libraries) -lcsv $(DL) -lcmocka

# The flags given to make come last, and so win.
COMPILE = $(CC) -std=c11 $(DECLARE) $(if $(LOADS),,-DLIBRARIES_LINKED) -DREFMILL_VERSION=\"$(VERSION)\" \
	-Isrc -Iformats -I$(BUILD) -include src/text/banned.h -fPIC -fvisibility=hidden $(WARNINGS) $(call answer,cflags) \
	$(call answer,hardening) $(call answer,tuning) $(CFLAGS) $(SANITIZERS) $(CPPFLAGS)
LINK = $(CC) -pthread $(STATIC) $(call answer,hardening-link) $(call answer,hardening) $(CFLAGS) $(SANITIZERS) $(LDFLAGS)

# The compiler's call of this build: everything is compiled again when it changes, and tests read it.
$(BUILD)/flags: $(ANSWERS)/cflags $(ANSWERS)/hardening $(ANSWERS)/hardening-link $(ANSWERS)/tuning FORCE
	$(call rewrite,printf '%s\n' $(call quoted,$(COMPILE)))

# ---- Programs and library

FORMATS = $(sort $(wildcard formats/*.c))
FETCH_SOURCES = $(sort $(wildcard src/fetch/*.c))
COMPLETION_SOURCES = $(sort $(wildcard src/completion/*.c))
SOURCES = $(filter-out src/main.c $(FETCH_SOURCES) $(COMPLETION_SOURCES), \
	$(sort $(wildcard src/*.c src/*/*.c src/*/*/*.c)) $(FORMATS) $(sort $(wildcard formats/common/*.c)))
objects = $(patsubst %.c,$(BUILD)/%.o,$1)
OBJECTS = $(call objects,$(SOURCES))
SHELLS = bash zsh fish
COMPLETIONS = $(SHELLS:%=$(BUILD)/completions/refmill.%)

all: $(BUILD)/refmill $(if $(STATIC),,$(BUILD)/refmill-fetch $(BUILD)/librefmill.a $(BUILD)/$(SONAME) $(COMPLETIONS))

static: ## refmill alone as one file that needs no libraries, in build/static, but has no plugins
	$(AGAIN) all STATIC=-static-pie

# All modules but main. Programs take from it what they need; refmill and its library take all objects.
MODULES = $(BUILD)/modules.a

$(MODULES): $(OBJECTS) $(BUILD)/modules
	$(call short,AR $@)rm -f $@ && "$$($(CC) -print-prog-name=ar)" rcs $@ $(OBJECTS)

# Their list, so that a source that is gone leaves the programs too.
$(BUILD)/modules: FORCE
	$(call rewrite,printf '%s\n' $(OBJECTS))

# Plugins find what refmill.h declares in the program itself; everything else is hidden.
$(BUILD)/refmill: $(BUILD)/src/main.o $(OBJECTS) $(BUILD)/modules $(ANSWERS)/libraries
	$(call short,LD $@)$(LINK) $(EXPORT) -o $@ $< $(OBJECTS) $(LIBS)

$(BUILD)/$(SONAME): $(OBJECTS) $(BUILD)/modules $(ANSWERS)/libraries
	$(call short,LD $@)$(filter-out -pie,$(LINK)) $(SHARED) -o $@ $(OBJECTS) $(LIBS)

# One object, in which only what refmill.h declares is visible to others, if there is a tool for that.
$(BUILD)/librefmill.a: $(OBJECTS) $(BUILD)/modules
	$(call short,AR $@)$(CC) $(filter-out -fsanitize=% --coverage,$(CFLAGS)) -nostdlib -r -o $(@:.a=.o) $(OBJECTS) && \
		{ $(HIDE) $(@:.a=.o) || echo 'note: $@ shows the names of internal functions, too' >&2; } && \
		rm -f $@ && "$$($(CC) -print-prog-name=ar)" rcs $@ $(@:.a=.o)

# A program of its own: libcurl would triple refmill's start.
$(BUILD)/refmill-fetch: $(call objects,$(FETCH_SOURCES)) $(MODULES) $(ANSWERS)/fetch-libraries
	$(call short,LD $@)$(LINK) -o $@ $(filter %.o %.a,$^) $(call answer,fetch-libraries)

# Writes shell completions from the table of options.
$(BUILD)/completion: $(call objects,$(COMPLETION_SOURCES)) $(MODULES) $(ANSWERS)/libraries
	$(call short,LD $@)$(LINK) -o $@ $(filter %.o %.a,$^) $(LIBS)

$(COMPLETIONS): $(BUILD)/completions/refmill.%: $(BUILD)/completion
	@mkdir -p $(@D)
	$(call short,GEN $@)$< $* >$@.new && mv $@.new $@

# The table of formats, made from the files that are there.
$(BUILD)/formats.def: FORCE
	$(call rewrite,printf 'FORMAT(%s)\n' $(subst -,_,$(basename $(notdir $(FORMATS)))))

# The table of readers, made from the constants that are there.
$(BUILD)/readers.def: FORCE
	$(call rewrite,cat src/input/*/*.c | sed -n 's/^const struct reader reader_\(.*\) = {$$/READER(\1)/p' | sort)

# The table of labels as a trie: ROOT(byte, node), and NODE(byte, as label, as column, first child, next sibling), where 0
# is no node.
$(BUILD)/list_labels.def: src/input/markdown/list_label.def FORCE
	$(call rewrite,sed -n '/^NAME/p' $< | LC_ALL=C sort -t '"' -k 2$(comma)2 | LC_ALL=C awk -F '"' ' \
		BEGIN { for (c = 1; c < 256; c++) code[sprintf("%c", c)] = c } \
		{ for (at = 1; at <= length(before) && substr($$2, at, 1) == substr(before, at, 1); at++); \
		for (before = $$2; at <= length($$2); path[at++] = nodes) { byte[++nodes] = code[substr($$2, at, 1)]; \
		above = at > 1 ? path[at - 1] : 0; if (above in last) next_to[last[above]] = nodes; else child[above] = nodes; \
		last[above] = nodes; if (!above) printf("ROOT(%d, %d)\n", byte[nodes], nodes) } \
		split($$3, roles, "[^A-Z_]+"); label[nodes] = roles[2]; column[nodes] = roles[3] ? roles[3] : roles[2] } \
		END { for (n = 1; n <= nodes; n++) printf("NODE(%d, %s, %s, %d, %d)\n", byte[n], n in label ? label[n] : "NONE", \
		n in column ? column[n] : "NONE", child[n], next_to[n]) }')

# The hash table of the words of titles (hash_of in src/tex/title_names.c): the words in the order of their hashes, and
# where those of each hash begin.
$(BUILD)/title_hashes.def: src/tex/title_words.def Makefile
	$(call rewrite,LC_ALL=C awk -F '"' 'BEGIN { for (c = 97; c < 123; c++) code[sprintf("%c", c)] = c } \
		function letter(word, at) { return code[tolower(substr(word, at, 1))] } \
		function hash(word, size) { size = length(word); return (letter(word, 1) * 423 + letter(word, 2) * 687 + \
		letter(word, int(size / 2) + 1) * 643 + letter(word, size - 1) * 135 + letter(word, size) * 463 + size * 233) % 4096 } \
		/^"/ { for (i = 2; i < NF; i += 2) printf("/* %d */ \"%s\",\n", hash($$i), $$i) }' $< | sort -s -k 2n)
$(BUILD)/title_starts.def: $(BUILD)/title_hashes.def
	$(call rewrite,awk '{ count[$$2]++ } \
		END { for (hash = 0; hash <= 4096; hash++) { printf("%d,\n", at); at += count[hash] } }' $<)

# The page's style sheet and script, embedded, and their hashes.
PAGE = $(addprefix formats/common/html_page.,sh css js)
$(BUILD)/html_page.inc: $(PAGE)
	@mkdir -p $(@D)
	$(call short,GEN $@)$(PAGE) >$@.new && mv $@.new $@

# What has to be there before the first compilation; after that each object knows what it includes.
GENERATED = $(BUILD)/formats.def $(BUILD)/readers.def $(BUILD)/list_labels.def $(BUILD)/title_hashes.def \
	 $(BUILD)/title_starts.def $(BUILD)/html_page.inc

$(BUILD)/%.o: %.c $(BUILD)/flags | $(GENERATED)
	@mkdir -p $(@D)
	$(call short,CC $<)$(COMPILE) $(MORE) -MMD -MP -c -o $@ $<

# glibc declares dladdr(3), syncfs(2) and pipe2(2) with it alone.
$(addprefix $(BUILD)/src/,system/install_path.o system/disk.o system/helper_process.o text/memory.o): \
	MORE = $(DECLARE_ALL)

# ---- Tests

# Each program in tests/check and each file in tests/unit is one; tests/run orders them.
TESTS = $(sort $(shell find tests/check -type f -perm -100))
FAULTS = $(sort $(shell find tests/faults -type f -perm -100))
UNITS = $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/unit/*.c)))
RUN = REFMILL=$(BUILD)/refmill BUILD=$(BUILD) PYTHON=$(PYTHON) CC='$(CC)' PYTHONDONTWRITEBYTECODE=1
AGAIN = +@$(MAKE) --no-print-directory

$(UNITS): %: %.o $(MODULES) $(ANSWERS)/test-libraries
	$(call short,LD $@)$(LINK) -o $@ $(filter %.o %.a,$^) $(TEST_LIBS)

# What is missing is installed first, and the rest done by make again, which can ask pkg-config then.
check: ## the quick tests, and their count; EVERY=1: with all that they take samples of
	@tests/setup build check
	$(AGAIN) run-tests

check-all: ## everything: make check in full and each target that tests, an hour or two
	@tests/check_all.sh

run-tests: all $(UNITS)
	@$(RUN) tests/run $(TESTS) $(UNITS)

accept: all ## rewrite the expected outputs in fixtures/; git diff is the review
	@REFMILL=$(BUILD)/refmill ACCEPT=1 tests/check/golden.sh

faults: EVERY = 1
faults: ## calls of small runs fail in turn, and signals come at any moment; EVERY= takes a sample
	@tests/setup build check
	$(AGAIN) all
	@$(RUN) EVERY=$(EVERY) tests/run $(FAULTS)

leaks: ## memcheck over every fixture and many runs with errors; the memory of long inputs
	@tests/setup build check leaks
	$(AGAIN) all
	@$(RUN) tests/run tests/leaks.sh tests/memory.py

instructions: ## how many a small input takes; ACCEPT=1 records this machine's figures
	@tests/setup build instructions
	$(AGAIN) all
	@$(RUN) CFLAGS="$$(cat $(ANSWERS)/hardening $(ANSWERS)/tuning | tr '\n' ' ')$(strip $(CFLAGS) $(CPPFLAGS) $(SANITIZERS))" ACCEPT=$(ACCEPT) tests/instructions.py

analyse: ## what gcc -fanalyzer, clang-tidy and cppcheck find
	@tests/setup build analyse
	$(AGAIN) $(BUILD)/flags $(GENERATED)
	@BUILD=$(BUILD) tests/run tests/analyse.sh

# Built without hardening, which has branches of its own, and without faults of memory, which hit the counting itself;
# what runs where files may not grow cannot be counted, and is silent about it.
COVERED = build/coverage
UNCOUNTED = tests/check/hardening.sh tests/faults/every_fault.py tests/faults/fetch_faults.py

coverage: ## how much of the code make check goes through
	@tests/setup build check coverage
	@rm -rf $(COVERED) && mkdir -p $(COVERED)
	@GCOV_ERROR_FILE=/dev/null $(MAKE) --no-print-directory run-tests BUILD=$(COVERED) TESTS='$(filter-out $(UNCOUNTED),$(TESTS) $(FAULTS))' \
		CFLAGS='-O0 -g --coverage -fprofile-update=atomic' HARDENING= HARDENING_LINK= >$(COVERED).log || \
		{ tail -n 40 $(COVERED).log; exit 1; }
	@BUILD=$(COVERED) tests/coverage.sh

check-foreign: ## most tests built for another machine: ARCH=i386, s390x or arm64
	@tests/setup build check $(ARCH)
	@tests/foreign.sh '$(ARCH)'

# tests/interop/prepare.sh fetches the readers that are not packages.
INTEROP = $(sort $(notdir $(shell find tests/interop -type f -perm -100 ! -name prepare.sh)))

interop: ## outputs read by other programs; EVERY=1: of all digests; ACCEPT=1 records the fields that arrive
	@tests/setup build interop
	$(AGAIN) all
	@tests/interop/prepare.sh $(abspath $(BUILD))/interop
	@$(RUN) ACCEPT=$(ACCEPT) tests/run $(INTEROP:%=tests/interop/%)

# The programs are built with clang in a directory of their own. One may serve several targets, by links that name what
# they fuzz. tests/fuzz/memory.c stands for src/output/sink.c.
TIME = 60
READERS = $(shell sed -n 's/^const struct reader reader_\(.*\) = {$$/\1/p' src/input/*/*.c)
FUZZ_read = $(READERS)
FUZZ_write = $(basename $(notdir $(FORMATS)))
FUZZ_readback = $(FUZZ_write)
FUZZ_library = bibtex cells json ris xml
FUZZ_source = api digest feed ids markdown oai
FUZZ_tex = bibtex mathml unicode
FUZZ_update = bibtex csl-json ris
FUZZ_FAMILIES = library read readback source tex update write
FUZZ_SINGLE = arxiv convert encodings escapes json_values lists markdown_link names options
FUZZ = $(sort $(FUZZ_SINGLE) $(foreach family,$(FUZZ_FAMILIES),$(addprefix $(family)_,$(FUZZ_$(family)))))
FUZZ_PROGRAMS = $(addprefix $(BUILD)/tests/fuzz/,$(FUZZ_SINGLE) $(FUZZ_FAMILIES))
FUZZ_COMMON = $(filter-out $(FUZZ_PROGRAMS:=.o),$(call objects,$(sort $(wildcard tests/fuzz/*.c))))

fuzz: ## any input, TIME seconds for each target of libFuzzer; ACCEPT=1 keeps new inputs
	@tests/setup build fuzz
	$(AGAIN) run-fuzz CC=clang BUILD=build/fuzz CFLAGS='-O2 -g' SANITIZERS='$(FUZZ_SANITIZERS)'

# Comparisons are not traced: that takes a third of the time, and dictionaries have the words.
FUZZ_SANITIZERS = -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-sanitize-coverage=trace-cmp

run-fuzz: $(addprefix $(BUILD)/tests/fuzz/,$(FUZZ))
	@BUILD=$(BUILD) TARGETS='$(FUZZ)' TIME=$(TIME) ACCEPT=$(ACCEPT) tests/run tests/fuzz.sh; \
		status=$$?; cat $(BUILD)/fuzz.md; exit $$status

$(FUZZ_PROGRAMS): %: %.o $(FUZZ_COMMON) $(MODULES) $(ANSWERS)/test-libraries
	$(call short,LD $@)$(LINK) -fsanitize=fuzzer -o $@ $(filter %.o,$^) $(filter %.a,$^) $(TEST_LIBS)

define FUZZ_LINKS
$(addprefix $(BUILD)/tests/fuzz/$1_,$(FUZZ_$1)): $(BUILD)/tests/fuzz/$1
	@ln -f $$< $$@
endef
$(foreach family,$(FUZZ_FAMILIES),$(eval $(call FUZZ_LINKS,$(family))))

# The fuzzer need not find its way through what only checks.
$(BUILD)/tests/fuzz/%.o: MORE = -fno-sanitize=fuzzer-no-link

mutations: ## how many faults put into a copy the tests find; WORDS='mail RSS' only those; EVERY=1: each by fuzzing, too; ONLY_FUZZ=1: only so
	@tests/setup build check fuzz
	@BUILD=$(BUILD) EVERY=$(EVERY) ONLY_FUZZ=$(ONLY_FUZZ) TIME=$(TIME) tests/mutations.py $(WORDS)

bench: ## speed; PEERS=1 also of other programs, PARTS='streams single' only those
	@tests/setup build bench $(if $(PEERS),peers)
	$(AGAIN) all
	@$(if $(PEERS),tests/interop/prepare.sh $(abspath $(BUILD))/interop)
	@$(RUN) PEERS=$(PEERS) tests/bench/main.py $(PARTS)

# ---- Installation and packages

DEMO = fixtures/daily-digest/in.md

demo: ## install what is missing, build, and convert a digest into every format
	@tests/setup build
	$(AGAIN) all
	@REFMILL=$(BUILD)/refmill tests/demo.sh $(DEMO) build/demo

# Each file with its mode, what it is made from and where it goes.
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
644 src/man/refmill-recipes.7 $(PREFIX)/share/man/man7/refmill-recipes.7
644 $(BUILD)/completions/refmill.bash $(BASH_COMPLETIONS)/refmill
644 $(BUILD)/completions/refmill.zsh $(ZSH_COMPLETIONS)/_refmill
644 $(BUILD)/completions/refmill.fish $(FISH_COMPLETIONS)/refmill.fish
endef
export INSTALLED

install: all ## programs, library, manual pages and completions, under PREFIX
	@echo "$$INSTALLED" | while read -r mode from to; do \
		install -d "$(DESTDIR)$${to%/*}" && install -m $$mode "$$from" "$(DESTDIR)$$to" || exit; echo "$(DESTDIR)$$to"; done
	@ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/$(LINK_NAME)
	@sed 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|; s|@INCLUDEDIR@|$(INCLUDEDIR)|; s|@VERSION@|$(VERSION)|; s|@LIBS@|$(LIBS)|' \
		src/package/refmill.pc >$(DESTDIR)$(LIBDIR)/pkgconfig/refmill.pc
	@[ -n '$(DESTDIR)' ] || src/package/loader_hint.sh '$(LIBDIR)' $(SONAME)

uninstall: ## remove what install installed
	@echo "$$INSTALLED" | while read -r mode from to; do rm -f "$(DESTDIR)$$to" || exit; done
	@rm -f $(DESTDIR)$(LIBDIR)/$(LINK_NAME)
	-@rmdir $(DESTDIR)$(PREFIX)/libexec/refmill

DIST = refmill-$(VERSION)

# The same bytes from each clone: what git and xz take from the user's configuration is set here.
dist: ## an archive of the source as last committed, the same bytes from each clone
	@tests/setup dist
	@mkdir -p build
	@git -c tar.umask=022 -c core.autocrlf=false -c core.eol=lf -c core.attributesFile=/dev/null \
		archive --format=tar --prefix=$(DIST)/ HEAD >build/$(DIST).tar
	@XZ_DEFAULTS= XZ_OPT= xz -6 --threads=1 --force build/$(DIST).tar
	@echo build/$(DIST).tar.xz

deb: ## Debian packages of that archive
	@tests/setup build deb
	$(AGAIN) dist >/dev/null
	@tests/deb.sh $(DIST)

clean: ## remove build/
	rm -rf build

FORCE:
-include $(OBJECTS:.o=.d) $(patsubst %.c,$(BUILD)/%.d,src/main.c $(FETCH_SOURCES) $(COMPLETION_SOURCES)) \
	$(UNITS:=.d) $(FUZZ_PROGRAMS:=.d) $(FUZZ_COMMON:.o=.d)
.SECONDARY:
.DELETE_ON_ERROR:
.PHONY: all static help check check-all run-tests accept faults leaks instructions analyse coverage check-foreign interop fuzz run-fuzz mutations bench \
	demo install uninstall dist deb clean FORCE
