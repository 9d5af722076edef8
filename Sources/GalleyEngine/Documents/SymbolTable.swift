package import GalleyKit

/// The texts of a run whose numbers are the same in every document.
///
/// Filled while stages are prepared, on one thread; then frozen and read by all lanes. Number 0 is
/// the empty text.
package final class SymbolTable: @unchecked Sendable {
  // Unchecked: written on one thread before `freeze`, only read after it.
  private var pool = StringPool()
  package private(set) var isFrozen = false

  package init() { _ = symbol("") }

  package var count: Int { pool.count }

  /// The number of a text, added if it is new.
  package func symbol(_ text: String) -> Symbol {
    var text = text
    return text.withUTF8 { symbol($0) }
  }

  package func symbol(_ text: UnsafeBufferPointer<UInt8>) -> Symbol {
    precondition(!isFrozen, "symbols are fixed before the first document")
    guard let number = pool.intern(text, hash: StringPool.hash(text)) else {
      preconditionFailure("more than 4 GiB of symbols")
    }
    return Symbol(rawValue: number)
  }

  package func freeze() { isFrozen = true }

  func find(_ text: UnsafeBufferPointer<UInt8>, hash: UInt32) -> UInt32? {
    pool.find(text, hash: hash)
  }

  package func text(_ symbol: Symbol) -> String {
    String(decoding: pool[symbol.rawValue], as: UTF8.self)
  }

  var offsets: UnsafePointer<UInt32> { UnsafePointer(pool.offsets.base) }
  var bytes: UnsafePointer<UInt8> { UnsafePointer(pool.bytes.base) }
}
