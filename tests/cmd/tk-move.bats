#!/usr/bin/env bats
# tk-move: from state to state.

load ../helper

ticket() {
	sqlite3 "$TK_DB" "SELECT ifnull($1, '-') FROM ticket WHERE id = ${2:-1}"
}

some() {
	desk "${1:-default}" 2>/dev/null
	for i in 1 2 3; do tk-open -q -s "Ticket $i" -m "text" --customer acme; done >/dev/null
}

@test "the state first, then the tickets" {
	some
	run -0 --separate-stderr tk-move open 1 2
	assert_equal "$output$stderr" ""
	assert_equal "$(ticket state 1) $(ticket state 2) $(ticket state 3)" "open open new"
	tk-ls --state open -c ref | tk-move resolved
	assert_equal "$(ticket state 1) $(ticket state 2) $(ticket state 3)" "resolved resolved new"
	run -64 tk-move
	assert_output --partial "which state?"
	run -65 tk-move resolvd 3
	assert_output 'tk-move: unknown state "resolvd" (did you mean "resolved"?)'
	assert_equal "$(ticket state 3)" new
}

@test "a wrong state is said once, however many tickets" {
	some
	run -65 tk-move resolvd 1 2 3
	assert_equal "${#lines[@]}" 1
}

@test "only along the flow of its kind" {
	some
	tk-move resolved 1
	run -65 tk-move waiting 1
	assert_output "tk-move: 1: cannot go from resolved to waiting (incident); it can go to open or closed"
	run -65 tk-move resolved 1
	assert_output "tk-move: 1: it is resolved already"
}

@test "held --until wakes at its own instant, with whatever program comes next" {
	some
	tk-move held 1 --until +2d
	assert_equal "$(ticket state)" held
	at 2026-11-23T11:59:59Z tk-note 2 -m x
	assert_equal "$(ticket state)" held
	at 2026-11-24T08:00:00Z tk-note 2 -m x
	assert_equal "$(ticket "state || ' ' || (state_since - opened)")" "open 172800"
	assert_equal "$(ticket wake)" -
	assert_equal "$(sqlite3 "$TK_DB" "SELECT role, actor, data FROM event WHERE role = 'rule'")" \
		"rule|wake|state=open	class=open	old.state=held	by=wake"
	tk-audit verify -q
}

@test "--until: dates and times ahead, a new one any time, for held states only" {
	some
	tk-move held 1 --until "2026-12-01 09:00"
	assert_equal "$(date -u -d "@$(ticket wake)" +%FT%T)" 2026-12-01T09:00:00
	tk-move held 1 --until tomorrow
	assert_equal "$(date -u -d "@$(ticket wake)" +%FT%T)" 2026-11-22T00:00:00
	run -65 tk-move held 2 --until -1h
	assert_output "tk-move: 2: the time to wake up lies in the past"
	run -64 tk-move waiting 2 --until +1d
	assert_output --partial "goes with a held state"
	run -64 tk-move held 2 --until someday
}

@test "--reference keeps what a third party calls the case" {
	some
	tk-move waiting 1 --reference "BANK-77"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT body FROM text WHERE id % 64 = 5")" BANK-77
	tk-move waiting 1 --reference "BANK-78"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM text WHERE id % 64 = 5")" 2
}

@test "-m is an internal note, --reply is public, both in the same step" {
	some
	tk-move resolved 1 -m "It was the limit" --reply "Solved, please try again"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT kind, instr(data, 'public=1') > 0 FROM event WHERE ticket = 1 ORDER BY seq")" \
		$'open|0\nnote|0\nnote|1\nmove|0'
	assert_equal "$(ticket "replied = opened")" 1
	run -65 tk-move resolved 2 -m "kept?" 1
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE ticket = 2")" 1
	run -0 tk-move open 3 --reply "card 4111111111111111"
	assert_output "tk-move: one card number, code or password was masked"
	tk-audit verify -q
}

@test "re-opening: within the policy's days, never from closed here" {
	some
	tk-move resolved 1 2 3
	at 2026-12-21T23:59:59Z tk-move open 1
	assert_equal "$(ticket "state || ' ' || reopened || ' ' || ifnull(resolved, '-')")" "open 1 -"
	run -65 at 2026-12-22T00:00:00Z tk-move open 2
	assert_output "tk-move: 2: resolved tickets cannot be re-opened after 30d"
	tk-move closed 3
	run -65 tk-move open 3
	assert_output "tk-move: 3: closed tickets cannot be re-opened; open a new one"
}

@test "a class stands for its first state" {
	desk 2>/dev/null
	sed -E 's/\bheld\b/parked/g; s/class: parked/class: held/' "$ROOT/share/policies/default.yaml" >p.yaml
	tk-policy load -q p.yaml
	tk-open -q -s x -m ""
	tk-move held 1 --until +1d
	assert_equal "$(ticket state)" parked
}

@test "who may not move may not" {
	some four-level-desk
	sed 's/users: {root: \[admin\]/users: {nobody: [admin]/' "$ROOT/share/policies/four-level-desk.yaml" >p.yaml
	tk-policy load -q p.yaml
	run -77 tk-move open 1
	assert_output --partial "the right \"move\" is missing"
	TK_ACTOR=ana tk-move open 1
}

@test "--dry-run, --keep-going" {
	some
	run -0 tk-move -n resolved 1 2
	assert_output $'1\n2'
	assert_equal "$(ticket state)" new
	tk-move resolved 2
	run -65 tk-move --keep-going resolved 1 2 3
	assert_output "tk-move: 2: it is resolved already"
	assert_equal "$(ticket state 3)" resolved
}
