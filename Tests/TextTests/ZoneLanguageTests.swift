import Testing

@testable import Text

/// The cues of languages other than English.
struct ZoneLanguageTests {
  private static let headlines = [
    "de": "Fähre fährt nach dem Sturm wieder",
    "es": "El transbordador vuelve a navegar",
    "fr": "Le bac reprend la mer après la tempête",
    "it": "Il traghetto riparte dopo la tempesta",
    "nl": "Veerboot vaart weer na de storm",
    "pt": "Barco volta a navegar depois da tempestade",
  ]

  private static let stories = [
    "de":
      "Die Fähre hat am Freitag mit 210 Menschen an Bord wieder abgelegt, zwei Tage nach dem Sturm.",
    "es":
      "El transbordador zarpó de nuevo el viernes con 210 pasajeros a bordo, dos días tras la tormenta.",
    "fr": "Le bac a repris la mer vendredi avec 210 passagers à bord, deux jours après la tempête.",
    "it":
      "Il traghetto è ripartito venerdì con 210 passeggeri a bordo, due giorni dopo la tempesta.",
    "nl":
      "De veerboot is vrijdag weer vertrokken met 210 mensen aan boord, twee dagen na de storm.",
    "pt":
      "O barco voltou a partir na sexta-feira com 210 passageiros, dois dias depois da tempestade.",
  ]

  private static func story(_ language: String) -> String { stories[language] ?? "" }

  /// Paragraphs between the headline and the story.
  @Test(arguments: [
    ("de", "byline", "Von Anna Lee"), ("de", "byline", "Anna Lee, Korrespondentin"),
    ("de", "dateline", "3. Oktober 2024"), ("de", "dateline", "Stand: 03.10.2024, 10:30 Uhr"),
    ("de", "dateline", "Veröffentlicht am 3. März 2024"),
    ("de", "headline", "Kommentar"), ("de", "caption", "Archivfoto: Die Fähre im Hafen von Vardo"),
    ("es", "byline", "Por Ana Lee"), ("es", "byline", "Ana Lee, enviada especial"),
    ("es", "dateline", "3 de octubre de 2024"),
    ("es", "dateline", "Actualizado el 3 de octubre de 2024 a las 10:30"),
    ("es", "headline", "ANÁLISIS"),
    ("fr", "byline", "Par Anne Lee"), ("fr", "byline", "PAR ANNE LEE ET BO RAY"),
    ("fr", "dateline", "Publié le 3 août 2024 à 10h30"),
    ("fr", "dateline", "PUBLIÉ LE 3 AOÛT 2024"),
    ("fr", "dateline", "Mis à jour le 3 février 2024"),
    ("fr", "dateline", "Le mardi 3 décembre 2024"), ("fr", "headline", "Éditorial"),
    ("it", "byline", "Di Anna Lee"), ("it", "byline", "Anna Lee, corrispondente"),
    ("it", "dateline", "3 ottobre 2024"), ("it", "dateline", "Pubblicato il 3 ottobre 2024"),
    ("it", "headline", "L'intervista"),
    ("nl", "byline", "Door Anna Lee"), ("nl", "byline", "Van onze verslaggever Bo Ray"),
    ("nl", "dateline", "3 oktober 2024"),
    ("nl", "dateline", "Bijgewerkt op 3 mei 2024 om 10.30 uur"),
    ("nl", "headline", "Analyse"),
    ("pt", "byline", "Por Ana Lee"), ("pt", "byline", "Ana Lee, enviada especial"),
    ("pt", "dateline", "3 de outubro de 2024"),
    ("pt", "dateline", "Publicado em 3 de março de 2024"),
    ("pt", "headline", "Opinião"),
  ])
  func `a paragraph below the headline`(language: String, kind: String, paragraph: String) throws {
    let headline = try #require(Self.headlines[language])
    let text = "\(headline)\n\n\(paragraph)\n\n\(Self.story(language))"
    let kinds = Zoning.zones(text, language: language).map(\.kind.name)
    #expect(kinds == ["headline", kind, "body"])
  }

  /// Paragraphs between two of the story.
  @Test(arguments: [
    ("de", "caption", "Anna Lee (l.) und Bo Ray am Kai von Vardo."),
    ("de", "caption", "Auf dem Bild: Die Fähre verlässt den Hafen."),
    ("de", "credit", "Foto: Bo Ray"), ("de", "note", "Anzeige"),
    ("de", "related", "Lesen Sie auch: Sturm schließt drei Häfen"),
    ("de", "note", "Anmerkung der Redaktion: Der Autor ist mit dem Kapitän verwandt."),
    ("de", "correction", "In einer früheren Version hieß es, die Fähre habe 120 Plätze."),
    ("de", "body", "Bilder der Küste zeigten, was der Sturm angerichtet hatte."),
    ("de", "body", "Von Montag an fährt die Fähre wieder jeden Tag."),
    ("de", "body", "Mehr als eine Fähre braucht es, sagte er."),
    ("es", "caption", "En la imagen, el transbordador en el puerto de Vardo."),
    ("es", "caption", "Ana Lee (i) y Bo Ray en el muelle de Vardo."),
    ("es", "credit", "Foto: Bo Ray"), ("es", "note", "Publicidad"),
    ("es", "related", "Lea también: La tormenta cierra tres puertos"),
    ("es", "related", "LEE TAMBIÉN: La tormenta cierra tres puertos"),
    ("es", "note", "Nota del editor: la autora es amiga de la familia."),
    ("es", "correction", "Una versión anterior de esta nota daba otro día."),
    ("es", "body", "Por un error de la tripulación, el transbordador volvió al puerto."),
    ("es", "body", "Más de un barco hace falta, dijo."),
    ("fr", "caption", "Anne Lee (à gauche) et Bo Ray sur le quai de Vardo."),
    ("fr", "caption", "Photo d'archives : le bac quitte le port."),
    ("fr", "credit", "Crédit photo : Bo Ray"), ("fr", "note", "Publicité"),
    ("fr", "related", "À lire aussi : La tempête ferme trois ports"),
    ("fr", "related", "À LIRE AUSSI : La tempête ferme trois ports"),
    ("fr", "note", "Note de la rédaction : l'autrice est une amie de la famille."),
    ("fr", "correction", "Une version précédente de cet article donnait un autre jour."),
    ("fr", "body", "Par mauvais temps, le bac reste au port, a-t-il dit."),
    ("fr", "body", "À la suite d'une erreur, le bac est revenu au port."),
    ("it", "caption", "Anna Lee (a sinistra) e Bo Ray sul molo di Vardo."),
    ("it", "caption", "Nella foto: il traghetto lascia il porto."),
    ("it", "credit", "Foto: Bo Ray"), ("it", "note", "PUBBLICITÀ"),
    ("it", "related", "Leggi anche: La tempesta chiude tre porti"),
    ("it", "note", "Nota della redazione: l'autrice è amica della famiglia."),
    ("it", "correction", "Una versione precedente di questo articolo dava un altro giorno."),
    ("it", "body", "Di notte il traghetto resta in porto, ha detto."),
    ("it", "body", "Per un errore il traghetto è tornato in porto."),
    ("nl", "caption", "Anna Lee (links) en Bo Ray op de kade van Vardo."),
    ("nl", "caption", "Archieffoto: de veerboot verlaat de haven."),
    ("nl", "credit", "Foto: Bo Ray"), ("nl", "note", "Advertentie"),
    ("nl", "related", "Lees ook: Storm sluit drie havens"),
    ("nl", "note", "Noot van de redactie: de auteur is bevriend met de kapitein."),
    ("nl", "correction", "In een eerdere versie van dit artikel stond een andere dag."),
    ("nl", "body", "Door een fout kwam de veerboot terug naar de haven."),
    ("nl", "body", "Meer dan een boot is nodig, zei hij."),
    ("pt", "caption", "Ana Lee (à esquerda) e Bo Ray no cais de Vardo."),
    ("pt", "caption", "Foto de arquivo: o barco deixa o porto."),
    ("pt", "credit", "Foto: Bo Ray"), ("pt", "note", "Publicidade"),
    ("pt", "related", "Leia também: Tempestade fecha três portos"),
    ("pt", "note", "Nota da redação: a autora é amiga da família."),
    ("pt", "correction", "Uma versão anterior deste artigo dava outro dia."),
    ("pt", "body", "Por erro, o barco voltou ao porto."),
    ("pt", "body", "Mais de um barco é preciso, disse."),
  ])
  func `a paragraph of the story`(language: String, kind: String, paragraph: String) {
    let story = Self.story(language)
    let kinds = Zoning.zones("\(story)\n\n\(paragraph)\n\n\(story)", language: language)
    #expect(kinds.map(\.kind.name) == ["body", kind, "body"])
  }

  /// Paragraphs behind the story.
  @Test(arguments: [
    ("de", ["related", "related"], "Mehr zum Thema:\n\nSturm schließt drei Häfen"),
    ("de", ["contact"], "Pressekontakt:\nRosa Lind\npresse@reederei.example"),
    ("de", ["contact"], "(Mitarbeit: Bo Ray; redigiert von Mira Holt)"),
    ("de", ["note"], "Dieser Artikel wurde aktualisiert."),
    ("de", ["credit"], "© 2024 Hafenbote. Alle Rechte vorbehalten."),
    ("es", ["related", "related"], "Noticias relacionadas:\n\nLa tormenta cierra tres puertos"),
    ("es", ["contact"], "Contacto de prensa:\nRosa Lind\nprensa@naviera.example"),
    ("es", ["contact"], "(Editado en español por Mira Holt)"),
    ("es", ["correction"], "Fe de errores: el barco tiene 210 plazas, no 120."),
    ("es", ["credit"], "Todos los derechos reservados."),
    ("fr", ["related", "related"], "Sur le même sujet :\n\nLa tempête ferme trois ports"),
    ("fr", ["contact"], "Contact presse :\nRosa Lind\npresse@armateur.example"),
    ("fr", ["contact"], "(Version française Mira Holt, édité par Bo Ray)"),
    ("fr", ["correction"], "Erratum : le bac a 210 places, et non 120."),
    ("fr", ["credit"], "Tous droits réservés."),
    ("it", ["related", "related"], "Articoli correlati:\n\nLa tempesta chiude tre porti"),
    ("it", ["contact"], "Ufficio stampa:\nRosa Lind\nstampa@armatore.example"),
    ("it", ["contact"], "Ha collaborato a questo articolo Mira Holt."),
    ("it", ["correction"], "Rettifica: il traghetto ha 210 posti, non 120."),
    ("it", ["credit"], "© RIPRODUZIONE RISERVATA"),
    ("nl", ["related", "related"], "Meer over dit onderwerp:\n\nStorm sluit drie havens"),
    ("nl", ["contact"], "Perscontact:\nRosa Lind\npers@rederij.example"),
    ("nl", ["contact"], "Met medewerking van Mira Holt."),
    ("nl", ["correction"], "Correctie: de boot heeft 210 plaatsen, geen 120."),
    ("nl", ["credit"], "Alle rechten voorbehouden."),
    ("pt", ["related", "related"], "Notícias relacionadas:\n\nTempestade fecha três portos"),
    ("pt", ["contact"], "Assessoria de imprensa:\nRosa Lind\nimprensa@armador.example"),
    ("pt", ["contact"], "(Reportagem adicional de Mira Holt)"),
    ("pt", ["correction"], "Errata: o barco tem 210 lugares, não 120."),
    ("pt", ["credit"], "TODOS OS DIREITOS RESERVADOS"),
  ])
  func `paragraphs behind the story`(language: String, kinds: [String], end: String) {
    let zones = Zoning.zones("\(Self.story(language))\n\n\(end)", language: language)
    #expect(zones.map(\.kind.name) == ["body"] + kinds)
  }

  /// Beginnings of a story, and their place and day.
  @Test(arguments: [
    ("de", "Berlin (dpa) - ", "Berlin", ""), ("de", "München (dpa/lby) – ", "München", ""),
    ("de", "BERLIN, 3. Oktober (Hafenbote) - ", "BERLIN", "3. Oktober"),
    ("de", "Den Haag (hw) - ", "Den Haag", ""),
    ("de", "Köln, 3. März 2024 – ", "Köln", "3. März 2024"),
    ("es", "Madrid, 3 oct (HW).- ", "Madrid", "3 oct"),
    ("es", "BUENOS AIRES.- ", "BUENOS AIRES", ""),
    ("es", "MADRID, 3 (HARBOR WIRE) - ", "MADRID", "3"), ("es", "La Paz (HW) - ", "La Paz", ""),
    ("fr", "Paris, 3 août 2024 (HW) - ", "Paris", "3 août 2024"),
    ("fr", "LE CAIRE, 3 déc (Harbor Wire) - ", "LE CAIRE", "3 déc"),
    ("fr", "La Haye (HW) — ", "La Haye", ""),
    ("it", "(HW) - ROMA, 03 OTT - ", "ROMA", "03 OTT"),
    ("it", "Roma, 3 ott. (hw) - ", "Roma", "3 ott."),
    ("it", "ROMA - ", "ROMA", ""),
    ("nl", "AMSTERDAM (HW) - ", "AMSTERDAM", ""), ("nl", "DEN HAAG - ", "DEN HAAG", ""),
    ("pt", "Lisboa, 03 out 2024 (HW) – ", "Lisboa", "03 out 2024"),
    ("pt", "LISBOA, 3 março (HW) - ", "LISBOA", "3 março"),
  ])
  func `a dateline`(language: String, start: String, place: String, date: String) {
    let text = start + Self.story(language)
    let zones = Zoning.zones(text, language: language)
    #expect(zones.map(\.kind) == [.dateline, .body])
    #expect(zones.last.map { covered(text, $0.span) } == Self.story(language))
    #expect(zones.first?.place.map { covered(text, $0) } ?? "" == place)
    #expect(zones.first?.date.map { covered(text, $0) } ?? "" == date)
  }

  @Test(arguments: ["de", "es", "fr", "it", "nl", "pt"])
  func `the cues of one language are not those of another`(language: String) {
    let text = "\(Self.story(language))\n\nSubscribe to our newsletter\n\n\(Self.story(language))"
    #expect(!Zoning.zones(text, language: language).map(\.kind).contains(.note))
  }
}
