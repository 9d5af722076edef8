#include "syllables.h"

/* What a letter is for the count. */
enum sound { NO_LETTER, CONSONANT, VOWEL };

/* A word is looked at through this many letters at its end. */
enum { LAST_LETTERS = 4 };

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

static enum sound sound_of_ascii(char c) {
  switch (lower(c)) {
    case 'a': case 'e': case 'i': case 'o': case 'u': case 'y': return VOWEL;
    default: return lower(c) >= 'a' && lower(c) <= 'z' ? CONSONANT : NO_LETTER;
  }
}

/* U+00C0 ... U+00FF, where the accented letters of Western Europe stand: the second byte of C3 xx. */
static enum sound sound_of_latin1(unsigned char second) {
  unsigned char letter = second & 0x1F; /* capitals and small letters are 32 apart */
  if (letter == 0x17) return NO_LETTER; /* multiplication and division sign */
  if (letter == 0x07 || letter == 0x10 || letter == 0x11 || letter >= 0x1E) return CONSONANT;
  return VOWEL;
}

static int is_one_of(char c, const char *letters) {
  for (; *letters != 0; letters += 1) {
    if (*letters == c) return 1;
  }
  return 0;
}

/* Whether the last group of vowels is an e that is written but not spoken: make, makes, baked; but
 * not table, kisses, wanted. `last` holds the last letters, the very last first. */
static int ends_silently(const char *last) {
  if (last[0] == 'e') return !(last[1] == 'l' && sound_of_ascii(last[2]) == CONSONANT);
  if (last[1] != 'e') return 0;
  if (last[0] == 'd') return !is_one_of(last[2], "td");
  if (last[0] == 's') return !is_one_of(last[2], "sxzcgh");
  return 0;
}

size_t syllable_estimate(const char *word, size_t count) {
  char last[LAST_LETTERS] = {0};
  enum sound previous = NO_LETTER;
  size_t groups = 0, letters = 0;
  for (size_t i = 0; i < count; i += 1) {
    unsigned char byte = (unsigned char)word[i];
    if ((byte & 0xC0) == 0x80) continue; /* the rest of a letter already seen */
    enum sound sound = sound_of_ascii(word[i]);
    if (byte == 0xC3 && i + 1 < count) sound = sound_of_latin1((unsigned char)word[i + 1]);
    if (sound == VOWEL && previous != VOWEL) groups += 1;
    if (sound != NO_LETTER) letters += 1;
    previous = sound;
    for (size_t k = LAST_LETTERS - 1; k > 0; k -= 1) last[k] = last[k - 1];
    last[0] = lower(word[i]);
  }
  if (letters == 0) return 0;
  size_t vowel_before = last[0] == 'e' ? 1 : 2;
  int in_a_group = sound_of_ascii(last[vowel_before]) == VOWEL;
  if (groups > 1 && !in_a_group && ends_silently(last)) groups -= 1;
  return groups == 0 ? 1 : groups;
}
