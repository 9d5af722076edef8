package import GalleyKit

extension Node {
  /// Where bytes of a scalar's value, variables filled in, are written.
  ///
  /// Bytes that came from a variable stand where the variable is defined, bytes from the environment
  /// at their `${env:…}`. For what is no scalar: its start.
  package func location(of range: Range<Int>) -> SourceLocation {
    guard let scalar else { return location }
    guard let pieces = scalar.pieces else { return location(ofWritten: range) }
    let piece = pieces.first { $0.range.upperBound > range.lowerBound }
    guard let piece = piece ?? pieces.last else { return location }
    let inside = range.clamped(to: piece.range)
    let shifted =
      inside.lowerBound - piece.range.lowerBound..<inside.upperBound - piece.range.lowerBound
    switch piece.origin {
    case .written(let start):
      return location(ofWritten: start + shifted.lowerBound..<start + shifted.upperBound)
    case .variable(let node): return node.location(of: shifted)
    case .environment(_, let use): return location(ofWritten: use)
    }
  }

  /// Where bytes of a scalar's value, as YAML has it, are written.
  func location(ofWritten range: Range<Int>) -> SourceLocation {
    guard let scalar else { return location }
    let map = ScalarMap(scalar.style, value: scalar.written, in: source.bytes, self.range)
    return source.location(of: map.source(of: range))
  }

  /// The folder a relative path begins in: that of the file in which its first byte is written.
  ///
  /// A path from the environment begins, as on the command line, in the current folder.
  var baseFolder: String {
    guard let piece = scalar?.pieces?.first(where: { !$0.range.isEmpty }) else {
      return source.folder
    }
    switch piece.origin {
    case .written: return source.folder
    case .variable(let node): return node.baseFolder
    case .environment: return Paths.currentFolder()
    }
  }
}
