/* A document stage for tests whose example cannot run: its pipeline names a stage there is not. */
#include "galley_plugin.h"

static const char manifest[] =
    "{\"stage\": \"idle@1\", \"scope\": \"document\", \"summary\": \"Does nothing.\","
    " \"examples\": [{\"shows\": \"Nothing.\", \"files\": {\"a.txt\": \"A.\"}, \"pipeline\":"
    " \"pipeline: idle/1\\nsource: {uses: text-files@1, with: {path: a.txt}}\\n"
    "stages:\\n  - {uses: idel@1}\\n\"}]}";

static galley_result prepare(void *context, const galley_call *call, const galley_setup *setup,
                             void **shared) {
  (void)context, (void)call, (void)setup, (void)shared;
  return GALLEY_OK;
}

static galley_result process(void *context, const void *shared, void *worker,
                             const galley_call *call, const galley_document *document,
                             const galley_output *output) {
  (void)context, (void)shared, (void)worker, (void)call, (void)document, (void)output;
  return GALLEY_OK;
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
    .document = &document_stage,
}};

static const galley_plugin_info plugin = {
    .size = sizeof plugin,
    .abi_major = GALLEY_ABI_MAJOR,
    .abi_minor = GALLEY_ABI_MINOR,
    .stage_count = 1,
    .name = {"idle", 4},
    .version = {"1.0.0", 5},
    .runtime = {"c", 1},
    .stages = stages,
};

const galley_plugin_info *galley_plugin(const galley_host *host) {
  (void)host;
  return &plugin;
}
