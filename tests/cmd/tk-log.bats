#!/usr/bin/env bats
# tk-log: events across tickets: what happened since, by whom; follow them.

load ../helper
load readers

# Events 1 (the policy) to 11 of two tickets.
some_events() {
	team_desk
	open_at 2026-11-20T09:00:00Z -s 'Transfer missing' --customer acme -c payment.missing -m 'Where is it?'
	at 2026-11-20T09:10:00Z tk-assign 1 --to luis
	at 2026-11-20T09:20:00Z tk-note 1 --as luis -m $'bank holds it\nmore' --ask @ana
	at 2026-11-20T10:00:00Z tk-open -q -s 'Cannot log in'
	at 2026-11-20T11:00:00Z tk-note 1 --as luis -p -m 'We found it.' --solution
	at 2026-11-20T12:00:00Z tk-note 1 --from-customer --channel phone -m 'Good!'
	at 2026-11-21T08:00:00Z tk-set 2 priority=P1 tags=vip
	at 2026-11-21T09:00:00Z tk-move held 1 --until 2026-11-23T09:00:00Z
} >/dev/null

# seqs OPTIONS...: the numbers of the events, in one line.
seqs() {
	tk-log -c seq "$@" | paste -sd ' '
}

@test "one line an event, in fixed words" {
	some_events
	run -0 tk-log
	assert_line -n 0 --regexp $'^\t1\t2026-11-01T00:00:00Z\tana\tpolicy\tversion 1'
	assert_line -n 1 $'\t2\t2026-11-20T09:00:00Z\tana\tcustomer\tcustomer acme'
	assert_line -n 2 $'1\t3\t2026-11-20T09:00:00Z\tana\topen\tTransfer missing; priority P2; kind incident; category payment.missing'
	assert_line -n 3 $'1\t4\t2026-11-20T09:10:00Z\tana\tassign\tagent luis'
	assert_line -n 4 $'1\t5\t2026-11-20T09:10:00Z\tana\tmove\tnew -> open; by take'
	assert_line -n 5 $'1\t6\t2026-11-20T09:20:00Z\tluis\tnote\tnote; ask @ana: bank holds it'
	assert_line -n 7 $'1\t8\t2026-11-20T11:00:00Z\tluis\tnote\treply; solution: We found it.'
	assert_line -n 8 $'1\t9\t2026-11-20T12:00:00Z\tacme\tnote\tmessage; channel phone: Good!'
	assert_line -n 9 $'2\t10\t2026-11-21T08:00:00Z\tana\tset\ttags vip; priority P3 -> P1'
	assert_line -n 10 $'1\t11\t2026-11-21T09:00:00Z\tana\tmove\topen -> held; until 2026-11-23T09:00:00Z'
	LC_ALL=es_ES.UTF-8 run -0 tk-log 1 -c what
	assert_line -n 0 "priority P2; kind incident; category payment.missing"
}

@test "every fact that tk-set changes is told" {
	team_desk
	tk-open -q -s 'Old' --channel mail --customer acme >/dev/null
	tk-set 1 subject=New kind=question category=refund complexity=complex priority=P1 impact=high urgency=low \
		affected=7 customer=bruno channel=phone lang=es plan= tags=vip payment_id=PAY-1
	local brief sentence fact
	brief=$(tk-log 1 -c what --kind set)
	sentence=$(tk-show 1 --width 0 | grep changed)
	for fact in "kind incident -> question" "category refund" "complexity complex" "priority P3 -> P1" "impact " "urgency " \
		"affected 0 -> 7" "customer acme -> bruno" "channel mail -> phone" "lang es" "tags vip" subject; do
		[[ $brief == *"$fact"* ]] || fail "what: no \"$fact\" in: $brief"
		[[ $sentence == *"$fact"* ]] || fail "words: no \"$fact\" in: $sentence"
	done
	assert_regex "$brief" 'f\.payment_id PAY-1'
	assert_regex "$sentence" 'payment_id PAY-1'
	tk-set 1 channel= payment_id=
	assert_equal "$(tk-log 1 -c what --kind set | tail -n 1)" "channel phone -> -; f.payment_id PAY-1 -> -"
}

@test "filters" {
	some_events
	local bad=0 options wanted found
	while IFS='|' read -r options wanted; do
		# shellcheck disable=SC2086
		found=$(seqs $options)
		if [[ $found != "$wanted" ]]; then
			echo "tk-log $options: \"$found\", not \"$wanted\""
			bad=1
		fi
	done <<-'END'
		--by luis|6 8
		--by me|1 2 3 4 5 7 10 11
		--not-by me|6 8 9
		--by luis,ana --kind note|6 8
		--kind note|6 8 9
		--kind open,set|3 7 10
		--not-kind note,policy,customer|3 4 5 7 10 11
		--role customer|9
		--not-role agent|9
		--public|3 7 8 9
		--public --kind note|8 9
		--since 2026-11-21|10 11
		--since -4h|10 11
		--since 2026-11-20T11:00:00Z|8 9 10 11
		--since 2026-11-20|2 3 4 5 6 7 8 9 10 11
		--since 2026-11|1 2 3 4 5 6 7 8 9 10 11
		--since yesterday|2 3 4 5 6 7 8 9 10 11
		--since 2026-11-20..2026-11-20|2 3 4 5 6 7 8 9
		--since ..2026-11-20T09:10:00Z|1 2 3
		--since yesterday --until yesterday|2 3 4 5 6 7 8 9
		--since 2026-11-20 --until 2026-11-21|2 3 4 5 6 7 8 9 10 11
		--until 2026-11-20|1 2 3 4 5 6 7 8 9
		--until 2026-10|
		--until -3h|1 2 3 4 5 6 7 8 9 10
		--since 2026-11-20 --until 2026-11-20T09:20:00Z|2 3 4 5
		--until 2026-11-20T09:00:00Z|1
		--as-of 2026-11-20T09:10:00Z|1 2 3 4 5
		--after 8|9 10 11
		--after 8 --since 2026-11-21|10 11
		--after 11|
		--limit 2|1 2
		--after 5 --kind note --limit 2|6 8
		2|7 10
		2 1 --kind open|3 7
		TK-2-H --since 2026-11-21|10
		1 1 --limit 3|3 4 5
	END
	[ "$bad" -eq 0 ]
}

@test "history that was imported comes where it happened, or where it was recorded" {
	team_desk
	tk-open -q -s now >/dev/null
	echo '{"subject":"then","at":"2026-11-05T00:00:00Z"}' | tk-open -q --batch - >/dev/null
	assert_equal "$(tk-log -c ref --kind open | paste -sd ' ')" "1 2"
	assert_equal "$(tk-log -c ref --kind open --since 2026-11-01 --until now | paste -sd ' ')" "2"
	assert_equal "$(tk-log -c ref --kind open --since 2026-11 | paste -sd ' ')" "2 1"
	assert_equal "$(tk-log -c ref --kind open --since 2026-11 --after 1 | paste -sd ' ')" "1 2"
}

@test "JSON: whole events, or the columns named" {
	some_events
	tk-log 1 --kind note --json >notes.json
	assert_equal "$(jq -r '[.ref, .seq, .kind, .role, .public, .what] | @tsv' notes.json)" "$(printf '%s\n' \
		$'1\t6\tnote\tagent\tfalse\tnote; ask @ana' \
		$'1\t8\tnote\tagent\ttrue\treply; solution' \
		$'1\t9\tnote\tcustomer\ttrue\tmessage; channel phone')"
	assert_equal "$(jq -r .texts.body notes.json)" $'bank holds it\nmore\nWe found it.\nGood!'
	assert_equal "$(tk-log --kind policy --json | jq -c '[.ref, .data.version]')" '[null,"1"]'
	run -0 tk-log 1 --kind assign --json -c ref,actor,text
	assert_output '{"ref":"1","actor":"ana","text":null}'
	run -0 tk-log --columns=help --tsv
	assert_line --partial $'summary\ttext'
}

@test "any list feeds any command" {
	some_events
	run -0 bash -c 'tk-log --kind note,set --since 2026-11-20 | tk-ls --count >/dev/null; tk-log --kind note,open | tk-show --json | jq -r .ref'
	assert_output $'1\n2'
	run -0 bash -c 'tk-ls | tk-log --kind open -c ref -'
	assert_output $'1\n2'
}

@test "what is not there, and wrong usage" {
	some_events
	run -1 tk-log 99
	assert_output "tk-log: 99: no such ticket"
	run -64 tk-log --kind notes
	run -64 tk-log --since soon
	run -64 tk-log --role bots
	run -64 tk-log -f --until now
	assert_output --partial "--follow has no end"
	run -64 tk-log -f --since 2026-11-20..2026-11-20
	assert_output --partial "--follow has no end"
	run -0 bash -c 'printf "a\nb\n" | while read -r line; do tk-log >/dev/null; echo "$line"; done'
	assert_output $'a\nb'
	sqlite3 "$TK_DB" "DELETE FROM text WHERE body LIKE 'bank holds%'"
	run -0 tk-log --kind note --limit 1 -c summary,text
	assert_output $'note; ask @ana\t'
}

@test "follow: what is there at once, what comes as it comes" {
	some_events
	mkfifo pipe
	tk-log -f --after 10 --limit 2 -c seq,kind >pipe &
	exec 4<pipe
	read -r line <&4
	assert_equal "$line" $'11\tmove'
	tk-note 2 -m new
	read -r line <&4
	assert_equal "$line" $'12\tnote'
	exec 4<&-
	wait $!
}

@test "follow: ends when its reader goes away, though nothing happens" {
	some_events
	run timeout 60 bash -c 'tk-log -f --after 10 | head -n 1'
	assert_equal "$status" 0
	assert_output --partial "open -> held"
	run timeout 60 bash -c 'tk-log -f --json --since 2026-11-21 --kind move | head -n 1 | jq .seq'
	assert_output 11
}
