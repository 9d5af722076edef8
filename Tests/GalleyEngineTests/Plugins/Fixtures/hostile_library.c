/* hostile_library.c: a plugin that is sound until a -D flag breaks one thing of it. */
#include "galley_plugin.h"

#ifndef INFO_SIZE
#define INFO_SIZE sizeof(galley_plugin_info)
#endif
#ifndef STAGE_SIZE
#define STAGE_SIZE sizeof(galley_stage)
#endif
#ifndef ABI_MAJOR
#define ABI_MAJOR GALLEY_ABI_MAJOR
#endif
#ifndef NAME
#define NAME "hostile"
#endif
#ifndef RUNTIME
#define RUNTIME "c"
#endif
#ifndef SCOPE
#define SCOPE GALLEY_SCOPE_DOCUMENT
#endif
#ifndef MANIFEST
#define MANIFEST "{\"stage\":\"hostile@1\",\"scope\":\"document\",\"summary\":\"Breaks things.\"}"
#endif
#ifndef STAGE_COUNT
#define STAGE_COUNT 1
#endif
#ifndef STAGES
#define STAGES stages
#endif
#ifndef PREPARE
#define PREPARE prepare
#endif
#ifndef DOCUMENT
#define DOCUMENT &document_stage
#endif
#ifndef CORPUS
#define CORPUS NULL
#endif
#ifndef READER
#define READER NULL
#endif
#ifndef EXPORTER
#define EXPORTER NULL
#endif
#ifndef PROCESS
#define PROCESS process
#endif
#ifndef RESULT
#define RESULT &plugin
#endif
#ifdef NEEDS_ANOTHER
extern int another_library(void);
#define CALL_ANOTHER() another_library()
#else
#define CALL_ANOTHER() 0
#endif
#define TEXT(literal) {literal, sizeof(literal) - 1}

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
    .size = sizeof(galley_document_stage), .process = PROCESS};
static const galley_corpus_stage corpus_stage = {.size = sizeof(galley_corpus_stage)};
static const galley_reader_stage reader_stage = {.size = sizeof(galley_reader_stage)};
static const galley_exporter_stage exporter_stage = {.size = sizeof(galley_exporter_stage)};

static const galley_stage stages[] = {{
    .size = STAGE_SIZE,
    .scope = SCOPE,
    .manifest = TEXT(MANIFEST),
    .prepare = PREPARE,
    .document = DOCUMENT,
    .corpus = CORPUS,
    .reader = READER,
    .exporter = EXPORTER,
}};

static const galley_plugin_info plugin = {
    .size = INFO_SIZE,
    .abi_major = ABI_MAJOR,
    .abi_minor = GALLEY_ABI_MINOR,
    .stage_count = STAGE_COUNT,
    .name = TEXT(NAME),
    .version = TEXT("1.0.0"),
    .runtime = TEXT(RUNTIME),
    .stages = STAGES,
};

#ifdef ENTRY
#define galley_plugin ENTRY
GALLEY_EXPORT const galley_plugin_info *galley_plugin(const galley_host *host);
#endif

const galley_plugin_info *galley_plugin(const galley_host *host) {
  /* Every table is used here, so that no flag leaves one unused. */
  const void *tables[] = {&document_stage, &corpus_stage, &reader_stage, &exporter_stage,
                          (const void *)stages, (const void *)&plugin};
  (void)host, (void)tables, (void)&prepare, (void)&process;
  return CALL_ANOTHER() == 0 ? RESULT : NULL;
}
