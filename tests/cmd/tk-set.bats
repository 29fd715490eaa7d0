#!/usr/bin/env bats
# tk-set: facts of tickets.

load ../helper

ticket() {
	sqlite3 "$TK_DB" "SELECT ifnull($1, '-') FROM ticket WHERE id = ${2:-1}"
}

last() {
	sqlite3 "$TK_DB" "SELECT data FROM event WHERE ticket = 1 ORDER BY seq DESC LIMIT 1"
}

tags() {
	sqlite3 "$TK_DB" "SELECT group_concat(name) FROM (SELECT name FROM tag WHERE ticket = 1 ORDER BY name)"
}

some() {
	desk "${1:-default}" 2>/dev/null
	for i in 1 2; do tk-open -q -s "Ticket $i" -m "text" --customer acme; done >/dev/null
}

@test "settings and references in any order" {
	some
	run -0 --separate-stderr tk-set 1 category=refund lang=es 2 channel=phone
	assert_equal "$output$stderr" ""
	for i in 1 2; do
		assert_equal "$(ticket "category || ' ' || lang || ' ' || channel" $i)" "refund es phone"
	done
	assert_equal "$(last)" "category=refund	old.category=	lang=es	old.lang=	channel=phone	old.channel="
	tk-ls -c ref | tk-set kind=question
	assert_equal "$(ticket kind 2)" question
	run -64 tk-set 1
	assert_output --partial "FIELD=VALUE is missing"
	tk-audit verify -q
}

@test "an empty value takes away; the same value is no change" {
	some
	tk-set 1 category=refund
	before=$(ticket seq)
	tk-set 1 category=refund
	assert_equal "$(ticket seq)" "$before"
	tk-set 1 category=
	assert_equal "$(ticket category)" -
	run -65 tk-set 1 kind=
	assert_output "tk-set: 1: a ticket needs a kind"
	run -65 tk-set 1 subject=
	assert_output "tk-set: 1: a ticket needs a subject"
}

@test "names and values are checked, with the nearest word" {
	some
	run -65 tk-set 1 2 catgory=x
	assert_output 'tk-set: unknown field "catgory" (did you mean "category"?)'
	run -65 tk-set 1 payment=x
	assert_output --partial 'unknown field "payment"'
	run -65 tk-set 1 category=refnd
	assert_output 'tk-set: 1: unknown category "refnd" (did you mean "refund"?)'
	run -65 tk-set 1 affected=many
	run -65 tk-set 1 priority=P9
	run -65 tk-set 1 payment_id="a b"
	run -64 tk-set 1 lang=es lang=en
	assert_output "tk-set: 1: lang is set twice"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE kind = 'set'")" 0
}

@test "tags: the whole list, or more and less" {
	some
	tk-set 1 tags=b,a,b
	assert_equal "$(tags)" "a,b"
	tk-set 1 tags=+c,-a
	assert_equal "$(tags)" "b,c"
	tk-set 1 tags=-none
	assert_equal "$(tags)" "b,c"
	tk-set 1 tags=
	assert_equal "$(tags)" ""
}

@test "the priority follows what it is derived from, unless it was said" {
	some
	assert_equal "$(ticket priority)" 3
	tk-set 1 affected=640
	assert_equal "$(ticket "priority || ' ' || impact")" "2 1"
	tk-set 1 urgency=high
	assert_equal "$(ticket priority)" 1
	tk-set 1 urgency= affected=
	assert_equal "$(ticket priority)" 3
	tk-set 1 category=fraud
	assert_equal "$(ticket priority)" 2
	tk-set 1 priority=P4
	tk-set 1 affected=640
	assert_equal "$(ticket priority)" 4
	tk-set 1 priority=
	assert_equal "$(ticket priority)" 1
	tk-audit verify -q
}

@test "custom fields; personal ones stay out of events" {
	some four-level-desk
	TK_ACTOR=lucas tk-set 1 payment_id=p-1 document=20-123 amount="12.50 ARS"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT name || '=' || value FROM field ORDER BY name")" \
		$'amount=12.50 ARS\ndocument=20-123\npayment_id=p-1'
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE data LIKE '%20-123%'")" 0
	tk-set 1 document=
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM field WHERE name = 'document'")" 0
	run -65 tk-set 1 platform=ios kind=question
	tk-audit verify -q
}

@test "customer: an unknown key makes one, empty takes away" {
	some
	tk-set 1 customer=bravo
	assert_equal "$(ticket customer)" 2
	assert_equal "$(ticket customer 2)" 1
	tk-set 1 customer=
	assert_equal "$(ticket customer)" 0
}

@test "a subject is a text of its own" {
	some
	tk-set 1 subject="A better subject" -m "was unclear"
	assert_equal "$(ticket subject)" "A better subject"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE data LIKE '%better%'")" 0
	assert_equal "$(sqlite3 "$TK_DB" "SELECT group_concat(kind) FROM (SELECT kind FROM event WHERE ticket = 1 ORDER BY seq)")" "open,note,set"
	run -0 tk-set 1 subject="card 4111111111111111"
	assert_output "tk-set: one card number or code was masked"
	tk-audit verify -q
}

@test "a key with an equals sign is a reference, not a setting" {
	some
	tk-open -q -s x -m "" --key "a=b"
	tk-set key:a=b category=refund
	assert_equal "$(ticket category 3)" refund
}

@test "setting priority is a right of its own" {
	some four-level-desk
	sed 's/users: {root: \[admin\]/users: {nobody: [admin]/' "$ROOT/share/policies/four-level-desk.yaml" >p.yaml
	tk-policy load -q p.yaml
	TK_ACTOR=ana tk-set 1 category=payment
	TK_ACTOR=ana run -77 tk-set 1 priority=P1
	assert_output "tk-set: 1: ana may not set a priority by hand here: the right \"priority\" is missing (tk-policy show permissions)"
	TK_ACTOR=gala tk-set 1 priority=P1
	assert_equal "$(ticket priority)" 1
}

@test "--dry-run names what would change, and only that" {
	some
	tk-set 1 category=refund
	run -0 tk-set -n category=refund 1 2
	assert_output 2
	assert_equal "$(ticket category 2)" -
}

# story [TICKET]: state, and what follows from it.
story() {
	ticket "state || ' ' || spam || ' ' || ifnull(asked_at, '-') || ' ' || ifnull(resolved, '-') || ' ' || ifnull(closed, '-') || ' ' || ifnull(wake, '-') || ' ' || reopened" "${1:-1}"
}

@test "spam goes out of sight, and comes back as it was" {
	some
	tk-move -q waiting 1
	tk-note -q 1 --from-customer -m "hello?"
	before=$(story)
	at 2026-11-21T13:00:00Z tk-set 1 spam=yes
	assert_equal "$(ticket "state || ' ' || spam || ' ' || closed")" "closed 1 1795266000"
	assert_equal "$(tk-ls -c ref)" 2
	assert_equal "$(tk-ls --all -c ref)" 2
	assert_equal "$(tk-ls --count --all) $(tk-ls --count --state closed) $(tk-ls --count --text Ticket)" "1 0 1"
	assert_equal "$(tk-ls --spam -c ref,spam)" "1	true"
	assert_equal "$(tk-ls --all --spam --count) $(tk-ls --state closed --spam --count)" "2 1"
	assert_equal "$(tk-ls --all -c ref --as-of 2026-11-21T12:30:00Z | sort)" $'1\n2'
	assert_equal "$(at 2026-11-21T14:00:00Z tk-ls --all -c ref --as-of 2026-11-21T13:30:00Z)" "2"
	run tk-show 1
	assert_line --partial "Spam"
	run -65 at 2026-11-21T13:00:00Z tk-move open 1
	assert_output "tk-move: 1: it is marked as spam (tk-set spam=no brings it back)"
	at 2026-11-21T14:00:00Z tk-set 1 spam=no
	assert_equal "$(story)" "$before"
	assert_equal "$(tk-ls -c ref | sort)" $'1\n2'
	at 2026-11-21T14:00:00Z tk-set 1 spam=no
	assert_equal "$(last)" "state=open	class=open	old.state=closed	by=spam	asked_at=1795262400"
	tk-audit verify -q
}

@test "spam: a resolved and a held ticket come back resolved and held; closed stays closed" {
	some
	tk-move -q open 1 2
	tk-move -q resolved 1
	tk-move -q held 2 --until 2026-12-01
	one=$(story 1) two=$(story 2)
	tk-set spam=yes 1 2
	assert_equal "$(ticket state 1) $(ticket state 2)" "closed closed"
	tk-set spam=no 1 2
	assert_equal "$(story 1)" "$one"
	assert_equal "$(story 2)" "$two"
	tk-move -q closed 1
	one=$(story 1)
	tk-set spam=yes 1
	tk-set spam=no 1
	assert_equal "$(story 1)" "$one"
	run -65 tk-set spam=maybe 1
	assert_output 'tk-set: 1: spam: yes or no, not "maybe"'
	tk-audit verify -q
}

@test "spam: who may not move tickets may not mark them" {
	some four-level-desk
	sed -e 's/operator: \[read, open, note, reply, set, move,/operator: [read, open, note, reply, set,/' \
		-e 's/users: {root: \[admin\]/users: {nobody: [admin]/' "$ROOT/share/policies/four-level-desk.yaml" >p.yaml
	tk-policy load -q p.yaml
	TK_ACTOR=ana run -0 tk-set 1 lang=es
	TK_ACTOR=ana run -77 tk-set 1 spam=yes
	assert_output --partial 'the right "move" is missing'
	assert_equal "$(ticket spam)" 0
}
