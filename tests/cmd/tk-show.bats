#!/usr/bin/env bats
# tk-show: a ticket with its whole history: for agents, or the customer's view.

load ../helper
load readers

# One ticket with a bit of everything.
story() {
	team_desk
	printf 'statement\n' >proof.txt
	open_at 2026-11-20T09:00:00Z -s 'Transfer missing' --customer acme -c payment.missing \
		--channel mail --tag vip --field payment_id=PAY-1 --affected 30 \
		-m $'Hello,\n\nit was sent on Monday, and our bank says that it left the account on the same day; where is it?'
	at 2026-11-20T09:10:00Z tk-assign 1 --to luis
	at 2026-11-20T09:20:00Z tk-note 1 --as luis -m 'SECRET: bank holds it' --ask @ana
	at 2026-11-20T09:30:00Z tk-note 1 --as luis -p -m 'We found it.' --attach proof.txt
	at 2026-11-20T09:40:00Z tk-note 1 --from-customer --channel phone -m 'Good, when?'
	at 2026-11-20T09:50:00Z tk-set 1 priority=P1
	at 2026-11-20T10:00:00Z tk-move held 1 --until 2026-11-23T09:00:00Z --reference SWIFT-77 --as luis
} >/dev/null

@test "the facts, then the timeline, oldest first" {
	story
	run -0 tk-show 1
	assert_line -n 0 "TK-1-S  Transfer missing"
	assert_line -n 2 "State       held (On hold) since 2026-11-20 10:00, 1 d 2 h ago; held until"
	assert_line "Priority    P1 (Critical): impact medium (30 users affected, from 20); urgency"
	assert_line "Held by     luis (Luis Vega Ruiz), level 1 (Front line)"
	assert_line "Customer    acme"
	assert_line "Category    payment.missing (Money has not arrived)"
	assert_line "Payment     PAY-1"
	assert_line "Opened      2026-11-20 09:00; first answer 2026-11-20 09:30"
	assert_line "Question    to @ana, by Luis Vega Ruiz on 2026-11-20 09:20"
	assert_line "File        1. proof.txt, text/plain, 10 B"
	run -0 bash -c 'tk-show 1 | grep "^2026" | cut -c 1-16'
	assert_output "$(sort <<<"$output")"
}

@test "whose words they are is plain to see" {
	story
	run -0 tk-show 1
	assert_line "2026-11-20 09:00  Ana Prado opened it for acme (mail) [customer]"
	assert_line "  ┃ it was sent on Monday, and our bank says that it left the account on the"
	assert_line "  ┃ same day; where is it?"
	assert_line "2026-11-20 09:10  Ana Prado gave it to Luis Vega Ruiz"
	assert_line --regexp '^2026-11-20 09:20  Luis Vega Ruiz asked Ana Prado .*\[internal\]$'
	assert_line "  ┊ SECRET: bank holds it"
	assert_line --regexp '^2026-11-20 09:30  Luis Vega Ruiz wrote to the customer .*\[public\]$'
	assert_line "  │ We found it."
	assert_line "2026-11-20 09:40  acme wrote; recorded by Ana Prado (phone) [customer]"
	assert_line --regexp '^2026-11-20 09:50  Ana Prado changed priority P2 -> P1: .*'
	assert_output --partial "moved it from open to held until 2026-11-23"
	assert_output --partial "reference SWIFT-77"
	assert_output --partial "(OS user $(id -un))"
	LC_ALL=C run -0 tk-show 1
	assert_line "  : SECRET: bank holds it"
	assert_line "  > Good, when?"
	assert_line "  | We found it."
}

@test "the same in a pipe and on a terminal, which has a pager" {
	needs_terminal
	story
	tk-show 1 >piped
	TERM=dumb PAGER="sed s/^/@/" run -0 script -qec 'tk-show 1' /dev/null
	assert_line -n 0 --partial "@TK-1-S  Transfer missing"
	PAGER=nosuchpager run -0 script -qec 'stty cols 80; tk-show 1' /dev/null
	tr -d '\r' <<<"$output" | grep -v nosuchpager | diff piped -
	PAGER="sed s/^/@/" run -0 script -qec 'tk-show 1 --no-pager' /dev/null
	assert_line -n 0 --partial "TK-1-S  Transfer missing"
	refute_output --partial "@TK"
}

@test "width and colour" {
	story
	run -0 tk-show 1 --width 0
	assert_line --partial "it was sent on Monday, and our bank says that it left the account on the same day; where is it?"
	run -0 bash -c 'tk-show 1 --width 50 | while IFS= read -r line; do ((${#line} <= 50)) || echo "$line"; done'
	assert_output ""
	run -0 tk-show 1 --color always
	assert_output --partial $'\033[33m  ┊ SECRET: bank holds it\033[0m'
	run -0 tk-show 1
	refute_output --partial $'\033'
}

@test "texts cannot mislead a terminal" {
	team_desk
	tk-open -q -s 'plain' -m $'red \033[31m and \xe2\x80\xae turned\ttab\r\nnext' >/dev/null
	run -0 tk-show 1
	assert_line "  ┃ red \\x1b[31m and \\u202e turned    tab"
	assert_line "  ┃ next"
}

@test "many, from operands and from a list; what is missing is said" {
	story
	tk-open -q -s second >/dev/null
	run -1 --separate-stderr tk-show 1 99 TK-2-H
	assert_equal "$stderr" "tk-show: 99: no such ticket"
	assert_line -n 0 "TK-1-S  Transfer missing"
	assert_line "TK-2-H  second"
	run -0 bash -c 'tk-ls | tk-show --json | jq -r .ref'
	assert_output $'1\n2'
	run -0 bash -c "printf '1\0002\000' | tk-show -0 --json | jq -r .reference"
	assert_output $'TK-1-S\nTK-2-H'
	run -64 tk-show TK-1-X
	run -1 tk-show key:nothing
	run -0 bash -c 'for i in {1..150}; do echo 1; done | tk-show --json | wc -l'
	assert_output 1
}

@test "as of an instant" {
	story
	run -0 tk-show 1 --as-of 2026-11-20T09:15:00Z
	assert_line "As of     2026-11-20 09:15"
	assert_line --partial "Held by   luis"
	refute_output --partial SECRET
	refute_output --partial "Question"
	run -1 tk-show 1 --as-of 2026-11-20T08:59:59Z
	assert_output "tk-show: 1: was not open then"
	assert_equal "$(tk-show 1 --json --as-of 2026-11-20T09:20:00Z | jq -r '.asked[], (.events | length)')" $'@ana\n4'
}

@test "JSON: all columns and all events" {
	story
	tk-show 1 --json >one.json
	assert_equal "$(wc -l <one.json)" "1"
	assert_equal "$(jq -c 'keys_unsorted - ["events", "linked", "clocks", "articles"] | sort' one.json)" \
		"$(tk-ls --columns=help --tsv | cut -f 1 | grep -Ev '^(due|left_s|clock)$' | jq -Rnc '[inputs] | sort')"
	assert_equal "$(jq -r '[.ref, .state, .agent, .customer, .wake, .["f.payment_id"], .affected] | @tsv' one.json)" \
		$'1\theld\tluis\tacme\t2026-11-23T09:00:00Z\tPAY-1\t30'
	assert_equal "$(jq -r '.events[] | select(.public) | .texts.body' one.json | tail -n 2)" $'We found it.\nGood, when?'
	assert_equal "$(jq -c '.events[] | select(.kind == "set") | [.what, .data.priority, .data["old.priority"]]' one.json)" \
		'["priority P2 -> P1","1","2"]'
	assert_equal "$(jq -r '.events[] | .texts["file 1"] // empty | .name + " " + .size' one.json)" "proof.txt 10"
	assert_equal "$(jq -r '.events[] | .texts.reference // empty' one.json)" "SWIFT-77"
	run -0 jq -e '.events | map(.os_user) | unique == ["'"$(id -un)"'"]' one.json
}

@test "what is erased is null, and said" {
	story
	sqlite3 "$TK_DB" "DELETE FROM text WHERE body LIKE 'SECRET%' OR body LIKE 'name=proof%' OR body = 'SWIFT-77'"
	run -0 tk-show 1
	assert_line "  ┊ (erased)"
	assert_line "File        1. (erased)"
	assert_output --partial "reference (erased)"
	assert_equal "$(tk-show 1 --json | jq -c '.events[] | select(.data.ask) | .texts')" '{"body":null}'
	run -1 tk-show 1 --save-file 1
	assert_output --partial "erased"
}

# --- the customer's view ---

@test "the customer sees what is public, nothing else" {
	story
	run -0 tk-show 1 --customer-view
	assert_line -n 0 "TK-1-S  Transfer missing"
	assert_line "Where it stands    We depend on somebody else."
	assert_line "What comes next    We will go on as soon as they answer."
	assert_line "By when            We go on by 2026-11-23 09:00 UTC at the latest."
	assert_line "Last news from us  2026-11-20 09:30 UTC"
	assert_line "2026-11-20 09:00 UTC  Your case was opened"
	assert_line "2026-11-20 09:30 UTC  Luis (Payments) wrote to you"
	assert_line "  │ File: proof.txt, 10 B"
	assert_line "2026-11-20 09:40 UTC  You told us"
	local word
	for word in SECRET SWIFT Vega Ana Critical P1 vip acme PAY-1 @; do
		refute_output --partial "$word"
	done
	run -0 tk-show 1 --customer-view --json
	for word in SECRET SWIFT Vega Ana Critical P1 vip acme PAY-1 @; do
		refute_output --partial "$word"
	done
	assert_equal "$(jq -r '[.reference, .class, .by, .by_at, .news] | @tsv' <<<"$output")" \
		$'TK-1-S\theld\twake\t2026-11-23T09:00:00Z\t2026-11-20T09:30:00Z'
	assert_equal "$(jq -c '.messages[] | [.from, .name, .text, .files[].name]' <<<"$output" | tail -n 2)" \
		$'["desk","Luis (Payments)","We found it.","proof.txt"]\n["customer",null,"Good, when?"]'
}

# by_when: the line of the customer's view.
by_when() {
	tk-show 1 --customer-view --width 0 | sed -n 's/^By when  *//p'
}

@test "by when: the promise, and that it was missed" {
	team_desk
	open_at 2026-11-20T15:00:00Z -s 'Cannot log in' --contact 2026-11-20T14:00:00Z
	export TK_NOW=2026-11-20T16:00:00Z
	assert_equal "$(by_when)" "You hear from us by 2026-11-20 18:00 UTC at the latest."
	export TK_NOW=2026-11-20T18:00:00Z
	assert_equal "$(by_when)" "You hear from us by 2026-11-20 18:00 UTC at the latest."
	export TK_NOW=2026-11-20T18:00:01Z
	assert_equal "$(by_when)" "We promised you an answer by 2026-11-20 18:00 UTC. We are late, and we are sorry."
	# Answered late: nothing is owed; the customer's next message owes an answer again.
	export TK_NOW=2026-11-23T09:00:00Z
	tk-note -q 1 -p -m 'Sorry. What does it say?'
	assert_equal "$(by_when)" ""
	export TK_NOW=2026-11-23T09:30:00Z
	tk-note -q 1 --from-customer -m 'Wrong password.'
	assert_equal "$(by_when)" "You hear from us by 2026-11-24 09:30 UTC at the latest."
	# A priority without such a promise says nothing.
	tk-set 1 priority=P4
	assert_equal "$(by_when)" ""
}

@test "by when: waiting, resolved, closed" {
	team_desk
	open_at 2026-11-20T15:00:00Z -s 'Cannot log in'
	export TK_NOW=2026-11-20T16:00:00Z
	tk-move waiting 1
	assert_equal "$(by_when)" ""
	tk-note 1 -p -m 'What does it say?'
	export TK_NOW=2026-11-21T16:00:00Z
	assert_equal "$(by_when)" "We wrote to you on 2026-11-20 16:00 UTC and wait for your answer."
	tk-move resolved 1
	assert_equal "$(by_when)" "Until 2026-12-22 00:00 UTC you can have it opened again by answering."
	export TK_NOW=2026-12-22T00:00:00Z
	assert_equal "$(by_when)" ""
	tk-move closed 1
	assert_equal "$(by_when)" ""
	run -0 tk-show 1 --customer-view
	assert_line --partial "This case is closed."
}

@test "the customer's language, or the one asked for" {
	team_desk
	tk-open -q -s 'No puedo entrar' --customer bruno --customer-lang es >/dev/null
	tk-note 1 -p --as luis -m Hola
	run -0 tk-show 1 --customer-view
	assert_line --partial "Estamos trabajando en ello."
	run -0 tk-show 1 --customer-view --lang en
	assert_line --partial "We are working on it."
	assert_line --partial "Luis (Payments) wrote to you"
	assert_equal "$(tk-show 1 --customer-view --json | jq -r .lang)" "es"
	assert_equal "$(tk-show 1 --customer-view --json --lang pt | jq -r .lang)" "en"
	[ -e "$ROOT/build/locale/es/LC_MESSAGES/tk-desk.mo" ] || skip "built without msgfmt"
	run -0 tk-show 1 --customer-view
	assert_line --partial "Luis (Pagos) le escribió"
	assert_line --partial "Qué sigue"
	refute_output --partial "What comes next"
	assert_equal "$(tk-show 1 --customer-view --lang es-MX)" "$output"
}

@test "a language without texts: all of it in the policy's own" {
	team_desk
	sed -i 's/^language: en/language: es/' policy.yaml
	grep -q '^language: es' policy.yaml
	tk-init -q --db other.db --policy policy.yaml
	export TK_DB=other.db
	tk-open -q -s 'Bonjour' --customer anne --customer-lang fr >/dev/null
	local lang spanish
	spanish=$(tk-show 1 --customer-view --lang es)
	assert_equal "$(tk-show 1 --customer-view)" "$spanish"
	for lang in fr xx_bogus pt-BR; do
		assert_equal "$(tk-show 1 --customer-view --lang "$lang")" "$spanish"
		assert_equal "$(tk-show 1 --customer-view --json --lang "$lang" | jq -r .lang)" es
	done
}

@test "the texts for customers are all translated" {
	command -v msgfmt >/dev/null || skip "no msgfmt"
	run -0 msgfmt --check -o /dev/null "$ROOT/share/locale/es.po"
	assert_output ""
	command -v xgettext >/dev/null || skip "no xgettext"
	xgettext --from-code=UTF-8 -k_ -kN_ --omit-header -o texts.pot "$ROOT/lib/app/show_customer.c"
	run -0 bash -c 'msgmerge -q -N "$1/share/locale/es.po" texts.pot | msgattrib --no-obsolete --untranslated - | grep -c "^msgid" || true' - "$ROOT"
	assert_output 0
}

@test "a public mark is told, its internal note is not" {
	team_desk
	tk-open -q -s 'A complaint' --kind complaint >/dev/null
	tk-note 1 --mark complaint_received -m 'logged with legal'
	tk-note 1 --mark holding_reply -m 'sent by post'
	run -0 tk-show 1 --customer-view
	assert_line --partial "Holding reply sent"
	refute_output --partial "legal"
	refute_output --partial "by post"
	refute_output --partial "Complaint received"
	run -0 tk-show 1 --customer-view --json
	refute_output --partial "legal"
	refute_output --partial "by post"
	tk-note 1 --mark holding_reply
	run -0 tk-show 1 --width 0
	assert_line --regexp 'marked: Complaint received .*\[internal\]$'
	assert_line --regexp 'marked: Holding reply sent .*\[public mark, internal text\]$'
	assert_line --regexp 'marked it: Holding reply sent .*\[public mark\]$'
	assert_line "  ┊ sent by post"
}

# --- attachments ---

@test "an attachment comes back as it went in" {
	story
	rm proof.txt
	run -0 tk-show 1 --save-file 1
	assert_output ""
	assert_equal "$(cat proof.txt)" "statement"
	run -73 tk-show 1 --save-file 1
	assert_output "tk-show: proof.txt: is there already"
	run -0 tk-show 1 --save-file 1=copy
	cmp proof.txt copy
	run -0 tk-show 1 --save-file 1=-
	assert_output "statement"
	run -1 tk-show 1 --save-file 2
	run -64 tk-show 1 --save-file x
	run -64 tk-show 1 --save-file 1=
	tk-open -q -s second >/dev/null
	run -64 tk-show 1 2 --save-file 1
}

@test "a reference given out under another prefix is good with its letter" {
	desk
	tk-open -q -s x -m y
	run -0 tk-show OLD-1-S
	assert_output --partial "TK-1-S"
	run -64 tk-show OLD-1-T
	run -64 tk-show OLD-1
}

@test "who asks, who looks after the firm, who of it follows" {
	desk four-level-desk 2>/dev/null
	export TK_ACTOR=lucas
	tk-customer add acme name='Acme SA' csm=carla
	tk-customer add acme/maria name='Maria Paz' title=CFO mail=maria@acme.example
	for i in 1 2; do tk-customer add "acme/p$i" mail="p$i@acme.example"; done
	tk-customer add risk internal=yes
	tk-open -q -s one -m x --person acme/maria >/dev/null
	tk-open -q -s two -m x --customer risk >/dev/null
	run -0 tk-show --lang en 1
	assert_line --regexp '^Customer +acme \(Acme SA\); looked after by '
	assert_line --regexp '^Person +Maria Paz, CFO, mail maria@acme.example'
	assert_line --regexp '^Followed by +acme/p1, acme/p2'
	for i in $(seq 3 9); do tk-customer add "acme/p$i"; done
	run -0 tk-show --lang en 1
	assert_line --regexp '^Followed by +9 people of the firm'
	run -0 tk-show --lang en 2
	assert_line --regexp '^Customer +risk, of the own house'
	assert_equal "$(tk-ls --sort ref -c internal,csm)" $'false\tcarla\ntrue\t'
}
