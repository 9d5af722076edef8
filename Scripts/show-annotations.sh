#!/usr/bin/env bash
# Shows what a run found: for each type how many annotations, and the texts found most often.
# usage: show-annotations.sh ANNOTATIONS.csv
set -euo pipefail

# Fields with line breaks are joined first: a record is complete when its quotes are even.
awk '
  function fields(line, part,    n, i, c, quoted) {
    n = 1; part[1] = ""
    for (i = 1; i <= length(line); i++) {
      c = substr(line, i, 1)
      if (c == "\"") quoted = !quoted
      else if (c == "," && !quoted) part[++n] = ""
      else part[n] = part[n] c
    }
  }
  # Some awks count bytes: no part of a character is left at the cut.
  function shortened(text) {
    if (length(text) <= 40) return text
    text = substr(text, 1, 39)
    sub(/[^ -~]+$/, "", text)
    return text "…"
  }
  { record = record == "" ? $0 : record " " $0 }
  gsub(/"/, "\"", record) % 2 { next }
  {
    fields(record, field); record = ""
    if (!header++) { for (i in field) column[field[i]] = i; next }
    type = field[column["type"]]; text = field[column["text"]]
    if (type == "Sentence" || type == "Token") text = ""
    print type "\t" shortened(text)
  }' "$1" |
  LC_ALL=C sort | uniq -c | LC_ALL=C sort -k2,2 -k1,1nr |
  awk '
    function flush(    line) {
      if (type == "") return
      line = sprintf("%-14s %7d   %s", type, all, examples)
      sub(/ +$/, "", line)
      print line
    }
    {
      count = $1; name = $2
      text = $0; sub(/^ *[0-9]+ [^\t]*\t/, "", text)
      if (name != type) { flush(); type = name; all = 0; shown = 0; examples = "" }
      all += count
      if (text != "" && shown++ < 3) {
        examples = examples (examples == "" ? "" : " · ") text (count > 1 ? " (" count "×)" : "")
      }
    }
    BEGIN { printf "%-14s %7s   %s\n", "type", "found", "most often" }
    END { flush() }'
