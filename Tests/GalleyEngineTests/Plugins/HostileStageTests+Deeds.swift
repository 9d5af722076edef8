/// What the hostile stage does, and the sentence for it.
extension HostileStageTests {
  static let spans = [
    Deed("outside", "added a Mark at 3..<400, outside the text of 12 bytes"),
    Deed("backwards", "added a Mark at 5..<3, which is empty or ends before it starts"),
    Deed("empty", "added a Mark at 3..<3, which is empty or ends before it starts"),
    Deed("inside_scalar", "added a Mark at 4..<6, which cuts a character in two"),
    Deed("ignored_refusal", "added a Mark at 3..<400, outside the text of 12 bytes"),
    Deed("of_a_rule", "added a Mark (rule 'second') at 3..<400, outside the text of 12 bytes"),
    Deed("unknown_rule", "added a Mark of rule 7, but has declared 2 rules"),
  ]

  static let declarations = [
    Deed("unknown_type", "added annotations of type number 4000000, which it does not emit"),
    Deed("type_not_emitted", "added annotations of 'Secret', which it does not emit"),
    Deed("unknown_feature", "set a feature of 'Mark' that is not declared"),
    Deed("feature_not_emitted", "set 'Mark.note', which it does not emit or change"),
    Deed(
      "metadata_not_declared",
      "set the metadata key 'title', which it does not declare under 'sets'"
    ),
    Deed("removal_not_declared", "removed 'Mark', which it does not declare under 'removes'"),
    Deed("drop_not_declared", "dropped the document without declaring 'drops'"),
  ]

  static let values = [
    Deed("wrong_kind", "set 'Mark.size', whose values are integer, to values of number"),
    Deed(
      "unknown_kind",
      "set 'Mark.size', whose values are integer, to values of the unknown kind 99"
    ),
    Deed("not_finite", "set 'Mark.weight' to a number that is not finite"),
    Deed("unknown_text", "set 'Mark.label' to text number 4000000, which does not exist"),
    Deed("value_not_allowed", "set 'Mark.colour' to 'blue', which is not among its allowed values"),
    Deed("span_value_outside", "set 'Mark.place' to the span 2..<99, outside the text of 12 bytes"),
    Deed("missing_reference", "set 'Mark.other' to annotation 99, which does not exist"),
    Deed("reference_zero", "set 'Mark.other' to annotation 0, which does not exist"),
    Deed("list_beyond_items", "set 'Mark.words' to a list beyond its items"),
    Deed(
      "items_of_another_kind",
      "set 'Mark.words', whose values are list of text, to values of list of integer"
    ),
    Deed("feature_twice", "gave Mark the feature 'size' twice"),
    Deed("feature_size", "gave 3 as the size of galley_feature"),
    Deed("set_feature_size", "gave 0 as the size of galley_feature"),
  ]

  static let ids = [
    Deed("id_not_reserved", "added a Mark with id 12, which it has not reserved or has used"),
    Deed("id_twice", "added a Mark with id 1, which it has not reserved or has used"),
    Deed("id_unused", "reserved id 2 and added no annotation with it"),
    Deed("endless_reserve", "reserved 4294967295 ids at once"),
    Deed("set_unknown_id", "set a feature of Mark 77, which does not exist"),
    Deed("set_wrong_count", "set a feature of every Mark with 5 values for 0 rows"),
  ]

  static let nulls = [
    Deed("null_spans", "added 3 annotations of 'Mark' with NULL instead of spans"),
    Deed("null_features", "gave Mark 2 features with NULL instead of columns"),
    Deed("many_features", "gave Mark 4294967295 features of 8 declared ones"),
    Deed("null_values", "set 'Mark.size' with NULL instead of values"),
    Deed("null_items", "set 'Mark.words' with NULL instead of values"),
    Deed("null_column", "set a feature of 'Mark' with NULL instead of a column"),
    Deed("null_metadata", "set metadata with NULL instead of a value"),
    Deed("null_view", "added a view that is NULL"),
    Deed("null_text", "handed over a text of 5 bytes at NULL"),
    Deed("endless_text", "handed over a text of 18446744073709551615 bytes"),
    Deed("text_not_utf8", "handed over a text that is not UTF-8 from byte 3 on"),
    Deed(
      "metadata_not_utf8",
      "set the metadata key 'mood' to a text that is not UTF-8 from byte 0 on"
    ),
    Deed("metadata_unknown_kind", "set the metadata key 'mood' to a value of the unknown kind 42"),
    Deed("metadata_not_json", "set the metadata key 'mood' to a text that is not JSON"),
    Deed("metadata_not_finite", "set the metadata key 'mood' to a number that is not finite"),
  ]

  static let views = [
    Deed("view_not_declared", "added the view 'fancy', which it does not declare under 'views'"),
    Deed("view_runs_overlap", "added the view 'plain' whose run 1 starts at 2, not at 3"),
    Deed("view_goes_back", "added the view 'plain' whose run 1 goes back in the original text"),
    Deed("view_leaves_text", "added the view 'plain' whose run 0 lies outside the text"),
    Deed("view_not_covered", "added the view 'plain' whose runs end at 3 of 7 bytes"),
    Deed(
      "view_lengths_differ",
      "added the view 'plain' whose run 0 has stretches of different length and is not whole"
    ),
    Deed("view_cuts_scalar", "added the view 'plain' whose run 0 cuts a character in two"),
    Deed("view_twice", "added the view 'plain', which is there already"),
    Deed(
      "view_not_utf8",
      "added the view 'plain' with a text that is not UTF-8 from byte 1 on"
    ),
    Deed(
      "view_null_runs",
      "added the view 'plain' with a run 0 that is NULL or of a wrong size"
    ),
  ]

  static let results = [
    Deed("no_reason", "failed and gave no reason, which is a fault of the plugin"),
    Deed("null_reason", "failed and gave no reason, which is a fault of the plugin"),
    Deed("reason_not_utf8", "bad \u{FFFD} byte"),
    Deed("too_much_memory", "no memory is left"),
    Deed("unknown_result", "returned 77, which is no result of this function"),
    Deed("reader_result", "returned 4, which is no result of this function"),
    Deed("stopped_unasked", "stopped though nothing asked it to"),
  ]
}
