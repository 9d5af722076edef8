/* hostile_stage.c: a document stage that does, for the option `deed`, one thing the contract does
 * not allow. The text it is shown is "Ann née Lee"; byte 6 is inside the é. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "galley_plugin.h"

#define TEXT(literal) {literal, sizeof(literal) - 1}
#define FEATURE(name, kind) "{\"name\":\"" name "\",\"kind\":\"" kind "\"}"

static const char manifest[] =
    "{\"stage\":\"hostile@1\",\"scope\":\"document\",\"summary\":\"Does what it must not do.\","
    "\"options\":[{\"name\":\"deed\",\"type\":\"text\",\"default\":\"nothing\"}],"
    "\"types\":[{\"name\":\"Mark\",\"features\":[" FEATURE("label", "text") ","
    "{\"name\":\"colour\",\"kind\":\"text\",\"values\":[\"green\",\"red\"]},"
    FEATURE("size", "integer") "," FEATURE("weight", "number") "," FEATURE("place", "span") ","
    FEATURE("other", "reference") "," FEATURE("note", "text") ","
    "{\"name\":\"words\",\"kind\":\"list\",\"items\":\"text\"}]},"
    "{\"name\":\"Secret\",\"features\":[]}],"
    "\"reads_optional\":[\"Mark\"],"
    "\"emits\":[\"Mark\",\"Mark.label\",\"Mark.colour\",\"Mark.size\",\"Mark.weight\","
    "\"Mark.place\",\"Mark.other\",\"Mark.words\"],"
    "\"sets\":[\"mood\"],\"views\":[\"plain\"]}";

typedef struct symbols {
  uint32_t mark, secret, label, colour, size, weight, place, other, note, words;
} symbols;

/* What a deed is done with. */
typedef struct setting {
  const symbols *names;
  const galley_call *call;
  const galley_document *document;
  const galley_output *out;
} setting;

static galley_result add(const setting *s, uint32_t type, uint32_t start, uint32_t end) {
  return s->out->add(s->out->context, type, 1, &start, &end, NULL, NULL, NULL, 0, NULL);
}

static galley_result add_id(const setting *s, uint32_t id) {
  uint32_t start = 0, end = 3;
  return s->out->add(s->out->context, s->names->mark, 1, &start, &end, NULL, &id, NULL, 0, NULL);
}

static galley_feature column(uint32_t name, galley_kind kind, const void *values) {
  galley_feature column = {0};
  column.size = sizeof column;
  column.name = name;
  column.kind = kind;
  column.values = values;
  return column;
}

static galley_result add_with(const setting *s, const galley_feature *columns, uint32_t count) {
  uint32_t start = 0, end = 3;
  return s->out->add(s->out->context, s->names->mark, 1, &start, &end, NULL, NULL, columns, count,
                     NULL);
}

static galley_result add_value(const setting *s, uint32_t name, galley_kind kind,
                               const void *value) {
  galley_feature values = column(name, kind, value);
  return add_with(s, &values, 1);
}

static galley_result set_size(const setting *s, uint32_t count, const uint32_t *ids) {
  int64_t sizes[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  galley_feature values = column(s->names->size, GALLEY_INTEGER, sizes);
  return s->out->set(s->out->context, s->names->mark, count, ids, &values);
}

static galley_result add_view(const setting *s, const char *name, galley_text text,
                              uint32_t count, const uint32_t runs[][5]) {
  galley_run made[4] = {{0}};
  galley_view view = {0};
  for (uint32_t i = 0; i < count; i += 1) {
    galley_run run = {sizeof run, runs[i][4], runs[i][0], runs[i][1], runs[i][2], runs[i][3]};
    made[i] = run;
  }
  view.size = sizeof view;
  view.run_count = count;
  view.name = galley_literal(name);
  view.text = text;
  view.runs = made;
  return s->out->add_view(s->out->context, &view);
}

static galley_result nothing(const setting *s) { return (void)s, GALLEY_OK; }
static galley_result good_mark(const setting *s) { return add(s, s->names->mark, 0, 3); }

/* Spans. */
static galley_result outside(const setting *s) { return add(s, s->names->mark, 3, 400); }
static galley_result backwards(const setting *s) { return add(s, s->names->mark, 5, 3); }
static galley_result empty(const setting *s) { return add(s, s->names->mark, 3, 3); }
static galley_result inside_scalar(const setting *s) { return add(s, s->names->mark, 4, 6); }
static galley_result ignored_refusal(const setting *s) {
  (void)add(s, s->names->mark, 3, 400);
  (void)add(s, s->names->mark, 0, 3);
  return GALLEY_OK;
}
static galley_result of_a_rule(const setting *s) {
  uint32_t start = 3, end = 400, rule = 2;
  return s->out->add(s->out->context, s->names->mark, 1, &start, &end, &rule, NULL, NULL, 0, NULL);
}
static galley_result unknown_rule(const setting *s) {
  uint32_t start = 0, end = 3, rule = 7;
  return s->out->add(s->out->context, s->names->mark, 1, &start, &end, &rule, NULL, NULL, 0, NULL);
}

/* What is not declared. */
static galley_result unknown_type(const setting *s) { return add(s, 4000000, 0, 3); }
static galley_result type_not_emitted(const setting *s) { return add(s, s->names->secret, 0, 3); }
static galley_result unknown_feature(const setting *s) {
  int64_t one = 1;
  return add_value(s, 4000000, GALLEY_INTEGER, &one);
}
static galley_result feature_not_emitted(const setting *s) {
  uint32_t text = 0;
  return add_value(s, s->names->note, GALLEY_TEXT, &text);
}
static galley_result metadata_not_declared(const setting *s) {
  galley_metadata value = {sizeof value, GALLEY_VALUE_TEXT, TEXT("title"), TEXT("Mine"), 0, 0};
  return s->out->set_metadata(s->out->context, &value);
}
static galley_result removal_not_declared(const setting *s) {
  uint32_t id = 1;
  return s->out->remove(s->out->context, s->names->mark, 1, &id, NULL);
}
static galley_result drop_not_declared(const setting *s) {
  return s->out->drop(s->out->context, galley_literal("dull"));
}

/* Values. */
static galley_result wrong_kind(const setting *s) {
  double weight = 1.5;
  return add_value(s, s->names->size, GALLEY_NUMBER, &weight);
}
static galley_result unknown_kind(const setting *s) {
  double weight = 1.5;
  return add_value(s, s->names->size, 99, &weight);
}
static galley_result not_finite(const setting *s) {
  double weight = NAN;
  return add_value(s, s->names->weight, GALLEY_NUMBER, &weight);
}
static galley_result unknown_text(const setting *s) {
  uint32_t text = 4000000;
  return add_value(s, s->names->label, GALLEY_TEXT, &text);
}
static galley_result value_not_allowed(const setting *s) {
  uint32_t text = s->out->text(s->out->context, galley_literal("blue"));
  return add_value(s, s->names->colour, GALLEY_TEXT, &text);
}
static galley_result span_value_outside(const setting *s) {
  galley_span place = {2, 99};
  return add_value(s, s->names->place, GALLEY_SPAN, &place);
}
static galley_result missing_reference(const setting *s) {
  uint32_t id = 99;
  return add_value(s, s->names->other, GALLEY_REFERENCE, &id);
}
static galley_result reference_zero(const setting *s) {
  uint32_t id = 0;
  return add_value(s, s->names->other, GALLEY_REFERENCE, &id);
}
static galley_result list_beyond_items(const setting *s) {
  galley_list list = {0, 5};
  uint32_t items[2] = {0, 0};
  galley_feature values = column(s->names->words, GALLEY_LIST, &list);
  values.item_kind = GALLEY_TEXT;
  values.items = items;
  values.item_count = 2;
  return add_with(s, &values, 1);
}
static galley_result items_of_another_kind(const setting *s) {
  galley_list list = {0, 1};
  int64_t item = 1;
  galley_feature values = column(s->names->words, GALLEY_LIST, &list);
  values.item_kind = GALLEY_INTEGER;
  values.items = &item;
  values.item_count = 1;
  return add_with(s, &values, 1);
}
static galley_result feature_twice(const setting *s) {
  int64_t one = 1;
  galley_feature twice[2] = {column(s->names->size, GALLEY_INTEGER, &one),
                             column(s->names->size, GALLEY_INTEGER, &one)};
  return add_with(s, twice, 2);
}
static galley_result feature_size(const setting *s) {
  int64_t one = 1;
  galley_feature values = column(s->names->size, GALLEY_INTEGER, &one);
  values.size = 3;
  return add_with(s, &values, 1);
}
static galley_result set_feature_size(const setting *s) {
  int64_t one = 1;
  galley_feature values = column(s->names->size, GALLEY_INTEGER, &one);
  values.size = 0;
  return s->out->set(s->out->context, s->names->mark, 0, NULL, &values);
}

/* Ids. */
static galley_result id_not_reserved(const setting *s) { return add_id(s, 12); }
static galley_result id_twice(const setting *s) {
  uint32_t id = 0;
  (void)s->out->reserve(s->out->context, 1, &id);
  (void)add_id(s, id);
  return add_id(s, id);
}
static galley_result id_unused(const setting *s) {
  uint32_t id = 0;
  (void)s->out->reserve(s->out->context, 2, &id);
  return add_id(s, id);
}
static galley_result endless_reserve(const setting *s) {
  uint32_t id = 0;
  return s->out->reserve(s->out->context, UINT32_MAX, &id);
}
static galley_result set_unknown_id(const setting *s) {
  uint32_t id = 77;
  return set_size(s, 1, &id);
}
static galley_result set_wrong_count(const setting *s) { return set_size(s, 5, NULL); }

/* NULL where there is something to read, and texts. */
static galley_result null_spans(const setting *s) {
  return s->out->add(s->out->context, s->names->mark, 3, NULL, NULL, NULL, NULL, NULL, 0, NULL);
}
static galley_result null_features(const setting *s) { return add_with(s, NULL, 2); }
static galley_result many_features(const setting *s) {
  int64_t one = 1;
  galley_feature values = column(s->names->size, GALLEY_INTEGER, &one);
  return add_with(s, &values, UINT32_MAX);
}
static galley_result null_values(const setting *s) {
  return add_value(s, s->names->size, GALLEY_INTEGER, NULL);
}
static galley_result null_items(const setting *s) {
  galley_list list = {0, 1};
  galley_feature values = column(s->names->words, GALLEY_LIST, &list);
  values.item_kind = GALLEY_TEXT;
  values.item_count = 1;
  return add_with(s, &values, 1);
}
static galley_result null_column(const setting *s) {
  uint32_t id = 1;
  return s->out->set(s->out->context, s->names->mark, 1, &id, NULL);
}
static galley_result null_metadata(const setting *s) {
  return s->out->set_metadata(s->out->context, NULL);
}
static galley_result null_view(const setting *s) {
  return s->out->add_view(s->out->context, NULL);
}
static galley_result null_text(const setting *s) {
  galley_text text = {NULL, 5};
  (void)s->out->text(s->out->context, text);
  return GALLEY_OK;
}
static galley_result endless_text(const setting *s) {
  galley_text text = {"Ann", UINT64_MAX};
  (void)s->out->text(s->out->context, text);
  return GALLEY_OK;
}
static galley_result text_not_utf8(const setting *s) {
  galley_text text = TEXT("Ann\xC3");
  (void)s->out->text(s->out->context, text);
  return GALLEY_OK;
}
static galley_result metadata_not_utf8(const setting *s) {
  galley_metadata value = {sizeof value, GALLEY_VALUE_TEXT, TEXT("mood"), TEXT("\xFFgood"), 0, 0};
  return s->out->set_metadata(s->out->context, &value);
}
static galley_result metadata_unknown_kind(const setting *s) {
  galley_metadata value = {sizeof value, 42, TEXT("mood"), TEXT("good"), 0, 0};
  return s->out->set_metadata(s->out->context, &value);
}
static galley_result metadata_not_json(const setting *s) {
  galley_metadata value = {sizeof value, GALLEY_VALUE_JSON, TEXT("mood"), TEXT("{good"), 0, 0};
  return s->out->set_metadata(s->out->context, &value);
}
static galley_result metadata_not_finite(const setting *s) {
  galley_metadata value = {sizeof value, GALLEY_VALUE_NUMBER, TEXT("mood"), {NULL, 0}, 0, INFINITY};
  return s->out->set_metadata(s->out->context, &value);
}

/* Views. A run is view start, view end, start, end, whole. */
static galley_result view_not_declared(const setting *s) {
  static const uint32_t runs[][5] = {{0, 3, 0, 3, 0}};
  return add_view(s, "fancy", galley_literal("Ann"), 1, runs);
}
static galley_result view_runs_overlap(const setting *s) {
  static const uint32_t runs[][5] = {{0, 3, 0, 3, 0}, {2, 4, 3, 4, 1}};
  return add_view(s, "plain", galley_literal("Ann "), 2, runs);
}
static galley_result view_goes_back(const setting *s) {
  static const uint32_t runs[][5] = {{0, 3, 4, 7, 1}, {3, 6, 0, 3, 0}};
  return add_view(s, "plain", galley_literal("neeAnn"), 2, runs);
}
static galley_result view_leaves_text(const setting *s) {
  static const uint32_t runs[][5] = {{0, 3, 0, 300, 1}};
  return add_view(s, "plain", galley_literal("Ann"), 1, runs);
}
static galley_result view_not_covered(const setting *s) {
  static const uint32_t runs[][5] = {{0, 3, 0, 3, 0}};
  return add_view(s, "plain", galley_literal("Ann Lee"), 1, runs);
}
static galley_result view_lengths_differ(const setting *s) {
  static const uint32_t runs[][5] = {{0, 3, 0, 4, 0}};
  return add_view(s, "plain", galley_literal("Ann"), 1, runs);
}
static galley_result view_cuts_scalar(const setting *s) {
  static const uint32_t runs[][5] = {{0, 3, 4, 6, 1}};
  return add_view(s, "plain", galley_literal("nee"), 1, runs);
}
static galley_result view_twice(const setting *s) {
  static const uint32_t runs[][5] = {{0, 3, 0, 3, 0}};
  (void)add_view(s, "plain", galley_literal("Ann"), 1, runs);
  return add_view(s, "plain", galley_literal("Ann"), 1, runs);
}
static galley_result view_not_utf8(const setting *s) {
  static const uint32_t runs[][5] = {{0, 3, 0, 3, 0}};
  galley_text text = TEXT("A\xFFn");
  return add_view(s, "plain", text, 1, runs);
}
static galley_result view_null_runs(const setting *s) {
  galley_view view = {sizeof view, 2, TEXT("plain"), TEXT("Ann"), NULL};
  return s->out->add_view(s->out->context, &view);
}

/* Results. */
static galley_result no_reason(const setting *s) { return (void)s, GALLEY_FAILED; }
static galley_result fatal_without_reason(const setting *s) {
  return (void)s, GALLEY_CANNOT_GO_ON;
}
static galley_result unknown_result(const setting *s) { return (void)s, 77; }
static galley_result reader_result(const setting *s) { return (void)s, GALLEY_END; }
static galley_result stopped_unasked(const setting *s) { return (void)s, GALLEY_STOPPED; }
static galley_result reason_not_utf8(const setting *s) {
  galley_text reason = TEXT("bad \xFF byte");
  s->call->fail(s->call->context, galley_literal("odd"), reason);
  return GALLEY_FAILED;
}
static galley_result null_reason(const setting *s) {
  galley_text reason = {NULL, 9};
  s->call->fail(s->call->context, reason, reason);
  return GALLEY_FAILED;
}
static galley_result too_much_memory(const setting *s) {
  if (s->call->alloc(s->call->context, UINT64_MAX, 8) != NULL) return GALLEY_OK;
  if (s->call->alloc(s->call->context, 8, 3) != NULL) return GALLEY_OK;
  s->call->fail(s->call->context, galley_literal("no-memory"), galley_literal("no memory is left"));
  return GALLEY_FAILED;
}
static galley_result until_stopped(const setting *s) {
  while (galley_load_relaxed(s->call->stop) == 0) {}
  return GALLEY_STOPPED;
}
static galley_result never_returns(const setting *s) {
  volatile uint32_t forever = 1;
  while (forever != 0) {}
  return (void)s, GALLEY_OK;
}

typedef struct deed {
  const char *name;
  galley_result (*run)(const setting *);
} deed;

#define DEED(name) {#name, name}

static const deed deeds[] = {
    DEED(nothing), DEED(good_mark),
    DEED(outside), DEED(backwards), DEED(empty), DEED(inside_scalar), DEED(ignored_refusal),
    DEED(of_a_rule), DEED(unknown_rule),
    DEED(unknown_type), DEED(type_not_emitted), DEED(unknown_feature), DEED(feature_not_emitted),
    DEED(metadata_not_declared), DEED(removal_not_declared), DEED(drop_not_declared),
    DEED(wrong_kind), DEED(unknown_kind), DEED(not_finite), DEED(unknown_text),
    DEED(value_not_allowed), DEED(span_value_outside), DEED(missing_reference),
    DEED(reference_zero), DEED(list_beyond_items), DEED(items_of_another_kind),
    DEED(feature_twice), DEED(feature_size), DEED(set_feature_size),
    DEED(id_not_reserved), DEED(id_twice), DEED(id_unused), DEED(endless_reserve),
    DEED(set_unknown_id), DEED(set_wrong_count),
    DEED(null_spans), DEED(null_features), DEED(many_features), DEED(null_values),
    DEED(null_items), DEED(null_column), DEED(null_metadata), DEED(null_view), DEED(null_text),
    DEED(endless_text), DEED(text_not_utf8), DEED(metadata_not_utf8),
    DEED(metadata_unknown_kind), DEED(metadata_not_json), DEED(metadata_not_finite),
    DEED(view_not_declared), DEED(view_runs_overlap), DEED(view_goes_back),
    DEED(view_leaves_text), DEED(view_not_covered), DEED(view_lengths_differ),
    DEED(view_cuts_scalar), DEED(view_twice), DEED(view_not_utf8), DEED(view_null_runs),
    DEED(no_reason), DEED(fatal_without_reason), DEED(unknown_result), DEED(reader_result),
    DEED(stopped_unasked), DEED(reason_not_utf8), DEED(null_reason), DEED(too_much_memory),
    DEED(until_stopped), DEED(never_returns),
};

typedef struct prepared {
  symbols names;
  const deed *deed;
} prepared;

static const deed *deed_named(galley_text name) {
  for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i += 1) {
    if (galley_same(galley_literal(deeds[i].name), name)) return &deeds[i];
  }
  return NULL;
}

static uint32_t feature(const galley_setup *setup, const char *name) {
  return setup->feature(setup->context, galley_literal("Mark"), galley_literal(name));
}

static galley_result prepare(void *context, const galley_call *call, const galley_setup *setup,
                             void **shared) {
  galley_text name = galley_text_option(setup, "/deed");
  prepared *made = malloc(sizeof *made);
  (void)context, (void)call;
  if (made == NULL) return GALLEY_CANNOT_GO_ON;
  made->deed = deed_named(name);
  made->names.mark = setup->type(setup->context, galley_literal("Mark"));
  made->names.secret = setup->type(setup->context, galley_literal("Secret"));
  made->names.label = feature(setup, "label");
  made->names.colour = feature(setup, "colour");
  made->names.size = feature(setup, "size");
  made->names.weight = feature(setup, "weight");
  made->names.place = feature(setup, "place");
  made->names.other = feature(setup, "other");
  made->names.note = feature(setup, "note");
  made->names.words = feature(setup, "words");
  setup->fact(setup->context,
              galley_literal("{\"rules\":[{\"name\":\"first\"},{\"name\":\"second\"}]}"));
  *shared = made;
  if (made->deed != NULL) return GALLEY_OK;
  setup->diagnostic(setup->context, GALLEY_SEVERITY_ERROR, galley_literal("no-such-deed"),
                    galley_literal("/deed"), 0, 0, galley_literal("there is no such deed"),
                    galley_literal("see hostile_stage.c"));
  return GALLEY_FAILED;
}

static void release(void *context, void *shared) {
  (void)context;
  free(shared);
}

static galley_result process(void *context, const void *shared, void *worker,
                             const galley_call *call, const galley_document *document,
                             const galley_output *output) {
  const prepared *made = shared;
  setting done_with = {&made->names, call, document, output};
  (void)context, (void)worker;
  return made->deed->run(&done_with);
}

static const galley_document_stage document_stage = {
    .size = sizeof(galley_document_stage), .process = process};

static const galley_stage stages[] = {{
    .size = sizeof(galley_stage),
    .scope = GALLEY_SCOPE_DOCUMENT,
    .manifest = TEXT(manifest),
    .prepare = prepare,
    .release = release,
    .document = &document_stage,
}};

static const galley_plugin_info plugin = {
    .size = sizeof(galley_plugin_info),
    .abi_major = GALLEY_ABI_MAJOR,
    .abi_minor = GALLEY_ABI_MINOR,
    .stage_count = 1,
    .name = TEXT("hostile"),
    .version = TEXT("1.0.0"),
    .runtime = TEXT("c"),
    .stages = stages,
};

const galley_plugin_info *galley_plugin(const galley_host *host) {
  (void)host;
  return &plugin;
}
