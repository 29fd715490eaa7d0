#!/usr/bin/env bats
# tk-kb: articles in the record, their texts and versions, files in and out, search.

load ../helper

setup() {
	common_setup
	command -v tk-kb >/dev/null || skip "tk-kb is not built: libstemmer or md4c is missing"
	tk-init -q --policy "$ROOT/share/policies/banking-app.yaml"
}

# article NAME [LINE...]: a file with these lines of front matter; its body on stdin.
article() {
	local name=$1
	shift
	{
		echo ---
		printf '%s\n' "$@"
		echo ---
		cat
	} >"$name"
}

help_centre() {
	mkdir -p kb
	article kb/refund.en.md "title: My refund has not arrived" "kind: faq" "state: published" \
		"categories: [payments.refund]" "questions: [Where is my money?]" <<-END
		A refund takes three days. AC04 means that the account is closed.
		See [limits](limits.md#cards).
	END
	article kb/refund.es.md "title: Mi devolución no ha llegado" "state: published" <<-END
		Las devoluciones tardan tres días.
	END
	article kb/limits.en.md "state: published" <<-END
		# Limits of cards

		## Cards

		A card has a limit of 500 EUR a day.
	END
	article kb/secret.en.md "title: How we decide on refunds" "state: published" "audience: internal" <<-END
		Never more than the payment.
	END
	tk-kb import -q kb
}

events() {
	sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE kind = 'article'"
}

keys() {
	tk-kb search -c key "$@" | paste -sd ' '
}

# --- files in and out ---

@test "import: a folder; what it says by name, by heading, by default" {
	help_centre
	run -0 tk-kb ls -c key,lang,title,state,kind,audience
	assert_output - <<-END
		limits	en	Limits of cards	published	article	public
		refund	en	My refund has not arrived	published	faq	public
		refund	es	Mi devolución no ha llegado	published	faq	public
		secret	en	How we decide on refunds	published	article	internal
	END
	run -0 tk-kb show --markdown limits
	refute_output --partial "# Limits"
	assert_output --partial "## Cards"
	tk-audit verify -q
}

@test "import: again makes no event; a changed text makes one, its files' places stay" {
	help_centre
	local before
	before=$(events)
	tk-kb import -q kb
	[ "$(events)" -eq "$before" ]
	echo "One more line." >>kb/limits.en.md
	tk-kb import -q kb
	[ "$(events)" -eq $((before + 1)) ]
	[ "$(keys --lang en line)" = limits ]
	[ "$(sqlite3 "$TK_DB" 'SELECT count(*) FROM kb_due')" -eq 0 ]
}

@test "import: what is wrong is said with its place, and nothing is written" {
	help_centre
	local before
	before=$(events)
	article kb/bad.en.md "title: Bad" "kind: fax" </dev/null
	article kb/worse.en.md "title: Worse" "owner: nobody-here" <<<"Text."
	article kb/good.en.md "title: Good" <<<"Text."
	run -65 --separate-stderr tk-kb import kb
	[[ $stderr == *"kb/bad.en.md"*"fax"* ]]
	[[ $stderr == *"kb/worse.en.md"*"nobody-here"* ]]
	[ "$(events)" -eq "$before" ]
	run -65 tk-kb import -q --keep-going kb
	[ "$(events)" -eq $((before + 1)) ]
	run -0 tk-kb ls --state draft -c key
	assert_output good
}

@test "import: files that contradict each other, and a text that comes twice" {
	mkdir two
	article two/a.en.md "key: x" "title: X" "kind: faq" <<<"Text."
	article two/b.es.md "key: x" "title: Y" "kind: tutorial" <<<"Texto."
	run -65 tk-kb import two
	assert_output --partial "two/b.es.md"
	assert_output --partial "its kind is not what two/a.en.md"
	article two/b.es.md "key: x" "lang: en" "title: Y" <<<"Texto."
	run -65 tk-kb import two
	assert_output --partial 'is also in two/a.en.md'
	# One that does not say its language has the policy's.
	printf '{"key":"x","title":"A"}\n{"key":"x","lang":"es","title":"B"}\n' >two.jsonl
	run -65 tk-kb import two.jsonl
	assert_output --partial 'its text in "es" is also in two.jsonl:1'
	[ "$(events)" -eq 0 ]
}

@test "import: a dry run says what would be and writes nothing" {
	mkdir kb
	article kb/a.en.md "title: A" "state: published" <<<"Text."
	run -0 --separate-stderr tk-kb import -n kb
	[ "$output" = $'a\ten\tnew,published' ]
	[ "$(events)" -eq 0 ]
}

@test "import: JSON lines and CSV by a map, from a pipe; --publish" {
	printf '%s\n' '{"key":"j","title":"From JSON","lang":"en","questions":["How?","Why?"],"body":"Text."}' |
		tk-kb import -q --json --publish
	run -0 tk-kb ls -c key,state
	assert_output $'j\tpublished'
	cat >map.yaml <<-END
		key: {column: Id, prefix: faq-}
		title: Question
		body: Answer
		state: {column: Status, words: {LIVE: published, OLD: withdrawn}}
		lang: {default: en}
	END
	printf 'Id,Question,Answer,Status\n1,"One, two",Yes,LIVE\n2,Three,No,OLD\n' | tk-kb import -q --csv --map map.yaml
	run -0 tk-kb ls -c key,title,state --state withdrawn
	assert_output $'faq-2\tThree\twithdrawn'
	[ "$(keys --lang en one)" = faq-1 ]
	[ -z "$(keys --lang en three)" ]
}

@test "import: the description of an API" {
	tk-kb import -q --publish "$ROOT/tests/data/openapi"
	run -0 tk-kb ls --kind api --count
	assert_output 4
	[ "$(tk-kb search --limit 1 -c kind refund)" = api ]
}

@test "export: a folder and JSON lines that say the same again, drafts beside what is published" {
	help_centre
	tk-kb set -q --lang en body="A newer text." refund
	tk-kb export out
	[ -e out/refund.en.md ] && [ -e out/refund.en.new.md ]
	grep -q "newer text" out/refund.en.new.md
	tk-kb export --json >out.jsonl
	tk-kb ls -c all | cut -f 1-9 >before
	desk_again
	tk-kb import -q out
	tk-kb export again
	diff -r out again
	tk-kb export --json | diff - out.jsonl
	tk-kb ls -c all | cut -f 1-9 | diff before -
	desk_again
	tk-kb import -q out.jsonl
	tk-kb export --json | diff - out.jsonl
}

desk_again() {
	if on_server; then
		no_desk
	else
		export TK_DB=$PWD/again$RANDOM.db
	fi
	tk-init -q --policy "$ROOT/share/policies/banking-app.yaml"
}

# --- versions and states ---

@test "a text lives beside its draft; publish and withdraw; each by its language" {
	help_centre
	tk-kb set -q --lang en body="A newer text about kangaroos." refund
	[ -z "$(keys --lang en kangaroos)" ]
	run -0 tk-kb show refund --lang en
	assert_output --partial "there is a newer"
	refute_output --partial kangaroos
	run -0 tk-kb show refund --lang en --drafts
	assert_output --partial kangaroos
	tk-kb publish -q refund
	[ "$(keys --lang en kangaroos)" = refund ]
	run -0 tk-kb show refund --lang en --text-version 1 --markdown
	assert_output --partial "three days"
	tk-kb withdraw -q --lang en refund
	[ -z "$(keys --lang en kangaroos)" ]
	[ "$(keys --lang es devoluciones)" = refund ]
	run -1 tk-kb show refund --lang fr
	tk-kb publish -q --lang en refund
	[ "$(keys --lang en kangaroos)" = refund ]
	tk-audit verify -q
}

@test "log: who changed what, and what differs" {
	help_centre
	TK_ACTOR=marta tk-kb set -q --lang en body="A refund takes four days." state=published -m "asked the bank" refund
	run -0 tk-kb log refund --lang en -c actor,deed,version,why
	assert_line --index 1 $'marta\tsave, publish\t2\tasked the bank'
	run -0 tk-kb log refund --lang en --diff --text-version 2
	assert_line "-A refund takes three days. AC04 means that the account is closed."
	assert_line "+A refund takes four days."
	assert_line --index 0 "--- refund.en version 1"
	# What it prints, patch(1) takes.
	tk-kb show refund --lang en --text-version 1 --markdown | grep -v ^state >file
	tk-kb log refund --lang en --diff --text-version 2 | patch -s file -
	grep -q "four days" file
}

@test "set: fields, many from standard input, and what they cannot be" {
	help_centre
	tk-kb ls -c key --kind article | sort -u | tk-kb set -q owner=marta review_by=2027-05-31
	run -0 tk-kb ls --owner marta -c key,review_by
	assert_output $'limits\t2027-05-31\nsecret\t2027-05-31'
	tk-kb set -q owner= key=bounds limits
	[ "$(tk-kb ls --owner marta -c key)" = secret ]
	run -65 tk-kb set kind=fax refund
	assert_output --partial "fax"
	run -65 tk-kb set review_by=soon refund
	run -65 tk-kb set key=secret refund
	run -1 tk-kb set kind=faq nothing
	run -64 tk-kb set colour=red refund
	run -64 tk-kb set refund
}

@test "edit: the file in an editor; what is wrong stays there" {
	needs_terminal
	help_centre
	cat >editor <<-'END'
		#!/bin/sh
		sed -i 's/500 EUR/600 EUR/; s/^state: .*/state: published/' "$1"
	END
	chmod +x editor
	run -0 env EDITOR=./editor TK_DB="$TK_DB" script -qec "tk-kb edit --lang en limits" /dev/null
	run -0 tk-kb show limits --lang en
	assert_output --partial "600 EUR"
	printf '#!/bin/sh\nsed -i "s/^kind: .*/kind: fax/" "$1"\n' >editor
	run env EDITOR=./editor TK_DB="$TK_DB" script -qec "tk-kb edit --lang en limits" /dev/null
	assert_output --partial "is kept in"
	[ "$(tk-kb ls -c kind --lang en | sort -u | grep -c fax)" -eq 0 ]
	cat >editor <<-END
		#!/bin/sh
		tk-kb set -q --lang en body="Theirs" state=published limits
		sed -i 's/600 EUR/700 EUR/' "\$1"
	END
	run -75 env EDITOR=./editor TK_DB="$TK_DB" script -qec "tk-kb edit --lang en limits" /dev/null
	assert_output --partial "meanwhile"
	assert_output --partial "is kept in"
	[ "$(tk-kb show limits --lang en --json | jq -r .body)" = Theirs ]
}

@test "only who may, writes" {
	help_centre
	sed 's/, kb\b//; s/\[priority, kb\]/[priority]/' "$ROOT/share/policies/banking-app.yaml" |
		sed 's/root: \[admin\]/nobody: [admin]/' >closed.yaml
	tk-policy load -q closed.yaml
	run -77 env TK_NOW= tk-kb set kind=article refund
	assert_output --partial '"kb" is missing'
	run -0 env TK_NOW= tk-kb search --lang en refund -c key
}

# --- search ---

@test "search: stems, accents, codes, phrases, operators" {
	help_centre
	[ "$(keys --lang en refunds arriving)" = "refund secret" ]
	[ "$(keys --lang es devolucion dia)" = refund ]
	[ "$(keys ac-04)" = refund ]
	[ "$(keys AC04)" = refund ]
	[ "$(keys --lang en '"three days"')" = refund ]
	[ -z "$(keys --lang en '"days three"')" ]
	[ "$(keys --lang en refund -- -decide)" = refund ]
	[ "$(keys --lang en +eur card refund)" = limits ]
	[ "$(keys --lang en --all-words card eur)" = limits ]
	[ -z "$(keys --lang en --all-words card refund)" ]
	[ "$(keys --lang en 'eu*')" = limits ]
	run -1 tk-kb search -e xylophone
	run -64 tk-kb search '-- ...'
}

@test "search: one hit an article, in the reader's language first" {
	help_centre
	[ "$(tk-kb search --lang es -c key,lang 'devolución refund' --limit 1)" = $'refund\tes' ]
	[ "$(tk-kb search --lang es-AR -c lang devolución)" = es ]
	# A reader of Spanish is not shown the English text of what is there in Spanish.
	[ "$(keys --lang es arrived)" = "" ]
	[ "$(tk-kb search --lang pt -c lang arrived)" = en ] || [ "$(tk-kb search --lang pt -c key arrived)" = "" ]
	[ "$(keys --lang fr eur)" = limits ]
	[ "$(tk-kb search -c key devolución arrived | sort | uniq -d)" = "" ]
}

@test "search: customers find what is public, published and still valid" {
	help_centre
	[ "$(keys --lang en decide)" = secret ]
	[ -z "$(keys --lang en --public decide)" ]
	tk-kb set -q valid_until=2026-11-20 limits
	[ "$(keys --lang en eur)" = limits ]
	[ -z "$(keys --lang en --public eur)" ]
	[ "$(tk-kb search --count --lang en --public eur)" -eq 0 ]
	tk-kb set -q valid_until=2026-11-21 limits
	[ "$(keys --lang en --public eur)" = limits ]
	tk-kb set -q audience=internal limits
	[ -z "$(keys --lang en --public eur)" ]
	tk-kb set -q audience=public secret
	[ "$(keys --lang en --public decide)" = secret ]
}

@test "search: for agents alone; what a search does not heed is refused" {
	help_centre
	[ "$(keys --lang en --audience internal refunds payment)" = secret ]
	[[ "$(keys --lang en --audience public refunds payment)" != *secret* ]]
	run -64 tk-kb search --owner ana refund
	run -64 tk-kb search --state draft refund
	run -64 tk-kb export --html site --kind faq
	[ ! -e site ]
}

@test "show, log, export: customers see nothing of drafts, owners, tickets and scripts" {
	help_centre
	tk-open --subject One -m Refund
	tk-kb link refund 1
	tk-kb set -q --lang en owner=marta match="psd2 timeout" script="Say sorry" state=published refund
	tk-kb set -q --lang en title="Not yet" refund
	tk-kb set -q --lang fr title=Brouillon refund
	run -0 tk-kb show --json --public --lang en refund
	[ "$(jq -c '[.title,.owner,.script,.match,.tickets,[.texts[].lang],any(.texts[];.draft)]' <<<"$output")" = \
		'["My refund has not arrived",null,null,[],[],["en","es"],false]' ]
	run -0 tk-kb show --markdown --public --lang en refund
	[[ "$output" != *sorry* && "$output" != *marta* && "$output" != *psd2* ]]
	run -0 tk-kb show --json --lang en refund
	[ "$(jq -c '[.owner,.script,.tickets]' <<<"$output")" = '["marta","Say sorry",[1]]' ]
	run -0 tk-kb export --json --public
	[[ "$output" == *"has not arrived"* && "$output" != *sorry* && "$output" != *'"marta"'* && "$output" != *Brouillon* ]]
	run -64 tk-kb log --public refund
}

@test "import, set: a text that cannot be shown is not taken" {
	article deep.en.md "title: Deep" <<<"$(printf '> %.0s' {1..40})x"
	run -65 tk-kb import deep.en.md
	[[ "$output" == *deep.en.md*levels* ]]
	help_centre
	run -65 tk-kb set --lang en body="$(printf '> %.0s' {1..40})x" refund
	[ "$(tk-kb ls --count)" -eq 4 ]
	tk-kb export --html site
}

@test "search: by kind and category" {
	help_centre
	[ "$(keys --lang en --kind faq refund)" = refund ]
	[ "$(keys --lang en --category payments refund)" = refund ]
	[ -z "$(keys --lang en --category pay refund)" ]
	tk-kb set -q categories=access refund
	[ -z "$(keys --lang en --category payments refund)" ]
}

@test "articles stay out of the search of tickets" {
	help_centre
	tk-open -q --subject "Refund please" --customer acme
	[ "$(tk-ls --text refund --all --count)" -eq 1 ]
	[ "$(tk-ls --text limit --all --count)" -eq 0 ]
	tk-audit verify -q
}

# --- check, index ---

@test "check: dead links and anchors, languages, days; nothing wrong is silence" {
	help_centre
	tk-kb check --kind faq -c key,problem >found || true
	[ ! -s found ]
	run -1 tk-kb check -c key,lang,problem
	assert_output $'limits\tes\tno-translation'
	tk-kb set -q --lang en state=published review_by=2026-01-01 \
		body='[a](nothing.md) [b](limits.md#none) [c](javascript:x) [d](secret) [e](limits) [f](https://a.example)' refund
	run -1 tk-kb check --kind faq -c problem,detail
	assert_output - <<-END
		dead-link	nothing.md
		dead-anchor	limits.md#none
		refused-link	javascript:x
		dead-link	secret: customers may not read it
		review-due	2026-01-01
	END
}

@test "index: made anew it is the same; damage is found" {
	help_centre
	sqlite3 "$TK_DB" "SELECT lang, word, df FROM kb_word ORDER BY lang, word" >before
	tk-kb index -q
	sqlite3 "$TK_DB" "SELECT lang, word, df FROM kb_word ORDER BY lang, word" | diff before -
	tk-kb check --index -c problem | grep index && fail "the index is whole"
	sqlite3 "$TK_DB" "DELETE FROM kb_word WHERE word = 'eur'"
	run -1 tk-kb check --index -c key,detail
	assert_output --partial 'the word "eur" does not lead to it'
	tk-kb index -q
	[ "$(keys --lang en eur)" = limits ]
	sqlite3 "$TK_DB" "DELETE FROM kb_doc WHERE lang = 'es'"
	run -1 tk-audit verify
	assert_output --partial "the index does not have what is published"
}

@test "index: what changes many times holds each text once" {
	help_centre
	for i in 1 2 3 4 5 6 7 8 9 10; do
		tk-kb set -q --lang en state=published body="Version $i about walrus number $i." limits
	done
	[ "$(keys --lang en walrus)" = limits ]
	[ "$(sqlite3 "$TK_DB" "SELECT df FROM kb_word WHERE word = 'walrus'")" -eq 1 ]
	[ "$(sqlite3 "$TK_DB" "SELECT count(*) FROM kb_doc WHERE lang = 'en'")" -eq 3 ]
	tk-kb withdraw -q limits
	[ "$(sqlite3 "$TK_DB" "SELECT count(*) FROM kb_word WHERE word = 'walrus'")" -eq 0 ]
	tk-kb check --index -c problem | grep index && fail "the index is whole"
	tk-audit verify -q
}

# --- the record ---

# bats test_tags=file
@test "verify finds what is changed in the rows of articles" {
	help_centre
	tk-kb set -q owner=marta match='"x y"' review_by=2027-01-01 valid_until=2028-01-01 refund
	sqlite3 "$TK_DB" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
	cp "$TK_DB" whole.db
	local change
	for change in "UPDATE article SET seq = seq + 1 WHERE id = 1" "UPDATE article SET kind = 'faq' WHERE id = 1" \
		"UPDATE article SET key = 'other' WHERE id = 1" "UPDATE article SET audience = 'internal' WHERE id = 1" \
		"UPDATE article SET owner = NULL WHERE owner = 'marta'" "UPDATE article SET categories = 'x' WHERE key = 'refund'" \
		"UPDATE article SET queries = 'x' WHERE key = 'refund'" "UPDATE article SET review_by = 1 WHERE key = 'refund'" \
		"UPDATE article SET valid_until = NULL WHERE key = 'refund'" "UPDATE article SET created = 1 WHERE id = 1" \
		"UPDATE article SET changed = 1 WHERE id = 1" "DELETE FROM article WHERE id = 2" \
		"UPDATE article_text SET state = 'draft' WHERE article = 1" "UPDATE article_text SET live = 0 WHERE article = 1" \
		"UPDATE article_text SET draft = 7 WHERE article = 1" "UPDATE article_text SET versions = 7 WHERE article = 1" \
		"UPDATE article_text SET published = 7 WHERE article = 1" "UPDATE article_text SET lang = 'xx' WHERE article = 1" \
		"DELETE FROM article_text WHERE article = 1" "DELETE FROM article_event WHERE article = 1" \
		"INSERT INTO article_event VALUES (1, 1)" "DELETE FROM article_category" \
		"INSERT INTO article_category VALUES ('x', 1)" "UPDATE head SET article = article + 1" \
		"INSERT INTO article_ticket VALUES (1, 1)"; do
		rm -f "$TK_DB" "$TK_DB"-*
		cp whole.db "$TK_DB"
		sqlite3 "$TK_DB" "$change"
		run -1 tk-audit verify --quick
	done
}

@test "a desk is copied with its articles and their index" {
	help_centre
	tk-init -q --from "$TK_DB" --db "$PWD/copy.db" || skip "a desk is not copied so here"
	[ "$(TK_DB=$PWD/copy.db keys --lang en refunds arriving)" = "refund secret" ]
	TK_DB=$PWD/copy.db tk-audit verify -q
	[ "$(TK_DB=$PWD/copy.db tk-kb check --index -c problem | grep -c index)" -eq 0 ]
}

@test "tk-export and tk-import take articles along, event by event" {
	help_centre
	tk-kb set -q --lang en body="A newer text." refund
	tk-kb set -q key=bounds limits
	tk-kb withdraw -q --lang es refund
	tk-open -q --subject "Where is it" -m "My refund" --customer acme >/dev/null
	tk-kb link -q refund 1
	tk-export >all.jsonl
	tk-kb export --json >before
	tk-kb log refund bounds secret -c at,deed,lang,version,facts >log
	desk_again
	tk-import -q all.jsonl
	tk-kb export --json | diff before -
	tk-kb log refund bounds secret -c at,deed,lang,version,facts | diff log -
	[ "$(tk-show 1 | grep -c '^Article .*refund')" -eq 1 ]
	tk-audit verify -q
	# Who imports does not make words; the next who may does.
	run -1 tk-kb check -c detail --kind faq
	assert_output --partial "wait to be learnt"
	run -0 --separate-stderr tk-kb search --lang en decide
	[[ $stderr == *"lags behind"* ]]
	tk-kb set -q review_by=2027-01-01 secret
	[ "$(keys --lang en decide)" = secret ]
	local events
	events=$(events)
	tk-import -q all.jsonl
	[ "$(events)" -eq "$events" ]
}

@test "card numbers are masked in articles, too, and twice the same is no version" {
	article a.en.md "title: A card" "state: published" <<<"Such as 4111 1111 1111 1111."
	tk-kb import -q a.en.md
	run -0 tk-kb show a --lang en
	assert_output --partial "4111 11** **** 1111"
	tk-kb import -q a.en.md
	[ "$(events)" -eq 1 ]
}

@test "nasty texts come out as they went in, and are shown made harmless" {
	article a.en.md 'title: "<b>\"T\" | x"' "state: published" 'questions: ["x | y"]' <<<$'<script>alert(1)</script>\n\n- a\n- b'
	tk-kb import -q a.en.md
	run -0 tk-kb show --html a --lang en
	refute_output --partial "<script>"
	tk-kb show a --lang en --markdown >a2.en.md
	tk-kb import -q a2.en.md
	[ "$(events)" -eq 1 ]
	tk-kb search --lang en alert --json | jq -e '.key == "a"'
}

@test "on a terminal a search shows where the words stand" {
	needs_terminal
	article a.en.md "title: Card" "state: published" <<<"Your card was refused."
	tk-kb import -q a.en.md
	run -0 env TERM=xterm PAGER=cat TK_DB="$TK_DB" script -qec "tk-kb search --lang en --color=always refused" /dev/null
	assert_output --partial $'\x1b[1mrefused\x1b[22m'
	run -0 env TERM=xterm PAGER=cat TK_DB="$TK_DB" script -qec "tk-kb search --lang en --color=never refused" /dev/null
	assert_output --partial "was refused"
	refute_output --partial $'\x1b['
}
