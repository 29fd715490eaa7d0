#!/usr/bin/env bats
# tk-ls: find tickets: filters, columns, sort, as of any instant.

load ../helper
load readers

# Six tickets, each with something of its own; 5 is resolved, 6 is closed.
six() {
	team_desk
	open_at 2026-11-20T09:00:00Z -s 'Transfer missing' --customer acme -c payment.missing \
		--channel mail --agent luis --team payments --level 2 --tag vip --field payment_id=PAY-1
	open_at 2026-11-20T10:00:00Z -s 'Cannot log in' --customer bruno --customer-lang es -c access \
		--channel chat --team front -t 'eu,vip' --affected 600 --urgency high
	open_at 2026-11-20T11:00:00Z -s 'Refund question' -c refund --kind question --complexity simple
	open_at 2026-11-20T12:00:00Z -s 'Paid twice' --customer acme -c payment.duplicate --agent ana
	open_at 2026-11-19T09:00:00Z -s 'Old and solved' -c info -m 'a word about refunds' --agent ana
	open_at 2026-11-18T09:00:00Z -s 'Older and closed' -c fees
	at 2026-11-19T10:00:00Z tk-move resolved 5
	at 2026-11-19T11:00:00Z tk-move resolved 6
	at 2026-11-19T12:00:00Z tk-move closed 6
	at 2026-11-20T13:00:00Z tk-note 1 --as luis -m 'is that right?' --ask front
	at 2026-11-20T14:00:00Z tk-note 2 -m 'Luis?' --ask @luis
} >/dev/null

@test "the queue: urgent and old first, done tickets left out" {
	six
	assert_equal "$(refs)" "2 1 4 3"
	assert_equal "$(refs --all)" "6 5 4 3 2 1"
	assert_equal "$(refs --state resolved,closed)" "6 5"
	assert_equal "$(refs --not-state closed)" "5 4 3 2 1"
	assert_equal "$(refs --not-state waiting)" "2 1 4 3"
	assert_equal "$(refs --state open,new)" "2 1 4 3"
}

# What each filter finds.
@test "filters find what they say" {
	six
	local bad=0 options wanted found
	while IFS='|' read -r options wanted; do
		# shellcheck disable=SC2086
		found=$(refs --sort ref $options)
		if [[ $found != "$wanted" ]]; then
			echo "tk-ls $options: \"$found\", not \"$wanted\""
			bad=1
		fi
	done <<-'END'
		--kind question|3
		--not-kind question|1 2 4
		--priority P1|2
		--priority 2|1
		--priority P1..P2|1 2
		--not-priority P1..P2|3 4
		--level 2|1
		--level 1..2 --not-level 2|2 3 4
		--team payments|1
		--team none|3 4
		--team front,none|2 3 4
		--agent luis|1
		--agent me|4
		--agent none|2 3
		--not-agent me|1 2 3
		--not-agent none|1 4
		--agent ana --all|4 5
		--customer acme|1 4
		--customer bruno --customer acme|1 2 4
		--customer none|3
		--not-customer acme|2 3
		--category payment|1 4
		--category payment.missing|1
		--not-category payment|2 3
		--complexity simple|3
		--complexity none|1 2 4
		--channel chat|2
		--channel none|3 4
		--lang es|2
		--tag vip|1 2
		--tag vip --not-tag eu|1
		--tag none|3 4
		--field payment_id=PAY-1|1
		--field payment_id|1
		--not-field payment_id|2 3 4
		--field payment_id=PAY-2|
		--opened 2026-11-20|1 2 3 4
		--opened 2026-11-19 --all|5
		--not-opened 2026-11-20 --all|5 6
		--opened 2026-11-20T11:00:00Z|3 4
		--opened 2026-11-18..2026-11-19 --all|5 6
		--changed 2026-11-20T12:30:00Z|1 2
		--in-state-for 1d|1 2 3 4
		--in-state-for 25h|1 2 3
		--idle 24h|3 4
		--asked luis|2
		--asked @luis|2
		--asked front|1
		--asked me|1
		--not-asked me|2 3 4
		--team front --tag vip|2
		--text "login"|
		--text refund*|3 5
		--text refund* --state resolved|5
		--plan none|1 2 3 4
	END
	[ "$bad" -eq 0 ]
}

@test "me: the agent and the teams he is in" {
	six
	assert_equal "$(refs --agent me --as luis)" "1"
	assert_equal "$(refs --asked me --as luis)" "2"
}

@test "a class stands for all its states" {
	sed 's/^  held:/  parked:\
    class: held\
    label: {en: Parked}\
    customer: {en: We wait.}\
    next: {en: We go on.}\
&/; s/\(      new: \[open, \)/\1parked, /; s/^      held: \[open, waiting, resolved\]/&\
      parked: [open]/' "$ROOT/share/policies/default.yaml" >two.yaml
	tk-init -q --policy two.yaml
	tk-open -q -s one && tk-open -q -s two && tk-open -q -s three
	tk-move parked 1
	tk-move held 2
	assert_equal "$(refs --state parked)" "1"
	assert_equal "$(refs --state held)" "2"
	assert_equal "$(refs --not-state held)" "1 3"
	assert_equal "$(refs --state waiting,parked)" "1"
}

@test "a misspelt word is an error with a hint" {
	six
	local option
	for option in state=opne kind=incidnet priority=P9 level=7 team=frnt category=payments.x \
		channel=mial complexity=hard field=paymnt_id=1 asked=bob agent=lus lang=x tag='a b' \
		opened=soon changed=soon in-state-for=x idle=-3d text=--- priority=P2..P1 field=payment_id=; do
		run -64 tk-ls "--$option"
		assert_output --partial "tk-ls: --${option%%=*}"
	done
	run -64 tk-ls --state opne
	assert_output 'tk-ls: --state: unknown state "opne" (did you mean "open"?) (tk-ls --help tells)'
	run -0 --separate-stderr tk-ls --customer nobody
	assert_equal "$output" ""
	assert_equal "$stderr" "tk-ls: --customer: no customer has the key nobody"
}

@test "words of an older policy are good while a ticket has them" {
	six
	sed -e '/^  luis:/d' -e '/^  payment.duplicate:/d' -e 's/teams: \[payments\]/teams: []/' policy.yaml >new.yaml
	at 2026-11-21T11:00:00Z tk-policy -q load new.yaml
	assert_equal "$(refs --agent luis)" "1"
	assert_equal "$(refs --category payment.duplicate)" "4"
	tk-assign 1 --to ana
	run -64 tk-ls --agent luis
	run -0 --separate-stderr tk-ls -c ref --agent luis --as-of 2026-11-20T15:00:00Z
	assert_equal "$output" "1"
	[[ $stderr == *'unknown agent "luis"'* ]]
}

@test "text: newest hit first, done tickets too, as it was" {
	six
	at 2026-11-21T09:00:00Z tk-note 1 -m 'about a Réfund, perhaps'
	assert_equal "$(refs --text refund)" "1 3"
	assert_equal "$(refs --text refunds)" "5"
	assert_equal "$(refs --text 'refund*')" "1 5 3"
	assert_equal "$(refs --text '"refund perhaps"')" "1"
	assert_equal "$(refs --text 'refund* -perhaps' --sort ref)" "3 5"
	assert_equal "$(refs --text 'refund*' --sort ref)" "1 3 5"
	assert_equal "$(refs --text 'refund*' --as-of 2026-11-21T09:00:00Z)" "1 5 3"
	assert_equal "$(refs --text 'refund*' --as-of 2026-11-21T08:59:59Z)" "5 3"
	assert_equal "$(refs --text 'refund*' --limit 1)" "1"
	assert_equal "$(tk-ls --text 'refund*' --count)" "3"
}

@test "sort: columns, both ways, ages, ends with the reference" {
	six
	assert_equal "$(refs --sort -ref)" "4 3 2 1"
	assert_equal "$(refs --sort opened)" "1 2 3 4"
	assert_equal "$(refs --sort age_s)" "4 3 2 1"
	assert_equal "$(refs --sort -age_s)" "1 2 3 4"
	assert_equal "$(refs --sort priority,-opened)" "2 1 4 3"
	assert_equal "$(refs --sort category)" "2 4 1 3"
	assert_equal "$(refs --sort agent)" "4 1 2 3"
	assert_equal "$(refs --sort -agent)" "2 3 1 4"
	run -64 tk-ls --sort opend
	assert_output --partial '(did you mean "opened"?)'
	run -64 tk-ls --sort tags
}

@test "count, limit, sample, exit status" {
	six
	assert_equal "$(tk-ls --count)" "4"
	assert_equal "$(tk-ls --count --all --limit 5)" "5"
	assert_equal "$(refs --limit 2)" "2 1"
	assert_equal "$(tk-ls --all -c ref --sample 4 | sort -u | wc -l)" "4"
	assert_equal "$(tk-ls --all -c ref --sample 9 | sort | paste -sd ' ')" "1 2 3 4 5 6"
	assert_equal "$(refs --sample 4 --sort -ref)" "4 3 2 1"
	assert_equal "$(tk-ls --all --sample 3 --count)" "3"
	run -0 tk-ls -e --state new
	run -1 tk-ls -e --state held
	assert_output ""
	run -0 tk-ls --state held
	run -1 tk-ls -e --count --state held
	assert_output "0"
}

@test "columns: default, named, of fields, all, help" {
	six
	run -0 tk-ls --limit 2
	assert_line -n 0 $'2\tP1\tnew\t93600\tfront\t\tbruno\tCannot log in'
	assert_line -n 1 $'1\tP2\tnew\t97200\tpayments\tluis\tacme\tTransfer missing'
	run -0 tk-ls -c ref,reference,f.payment_id,tags,asked,impact,unanswered_since,idle_s --customer acme
	assert_line -n 0 $'1\tTK-1-S\tPAY-1\tvip\tfront\tmedium\t2026-11-20T09:00:00Z\t82800'
	assert_line -n 1 $'4\tTK-4-R\t\t\t\tmedium\t2026-11-20T12:00:00Z\t86400'
	assert_equal "$(tk-ls -c +kind,opened --limit 1 | cut -f 8-)" $'Cannot log in\tincident\t2026-11-20T10:00:00Z'
	run -64 tk-ls -c ref,stat
	assert_output --partial 'did you mean "state"'
	run -0 tk-ls --columns=help --tsv
	assert_line --partial $'f.amount\ttext'
	assert_line --partial $'age_s\tseconds'
	assert_equal "$(tk-ls -c all --json --limit 1 | jq -r 'keys | length')" "$(tk-ls --columns=help --tsv | wc -l)"
	run -0 tk-ls --json -c agent,tags,f.amount,wake --customer bruno
	assert_output '{"agent":null,"tags":["eu","vip"],"f.amount":null,"wake":null}'
	run -0 tk-ls --format '%(ref) %(subject:5)' --limit 1
	assert_output "2 Cann…"
	assert_equal "$(tk-ls -0 -c ref | tr '\0' ,)" "2,1,4,3,"
}

@test "a table for people" {
	six
	run -0 tk-ls --table --state resolved
	assert_line -n 0 --regexp '^Ref  Prio  State +Age'
	assert_line -n 1 --regexp '^5 +P3 +resolved +1 h'
	run -0 tk-ls --table --state held
	assert_output ""
	run -0 tk-ls --table --color always --limit 1 -c ref,priority
	assert_output --partial $'\033[31mP1\033[0m'
}

@test "operands are refused, standard input is left alone" {
	six
	run -64 tk-ls open
	assert_output --partial '"open": filters are options'
	run -0 bash -c 'printf "a\nb\n" | while read -r line; do tk-ls --count >/dev/null; echo "$line"; done'
	assert_output $'a\nb'
	run -66 tk-ls --db nosuch.db
}

@test "as of: the desk as it stood" {
	six
	assert_equal "$(refs --as-of 2026-11-19T09:30:00Z)" "6 5"
	assert_equal "$(refs --as-of 2026-11-19T11:30:00Z --state resolved)" "6 5"
	assert_equal "$(refs --as-of 2026-11-20T12:59:59Z --asked front)" ""
	assert_equal "$(refs --as-of 2026-11-20T13:00:00Z --asked front)" "1"
	assert_equal "$(tk-ls --as-of 2026-11-20T12:00:00Z --count)" "4"
	assert_equal "$(tk-ls --as-of 2026-11-20T11:00:00Z -c ref,age_s --customer acme)" $'1\t7200'
	run -0 tk-ls --as-of 2026-11-20T13:00:00Z -c ref,asked,f.payment_id,tags --customer acme
	assert_line -n 0 $'1\tfront\tPAY-1\tvip'
}

# --- the property: the fold and the rows answer alike ---

# crowd: 250 tickets with a past, the same in every run.
crowd() {
	team_desk
	RANDOM=7
	local kinds=(incident request question complaint) channels=(mail chat phone web)
	local cats=(payment payment.failed payment.missing refund access fees) tags=(vip eu 'vip,eu' bank)
	local i
	for ((i = 0; i < 250; i++)); do
		printf '{"subject":"ticket %d word%d","kind":"%s","channel":"%s","category":"%s","customer":"c%d","at":"2026-11-%02dT%02d:00:00Z"' \
			"$i" $((RANDOM % 5)) "${kinds[RANDOM % 4]}" "${channels[RANDOM % 4]}" "${cats[RANDOM % 6]}" \
			$((RANDOM % 9)) $((1 + i / 25)) $((RANDOM % 24))
		((RANDOM % 3)) || printf ',"tags":"%s"' "${tags[RANDOM % 4]}"
		((RANDOM % 3)) || printf ',"lang":"%s"' "$( ((RANDOM % 2)) && echo es || echo en)"
		((RANDOM % 4)) || printf ',"fields":{"payment_id":"P%d"}' $((RANDOM % 6))
		printf '}\n'
	done | tk-open -q --batch - >/dev/null
	for ((i = 0; i < 40; i++)); do
		some() { for ((k = 0; k < 9; k++)); do echo $((1 + RANDOM % 250)); done; }
		export TK_NOW
		printf -v TK_NOW '2026-11-%02dT%02d:30:00Z' $((12 + i / 6)) $((i % 6 * 3))
		some | tk-assign -q --keep-going --to "$( ((RANDOM % 2)) && echo luis || echo @ana)" - || true
		some | tk-move -q --keep-going "$( ((RANDOM % 2)) && echo open || echo waiting)" - || true
		((i % 2)) || some | tk-move -q --keep-going resolved - || true
		((i % 5)) || some | tk-move -q --keep-going closed - || true
		((i % 3)) || some | tk-set -q --keep-going priority=P$((1 + RANDOM % 4)) tags=+late - || true
		((i % 4)) || some | tk-note -q --keep-going -m "note word$((RANDOM % 5))" --ask front - || true
	done >/dev/null 2>&1
	TK_NOW=2026-11-21T12:00:00Z
}

# a_filter: one to three random filters and perhaps an order.
a_filter() {
	local one=(
		'--state new' '--state open' '--state waiting,resolved' '--state closed' '--not-state open' '--not-state closed'
		'--kind incident' '--not-kind question,request' '--priority P1..P2' '--not-priority P4' '--level 1'
		'--team none' '--agent ana' '--agent none' '--agent luis,none' '--not-agent ana' '--customer c3'
		'--customer c1,c2 --not-customer c2' '--category payment' '--not-category payment.failed' '--category fees,refund'
		'--channel mail' '--not-channel chat' '--lang es' '--lang none' '--tag vip' '--tag eu --tag late' '--tag none'
		'--not-tag vip' '--field payment_id=P3' '--field payment_id' '--not-field payment_id' '--opened 2026-11-03..2026-11-05'
		'--opened 2026-11-09' '--not-opened 2026-11-02' '--changed -4d' '--changed 2026-11-14' '--in-state-for 5d'
		'--idle 6d' '--asked front' '--asked me' '--not-asked front' '--text word3' '--text "note word2"' '--all' '--all'
	)
	local orders=('' '' '--sort -opened' '--sort agent,-priority' '--sort category,state' '--sort -changed'
		'--sort customer,-ref' '--sort subject' '--limit 7' '--sort -state --limit 30')
	local n=$((1 + RANDOM % 3)) text=''
	while ((n--)); do
		text+=" ${one[RANDOM % ${#one[@]}]}"
	done
	[[ $text == *--text*--text* ]] && text=${text/--text word3/}
	[[ $text == *--text*--text* ]] && text=${text%--text*}
	[[ $text == *--in-state*--in-state* || $text == *--idle*--idle* ]] && text=' --state new'
	echo "$text ${orders[RANDOM % ${#orders[@]}]}"
}

@test "as of now is as it is, for random filters" {
	crowd
	RANDOM=11
	local round text bad=0 some=0
	local -a f
	for ((round = 0; round < 120; round++)); do
		text=$(a_filter)
		RANDOM=$((1000 + round))
		eval "f=($text)"
		run -0 tk-ls -c all "${f[@]}"
		[[ -z $output ]] || some=$((some + 1))
		if [[ $output != "$(tk-ls -c all "${f[@]}" --as-of now)" ]]; then
			echo "differs: tk-ls$text"
			bad=1
		fi
	done
	[ "$some" -gt 60 ] || fail "only $some of the lists hold anything"
	[ "$bad" -eq 0 ]
}
