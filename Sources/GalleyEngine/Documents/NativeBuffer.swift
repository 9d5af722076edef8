/// Growable memory outside Swift's arrays, so that C code may hold its address during a call.
///
/// 16-byte aligned. The address stays the same until the buffer grows.
struct NativeBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private(set) var capacity = 0

  init() {
    base = Self.allocate(1)
  }

  deinit {
    UnsafeMutableRawPointer(base).deallocate()
  }

  subscript(index: Int) -> Element {
    get { base[index] }
    set { base[index] = newValue }
  }

  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

  mutating func append(_ element: Element) {
    reserve(count + 1)
    base[count] = element
    count += 1
  }

  mutating func append(_ source: UnsafePointer<Element>?, count added: Int) {
    guard let source, added > 0 else { return }
    reserve(count + added)
    (base + count).update(from: source, count: added)
    count += added
  }

  mutating func append(repeating element: Element, count added: Int) {
    guard added > 0 else { return }
    reserve(count + added)
    // A loop of its own is compiled to wide stores; `update(repeating:)` is not.
    let first = base + count
    for i in 0..<added { first[i] = element }
    count += added
  }

  /// Room for `added` more elements, not written yet.
  mutating func appendUninitialized(count added: Int) -> UnsafeMutablePointer<Element> {
    reserve(count + added)
    defer { count += added }
    return base + count
  }

  mutating func removeLast(_ removed: Int) { count -= removed }

  /// Empties the buffer; memory far beyond `kept` elements is given back.
  mutating func removeAll(keeping kept: Int = 1 << 20) {
    count = 0
    guard capacity > kept * 4 else { return }
    UnsafeMutableRawPointer(base).deallocate()
    base = Self.allocate(1)
    capacity = 0
  }

  mutating func reserve(_ wanted: Int) { move(to: wanted)?.deallocate() }

  /// Makes room and hands over the memory left behind, for others may still hold its address.
  mutating func move(to wanted: Int) -> UnsafeMutableRawPointer? {
    guard wanted > capacity else { return nil }
    let room = max(wanted, capacity * 2, 64)
    let moved = Self.allocate(room)
    moved.update(from: base, count: count)
    let left = UnsafeMutableRawPointer(base)
    base = moved
    capacity = room
    return left
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    UnsafeMutableRawPointer.allocate(
      byteCount: capacity * MemoryLayout<Element>.stride,
      alignment: 16
    ).bindMemory(to: Element.self, capacity: capacity)
  }
}
