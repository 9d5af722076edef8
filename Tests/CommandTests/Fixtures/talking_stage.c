/* A stage that says something at every level, with bytes that could move a terminal's cursor. */
#include <string.h>

#include "galley_plugin.h"

static const galley_host *host;

static void say(galley_level level, const char *words) {
  host->log(host->context, level, (galley_text){words, strlen(words)});
}

static const char manifest[] =
    "{\"stage\": \"talking@1\", \"scope\": \"document\", \"summary\": \"Talks.\"}";

static galley_result prepare(void *context, const galley_call *call, const galley_setup *setup,
                             void **shared) {
  (void)context, (void)call, (void)setup, (void)shared;
  return GALLEY_OK;
}

static galley_result process(void *context, const void *shared, void *worker,
                             const galley_call *call, const galley_document *document,
                             const galley_output *output) {
  (void)context, (void)shared, (void)worker, (void)call, (void)document, (void)output;
  say(GALLEY_DEBUG, "a detail");
  say(GALLEY_INFO, "news");
  say(GALLEY_WARNING, "two\nlines \033[31m\"red\"\033[0m");
  say(GALLEY_ERROR, "trouble");
  return GALLEY_OK;
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
                                          .name = {"talking", 7},
                                          .version = {"1.0.0", 5},
                                          .runtime = {"c", 1},
                                          .stages = stages};

const galley_plugin_info *galley_plugin(const galley_host *given) {
  host = given;
  return &plugin;
}
