import Testing

@testable import Text

struct LanguageDetectorTests {
  private func find(
    _ text: String,
    languages: [String] = [],
    minimum: Int = 6,
    sample: Int = 32_768
  ) -> LanguageDetector.Finding? {
    let detector = LanguageDetector(
      TestLanguages.model,
      languages: languages,
      minimum: minimum,
      sample: sample
    )
    var scratch = detector.makeScratch()
    var text = text
    return text.withUTF8 { detector.detect($0, &scratch) }
  }

  @Test(arguments: [
    ("en", "The bridge was closed this morning."), ("de", "Die Brücke war heute früh gesperrt."),
    ("fr", "Le pont était fermé ce matin."), ("es", "El puente estaba cerrado esta mañana."),
    ("nl", "De fiets stond gisteren nog voor het station."), ("sv", "Bron var stängd i morse."),
    ("fi", "Silta oli suljettu tänä aamuna."), ("pl", "Most był dziś rano zamknięty."),
    ("cs", "Most byl dnes ráno uzavřen."), ("hu", "A híd ma reggel le volt zárva."),
    ("ro", "Podul a fost închis azi dimineață."), ("tr", "Köprü bu sabah kapalıydı."),
    ("ru", "Мост сегодня утром был закрыт."), ("uk", "Міст сьогодні вранці був зачинений."),
    ("bg", "Мостът беше затворен тази сутрин."), ("el", "Η γέφυρα ήταν κλειστή σήμερα το πρωί."),
    ("ar", "كان الجسر مغلقا هذا الصباح."), ("fa", "پل امروز صبح بسته بود."),
    ("he", "הגשר היה סגור הבוקר."), ("hi", "पुल आज सुबह बंद था।"), ("zh", "今天早上桥关闭了。"),
    ("ja", "今朝、橋は閉まっていました。"), ("ko", "오늘 아침 다리가 닫혀 있었다."),
    ("id", "Jembatan itu ditutup tadi pagi."), ("vi", "Cây cầu đã đóng cửa sáng nay."),
    ("en", "THE BRIDGE WAS CLOSED THIS MORNING."), ("de", "DIE BRÜCKE WAR HEUTE GESPERRT."),
    ("en", "Where did you put it?"), ("de", "Wo hast du das hingelegt?"),
    ("en", "Mayor Resigns After Third Vote of No Confidence in Council"),
  ])
  func `finds the language of a sentence`(code: String, text: String) {
    #expect(find(text)?.code == code)
  }

  @Test(arguments: [
    "", " \n\t", "17.11.2023 10:42 +49 30 123456", "https://example.org/the-house-of-the-people",
    "desk@continentalpress.example", "@thehouse #thepeople", "😀 😀 👍🏽", "$ 3,500 = 12 % ...",
    "<p class=\"the people in the house\"></p>", "&nbsp;&eacute;&nbsp;", "Angela Merkel",
    "Maria Lopez", "John F. Kennedy", "Xi Jinping", "Toyota", "NATO", "OK", "kg", "IMG_2034.JPG",
    "Владимир Путин", "lorem",
  ])
  func `says nothing of what is no evidence`(text: String) {
    #expect(find(text)?.code == nil)
  }

  @Test(arguments: [
    ("https://de.example/wir-sind-die-neuen We are the new ones, they said.", "en"),
    ("<div class=\"noch nicht fertig\">This is not ready yet</div>", "en"),
    ("der@haus.example die@haus.example: who wrote these letters?", "en"),
    ("请看 https://example.org/what-the-people-say 我们已经知道了。", "zh"),
    ("#allesneumachtdermai Why do people say that?", "en"),
  ])
  func `addresses and markup do not count`(text: String, code: String) {
    #expect(find(text)?.code == code)
  }

  private static let english = "The council will vote on the plan before the end of the week. "
  private static let german = "Der Rat wird noch vor dem Ende der Woche über den Plan abstimmen. "

  @Test func `a mixed text is of the language most of it is in`() {
    let mostlyGerman =
      String(repeating: Self.german, count: 30)
      + String(repeating: Self.english, count: 10)
    let found = find(mostlyGerman)
    #expect(found?.code == "de")
    #expect((0.70...0.80).contains(found?.share ?? 0), "\(found?.share ?? 0)")
    #expect(find(String(repeating: Self.english, count: 30)) == .init(code: "en", share: 1))
  }

  @Test func `a long text is looked at in parts from its beginning to its end`() {
    let text =
      String(repeating: Self.english, count: 100)
      + String(repeating: Self.german, count: 300)
    #expect(find(text, sample: 4096)?.code == "de")
    #expect(find(text, sample: 4096) == find(text, sample: 4096))
    let late = String(repeating: "0123456789 ", count: 4000) + Self.english
    #expect(find(late, sample: 1024)?.code == "en")
  }

  @Test func `finds only languages that are asked for`() {
    let danish = "Jeg ved ikke, hvad han hedder, men han kommer hver uge."
    #expect(find(danish)?.code == "da")
    #expect(find(danish, languages: ["no", "en", "ru"])?.code == "no")
    #expect(find(danish, languages: ["ru"]) == nil)
  }

  @Test func `wants as much evidence as it is told`() {
    #expect(find("Where is she?")?.code == "en")
    #expect(find("Where is she?", minimum: 20) == nil)
  }

  @Test func `a language is added by a text in it`() throws {
    let text = """
      # Estonian
      Valitsus teatas teisipäeval, et tõstab järgmisel aastal palku. Ma ei tea, kuhu ta läks, aga ma \
      arvan, et ta tuleb varsti tagasi. Mis kell on? Me läheme turule, sest süüa ei ole enam midagi. \
      Aitäh abi eest. Kui palju see maksab? Ta ütles, et sild on suletud ja koolid jäävad kinni. \
      ja on ei see et ta ma oli mis kes kui oma aga siis ka nii või juba veel väga
      """
    let profiles =
      try TestLanguages.learned()
      + [LanguageProfile(code: "et", learnedFrom: text, TestLanguages.table)]
    let detector = LanguageDetector(
      LanguageModel(profiles, TestLanguages.table),
      languages: [],
      minimum: 6,
      sample: 32_768
    )
    var scratch = detector.makeScratch()
    var sentence = "Ta ei tea, mis kell koolid täna kinni on."
    #expect(sentence.withUTF8 { detector.detect($0, &scratch)?.code } == "et")
  }

  @Test func `any bytes and cut scalars do no harm`() {
    let detector = LanguageDetector(TestLanguages.model, languages: [], minimum: 1, sample: 256)
    var scratch = detector.makeScratch()
    var random = SplitMix(state: 7)
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...600, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      _ = bytes.withUnsafeBufferPointer { detector.detect($0, &scratch) }
    }
  }
}
