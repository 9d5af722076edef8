/* A stage that waits at documents with 'wait' until somebody opens the named pipe 'gate'. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "galley_plugin.h"

static const char manifest[] =
    "{\"stage\": \"gate@1\", \"scope\": \"document\", \"summary\": \"Waits.\"}";

static galley_result prepare(void *context, const galley_call *call, const galley_setup *setup,
                             void **shared) {
  (void)context, (void)call, (void)setup, (void)shared;
  return GALLEY_OK;
}

static galley_result process(void *context, const void *shared, void *worker,
                             const galley_call *call, const galley_document *document,
                             const galley_output *output) {
  (void)context, (void)shared, (void)worker, (void)call, (void)output;
  if (memmem(document->text.bytes, document->text.count, "wait", 4)) {
    int gate = open("gate", O_RDONLY);
    if (gate < 0) return GALLEY_FAILED;
    close(gate);
  }
  return memmem(document->text.bytes, document->text.count, "fail", 4) ? GALLEY_FAILED : GALLEY_OK;
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
                                          .name = {"gate", 4},
                                          .version = {"1.0.0", 5},
                                          .runtime = {"c", 1},
                                          .stages = stages};

const galley_plugin_info *galley_plugin(const galley_host *host) {
  (void)host;
  return &plugin;
}
