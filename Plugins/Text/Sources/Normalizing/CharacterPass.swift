import GalleyKit

/// One pass of normalisation over one text: all but unwrapping.
///
/// Offsets are UTF-8 bytes. Time is linear in the length of the text.
struct CharacterPass {
  let text: ByteText
  let normalizer: Normalizer
  var view: ViewText
  /// Everything before this offset has been read.
  var position = 0
  /// The last scalar that was neither removed nor attached: the order of marks may change.
  var previous: UInt32 = 0
  /// Up to where joiners stand before the same scalar, and whether that one is joined.
  var joinersAhead = (end: 0, areKept: false)
  private var white = WhiteSpace()
  /// Blanks read and not yet written, where they are not collapsed.
  private var blanks: [TextUnit] = []
  private var segment: [TextUnit] = []
  private var written: [UInt8] = []

  private var rules: NormalizingRules { normalizer.rules }

  /// How many bytes are read between two calls of `checkStop`.
  private static let stride = 64 * 1024
  /// The longest segment that is normalised, in scalars: the library's time grows with its square.
  private static let longestSegment = 256

  init(_ text: ByteText, _ normalizer: Normalizer, into view: ViewText) {
    self.text = text
    self.normalizer = normalizer
    self.view = view
  }

  mutating func run(checkStop: () throws -> Void) rethrows {
    while position < text.count {
      try checkStop()
      let limit = min(position + Self.stride, text.count)
      while position < limit { advance(to: limit) }
    }
    writeWhite(endsText: true)
  }

  private mutating func advance(to limit: Int) {
    if !(rules.handlesWhiteSpace && WhiteSpace.isASCII(text.bytes[position])) {
      let end = normalizer.scanner.end(in: text, from: position, to: limit)
      if end > position {
        writeWhite()
        view.copy(position..<end, of: text)
        previous = text.scalar(at: text.scalarStart(before: end)).value
        position = end
        return
      }
    }
    readSegment()
  }

  /// Reads a scalar and those that attach to it, over removed ones, and writes them.
  private mutating func readSegment() {
    let first = unit(at: position)
    position = first.source.upperBound
    guard !first.isRemoved else { return }
    if !first.traits.contains(.attaches) { previous = first.value }
    // Nothing composes with white space, so that marks behind it are a segment of their own.
    if first.traits.contains(.white) {
      write(first)
      return
    }
    let next = text[position]
    if next < 0x80, next != Ascii.ampersand, !first.traits.contains(.changes) {
      write(first)
      return
    }
    segment.removeAll(keepingCapacity: true)
    segment.append(first)
    while position < text.count {
      let next = unit(at: position)
      guard next.isRemoved || next.traits.contains(.attaches) else { break }
      position = next.source.upperBound
      guard !next.isRemoved else { continue }
      segment.append(next)
    }
    writeSegment(from: first.source.lowerBound)
  }

  private mutating func writeSegment(from start: Int) {
    let needsForm = segment.count > 1 || segment[0].traits.contains(.changes)
    if needsForm, segment.count <= Self.longestSegment {
      var scalars = String.UnicodeScalarView()
      scalars.append(contentsOf: segment.lazy.compactMap { Unicode.Scalar($0.value) })
      let form = rules.unicode.normalised(String(scalars)).unicodeScalars
      if !form.elementsEqual(scalars) {
        write(form, for: start..<segment[segment.count - 1].source.upperBound)
        return
      }
    }
    for unit in segment { write(unit) }
  }

  private mutating func write(_ unit: TextUnit) {
    if unit.traits.contains(.white) {
      white.add(unit.value, at: unit.source)
      if !rules.collapsesBlanks { blanks.append(unit) }
      return
    }
    writeWhite()
    writeInk(unit)
  }

  private mutating func writeInk(_ unit: TextUnit) {
    if unit.traits.contains(.replaced),
      let sign = PlainSign.replacement(of: unit.value, rules)
    {
      view.replace(unit.source, with: sign.utf8, of: text)
    } else if unit.isPlain {
      view.copy(unit.source, of: text)
    } else if let scalar = Unicode.Scalar(unit.value) {
      written.removeAll(keepingCapacity: true)
      written.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      writeOut(for: unit.source)
    }
  }

  /// Writes the Unicode form of several scalars that differs from them, as one run.
  private mutating func write(_ form: String.UnicodeScalarView, for source: Range<Int>) {
    let isWhite = { [table = normalizer.table] (scalar: Unicode.Scalar) in
      table.traits(of: scalar.value).contains(.white)
    }
    written.removeAll(keepingCapacity: true)
    var ink = form[...]
    var source = source
    // Some forms begin with a blank; it melts into the white space before it.
    if let first = ink.first, isWhite(first), rules.collapsesBlanks || white.breaks > 0 {
      white.add(first.value, at: source)
      ink.removeFirst()
      let space = white.written(startsText: view.bytes.isEmpty, endsText: false)
      written.append(contentsOf: space.utf8)
      source = (white.span ?? source).lowerBound..<source.upperBound
      forgetWhite()
    }
    writeWhite()
    for scalar in ink {
      if let sign = PlainSign.replacement(of: scalar.value, rules) {
        written.append(contentsOf: sign.utf8)
      } else {
        written.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    writeOut(for: source)
  }

  private mutating func writeOut(for source: Range<Int>) {
    written.withUnsafeBufferPointer { view.replace(source, with: $0, of: text) }
  }

  /// Writes the white space read so far.
  private mutating func writeWhite(endsText: Bool = false) {
    guard let span = white.span else { return }
    if white.breaks == 0, !rules.collapsesBlanks {
      for unit in blanks { writeInk(unit) }
    } else {
      let space = white.written(startsText: view.bytes.isEmpty, endsText: endsText)
      if !space.utf8.isEmpty { view.replace(span, with: space.utf8, of: text) }
    }
    forgetWhite()
  }

  private mutating func forgetWhite() {
    white.forget()
    blanks.removeAll(keepingCapacity: true)
  }
}
