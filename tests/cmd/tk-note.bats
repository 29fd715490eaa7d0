#!/usr/bin/env bats
# tk-note: what is said about a ticket, by whom and to whom.

load ../helper

# last COLUMN-EXPRESSION [TICKET]: of the ticket's last event.
last() {
	sqlite3 "$TK_DB" "SELECT ifnull($1, '-') FROM event WHERE ticket = ${2:-1} ORDER BY seq DESC LIMIT 1"
}

# said [TICKET]: the text of the ticket's last note.
said() {
	sqlite3 "$TK_DB" "SELECT body FROM text JOIN event ON id = seq * 64 + 2
		WHERE ticket = ${1:-1} AND kind = 'note' ORDER BY seq DESC LIMIT 1"
}

# ticket COLUMN [TICKET]
ticket() {
	sqlite3 "$TK_DB" "SELECT ifnull($1, '-') FROM ticket WHERE id = ${2:-1}"
}

# A desk with three tickets of a customer who writes Spanish.
some() {
	desk "${1:-default}" 2>/dev/null
	for i in 1 2 3; do tk-open -q -s "Ticket $i" -m "text" --customer acme --customer-lang es; done >/dev/null
}

@test "internal by default, silent" {
	some
	run -0 --separate-stderr tk-note 1 -m "Looks like the bank"
	assert_equal "$output$stderr" ""
	assert_equal "$(said)" "Looks like the bank"
	assert_equal "$(last "instr(data, 'public=1')")" 0
	assert_equal "$(last "kind || ' ' || role || ' ' || actor")" "note agent $(id -un)"
	assert_equal "$(ticket replied)" -
}

@test "--public answers the customer" {
	some
	at 2026-11-21T12:10:00Z tk-note 1 --public -m "We are looking"
	assert_equal "$(ticket "replied - opened")" 600
	assert_equal "$(ticket asked_at)" -
	assert_equal "$(sqlite3 "$TK_DB" "SELECT data FROM event WHERE kind = 'note'")" public=1
}

@test "where the text comes from, and where the references" {
	some
	echo "on standard input" | tk-note 1 2
	assert_equal "$(said 2)" "on standard input"
	printf '2\n3\n' | tk-note -m "on the command line"
	assert_equal "$(said 2)" "on the command line"
	assert_equal "$(said 3)" "on the command line"
	assert_equal "$(said 1)" "on standard input"
	echo "in a file" >text
	tk-ls -c ref | tk-note -F text
	assert_equal "$(said 1)" "in a file"
	tk-ls --json | tk-note -m "from JSON"
	assert_equal "$(said 3)" "from JSON"
	echo "standard input, named" | tk-note 1 -F -
	assert_equal "$(said 1)" "standard input, named"
	run -64 tk-note </dev/null
	assert_output --partial "no text: give -m, -F or -e"
	run -64 tk-note -F - <text
	assert_output --partial "name the tickets"
	run -64 tk-note 1 -m a -F text
	run -65 tk-note 1 </dev/null
	assert_output "tk-note: an empty text; nothing is changed"
	run -65 tk-note 1 -m ""
}

@test "references: bare, checked, by key; repeats count once" {
	some
	tk-open -q -s "Four" -m "" --key crm-4
	tk-note -m x key:crm-4 4 1 TK-1-S
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE kind = 'note'")" 2
	run -64 tk-note -m x TK-1-K
	assert_output --partial "the check letter of 1 is S"
	run -1 tk-note -m x 99
	assert_output "tk-note: 99: no such ticket"
	run -1 tk-note -m x key:none
	run -65 tk-note -m x < <(echo 99)
	assert_output "tk-note: stdin:1: 99: no such ticket"
}

@test "one wrong ticket keeps everything from being written, unless --keep-going" {
	some
	run -1 tk-note -m x 1 99 2
	assert_line "tk-note: 99: no such ticket"
	assert_line "tk-note: nothing is changed (--keep-going keeps what is right)"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE kind = 'note'")" 0
	run -1 tk-note -m x --keep-going 1 99 2
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE kind = 'note'")" 2
}

@test "more than 100 tickets from standard input need --max" {
	desk 2>/dev/null
	for i in {1..101}; do echo "{\"subject\":\"$i\"}"; done | tk-open -q --batch >all
	run -64 tk-note -m x <all
	assert_output --partial "101 tickets from standard input; --max 101 allows so many"
	tk-note -m x --max 101 <all
	xargs tk-note -m x <all
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE kind = 'note'")" 202
	TK_DB=strict.db
	desk four-level-desk 2>/dev/null
	sed 's/users: {root: \[admin\]/users: {nobody: [admin]/; s/trial: \[read, /trial: [read, note, /' \
		"$ROOT/share/policies/four-level-desk.yaml" >p.yaml
	tk-policy load -q p.yaml
	for i in {1..101}; do echo "{\"subject\":\"$i\"}"; done | tk-open -q --batch >all
	run -77 tk-note -m x --max 101 <all
	assert_output --partial "the right \"bulk\" is missing"
}

@test "--from-customer: the customer's words, at the time they were said" {
	some
	at 2026-11-21T13:00:00Z tk-note 1 --public -m "Please send the receipt"
	at 2026-11-21T13:00:00Z tk-move waiting 1
	at 2026-11-21T15:00:00Z tk-note 1 --from-customer --contact -1h --channel phone -m "I sent it"
	assert_equal "$(ticket state)" open
	assert_equal "$(ticket "asked_at - opened")" $((2 * 3600))
	assert_equal "$(sqlite3 "$TK_DB" "SELECT role, actor, at - (SELECT opened FROM ticket WHERE id = 1) FROM event WHERE role = 'customer'")" "customer|1|7200"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT data FROM event WHERE role = 'customer'")" "public=1	channel=phone	by=$(id -un)"
	assert_equal "$(last data)" "state=open	class=open	old.state=waiting	by=customer"
	tk-audit verify -q
}

@test "--from-customer: never from the future, never before what happened since" {
	some
	run -65 tk-note 1 --from-customer --contact 2026-11-21T13:00:00Z -m x
	assert_output "tk-note: 1: what the customer said lies in the future"
	run -0 tk-note 1 --from-customer --contact -2h -m x
	assert_output "tk-note: 1: recorded behind what has happened since"
	run -64 tk-note 1 --contact -2h -m x
	run -64 tk-note 1 --from-customer --ask @ana -m x
	run -64 tk-note 1 --public --ask front -m x
	tk-audit verify -q
}

@test "a customer's message re-opens what is resolved, but not what is closed" {
	some
	tk-move -q resolved 1 2
	tk-move -q closed 2
	at 2026-12-01T12:00:00Z tk-note 1 --from-customer -m "Still broken"
	assert_equal "$(ticket "state || ' ' || reopened")" "open 1"
	at 2026-12-01T12:00:00Z tk-note 2 --from-customer -m "Still broken"
	assert_equal "$(ticket state 2)" closed
	tk-move -q resolved 3
	run -0 at 2026-12-30T12:00:00Z tk-note 3 --from-customer -m "Too late"
	assert_output "tk-note: 3: resolved tickets cannot be re-opened after 30d"
	assert_equal "$(said 3)" "Too late"
	assert_equal "$(ticket state 3)" resolved
}

@test "--ask puts a question; who is asked answers it by a note" {
	some four-level-desk
	export TK_ACTOR=ana
	tk-note 1 --ask @gala -m "Is this a chargeback?"
	tk-note 1 --ask payments -m "Has it left us?"
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT group_concat(whom) FROM ask')" "@gala,payments"
	TK_ACTOR=gala run -0 tk-ls --asked me -c ref
	assert_output 1
	assert_equal "$(ticket team)" front
	TK_ACTOR=gala tk-note 1 -m "Yes"
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT group_concat(whom) FROM ask')" payments
	TK_ACTOR=hugo tk-note 1 -m "I do not know"
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT group_concat(whom) FROM ask')" payments
	TK_ACTOR=elena tk-note 1 -m "No"
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*) FROM ask')" 0
	run -65 tk-note 1 --ask paymnts -m x
	assert_output --partial 'did you mean "payments"?'
	run -65 tk-note 1 --ask @gal -m x
	assert_output --partial 'did you mean "gala"?'
	tk-audit verify -q
}

@test "--template speaks the ticket's language and fills its places" {
	some four-level-desk
	export TK_ACTOR=ana
	tk-note 1 --template solved --public -m "Gracias."
	assert_equal "$(said)" $'Su caso CF-1-S debería estar resuelto. Si no es así, responda a este mensaje y se abre de nuevo. Ana Prado\n\nGracias.'
	tk-set lang=en 1
	tk-note 1 --template received --public
	assert_equal "$(said)" "Hello acme, we have your case. Your number is CF-1-S; use it to follow the case on any channel."
	assert_equal "$(last "instr(data, 'template=received') > 0")" 1
	run -65 tk-note 1 --template solvd
	assert_output --partial 'unknown template "solvd" (did you mean "solved"?)'
}

@test "a template, a mark and a file leave standard input alone" {
	some four-level-desk
	export TK_ACTOR=ana
	seq 3 | while read -r ref; do tk-note --mark final_reply "$ref"; done
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE data LIKE '%mark=final_reply%'")" 3
	run -65 tk-note 1 --mark final_reply_
	assert_output --partial 'did you mean "final_reply"?'
}

@test "--attach keeps a file once, by digest, under a safe name" {
	some
	printf 'receipt\n' >receipt.txt
	mkdir sub
	cp receipt.txt $'sub/..\xe2\x80\xaefdp.exe'
	tk-note 1 --attach receipt.txt --attach $'sub/..\xe2\x80\xaefdp.exe' -m "two files"
	tk-note 2 --attach receipt.txt
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*) FROM file')" 1
	assert_equal "$(sqlite3 "$TK_DB" "SELECT body FROM text WHERE id % 64 = 9")" \
		"name=fdp.exe	type=text/plain	size=8	digest=$(sqlite3 "$TK_DB" 'SELECT lower(hex(digest)) FROM file')"
	run -66 tk-note 1 --attach missing
	run -66 tk-note 1 --attach sub
	sed 's/^attachment_max: .*/attachment_max: 10/' "$ROOT/share/policies/default.yaml" >p.yaml
	tk-policy load -q p.yaml
	head -c 11 /dev/zero >large
	run -65 tk-note 1 --attach large
	assert_output --partial "larger than 10 bytes"
	tk-audit verify -q
}

@test "--move goes in the same step, or not at all" {
	some
	tk-note 1 --public -m "Which card?" --move waiting
	assert_equal "$(ticket state)" waiting
	run -65 tk-note 1 -m "x" --move new
	assert_output --partial "1: cannot go from waiting to new (incident); it can go to"
	assert_equal "$(said)" "Which card?"
	run -65 tk-note 1 -m "x" --move wating
	assert_output 'tk-note: unknown state "wating" (did you mean "waiting"?)'
}

@test "--if-unchanged: only if nobody was faster" {
	some
	seq=$(ticket seq)
	tk-note 1 -m "first" --if-unchanged "$seq"
	run -75 tk-note 1 -m "second" --if-unchanged "$seq"
	assert_output --regexp "1: changed meanwhile \(now at event [0-9]+\)"
	assert_equal "$(said)" first
	run -64 tk-note 1 2 -m x --if-unchanged 3
}

@test "--key: a step is taken once" {
	some
	tk-note 1 -m "mail 17" --from-customer --key "<17@example.com>"
	tk-note 1 -m "mail 17" --from-customer --key "<17@example.com>"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE kind = 'note'")" 1
	run -65 tk-note 2 -m "mail 17" --key "<17@example.com>"
	assert_output 'tk-note: 2: the key "<17@example.com>" belongs to a step of ticket 1'
	run -64 tk-note 1 2 -m x --key k
}

@test "what is masked is said" {
	some
	run -0 tk-note 1 -m "card 4111 1111 1111 1111, cvv 123"
	assert_output "tk-note: 2 card numbers, codes or passwords were masked"
	assert_equal "$(said)" "card 4111 11** **** 1111, cvv ***"
}

@test "--dry-run prints what would change" {
	some
	run -0 tk-note -n -m x 1 3
	assert_output $'1\n3'
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE kind = 'note'")" 0
}

@test "who may not reply may still note" {
	some four-level-desk
	sed 's/users: {root: \[admin\]/users: {nobody: [admin]/; s/trial: \[read, /trial: [read, note, /' \
		"$ROOT/share/policies/four-level-desk.yaml" >p.yaml
	tk-policy load -q p.yaml
	tk-note 1 -m "internal"
	run -77 tk-note 1 --public -m "public"
	assert_output --partial "the right \"reply\" is missing"
}

@test "a note too long for the policy is refused" {
	some
	sed 's/^text_max: .*/text_max: 100/' "$ROOT/share/policies/default.yaml" >p.yaml
	tk-policy load -q p.yaml
	head -c 101 /dev/zero | tr '\0' x >text
	run -65 tk-note 1 -F text
	assert_output "tk-note: 1: the text is 101 bytes long; the policy allows 100"
}

@test "a customer's words on a closed ticket are kept, and it is said that it stays closed" {
	desk
	tk-open -q -s x -m y
	tk-move resolved 1
	tk-move closed 1
	run -0 tk-note 1 --from-customer -m "still broken"
	assert_output --partial "it is closed and stays so"
	run -0 tk-show 1
	assert_output --partial "still broken"
}

@test "--person: who of the customer said it" {
	desk 2>/dev/null
	tk-customer add acme
	tk-customer add acme/maria name='Maria Paz' mail=maria@acme.example
	tk-customer add bravo/nora customer=acme
	tk-customer add bravo
	tk-customer set bravo/nora customer=bravo
	tk-open -q -s one -m x --customer acme >/dev/null
	tk-note 1 --from-customer --person maria@acme.example -m 'Any news?'
	tk-note 1 --from-customer --person new@acme.example -m 'Me too'
	run -0 tk-show 1
	assert_line --partial 'Maria Paz wrote; recorded by root'
	assert_line --partial 'new@acme.example wrote; recorded by root'
	assert_equal "$(tk-customer people --count acme)" 2
	run -65 tk-note 1 --from-customer --person bravo/nora -m x
	assert_output 'tk-note: 1: bravo/nora is with bravo, not with acme'
	run -64 tk-note 1 --person maria@acme.example -m x
	assert_output --partial '--person goes with --from-customer'
	tk-audit verify -q
}
