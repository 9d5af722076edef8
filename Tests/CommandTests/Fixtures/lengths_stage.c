/* A corpus stage for tests: each document gets a record and, as metadata `rank`, its place among all by
 * length of text, the longest first; equally long ones in the order they are added. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "galley_plugin.h"

static const char manifest[] =
    "{\"stage\": \"lengths@1\", \"scope\": \"corpus\", \"summary\": \"Ranks documents by length.\","
    " \"types\": [{\"name\": \"Length\", \"features\": [{\"name\": \"bytes\", \"kind\": \"integer\"}]}],"
    " \"records\": [\"Length\"], \"sets\": [\"rank\"]}";

typedef struct entry {
  char id[256];
  uint64_t bytes;
} entry;

typedef struct lengths {
  entry *entries;
  size_t count;
} lengths;

static galley_result prepare(void *context, const galley_call *call, const galley_setup *setup,
                             void **shared) {
  (void)context, (void)call, (void)setup, (void)shared;
  return GALLEY_OK;
}

static galley_result collect(void *context, const void *shared, void *worker,
                             const galley_call *call, const galley_document *document,
                             const galley_bytes_out *contribution) {
  (void)context, (void)shared, (void)worker, (void)call;
  uint64_t bytes = document->text.count;
  return contribution->write(contribution->context,
                             (galley_text){(const char *)&bytes, sizeof bytes});
}

static galley_result begin(void *context, const void *shared, void **state) {
  (void)context, (void)shared;
  *state = calloc(1, sizeof(lengths));
  return *state == NULL ? GALLEY_CANNOT_GO_ON : GALLEY_OK;
}

static galley_result add(void *context, void *state, const galley_call *call, galley_text document,
                         galley_text published, galley_text contribution) {
  (void)context, (void)call, (void)published;
  lengths *all = state;
  entry *grown = realloc(all->entries, (all->count + 1) * sizeof(entry));
  if (grown == NULL || document.count >= sizeof grown->id) return GALLEY_CANNOT_GO_ON;
  all->entries = grown;
  entry *last = &grown[all->count];
  memcpy(last->id, document.bytes, document.count);
  last->id[document.count] = '\0';
  memcpy(&last->bytes, contribution.bytes, sizeof last->bytes);
  all->count += 1;
  return GALLEY_OK;
}

static size_t rank(const lengths *all, size_t one) {
  size_t place = 1;
  for (size_t i = 0; i < all->count; i += 1) {
    uint64_t other = all->entries[i].bytes;
    place += other > all->entries[one].bytes || (other == all->entries[one].bytes && i < one);
  }
  return place;
}

static galley_result finish(void *context, void *state, const galley_call *call,
                            const galley_records *records) {
  (void)context, (void)call;
  const lengths *all = state;
  for (size_t i = 0; i < all->count; i += 1) {
    const entry *one = &all->entries[i];
    galley_text id = {one->id, strlen(one->id)};
    char json[512];
    int count = snprintf(json, sizeof json,
                         "{\"bytes\": %" PRIu64 ", \"evidence\": [{\"document\": \"%s\","
                         " \"start\": 0, \"end\": 1}]}",
                         one->bytes, one->id);
    galley_result result = records->record(records->context, galley_literal("Length"), id,
                                           (galley_text){json, (size_t)count});
    if (result != GALLEY_OK) return result;
    galley_metadata value = {.size = sizeof value, .kind = GALLEY_VALUE_INTEGER,
                             .key = galley_literal("rank"), .integer = (int64_t)rank(all, i)};
    result = records->patch_metadata(records->context, id, &value);
    if (result != GALLEY_OK) return result;
  }
  return GALLEY_OK;
}

static void end(void *context, void *state) {
  (void)context;
  lengths *all = state;
  if (all != NULL) free(all->entries);
  free(all);
}

static const galley_corpus_stage corpus_stage = {.size = sizeof(galley_corpus_stage),
                                                 .collect = collect,
                                                 .begin = begin,
                                                 .add = add,
                                                 .finish = finish,
                                                 .end = end};

static const galley_stage stages[] = {{.size = sizeof(galley_stage),
                                       .scope = GALLEY_SCOPE_CORPUS,
                                       .manifest = {manifest, sizeof manifest - 1},
                                       .prepare = prepare,
                                       .corpus = &corpus_stage}};

static const galley_plugin_info plugin = {.size = sizeof(galley_plugin_info),
                                          .abi_major = GALLEY_ABI_MAJOR,
                                          .abi_minor = GALLEY_ABI_MINOR,
                                          .stage_count = 1,
                                          .name = {"lengths", 7},
                                          .version = {"1.0.0", 5},
                                          .runtime = {"c", 1},
                                          .stages = stages};

const galley_plugin_info *galley_plugin(const galley_host *host) {
  (void)host;
  return &plugin;
}
