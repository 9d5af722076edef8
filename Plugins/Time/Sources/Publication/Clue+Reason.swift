extension Clue {
  /// What it is, as `DateClue.kind` says it.
  var kind: String {
    switch claim {
    case .named(_, _, let part):
      switch part {
      case .issue, .fileName, .copyright: source.rawValue
      case .caption: "caption"
      case .pastDay, .futureDay, .openDay: "date"
      case .pastMonth, .pastQuarter, .pastYear, .futureYear, .openYear: "year"
      }
    case .yearly(_, .issue), .weekday(_, .issue): "dateline"
    case .yearly: "day_of_year"
    case .weekday: "weekday"
    case .weekdayOf: "weekday_of_date"
    case .oneOf: "relative"
    case .yearOf: "other_document"
    }
  }

  /// Why it speaks for a day: half a sentence.
  ///
  /// - Parameter day: The day that was found.
  /// - Returns: the words, and what follows from them.
  func reason(_ day: CivilDate) -> String {
    let words = "'\(words.split(whereSeparator: \.isWhitespace).joined(separator: " "))'"
    return switch claim {
    case .named(_, _, let part):
      switch part {
      case .issue: "\(words) is the day in \(source.place)"
      case .fileName: "\(words) has a day in its name"
      case .copyright: "\(words) is a copyright of that year"
      case .caption: "\(words) stands beside a picture, and pictures are seldom old"
      case .pastDay, .pastMonth, .pastQuarter, .pastYear:
        "\(words) is over, and no later year is told of in the past"
      case .futureDay, .futureYear: "\(words) is still to come"
      case .openDay, .openYear: "\(words) is the latest time with a year"
      }
    case .yearly(_, let told), .weekday(_, let told): "\(words) \(told.reason)"
    case .weekdayOf(_, _): "\(words) is in the year in which that day is that weekday"
    case .oneOf(_, _, _) where source == .corpus: "\(words) is told with its date elsewhere"
    case .oneOf(_, _, let certain):
      certain
        ? "\(words) is one time, named twice" : "\(words) is probably a day that is named beside"
    case .yearOf(_, let year): "\(words) is told with the year \(year) elsewhere"
    }
  }
}

extension Clue.Source {
  /// Where a day stands.
  fileprivate var place: String {
    switch self {
    case .metadata: "the metadata"
    case .dateline, .text, .corpus: "the dateline"
    case .url: "the address"
    case .fileName: "the name of the file"
    case .copyright: "the copyright"
    }
  }
}

extension Claim.Told {
  fileprivate var reason: String {
    switch self {
    case .past: "is told in the past"
    case .future: "is told as still to come"
    case .open: "is near"
    case .last: "is over"
    case .next: "is not today but soon"
    case .issue: "is the day in the dateline"
    case .pastWeek: "is told in the past with its weekday"
    case .futureWeek: "is told with its weekday as still to come"
    }
  }
}
