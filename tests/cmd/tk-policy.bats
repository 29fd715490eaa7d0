#!/usr/bin/env bats
# tk-policy: the rules of the desk, from file to desk and back.

load ../helper

policy_with() {
	sed "$1" "$ROOT/share/policies/default.yaml" >"${2:-policy.yaml}"
}

@test "check: silence for what is right, all errors in one run for what is not" {
	run -0 tk-policy check "$ROOT/share/policies/default.yaml" default
	assert_output ""
	policy_with 's/^    class: new/    clas: new/; s/flow: idea,/flow: ideal,/'
	run -65 --separate-stderr tk-policy check default policy.yaml
	assert_equal "$output" ""
	[[ $stderr == *'policy.yaml:37:5: error: unknown key "clas" (did you mean "class"?)'* ]]
	[[ $stderr == *'    37 |     clas: new'$'\n''       |     ^~~~'* ]]
	[[ $stderr == *'there is no flow "ideal" (did you mean "idea"?)'* ]]
	[ ! -e "$TK_DB" ]
}

@test "check: standard input, TK_POLICY, and neither" {
	policy_with 's/^name: default/name: mine/'
	run -0 tk-policy check - <policy.yaml
	policy_with 's/^version: 1/version: one/'
	run -65 tk-policy check - <policy.yaml
	assert_output --partial "stdin:8:10: error:"
	TK_POLICY=policy.yaml run -65 tk-policy check
	run -64 tk-policy check
	assert_output --partial "check needs a FILE"
	run -66 tk-policy check nosuch.yaml
}

@test "load: a new version, bound to the record" {
	desk
	policy_with 's/^name: default/name: second/'
	run -0 --separate-stderr tk-policy load policy.yaml
	assert_equal "$output" ""
	assert_equal "$stderr" "tk-policy: policy.yaml: loaded as version 2"
	run -0 tk-policy list -c version,in_force,by,name,loaded
	assert_line --index 0 --regexp $'^1\tfalse\t[^\t]+\tdefault\t'
	assert_line --index 1 --regexp $'^2\ttrue\t[^\t]+\tsecond\t'
	run -0 tk-audit verify -q
	digest=$(sqlite3 "$TK_DB" 'SELECT lower(hex(digest)) FROM policy WHERE version = 2')
	run -0 sqlite3 "$TK_DB" "SELECT data FROM event WHERE kind = 'policy' ORDER BY seq DESC LIMIT 1"
	assert_output --partial $'\tname=second\tdigest='"$digest"$'\tpacked='
}

@test "load: the same text again changes nothing" {
	desk
	run -0 tk-policy load default
	assert_output --partial "already; nothing changed"
	assert_equal "$(tk-policy list | wc -l)" 1
}

@test "load: a dry run shows what would change" {
	desk
	policy_with 's/^name: default/name: second/; s/within: 30d/within: 60d/'
	run -0 --separate-stderr tk-policy load -n policy.yaml
	assert_equal "$output" $'changed\tname\tdefault\tsecond\nchanged\treopen.within\t30d\t60d'
	assert_equal "$(tk-policy list | wc -l)" 1
}

@test "load: in force from an instant on" {
	desk
	policy_with 's/^name: default/name: later/'
	run -0 tk-policy load policy.yaml --valid-from 2026-12-01
	assert_output "tk-policy: policy.yaml: loaded as version 2, in force from 2026-12-01T00:00:00Z"
	assert_equal "$(tk-policy show | head -n 1)" "default: Help desk"
	assert_equal "$(at 2026-12-01T00:00:00Z tk-policy show | head -n 1)" "later: Help desk"
	assert_equal "$(tk-policy show --as-of 2026-12-01 | head -n 1)" "later: Help desk"
	run -64 tk-policy load policy.yaml --valid-from 12/01/2026
}

@test "load: a bad file leaves the desk alone, a missing desk is 66" {
	desk
	printf 'version: 1\n' >policy.yaml
	run -65 tk-policy load policy.yaml
	assert_output --partial 'policy.yaml: error: "states" is missing'
	assert_equal "$(tk-policy list | wc -l)" 1
	TK_DB=nosuch.db run -66 tk-policy load default
	run -64 tk-policy load
	run -64 tk-policy load a b
}

@test "load: needs the right" {
	policy_with 's/everything: all/everything: [read, open, now]/'
	tk-init --policy policy.yaml
	run -77 tk-policy load default
	run -0 tk-policy list permissions -c rights
	assert_output "read,open,now"
}

@test "show: a summary, the whole text, a section, a version" {
	desk
	policy_with 's/^name: default/name: second/'
	tk-policy load -q policy.yaml
	run -0 tk-policy show
	assert_line --index 0 "second: Help desk"
	assert_line --index 1 --regexp '^version 2 of 2, from 2026-11-21 12:00 UTC, loaded by '
	assert_line --regexp '^states +new, open, waiting, held, resolved, closed$'
	[ "$(wc -L <<<"$output")" -le 80 ]
	tk-policy show --yaml | cmp - policy.yaml
	tk-policy show 1 --yaml | cmp - "$ROOT/share/policies/default.yaml"
	run -0 tk-policy show permissions
	assert_line --index 0 "permissions:"
	assert_line --index 2 "    everything: all"
	[[ $output != *channels* && $output != *'# ---'* ]]
	run -0 tk-policy show 1 name
	assert_output "name: default"
	run -0 tk-policy show handover
	assert_line --index 0 "handover:"
	assert_line --partial "solvable_at_level_1:"
}

@test "show: what is not there" {
	desk
	run -1 tk-policy show 7
	assert_output "tk-policy: there is no version 7; the newest is 1"
	run -64 tk-policy show permision
	assert_output --partial 'no section "permision" (did you mean "permissions"?)'
	run -64 tk-policy show 1 sla extra
	run -64 tk-policy show sla --yaml
}

@test "show speaks the reader's language" {
	desk
	run -0 tk-policy show --lang es
	assert_line --index 0 "default: Mesa de ayuda"
	run -0 tk-policy list states --lang es -c name,label
	assert_line $'waiting\tA la espera del cliente'
}

@test "list: every list has a header, rows and JSON" {
	desk
	for what in versions states kinds priorities categories levels permissions channels fields marks \
		replies calendars; do
		run -0 tk-policy list "$what" --csv
		[ "${#lines[@]}" -ge 2 ] || fail "$what has no rows"
		tk-policy list "$what" --json | jq -e . >/dev/null || fail "$what: JSON"
		tk-policy list "$what" --columns=help | cut -f 1 | paste -sd, - >columns
		run -0 tk-policy list "$what" --json -c "$(<columns)"
		assert_equal "$(jq -r 'keys_unsorted | join(",")' <<<"${lines[0]}")" "$(<columns)"
	done
	for what in teams agents rosters plans; do
		run -0 tk-policy list "$what"
		assert_output ""
	done
}

@test "list: exact rows" {
	desk
	run -0 tk-policy list states
	assert_line --index 2 $'waiting\twaiting\tWaiting for the customer'
	run -0 tk-policy list categories -c name,weight,priority_floor,urgency
	assert_line $'fraud\t5\tP2\thigh'
	assert_line $'payment.missing\t4\t\thigh'
	run -0 tk-policy list calendars --json -c name,zone,week_s,holidays,valid_to
	assert_line --index 1 '{"name":"office","zone":"UTC","week_s":162000,"holidays":2,"valid_to":null}'
	run -0 tk-policy list permissions --json
	assert_equal "$(jq -r '.rights | index("erase") != null' <<<"$output")" true
	run -64 tk-policy list state
	assert_output --partial '(did you mean "states"?)'
}

@test "list: people, plans and shifts" {
	cat >>"$BATS_TEST_TMPDIR/more" <<-'END'
	plans:
	  gold: {label: Gold, hours: always, channels: [mail], languages: [en], quota: {tickets: 20, per: month}, price: {amount: "99.50", currency: EUR, per: month}}
	END
	policy_with 's/^teams: {}/teams: {front: {level: 1, calendar: office}}/
		s/^agents: {}/agents: {ana: {name: Ana Prado, user: ana, level: 2, teams: [front], languages: [es], capacity: 9}}/'
	cat more >>policy.yaml
	run -0 tk-init --policy policy.yaml
	run -0 tk-policy list agents --json -c name,full,user,level,teams,languages,capacity,mail
	assert_output '{"name":"ana","full":"Ana Prado","user":"ana","level":2,"teams":["front"],"languages":["es"],"capacity":9,"mail":null}'
	run -0 tk-policy list teams
	assert_output --regexp $'^front\t1\toffice\t'
	run -0 tk-policy list permissions -c agent,user
	assert_line $'ana\tana'
	assert_line $'anyone\t'
	run -0 tk-policy list plans -c name,hours,price_minor,currency,price_per
	assert_output $'gold\talways\t9950\tEUR\tmonth'
}

@test "diff: versions, files, and nothing to say" {
	desk
	run -0 tk-policy diff
	assert_output ""
	policy_with 's/^name: default/name: second/; /^  info: /d'
	tk-policy load -q policy.yaml
	run -0 tk-policy diff
	assert_line $'changed\tname\tdefault\tsecond'
	assert_line --partial $'removed\tcategories.info\t'
	run -0 tk-policy diff 2 1 -c change,path
	assert_output $'changed\tname\nadded\tcategories.info'
	run -0 tk-policy diff default --json
	assert_equal "$(jq -r .change <<<"${lines[0]}")" changed
	run -0 tk-policy diff policy.yaml
	assert_output ""
	run -1 tk-policy diff 1 9
	run -64 tk-policy diff 1 2 3
}

@test "diff of two files needs no desk" {
	policy_with 's/^name: default/name: second/'
	run -0 tk-policy diff default policy.yaml
	assert_output $'changed\tname\tdefault\tsecond'
}

@test "lint: findings on stdout and 1; nothing and 0" {
	desk
	run -0 --separate-stderr tk-policy lint
	assert_equal "$output$stderr" ""
	policy_with 's/match: {priorities: P3}/match: {priorities: P2}/'
	run -1 --separate-stderr tk-policy lint policy.yaml
	assert_equal "$stderr" ""
	[[ $output == *'policy.yaml:'*': warning: '* ]]
	tk-policy load policy.yaml 2>said
	run -0 cat said
	assert_line --index 0 --regexp 'warnings: [1-9][0-9]* \(tk-policy lint policy.yaml\)$'
	run -1 tk-policy lint
	assert_output --partial "default.yaml:"
}

@test "schema: a table of keys, and a sample that is right" {
	run -0 tk-policy schema
	assert_line --index 0 $'path\ttype\trequired\tdefault\trange\twords\trefers\tsince\thelp'
	assert_equal "$(awk -F '\t' 'NF != 9' <<<"$output")" ""
	tk-policy schema --sample | sed 's/^#//' >sample.yaml
	run tk-policy check sample.yaml
	refute_output --partial "unknown key"
	run -64 tk-policy schema x
}

@test "verbs are checked" {
	run -64 tk-policy
	assert_output --partial "check, load, show, list, diff, lint or schema"
	run -64 tk-policy shwo
	assert_output --partial '(did you mean "show"?)'
	run -66 tk-policy list
}
