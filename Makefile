# waraq: one makefile for everything.  `make help` lists what it can do.
#
#   make                         the program, at build/waraq
#   make run                     sets up what is missing and opens the samples
#   make test                    sets up what is missing and runs every test
#   make SAN=address,undefined   the same built with sanitizers, in a folder of its own
#
# CFLAGS, CPPFLAGS, LDFLAGS, CC, PREFIX, DESTDIR are yours to set; what waraq itself needs is added to them.

PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share
MANDIR  ?= $(DATADIR)/man
VERSION := 0.1.0

CFLAGS ?= -O2 -g
SAN    ?=
WERROR ?=

empty :=
space := $(empty) $(empty)
comma := ,

ifdef SAN
B ?= build/$(subst $(comma),-,$(SAN))
else
B ?= build
endif

# ---- flags ---------------------------------------------------------------------------------------
PKGS := ncursesw icu-uc icu-i18n fribidi jansson sqlite3
ifeq ($(filter deps help clean fmt check-layers check-man,$(MAKECMDGOALS)),)
PKG_CFLAGS := $(shell pkg-config --cflags-only-I $(PKGS) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null)
# The shared SQLite looks up 1,600 of its symbols whenever a program starts, a tenth of what a start of waraq
# takes. So its archive is linked where there is one; SQLITE_ARCHIVE= links the shared one.
SQLITE_ARCHIVE ?= $(wildcard $(shell pkg-config --variable=libdir sqlite3 2>/dev/null)/libsqlite3.a)
ifneq ($(SQLITE_ARCHIVE),)
PKG_LIBS := $(patsubst -lsqlite3,$(SQLITE_ARCHIVE) -lm,$(PKG_LIBS))
endif
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wpointer-arith -Wcast-qual -Wwrite-strings -Wundef \
            -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wvla -Wformat=2 \
            -Wimplicit-fallthrough $(if $(WERROR),-Werror)
ifdef SAN
HARDEN :=
SANFLAGS := -fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer
else
# _FORTIFY_SOURCE needs optimising: it only warns at -O0.
HARDEN := -fstack-protector-strong -fPIE $(if $(filter -O0,$(CFLAGS)),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
HARDEN_LD := -pie -Wl,-z,relro,-z,now
endif

WQ_CPPFLAGS := -D_GNU_SOURCE -DWQ_VERSION='"$(VERSION)"' -DWQ_DATADIR='"$(DATADIR)/waraq"' -Iinclude -I$(B)/gen
WQ_CFLAGS   := -std=c17 -pthread $(WARNINGS) $(HARDEN) $(SANFLAGS) -MMD -MP
WQ_LDFLAGS  := -pthread $(HARDEN_LD) $(SANFLAGS)
COMPILE = $(CC) $(WQ_CPPFLAGS) $(PKG_CFLAGS) $(CPPFLAGS) $(WQ_CFLAGS) $(CFLAGS)
LINK    = $(CC) $(WQ_LDFLAGS) $(CFLAGS) $(LDFLAGS)

# A short line for each step; V=1 shows the commands.
say = $(if $(V),,@echo '$(1) $(2)';)

# ---- files ---------------------------------------------------------------------------------------
MAIN  := src/app/main.c
SRCS  := $(filter-out $(MAIN),$(wildcard src/*/*.c))
# Data that is compiled in: data/X.tsv becomes the array wq_data_X; what is in data/gazetteer becomes
# wq_data_gazetteer_X, and a list of its files wq_gazetteer_files.
GAZETTEER := $(sort $(wildcard data/gazetteer/*.tsv))
DATA  := $(wildcard data/*.tsv) $(GAZETTEER)
GEN   := $(DATA:data/%.tsv=$(B)/gen/data_%.c) $(B)/gen/gazetteer_files.c
# Names are read when waraq is built: make_names, of the rooms that read them, writes them as tables.
NAMES := $(B)/gen/names_tables.c
OBJS  := $(SRCS:%.c=$(B)/%.o) $(GEN:.c=.o) $(NAMES:.c=.o)
HDRS  := $(wildcard include/waraq/*/*.h)
LIB   := $(B)/libwaraq.a

UNIT  := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/unit/*/test_*.c))
CONF  := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/conformance/test_*.c))
SCREEN := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/screen/test_*.c))
E2E   := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/e2e/test_*.c))
FUZZ  := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
SUPPORT := $(patsubst %.c,$(B)/%.o,$(wildcard tests/support/*.c))

.PHONY: FORCE all run test test-all deps bench fuzz fuzz-replay score check check-layers check-headers check-format \
        check-tidy check-cppcheck check-man install uninstall clean fmt help
.DELETE_ON_ERROR:
.SECONDARY:

all: $(B)/waraq

help:
	@sed -n '1,/^$$/s/^# \{0,1\}//p' Makefile
	@echo 'targets: all run test deps bench score fuzz check install uninstall clean fmt'

# ---- building ------------------------------------------------------------------------------------
$(B)/waraq: $(B)/src/app/main.o $(LIB)
	$(call say,LD,$@)$(LINK) -o $@ $^ $(PKG_LIBS) $(LDLIBS)

# The list changes when a source comes or goes: what is gone must not stay in the library.
$(B)/objects: FORCE
	@mkdir -p $(B)
	@echo '$(OBJS)' | cmp -s - $@ || echo '$(OBJS)' >$@

$(LIB): $(OBJS) $(B)/objects
	@rm -f $@
	$(call say,AR,$@)$(AR) rcs $@ $(OBJS)

FORCE:

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC,$<)$(COMPILE) -c -o $@ $<

$(B)/gen/%.o: $(B)/gen/%.c
	$(call say,CC,$<)$(COMPILE) -c -o $@ $<

# Tables are made by a program that runs here: where CC compiles for elsewhere, HOSTCC compiles it, with the ICU
# that is here. A waraq that meets another version of ICU reads its names at the start.
HOSTCC ?= $(CC)
ifeq ($(HOSTCC),$(CC))
HOST := $(B)
HOST_LINK = $(LINK)
HOST_LIBS = $(PKG_LIBS)
else
HOST := $(B)/host
HOST_LINK = $(HOSTCC) -pthread
HOST_LIBS ?= -licui18n -licuuc
$(HOST)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,HOSTCC,$<)$(HOSTCC) $(WQ_CPPFLAGS) -std=c17 -O1 -pthread -MMD -MP $(HOST_CFLAGS) -c -o $@ $<
$(HOST)/gen/%.o: $(B)/gen/%.c
	@mkdir -p $(@D)
	$(call say,HOSTCC,$<)$(HOSTCC) -std=c17 $(HOST_CFLAGS) -c -o $@ $<
endif
HOST_OBJS := $(patsubst %.c,$(HOST)/%.o,$(wildcard src/base/*.c src/text/*.c src/intl/*.c src/entity/*.c)) \
             $(GAZETTEER:data/%.tsv=$(HOST)/gen/data_%.o) $(HOST)/gen/gazetteer_files.o

$(HOST)/gen/names.a: $(HOST_OBJS)
	@rm -f $@
	$(call say,AR,$@)$(AR) rcs $@ $^

$(HOST)/tools/make_names: $(HOST)/tools/make_names.o $(HOST)/gen/names.a
	$(call say,LD,$@)$(HOST_LINK) -o $@ $^ $(HOST_LIBS)

# Written only where they change, which the stamp remembers: compiling them takes seconds.
$(NAMES:.c=.stamp): $(HOST)/tools/make_names
	@mkdir -p $(@D)
	$(call say,GEN,$(NAMES))$< >$(NAMES).new
	@cmp -s $(NAMES).new $(NAMES) && rm $(NAMES).new || mv $(NAMES).new $(NAMES)
	@touch $@

$(NAMES): $(NAMES:.c=.stamp)
	@:

$(NAMES:.c=.o): private WQ_CPPFLAGS += -Isrc/entity
$(NAMES:.c=.o): private WQ_CFLAGS += -Wno-overlength-strings

$(B)/gen/data_%.c: data/%.tsv
	@mkdir -p $(@D)
	@{ n=wq_data_$(subst /,_,$*); echo '#include <stddef.h>'; \
	   echo "extern const char $$n[]; extern const size_t $${n}_len;"; \
	   echo "const char $$n[] = {"; \
	   od -An -v -tu1 $< | sed 's/ *\([0-9][0-9]*\)/(char)\1,/g'; \
	   echo '0};'; echo "const size_t $${n}_len = sizeof $$n - 1;"; } > $@

$(B)/gen/gazetteer_files.c: $(GAZETTEER) Makefile
	@mkdir -p $(@D)
	@{ echo '#include <stddef.h>'; \
	   for f in $(GAZETTEER:data/gazetteer/%.tsv=%); do \
	     echo "extern const char wq_data_gazetteer_$$f[]; extern const size_t wq_data_gazetteer_$${f}_len;"; done; \
	   echo 'struct wq_gazetteer_file { const char *name; const char *data; const size_t *len; };'; \
	   echo 'extern const struct wq_gazetteer_file wq_gazetteer_files[];'; \
	   echo 'const struct wq_gazetteer_file wq_gazetteer_files[] = {'; \
	   for f in $(GAZETTEER:data/gazetteer/%.tsv=%); do \
	     echo "{\"$$f.tsv\", wq_data_gazetteer_$$f, &wq_data_gazetteer_$${f}_len},"; done; \
	   echo '{NULL, NULL, NULL}};'; } > $@

-include $(OBJS:.o=.d) $(B)/src/app/main.d $(HOST)/tools/make_names.d $(wildcard $(B)/tests/*/*.d $(B)/tests/*/*/*.d)

# ---- the two commands of the README --------------------------------------------------------------
run:
	@sh .ci/deps run
	@$(MAKE) --no-print-directory all
	@$(B)/waraq data/samples

test:
	@sh .ci/deps test
	@$(MAKE) --no-print-directory test-all

deps:
	@sh .ci/deps all

# ---- tests ---------------------------------------------------------------------------------------
$(B)/tests/%: $(B)/tests/%.o $(SUPPORT) $(LIB)
	$(call say,LD,$@)$(LINK) -o $@ $^ -lcmocka -lvterm $(PKG_LIBS) $(LDLIBS)

# The corpora are replayed with sanitizers, whatever the rest is built with.
test-all: $(B)/waraq $(UNIT) $(CONF) $(SCREEN) $(E2E)
	@$(MAKE) --no-print-directory fuzz-replay-build SAN=address,undefined
	@B=$(B) WARAQ=$(abspath $(B)/waraq) sh tests/run.sh $(UNIT) $(CONF) $(SCREEN) $(E2E) \
	    $(FUZZ:%=build/address-undefined/tests/fuzz/%-replay)

fuzz-replay-build: $(FUZZ:%=$(B)/tests/fuzz/%-replay)

$(B)/tests/fuzz/%-replay: $(B)/tests/fuzz/%.o $(B)/tests/fuzz/replay.o $(LIB)
	$(call say,LD,$@)$(LINK) -o $@ $^ $(PKG_LIBS) $(LDLIBS)

# make fuzz FUZZ_SECONDS=3600 [ONLY=fuzz_layout]: libFuzzer, which comes with clang.
FUZZ_SECONDS ?= 60
ONLY ?= $(FUZZ)
fuzz:
	@$(MAKE) --no-print-directory $(ONLY:%=build/fuzz/tests/fuzz/%-live) B=build/fuzz CC=clang \
	    SAN=fuzzer-no-link,address,undefined
	@for f in $(ONLY); do mkdir -p build/fuzz/corpus/$$f; echo "== $$f"; \
	  build/fuzz/tests/fuzz/$$f-live -max_total_time=$(FUZZ_SECONDS) -timeout=10 -max_len=8192 -print_final_stats=1 \
	    -artifact_prefix=build/fuzz/ build/fuzz/corpus/$$f tests/fuzz/corpus/$$f || exit 1; done

$(B)/tests/fuzz/%-live: $(B)/tests/fuzz/%.o $(LIB)
	$(call say,LD,$@)$(LINK) -fsanitize=fuzzer -o $@ $^ $(PKG_LIBS) $(LDLIBS)

# ---- speed ---------------------------------------------------------------------------------------
BENCHES := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/bench/bench_*.c))
$(B)/tests/bench/%: $(B)/tests/bench/%.o $(LIB)
	$(call say,LD,$@)$(LINK) -o $@ $^ $(PKG_LIBS) $(LDLIBS)

bench: $(B)/waraq $(BENCHES)
	@sh .ci/deps bench
	@B=$(B) WARAQ=$(abspath $(B)/waraq) python3 tests/bench/run.py
	@B=$(B) python3 tests/bench/warm.py

# ---- how well entities are found ------------------------------------------------------------------
# Against the articles in tests/gold, and what is in ../shared or WARAQ_SHARED. LIST=1 lists what is wrong, but
# not in the half that nobody is to look at.
WARAQ_SHARED ?= ../shared
GOLD_SEEN   := ur-archaeology,ur-ghalib,ur-names,ur-space-long,fa-film,fa-hafez,ar-library
GOLD_UNSEEN := ur-bookfair,ur-railway,ur-cricket-numbers,fa-river,ar-trade,he-genizah,mul-libraries
SETS ?= shared=$(WARAQ_SHARED)/seeds:$(WARAQ_SHARED)/gold seen=data/samples:tests/gold:$(GOLD_SEEN) \
        unseen=data/samples:tests/gold:$(GOLD_UNSEEN)
$(B)/tests/score/%: $(B)/tests/score/%.o $(LIB)
	$(call say,LD,$@)$(LINK) -o $@ $^ $(PKG_LIBS) $(LDLIBS)

score: $(B)/tests/score/score
	@$(B)/tests/score/score $(if $(LIST),-v) $(if $(LIST),$(filter-out unseen=%,$(SETS)),$(SETS))

# ---- checks --------------------------------------------------------------------------------------
check: check-layers check-headers check-format check-cppcheck check-tidy check-man

check-layers:
	@sh .ci/check-layers

# Every header compiles alone.
check-headers:
	@for h in $(HDRS); do \
	  echo "#include \"$${h#include/}\"" | $(CC) $(WQ_CPPFLAGS) -std=c17 -Wall -Wextra -Werror -fsyntax-only -x c - \
	    || { echo "$$h does not stand alone"; exit 1; }; done

ALL_C = $(shell git ls-files '*.c' '*.h' 2>/dev/null || find src include tests -name '*.[ch]')
check-format:
	@clang-format --dry-run -Werror $(ALL_C)
fmt:
	@clang-format -i $(ALL_C)

check-cppcheck:
	@cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr --enable=warning,portability,performance \
	  --suppress=missingIncludeSystem --suppress=normalCheckLevelMaxBranches -Iinclude -DWQ_VERSION='""' -DWQ_DATADIR='""' \
	  -D_GNU_SOURCE -j2 src

check-tidy: $(GEN)
	@printf '%s\n' $(SRCS) $(MAIN) | xargs -P2 -n4 sh -c 'clang-tidy --quiet --warnings-as-errors="*" "$$@" -- \
	  -D_GNU_SOURCE -DWQ_VERSION="\"0\"" -DWQ_DATADIR="\"/\"" -Iinclude $(PKG_CFLAGS) -std=c17 2>/dev/null' sh

check-man:
	@mandoc -Tlint -Wwarning man/waraq.1

# ---- installing ----------------------------------------------------------------------------------
install: $(B)/waraq
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 $(DESTDIR)$(DATADIR)/waraq/samples
	install -m 755 $(B)/waraq $(DESTDIR)$(BINDIR)/waraq
	install -m 644 man/waraq.1 $(DESTDIR)$(MANDIR)/man1/waraq.1
	install -m 644 data/samples/*.txt $(DESTDIR)$(DATADIR)/waraq/samples/

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/waraq $(DESTDIR)$(MANDIR)/man1/waraq.1
	rm -rf $(DESTDIR)$(DATADIR)/waraq

clean:
	rm -rf build
