/* syllables.h: how many syllables an English word has. */
#ifndef SYLLABLES_H
#define SYLLABLES_H

#include <stddef.h>

/* An estimate from the spelling alone. `word` is UTF-8 of `count` bytes. 0: no letter in it. */
size_t syllable_estimate(const char *word, size_t count);

#endif
