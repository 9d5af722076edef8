#include <stdlib.h>
#include <string.h>

#include "conll.h"

static int has_room(line_buffer *buffer, size_t count) {
  if (buffer->is_full) return 0;
  if (buffer->capacity - buffer->count >= count) return 1;
  size_t capacity = buffer->capacity == 0 ? 4096 : buffer->capacity;
  while (capacity - buffer->count < count) capacity *= 2;
  char *grown = realloc(buffer->bytes, capacity);
  if (grown == NULL) {
    buffer->is_full = 1;
    return 0;
  }
  buffer->bytes = grown;
  buffer->capacity = capacity;
  return 1;
}

void append_bytes(line_buffer *buffer, const char *bytes, size_t count) {
  if (count == 0 || !has_room(buffer, count)) return;
  memcpy(buffer->bytes + buffer->count, bytes, count);
  buffer->count += count;
}

void append_field(line_buffer *buffer, const char *text, size_t count) {
  size_t first = buffer->count;
  append_bytes(buffer, text, count);
  for (size_t i = first; i < buffer->count; i += 1) {
    unsigned char byte = (unsigned char)buffer->bytes[i];
    if (byte < 0x20 || byte == 0x7F) buffer->bytes[i] = ' ';
  }
}

void append_number(line_buffer *buffer, uint32_t number) {
  char digits[10];
  size_t count = 0;
  do {
    digits[sizeof digits - 1 - count] = (char)('0' + number % 10);
    number /= 10;
    count += 1;
  } while (number > 0);
  append_bytes(buffer, digits + sizeof digits - count, count);
}
