/// Texts in which bytes, UTF-16 units, code points and characters are numbered differently.
enum OddTexts {
  static let files = [
    "odd/emoji.txt": """
    👩🏽‍🚀 Dr. Ada Q. Okonjo paid $5 million 💸 on Nov. 3, 2023. 🇨🇭🇳🇴 “Wow 👨‍👩‍👧‍👦!” she said.
    Turnout was 61.5% 📈, up from 58 percent. 𝒜 mathematical letter, and 𠮷 野家.
    """,
    "odd/combining.txt": """
    Zoe\u{308} and Rene\u{301}e met in Sa\u{303}o Paulo at 10 a.m. on 5 May 2021. \
    They owed €1.5bn, Prime Minister Ng\u{302}\u{323}o said. \u{301}A stray accent begins this.
    Z\u{35C}\u{336}a\u{35C}\u{336}l\u{35C}\u{336}g\u{35C}\u{336}o\u{35C}\u{336} came too.
    """,
    "odd/line-ends.txt":
      "First headline\r\n\r\nGov. Bo Ray met U.S. officials.\r\nIt took 3 hours.\r\n\r\nOld "
      + "Mac line.\rIts next, at 5 p.m.\rUnicode line.\u{2028}Paragraph.\u{2029}End \u{85} here.\r\n",
    "odd/right-to-left.txt": """
    שלום עולם. הוא שילם $5 ביום 3.5.2021! "מצוין," אמרה.
    قال الرئيس في 12 نوفمبر 2023: «نعم». دفع 40%.
    The word \u{202B}שלום\u{202C} and \u{200F}marks\u{200E} between, said Ms. Levi.
    """,
    "odd/blanks.txt":
      "\u{FEFF}A\u{A0}no-break\u{A0}space,\u{202F}5\u{A0}%\u{A0}of\u{2009}it.\u{3000}Wide. "
      + "Zero\u{200B}width, soft\u{AD}hy\u{AD}phen--and dashes — 1990--95 -- $3\u{A0}million.\t\tTabs.",
    "odd/wide.txt": "习近平和拜登于2023年11月15日会晤。会谈持续了四个小时。 ทดสอบ ภาษาไทย ९९ रुपये। ok",
    "odd/controls.txt": "A\u{0}null, a\u{1B}bell\u{7}, \u{FFFD} and \u{10FFFF}. Then $5.",
  ]
}
