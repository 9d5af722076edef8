import GalleyABI
import GalleyKit

/// One call of a stage, seen from the host: scratch memory, and the reason it failed.
final class CallHost {
  /// What the stage gave as its reason.
  private(set) var reason: (code: String, message: String)?
  private var blocks: [UnsafeMutableRawPointer] = []

  /// Lends this call across the C boundary; scratch memory is freed when `body` returns.
  func lend(
    stop: UnsafePointer<UInt32>?,
    deadline: UInt64,
    seed: UInt64,
    _ body: (UnsafePointer<galley_call>) -> galley_result
  ) -> galley_result {
    reason = nil
    defer { freeScratch() }
    var never: UInt32 = 0
    return withUnsafePointer(to: &never) { never in
      var call = galley_call()
      call.size = UInt32(MemoryLayout<galley_call>.size)
      call.context = Unmanaged.passUnretained(self).toOpaque()
      call.stop = stop ?? never
      call.deadline = deadline
      call.random_seed = seed
      call.alloc = { CallHost.at($0)?.allocate($1, $2) }
      call.fail = { CallHost.at($0)?.fail(String($1), String($2)) }
      return body(&call)
    }
  }

  /// Notes a reason the host found before it could call the stage.
  func note(code: String, _ message: String) { reason = (code, message) }

  private static func at(_ context: UnsafeMutableRawPointer?) -> CallHost? {
    context.map { Unmanaged<CallHost>.fromOpaque($0).takeUnretainedValue() }
  }

  private func fail(_ code: String, _ message: String) {
    guard !message.isEmpty else { return }
    reason = (code.isEmpty ? "stage-error" : code, message)
  }

  private func allocate(_ bytes: UInt64, _ alignment: UInt64) -> UnsafeMutableRawPointer? {
    guard bytes <= 1 << 31, alignment <= 4096, alignment & (alignment &- 1) == 0 else { return nil }
    let block = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, Int(bytes)),
      alignment: max(16, Int(alignment))
    )
    blocks.append(block)
    return block
  }

  private func freeScratch() {
    for block in blocks { block.deallocate() }
    blocks.removeAll(keepingCapacity: true)
  }
}
