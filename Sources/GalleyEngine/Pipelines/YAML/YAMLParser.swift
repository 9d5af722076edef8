import CYAML

/// Owns one libyaml parser and the bytes it reads.
///
/// libyaml numbers code points; places given out here are byte offsets of the source.
struct YAMLParser: ~Copyable {
  /// One step in a YAML text; tags are in their long form.
  struct Event {
    enum Kind {
      case documentStart
      case documentEnd
      case streamEnd
      case alias(String)
      case scalar(Scalar.Style, String, tag: String?, anchor: String?)
      case sequenceStart(tag: String?, anchor: String?)
      case sequenceEnd
      case mappingStart(tag: String?, anchor: String?)
      case mappingEnd
    }

    var kind: Kind
    var range: Range<Int>
  }

  /// What libyaml says when it cannot go on.
  struct Failure: Error {
    var problem: String
    /// Byte offset.
    var place: Int
    var context: String
    /// Byte offset; nil when libyaml gives none.
    var contextPlace: Int?
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let source: SourceText
  /// Where in the source the parsed text begins: a byte offset and its code point number.
  private let start: (byte: Int, codePoint: Int)

  /// Starts reading a source from a byte on.
  init(_ source: SourceText, from byte: Int = 0) {
    self.source = source
    start = (byte, source.bytes[..<byte].count { !$0.continuesCodePoint })
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    // libyaml fails here only without memory, which ends a Swift program anyway.
    precondition(yaml_parser_initialize(parser) == 1, "no memory for a YAML parser")
    input = .allocate(capacity: max(1, source.bytes.count - byte))
    let (_, end) = input.initialize(from: source.bytes[byte...])
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, end)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  /// The next event; the start of the stream is skipped.
  ///
  /// - Throws: What libyaml says at the first syntax error; nothing may be read after it.
  mutating func next() throws(Failure) -> Event {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
      defer { yaml_event_delete(&event) }
      guard let kind = Self.kind(of: event) else { continue }
      let from = offset(event.start_mark)
      return Event(kind: kind, range: from..<max(from, offset(event.end_mark)))
    }
  }

  private func offset(_ mark: yaml_mark_t) -> Int {
    source.offset(ofCodePoint: Int(mark.index) + start.codePoint)
  }

  private func failure() -> Failure {
    let state = parser.pointee
    let context = state.context.map { String(cString: $0) } ?? ""
    return Failure(
      problem: state.problem.map { String(cString: $0) } ?? "not YAML",
      place: state.error == YAML_READER_ERROR
        ? start.byte + state.problem_offset : offset(state.problem_mark),
      context: context,
      contextPlace: context.isEmpty ? nil : offset(state.context_mark)
    )
  }

  private static func kind(of event: yaml_event_t) -> Event.Kind? {
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    case YAML_STREAM_END_EVENT: return .streamEnd
    case YAML_ALIAS_EVENT: return .alias(text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT: return scalar(event)
    case YAML_SEQUENCE_START_EVENT:
      let data = event.data.sequence_start
      return .sequenceStart(tag: text(data.tag), anchor: text(data.anchor))
    case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      let data = event.data.mapping_start
      return .mappingStart(tag: text(data.tag), anchor: text(data.anchor))
    case YAML_MAPPING_END_EVENT: return .mappingEnd
    default: return nil
    }
  }

  private static func scalar(_ event: yaml_event_t) -> Event.Kind {
    let data = event.data.scalar
    let bytes = UnsafeBufferPointer(start: data.value, count: data.length)
    let style: Scalar.Style =
      switch data.style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
      case YAML_LITERAL_SCALAR_STYLE: .literal
      case YAML_FOLDED_SCALAR_STYLE: .folded
      default: .plain
      }
    return .scalar(
      style,
      String(decoding: bytes, as: UTF8.self),
      tag: text(data.tag),
      anchor: text(data.anchor)
    )
  }

  private static func text(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
    pointer.map { String(cString: $0) }
  }
}
