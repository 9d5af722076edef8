import GalleyABI

/// A stretch of a view's text and the stretch of the text below it that it stands for.
public struct ViewRun: Sendable, Hashable {
  /// UTF-8 bytes of the view.
  public var view: TextSpan
  /// UTF-8 bytes of the text the view was made over.
  public var original: TextSpan
  /// Whether the two correspond as wholes only, not byte for byte.
  public var isWhole: Bool

  public init(view: TextSpan, original: TextSpan, isWhole: Bool) {
    self.view = view
    self.original = original
    self.isWhole = isWhole
  }

  var abi: galley_run {
    galley_run(
      size: UInt32(MemoryLayout<galley_run>.size),
      whole: isWhole ? 1 : 0,
      view_start: view.start,
      view_end: view.end,
      start: original.start,
      end: original.end
    )
  }
}
