/* interrupting_stages.c: a corpus stage that is interrupted while it concludes, and a document stage
 * that makes the file named by its option and never looks at the stop flag. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "galley_plugin.h"

static galley_result collect(void *context, const void *shared, void *worker,
                             const galley_call *call, const galley_document *document,
                             const galley_bytes_out *out) {
  return GALLEY_OK;
}

static galley_result begin(void *context, const void *shared, void **state) { return GALLEY_OK; }

static galley_result add(void *context, void *state, const galley_call *call, galley_text document,
                         galley_text published, galley_text contribution) {
  return GALLEY_OK;
}

static galley_result finish(void *context, void *state, const galley_call *call,
                            const galley_records *records) {
  kill(getpid(), SIGINT);
  while (galley_load_relaxed(call->stop) == 0) usleep(100);
  return GALLEY_OK;
}

static void end(void *context, void *state) {}

static galley_result prepare(void *context, const galley_call *call, const galley_setup *setup,
                             void **shared) {
  galley_text path = galley_text_option(setup, "/path");
  char *copy = calloc(1, path.count + 1);
  for (uint64_t i = 0; i < path.count; i += 1) copy[i] = path.bytes[i];
  *shared = copy;
  return GALLEY_OK;
}

static galley_result process(void *context, const void *shared, void *worker,
                             const galley_call *call, const galley_document *document,
                             const galley_output *output) {
  FILE *file = fopen(shared, "w");
  if (file != NULL) fclose(file);
  return GALLEY_OK;
}

static const char corpus_manifest[] =
    "{\"stage\":\"interrupted@1\",\"scope\":\"corpus\",\"summary\":\"Is interrupted.\"}";
static const char document_manifest[] =
    "{\"stage\":\"deaf@1\",\"scope\":\"document\",\"summary\":\"Makes a file.\","
    "\"options\":[{\"name\":\"path\",\"type\":\"text\",\"required\":true}]}";

static const galley_corpus_stage corpus = {
    .size = sizeof corpus, .collect = collect, .begin = begin, .add = add, .finish = finish,
    .end = end};
static const galley_document_stage document = {.size = sizeof document, .process = process};

static const galley_stage stages[] = {
    {.size = sizeof(galley_stage),
     .scope = GALLEY_SCOPE_CORPUS,
     .manifest = {corpus_manifest, sizeof corpus_manifest - 1},
     .prepare = prepare,
     .corpus = &corpus},
    {.size = sizeof(galley_stage),
     .scope = GALLEY_SCOPE_DOCUMENT,
     .manifest = {document_manifest, sizeof document_manifest - 1},
     .prepare = prepare,
     .document = &document},
};

static const galley_plugin_info plugin = {
    .size = sizeof plugin,
    .abi_major = GALLEY_ABI_MAJOR,
    .abi_minor = GALLEY_ABI_MINOR,
    .stage_count = 2,
    .name = {"interrupting", 12},
    .version = {"1.0.0", 5},
    .runtime = {"c", 1},
    .stages = stages,
};

const galley_plugin_info *galley_plugin(const galley_host *host) { return &plugin; }
