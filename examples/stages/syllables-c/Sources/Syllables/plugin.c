/* plugin.c: the stage syllables@1, which writes a feature on tokens that are already there. */
#include <stdlib.h>
#include <string.h>

#include "galley_plugin.h"
#include "syllables.h"

static const char manifest[] =
    "{\"stage\": \"syllables@1\", \"scope\": \"document\","
    " \"summary\": \"Estimates how many syllables each English word has.\","
    " \"options\": [{\"name\": \"longest\", \"type\": \"integer\", \"unit\": \"bytes\","
    "   \"minimum\": 1, \"maximum\": 1000, \"default\": 40,"
    "   \"help\": \"Tokens longer than this get no value.\"}],"
    " \"types\": [{\"name\": \"Token\", \"features\": [{\"name\": \"syllables\","
    "   \"kind\": \"integer\", \"help\": \"Estimated number of syllables.\"}]}],"
    " \"reads\": [\"Token\"], \"emits\": [\"Token.syllables\"],"
    " \"cost\": \"low\", \"licence\": \"Apache-2.0\"}";

/* What all lanes share: made by prepare, then only read. */
typedef struct prepared {
  uint32_t token;
  uint32_t syllables;
  uint32_t longest;
} prepared;

static galley_result prepare(void *context, const galley_call *call, const galley_setup *setup,
                             void **shared) {
  (void)context;
  prepared *made = malloc(sizeof *made);
  if (made == NULL) {
    call->fail(call->context, galley_literal("out-of-memory"), galley_literal("no memory is left"));
    return GALLEY_CANNOT_GO_ON;
  }
  galley_text token = galley_literal("Token");
  made->token = setup->type(setup->context, token);
  made->syllables = setup->feature(setup->context, token, galley_literal("syllables"));
  made->longest = (uint32_t)galley_integer_option(setup, "/longest");
  *shared = made;
  return GALLEY_OK;
}

static void release(void *context, void *shared) {
  (void)context;
  free(shared);
}

/* Counts every row; bit i of `present` says whether row i has a value. */
static galley_result count_rows(const prepared *stage, const galley_call *call, galley_text text,
                                const galley_table *tokens, uint64_t *present, int64_t *values) {
  for (uint32_t row = 0; row < tokens->count; row += 1) {
    if (row % 1024 == 0 && galley_load_relaxed(call->stop) != 0) return GALLEY_STOPPED;
    uint32_t length = tokens->end[row] - tokens->start[row];
    if (length > stage->longest) continue;
    values[row] = (int64_t)syllable_estimate(text.bytes + tokens->start[row], length);
    if (values[row] > 0) present[row / 64] |= (uint64_t)1 << (row % 64);
  }
  return GALLEY_OK;
}

static galley_result process(void *context, const void *shared, void *worker,
                             const galley_call *call, const galley_document *document,
                             const galley_output *output) {
  (void)context, (void)worker;
  const prepared *stage = shared;
  const galley_table *tokens = galley_table_of(document, stage->token);
  if (tokens == NULL || tokens->count == 0) return GALLEY_OK;
  size_t words = ((size_t)tokens->count + 63) / 64;
  uint64_t *present = call->alloc(call->context, words * 8, 8);
  int64_t *values = call->alloc(call->context, (uint64_t)tokens->count * 8, 8);
  if (present == NULL || values == NULL) {
    call->fail(call->context, galley_literal("out-of-memory"), galley_literal("no memory is left"));
    return GALLEY_FAILED;
  }
  memset(present, 0, words * 8);
  memset(values, 0, (size_t)tokens->count * 8);
  galley_result result = count_rows(stage, call, document->text, tokens, present, values);
  if (result != GALLEY_OK) return result;

  galley_feature column = {0};
  column.size = sizeof column;
  column.name = stage->syllables;
  column.kind = GALLEY_INTEGER;
  column.present = present;
  column.values = values;
  /* Ids NULL: one value for every row, in the order of the table. */
  return output->set(output->context, stage->token, tokens->count, NULL, &column);
}

static const galley_document_stage document_stage = {
    .size = sizeof document_stage,
    .process = process,
};

static const galley_stage stages[] = {{
    .size = sizeof(galley_stage),
    .scope = GALLEY_SCOPE_DOCUMENT,
    .manifest = {manifest, sizeof manifest - 1},
    .prepare = prepare,
    .release = release,
    .document = &document_stage,
}};

static const galley_plugin_info plugin = {
    .size = sizeof plugin,
    .abi_major = GALLEY_ABI_MAJOR,
    .abi_minor = GALLEY_ABI_MINOR,
    .stage_count = 1,
    .name = {"syllables", 9},
    .version = {"1.0.0", 5},
    .runtime = {"c", 1},
    .stages = stages,
};

const galley_plugin_info *galley_plugin(const galley_host *host) {
  (void)host;
  return &plugin;
}
