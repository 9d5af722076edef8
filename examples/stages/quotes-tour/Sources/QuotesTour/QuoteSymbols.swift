import GalleyKit

/// The numbers of types and features, the same for the whole run.
struct QuoteSymbols {
  let token, quote, cue: Symbol
  let opening, words, share, question, inner, tokens, cueOfQuote: Symbol
  let lemma: Symbol

  init(_ setup: borrowing Setup) {
    token = setup.type("Token")
    quote = setup.type("Quote")
    cue = setup.type("Cue")
    opening = setup.feature("Quote", "opening")
    words = setup.feature("Quote", "words")
    share = setup.feature("Quote", "share")
    question = setup.feature("Quote", "question")
    inner = setup.feature("Quote", "inner")
    tokens = setup.feature("Quote", "tokens")
    cueOfQuote = setup.feature("Quote", "cue")
    lemma = setup.feature("Cue", "lemma")
  }
}
