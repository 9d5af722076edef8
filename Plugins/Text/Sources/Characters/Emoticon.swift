/// Faces made of punctuation: `:-)`.
enum Emoticon {
  private static let lengths = 2...4

  /// The end of the longest emoticon of the lists at `offset` that no letter or digit follows.
  static func end(in text: ByteText, at offset: Int, before limit: Int, lexicon: Lexicon) -> Int? {
    let available = min(limit - offset, lengths.upperBound)
    guard available >= lengths.lowerBound,
      lexicon.mayBeEmoticon(text.bytes[offset], text.bytes[offset + 1])
    else { return nil }
    for length in stride(from: available, through: lengths.lowerBound, by: -1) {
      let traits = lexicon.traits(
        text.bytes + offset,
        length: length,
        readable: text.count - offset
      )
      if traits.contains(.emoticon), !text.isWord(at: offset + length) { return offset + length }
    }
    return nil
  }
}
