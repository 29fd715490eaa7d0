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

@test "check --into: parts, one after the other" {
	local shared=$ROOT/share
	run -0 tk-policy check --into default "$shared"/calendars/*.yaml "$shared"/policies/deadlines/*.yaml
	assert_output ""
	[ ! -e "$TK_DB" ]
	run -65 tk-policy check --into default "$shared/policies/deadlines/psd2.yaml"
	assert_output --partial 'deadlines/psd2.yaml:22:15: error: there is no calendar "target"'
	echo 'plans: {gold: {label: Gold, hours: ofice}}' >part.yaml
	run -65 tk-policy check --into default part.yaml "$shared/calendars/spain.yaml"
	assert_line --index 0 'part.yaml:1:36: error: there is no calendar "ofice" (did you mean "office"?)'
	echo 'plans: {gold: {label: Gold, hours: office}}' >part.yaml
	run -0 tk-policy check --into default - <part.yaml
	run -65 tk-policy check part.yaml
	run -64 tk-policy check --into default
	run -66 tk-policy check --into nosuch part.yaml
	printf -- '- a\n' >part.yaml
	run -65 tk-policy check --into default part.yaml
	assert_output --partial "a policy is a map"
}

@test "promise: a page made from the policy in force, a version or a file" {
	desk
	run -0 tk-policy promise
	assert_line --index 0 "Help desk: what you may expect"
	assert_line --regexp '^Critical +30 minutes +30 minutes +4 hours +Day and night$'
	assert_line "As of Saturday 2026-11-21."
	[ "$(wc -L <<<"$output")" -le 80 ]
	policy_with 's/^title: .*/title: {en: Second, es: Segunda}/'
	tk-policy load -q policy.yaml
	assert_equal "$(tk-policy promise | head -n 1)" "Second: what you may expect"
	assert_equal "$(tk-policy promise 1 | head -n 1)" "Help desk: what you may expect"
	assert_equal "$(tk-policy promise policy.yaml --lang es | head -n 1)" "Segunda: qué puede esperar"
	run -1 tk-policy promise 7
	run -66 tk-policy promise nosuch.yaml
	run -64 tk-policy promise 1 2
	run -64 tk-policy promise --csv
	run -64 tk-policy promise --html --json
	TK_DB=nosuch.db run -0 tk-policy promise default
}

@test "promise: what is told of the open-banking provider" {
	run -0 tk-policy promise open-banking-provider
	assert_line "Plan Standard, and customers without a plan"
	assert_line --regexp '^Critical +30 minutes +30 minutes +30 minutes +4 hours +Day and night$'
	assert_line --regexp '^500 people or more +Critical +Critical +High$'
	assert_line "Languages  English, Spanish, French, German, Italian and Portuguese"
	assert_line "Somebody is on call at any hour for cases of this gravity: Critical."
	assert_line --regexp '^Premium +2.*900 EUR a +no limit'
	assert_line --partial "such as OB-4711-K"
	assert_line --partial "stage Live and Optimising; payments from"
	assert_line "All people of your firm can follow its cases."
	assert_line --partial "15 business days;"
}

@test "promise: the channels of the banking app, the closures of the four levels" {
	run -0 tk-policy promise banking-app --lang en --width 160
	assert_line --regexp '^Critical +any way +15 minutes'
	assert_line --regexp '^High, Normal and Low +Chat +1 minute +3 minutes +24 hours +24 hours +Day and night$'
	assert_line --regexp '^High, Normal and Low +Video call +5 minutes \(Video calls\)'
	run -0 tk-policy promise four-level-desk --lang en
	assert_line --regexp '^Monday 2026-11-23 +Soberanía Nacional +closed '
	assert_line "Holidays are known up to Thursday 2026-12-31."
	assert_line --partial "time of Buenos Aires, now UTC-03:00"
}

# secrets: what customers must not read of the desk's policy. A word that is a
# label for them as well is left out.
secrets() {
	tk-policy list agents -c full
	tk-policy list agents -c mail
	tk-policy list rosters -c name
	tk-policy list levels -c label --lang en
	printf '%s\n' 75% visa-dispute max_hands
}

@test "promise: nothing of the house is told" {
	local policy name form
	for policy in default four-level-desk open-banking-provider banking-app; do
		export TK_DB=$policy.db
		tk-init -q --policy "$ROOT/share/policies/$policy.yaml"
		secrets | grep -vxE 'Asistente|Experts|Customer operations|Technical support' >secrets
		for form in --json --html --lang=es --width=100; do
			tk-policy promise "$policy" "$form" >page
			[ -s page ]
			while read -r name; do
				[ -z "$name" ] || ! grep -qF "$name" page || fail "$policy $form tells $name"
			done <secrets
		done
	done
}

@test "promise: HTML needs nothing else, and is escaped" {
	policy_with "s/^title: .*/title: {en: \"A <b>desk<\/b> \& 'more'\", es: Mesa}/"
	run -0 tk-policy promise policy.yaml --html
	assert_line --index 0 "<!DOCTYPE html>"
	assert_line --index 1 '<html lang="en">'
	assert_line "<title>A &lt;b&gt;desk&lt;/b&gt; &amp; &#39;more&#39;: what you may expect</title>"
	refute_output --regexp '(src|href|url)[=(]'
	refute_output --partial "<script"
	refute_output --partial "<b>"
	assert_line '<tr><th scope="row" class="w">Critical</th><td>30 minutes</td><td></td><td>30 minutes</td><td>4 hours</td><td>Day and night</td></tr>'
	run -0 tk-policy promise four-level-desk --html
	assert_line '<html lang="es">'
	assert_equal "$(grep -c '<h1>' <<<"$output")" 1
}

# history: three years of a made-up desk with the default policy.
history() {
	desk 2>/dev/null
	"$ROOT/tests/bench/history" "${1:-500}" 7 1 >lines
	tk-import -q <lines
}

# told OPTION...: "P1 first_response KEPT OF" for each promise whose figure is told.
told() {
	tk-policy promise --json "$@" | jq -r '.promises[].rows[] | .priorities[0] as $p | .clocks[] |
		select(.kept_whole) | "\($p) \(.clock) \(.kept_part) \(.kept_whole)"' | sort
}

@test "promise: how much was kept is what the report of promises counts" {
	history
	told --few 1 >kept
	tk-report sla --period 2026-08..2026-10 --by priority --tsv -c section,group,metric,part,whole |
		awk -F '\t' '$3 == "sla" && $2 != "all" && $5 && $1 ~ /^(first_response|next_response|update|resolution)$/ {
			print $2, $1, $4, $5 }' | sort >counted
	[ "$(wc -l <kept)" -ge 9 ]
	# The policy promises no news to normal and low cases: what was once is not told.
	join -j 1 <(awk '{ print $1 "/" $2, $3, $4 }' kept | sort) <(awk '{ print $1 "/" $2, $3, $4 }' counted | sort) >both
	assert_equal "$(wc -l <both)" "$(wc -l <kept)"
	awk '$2 != $4 || $3 != $5 { exit 1 }' both
	assert_equal "$(tk-policy promise --json | jq -c .measured)" '{"first_day":"2026-08-01","last_day":"2026-10-31","few":20}'
}

@test "promise: of few promises nothing is told, nor where nothing fell due" {
	history 300
	told --few 1 | awk '$4 >= 20' >enough
	[ -s enough ]
	told | diff enough -
	told --few 1 | awk '$4 < 20' | grep -q .
	assert_equal "$(told --few 100000)" ""
	run -0 tk-policy promise --few 100000
	refute_output --regexp '(^kept|Kept:)'
	no_desk
	desk 2>/dev/null
	tk-policy promise >page
	tk-policy promise --no-measured | diff page -
	tk-policy promise default | diff page -
}

# Three claims, of which two get their number in time; a deadline of two stages
# is one term. One falls due after the period.
@test "promise: terms of laws, how many were kept" {
	desk four-level-desk 2>/dev/null
	local i
	for i in 1 2 3 4; do
		at "2026-$((i < 4 ? 0 : 1))$((i < 4 ? 9 : 0))-29T15:00:00Z" tk-open -q -s "Claim $i" --kind complaint >/dev/null
		at "2026-$((i < 4 ? 0 : 1))$((i < 4 ? 9 : 0))-29T15:00:00Z" tk-note -q "$i" -m 'A claim.' --mark complaint_received
		[ "$i" -gt 2 ] || at 2026-09-30T15:00:00Z tk-note -q -p "$i" -m 'Number 4711.' --mark number_given
	done
	at 2026-10-05T15:00:00Z tk-note -q -p 1 -m 'We pay.' --mark final_reply
	run -0 tk-policy promise --period 2026-10 --few 1 --json
	assert_equal "$(jq -c '.terms[] | select(.name == "bcra-number" or .name == "bcra-claim") | [.name, .kept_part, .kept_whole]' <<<"$output" | sort)" \
		"$(tk-report sla --period 2026-10 --tsv -c group,metric,part,whole |
			awk -F '\t' '$2 == "sla" && $1 ~ /^bcra/ { printf "[\"%s\",%d,%d]\n", $1, $3, $4 }' | sort)"
	assert_equal "$(jq -c '[.terms[] | select(.kept_whole == 3)] | length' <<<"$output")" 2
	run -0 tk-policy promise --period 2026-10 --few 1 --lang en --width 160
	assert_line --regexp '^What .* Rule +Kept$'
	assert_line --regexp '^Claim number \(BCRA\) .* 66\.6 % of 3$'
	run -0 tk-policy promise --period 2026-10 --lang en --width 160
	refute_line --regexp '^What .* Kept$'
}

@test "promise: the period that was asked for, the policy's, or none" {
	history 300
	[ -n "$(told)" ]
	assert_equal "$(told --no-measured)" ""
	assert_equal "$(tk-policy promise --json --no-measured | jq -c .measured)" null
	assert_equal "$(tk-policy promise --json --period 2026-09 | jq -c '[.measured.first_day, .measured.last_day]')" '["2026-09-01","2026-09-30"]'
	run -0 tk-policy promise --period ..2026-10
	assert_output --partial 'fell due up to Saturday 2026-10-31'
	# As it was known then; what fell due later is not told.
	assert_equal "$(told --few 1 --as-of 2026-09-15T00:00:00Z --period 2026-08)" \
		"$(TK_NOW=2026-09-15T00:00:00Z told --few 1 --period 2026-08)"
	policy_with '$a promise: {measured: false}'
	tk-policy load -q policy.yaml
	assert_equal "$(told)" ""
	[ -n "$(told --period 12mo)" ]
	policy_with '$a promise: {months: 1}'
	tk-policy load -q policy.yaml
	assert_equal "$(tk-policy promise --json | jq -c '[.measured.first_day, .measured.last_day]')" '["2026-10-01","2026-10-31"]'
	run -64 tk-policy promise --period 2026-09 --no-measured
	run -64 tk-policy promise --period nonsense
	run -64 tk-policy promise --period 2027-01
	assert_output --partial 'begins after now'
	run -64 tk-policy promise policy.yaml --period 2026-09
	assert_output --partial 'a file knows nothing of what was kept'
}

@test "promise: kept stands below what was promised, rounded down, in every language" {
	history
	run -0 tk-policy promise --width 100
	assert_line --regexp '^Normal +4 hours'
	assert_line --regexp '^kept +[0-9]+\.[0-9] % of [0-9]+ '
	assert_line --partial 'Kept: the share of these promises that fell due from Saturday 2026-08-01 to Saturday'
	[ "$(tk-policy promise | wc -L)" -le 80 ]
	run -0 tk-policy promise --html
	assert_line --regexp '^<tr class="more"><th scope="row" class="w">kept</th><td>[0-9]+\.[0-9] % of [0-9]+</td>'
	run -0 tk-policy promise --lang es --width 100
	assert_line --regexp '^cumplido +[0-9]+\.[0-9] % de [0-9]+ '
	# One of many broken is not 100 %.
	run -0 bash -c "tk-policy promise --json | jq -e '[.promises[].rows[].clocks[] | select(.kept_part and .kept_part < .kept_whole)] | all(.kept < 1)'"
}

@test "promise: what one can look up is told where the policy has it" {
	run -0 tk-policy promise open-banking-provider --html
	assert_line '<dt>Help centre</dt><dd><a href="https://help.example.com">https://help.example.com</a></dd>'
	policy_with '$a promise: {status: "javascript:alert(1)", help_centre: "https://x.example/<b>"}'
	run -0 tk-policy promise policy.yaml --html
	assert_line '<dt>State of the service</dt><dd>javascript:alert(1)</dd>'
	assert_line '<dt>Help centre</dt><dd><a href="https://x.example/&lt;b&gt;">https://x.example/&lt;b&gt;</a></dd>'
	run -0 tk-policy promise default
	refute_output --partial 'look up yourself'
}

@test "promise: JSON for an app" {
	run -0 tk-policy promise open-banking-provider --json
	assert_equal "${#lines[@]}" 1
	assert_equal "$(jq -c '[.promises[].plans]' <<<"$output")" '[["standard"],["plus"],["premium"]]'
	assert_equal "$(jq -c '.promises[2].rows[1].clocks[0]' <<<"$output")" \
		'{"clock":"first_response","target":"1h","target_s":3600,"hours":"always","kept":null,"kept_part":null,"kept_whole":null}'
	assert_equal "$(jq -c '[.measured, .promises[0].rows[0].priorities]' <<<"$output")" '[null,["P1"]]'
	assert_equal "$(jq -r .api_docs <<<"$output")" "https://docs.example.com/api"
	assert_equal "$(jq -c '.plans[] | select(.name == "plus") | [.quota, .price_minor, .currency]' <<<"$output")" '[100,49000,"EUR"]'
	assert_equal "$(jq -c '.terms[0].within' <<<"$output")" '["15bd","35bd"]'
	assert_equal "$(jq -r '.hours[0].week.mon[0]' <<<"$output")" "08:00-20:00"
	run -0 tk-policy promise four-level-desk --json --lang en
	assert_equal "$(jq -c '.closures[0]' <<<"$output")" \
		'{"date":"2026-11-23","occasion":"Soberanía Nacional","open":[],"hours":["phone-line","office"]}'
	assert_equal "$(jq -r .holidays_known_to <<<"$output")" 2026-12-31
}

@test "promise: the language is asked for, the reader's, or the policy's" {
	run -0 tk-policy promise open-banking-provider --lang pt
	assert_line --index 0 "Suporte de pagamentos: o que pode esperar"
	assert_line --partial "30 minutos"
	assert_equal "$(tk-policy promise open-banking-provider --lang de-AT | head -n 1)" "Zahlungsverkehr-Support: was Sie erwarten dürfen"
	assert_equal "$(tk-policy promise four-level-desk --lang fr | head -n 1)" "Mesa de ayuda de Cobro Fácil: qué puede esperar"
	assert_equal "$(tk-policy promise four-level-desk | head -n 1)" "Mesa de ayuda de Cobro Fácil: qué puede esperar"
	assert_equal "$(LC_ALL='' LANG=it_IT.UTF-8 tk-policy promise open-banking-provider | head -n 1)" "Assistenza pagamenti: che cosa può aspettarsi"
	assert_equal "$(LC_ALL=C tk-policy promise four-level-desk | sed -n 2p)" "$(printf '%080d' 0 | tr 0 -)"
}

@test "promise: every text is translated into the languages of the provider" {
	command -v msgfmt >/dev/null || skip "no msgfmt"
	command -v xgettext >/dev/null || skip "no xgettext"
	xgettext --from-code=UTF-8 -k_ -kN_ -kNG_:1,2 -kCOUNTED:2,3 --omit-header -o texts.pot \
		"$ROOT"/lib/app/promise_*.c "$ROOT/lib/app/show_customer.c"
	for lang in es fr de it pt; do
		run -0 msgfmt --check -o /dev/null "$ROOT/share/locale/$lang.po"
		assert_output ""
		run -0 bash -c 'msgmerge -q -N "$1" texts.pot | msgattrib --no-obsolete --untranslated - | grep -c "^msgid" || true' - "$ROOT/share/locale/$lang.po"
		assert_output 0
	done
}

@test "verbs are checked" {
	run -64 tk-policy
	assert_output --partial "check, load, show, list, diff, lint, promise or schema"
	run -64 tk-policy shwo
	assert_output --partial '(did you mean "show"?)'
	run -66 tk-policy list
}

# dates FILE: "calendar<TAB>date" of a file of share/calendars, in 2024 to 2028.
dates() {
	awk '
	/^  [a-z-]+:$/ { name = $1; sub(/:/, "", name) }
	match($0, /date: [0-9-]+/) {
		date = substr($0, RSTART + 6, RLENGTH - 6)
		if (length(date) == 10) print name "\t" date
		else for (year = 2024; year <= 2028; year++) print name "\t" year "-" date
	}' "$1" | sort
}

@test "the holidays are those of another source, where TK_DATA has it" {
	local rows=${TK_DATA:-}/holidays/public_holidays_2016_2030.all_regions.csv.gz name country region
	[ -n "${TK_DATA:-}" ] || skip "TK_DATA is not set"
	[ -e "$rows" ] || skip "TK_DATA has no holidays"
	# Country, region, file, calendar. Of the United Kingdom a day at a weekend
	# is not listed beside its substitute; Italy's Easter Sunday is not listed.
	while read -r country region file name; do
		dates "$ROOT/share/calendars/$file.yaml" | awk -v name="$name" '$1 == name { print $2 }' >ours
		zcat "$rows" | awk -F, -v c="$country" -v r="${region#-}" '
			$1 == c && $2 == r && $7 == "public" && $4 >= "2024" && $4 < "2029" { print $4 }' | sort -u >all
		case $country in
		GB) while read -r day; do [ "$(date -d "$day" +%u)" -gt 5 ] || echo "$day"; done <all >theirs ;;
		IT) grep -vxE '2024-03-31|2025-04-20|2026-04-05|2027-03-28|2028-04-16' all >theirs ;;
		*) cp all theirs ;;
		esac
		[ -s theirs ] || fail "$name: no days of $country $region"
		[ "$name" != scotland ] || echo 2026-06-15 >>theirs
		sort -o theirs theirs
		diff theirs ours || fail "$name differs"
	done <<-'END'
		GB ENG england-wales england-wales
		GB SCT scotland scotland
		GB NIR northern-ireland northern-ireland
		FR - france france
		FR 67 france france-alsace-moselle
		IT - italy italy
		PT - portugal portugal
		DE - germany germany
		DE BE germany-states germany-be
		DE BY germany-states germany-by
		DE SN germany-states germany-sn
		DE TH germany-states germany-th
		ES - spain spain
	END
}

@test "load --apply-to-running: running clocks take the new version, an event a ticket" {
	desk 2>/dev/null
	for i in 1 2 3; do tk-open -q -s "Ticket $i" -m text; done >/dev/null
	tk-note --public 1 -m "first answer" -q
	tk-move -q resolved 2
	sed 's/first_response: {target: 4h, calendar: office/first_response: {target: 2h, calendar: office/' \
		"$ROOT/share/policies/default.yaml" >p.yaml
	clocks() {
		sqlite3 "$TK_DB" "SELECT ticket, name, policy, target FROM clock WHERE state < 2 ORDER BY ticket, name"
	}
	before=$(clocks)
	export TK_NOW=2026-11-21T13:00:00Z
	run -0 tk-policy load --apply-to-running -n p.yaml
	assert_line "tk-policy: applied to running clocks: 2 tickets, 3 clocks; 1 of them due at another instant, begun or ended"
	assert_line --partial "sla.normal.clocks.first_response.target"
	assert_equal "$(clocks)" "$before"
	tk-policy load -q p.yaml
	assert_equal "$(clocks)" "$before"
	run -0 tk-policy load --apply-to-running p.yaml
	assert_line "tk-policy: p.yaml: the policy in force has this text already"
	assert_line "tk-policy: applied to running clocks: 2 tickets, 3 clocks; 1 of them due at another instant, begun or ended"
	assert_equal "$(clocks)" $'1|resolution|2|18h\n3|first_response|2|2h\n3|resolution|2|18h'
	assert_equal "$(tk-log --kind set -c ref,what)" $'1\trepolicy 2\n3\trepolicy 2'
	run -0 tk-show 3
	assert_output --partial "root applied version 2 of the policy to its clocks"
	run -0 tk-policy load --apply-to-running p.yaml
	assert_line "tk-policy: no running clock is other under it"
	run -64 tk-policy load --apply-to-running --valid-from +1d p.yaml
	assert_output --partial "--apply-to-running applies what is in force now"
	tk-audit verify -q
}
