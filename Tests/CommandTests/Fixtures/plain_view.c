/* A stage that adds a view for tests: soft hyphens are deleted, `--` becomes one en dash. */
#include <stdlib.h>
#include <string.h>

#include "galley_plugin.h"

static const char manifest[] =
    "{\"stage\": \"plain-view@1\", \"scope\": \"document\","
    " \"summary\": \"Adds the view 'plain'.\", \"views\": [\"plain\"]}";

static const char soft_hyphen[] = "\xC2\xAD";
static const char en_dash[] = "\xE2\x80\x93";

typedef struct writer {
  char *text;
  uint32_t count;
  galley_run *runs;
  uint32_t run_count;
} writer;

/* Appends `count` bytes that stand for the bytes start ..< end of the original. */
static void append(writer *view, const char *bytes, uint32_t count, uint32_t start, uint32_t end,
                   uint32_t whole) {
  galley_run *last = view->run_count > 0 ? &view->runs[view->run_count - 1] : NULL;
  memcpy(view->text + view->count, bytes, count);
  if (last != NULL && !whole && !last->whole && last->end == start) {
    last->end = end;
    last->view_end += count;
  } else {
    view->runs[view->run_count] = (galley_run){
        .size = sizeof(galley_run), .whole = whole, .view_start = view->count,
        .view_end = view->count + count, .start = start, .end = end};
    view->run_count += 1;
  }
  view->count += count;
}

static galley_result prepare(void *context, const galley_call *call, const galley_setup *setup,
                             void **shared) {
  (void)context, (void)call, (void)setup, (void)shared;
  return GALLEY_OK;
}

static galley_result process(void *context, const void *shared, void *worker,
                             const galley_call *call, const galley_document *document,
                             const galley_output *output) {
  (void)context, (void)shared, (void)worker;
  const char *bytes = document->text.bytes;
  uint32_t count = (uint32_t)document->text.count;
  writer view = {0};
  /* Two bytes become three at most. */
  view.text = call->alloc(call->context, count * 2 + 1, 1);
  view.runs = call->alloc(call->context, (count + 1) * sizeof(galley_run), 8);
  if (view.text == NULL || view.runs == NULL) return GALLEY_CANNOT_GO_ON;
  for (uint32_t i = 0; i < count;) {
    if (i + 2 <= count && memcmp(bytes + i, soft_hyphen, 2) == 0) {
      i += 2;
    } else if (i + 2 <= count && memcmp(bytes + i, "--", 2) == 0) {
      append(&view, en_dash, 3, i, i + 2, 1);
      i += 2;
    } else {
      append(&view, bytes + i, 1, i, i + 1, 0);
      i += 1;
    }
  }
  galley_view made = {.size = sizeof(galley_view), .run_count = view.run_count,
                      .name = {"plain", 5}, .text = {view.text, view.count}, .runs = view.runs};
  return output->add_view(output->context, &made);
}

static const galley_document_stage document_stage = {
    .size = sizeof(galley_document_stage), .process = process};

static const galley_stage stages[] = {{.size = sizeof(galley_stage),
                                       .scope = GALLEY_SCOPE_DOCUMENT,
                                       .manifest = {manifest, sizeof manifest - 1},
                                       .prepare = prepare,
                                       .document = &document_stage}};

static const galley_plugin_info plugin = {.size = sizeof(galley_plugin_info),
                                          .abi_major = GALLEY_ABI_MAJOR,
                                          .abi_minor = GALLEY_ABI_MINOR,
                                          .stage_count = 1,
                                          .name = {"plain-view", 10},
                                          .version = {"1.0.0", 5},
                                          .runtime = {"c", 1},
                                          .stages = stages};

const galley_plugin_info *galley_plugin(const galley_host *host) {
  (void)host;
  return &plugin;
}
