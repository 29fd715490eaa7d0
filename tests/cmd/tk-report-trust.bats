#!/usr/bin/env bats
# tk-report: what a reader who distrusts every number would try: what was left
# out may not be worked out, what may change is said, equal rows keep their order.

load ../helper

# opens CUSTOMER N: so many cases of it at TK_NOW, their references.
opens() {
	local i
	for ((i = 0; i < $2; i++)); do
		tk-open -q -s x --customer "$1"
	done
}

@test "few: a lone figure left out in its column is not the whole less the rest" {
	desk 2>/dev/null
	# a: many resolved in October, few promises due then; b: the other way round.
	TK_NOW=2026-09-01T09:00:00Z opens a 6 >a
	TK_NOW=2026-10-01T09:00:00Z opens a 1
	TK_NOW=2026-10-01T09:00:00Z opens b 3 >b
	TK_NOW=2026-10-01T09:00:00Z opens c 10 >c
	cat a b c | TK_NOW=2026-10-02T09:00:00Z tk-move -q resolved
	run -0 tk-report customers --period 2026-10 --tsv -c group,metric,value,whole,hidden
	assert_line --regexp $'^c\tsla\t[0-9.]+\t20\tfalse$'
	assert_line --regexp $'^all\tsla\t[0-9.]+\t28\tfalse$'
	assert_line $'a\tsla\t\t\ttrue'                  # 2 promises
	assert_line $'b\tsla\t\t\ttrue'                  # 6, but a's could be worked out
	assert_line $'b\treopened_soon\t\t\ttrue'        # 3 cases
	assert_line $'a\treopened_soon\t\t\ttrue'        # 6, but b's could be worked out
	assert_line $'c\treopened_soon\t0.000000\t10\tfalse'
	run -0 tk-report customers --period 2026-10 --html
	assert_equal "$(grep -oE '<tr><th[^>]*>a</th>.*' <<<"$output" | head -1 | grep -o '·' | wc -l)" 2
}

@test "few: where all is of one customer the whole is left out too" {
	desk 2>/dev/null
	TK_NOW=2026-10-01T09:00:00Z opens a 2 | TK_NOW=2026-10-02T09:00:00Z tk-move -q resolved
	run -0 tk-report resolution --period 2026-10 --by customer --tsv -c section,group,metric,stat,value,hidden
	assert_line $'clock\ta\tresolution_time\tmean\t\ttrue'
	assert_line $'clock\tall\tresolution_time\tmean\t\ttrue'
	assert_line $'clock\tall\tresolved\tvalue\t2\tfalse'
	run -0 tk-report resolution --period 2026-10 --tsv -c section,group,metric,stat,value
	assert_line $'clock\tall\tresolution_time\tmean\t86400'
}

@test "provisional: machines are told of a period that lasts, too" {
	desk 2>/dev/null
	for kind in levels resolution reopen categories agents; do
		run -0 tk-report $kind --period 2026-11 --csv -c provisional
		assert_equal "$(sort -u <<<"$output")" $'provisional\ntrue'
		run -0 tk-report $kind --period 2026-09 --csv -c provisional
		refute_line true
	done
}

@test "provisional: cases of a closed month without an answer may still get one" {
	desk 2>/dev/null
	TK_NOW=2026-10-01T09:00:00Z opens a 2 >refs
	# Where no case ever was answered the record has no answers.
	for kind in response channels summary; do
		run -0 tk-report $kind --period 2026-10
		refute_output --partial 'some cases may still be answered'
	done
	TK_NOW=2026-10-01T10:00:00Z tk-note -q -p -m hello "$(head -1 refs)"
	for kind in response channels summary; do
		run -0 tk-report $kind --period 2026-10
		assert_output --partial 'some cases may still be answered'
	done
	run -0 tk-report customers a --period 2026-10
	assert_output --partial 'some cases may still be answered'
	TK_NOW=2026-10-01T11:00:00Z tk-note -q -p -m hello "$(tail -1 refs)"
	run -0 tk-report response --period 2026-10
	refute_output --partial 'some cases may still be answered'
}

@test "cohort opened: levels and articles are of resolved cases, and the footnotes say which" {
	desk 2>/dev/null
	TK_NOW=2026-10-01T09:00:00Z opens a 4 >refs
	head -1 refs | TK_NOW=2026-10-02T09:00:00Z tk-move -q resolved
	run -0 tk-report levels --period 2026-10 --cohort opened --tsv -c section,group,metric,value,part,whole
	assert_line $'levels\t1\tsolved_at_level\t1.000000\t1\t1'
	assert_line $'levels\t1\thandled_at_level\t1\t\t'
	assert_line $'first_level\tall\tsolved_at_first_level\t1.000000\t1\t1'
	run -0 tk-report kb --period 2026-10 --cohort opened --tsv -c group,metric,value,whole
	assert_line $'all\tkb_linked\t0.000000\t1'
	assert_line $'all\tkb_unlinked\t1\t'
	run -0 tk-report levels --period 2026-10 --cohort opened
	assert_output --partial 'Counted here: cases opened in the'
	run -0 tk-report levels --period 2026-10
	refute_output --partial 'Counted here'
}

@test "order: equal rows by name, whichever came first" {
	desk 2>/dev/null
	for category in technical refund access; do
		TK_NOW=2026-10-01T09:00:00Z tk-open -q -s x -c $category >/dev/null
	done
	for kind in categories summary; do
		run -0 tk-report $kind --period 2026-10 --tsv -c section,group,metric
		assert_equal "$(awk '$1 == "categories" && $3 == "opened" && $2 != "all" && !s[$2]++ { print $2 }' <<<"$output" | tr '\n' ' ')" \
			"access refund technical "
	done
}

@test "trend: of what is open in the future there is none" {
	desk 2>/dev/null
	for metric in backlog resolutions reopenings; do
		run -64 tk-report trend $metric --period 2027-01
		assert_output --partial 'the period begins after what is known'
	done
}

@test "spikes: the hour that the clock goes through twice is two" {
	desk 2>/dev/null
	# Ten Sundays from 2026-08-23 on, 40 cases in each hour from 0 to 5 UTC. In Madrid
	# 2026-10-25 has the hour from 2 to 3 twice.
	awk 'BEGIN {
		for (d = 0; d < 10; d++)
			for (h = 0; h < 5; h++)
				for (i = 0; i < 40; i++)
					printf "{\"kind\":\"open\",\"key\":\"%d-%d-%d\",\"at\":\"%s\",\"actor\":\"ana\",\"subject\":\"s\",\"channel\":\"mail\",\"category\":\"fees\",\"priority\":\"P3\",\"level\":1,\"type\":\"incident\"}\n",
						d, h, i, strftime("%Y-%m-%dT%H:%M:%SZ", 1787443200 + d * 604800 + h * 3600 + i * 80, 1)
	}' </dev/null | tk-import -q
	run -0 tk-report spikes --period 2026-10-25 --zone Europe/Madrid --ratio 150 --tsv -c group,metric,value
	assert_output ""
	run -0 tk-report spikes --period 2026-10-25 --zone UTC --ratio 150 --tsv -c group
	assert_output ""
}

@test "promises: as of an instant the months before it are told" {
	desk 2>/dev/null
	tk-policy promise --json --as-of 2026-11-21T11:00:00Z >old
	assert_equal "$(jq -r '.measured | .first_day + " " + .last_day' old)" "2026-08-01 2026-10-31"
	export TK_NOW=2027-06-01T00:00:00Z
	tk-policy promise --json --as-of 2026-11-21T12:00:00Z >old
	assert_equal "$(jq -r '.measured | .first_day + " " + .last_day' old)" "2026-08-01 2026-10-31"
	tk-policy promise --json >new
	assert_equal "$(jq -r .measured.first_day new)" 2027-03-01
}

@test "usage: an option that a kind would pass over is refused" {
	desk 2>/dev/null
	run -64 tk-report levels --at 2026-10-01
	assert_output --partial 'levels knows no --at'
	run -64 tk-report summary --every day
	assert_output --partial 'summary knows no --every'
	run -64 tk-report sla --promised
	run -64 tk-report levels --no-compare
	run -64 tk-report trend opened --exit-status
	run -64 tk-report backlog --output out
	for line in 'backlog --at 2026-10-01' 'goals --every week' 'resolution --promised' 'summary --no-compare'; do
		read -ra words <<<"$line"
		run -0 tk-report "${words[@]}"
	done
}

@test "backlog --at: cases open, from the first of the instants to the last" {
	desk 2>/dev/null
	TK_NOW=2026-10-01T09:00:00Z opens a 1
	run -0 tk-report backlog --at 2026-10-05,2026-10-02 --tsv -c group,metric,value,from,to,cohort
	assert_line $'2026-10-05T00:00:00Z\tbacklog\t1\t2026-10-02T00:00:00Z\t2026-10-05T00:00:00Z\topen'
	run -0 tk-report backlog --at 2026-10-05 --zone Europe/Madrid
	assert_line 'Cohort       cases open at the end of the period (open)'
	assert_line 'Period       2026-10-05 00:00 to 2026-10-05 00:00, Europe/Madrid'
}

@test "stages: what was open at the end of a month is not open now" {
	desk 2>/dev/null
	TK_NOW=2026-10-01T09:00:00Z opens a 1 >refs
	TK_NOW=2026-11-02T09:00:00Z tk-move -q resolved <refs
	run -0 tk-report stages --period 2026-10
	assert_line 'What was open at the end of the period, and stuck'
	run -0 tk-report stages --period 2026-10 --lang es
	assert_output --partial 'atascado al final del periodo'
	run -0 tk-report stages --period 2026-11
	assert_line 'What is open now, and stuck'
}

@test "rounding: 100.0 % are all, 0.0 % none" {
	desk 2>/dev/null
	awk 'BEGIN {
		for (i = 0; i < 2500; i++) {
			head = sprintf("\"key\":\"k%d\",\"actor\":\"ana\"", i)
			printf "{\"kind\":\"open\",%s,\"at\":\"2026-10-01T09:00:00Z\",\"subject\":\"s\",\"channel\":\"mail\",\"priority\":\"P3\",\"level\":1,\"type\":\"incident\"}\n", head
			printf "{\"kind\":\"move\",%s,\"at\":\"2026-10-01T10:00:00Z\",\"state\":\"resolved\"}\n", head
			if (i == 7)
				printf "{\"kind\":\"move\",%s,\"at\":\"2026-10-01T11:00:00Z\",\"state\":\"open\"}\n", head
		}
	}' </dev/null | tk-import -q
	run -0 tk-report fcr --period 2026-10
	assert_line --regexp '^No repeat +99\.9 % +2499 of 2500 '
	assert_line --regexp '^One touch +100\.0 % +2500 of 2500 '
	run -0 tk-report reopen --period 2026-10
	assert_line --regexp '^Reopened +0\.1 % +1 of 2500 '
}
