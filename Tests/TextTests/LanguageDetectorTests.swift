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
    ("sv", "Bron var stängd i morse."),
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
}
