import GalleyABI
import GalleyKit

/// The checks of views.
extension StageDelta {
  /// Takes a view over the text shown; composed with the view shown, it lies over the original.
  func addView(_ given: UnsafePointer<galley_view>?) -> galley_result {
    guard !hasBreach, let stage, let document, let showing else {
      return galley_result(GALLEY_FAILED)
    }
    guard let given = given?.pointee else { return refuse("added a view that is NULL") }
    if let problem = Self.problem(with: given.name) {
      return refuse("added a view whose name is a text \(problem)")
    }
    let name = String(given.name)
    guard stage.access.views.contains(name) else {
      return refuse("added the view '\(name)', which it does not declare under 'views'")
    }
    guard document.view(name) == nil, !views.contains(where: { $0.name == name }) else {
      return refuse("added the view '\(name)', which is there already")
    }
    if let problem = Self.problem(with: given.text) {
      return refuse("added the view '\(name)' with a text \(problem)")
    }
    let text = UnsafeBufferPointer(given.text)
    let view = ViewStorage(name: name)
    view.append(text: text)
    var viewEnd: UInt32 = 0
    var originalEnd: UInt32 = 0
    for i in 0..<Int(given.run_count) {
      guard let run = Self.run(i, of: given) else {
        return refuse("added the view '\(name)' with a run \(i) that is NULL or of a wrong size")
      }
      if let problem = problem(with: run, after: viewEnd, originalEnd, text, showing.utf8) {
        return refuse("added the view '\(name)' whose run \(i) \(problem)")
      }
      viewEnd = run.view_end
      originalEnd = run.end
      for piece in compose(run) { view.append(piece) }
    }
    guard Int(viewEnd) == text.count else {
      return refuse("added the view '\(name)' whose runs end at \(viewEnd) of \(text.count) bytes")
    }
    append(view)
    return galley_result(GALLEY_OK)
  }

  /// Run number `i`; runs stand as far apart as the first says; nil when there is none of that size.
  private static func run(_ i: Int, of view: galley_view) -> galley_run? {
    guard let runs = UnsafeRawPointer(view.runs) else { return nil }
    let stride = Int(runs.load(as: UInt32.self))
    guard stride >= MemoryLayout<galley_run>.size, stride < 4096 else { return nil }
    let run = runs.load(fromByteOffset: stride * i, as: galley_run.self)
    return Int(run.size) == stride ? run : nil
  }

  private func problem(
    with run: galley_run,
    after viewEnd: UInt32,
    _ originalEnd: UInt32,
    _ view: UnsafeBufferPointer<UInt8>,
    _ original: UnsafeBufferPointer<UInt8>
  ) -> String? {
    if run.view_start != viewEnd { return "starts at \(run.view_start), not at \(viewEnd)" }
    if run.start < originalEnd { return "goes back in the original text" }
    if run.view_end < run.view_start || run.end < run.start { return "ends before it starts" }
    if Int(run.view_end) > view.count || Int(run.end) > original.count {
      return "lies outside the text"
    }
    if run.whole == 0, run.view_end - run.view_start != run.end - run.start {
      return "has stretches of different length and is not whole"
    }
    let isSound =
      WorkingDocument.isBoundary(run.view_start, in: view)
      && WorkingDocument.isBoundary(run.view_end, in: view)
      && WorkingDocument.isBoundary(run.start, in: original)
      && WorkingDocument.isBoundary(run.end, in: original)
    return isSound ? nil : "cuts a character in two"
  }

  /// A run over the view shown, as runs over the original text.
  private func compose(_ run: galley_run) -> [galley_run] {
    guard let below = showing?.view else { return [run] }
    let span = TextSpan(start: run.start, end: run.end)
    guard run.whole == 0, span.count > 0 else {
      let place = span.count > 0 ? below.original(of: span) : below.position(run.start)
      return [piece(run.view_start, run.view_end, place, whole: true)]
    }
    return below.pieces(of: span).map { part in
      let shift = run.view_start
      return piece(
        shift + part.view_start - run.start,
        shift + part.view_end - run.start,
        TextSpan(start: part.start, end: part.end),
        whole: part.whole != 0
      )
    }
  }

  private func piece(
    _ viewStart: UInt32,
    _ viewEnd: UInt32,
    _ place: TextSpan,
    whole: Bool
  ) -> galley_run {
    galley_run(
      size: UInt32(MemoryLayout<galley_run>.size),
      whole: whole ? 1 : 0,
      view_start: viewStart,
      view_end: viewEnd,
      start: place.start,
      end: place.end
    )
  }
}
