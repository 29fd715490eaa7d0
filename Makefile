# tk: a help desk you can pipe.
#
#   make          build what the present libraries allow    make check   all tests
#   make demo     the main job on real input                make san     tests under sanitizers
#   make deps     install what is missing                   make bench   speed beside the alternatives
#   make torture  kills, full disks, power cuts, damage (ROUNDS=1000 ENGINE=sqlite|pg|all ONLY=...)
#   make lint gen fuzz install uninstall dist distcheck clean

VERSION = 0.1.0

PREFIX     ?= /usr/local
DESTDIR    ?=
bindir      = $(PREFIX)/bin
datadir     = $(PREFIX)/share/tk-desk
libdir      = $(PREFIX)/lib/tk-desk
mandir      = $(PREFIX)/share/man
localedir   = $(PREFIX)/share/locale
docdir      = $(PREFIX)/share/doc/tk-desk
bashdir     = $(PREFIX)/share/bash-completion/completions
zshdir      = $(PREFIX)/share/zsh/site-functions
fishdir     = $(PREFIX)/share/fish/vendor_completions.d

# (-rR in MAKEFLAGS takes even the default away in a make below this one.)
ifneq ($(filter default undefined,$(origin CC)),)
CC          = gcc
endif
BUILD      ?= build
CFLAGS     ?= -O2 -g
WARN        = -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
              -Wvla -Wpointer-arith -Wwrite-strings -Wno-format-truncation
HARDEN     ?= -D_FORTIFY_SOURCE=2 -fstack-protector-strong
ALL_CFLAGS  = -std=gnu11 -D_GNU_SOURCE $(WARN) $(HARDEN) -ffunction-sections -fdata-sections \
              -I lib -I $(BUILD)/gen -DTK_VERSION='"$(VERSION)"' \
              -DTK_DATADIR='"$(datadir)"' -DTK_LOCALEDIR='"$(localedir)"' \
              -DTK_LIBDIR='"$(libdir)"' $(CPPFLAGS) $(CFLAGS)
LINK        = -Wl,--gc-sections -Wl,-z,relro -Wl,--as-needed

# The core libraries come from their static archives where the system has
# them: a program then starts in the time of one that links libc alone.
archive     = $(or $(filter /%,$(shell $(CC) -print-file-name=lib$(1).a)),-l$(1))
CORE_LIBS  := $(call archive,sqlite3) $(call archive,yaml) $(call archive,sodium) \
              $(call archive,jansson) -lm
LDLIBS     ?=

# The server's engine is a plugin: built where libpq is, never linked.
PLUGIN_SRC := $(wildcard lib/db/db_pg*.c)
PLUGIN_BASE = lib/db/fail.c lib/base/arena.c lib/base/str.c lib/base/err.c lib/base/num.c lib/base/utf8.c
PQ_CFLAGS  := $(shell pkg-config --cflags libpq 2>/dev/null || pg_config --includedir 2>/dev/null | sed 's/^/-I/')
HAVE_PQ    := $(shell printf '\043include <libpq-fe.h>\n' | $(CC) $(PQ_CFLAGS) -E -x c - >/dev/null 2>&1 && echo yes)

# The knowledge base alone stems words and reads Markdown: what is named here
# links libstemmer and md4c, and is left out where one of them is missing.
KB_SRC     := lib/text/stem.c lib/text/markdown.c cmd/tk-kb.c \
              tests/lib/text/stem_test.c tests/lib/text/markdown_test.c tests/fuzz/fuzz_markdown.c \
              tests/fuzz/fuzz_stem.c
KB_LIBS     = $(call archive,stemmer) -lmd4c
HAVE_KB    := $(shell printf '\043include <libstemmer.h>\n\043include <md4c.h>\n' | $(CC) $(CPPFLAGS) -E -x c - >/dev/null 2>&1 && echo yes)
LEFT_OUT   := $(if $(HAVE_KB),,$(KB_SRC))

LIB_SRC    := $(filter-out $(PLUGIN_SRC) $(LEFT_OUT),$(sort $(wildcard lib/*/*.c)))
CMD_SRC    := $(filter-out $(LEFT_OUT),$(sort $(wildcard cmd/*.c)))
TEST_SRC   := $(filter-out $(LEFT_OUT),$(sort $(wildcard tests/lib/*/*_test.c)))
FUZZ_SRC   := $(filter-out $(LEFT_OUT),$(sort $(wildcard tests/fuzz/fuzz_*.c)))
GEN_SRC    := $(BUILD)/gen/schema_sqlite.c
LIB_OBJ    := $(LIB_SRC:%.c=$(BUILD)/obj/%.o) $(GEN_SRC:$(BUILD)/gen/%.c=$(BUILD)/obj/gen/%.o)
PROGRAMS   := $(CMD_SRC:cmd/%.c=$(BUILD)/bin/%)
TESTS      := $(TEST_SRC:tests/lib/%.c=$(BUILD)/tests/%)
REPLAYS    := $(FUZZ_SRC:tests/fuzz/%.c=$(BUILD)/fuzz/replay_%)
KB_TARGETS := $(patsubst cmd/%.c,$(BUILD)/bin/%,$(filter cmd/%,$(KB_SRC))) \
              $(patsubst tests/lib/%.c,$(BUILD)/tests/%,$(filter tests/lib/%,$(KB_SRC))) \
              $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/replay_%,$(filter tests/fuzz/%,$(KB_SRC)))
$(KB_TARGETS): KB = $(KB_LIBS)
PO         := $(wildcard share/locale/*.po)
MO         := $(PO:share/locale/%.po=$(BUILD)/locale/%/LC_MESSAGES/tk-desk.mo)
MSGFMT     := $(shell command -v msgfmt)

MAKEFLAGS += -rR
# make V=1 shows whole commands.
say         = $(if $(V),,@echo "  $(1)	$(patsubst $(BUILD)/%,%,$@)";)

.PHONY: all check demo san fuzz lint gen bench torture deps deps-bench install uninstall dist distcheck clean tests
.DELETE_ON_ERROR:
.SECONDARY:

all: $(PROGRAMS) $(if $(MSGFMT),$(MO)) $(if $(HAVE_PQ),$(BUILD)/engine-pg.so,no-pg) $(if $(HAVE_KB),,no-kb)

no-pg:
	@echo "  --	engine-pg.so left out: libpq-dev is missing (make deps)"

no-kb:
	@echo "  --	tk-kb left out: libstemmer-dev or libmd4c-dev is missing (make deps)"

# The sources that are left out here, for tests/run and tests/fuzz/run.
left-out:
	@echo $(LEFT_OUT)
.PHONY: no-pg no-kb left-out

$(BUILD)/engine-pg.so: $(PLUGIN_SRC) $(PLUGIN_BASE) $(BUILD)/gen/schema_pg.c $(wildcard lib/db/*.h lib/base/*.h)
	$(call say,LD)$(CC) $(ALL_CFLAGS) $(PQ_CFLAGS) -DTK_PLUGIN -fPIC -fvisibility=hidden -shared $(LDFLAGS) $(LINK) \
	    -o $@ $(filter %.c,$^) -lpq

$(BUILD)/libdesk.a: $(LIB_OBJ)
	@rm -f $@
	$(call say,AR)ar rcs $@ $^

$(BUILD)/obj/%.o: %.c | $(GEN_SRC)
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/obj/gen/%.o: $(BUILD)/gen/%.c
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/gen/schema_%.c: share/build/embed-schema $(wildcard share/schema/*/*.sql)
	@mkdir -p $(@D)
	share/build/embed-schema $* share/schema/$* >$@

$(BUILD)/bin/%: $(BUILD)/obj/cmd/%.o $(BUILD)/libdesk.a
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_CFLAGS) $(LDFLAGS) $(LINK) -o $@ $^ $(KB) $(CORE_LIBS) $(LDLIBS)

# tk-help alone knows what programs there are.
$(BUILD)/gen/programs.c: share/build/embed-programs $(CMD_SRC)
	@mkdir -p $(@D)
	share/build/embed-programs $(CMD_SRC) >$@

$(BUILD)/bin/tk-help: $(BUILD)/obj/gen/programs.o

$(BUILD)/tests/%: tests/lib/%.c tests/test.h tests/engine.h $(BUILD)/libdesk.a
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_CFLAGS) -I tests $(LDFLAGS) $(LINK) -o $@ $< $(BUILD)/libdesk.a $(KB) $(CORE_LIBS) $(LDLIBS)

$(BUILD)/fuzz/replay_%: tests/fuzz/%.c tests/fuzz/replay_main.c $(BUILD)/libdesk.a
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_CFLAGS) $(LDFLAGS) $(LINK) -o $@ $^ $(KB) $(CORE_LIBS) $(LDLIBS)

$(BUILD)/locale/%/LC_MESSAGES/tk-desk.mo: share/locale/%.po
	@mkdir -p $(@D)
	msgfmt -o $@ $<

# What tests/torture loads before programs, and what it looks at disks with.
TORTURE    := $(BUILD)/torture/shim_fail.so $(BUILD)/torture/shim_log.so $(BUILD)/torture/replay

$(BUILD)/torture/%.so: tests/torture/%.c tests/torture/log.h
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(filter-out -fsanitize%,$(ALL_CFLAGS)) -U_FORTIFY_SOURCE -fPIC -shared -o $@ $< -ldl

$(BUILD)/torture/%: tests/torture/%.c tests/torture/log.h
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $<

tests: $(TESTS) $(REPLAYS) $(TORTURE)

check: all tests
	BUILD=$(BUILD) tests/run

lint: all
	BUILD=$(BUILD) tests/lint/all

san:
	$(MAKE) BUILD=build/san CFLAGS="-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -DTK_SANITIZE" \
	    HARDEN= check

fuzz:
	tests/fuzz/run

gen: all
	share/build/gen $(BUILD)

demo: all
	share/demo/run $(BUILD)/bin

bench: all
	tests/bench/run $(BUILD)/bin

torture: all $(TORTURE)
	BUILD=$(BUILD) tests/torture/run

deps:
	share/build/deps build

deps-bench:
	share/build/deps bench

install: all
	share/build/install $(BUILD) "$(DESTDIR)" "$(bindir)" "$(datadir)" "$(mandir)" \
	    "$(localedir)" "$(docdir)" "$(bashdir)" "$(zshdir)" "$(fishdir)" "$(libdir)"

# What is in the archive is enough to build, test and install from.
distcheck: dist
	rm -rf $(BUILD)/distcheck
	mkdir -p $(BUILD)/distcheck
	tar -xzf $(BUILD)/tk-desk-$(VERSION).tar.gz -C $(BUILD)/distcheck
	cd $(BUILD)/distcheck/tk-desk-$(VERSION) && $(MAKE) check && \
	    $(MAKE) install DESTDIR=$$PWD/root && $(MAKE) uninstall DESTDIR=$$PWD/root
	rm -rf $(BUILD)/distcheck

uninstall:
	share/build/install --remove "$(DESTDIR)" "$(bindir)" "$(datadir)" "$(mandir)" \
	    "$(localedir)" "$(docdir)" "$(bashdir)" "$(zshdir)" "$(fishdir)" "$(libdir)"

dist:
	@mkdir -p $(BUILD)
	git archive --prefix=tk-desk-$(VERSION)/ HEAD | gzip -9n >$(BUILD)/tk-desk-$(VERSION).tar.gz

clean:
	rm -rf build

%.d: ;

-include $(LIB_OBJ:.o=.d) $(CMD_SRC:cmd/%.c=$(BUILD)/obj/cmd/%.d)
