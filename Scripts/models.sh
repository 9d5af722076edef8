#!/usr/bin/env bash
# Makes the models of Plugins/Tagging and Plugins/Text again, byte for byte.
# usage: models.sh DATA   a folder with tokens/{train,dev}.jsonl (UD English EWT 2.15) and
#                         tokens-news/{train,dev}.jsonl (news of GUM), as docs/models.md says
# WORDNET and SCOWL name the folders of the word lists when they are not where Debian puts them.
set -euo pipefail
cd "$(dirname "$0")/.."

data=${1:?usage: models.sh DATA}
galley=.build/release/galley
lexicon=.build/words.tsv
dictionary=.build/forms.tsv

for file in tokens/train.jsonl tokens/dev.jsonl tokens-news/train.jsonl tokens-news/dev.jsonl; do
  [ -f "$data/$file" ] || { echo "error: no file '$data/$file'; see docs/models.md" >&2; exit 2; }
done
folders=("${WORDNET:-/usr/share/wordnet}" "${SCOWL:-/usr/share/dict/scowl}")
Scripts/lexicon.py "${folders[@]}" >"$lexicon"
Scripts/forms.py "${folders[@]}" >"$dictionary"

# train PLUGIN TRAINER OPTION…
train() {
  local plugin=$1 trainer=$2
  shift 2
  "$galley" train "$trainer" \
    --data "$data/tokens/train.jsonl" --data "$data/tokens-news/train.jsonl" \
    --dev "$data/tokens/dev.jsonl" --out "Plugins/$plugin/Data/$trainer-en.model" "$@"
}

train Tagging tagger --set epochs=3 --set "lexicon=$lexicon"
train Tagging lemmas --set "dictionary=$dictionary"
train Text sentences
sha256sum Plugins/*/Data/*.model
