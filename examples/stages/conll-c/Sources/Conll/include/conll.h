/* conll.h: lines of a table of tokens. */
#ifndef CONLL_H
#define CONLL_H

#include <stddef.h>
#include <stdint.h>

/* Bytes that grow as they are written. Starts as all zeros; free the bytes when done. */
typedef struct line_buffer {
  char *bytes;
  size_t count;
  size_t capacity;
  int is_full; /* no memory was left; what was appended since is lost */
} line_buffer;

/* Appends bytes as they are. */
void append_bytes(line_buffer *buffer, const char *bytes, size_t count);

/* Appends text for a column: control characters, which would break the line, become spaces. */
void append_field(line_buffer *buffer, const char *text, size_t count);

void append_number(line_buffer *buffer, uint32_t number);

#endif
