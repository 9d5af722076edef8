import Foundation
import GalleyKit

/// The terms of all documents, gathered one document at a time.
struct TermIndex {
  /// One term over all documents.
  struct Total {
    var count = 0
    var documents = 0
    /// The first place in each document.
    var evidence: [(document: String, span: TextSpan)] = []
  }

  struct Entry {
    let id: String
    let uses: [TermUse]
  }

  private(set) var totals: [String: Total] = [:]
  /// In the order of their ids.
  private(set) var documents: [Entry] = []

  mutating func add(_ uses: [TermUse], of document: String) {
    documents.append(Entry(id: document, uses: uses))
    for use in uses {
      totals[use.term, default: Total()].count += use.tokens.count
      totals[use.term, default: Total()].documents += 1
      totals[use.term, default: Total()].evidence.append((document, use.first))
    }
  }

  /// The terms that a document uses often and others seldom, best first.
  ///
  /// Weighed by count × ln(1 + documents / documents with the term): Karen Spärck Jones, "A
  /// statistical interpretation of term specificity", 1972, doi:10.1108/eb026526, smoothed so that
  /// a single document has top terms too. Equal weights go by the term's own order.
  func topTerms(of document: Entry, limit: Int) -> [String] {
    let weighed = document.uses.map { use in
      let share = Double(documents.count) / Double(totals[use.term]?.documents ?? 1)
      return (weight: Double(use.tokens.count) * log(1 + share), term: use.term)
    }
    let sorted = weighed.sorted { a, b in
      a.weight == b.weight ? a.term < b.term : a.weight > b.weight
    }
    return sorted.prefix(limit).map(\.term)
  }
}
