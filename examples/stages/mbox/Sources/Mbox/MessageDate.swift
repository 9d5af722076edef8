import Foundation

/// The date of a message: `Mon, 1 May 2023 09:30:00 +0200` (RFC 5322, section 3.3).
enum MessageDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// The same moment as ISO 8601 writes it, in the zone of the message; nil when it is no date.
  static func iso8601(_ text: String) -> String? {
    let form =
      #/(?:\w+,\s*)?(\d{1,2})\s+([A-Za-z]{3})\s+(\d{4})\s+(\d\d:\d\d)(:\d\d)?\s+([+-]\d\d)(\d\d).*/#
    guard let date = text.wholeMatch(of: form), let day = Int(date.1), (1...31).contains(day),
      let month = months.firstIndex(of: date.2.lowercased())
    else { return nil }
    let time = "\(date.4)\(date.5 ?? ":00")\(date.6):\(date.7)"
    return "\(date.3)-\(twoDigits(month + 1))-\(twoDigits(day))T\(time)"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
