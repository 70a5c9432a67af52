# refmill: `make` builds build/refmill; README.md tells the rest.
VERSION = 0.1.0
PREFIX = /usr/local
BUILD = build
CC = cc
PKG_CONFIG = pkg-config
CFLAGS = -O2 -g
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes

LIBRARIES = libxml-2.0 jansson libutf8proc
# libcsv has no .pc file.
ALL_CFLAGS = -std=c11 -D_XOPEN_SOURCE=700 -DREFMILL_VERSION='"$(VERSION)"' $(WARNINGS) \
	-Isrc -Iformats -I$(BUILD) $(shell $(PKG_CONFIG) --cflags $(LIBRARIES)) $(CFLAGS) $(CPPFLAGS)
ALL_LIBS = $(shell $(PKG_CONFIG) --libs $(LIBRARIES)) -lcsv

FORMATS = $(sort $(wildcard formats/*.c))
SOURCES = $(sort $(wildcard src/*.c)) $(FORMATS) $(sort $(wildcard formats/common/*.c))
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o)

$(BUILD)/refmill: $(OBJECTS)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(OBJECTS) $(ALL_LIBS)

$(BUILD)/%.o: %.c $(BUILD)/formats.def
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The table of formats, made from the files that are there and touched only
# when they change.
$(BUILD)/formats.def: FORCE
	@mkdir -p $(@D)
	@for format in $(subst -,_,$(basename $(notdir $(FORMATS)))); do echo "FORMAT($$format)"; done >$@.new
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

FORCE:
-include $(OBJECTS:.o=.d)
.PHONY: FORCE
