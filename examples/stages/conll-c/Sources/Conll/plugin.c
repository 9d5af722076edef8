/* plugin.c: the exporter conll@1, one token per line with its place in code points. */
#include <stdlib.h>
#include <string.h>

#include "conll.h"
#include "galley_plugin.h"

static const char manifest[] =
    "{\"stage\": \"conll@1\", \"scope\": \"exporter\","
    " \"summary\": \"Writes one token per line, an empty line after each sentence.\","
    " \"options\": [{\"name\": \"path\", \"type\": \"text\", \"default\": \"tokens.conll\","
    "   \"help\": \"The file below the folder of results.\"}],"
    " \"reads\": [\"Token\"], \"reads_optional\": [\"Sentence\"],"
    " \"cost\": \"low\", \"licence\": \"Apache-2.0\"}";

/* What all lanes share. */
typedef struct prepared {
  uint32_t token;
  uint32_t sentence;
} prepared;

static galley_result out_of_memory(const galley_call *call) {
  call->fail(call->context, galley_literal("out-of-memory"), galley_literal("no memory is left"));
  return GALLEY_FAILED;
}

static galley_result prepare(void *context, const galley_call *call, const galley_setup *setup,
                             void **shared) {
  (void)context;
  prepared *made = malloc(sizeof *made);
  if (made == NULL) return out_of_memory(call);
  made->token = setup->type(setup->context, galley_literal("Token"));
  made->sentence = setup->type(setup->context, galley_literal("Sentence"));
  *shared = made;
  setup->output(setup->context, galley_text_option(setup, "/path"), 0);
  return GALLEY_OK;
}

static void release(void *context, void *shared) {
  (void)context;
  free(shared);
}

/* Row number `i` of a table in annotation order. */
static uint32_t row_at(const galley_table *table, uint32_t i) {
  return table->order == NULL ? i : table->order[i];
}

/* Start and end of every token in code points, two numbers for each row. */
static uint32_t *code_points(const galley_call *call, const galley_document *document,
                             const galley_table *tokens) {
  uint32_t *offsets = call->alloc(call->context, (uint64_t)tokens->count * 8, 4);
  if (offsets == NULL) return NULL;
  for (uint32_t row = 0; row < tokens->count; row += 1) {
    offsets[2 * row] = tokens->start[row];
    offsets[2 * row + 1] = tokens->end[row];
  }
  document->convert(document->context, GALLEY_CODEPOINTS, 2 * tokens->count, offsets);
  return offsets;
}

static void append_token(line_buffer *lines, uint32_t number, galley_text text,
                         const galley_table *tokens, uint32_t row, const uint32_t *offsets) {
  append_number(lines, number);
  append_bytes(lines, "\t", 1);
  append_field(lines, text.bytes + tokens->start[row], tokens->end[row] - tokens->start[row]);
  append_bytes(lines, "\t", 1);
  append_number(lines, offsets[2 * row]);
  append_bytes(lines, "\t", 1);
  append_number(lines, offsets[2 * row + 1]);
  append_bytes(lines, "\n", 1);
}

/* All tokens, numbered from 1 in each sentence. */
static galley_result append_tokens(line_buffer *lines, const galley_call *call,
                                   const galley_document *document, const galley_table *tokens,
                                   const galley_table *sentences) {
  uint32_t *offsets = code_points(call, document, tokens);
  if (offsets == NULL) return out_of_memory(call);
  uint32_t sentence = 0, number = 0;
  for (uint32_t i = 0; i < tokens->count; i += 1) {
    if (i % 1024 == 0 && galley_load_relaxed(call->stop) != 0) return GALLEY_STOPPED;
    uint32_t row = row_at(tokens, i);
    int is_new = 0;
    while (sentences != NULL && sentence < sentences->count &&
           sentences->end[row_at(sentences, sentence)] <= tokens->start[row]) {
      sentence += 1;
      is_new = 1;
    }
    if (is_new && i > 0) {
      append_bytes(lines, "\n", 1);
      number = 0;
    }
    number += 1;
    append_token(lines, number, document->text, tokens, row, offsets);
  }
  return GALLEY_OK;
}

static galley_result render(void *context, const void *shared, void *worker,
                            const galley_call *call, const galley_document *document,
                            uint32_t output, const galley_bytes_out *bytes) {
  (void)context, (void)worker, (void)output;
  const prepared *stage = shared;
  const galley_table *tokens = galley_table_of(document, stage->token);
  const galley_table *sentences = galley_table_of(document, stage->sentence);
  line_buffer lines = {0};
  galley_result result = GALLEY_OK;
  append_bytes(&lines, "# document = ", 13);
  append_field(&lines, document->id.bytes, document->id.count);
  append_bytes(&lines, "\n", 1);
  if (tokens != NULL && tokens->count > 0) {
    result = append_tokens(&lines, call, document, tokens, sentences);
  }
  append_bytes(&lines, "\n", 1);
  if (result == GALLEY_OK && lines.is_full) result = out_of_memory(call);
  if (result == GALLEY_OK) {
    galley_text written = {lines.bytes, lines.count};
    result = bytes->write(bytes->context, written);
  }
  free(lines.bytes);
  return result;
}

static galley_result header(void *context, const void *shared, uint32_t output,
                            const galley_bytes_out *bytes) {
  (void)context, (void)shared, (void)output;
  return bytes->write(bytes->context,
                      galley_literal("# number, token, start and end in code points\n"));
}

static const galley_exporter_stage exporter_stage = {
    .size = sizeof exporter_stage,
    .render = render,
    .header = header,
};

static const galley_stage stages[] = {{
    .size = sizeof(galley_stage),
    .scope = GALLEY_SCOPE_EXPORTER,
    .manifest = {manifest, sizeof manifest - 1},
    .prepare = prepare,
    .release = release,
    .exporter = &exporter_stage,
}};

static const galley_plugin_info plugin = {
    .size = sizeof plugin,
    .abi_major = GALLEY_ABI_MAJOR,
    .abi_minor = GALLEY_ABI_MINOR,
    .stage_count = 1,
    .name = {"conll", 5},
    .version = {"1.0.0", 5},
    .runtime = {"c", 1},
    .stages = stages,
};

const galley_plugin_info *galley_plugin(const galley_host *host) {
  (void)host;
  return &plugin;
}
