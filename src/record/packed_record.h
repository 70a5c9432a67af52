/* Keeps many records in little memory: a packed record is one run of bytes, about as long as its
 * text, in which an absent field takes one byte. */
#ifndef REFMILL_RECORD_PACKED_RECORD_H
#define REFMILL_RECORD_PACKED_RECORD_H

#include "record/record.h"

/* Appends the record without its fillings and its citation key in an output. */
void record_pack(const struct record *record, struct buffer *out);

/* Sets a record, whose text is that of the packed one. Its lists are in the arena. */
void record_unpack(const char *packed, struct arena *arena, struct record *record);

#endif
