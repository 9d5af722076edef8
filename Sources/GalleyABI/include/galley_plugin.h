/* galley_plugin.h: the contract between the host `galley` and a plugin.
 *
 * A plugin is a dynamic library that exports one symbol, galley_plugin. Everything else crosses
 * through the tables of functions below. See docs/plugin-contract.md for a tour.
 *
 * GROUND RULES
 *  - Every struct starts with `uint32_t size`, set by whoever fills it in to the size it was
 *    compiled with. New fields and functions are only appended. Look at `size` before a field that
 *    came after minor version 0. Elements of an array of structs stand `array[0].size` bytes apart:
 *    use the galley_*_at functions. The three plain values galley_text, galley_span and galley_list
 *    have no size and never grow.
 *  - A NULL function is an ability that is not offered.
 *  - Text is a pointer and a byte count, UTF-8, not NUL-terminated. A text of 0 bytes may be NULL.
 *  - Offsets and spans are UTF-8 bytes, 32 bits, half-open: start <= position < end.
 *  - Who allocates frees. What is passed in lives until the call returns, except galley_host,
 *    `shared` and mapped resources (until `release`), the galley_stream of a reader (until `close`)
 *    and the galley_outputs of an exporter (until `end`). What is handed to a host function is copied
 *    before that function returns.
 *  - Nothing but integers, doubles and pointers crosses: no exception, longjmp, file handle.
 *  - No thread-local or global mutable state, no signal handlers, no fork, no exit, no change of
 *    locale; no thread is started.
 *
 * THREADS
 *  - galley_plugin, prepare, release           one thread, before and after everything else
 *  - worker, end_worker, process, collect, render   lanes: calls for one worker never overlap, calls
 *                                              for one `shared` do
 *  - begin ... end, open ... close             one thread at a time for each object
 *  - log, extension, reading `shared`          any thread
 */
#ifndef GALLEY_PLUGIN_H
#define GALLEY_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Rises when a field changes its meaning; the host loads its own major only. */
#define GALLEY_ABI_MAJOR 1u
/* Rises when a field or function is appended. */
#define GALLEY_ABI_MINOR 0u

/* ------------------------------------------------------------------ plain values */

typedef struct galley_text {
  const char *bytes; /* UTF-8, not NUL-terminated; NULL when count is 0 */
  uint64_t count;    /* bytes */
} galley_text;

typedef struct galley_span {
  uint32_t start; /* UTF-8 byte offset */
  uint32_t end;   /* UTF-8 byte offset, not included */
} galley_span;

typedef struct galley_list {
  uint32_t first; /* index into `items` of the column */
  uint32_t count;
} galley_list;

/* Result of every function that can fail. */
typedef uint32_t galley_result;
enum {
  GALLEY_OK = 0,
  GALLEY_FAILED = 1,    /* this document (or line) failed; the run goes on */
  GALLEY_CANNOT_GO_ON = 2, /* this stage cannot go on; the run ends */
  GALLEY_STOPPED = 3,   /* stopped as asked by galley_call.stop */
  GALLEY_END = 4        /* reader: nothing is left in the stream */
};

/* What a stage is. */
typedef uint32_t galley_scope;
enum {
  GALLEY_SCOPE_DOCUMENT = 1,
  GALLEY_SCOPE_CORPUS = 2,
  GALLEY_SCOPE_READER = 3,
  GALLEY_SCOPE_EXPORTER = 4,
  GALLEY_SCOPE_TRAINER = 5 /* in galley_trainers only */
};

/* Kind of a feature, and layout of its column of values. */
typedef uint32_t galley_kind;
enum {
  GALLEY_TEXT = 1,      /* uint32_t: number of a string */
  GALLEY_INTEGER = 2,   /* int64_t */
  GALLEY_NUMBER = 3,    /* double, finite */
  GALLEY_FLAG = 4,      /* uint64_t words, bit i of word i / 64 is row i */
  GALLEY_SPAN = 5,      /* galley_span */
  GALLEY_REFERENCE = 6, /* uint32_t: id of an annotation of the same document */
  GALLEY_LIST = 7       /* galley_list into `items`, which have the kind `item_kind` (1, 2, 3, 5, 6) */
};

typedef uint32_t galley_level;
enum { GALLEY_DEBUG = 1, GALLEY_INFO = 2, GALLEY_WARNING = 3, GALLEY_ERROR = 4 };

typedef uint32_t galley_severity;
enum { GALLEY_SEVERITY_ERROR = 1, GALLEY_SEVERITY_WARNING = 2 };

/* Units that offsets can be converted to. */
typedef uint32_t galley_unit;
enum { GALLEY_UTF8 = 1, GALLEY_CODEPOINTS = 2, GALLEY_UTF16 = 3 };

/* ------------------------------------------------------------------ documents, read-only */

/* Strings of a document or of the run: number `first + i` is
 * bytes[offsets[i]] ..< bytes[offsets[i + 1]]. */
typedef struct galley_strings {
  uint32_t size;
  uint32_t first;          /* number of the first string */
  uint32_t count;
  uint32_t reserved;
  const uint32_t *offsets; /* count + 1 byte offsets into bytes */
  const char *bytes;
} galley_strings;

/* One column: the values of one feature in every row of a table. Also used for values handed to
 * galley_output, where the rows are those of the batch. */
typedef struct galley_feature {
  uint32_t size;
  uint32_t name;           /* symbol */
  galley_kind kind;
  galley_kind item_kind;   /* kind of the items of a list, else 0 */
  const uint64_t *present; /* bit i of word i / 64: row i has a value; NULL: all have */
  const void *values;      /* layout by kind, one per row */
  const void *items;       /* items of lists, else NULL */
  uint32_t item_count;
  uint32_t reserved;
} galley_feature;

/* The annotations of one type. Rows stand in order of insertion. */
typedef struct galley_table {
  uint32_t size;
  uint32_t type;           /* symbol */
  uint32_t count;          /* rows */
  uint32_t feature_count;
  const uint32_t *start;   /* UTF-8 byte offsets in the text shown */
  const uint32_t *end;
  const uint32_t *id;      /* ascending unless ids were reserved; unique in the document */
  const uint32_t *stage;   /* index into galley_document.origins */
  const uint32_t *rule;    /* 0: none; else index into galley_origin.rules, from 1 */
  const uint32_t *order;   /* row indices in annotation order (start ascending, end descending, id);
                              NULL: the rows already stand in that order */
  const galley_feature *features; /* in the order of the schema */
} galley_table;

/* Who made an annotation. */
typedef struct galley_origin {
  uint32_t size;
  uint32_t rule_count;
  galley_text stage;        /* id of the stage in the pipeline */
  const galley_text *rules; /* names; rule number r of an annotation is rules[r - 1] */
} galley_origin;

/* A value of metadata. */
typedef uint32_t galley_value_kind;
enum {
  GALLEY_VALUE_TEXT = 1,
  GALLEY_VALUE_INTEGER = 2,
  GALLEY_VALUE_NUMBER = 3,
  GALLEY_VALUE_FLAG = 4,
  GALLEY_VALUE_JSON = 5 /* any other JSON value (list, object, null), as its text */
};

typedef struct galley_metadata {
  uint32_t size;
  galley_value_kind kind;
  galley_text key;
  galley_text text; /* kinds text and json */
  int64_t integer;  /* kinds integer and flag (0 or 1) */
  double number;    /* kind number */
} galley_metadata;

/* A stretch of a view and the stretch of the original text it stands for. Runs of a view cover it
 * without gaps or overlaps, in order; gaps between their original stretches are deleted text. */
typedef struct galley_run {
  uint32_t size;
  uint32_t whole; /* 0: byte for byte, both stretches equally long; 1: not divisible */
  uint32_t view_start;
  uint32_t view_end;
  uint32_t start;
  uint32_t end;
} galley_run;

typedef struct galley_view {
  uint32_t size;
  uint32_t run_count;
  galley_text name;
  galley_text text;
  const galley_run *runs;
} galley_view;

/* A document as one stage sees it. The text is that of the view named by `over:`, and all spans are
 * offsets in that text. Only tables, features and zones in the prepared reads are there. */
typedef struct galley_document {
  uint32_t size;
  uint32_t number;         /* position in the run, from 0 */
  void *context;           /* of the functions below */
  galley_text id;
  galley_text text;
  galley_text origin;      /* where it came from: path, with line where there is one */
  const galley_metadata *metadata; /* sorted by key bytes */
  const galley_view *views;
  const galley_table *tables;
  const galley_origin *origins; /* of the run: the same in all documents that a worker is shown */
  const galley_strings *symbols; /* strings of the run, numbers below symbols->count */
  const galley_strings *strings; /* the document's own, from number strings->first */
  uint32_t metadata_count;
  uint32_t view_count;
  uint32_t table_count;
  uint32_t origin_count;
  /* Row of the annotation `id` in the table `type`, or UINT32_MAX. */
  uint32_t (*row_of)(void *context, uint32_t type, uint32_t id);
  /* Turns `count` byte offsets of the text shown, in any order, into `unit`, in place. */
  void (*convert)(void *context, galley_unit unit, uint32_t count, uint32_t *offsets);
} galley_document;

/* ------------------------------------------------------------------ host */

typedef struct galley_host {
  uint32_t size;
  uint32_t abi_major;
  uint32_t abi_minor;
  uint32_t reserved;
  void *context;
  void (*log)(void *context, galley_level level, galley_text text);
  galley_text resource_folder; /* the plugin's data folder, absolute; empty when it has none */
  const void *(*extension)(void *context, galley_text name);
} galley_host;

/* Present during one call. */
typedef struct galley_call {
  uint32_t size;
  uint32_t reserved;
  void *context;
  /* Atomic: 0 go on, 1 interrupted, 2 time is up. Look at it at least every millisecond and return
   * GALLEY_STOPPED when it is not 0. */
  const uint32_t *stop;
  uint64_t deadline;    /* CLOCK_MONOTONIC nanoseconds; 0: none */
  uint64_t random_seed; /* of document and stage: the same in every run */
  /* Scratch memory until the call returns; NULL when there is none. `alignment`: a power of two. */
  void *(*alloc)(void *context, uint64_t bytes, uint64_t alignment);
  /* The reason for a result of 1 or 2. `code` is kebab-case. The last call counts. */
  void (*fail)(void *context, galley_text code, galley_text message);
} galley_call;

/* ------------------------------------------------------------------ prepare */

typedef struct galley_resource {
  uint32_t size;
  uint32_t number; /* for diagnostic_in */
  galley_text path;
  galley_text bytes; /* mapped, read-only, until `release` */
} galley_resource;

/* Valid during `prepare`. */
typedef struct galley_setup {
  uint32_t size;
  uint32_t reserved;
  void *context;
  galley_text options; /* JSON object, complete and typed, defaults filled in */
  galley_text schema;  /* JSON: {"types":[{"name","features":[{"name","kind",...}]}]} known so far */
  /* Number of a text that stays the same during the run. 0 is the empty text. */
  uint32_t (*symbol)(void *context, galley_text text);
  /* Symbol of a declared type, or 0. */
  uint32_t (*type)(void *context, galley_text name);
  /* Symbol of a declared feature of a type, or 0. */
  uint32_t (*feature)(void *context, galley_text type, galley_text name);
  /* Maps the file at `path` (relative: below the plugin's data folder) and remembers its hash.
   * `pointer`: JSON pointer to the option that names it, for the diagnostic when it cannot be read;
   * empty when the plugin itself names it. */
  galley_result (*open_resource)(void *context, galley_text pointer, galley_text path,
                                 galley_resource *resource);
  /* A problem in the option at JSON `pointer`, at the bytes offset ..< offset + count of its text
   * value (count 0: the whole value). `fix` may be empty. */
  void (*diagnostic)(void *context, galley_severity severity, galley_text code,
                     galley_text pointer, uint64_t offset, uint64_t count, galley_text message,
                     galley_text fix);
  /* A problem in a resource at a 1-based line and a 1-based column in code points. */
  void (*diagnostic_in)(void *context, galley_severity severity, galley_text code,
                        uint32_t resource, uint32_t line, uint32_t column, galley_text message,
                        galley_text fix);
  /* What this configuration does, as a JSON object; each key replaces that of the manifest:
   * reads, reads_optional, reads_metadata, emits, changes, removes, sets, views, outputs
   * (exporters), rules. */
  void (*fact)(void *context, galley_text json);
  /* The option at a JSON pointer, "/lists/0/file", decoded; its key is left alone. Durations are
   * milliseconds, sizes bytes, lists and records JSON. GALLEY_FAILED when it is not there or null.
   * The text lives until `prepare` returns. */
  galley_result (*option)(void *context, galley_text pointer, galley_metadata *value);
  /* Adds a file to the `outputs` of an exporter, as `fact` would. `is_whole`: 0 for kind `lines`. */
  void (*output)(void *context, galley_text name, uint32_t is_whole);
} galley_setup;

/* ------------------------------------------------------------------ document stages */

/* What a document stage did to a document. Every function checks its arguments at once; the first
 * breach fails the document, whatever the stage returns, and nothing of the stage stays on it. */
typedef struct galley_output {
  uint32_t size;
  uint32_t reserved;
  void *context;
  /* Adds `count` annotations. `ids` NULL: they get consecutive ids, the first of which is written
   * to `first_id` (which may be NULL). `ids` from reserve: each used once. `rule` NULL: none. */
  galley_result (*add)(void *context, uint32_t type, uint32_t count, const uint32_t *start,
                       const uint32_t *end, const uint32_t *rule, const uint32_t *ids,
                       const galley_feature *features, uint32_t feature_count,
                       uint32_t *first_id);
  /* Ids for annotations that are added later in this call, so that others can refer to them. Every
   * reserved id must be used. */
  galley_result (*reserve)(void *context, uint32_t count, uint32_t *first_id);
  /* Writes a feature of existing annotations. `ids` NULL: one value for every row the document
   * shows, in the order of the table. */
  galley_result (*set)(void *context, uint32_t type, uint32_t count, const uint32_t *ids,
                       const galley_feature *values);
  /* Hides annotations from later stages. `rule` NULL: none. */
  galley_result (*remove)(void *context, uint32_t type, uint32_t count, const uint32_t *ids,
                          const uint32_t *rule);
  galley_result (*set_metadata)(void *context, const galley_metadata *value);
  /* A view over the text shown. */
  galley_result (*add_view)(void *context, const galley_view *view);
  /* Number of a text in this document: equal texts have equal numbers. UINT32_MAX when it is not
   * UTF-8 or too long. galley_string knows a new number from the next stage on. */
  uint32_t (*text)(void *context, galley_text text);
  /* The document leaves the run, counted by `reason`. Only for stages that declare `drops`. */
  galley_result (*drop)(void *context, galley_text reason);
} galley_output;

/* Takes bytes; copied before it returns. */
typedef struct galley_bytes_out {
  uint32_t size;
  uint32_t reserved;
  void *context;
  galley_result (*write)(void *context, galley_text bytes);
} galley_bytes_out;

typedef struct galley_document_stage {
  uint32_t size;
  uint32_t reserved;
  galley_result (*process)(void *context, const void *shared, void *worker,
                           const galley_call *call, const galley_document *document,
                           const galley_output *output);
  /* Does what `process` does and says what its rules did there, as one JSON object; asked by
   * `galley test`. `rule`: the one that is tested, from 1. NULL: the stage cannot say. */
  galley_result (*explain)(void *context, const void *shared, void *worker,
                           const galley_call *call, const galley_document *document,
                           const galley_output *output, uint32_t rule,
                           const galley_bytes_out *report);
} galley_document_stage;

/* ------------------------------------------------------------------ corpus stages */

/* What a corpus stage concludes. */
typedef struct galley_records {
  uint32_t size;
  uint32_t reserved;
  void *context;
  /* A record: its declared type, an id unique in the type, and its fields as a JSON object. A field
   * "evidence" lists {"document", "start", "end"}; the host adds the covered text. */
  galley_result (*record)(void *context, galley_text type, galley_text id, galley_text json);
  galley_result (*patch_metadata)(void *context, galley_text document,
                                  const galley_metadata *value);
  /* Writes one declared feature of one existing annotation; `value` is a column of one row. */
  galley_result (*patch_feature)(void *context, galley_text document, uint32_t type,
                                 uint32_t annotation, const galley_feature *value);
  /* Number of a text, for values of patch_feature. */
  uint32_t (*text)(void *context, galley_text text);
  /* The document again, until the next call of reread or the return. */
  galley_result (*reread)(void *context, galley_text document, const galley_document **found);
  /* A folder for the stage's own scratch files, removed after `end`. */
  galley_text (*temporary_folder)(void *context);
} galley_records;

typedef struct galley_corpus_stage {
  uint32_t size;
  uint32_t reserved;
  /* Pure: the contribution depends on the document only, and may be cached. */
  galley_result (*collect)(void *context, const void *shared, void *worker,
                           const galley_call *call, const galley_document *document,
                           const galley_bytes_out *contribution);
  galley_result (*begin)(void *context, const void *shared, void **state);
  /* Every document, sorted by the bytes of its id. `published` may be empty. */
  galley_result (*add)(void *context, void *state, const galley_call *call, galley_text document,
                       galley_text published, galley_text contribution);
  galley_result (*finish)(void *context, void *state, const galley_call *call,
                          const galley_records *records);
  void (*end)(void *context, void *state);
} galley_corpus_stage;

/* ------------------------------------------------------------------ readers */

/* Bytes of one input, already opened, unpacked and limited by the host. */
typedef struct galley_stream {
  uint32_t size;
  uint32_t reserved;
  void *context;
  galley_text name; /* as the user gave it, or the path below the folder the user gave */
  galley_text path; /* empty: not a file */
  uint64_t bytes;   /* size unpacked; UINT64_MAX: unknown */
  /* Up to `count` bytes into `buffer`; `read_count` 0 means the end. */
  galley_result (*read)(void *context, void *buffer, uint64_t count, uint64_t *read_count);
} galley_stream;

typedef struct galley_batch_out {
  uint32_t size;
  uint32_t reserved;
  void *context;
  uint64_t max_document; /* bytes of text; longer ones are failures */
  /* A document. `id` empty: the host makes one from the stream's name and `line`. `line`: 1-based,
   * 0 for none; `byte`: offset in the unpacked stream. */
  galley_result (*document)(void *context, galley_text id, galley_text text,
                            const galley_metadata *metadata, uint32_t metadata_count,
                            uint64_t line, uint64_t byte);
  /* Annotations of the document handed over last in this call, in a layer other than `system`. The
   * rows of a layer get the ids 1, 2, 3 ... in the order in which they are added; references are such
   * ids, of earlier or later rows. A breach fails the document. */
  galley_result (*annotations)(void *context, galley_text layer, uint32_t type, uint32_t count,
                               const uint32_t *start, const uint32_t *end,
                               const galley_feature *features, uint32_t feature_count);
  /* Number of a text, for values of annotations. */
  uint32_t (*text)(void *context, galley_text text);
  /* One document that could not be read; the rest goes on. `id` may be empty. */
  void (*failure)(void *context, galley_text id, uint64_t line, uint64_t byte, galley_text code,
                  galley_text message);
} galley_batch_out;

typedef struct galley_reader_stage {
  uint32_t size;
  uint32_t reserved;
  galley_result (*open)(void *context, const void *shared, const galley_call *call,
                        const galley_stream *stream, void **reader);
  /* Some documents, as many as are at hand; GALLEY_END when nothing is left. */
  galley_result (*next)(void *context, void *reader, const galley_call *call,
                        const galley_batch_out *batch);
  void (*close)(void *context, void *reader);
} galley_reader_stage;

/* ------------------------------------------------------------------ exporters */

/* Outputs of kind `whole`, numbered as in the facts from 0. */
typedef struct galley_outputs {
  uint32_t size;
  uint32_t reserved;
  void *context;
  galley_result (*write)(void *context, uint32_t output, galley_text bytes);
  /* A path to write to, for libraries that need one; renamed by the host at the end. */
  galley_text (*path)(void *context, uint32_t output);
} galley_outputs;

typedef struct galley_record {
  uint32_t size;
  uint32_t reserved;
  galley_text type;
  galley_text id;
  galley_text json; /* object with sorted keys, evidence with its covered text */
} galley_record;

typedef struct galley_exporter_stage {
  uint32_t size;
  uint32_t reserved;
  /* Outputs of kind `lines`: bytes of one document for one output, in the lanes. */
  galley_result (*render)(void *context, const void *shared, void *worker,
                          const galley_call *call, const galley_document *document,
                          uint32_t output, const galley_bytes_out *bytes);
  galley_result (*header)(void *context, const void *shared, uint32_t output,
                          const galley_bytes_out *bytes);
  galley_result (*footer)(void *context, const void *shared, uint32_t output,
                          const galley_bytes_out *bytes);
  /* Outputs of kind `whole`: on one thread, documents in input order, then records sorted by type
   * and id. */
  galley_result (*begin)(void *context, const void *shared, const galley_outputs *outputs,
                         void **state);
  galley_result (*document)(void *context, void *state, const galley_call *call,
                            const galley_document *document);
  galley_result (*record)(void *context, void *state, const galley_call *call,
                          const galley_record *record);
  galley_result (*finish)(void *context, void *state, const galley_call *call);
  void (*end)(void *context, void *state);
} galley_exporter_stage;

/* ------------------------------------------------------------------ stages and plugins */

typedef struct galley_stage {
  uint32_t size;
  galley_scope scope;
  void *context;        /* first argument of every function of the stage */
  galley_text manifest; /* JSON, see docs/plugin-contract.md */
  /* Called by check, plan, run and test, never with a document; within 10 seconds. */
  galley_result (*prepare)(void *context, const galley_call *call, const galley_setup *setup,
                           void **shared);
  void (*release)(void *context, void *shared);
  /* Scratch of one lane; both may be NULL. */
  galley_result (*worker)(void *context, const void *shared, void **worker);
  void (*end_worker)(void *context, void *worker);
  /* Exactly one of these, by scope. */
  const galley_document_stage *document;
  const galley_corpus_stage *corpus;
  const galley_reader_stage *reader;
  const galley_exporter_stage *exporter;
} galley_stage;

typedef struct galley_plugin_info {
  uint32_t size;
  uint32_t abi_major; /* GALLEY_ABI_MAJOR */
  uint32_t abi_minor; /* GALLEY_ABI_MINOR */
  uint32_t stage_count;
  galley_text name;
  galley_text version; /* 1.2.3 */
  galley_text runtime; /* "c", or "swift-6.3.1": compiler whose runtime the library needs */
  const galley_stage *stages;
  const void *(*extension)(galley_text name);
} galley_plugin_info;

/* ------------------------------------------------------------------ extension galley.training/1 */

/* What galley_plugin_info.extension gives for this name is a galley_trainers. */
#define GALLEY_TRAINING "galley.training/1"

/* Takes a model, and what is told while it is made. */
typedef struct galley_model_out {
  uint32_t size;
  uint32_t reserved;
  void *context;
  galley_text made; /* JSON object for the model to keep: command, options, data with their hashes */
  /* A line for the user: how far training is, how good the model. */
  void (*progress)(void *context, galley_text line);
  galley_result (*write)(void *context, galley_text bytes);
} galley_model_out;

/* Makes a model file out of documents that show the annotations to learn from. */
typedef struct galley_trainer {
  uint32_t size;
  uint32_t reserved;
  /* Manifest, prepare and release, with GALLEY_SCOPE_TRAINER and no table. What it reads are the
   * annotations it learns from. */
  const galley_stage *stage;
  galley_result (*begin)(void *context, const void *shared, void **state);
  /* A document; `is_dev`: not to learn from, but to measure the model with. One thread. */
  galley_result (*add)(void *context, void *state, const galley_call *call,
                       const galley_document *document, uint32_t is_dev);
  galley_result (*finish)(void *context, void *state, const galley_call *call,
                          const galley_model_out *model);
  void (*end)(void *context, void *state);
} galley_trainer;

typedef struct galley_trainers {
  uint32_t size;
  uint32_t count;
  const galley_trainer *trainers; /* trainers[0].size bytes apart */
} galley_trainers;

#if defined(__GNUC__)
#define GALLEY_EXPORT __attribute__((visibility("default")))
#else
#define GALLEY_EXPORT
#endif

/* The one exported symbol. The result is static. */
GALLEY_EXPORT const galley_plugin_info *galley_plugin(const galley_host *host);

/* ------------------------------------------------------------------ conveniences */

/* A text from a NUL-terminated literal. */
static inline galley_text galley_literal(const char *text) {
  galley_text result = {text, 0};
  while (text[result.count] != 0) result.count += 1;
  return result;
}

static inline const galley_table *galley_table_at(const galley_document *document, uint32_t i) {
  return (const galley_table *)(const void *)((const char *)document->tables +
                                              (size_t)document->tables[0].size * i);
}

static inline const galley_feature *galley_feature_at(const galley_table *table, uint32_t i) {
  return (const galley_feature *)(const void *)((const char *)table->features +
                                                (size_t)table->features[0].size * i);
}

/* The table of a type, or NULL when the document shows none. */
static inline const galley_table *galley_table_of(const galley_document *document, uint32_t type) {
  for (uint32_t i = 0; i < document->table_count; i += 1) {
    const galley_table *table = galley_table_at(document, i);
    if (table->type == type) return table;
  }
  return NULL;
}

/* The column of a feature, or NULL when the table shows none. */
static inline const galley_feature *galley_feature_of(const galley_table *table, uint32_t name) {
  for (uint32_t i = 0; i < table->feature_count; i += 1) {
    const galley_feature *feature = galley_feature_at(table, i);
    if (feature->name == name) return feature;
  }
  return NULL;
}

/* Whether a column has a value in a row. */
static inline int galley_has(const galley_feature *feature, uint32_t row) {
  return feature->present == NULL || ((feature->present[row / 64] >> (row % 64)) & 1) != 0;
}

/* The value of galley_call.stop, which another thread writes. */
static inline uint32_t galley_load_relaxed(const uint32_t *value) {
#if defined(__GNUC__)
  return __atomic_load_n(value, __ATOMIC_RELAXED);
#else
  return *(const volatile uint32_t *)value;
#endif
}

/* Writes a flag that another thread reads. */
static inline void galley_store_relaxed(uint32_t *value, uint32_t flag) {
#if defined(__GNUC__)
  __atomic_store_n(value, flag, __ATOMIC_RELAXED);
#else
  *(volatile uint32_t *)value = flag;
#endif
}

/* The string of a number. */
static inline galley_text galley_string(const galley_document *document, uint32_t number) {
  const galley_strings *strings =
      number < document->strings->first ? document->symbols : document->strings;
  uint32_t i = number - strings->first;
  galley_text result = {NULL, 0};
  if (i >= strings->count) return result;
  result.bytes = strings->bytes + strings->offsets[i];
  result.count = strings->offsets[i + 1] - strings->offsets[i];
  return result;
}

/* Whether two texts have the same bytes. */
static inline int galley_same(galley_text a, galley_text b) {
  if (a.count != b.count) return 0;
  for (uint64_t i = 0; i < a.count; i += 1) {
    if (a.bytes[i] != b.bytes[i]) return 0;
  }
  return 1;
}

/* The text of the option at a JSON pointer; empty when it is not there or no text. */
static inline galley_text galley_text_option(const galley_setup *setup, const char *pointer) {
  galley_metadata value;
  galley_text none = {NULL, 0};
  value.size = sizeof value;
  if (setup->option(setup->context, galley_literal(pointer), &value) != GALLEY_OK) return none;
  return value.kind == GALLEY_VALUE_TEXT ? value.text : none;
}

/* The integer (flag, milliseconds, bytes) of the option at a JSON pointer; 0 when it is not there. */
static inline int64_t galley_integer_option(const galley_setup *setup, const char *pointer) {
  galley_metadata value;
  value.size = sizeof value;
  if (setup->option(setup->context, galley_literal(pointer), &value) != GALLEY_OK) return 0;
  return value.integer;
}

#ifdef __cplusplus
}
#endif

#endif
