#!/usr/bin/env bats
# tk-report: channels, plans, customers, insights, against a desk counted by
# hand (tests/data/report); spikes, against made months.

load ../helper

# The desk of people.jsonl: October 2026.
people() {
	sed 's/^fields:/fields:\n  theme: {max: 60}\n  step: {type: word, words: [payment, sign_in]}\n  promised_for: {type: date}/' \
		"$ROOT/share/policies/default.yaml" >policy.yaml
	cat >>policy.yaml <<-'P'
	plans:
	  basic: {label: Basic, quota: {tickets: 2, per: month}}
	  premium: {label: Premium, hours: always}
	reports: {theme: theme, step: step, due: promised_for}
	P
	tk-init -q --policy policy.yaml
	tk-import -q <"$ROOT/tests/data/report/people.jsonl"
	export TK_NOW=2026-11-01T12:00:00Z
}

figures() {
	tk-report "$@" --tsv -c group,metric,stat,value,part,whole
}

rows() {
	tk-report "$@" --tsv -c section,group,metric,value
}

# --- channels ---

@test "channels: contacts by the channel of the words" {
	people
	run -0 figures channels
	# p1, p2, and the call that p2's customer made in vain; the one in which p1
	# began, and the one out, are no contacts of their own.
	assert_line $'phone\tcontacts\tvalue\t3\t\t'
	# m1, c1's second message, and m2, which went into p2.
	assert_line $'mail\tcontacts\tvalue\t3\t\t'
	assert_line $'chat\tcontacts\tvalue\t2\t\t'
	assert_line $'web\tcontacts\tvalue\t4\t\t'
	# Improvements that nobody asked for are no contacts; spam is none.
	assert_line $'all\tcontacts\tvalue\t12\t\t'
	assert_line $'phone\tshare_of_contacts\tvalue\t0.250000\t3\t12'
	assert_line $'chat\tcontacts_per_case\tvalue\t2.000\t2\t1'
	# m2's case is p2's: one case opened by mail.
	assert_line $'mail\topened\tvalue\t1\t\t'
	assert_line $'phone\topened\tvalue\t2\t\t'
}

@test "channels: calls answered, ratings, and how cases fare" {
	people
	run -0 figures channels
	assert_line $'phone\tcalls\tvalue\t2\t\t'
	assert_line $'phone\tcalls_answered\tvalue\t0.500000\t1\t2'
	assert_line $'phone\tcall_wait\tmean\t20\t\t1'
	assert_line $'phone\tcall_talk\tmean\t300\t\t1'
	assert_line $'all\tratings\tvalue\t3\t\t'
	assert_line $'all\tsatisfied\tvalue\t0.666667\t2\t3'             # 5 of 5, 3 of 5, 9 of 10
	assert_line $'phone\tsatisfied\tvalue\t0.000000\t0\t1'
	assert_line $'mail\tresponse_time\tp50\t3600\t\t1'
	assert_line $'phone\tunanswered\tvalue\t0.500000\t1\t2'
	assert_line $'chat\tresolution_time\tp50\t90000\t\t1'
	run -0 tk-report channels
	assert_line 'Answered: 1 of 2, 95 % interval 9.5 % to 90.5 %.'
	# Without calls and ratings there is nothing to say about them.
	run -0 tk-report channels --where customer=gamma
	refute_output --partial "Are calls answered?"
	refute_output --partial "How customers liked it"
}

@test "channels: as of an instant is what stood then, and of now the same" {
	people
	tk-report channels --tsv >live
	tk-report channels --tsv --as-of 2026-11-01T12:00:00Z >folded
	diff live folded
	run -0 figures channels --as-of 2026-10-08T09:30:00Z
	assert_line $'phone\tcontacts\tvalue\t3\t\t'
	assert_line $'all\tcontacts\tvalue\t5\t\t'
	run -0 figures channels --where customer=acme
	assert_line $'all\tcontacts\tvalue\t6\t\t'
	tk-report channels --where customer=acme --tsv >live
	tk-report channels --where customer=acme --tsv --as-of 2026-11-01T12:00:00Z >folded
	diff live folded
}

# --- plans ---

@test "plans: quotas used and overdrawn, month by month" {
	people
	run -0 figures plans
	assert_line $'basic\tcustomers\tvalue\t2\t\t'
	assert_line $'basic\tquota\tvalue\t2/month\t\t'
	assert_line $'basic\tquota_used\tvalue\t1.500000\t6\t4'          # acme 4 of 2, gamma 2 of 2
	assert_line $'basic\toverdrawn\tvalue\t0.500000\t1\t2'
	assert_line $'basic\tbeyond_quota\tvalue\t2\t\t'
	assert_line $'premium\tcustomers\tvalue\t1\t\t'
	assert_line $'premium\tplan_hours\tvalue\talways\t\t'
	assert_line $'acme 2026-10\tquota_used\tvalue\t2.000000\t4\t2'
	assert_line $'gamma 2026-10\tquota_used\tvalue\t1.000000\t2\t2'
	# Two months: twice the quotas, the same use.
	run -0 figures plans --period 2026-09..2026-10
	assert_line $'basic\tquota_used\tvalue\t0.750000\t6\t8'
	assert_line $'basic\toverdrawn\tvalue\t0.250000\t1\t4'
	# The whole quota counts, whatever part of it the period and the filter see.
	run -0 figures plans --period 2026-10-10..2026-10-20 --where channel=web
	assert_line $'basic\tquota_used\tvalue\t1.500000\t6\t4'
	run -0 tk-report plans --period 2026-11
	assert_output --partial "the quota of 2026-11 still runs"
	tk-report plans --tsv >live
	tk-report plans --tsv --as-of 2026-11-01T12:00:00Z >folded
	diff live folded
}

@test "plans: a policy without any says so" {
	desk
	run -0 tk-report plans --period 2026-10
	assert_line "The policy has no plans, and no customer has one."
}

# --- customers ---

@test "customers: side by side, few cases tell no shares" {
	people
	run -0 figures customers
	assert_line $'acme\topened\tvalue\t4\t\t'
	assert_line $'acme\tresolved\tvalue\t3\t\t'
	assert_line $'acme\tbacklog\tvalue\t1\t\t'
	assert_line $'acme\tsla\tvalue\t0.750000\t6\t8'
	assert_line $'acme\treopened_soon\tvalue\t\t\t'
	assert_line $'all\topened\tvalue\t10\t\t'
	run -0 figures customers --few 1
	assert_line $'acme\treopened_soon\tvalue\t0.000000\t0\t3'
}

@test "customers: the page of one" {
	people
	run -0 tk-report customers acme
	assert_line --partial "Help desk: Acme SA (acme)"
	assert_output --partial "Plan: Basic; 4 of 2 cases used from 2026-10-01 to 2026-10-31"
	assert_line --regexp '^Contacts +6$'
	assert_line --regexp '^Promises kept +75.0 % +6 of 8 +40.9 % to 92.9 %$'
	assert_line --regexp '^2026-10 +6 .* 4 +3 +0 +1 +75.0 %$'
	assert_line --regexp '^TK-[0-9]+-. A receipt I can file +18.1 d +new +desk'
	run -0 figures customers acme
	assert_line $'now\tcontacts\tvalue\t6\t\t'
	assert_line $'2026-10\tcontacts\tvalue\t6\t\t'
	run -0 figures customers beta
	assert_line $'now\tcontacts\tvalue\t4\t\t'                        # p2, m2, the call, w2
	run -0 tk-report customers beta
	assert_output --partial "The next review is on 2026-11-03."
	# What --as-of folds is what the rows say.
	for key in acme beta gamma; do
		tk-report customers "$key" --tsv >live
		tk-report customers "$key" --tsv --as-of 2026-11-01T12:00:00Z >folded
		diff live folded
	done
	run -1 tk-report customers nobody
	assert_output --partial 'the key or address nobody'
}

@test "customers: many into a folder, whole or not at all" {
	people
	printf '%s\n' acme beta acme | tk-report customers - gamma -o packs
	run -0 ls packs
	assert_output $'acme.txt\nbeta.txt\ngamma.txt'
	run -0 head -n 1 packs/acme.txt
	assert_output "Help desk: Acme SA (acme)"
	tk-report customers acme >one
	diff one packs/acme.txt
	# What is there stays, unless it is to go; then none is left half written.
	run -1 tk-report customers acme delta -o packs --force
	echo old >packs/acme.txt
	run -73 tk-report customers gamma acme -o packs
	assert_output "tk-report: packs/gamma.txt: is there already; --force writes in its place"
	assert_equal "$(cat packs/acme.txt)" old
	tk-report customers acme -o packs --force
	diff one packs/acme.txt
	tk-report customers acme -o packs --json
	assert_equal "$(jq -s length packs/acme.jsonl)" "$(tk-report customers acme --tsv | wc -l)"
	# All wrong keys are told of, and nothing is made.
	run -65 tk-report customers - -o other < <(printf '%s\n' acme nix nax)
	assert_line --partial "stdin:2: "
	assert_line --partial "stdin:3: "
	[ ! -e other ]
	# A key is never a path.
	TK_NOW=2026-10-31T09:00:00Z tk-open -q -s 'Hello' --customer '../x y'
	tk-report customers '../x y' -o packs
	[ -e packs/%2E.%2Fx%20y.txt ]
	touch file
	run -73 tk-report customers acme -o file
	assert_output "tk-report: file: is there and is no folder"
	run -64 tk-report customers acme beta
	assert_output --partial "--output FOLDER"
	run -64 tk-report customers -o packs
	run -64 tk-report customers acme --force
	run -64 tk-report summary -o packs
}

@test "customers: pages of a made desk, by the rows and by the record" {
	desk
	"$ROOT/tests/bench/history" 300 7 1 >lines
	tk-import -q <lines
	tk-ls --all --tsv -c customer | sort | uniq -c | sort -rn | awk 'NR <= 3 { print $2 }' >keys
	while read -r key; do
		tk-report customers "$key" --period 12mo --tsv >live
		tk-report customers "$key" --period 12mo --tsv --as-of "$TK_NOW" >folded
		diff live folded
		# The same as the whole desk's report that sees this customer alone.
		tk-report sla --period 12mo --where customer="$key" --tsv | awk -F '\t' '$2 == "all" && $3 == "sla" { print $5 }' >part
		awk -F '\t' '$2 == "now" && $3 == "sla" { print $5 }' live >own
		diff part own
	done <keys
}

# --- insights ---

@test "insights: wishes and pain points by theme and step" {
	people
	run -0 rows insights
	assert_line $'themes\treceipts\taskers\t2'
	assert_line $'themes\treceipts\twishes\t2'
	assert_line $'themes\treceipts\twishes_answered\t0.500000'
	assert_line $'themes\treceipts\twishes_open\t2'
	assert_line $'themes\treceipts\timprovements\t0'
	assert_line $'themes\tlogin\twishes_answered\t1.000000'
	assert_line $'themes\tlogin\timprovements\t1'
	assert_line $'themes\tall\twishes\t3'
	# w1 and the incident of gamma; an incident has no theme here.
	assert_line $'steps\tpayment\taskers\t2'
	assert_line $'steps\tpayment\tpain_points\t1'
	assert_line $'steps\tsign_in\twishes\t1'
}

@test "insights: improvements with owner and date, and whom to tell" {
	people
	run -0 rows insights
	assert_line $'improvements\t1\taskers\t2'
	assert_line $'improvements\t1\towner\tana'
	assert_line $'improvements\t1\tdue\t2026-10-20'
	assert_line $'improvements\t1\tstate\tresolved'
	assert_line $'improvements\t2\tdue\t2026-10-10 !'
	# acme was told, beta was not.
	tk-report insights --json | jq -r 'select(.section == "to_tell" and .metric == "to_tell").value' >told
	assert_equal "$(cat told)" beta
	beta=$(tk-report insights --json | jq -r 'select(.section == "to_tell" and .metric == "to_tell").group')
	tk-note -q -p -m 'It is there.' "$beta"
	run -0 rows insights
	refute_line --partial $'to_tell\t'
	# As it stood before i1 was done: nobody to tell.
	run -0 rows insights --as-of 2026-10-25
	refute_line --partial $'to_tell\t'
	assert_line $'improvements\t1\tstate\tnew'
	# The month after: neither new nor to be told of.
	run -0 rows insights --period 2026-11-02..2026-11-03 --now 2026-11-04T00:00:00Z
	refute_line --partial $'new\t'
	assert_line $'improvements\t2\tdue\t2026-10-10 !'
}

@test "insights: live and folded are the same" {
	people
	tk-report insights --tsv >live
	tk-report insights --tsv --as-of 2026-11-01T12:00:00Z >folded
	diff live folded
}

@test "insights: without fields in the policy categories are the themes" {
	desk
	TK_NOW=2026-10-05T09:00:00Z tk-open -q -s 'A dark page' -c access --kind suggestion --customer c1
	run -0 rows insights --period 2026-10
	assert_line $'themes\taccess\twishes\t1'
	run -0 tk-report insights --period 2026-10
	assert_output --partial "The policy names no field for the step of the journey: reports: step."
}

# --- spikes ---

# Nine weeks, the same each: so many cases an hour from 8 to 18 of working days;
# more FROM..TO: lines on top.
weeks() {
	awk -v n="$1" 'BEGIN {
		split("payment refund access", c, " ")
		for (d = 0; d < 63; d++)
			for (h = 8; h < 18 && d % 7 < 5; h++)
				for (i = 0; i < n; i++)
					printf "%d %d %d %s\n", d, h, (i * 977 + d * 13 + h) % 3600, c[(i + d + h) % 3 + 1]
	}' </dev/null
}

# opened <WEEKS: tickets of these days of the weeks from Monday 2026-08-03 on.
opened() {
	awk '{
		at = strftime("%Y-%m-%dT%H:%M:%SZ", 1785715200 + $1 * 86400 + $2 * 3600 + $3, 1)
		printf "{\"kind\":\"open\",\"key\":\"k%d\",\"at\":\"%s\",\"actor\":\"ana\",\"subject\":\"s\",\"channel\":\"mail\"," \
			"\"category\":\"%s\",\"priority\":\"P3\",\"level\":1,\"type\":\"incident\"}\n", NR, at, $4
	}' | tk-import -q
}

@test "spikes: where every week is as the one before nothing stands out" {
	desk
	weeks 4 | opened
	run -0 tk-report spikes --period 2026-09-28..2026-10-05
	assert_output --partial "Nothing stands out."
	assert_output --partial "against the 8 weeks before"
	run -1 tk-report spikes --period 2026-09-28..2026-10-05 -e
	assert_output ""
	assert_equal "$(tk-report spikes --period 2026-09-28..2026-10-05 --tsv)" ""
}

@test "spikes: an hour that stands out is told with what was usual" {
	desk
	# 30 more refunds on Wednesday 2026-09-30 from 14:00 to 15:40, in an hour of 4.
	{
		weeks 4
		awk 'BEGIN { for (i = 0; i < 30; i++) print 58, 14, i * 200, "refund" }' </dev/null
	} | opened
	run -0 tk-report spikes --period 2026-09-28..2026-10-05 --tsv -c group,metric,value -e
	assert_line --index 0 $'2026-09-30T14:00 category=refund\tspike_cases\t33'
	assert_line $'2026-09-30T14:00 category=refund\tspike_windows\t2'
	assert_line $'2026-09-30T14:00\tspike_cases\t38'
	assert_line $'2026-09-30T14:00 channel=mail\tspike_cases\t38'
	refute_line --partial "access"
	# The chance of it, times all cells, is below what was asked for.
	assert_equal "$(awk -F '\t' '$2 == "by_chance" && $3 > 0.05' <<<"$output")" ""
	run -0 tk-report spikes --period 2026-09-28..2026-10-05 --every day --by category --tsv -c group,metric,value
	assert_line $'2026-09-30 category=refund\tspike_cases\t43'
	run -0 tk-report spikes --period 2026-09-28..2026-10-05 --where category=access
	assert_output --partial "Nothing stands out."
	tk-report spikes --period 2026-09-28..2026-10-05 --tsv >live
	tk-report spikes --period 2026-09-28..2026-10-05 --tsv --as-of 2026-11-01 >folded
	diff <(cut -f 1-5 live) <(cut -f 1-5 folded)
}

@test "spikes: heaps that come every other week are nothing new" {
	desk
	# 24 refunds in one hour of each second week: they scatter far more than chance.
	{
		weeks 4
		awk 'BEGIN { for (w = 0; w < 9; w += 2) for (i = 0; i < 24; i++) print w * 7 + 2, 14, i * 100, "refund" }' </dev/null
	} | opened
	run -0 tk-report spikes --period 2026-09-28..2026-10-05
	assert_output --partial "Nothing stands out."
}

@test "spikes: too short a past, and a gap in it, are said" {
	desk
	weeks 4 | awk '$1 < 14 || $1 >= 56' | opened
	run -0 tk-report spikes --period 2026-09-28..2026-10-05
	assert_output --partial "fewer than three weeks have cases"
	run -1 --separate-stderr tk-report spikes --period 2026-09-28..2026-10-05 -e
	assert_output ""
	assert_equal "$stderr" "tk-report: fewer than three weeks before: what is usual cannot be told"
	run -64 tk-report spikes --every month
	run -64 tk-report backlog --every hour
	run -64 tk-report summary -e
}

# --- goals about people ---

@test "goals: satisfaction and calls answered are measured" {
	people
	cat >>policy.yaml <<-'P'
	goals:
	  satisfaction: {at_least: 80%}
	  calls_answered: {at_least: 90%}
	P
	unset TK_NOW
	tk-policy load -q policy.yaml
	run -0 tk-report goals --period 2026-10 --tsv -c section,group,metric,value,part,whole
	assert_line $'goals\tsatisfaction/satisfied\tactual\t0.666667\t2\t3'
	assert_line $'goals\tcalls_answered\tactual\t0.500000\t1\t2'
	refute_output --partial "not measured"
}

# --- the knowledge base ---

@test "kb: answers, visits without a case, gaps" {
	[ -x "$BUILD/bin/tk-kb" ] || skip "no tk-kb"
	desk
	cat >refund-times.md <<-'M'
	---
	key: refund-times
	categories: [refund]
	---
	# How long refunds take

	A refund takes three business days.
	M
	export TK_NOW=2026-10-05T09:00:00Z
	tk-kb import -q refund-times.md --publish
	ask() { tk-kb answer "$@" --confidence 0 >/dev/null 2>&1 || true; }
	TK_NOW=2026-10-05T10:00:00Z ask 'How long do refunds take?' --customer c1 --session s1
	TK_NOW=2026-10-05T10:05:00Z ask 'How long do refunds take?' --customer c1 --session s1
	TK_NOW=2026-10-06T10:00:00Z ask 'How long do refunds take?' --customer c2 --session s2
	TK_NOW=2026-10-06T11:00:00Z ask 'How long do refunds take?'
	TK_NOW=2026-10-06T12:00:00Z tk-kb answer 'Is the moon made of cheese?' --customer c4 >/dev/null 2>&1 || true
	# c2 opens a case an hour later, c1 only after three days.
	TK_NOW=2026-10-06T11:00:00Z tk-open -q -s 'Where is it?' --customer c2 -c refund
	TK_NOW=2026-10-08T11:00:00Z tk-open -q -s 'And now?' --customer c1 -c refund
	TK_NOW=2026-10-08T12:00:00Z tk-open -q -s 'Locked out' --customer c3 -c access
	TK_NOW=2026-10-09T09:00:00Z tk-move -q resolved 1 2 3
	export TK_NOW=2026-11-21T12:00:00Z
	run -0 rows kb --period 2026-10
	assert_line $'use\tall\tkb_answered\t0.800000'
	assert_line $'use\tall\tkb_deflected\t0.500000'
	assert_line $'use\tall\tkb_linked\t0.000000'
	assert_line $'articles\trefund-times\tkb_answers\t4'
	assert_line $'gaps\trefund\tkb_unlinked\t2'
	assert_line $'gaps\trefund\tkb_articles\t1'
	assert_line $'gaps\taccess\tkb_articles\t0'
	run -0 tk-report kb --period 2026-10
	assert_output --partial "1 visit of nobody we know is in no share."
	TK_NOW=2026-10-09T10:00:00Z tk-kb link -q refund-times 1
	TK_NOW=2026-10-09T10:01:00Z tk-kb view -q refund-times --customer c5
	TK_NOW=2026-10-09T10:02:00Z tk-kb vote -q refund-times up
	TK_NOW=2026-10-09T10:03:00Z tk-kb vote -q refund-times up
	TK_NOW=2026-10-09T10:04:00Z tk-kb vote -q refund-times down
	run -0 rows kb --period 2026-10
	assert_line $'use\tall\tkb_linked\t0.333333'
	assert_line $'use\tall\tkb_views\t1'
	assert_line $'use\tall\tkb_helpful\t0.666667'
	assert_line $'use\tall\tkb_deflected\t0.666667'
	assert_line $'articles\trefund-times\tkb_links\t1'
	assert_line $'gaps\trefund\tkb_unlinked\t1'
	# Before the link, and before the time of the last visits is over.
	run -0 rows kb --period 2026-10 --as-of 2026-10-09T09:30:00Z
	assert_line $'use\tall\tkb_linked\t0.000000'
	run -0 tk-report kb --period 2026-10 --as-of 2026-10-10T09:00:00Z
	assert_output --partial "a case may still follow 1 visit"
	# What tk-kb counts itself.
	tk-kb stats total --period 2026-10 --tsv -c figure,n,of >stats
	assert_equal "$(awk '$1 == "none_after" { print $2 "/" $3 }' stats)" \
		"$(tk-report kb --period 2026-10 --tsv -c group,metric,part,whole | awk '$1 == "all" && $2 == "kb_deflected" { print $3 "/" $4 }')"
	tk-report kb --period 2026-10 --tsv >live
	tk-report kb --period 2026-10 --tsv --as-of 2026-11-21T12:00:00Z >folded
	diff live folded
}
