#!/usr/bin/env bats
# tk-assign: who holds a ticket.

load ../helper

ticket() {
	sqlite3 "$TK_DB" "SELECT ifnull($1, '-') FROM ticket WHERE id = ${2:-1}"
}

# level, team and agent of ticket 1.
holder() {
	ticket "level || ' ' || ifnull(team, '-') || ' ' || ifnull(agent, '-')"
}

@test "--to: an agent, me, or a team" {
	desk four-level-desk 2>/dev/null
	export TK_ACTOR=ana
	tk-open -q -s x -m "" --category payment
	run -0 --separate-stderr tk-assign --to bruno 1
	assert_equal "$output$stderr" ""
	assert_equal "$(holder)" "1 front bruno"
	tk-assign --to me 1
	assert_equal "$(holder)" "1 front ana"
	tk-assign --to @carla 1
	assert_equal "$(holder)" "1 front carla"
	tk-assign --to payments 1
	assert_equal "$(holder)" "1 payments -"
	run -65 tk-assign --to brno 1
	assert_output 'tk-assign: unknown agent "brno" (did you mean "bruno"?)'
	run -65 tk-assign --to @payments 1
	run -65 tk-assign --team nobody 1
	run -64 tk-assign 1
	assert_output --partial "to whom?"
	run -64 tk-assign --to ana --none 1
	run -64 tk-assign --to payments --team front 1
	tk-audit verify -q
}

@test "an agent keeps the ticket only where he belongs" {
	desk four-level-desk 2>/dev/null
	export TK_ACTOR=lucas
	tk-open -q -s x -m "" --category payment --agent hugo
	tk-assign --team disputes 1
	assert_equal "$(holder)" "1 disputes hugo"
	tk-assign --team payments 1
	assert_equal "$(holder)" "1 payments -"
	tk-assign --to elena 1
	tk-assign --level 3 1
	assert_equal "$(holder)" "3 technical -"
	tk-assign --level 2 --team disputes --to gala 1
	assert_equal "$(holder)" "2 disputes gala"
	tk-assign --none 1
	assert_equal "$(holder)" "2 disputes -"
	run -65 tk-assign --level 9 1
	assert_output "tk-assign: unknown level 9"
	run -64 tk-assign --level 10 1
	tk-audit verify -q
}

@test "without agents in the policy any plain name is one" {
	desk 2>/dev/null
	tk-open -q -s x -m ""
	tk-assign --to maria 1
	assert_equal "$(ticket agent)" maria
	run -65 tk-assign --to "two words" 1
	tk-assign --to me 1
	assert_equal "$(ticket agent)" "$(id -un)"
}

@test "-m and --reply go with it" {
	desk 2>/dev/null
	tk-open -q -s x -m ""
	tk-assign --to maria -m "she knows the bank" --reply "A specialist looks at it" 1
	assert_equal "$(sqlite3 "$TK_DB" "SELECT kind, instr(data, 'public=1') > 0 FROM event WHERE ticket = 1 ORDER BY seq")" \
		$'open|0\nassign|0\nnote|0\nnote|1\nmove|0'
	tk-audit verify -q
}

@test "taking or answering a new ticket moves it where the policy says" {
	desk 2>/dev/null
	for i in 1 2 3 4; do tk-open -q -s x -m ""; done >/dev/null
	tk-assign --to maria 1
	assert_equal "$(ticket state)" open
	tk-note 2 --public -m "We are on it"
	assert_equal "$(ticket state 2)" open
	tk-note 3 -m "internal"
	assert_equal "$(ticket state 3)" new
	sed '/^on_take:/d' "$ROOT/share/policies/default.yaml" >p.yaml
	tk-policy load -q p.yaml
	tk-assign --to maria 4
	assert_equal "$(ticket state 4)" new
}

@test "--if-free leaves alone what somebody holds: told, and 1" {
	desk 2>/dev/null
	for i in 1 2 3; do tk-open -q -s x -m ""; done >/dev/null
	tk-assign --to maria 2
	run -1 --separate-stderr tk-assign --if-free --to me 1 2 3
	assert_equal "$stderr" "tk-assign: 2: maria holds it"
	assert_equal "$(ticket agent 1) $(ticket agent 2) $(ticket agent 3)" "$(id -un) maria $(id -un)"
	run -0 tk-assign --if-free --to me 1
}

@test "--next: the most urgent that fits me, and nothing else on stdout" {
	desk four-level-desk 2>/dev/null
	tk-open -q -s "normal" -m "" --category payment --customer-lang es           # 1
	tk-open -q -s "urgent" -m "" --category payment --affected 900               # 2
	tk-open -q -s "portuguese" -m "" --category payment --affected 900 --urgency high --customer-lang pt # 3
	tk-open -q -s "higher" -m "" --level 2 --affected 900 --urgency high         # 4
	tk-open -q -s "held" -m "" --category payment --affected 900 --urgency high  # 5
	TK_ACTOR=bruno tk-move -q held 5
	TK_ACTOR=ana run -0 --separate-stderr tk-assign --next
	assert_equal "$output" 2
	assert_equal "$stderr" ""
	assert_equal "$(ticket agent 2)" ana
	TK_ACTOR=ana run -0 tk-assign --next
	assert_output 1
	TK_ACTOR=ana run -1 --separate-stderr tk-assign --next
	assert_equal "$output$stderr" ""
	TK_ACTOR=carla run -0 tk-assign --next
	assert_output 3
	TK_ACTOR=elena run -0 tk-assign --next -m "mine"
	assert_output 4
	run -64 tk-assign --next 1
	run -64 tk-assign --next --to ana
	tk-audit verify -q
}

@test "who is no agent of the policy is told so, for --next and --to me" {
	desk four-level-desk 2>/dev/null
	tk-open -q -s "normal" -m "" --category payment
	local said
	said="tk-assign: you act as $(id -un), who is no agent of the policy (--as NAME or TK_ACTOR says who you are)"
	run -65 tk-assign --next
	assert_output "$said"
	run -65 tk-assign --to me 1
	assert_output "$said"
	run -65 tk-assign --to anna 1
	assert_output 'tk-assign: unknown agent "anna" (did you mean "ana"?)'
}

@test "--next: skills that the category asks for" {
	desk four-level-desk 2>/dev/null
	sed 's/level: 3, teams: \[technical\], languages: \[es, en\], skills: \[api\]/level: 3, teams: [technical], languages: [es, en], skills: [cobol]/' \
		"$ROOT/share/policies/four-level-desk.yaml" >p.yaml
	tk-policy load -q p.yaml
	tk-open -q -s x -m "" --category integration.webhook --team technical --level 3
	TK_ACTOR=ines run -1 tk-assign --next
	TK_ACTOR=joel run -0 tk-assign --next
	assert_output 1
}

@test "--next: not beyond the agent's capacity" {
	desk four-level-desk 2>/dev/null
	sed 's/skills: \[chat\], capacity: 25/skills: [chat], capacity: 1/' "$ROOT/share/policies/four-level-desk.yaml" >p.yaml
	tk-policy load -q p.yaml
	for i in 1 2; do tk-open -q -s x -m "" --category payment; done >/dev/null
	TK_ACTOR=ana tk-assign -q --next
	TK_ACTOR=ana run -1 tk-assign --next
	assert_output "tk-assign: ana holds 1 tickets, as many as the policy allows"
}

@test "--next: agents at once never take the same ticket" {
	desk 2>/dev/null
	for i in {1..30}; do echo "{\"subject\":\"$i\"}"; done | tk-open -q --batch >/dev/null
	for who in ana bruno carla; do
		(while ref=$(TK_ACTOR=$who tk-assign -q --next); do echo "$ref $who"; done >"taken.$who") &
	done
	wait
	assert_equal "$(cat taken.* | wc -l)" 30
	assert_equal "$(cut -d ' ' -f 1 taken.* | sort -u | wc -l)" 30
	assert_equal "$(sort -n taken.*)" "$(sqlite3 "$TK_DB" "SELECT id || ' ' || agent FROM ticket ORDER BY id")"
	tk-audit verify -q
}

@test "--next does not touch standard input; --dry-run gives nothing away" {
	desk 2>/dev/null
	for i in 1 2 3; do tk-open -q -s x -m ""; done >/dev/null
	run -0 tk-assign -n --next
	assert_output 1
	assert_equal "$(ticket agent)" -
	printf 'a\nb\n' | while read -r _; do tk-assign --next; done >taken
	assert_equal "$(cat taken)" $'1\n2'
}

@test "giving to others is a right of its own, taking is another" {
	desk four-level-desk 2>/dev/null
	sed 's/users: {root: \[admin\]/users: {nobody: [admin]/; s/^\(    operator: \[.*\), assign, take,/\1, take,/' \
		"$ROOT/share/policies/four-level-desk.yaml" >p.yaml
	tk-policy load -q p.yaml
	tk-open -q -s x -m "" --category payment
	TK_ACTOR=ana run -77 tk-assign --to bruno 1
	assert_output "tk-assign: 1: ana may not give tickets to others here: the right \"assign\" is missing (tk-policy show permissions)"
	TK_ACTOR=ana tk-assign --to me 1
	assert_equal "$(ticket agent)" ana
}
