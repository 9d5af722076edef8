public import GalleyKit
import GalleyPatterns

extension GazetteerStage {
  public struct Options: StageOptions {
    @Setting(
      "Lists of names; where candidates are equally good the list named first comes first.",
      required: true,
      example: [["file": "lists/leaders.tsv", "type": "Person", "valid": ["from", "to"]]]
    )
    var lists: [ListOptions] = []

    @Setting(
      "In which case names match, unless their list says otherwise: exact; folded, in any case; smart, names in capitals alone exact, others folded; capitals, a capital matches only itself, a small letter its capital too."
    )
    var `case`: CaseRule = .exact

    @Setting(
      "What is the same: spaces, any white space between two words, but no empty line; hyphens, which then count as white space; diacritics, letters with and without accents and points."
    )
    var normalize: [NameFolding] = [.spaces]

    @Setting("Whether 's may follow a name; it stays outside of the annotation.")
    var possessive: Bool = true

    @Setting("Whether names match with an English plural ending too, inside of the annotation.")
    var plural: Bool = false

    @Setting(
      "What to keep of names that overlap: the longest, all, or those of the list with the higher priority, and the longest of these."
    )
    var overlap: LookupPolicy = .longest

    @Setting(
      "What to make of several entries at one place: each, an annotation for each; merged, one for each type, with the features that are the same in all, and their ids in the feature 'ids' if there is one."
    )
    var candidates: CandidatePolicy = .each

    @Setting("Names shorter than this are left out.", unit: "characters", in: 1...1_000)
    var minLength: Int = 1

    @Setting("Names to leave out, as the lists write them.", example: ["May", "Page"])
    var stop: [String] = []

    @Setting("File of names to leave out, one in each line.")
    var stopFile: FilePath? = nil

    @Setting(
      "Titles that may stand before a short name of a list with 'alone', beside those the stage knows.",
      example: ["Archon"]
    )
    var titles: [String] = []

    public init() {}
  }

  /// One list of names, as a pipeline writes it.
  public struct ListOptions: SettingRecord {
    @Setting(
      "The list: .tsv, .csv or .jsonl with columns, or .txt with a name in each line.",
      required: true
    )
    var file: FilePath = FilePath("")

    @Setting("Type of the annotations it makes.", required: true)
    var type: String = ""

    @Setting("Columns of names; when not given, 'name', and 'aliases' if there is one.")
    var names: [String]? = nil

    @Setting("Columns that fill features of other names, by feature: {iso: code}.")
    var columns: [String: String] = [:]

    @Setting("Features with the same value on every annotation of this list.")
    var features: [String: JSONValue] = [:]

    @Setting("Column of the ids; when not given, 'id' if there is one.")
    var id: String? = nil

    @Setting("Columns of the first and the last day an entry is valid: [from, to].")
    var valid: [String] = []

    @Setting(
      "For lists of people and places: on which side of a short name, one of one word or one that a longer name of its entry contains, no capitalised word may stand that could belong to it: before, so that 'Biden' does not match in 'Hunter Biden', but in 'President Biden'; after; both. When not given, it matches everywhere."
    )
    var alone: NameSide? = nil

    @Setting("What counts when 'overlap' is priority: the higher number.", in: -1_000...1_000)
    var priority: Int = 0

    @Setting("In which case the names of this list match; when not given, as the stage says.")
    var `case`: CaseRule? = nil

    public init() {}
  }
}

/// In which case the names of a list match.
public enum CaseRule: String, SettingChoice {
  case exact, smart, folded, capitals

  /// The rule for one name.
  func rule(for name: UnsafeBufferPointer<UInt8>) -> NameCase {
    switch self {
    case .exact: .exact
    case .folded: .folded
    case .capitals: .capitals
    case .smart: Self.isAllCapitals(name) ? .exact : .folded
    }
  }

  /// Whether there is a capital and no small letter.
  private static func isAllCapitals(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    var hasCapital = false
    for scalar in String(decoding: name, as: UTF8.self).unicodeScalars {
      if scalar.properties.isLowercase { return false }
      hasCapital = hasCapital || scalar.properties.isUppercase
    }
    return hasCapital
  }
}

/// On which side of a short name no part of a longer one may stand.
public enum NameSide: String, SettingChoice {
  case before, after, both
}

/// What is the same when names are compared.
public enum NameFolding: String, SettingChoice {
  case spaces, hyphens, diacritics
}

/// What to make of several entries at one place.
public enum CandidatePolicy: String, SettingChoice {
  case each, merged
}

/// What to keep of names that overlap.
public enum LookupPolicy: String, SettingChoice {
  case longest, all, priority
}
