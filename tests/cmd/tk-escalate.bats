#!/usr/bin/env bats
# tk-escalate: up, down, back and over, by hand and by the policy's rules.

load ../helper

ticket() {
	sqlite3 "$TK_DB" "SELECT $1 FROM ticket WHERE id = ${2:-1}"
}

# level, team and agent of a ticket.
holder() {
	ticket "level || ' ' || coalesce(team, '-') || ' ' || coalesce(agent, '-')" "${1:-1}"
}

events() {
	sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE kind = '$1'"
}

# Three tickets at level 1 of the four-level desk, as ana sees it.
some() {
	desk four-level-desk 2>/dev/null
	export TK_ACTOR=ana
	for i in 1 2 3; do tk-open -q -s "Ticket $i" -m "text" --category payment.failed --customer acme; done >/dev/null
}

handover=(--tried "Asked the bank" --evidence "trace 4711-a" --asked "Find the payment")

# --- by hand ---

@test "up: to the next level, with what was tried, what shows it and what is asked" {
	some
	tk-assign --to me 1
	run -0 --separate-stderr tk-escalate --up 1 "${handover[@]}" -m "It waits since Monday."
	assert_equal "$output$stderr" ""
	assert_equal "$(holder)" "2 payments -"
	run -0 tk-show 1 --as elena --lang en
	assert_line --regexp '^Handed over +by Ana Prado on 2026-11-21 12:00, from level 1, team front$'
	assert_line --regexp '^Tried +Asked the bank$'
	assert_line --regexp '^Evidence +trace 4711-a$'
	assert_line --regexp '^Asked +Find the payment$'
	assert_line --partial "Ana Prado escalated it to level 2, team payments"
	assert_line "  It waits since Monday."
	assert_equal "$(tk-show 1 --json | jq -c '.events[-1] | [.kind, .data.do, .data.level, .data."old.agent", .texts.fields.asked]')" \
		'["escalate","up","2","ana","Find the payment"]'
	run -0 tk-show 1 --customer-view
	refute_output --partial "bank"
	refute_output --partial "level"
	tk-audit verify -q
}

@test "the policy wants a handover of whoever raises; a script says why" {
	some
	run -65 tk-escalate --up 1 2 -m "No idea"
	assert_output "tk-escalate: the policy wants a handover: --tried, --evidence, --asked missing
tk-escalate: nothing is changed (--keep-going keeps what is right)"
	run -65 tk-escalate --up 1 --tried x --asked y
	assert_output --partial "--evidence missing"
	run -64 tk-escalate --up 1 --once night
	assert_output --partial "--once needs -m TEXT"
	tk-escalate --up 1 --once night -m "SLA breached"
	assert_equal "$(holder)" "2 payments -"
	tk-escalate --down 1 -m "Read the manual" --as elena
	sed 's/needs: \[tried, evidence, asked\]/needs: []/' "$ROOT/share/policies/four-level-desk.yaml" >p.yaml
	tk-policy load -q p.yaml
	tk-escalate --up 1
	assert_equal "$(holder)" "2 payments -"
}

@test "to a level, a team, or both; the category's team where it works there" {
	some
	tk-open -q -s x -m "" --category dispute.goods --level 1 --team front >/dev/null
	tk-escalate --to 2 4 "${handover[@]}"
	assert_equal "$(holder 4)" "2 disputes -"
	tk-escalate --to next 1 "${handover[@]}"
	assert_equal "$(holder 1)" "2 payments -"
	tk-escalate --to risk 2 "${handover[@]}"
	assert_equal "$(holder 2)" "3 risk -"
	tk-escalate --level 3 --team technical 3 "${handover[@]}"
	assert_equal "$(holder 3)" "3 technical -"
	tk-escalate --to disputes 1 "${handover[@]}"           # another team of its level
	assert_equal "$(holder 1)" "2 disputes -"
	run -65 tk-escalate --to paymnts 1 "${handover[@]}"
	assert_output 'tk-escalate: unknown team "paymnts" (did you mean "payments"?)'
	run -65 tk-escalate --to 9 1 "${handover[@]}"
	assert_output --partial 'unknown level "9"'
	run -64 tk-escalate --to elena 1
	assert_output --partial "elena is an agent"
	tk-audit verify -q
}

@test "up is up: what lies below needs --down" {
	some
	tk-assign --level 3 1
	run -65 tk-escalate --to 2 1 "${handover[@]}"
	assert_output "tk-escalate: 1: it is at level 3; to level 2 is down: --down, with a reason"
	run -65 tk-escalate --to front 1 "${handover[@]}"
	assert_output --partial "to level 1 is down"
	run -65 tk-escalate --down --to 4 1 -m x
	assert_output "tk-escalate: 1: it is at level 3; to level 4 is not down"
	tk-escalate --down --to front 1 -m "Solved there every day"
	assert_equal "$(holder)" "1 front -"
}

@test "nowhere to go: said, exit 1, the others go" {
	some
	tk-assign --level 4 1
	run -1 tk-escalate --up 1 2 "${handover[@]}"
	assert_output "tk-escalate: 1: it is at level 4, the highest"
	assert_equal "$(holder 2)" "2 payments -"
	run -1 tk-escalate --to 2 2 "${handover[@]}"
	assert_output "tk-escalate: 2: it is at level 2 already"
	run -1 tk-escalate --to payments 2 "${handover[@]}"
	assert_output "tk-escalate: 2: team payments has it already"
	run -1 tk-escalate --down 3 -m x
	assert_output "tk-escalate: 3: it is at level 1, the lowest"
	run -1 tk-escalate -q --up 1 "${handover[@]}"
	assert_output ""
}

@test "down: to where it came from, with a reason" {
	some
	tk-assign --to me 1
	tk-escalate --to 3 1 "${handover[@]}"
	run -64 tk-escalate --down 1
	assert_output --partial "--down needs -m TEXT"
	tk-escalate --down 1 --as ines -m "The runbook has it"
	assert_equal "$(holder)" "1 front ana"
	run -0 tk-show 1 --lang en
	assert_line --partial "Inés Toledo gave it back down to level 1, team front"
	assert_line "  The runbook has it"
	refute_output --partial "Handed over"
	tk-assign --level 3 2
	tk-escalate --down 2 -m "No handover led there: one level down"
	assert_equal "$(holder 2)" "2 payments -"
}

@test "reject: back to where it came from, with a reason of the policy, counted" {
	some
	tk-assign --to me 1
	tk-escalate --up 1 "${handover[@]}"
	tk-assign --to elena 1 --as elena
	run -65 tk-escalate --reject wrong_tem 1 --as elena
	assert_output 'tk-escalate: unknown reason "wrong_tem" (did you mean "wrong_team"?); the policy has missing_information, wrong_team, known_error or solvable_at_level_1'
	tk-escalate --reject wrong_team 1 --as elena -m "Disputes have it"
	assert_equal "$(holder)" "1 front ana"
	run -0 tk-show 1 --lang en
	assert_line --partial "Elena Ruiz sent it back to level 1, team front, Ana Prado:"
	assert_line --partial "Wrong team"
	assert_output --partial "once back to a team that had it; sent back once"
	run -65 tk-escalate --reject wrong_team 1 --as elena
	assert_output "tk-escalate: 1: nobody escalated it to here; --down gives it down, with a reason"
	assert_equal "$(tk-log --kind escalate -c what 1 | tail -n 1)" "do reject; level 1; team front; agent ana; reason wrong_team"
}

@test "reject undoes the last handover, then the one before" {
	some
	tk-escalate --to 2 1 "${handover[@]}"
	tk-escalate --to 3 1 "${handover[@]}" --as elena
	tk-escalate --reject missing_information 1 --as ines
	assert_equal "$(holder)" "2 payments -"
	tk-escalate --reject solvable_at_level_1 1 --as elena
	assert_equal "$(holder)" "1 front -"
	tk-escalate --to 2 2 "${handover[@]}"
	tk-assign --level 1 --team front 2                      # given back without a word
	run -65 tk-escalate --reject wrong_team 2
	assert_output --partial "nobody escalated it to here"
}

@test "as many hands as the policy allows: then the supervisor decides" {
	some
	tk-escalate --to payments 1 "${handover[@]}"
	tk-escalate --to disputes 1 "${handover[@]}" --as elena
	tk-escalate --to technical 1 "${handover[@]}" --as gala
	run -0 tk-escalate --to risk 1 "${handover[@]}" --as ines
	assert_output "tk-escalate: 1: it has changed hands 4 times; from now on the supervisor decides"
	run -77 tk-escalate --to technical 1 "${handover[@]}" --as kira
	assert_output "tk-escalate: 1: it has changed hands 4 times, and the policy allows 4: level 4 (lucas) decides (--to 4)"
	run -77 tk-escalate --reject wrong_team 1 --as kira
	run -77 tk-escalate --down 1 -m x --as kira
	run -0 tk-show 1 --as lucas --lang en
	assert_output --partial "as often as the policy allows: the supervisor"
	run -0 tk-escalate --to technical 1 "${handover[@]}" --as lucas
	assert_output "tk-escalate: 1: over the limit of the policy (hands)"
	assert_equal "$(holder)" "3 technical -"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE kind = 'escalate' AND data LIKE '%over=hands%'")" 1
	tk-escalate --to 4 1 "${handover[@]}" --as ines
	assert_equal "$(holder)" "4 supervision -"
	tk-audit verify -q
}

@test "ping-pong: so many returns, then the supervisor decides" {
	some
	sed 's/max_hands: 4/max_hands: 0/' "$ROOT/share/policies/four-level-desk.yaml" >p.yaml
	tk-policy load -q p.yaml
	tk-escalate --up 1 "${handover[@]}"
	tk-escalate --reject missing_information 1 --as elena
	tk-escalate --up 1 "${handover[@]}"
	run -77 tk-escalate --reject missing_information 1 --as elena
	assert_output "tk-escalate: 1: it has come back 2 times, and the policy allows 2: level 4 (lucas) decides (--to 4)"
	tk-escalate --to technical 1 "${handover[@]}" --as elena    # to new hands it may go
	run -0 tk-show 1 --lang en
	assert_output --partial "2 times back to a team that had it"
	assert_output --partial "front > payments > front > payments >"
}

@test "a supervisor takes over, nobody else" {
	some
	tk-escalate --up 1 "${handover[@]}"
	run -77 tk-escalate --take-over 1 --as elena
	assert_output "tk-escalate: elena is no supervisor: only they take over (tk-assign --to me)"
	tk-escalate --take-over 1 --as lucas -m "Mine now"
	assert_equal "$(holder) $(ticket state)" "4 supervision lucas open"
	run -1 tk-escalate --take-over 1 --as lucas
	assert_output "tk-escalate: 1: you have it already"
	run -0 tk-show 1 --lang en
	assert_line --partial "Lucas Ibarra took it over"
	tk-audit verify -q
}

@test "what is done, merged or spam is not escalated; all or nothing" {
	some
	tk-move -q resolved 1
	tk-link -q merge 3 2 --as lucas
	run -65 tk-escalate --up 3 1 "${handover[@]}"
	assert_line "tk-escalate: 1: it is resolved: only what is open is escalated"
	assert_equal "$(holder 3)" "1 front -"
	run -65 tk-escalate --up 2 "${handover[@]}"
	assert_output "tk-escalate: 2: merged into CF-3-Z; write there"
	tk-set spam=yes 3
	run -65 tk-escalate --up 3 "${handover[@]}"
	assert_output "tk-escalate: 3: it is marked as spam"
	run -1 tk-escalate --up 99 "${handover[@]}"
}

@test "references from standard input; -n; more than 100 need --max" {
	some
	run -0 tk-escalate -n --up 1 2 "${handover[@]}"
	assert_output $'1\n2'
	assert_equal "$(holder 1)" "1 front -"
	tk-ls --level 1 | tk-escalate --up "${handover[@]}"
	assert_equal "$(tk-ls --level 2 --count)" 3
	tk-ls --level 2 --json | tk-escalate --up --once up -m x
	assert_equal "$(tk-ls --level 3 --count)" 3
	seq 1 101 >many
	run -64 tk-escalate --up --once many -m x <many
	assert_output --partial "--max 101"
	run -65 tk-escalate --keep-going --max 200 --up --once many -m x --as lucas <many
	assert_equal "$(tk-ls --level 4 --count)" 3
}

@test "--once: once a ticket and name, so that cron may repeat itself" {
	some
	export TK_NOW=2026-11-30T12:00:00Z
	night() { tk-sla --breached -c ref | tk-escalate --up -m "SLA breached" --once "night-$1" --as lucas; }
	run -0 night 1
	assert_output ""
	assert_equal "$(tk-ls --level 2 --count) $(events escalate)" "3 3"
	run -0 night 1
	assert_output ""
	assert_equal "$(tk-ls --level 2 --count) $(events escalate)" "3 3"
	night 2
	assert_equal "$(tk-ls --level 3 --count) $(events escalate)" "3 6"
	run -65 tk-escalate --up 1 --once "a b" -m x
	assert_output --partial "letters, digits"
	tk-audit verify -q
}

@test "-m is internal, --reply is public; a note acknowledges" {
	some
	tk-escalate --up 1 "${handover[@]}" -m "For the specialists" --reply "A specialist looks at it."
	run -0 tk-show 1 --customer-view
	assert_output --partial "A specialist looks at it."
	refute_output --partial "specialists"
	assert_equal "$(ticket state)" open
	tk-open -q -s "Nothing works" -m x --affected 900 --category provider.outage --level 1 >/dev/null
	assert_equal "$(sqlite3 "$TK_DB" "SELECT state FROM clock WHERE ticket = 4 AND name = 'ack'")" 0
	tk-escalate --up 4 "${handover[@]}" -m "I looked"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT state FROM clock WHERE ticket = 4 AND name = 'ack'")" 2
}

@test "card numbers are masked wherever they hide" {
	some
	run -0 tk-escalate --up 1 --tried "card 4111111111111111" --evidence "5555555555554444" --asked "2223003122003222" -m "378282246310005"
	assert_output "tk-escalate: 4 card numbers, codes or passwords were masked"
	run -1 desk_holds '4111111111111111|5555555555554444|2223003122003222|378282246310005'
}

@test "without agents in the policy nobody can be asked to decide" {
	desk 2>/dev/null
	tk-open -q -s x -m "" --agent maria >/dev/null
	tk-escalate --up 1 --tried x --asked y
	assert_equal "$(holder)" "2 - -"
	for to in ana bob carl dora ema fay; do tk-assign --to $to 1; done
	tk-assign --to gil 1
	run -0 tk-escalate --up 1 --tried x --asked y
	assert_output "tk-escalate: 1: over the limit of the policy (hands)"
}

@test "who may not escalate may not; usage" {
	some
	sed 's/users: {root: \[admin\]/users: {nobody: [admin]/; s/customer, escalate\]/customer]/' \
		"$ROOT/share/policies/four-level-desk.yaml" >p.yaml
	tk-policy load -q p.yaml
	run -77 tk-escalate --up 1 "${handover[@]}"
	assert_output --partial 'the right "escalate" is missing'
	run -77 tk-escalate --due
	run -64 tk-escalate 1
	assert_output --partial "how? --up"
	run -64 tk-escalate --up --down 1 -m x
	run -64 tk-escalate --up --to 2 1
	run -64 tk-escalate --to 2 --team risk 1
	run -64 tk-escalate --take-over 1 --tried x
	run -64 tk-escalate --due 1
	run -64 tk-escalate --due --up
}

# --- by the policy's rules ---

# A desk of three levels on plain time, with the rules on standard input: plan
# "promise" is answered in 80 minutes and solved in 8 hours, day and night.
rules() {
	cat "$ROOT/tests/data/policies/good/clocks.yaml" - >p.yaml <<-'END'
		allow_now: true
		levels:
		  1: {label: One, team: front}
		  2: {label: Two, team: back}
		  3: {label: Three, team: boss, supervisor: true}
		teams: {front: {level: 1}, back: {level: 2}, boss: {level: 3}, empty: {level: 2}}
		agents:
		  ana: {level: 1, teams: [front]}
		  bo: {level: 1, teams: [front]}
		  carl: {level: 2, teams: [back]}
		  dora: {level: 3, teams: [boss]}
		on_call:
		  nights: {shifts: [{from: "2026-06-01 18:00", to: "2026-06-02 06:00", agents: [bo]}]}
		escalation:
	END
	cat >>p.yaml
	if [ -e "$TK_DB" ]; then
		tk-policy load -q p.yaml
	else
		TK_NOW=2026-06-01T00:00:00Z tk-init -q --policy p.yaml
	fi
}

# opened INSTANT [OPTIONS...]: a ticket then.
opened() {
	at "$1" tk-open -q -s x -m text --plan promise "${@:2}"
}

due() {
	at "$1" tk-escalate --due "${@:2}"
}

@test "due: done once, in order of due, recorded with its key" {
	rules <<-'END'
		  - {name: late, on: first_response, at: 0, do: {notify: [team, supervisors]}}
		  - {name: warn, on: first_response, at: 80%, do: {notify: agent}}
	END
	opened 2026-06-01T08:00:00Z --agent ana >/dev/null
	opened 2026-06-01T08:10:00Z --agent bo >/dev/null
	run -0 due 2026-06-01T09:03:59Z
	assert_output ""
	run -0 --separate-stderr due 2026-06-01T09:25:00Z
	assert_output "$(printf '%s\t%s\tfirst_response\t%s\t%s\n' \
		1 warn 2026-06-01T09:04:00Z "tell @ana" 2 warn 2026-06-01T09:14:00Z "tell @bo" \
		1 late 2026-06-01T09:20:00Z "tell @ana,@bo,@dora")"
	assert_equal "$stderr" ""
	run -0 due 2026-06-01T09:25:00Z
	assert_output ""
	run -0 due 2026-06-02T09:00:00Z
	assert_output --partial "2	late"
	assert_equal "${#lines[@]}" 1
	assert_equal "$(sqlite3 "$TK_DB" "SELECT ext FROM event WHERE kind = 'fire' ORDER BY seq LIMIT 1")" \
		fire/1/first_response/1/warn/1
	assert_equal "$(tk-show 1 --json | jq -c '[.events[] | select(.kind == "fire") | .data | .rule, .n, .due_at, .to]')" \
		'["warn","1","1780304640","@ana","late","1","1780305600","@ana,@bo,@dora"]'
	run -0 tk-show 1
	assert_output --partial "rule warn fired (first_response, due 2026-06-01 09:04): to"
	assert_output --partial "tell ana, bo, dora"
	at 2026-06-03T00:00:00Z tk-audit verify -q
}

@test "due: -n prints the same and writes nothing" {
	rules <<-'END'
		  - {name: up, on: resolution, at: 50%, do: {escalate: next_level, notify: team}}
		  - {name: again, on: level, at: 0, repeat: 30m, max: 3, do: {notify: team}}
		  - {name: over, on: resolution, at: 0, do: {notify: [team, supervisors]}}
	END
	for i in 1 2 3; do opened 2026-06-01T08:0$i:00Z; done >/dev/null
	before=$(sqlite3 "$TK_DB" "SELECT count(*), max(seq) FROM event")
	run -0 due 2026-06-01T20:00:00Z -n
	assert_equal "${#lines[@]}" 15
	would=$output
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*), max(seq) FROM event")" "$before"
	assert_equal "$(holder)" "1 front -"
	run -0 due 2026-06-01T20:00:00Z
	assert_output "$would"
	assert_equal "$(holder)" "2 back -"
	at 2026-06-03T00:00:00Z tk-audit verify -q
}

@test "due: what one rule does, the next one sees" {
	rules <<-'END'
		  - {name: up, on: first_response, at: 50%, do: {escalate: level 2, notify: [team, agent]}}
		  - {name: late, on: first_response, at: 0, do: {notify: team}}
		  - {name: top, on: resolution, at: 50%, do: {escalate: next_level}}
		  - {name: top-again, on: resolution, at: 75%, do: {escalate: next_level}}
	END
	opened 2026-06-01T08:00:00Z --agent ana >/dev/null
	run -0 due 2026-06-01T16:00:00Z -c rule,did,failed
	assert_output "$(printf '%s\t%s\t%s\n' \
		up "level 2, team back; tell @carl,@ana" "" late "tell @carl" "" \
		top "level 3, team boss" "" \
		top-again "not escalated: it is at level 3, team boss" "not escalated: it is at level 3, team boss")"
	assert_equal "$(holder)" "3 boss -"
	assert_equal "$(tk-log --kind escalate -c role,actor 1)" $'rule\tup\nrule\ttop'
	at 2026-06-03T00:00:00Z tk-audit verify -q
}

@test "due: a move ends the clock of the next rule; what may not be is said and not tried again" {
	rules <<-'END'
		  - {name: silent, on: state waiting, at: +2h, do: {move: resolved}}
		  - {name: late, on: first_response, at: 0, do: {notify: team}}
		  - {name: back, on: state held, at: +1h, do: {move: closed}}
		  - {name: quiet, on: state resolved, at: +7d, do: {move: closed}}
	END
	opened 2026-06-01T08:00:00Z >/dev/null
	at 2026-06-01T08:10:00Z tk-move waiting 1
	opened 2026-06-01T08:30:00Z >/dev/null
	at 2026-06-01T08:40:00Z tk-move held 2
	sed -i 's/held: \[open, waiting, resolved, closed\]/held: [open]/' p.yaml
	at 2026-06-01T08:50:00Z tk-policy load -q p.yaml
	run -0 due 2026-06-01T12:00:00Z -c ref,rule,did
	assert_output "$(printf '%s\t%s\t%s\n' 1 late "tell @ana,@bo" \
		2 back "not moved: cannot go from held to closed (incident); it can go to open" \
		2 late "tell @ana,@bo" 1 silent resolved)"
	run -0 due 2026-06-01T13:00:00Z
	assert_output ""
	assert_equal "$(ticket state 1) $(ticket state 2)" "resolved held"
	run -0 due 2026-06-08T23:59:59Z                        # 7 days: to the end of the date
	assert_output ""
	run -0 due 2026-06-09T00:00:00Z -c ref,did
	assert_output "1	closed"
	run -0 tk-show 1
	assert_output --partial "rule quiet"
	at 2026-06-10T00:00:00Z tk-audit verify -q
}

@test "due: two days without a run over a weekend: one notice a rule, the older ones recorded as passed over" {
	rules <<-'END'
		  - {name: warn, on: first_response, at: 80%, do: {notify: team}}
		  - {name: over, on: first_response, at: 0, repeat: 4h, max: 5, do: {notify: team}}
		  - {name: boss, on: resolution, at: 80%, do: {notify: supervisors}}
		  - {name: gone, on: next_response, at: 0, do: {notify: team}}
	END
	opened 2026-06-05T15:00:00Z >/dev/null               # Friday
	opened 2026-06-05T15:00:00Z >/dev/null
	at 2026-06-06T10:00:00Z tk-note 2 --public -m "answered late" --as ana
	run -0 due 2026-06-07T15:00:00Z -c ref,rule,n,skipped
	assert_output "$(printf '%s\t%s\t%s\t%s\n' 1 warn 1 "" 1 over 1 late 1 over 2 late 1 boss 1 "" \
		2 boss 1 "" 1 over 3 late 1 over 4 late 1 over 5 "")"
	assert_equal "$(events fire)" 8
	run -0 due 2026-06-20T00:00:00Z
	assert_output ""
	assert_equal "$(sqlite3 "$TK_DB" "SELECT due FROM clock WHERE ticket = 1 AND name = 'first_response'")" \
		"$(date -u -d 2026-06-05T16:20:00Z +%s)"
	at 2026-06-20T00:00:00Z tk-audit verify -q
}

@test "due: catch_up all fires each, none lets old ones pass" {
	rules <<-'END'
		  - {name: all, on: resolution, at: 0, repeat: 1h, max: 4, catch_up: all, do: {notify: team}}
		  - {name: none, on: resolution, at: 0, repeat: 1h, max: 4, catch_up: none, late_after: 90m, do: {notify: team}}
	END
	opened 2026-06-01T08:00:00Z >/dev/null
	run -0 due 2026-06-01T18:10:00Z -c rule,n,skipped
	assert_output "$(printf '%s\t%s\t%s\n' all 1 "" none 1 late all 2 "" none 2 "" all 3 "" none 3 "")"
}

@test "due: nobody to tell: skipped, or held until somebody is there" {
	rules <<-'END'
		  - {name: nobody, on: first_response, at: 0, do: {notify: team empty}}
		  - {name: night, on: first_response, at: 0, do: {notify: on_call}, when_empty: hold}
		  - {name: later, on: first_response, at: +1h, do: {notify: team}}
		  - {name: whoever, on: first_response, at: 0, do: {notify: agent, escalate: level 2}}
	END
	opened 2026-06-01T08:00:00Z >/dev/null
	run -0 due 2026-06-01T12:00:00Z -c rule,did,skipped
	assert_output "$(printf '%s\t%s\t%s\n' nobody "skipped: nobody to tell" empty whoever "level 2, team back" "" \
		later "tell @carl" "")"
	run -0 due 2026-06-01T13:00:00Z
	assert_output ""
	run -0 due 2026-06-01T18:00:00Z -c rule,did,due_at
	assert_output "$(printf 'night\ttell @bo\t2026-06-01T09:20:00Z')"
	run -0 due 2026-06-01T19:00:00Z
	assert_output ""
	at 2026-06-10T00:00:00Z tk-audit verify -q
}

@test "due: whom rules name: csm, customer, teams, levels, agents, once each" {
	rules <<-'END'
		  - {name: all, on: first_response, at: 0, do: {notify: [csm, customer, team back, level 1, agent dora, agent ana, on_call nights]}}
	END
	at 2026-06-01T07:00:00Z tk-customer add acme csm=carl
	opened 2026-06-01T17:00:00Z --customer acme >/dev/null
	run -0 due 2026-06-01T18:20:00Z --json -c to
	assert_output '{"to":["@carl","customer","@ana","@bo","@dora"]}'
}

@test "due: news for the customer, what levels promise each other, what a law wants" {
	rules <<-'END'
		  - {name: news, on: update, at: -10m, do: {notify: agent}}
		  - {name: level, on: level, at: 0, repeat: 2h, max: 2, do: {notify: [team, level 3]}}
		  - {name: law, on: deadline complaint, at: 50%, do: {notify: [agent, supervisors]}}
	END
	opened 2026-06-01T08:00:00Z --kind complaint --agent ana >/dev/null
	at 2026-06-01T08:20:00Z tk-note 1 --public -m "We look at it" --mark complaint_received --as ana
	run -0 due 2026-06-01T12:09:59Z -c rule,due_at,skipped,to
	assert_output $'level\t2026-06-01T10:00:00Z\tlate\t\nlevel\t2026-06-01T12:00:00Z\t\t@ana,@bo,@dora'
	run -0 due 2026-06-01T12:10:00Z -c rule,on,due_at,to
	assert_output $'news\tupdate\t2026-06-01T12:10:00Z\t@ana'
	at 2026-06-01T12:15:00Z tk-note 1 --public -m "Still looking" --as ana
	run -0 due 2026-06-01T16:05:00Z -c rule,cycle
	assert_output $'news\t2'
	run -0 due 2026-06-11T16:00:00Z -c rule,on,due_at
	assert_output $'law\tdeadline complaint/answer\t2026-06-11T16:00:00Z'
	at 2026-06-12T00:00:00Z tk-audit verify -q
}

@test "due: merged, spam and closed tickets fire nothing; a merge undone does" {
	rules <<-'END'
		  - {name: late, on: resolution, at: 0, do: {notify: team}}
		  - {name: stuck, on: state new, at: +1h, do: {notify: team}}
		  - {name: level, on: level 1, at: +1h, do: {notify: team}}
	END
	for i in 1 2 3 4; do opened 2026-06-01T08:00:00Z; done >/dev/null
	at 2026-06-01T08:10:00Z tk-link -q merge 1 2
	at 2026-06-01T08:10:00Z tk-set spam=yes 3
	at 2026-06-01T08:10:00Z tk-move closed 4
	run -0 due 2026-06-02T00:00:00Z -n -c ref
	assert_output $'1\n1\n1'
	at 2026-06-02T00:00:00Z tk-link -q undo 2
	run -0 due 2026-06-02T00:00:00Z -c ref
	assert_equal "$(sort -u <<<"$output")" $'1\n2'
	at 2026-06-02T00:00:00Z tk-audit verify -q
}

@test "due: history from elsewhere tells nobody of what was due before it came" {
	rules <<-'END'
		  - {name: warn, on: resolution, at: 50%, do: {notify: team}}
		  - {name: over, on: resolution, at: 0, repeat: 6h, max: 9, do: {notify: team}}
		  - {name: quiet, on: state resolved, at: +30d, do: {move: closed}}
	END
	for i in $(seq 300); do
		printf '{"subject": "old %d", "plan": "promise", "at": "2020-06-01T08:00:00Z"}\n' "$i"
	done | at 2026-06-02T12:00:00Z tk-open -q --batch - >/dev/null
	printf '{"subject": "late entry", "plan": "promise", "at": "2026-06-02T07:30:00Z"}\n' |
		at 2026-06-02T12:00:00Z tk-open -q --batch - >/dev/null
	cat >old.jsonl <<-'END'
		{"key": "a", "kind": "open", "at": "2026-06-02T00:00:00Z", "subject": "yesterday", "plan": "promise"}
		{"key": "b", "kind": "open", "at": "2019-06-01T08:00:00Z", "subject": "solved long ago", "plan": "promise"}
		{"key": "b", "kind": "move", "at": "2019-06-01T09:00:00Z", "state": "resolved"}
	END
	at 2026-06-02T12:00:00Z tk-import -q old.jsonl
	run -0 due 2026-06-02T12:00:00Z -c ref,rule,due_at
	assert_output $'301\twarn\t2026-06-02T11:30:00Z'       # a late entry is news
	run -0 due 2026-06-02T15:00:00Z -c ref,rule,n
	assert_output $'302\tover\t2'                          # due at 14:00, after it came
	assert_equal "$(events fire)" 2
	assert_equal "$(ticket state 303)" resolved
	at 2026-06-03T00:00:00Z tk-audit verify -q
}

@test "due: another version of the policy takes over the moment it is in force" {
	rules <<-'END'
		  - {name: one, on: resolution, at: 50%, do: {notify: team}}
	END
	opened 2026-06-01T08:00:00Z >/dev/null
	sed -i 's/name: one, on: resolution, at: 50%/name: two, on: resolution, at: 25%/' p.yaml
	at 2026-06-01T09:00:00Z tk-policy load -q p.yaml --valid-from 2026-06-01T11:00:00Z
	run -0 due 2026-06-01T10:59:59Z
	assert_output ""
	run -0 due 2026-06-01T11:00:00Z -c rule,due_at
	assert_output $'two\t2026-06-01T10:00:00Z'
	run -0 due 2026-06-01T23:00:00Z
	assert_output ""
	at 2026-06-01T23:00:00Z tk-audit verify -q
}

@test "due: more than one transaction holds" {
	rules <<-'END'
		  - {name: warn, on: resolution, at: 50%, do: {notify: team}}
		  - {name: up, on: resolution, at: 75%, do: {escalate: next_level}}
	END
	for i in $(seq 2100); do printf '{"subject": "%d", "plan": "promise"}\n' "$i"; done |
		at 2026-06-01T08:00:00Z tk-open -q --batch - >/dev/null
	run -0 due 2026-06-01T15:00:00Z -c ref,rule
	assert_equal "$(wc -l <<<"$output") $(sort -u <<<"$output" | wc -l)" "4200 4200"
	assert_equal "$(tk-ls --level 2 --count)" 2100
	# in order of due: all warnings before the first escalation
	assert_equal "$(cut -f 2 <<<"$output" | uniq | paste -sd ' ')" "warn up"
	at 2026-06-02T00:00:00Z tk-audit verify -q
}

@test "due: two at the same moment do each thing once" {
	rules <<-'END'
		  - {name: warn, on: resolution, at: 50%, do: {notify: team}}
		  - {name: up, on: resolution, at: 75%, do: {escalate: next_level}}
		  - {name: over, on: resolution, at: 0, repeat: 1h, max: 3, catch_up: all, do: {notify: team}}
	END
	for i in $(seq 400); do printf '{"subject": "%d", "plan": "promise"}\n' "$i"; done |
		at 2026-06-01T08:00:00Z tk-open -q --batch - >/dev/null
	for k in 1 2 3 4; do due 2026-06-02T00:00:00Z -c ref,rule,n >"out$k" & done
	wait
	assert_equal "$(cat out? | wc -l) $(cat out? | sort -u | wc -l)" "2000 2000"
	assert_equal "$(events fire) $(events escalate)" "2000 400"
	at 2026-06-02T00:00:00Z tk-audit verify -q
}

@test "due: killed at any moment, the next run does the rest" {
	rules <<-'END'
		  - {name: warn, on: resolution, at: 50%, do: {notify: team}}
		  - {name: up, on: resolution, at: 75%, do: {escalate: next_level}}
	END
	for i in $(seq 3000); do printf '{"subject": "%d", "plan": "promise"}\n' "$i"; done |
		at 2026-06-01T08:00:00Z tk-open -q --batch - >/dev/null
	for wait in 001 01 02 03 04 05 06 08 1 12; do
		TK_NOW=2026-06-02T00:00:00Z tk-escalate --due >/dev/null 2>&1 &
		sleep "0.$wait"
		kill -9 $! 2>/dev/null || true
		wait $! 2>/dev/null || true
		at 2026-06-02T00:00:00Z tk-audit verify -q --quick
	done
	due 2026-06-02T00:00:00Z >/dev/null
	assert_equal "$(events fire) $(events escalate)" "6000 3000"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE kind = 'escalate' GROUP BY ticket HAVING count(*) > 1")" ""
	at 2026-06-02T00:00:00Z tk-audit verify -q
}

@test "due: from cron: standard input is left alone, formats, columns" {
	rules <<-'END'
		  - {name: warn, on: resolution, at: 50%, do: {notify: team}}
	END
	opened 2026-06-01T08:00:00Z >/dev/null
	run -0 bash -c 'TK_NOW=2026-06-01T10:00:00Z tk-escalate --due <&-'
	assert_output ""
	run -0 bash -c 'printf "1\n2\n" | (TK_NOW=2026-06-01T13:00:00Z tk-escalate --due -n --table; cat)'
	assert_line --regexp '^Ref +Rule +On +Due +Did$'
	assert_line 2
	run -0 due 2026-06-01T13:00:00Z --json -n
	assert_equal "$(jq -c keys <<<"$output")" \
		'["at","cycle","did","due_at","failed","n","on","ref","rule","skipped","to"]'
	run -0 due 2026-06-01T13:00:00Z -n --csv
	assert_line --index 0 "ref,rule,on,due_at,did"
	run -0 due 2026-06-01T13:00:00Z --columns=help
	assert_output --partial "due_at"
	run -64 due 2026-06-01T13:00:00Z -c nothing
}
