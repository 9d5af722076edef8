import GalleyKit
import GalleyPatterns

/// An annotation the stage has made and not yet handed over, since a later phase may remove it.
struct PendingAnnotation {
  /// Number among the types the stage makes.
  var type: Int
  var phase: Int
  var span: TextSpan
  var rule: UInt32
  /// By column of its type.
  var values: [RuleValue]
  var isRemoved = false
  /// What the host calls it, once it was handed over.
  var id: UInt32 = 0

  /// The stage's own number for the annotation at `index`; the host's ids are below 2³⁰.
  static func localID(_ index: Int) -> UInt32 { 1 << 31 | UInt32(index) }

  /// The place of an annotation of this stage; nil: the id is one of the host's.
  static func index(ofLocal id: UInt32) -> Int? {
    id & 1 << 31 == 0 ? nil : Int(id & ~(1 << 31))
  }
}

/// What the rules of one phase want done to annotations that exist; done when all have matched.
struct PhaseDeeds {
  var removals: [(item: CapturedItem, rule: UInt32)] = []
  var changes: [(item: CapturedItem, change: RuleAction.FeatureChange, value: RuleValue)] = []
}

/// What becomes of annotations of earlier stages.
struct OutsideChanges {
  struct Place: Hashable {
    var type: Int
    var id: UInt32
  }

  struct Column: Hashable {
    var type: Int
    var feature: String
  }

  /// Those to remove, with the rule that says so.
  var removals: [(place: Place, rule: UInt32)] = []
  var removed: Set<Place> = []
  /// New values by column and id; the last rule to match wins.
  var values: [Column: [UInt32: RuleValue]] = [:]
  var features: [Column: FeatureDeclaration] = [:]
}
