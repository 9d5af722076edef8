/// Shares in percent, for people.
public enum Accuracy {
  /// With two digits behind the point, rounded down: a goal is not reached by rounding.
  public static func percent(_ part: Int, of whole: Int) -> String {
    let hundredths = whole == 0 ? 0 : part * 10_000 / whole
    let digits = hundredths % 100
    return "\(hundredths / 100).\(digits < 10 ? "0" : "")\(digits)%"
  }
}
