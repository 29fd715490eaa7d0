#!/usr/bin/env bats
# tk-report: numbers against a desk computed by hand, against the raw rows, and
# against each other.

load ../helper

# The desk of tests/data/report, and its month.
golden() {
	desk 2>/dev/null
	tk-import -q <"$ROOT/tests/data/report/golden.jsonl"
}
month=2026-10

# figure COMMAND...: GROUP METRIC STAT VALUE PART WHOLE of each figure.
figures() {
	tk-report "$@" --period "$month" --tsv -c group,metric,stat,value,part,whole
}

# value SECTION GROUP METRIC STAT <ROWS of all columns by default
value() {
	awk -F '\t' -v s="$1" -v g="$2" -v m="$3" -v t="$4" '$1 == s && $2 == g && $3 == m && $4 == t { print $5 }'
}

# A year of a made-up desk: 500 tickets with all that can happen to them.
made() {
	desk 2>/dev/null
	"$ROOT/tests/bench/history" "${1:-500}" 7 1 >lines
	tk-import -q <lines
}

# --- by hand ---

@test "golden: time to resolve on the clock and in working time, open ones beside it" {
	golden
	run -0 figures resolution
	assert_line $'all\tresolved\tvalue\t6\t\t'
	assert_line $'all\tresolution_time\tmean\t145200\t\t6'
	assert_line $'all\tresolution_time\tp50\t79200\t\t6'
	assert_line $'all\tresolution_time\tp90\t\t\t6'
	assert_line $'all\tresolution_time\tmost\t345600\t\t6'
	assert_line $'all\tresolution_business\tmean\t44400\t\t6'
	assert_line $'all\tresolution_business\tp50\t25200\t\t6'
	assert_line $'all\tbacklog\tvalue\t1\t\t'
	assert_line $'all\topen_age\tmost\t1004400\t\t1'
	run -0 figures resolution --by level
	assert_line $'1\tresolution_time\tmean\t139680\t\t5'
	assert_line $'2\tresolution_time\tmean\t172800\t\t1'
}

@test "golden: answers" {
	golden
	run -0 figures response
	assert_line $'all\topened\tvalue\t6\t\t'
	assert_line $'all\tunanswered\tvalue\t0.166667\t1\t6'
	assert_line $'all\tresponse_time\tmean\t16200\t\t5'
	assert_line $'all\tresponse_time\tp50\t3600\t\t5'
	assert_line $'all\tresponse_business\tmost\t10800\t\t5'
	assert_line $'all\twaiting\tvalue\t1\t\t'
}

@test "golden: levels" {
	golden
	run -0 figures levels
	assert_line $'1\tresolved\tvalue\t5\t\t'
	assert_line $'1\tsolved_at_level\tvalue\t0.833333\t5\t6'
	assert_line $'1\thandled_at_level\tvalue\t6\t\t'
	assert_line $'1\tescalated\tvalue\t0.166667\t1\t6'
	assert_line $'2\tsolved_at_level\tvalue\t0.166667\t1\t6'
	assert_line $'2\tescalated\tvalue\t0.000000\t0\t1'
	assert_line $'all\tfirst_level_resolution\tvalue\t0.833333\t5\t6'
	assert_line $'all\tnever_reassigned\tvalue\t0.833333\t5\t6'
	assert_line $'all\thands\tvalue\t0.167\t1\t6'
	assert_line $'all\trejected\tvalue\t0.000000\t0\t1'
}

@test "golden: first contact in each variant, and its window" {
	golden
	run -0 figures fcr
	assert_line $'all\tfirst_resolved\tvalue\t6\t\t'
	assert_line $'all\tfcr_one_touch\tvalue\t0.833333\t5\t6'
	assert_line $'all\tfcr_no_repeat\tvalue\t0.666667\t4\t6'
	assert_line $'all\tfcr_first_assignee\tvalue\t0.833333\t5\t6'
	assert_line $'all\tfcr\tvalue\t0.500000\t3\t6'
	# g was opened 6 d 21 h after a was resolved, d again after 2 d.
	run -0 figures fcr --days 6
	assert_line $'all\tfcr_no_repeat\tvalue\t0.833333\t5\t6'
	run -0 figures fcr --days 1
	assert_line $'all\tfcr_no_repeat\tvalue\t1.000000\t6\t6'
	run -0 figures reopen
	assert_line $'all\treopened\tvalue\t0.166667\t1\t6'
	assert_line $'all\treopen_after\tp50\t172800\t\t1'
}

@test "golden: net leaves out what belongs above level 1" {
	{
		sed 's/^  refund: .*/  refund: {label: {en: Refunds, es: Devoluciones}, weight: 3, level: 2}/' \
			"$ROOT/share/policies/default.yaml"
	} >policy.yaml
	tk-init -q --policy policy.yaml
	tk-import -q <"$ROOT/tests/data/report/golden.jsonl"
	run -0 figures fcr
	assert_line $'all\tfcr\tvalue\t0.500000\t3\t6'
	assert_line $'all\tfcr_net\tvalue\t0.500000\t2\t4'         # without c and d: e and g of a, b, e, g
}

@test "golden: the backlog adds up, has ages, and stood as it stood" {
	golden
	run -0 figures backlog
	assert_line $'all\tbacklog_start\tvalue\t1\t\t'
	assert_line $'all\topened\tvalue\t6\t\t'
	assert_line $'all\treopenings\tvalue\t1\t\t'
	assert_line $'all\tresolutions\tvalue\t7\t\t'
	assert_line $'all\tbacklog\tvalue\t1\t\t'
	assert_line $'30d\tbacklog\tvalue\t1\t\t'
	run -0 tk-report backlog --period "$month"
	assert_line 'Checked: 1 + 6 + 1 - 7 = 1, as counted by itself.'
	# Of the 5th 11:00 a, of the 7th 12:00 b and c, of the 11th d, of the 30th f.
	run -0 tk-report backlog --at 2026-10-05T11:00:00Z,2026-10-07T12:00:00Z --at 2026-10-11,2026-10-30 \
		--tsv -c group,metric,value
	assert_line $'2026-10-05T11:00:00Z\tbacklog\t1'
	assert_line $'2026-10-07T12:00:00Z\tbacklog\t2'
	assert_line $'2026-10-11T00:00:00Z\tbacklog\t1'
	assert_line $'2026-10-30T00:00:00Z\tbacklog\t1'
}

@test "golden: as of the 9th, nothing of d's return is known" {
	golden
	run -0 figures reopen --as-of 2026-10-09T12:00:00Z
	assert_line $'all\tfirst_resolved\tvalue\t5\t\t'
	assert_line $'all\treopened\tvalue\t0.000000\t0\t5'
	run -0 tk-report resolution --period "$month" --as-of 2026-10-09T12:00:00Z
	assert_line --partial '2026-10-09 12:00 (as of)'
	assert_line --partial 'the period lasts until 2026-11-01 00:00'
}

@test "golden: where time goes" {
	golden
	run -0 figures stages
	# What is imported moves as its lines say: new until resolved, d open when it came back.
	assert_line $'new\tresolved\tvalue\t6\t\t'
	assert_line $'new\ttime_in_state\tmean\t88800\t\t6'
	assert_line $'open\ttime_in_state\tmean\t165600\t\t1'
	assert_line $'2\ttime_at_level\tmean\t165600\t\t1'
	assert_line $'new/normal\tbacklog\tvalue\t1\t\t'
	assert_line $'new/normal\tmax_age\tvalue\t4h office\t\t'
	assert_line $'new/normal\tover_age\tvalue\t1.000000\t1\t1'
}

@test "golden: goals in both readings" {
	{
		cat "$ROOT/share/policies/default.yaml"
		grep -q '^goals:' "$ROOT/share/policies/default.yaml" ||
			printf 'goals:\n  first_level_resolution: {at_least: 73.4%%}\n  first_contact_resolution: {at_least: 69%%}\n  reopened: {at_most: 5%%}\n'
	} >policy.yaml
	tk-init -q --policy policy.yaml
	tk-import -q <"$ROOT/tests/data/report/golden.jsonl"
	run -0 tk-report goals --period "$month" --tsv -c section,group,metric,value
	assert_line $'goals\tfirst_contact_resolution/fcr\tactual\t0.500000'
	assert_line $'goals\tfirst_contact_resolution/fcr_at_first_level\tactual\t0.400000'
	assert_line $'goals\tfirst_level_resolution\tactual\t0.833333'
	assert_line $'goals\tfirst_level_resolution\treached\tyes*'
	assert_line $'goals\treopened\tactual\t0.166667'
}

@test "a page names goals in full, on a narrow one in two lines" {
	sed '/^goals:/,/^$/d' "$ROOT/share/policies/default.yaml" >policy.yaml
	printf '\ngoals:\n  first_level_resolution: {at_least: 73.4%%}\n' >>policy.yaml
	tk-init -q --policy policy.yaml
	tk-import -q <"$ROOT/tests/data/report/golden.jsonl"
	run -0 tk-report goals --period "$month" --width 78
	refute_output --partial '…'
	assert_line --regexp '^Solved at level 1, of all resolved +≥ 73.4 % +83.3 % +\+9.9 points +yes\*$'
	assert_line 'cases'
	run -0 tk-report goals --period "$month" --width 100
	assert_line --regexp '^Solved at level 1, of all resolved cases +≥ 73.4 %'
}

# --- against the raw rows ---

@test "resolution and response: the same numbers from the ticket rows with sort and awk" {
	made
	tk-report resolution --period 2026-03..2026-10 --by channel --tsv >report
	for channel in mail chat phone web; do
		sqlite3 "$TK_DB" "SELECT resolved - contact FROM ticket WHERE resolved >= 1772323200 AND resolved < 1793491200
			AND spam = 0 AND merged = 0 AND channel = '$channel'" | sort -n >times
		[ "$(wc -l <times)" -gt 20 ]
		assert_equal "$(value clock "$channel" resolved value <report)" "$(wc -l <times)"
		assert_equal "$(value clock "$channel" resolution_time mean <report)" \
			"$(awk '{ s += $1 } END { printf "%d", s / NR + 0.5 }' times)"
		for p in 50 90 95; do
			assert_equal "$(value clock "$channel" resolution_time p$p <report)" \
				"$(awk -v p=$p '{ v[NR] = $1 } END { print v[int((NR * p + 99) / 100)] }' times)"
		done
	done
	tk-report response --period 2026-03..2026-10 --tsv >report
	sqlite3 "$TK_DB" "SELECT replied - contact FROM ticket WHERE opened >= 1772323200 AND opened < 1793491200
		AND spam = 0 AND merged = 0 AND replied IS NOT NULL" | sort -n >times
	assert_equal "$(value clock all response_time mean <report)" "$(awk '{ s += $1 } END { printf "%d", s / NR + 0.5 }' times)"
	assert_equal "$(value clock all response_time most <report)" "$(tail -n 1 times)"
}

@test "promises: the same numbers from the clock rows" {
	made
	tk-report sla --period 2026-03..2026-10 --by priority --tsv >report
	sqlite3 "$TK_DB" "SELECT c.name, t.priority, sum(c.state = 2), sum(c.state = 3) FROM clock c JOIN ticket t ON t.id = c.ticket
		WHERE t.spam = 0 AND t.merged = 0 AND coalesce(c.due, c.ended) >= 1772323200 AND coalesce(c.due, c.ended) < 1793491200
		AND c.ended IS NOT NULL AND c.state IN (2, 3) GROUP BY 1, 2" | tr '|' ' ' >rows
	[ "$(wc -l <rows)" -ge 6 ]
	while read -r clock priority met broken; do
		assert_equal "$clock P$priority $(value "$clock" "P$priority" sla_met value <report)" "$clock P$priority $met"
		assert_equal "$clock P$priority $(value "$clock" "P$priority" sla_breached value <report)" "$clock P$priority $broken"
	done <rows
}

@test "first contact: the same number from the events" {
	made
	# First resolutions, further words of the customer up to them, returns.
	tk-log --json --until 2030 >events
	sqlite3 "$TK_DB" "SELECT id, customer, category, opened FROM ticket WHERE spam = 0 AND merged = 0" | tr '|' '\t' >cases
	merged=$(sqlite3 "$TK_DB" "SELECT count(*) FROM ticket WHERE merged <> 0")
	[ "$merged" -gt 0 ]
	jq -r 'select(.ref) | [.ref, (.at | fromdateiso8601), .kind, .role, (.data.class // ""), (.data.msgs // "")] | @tsv' events >flat
	awk -F '\t' -v from=1772323200 -v to=1793491200 -v window=604800 '
	FILENAME == "cases" { case_[$1] = 1; who[$1] = $2; what[$1] = $3; opened[$1] = $4; next }
	!($1 in case_) { next }
	$3 == "open" || $3 == "move" {
		done = $5 == "resolved" || $5 == "closed"
		if (done && !($1 in first)) first[$1] = $2
		if (!done && ($1 in first) && !($1 in back)) back[$1] = $2
	}
	$4 == "customer" && ($3 == "note" || $3 == "call") && !($1 in first) { said[$1]++ }
	# What a merge brought in counts as if it had always been said here.
	$3 == "merge" {
		n = split($6, word, ";")
		for (i = 1; i <= n; i++) {
			split(word[i], part, ":")
			if (part[3] == "customer") brought[++words] = $1 " " part[2]
		}
	}
	END {
		for (i = 1; i <= words; i++) {
			split(brought[i], part, " ")
			if ((part[1] in first) && part[2] <= first[part[1]]) said[part[1]]++
		}
		for (t in first) {
			if (first[t] < from || first[t] >= to) continue
			whole++
			touch = !said[t]
			again = (t in back) && back[t] - first[t] <= window
			for (u in case_)
				if (u != t && who[u] == who[t] && what[u] == what[t] && opened[u] > first[t] && opened[u] <= first[t] + window)
					again = 1
			one += touch; fcr += touch && !again; kept += !again
		}
		print whole, one, kept, fcr
	}' cases flat >wanted
	tk-report fcr --period 2026-03..2026-10 --tsv -c section,metric,part,whole >report
	assert_equal "$(awk -F '\t' '$1 == "gross" { p[$2] = $3; w = $4 } END { print w, p["fcr_one_touch"], p["fcr_no_repeat"], p["fcr"] }' report)" \
		"$(<wanted)"
	[ "$(cut -d ' ' -f 1 wanted)" -gt 200 ]
}

@test "the backlog: the same number from the moves, at any instant" {
	made
	tk-log --json --kind open,move --until 2030 |
		jq -r '[.ref, (.at | fromdateiso8601), .data.class] | @tsv' >turns
	sqlite3 "$TK_DB" "SELECT id FROM ticket WHERE spam = 0 AND merged = 0" >cases
	for at in 1767225600 1780272000 1791000000; do
		wanted=$(awk -F '\t' -v at=$at '
			FILENAME == "cases" { case_[$1] = 1; next }
			$2 < at && ($1 in case_) { open[$1] = $3 != "resolved" && $3 != "closed" }
			END { for (t in open) n += open[t]; print n + 0 }' cases turns)
		assert_equal "$(tk-report backlog --at "@$at" --tsv -c metric,value 2>/dev/null ||
			tk-report backlog --at "$(date -u -d "@$at" +%FT%TZ)" --tsv -c metric,value | awk '$1 == "backlog" { print $2 }')" "$wanted"
	done
}

# --- against themselves ---

@test "live rows and the record folded as of now say the same" {
	made 700
	while read -ra words; do
		for period in 2026-09 2026-03..2026-11; do
			tk-report "${words[@]}" --period "$period" --tsv -c all >live
			tk-report "${words[@]}" --period "$period" --tsv -c all --as-of "$TK_NOW" >folded
			[ -s live ]
			diff live folded || fail "${words[*]} $period"
		done
	done <<-END
		summary
		levels --by kind
		fcr --by level
		fcr --cohort opened --where text=case
		resolution --by category --promised
		response --by customer
		sla --by priority --where priority=P1..P3
		backlog --by channel
		stages --cohort closed
		categories
		reopen --cohort closed
		agents
		trend hands --by level
	END
}

@test "as of an instant is what was reported at that instant" {
	desk 2>/dev/null
	"$ROOT/tests/bench/history" 300 11 1 >lines
	cut=2026-09-15T06:00:00Z
	jq -c "select(.at <= \"$cut\")" lines >early
	tk-import -q <early
	for kind in summary levels fcr resolution response sla backlog stages reopen; do
		tk-report $kind --period 2026-08..2026-09 --now $cut --tsv >then.$kind
	done
	no_desk
	desk 2>/dev/null
	tk-import -q <lines
	for kind in summary levels fcr resolution response sla backlog stages reopen; do
		tk-report $kind --period 2026-08..2026-09 --as-of $cut --tsv | diff then.$kind - || fail "$kind"
	done
}

@test "sums over --by are the whole" {
	made
	for by in level category channel team priority kind customer; do
		tk-report levels --period 2026-03..2026-10 --by $by --few 1 --tsv 2>/dev/null |
			awk -F '\t' '$1 == "first_level" && $3 == "resolved" { if ($2 == "all") all = $5; else sum += $5 }
			$1 == "first_level" && $3 == "first_level_resolution" { if ($2 == "all") part = $6; else parts += $6 }
			END { exit !(sum == all && parts == part) }' || [ $by = level ] || fail "levels $by"
		tk-report resolution --period 2026-03..2026-10 --by $by --tsv |
			awk -F '\t' '$1 == "clock" && $3 == "resolved" { if ($2 == "all") all = $5; else sum += $5 }
			END { exit !(all > 100 && sum == all) }' || fail "resolution $by"
		tk-report sla --period 2026-03..2026-10 --by $by --tsv |
			awk -F '\t' '$1 == "resolution" && $3 == "sla_met" { if ($2 == "all") all = $5; else sum += $5 }
			END { exit !(all > 50 && sum == all) }' || fail "sla $by"
	done
	tk-report levels --period 2026-03..2026-10 --tsv |
		awk -F '\t' '$1 == "levels" && $3 == "solved_at_level" { sum += $6; all = $7 } END { exit !(sum == all && all > 100) }'
}

@test "the backlog adds up step by step, and so does each field" {
	made
	run -0 tk-report backlog --period 2025-12..2026-10
	assert_line --regexp '^Checked: [0-9]+ \+ [0-9]+ \+ [0-9]+ - [0-9]+ = [0-9]+, as counted by itself\.$'
	for every in day week month; do
		tk-report backlog --period 2025-12..2026-10 --every $every --tsv |
			awk -F '\t' '$1 == "identity" && $3 == "backlog_start" { open = $5 }
			$1 == "steps" { v[$3] = $5 }
			$1 == "steps" && $3 == "backlog" { open += v["opened"] + v["reopenings"] - v["resolutions"]; if (open != $5) exit 1; n++ }
			END { exit !(n >= 11) }' || fail "$every"
	done
	tk-report backlog --period 2025-12..2026-10 --by category --tsv |
		awk -F '\t' '$1 == "groups" { v[$3] = $5 }
		$1 == "groups" && $3 == "backlog" { if (v["backlog_start"] + v["opened"] + v["reopenings"] - v["resolutions"] != $5) exit 1; n++ }
		END { exit !(n > 4) }'
}

@test "mix and rate add up to the change" {
	made
	for metric in resolution_time fcr never_reassigned; do
		tk-report trend $metric --period 2026-08..2026-09 --by priority --tsv |
			awk -F '\t' -v metric=$metric '
			function abs(x) { return x < 0 ? -x : x }
			$1 == "steps" && $4 == "change" && $5 != "" { change = $5 }
			$1 == "effects" && $2 == "all" && $3 == "mix" { mix = $5 }
			$1 == "effects" && $2 == "all" && $3 == "rate" { rate = $5 }
			$1 == "effects" && $2 != "all" && ($3 == "mix" || $3 == "rate") { parts += $5; n++ }
			END { small = metric == "resolution_time" ? 8 : 0.00001
				exit !(n >= 6 && abs(mix + rate - change) <= small && abs(parts - change) <= small) }' || fail "$metric"
	done
}

# --- what is told, and what is not ---

@test "every report tells its period, cohort, zone, instant, and what its figures mean" {
	golden
	for kind in summary levels fcr resolution response sla backlog stages categories reopen goals agents "trend fcr"; do
		read -ra words <<<"$kind"
		run -0 tk-report "${words[@]}" --period "$month"
		assert_line --regexp '^Period +2026-10-01 00:00 to 2026-11-01 00:00, UTC$'
		assert_line --regexp '^Cohort +[a-z].* \([a-z_]+\)$'
		assert_line --regexp '^Known at +2026-11-21 12:00 \(now\)$'
		assert_line --regexp '^Provisional +'
		assert_line 'What the figures mean'
		[ "$(wc -L <<<"$output")" -le 80 ] || fail "$kind is wider than 80"
	done
}

@test "a window that has not passed is provisional, with its date" {
	golden
	run -0 tk-report fcr --period 2026-11 --width 0
	assert_output --partial 'until 2026-12-08 00:00 a case may still come back within the window'
	assert_output --partial 'the period lasts until 2026-12-01 00:00'
	run -0 tk-report fcr --period 2026-10
	assert_line --regexp '^Provisional +no$'
}

@test "few cases of a customer or agent are left out, and the next smallest with a lone one" {
	desk 2>/dev/null
	local i j
	for i in 1 2 3; do
		for ((j = 0; j < (i == 1 ? 2 : 4 + i); j++)); do
			at 2026-10-0$i'T09:00:00Z' tk-open -q -s x --customer "firm$i" >/dev/null
		done
	done
	tk-ls -c ref | TK_NOW=2026-10-05T09:00:00Z tk-move -q resolved
	run -0 tk-report resolution --period "$month" --by customer --tsv -c section,group,metric,stat,value,hidden
	assert_line $'clock\tfirm1\tresolved\tvalue\t2\tfalse'
	assert_line $'clock\tfirm1\tresolution_time\tmean\t\ttrue'
	assert_line $'clock\tfirm2\tresolution_time\tmean\t\ttrue'        # or firm1 could be worked out
	assert_line $'clock\tfirm3\tresolution_time\tmean\t172800\tfalse'
	run -0 tk-report resolution --period "$month" --by customer --few 1 --tsv -c group,metric,stat,value
	assert_line $'firm1\tresolution_time\tmean\t345600'
	run -0 tk-report sla --period "$month" --by customer --tsv -c section,group,metric,value,hidden
	assert_line $'resolution\tfirm1\tsla_met\t\ttrue'
	assert_line --regexp $'^resolution\tfirm3\tsla_met\t[0-9]+\tfalse$'
	run -0 tk-report resolution --period "$month" --by customer
	assert_output --partial 'Left out'
	run -64 tk-report resolution --by agent
	assert_output --partial 'knows no --by agent'
}

@test "agents: by name, loads only" {
	golden
	run -0 tk-report agents --period "$month" --tsv -c group,metric,value
	assert_output "$(printf '%s\n' $'ana\tagent_open\t0' $'ana\tagent_capacity\t' $'ana\tagent_resolved\t5' \
		$'bea\tagent_open\t0' $'bea\tagent_capacity\t' $'bea\tagent_resolved\t1' \
		$'none\tagent_open\t1' $'none\tagent_capacity\t' $'none\tagent_resolved\t0' \
		$'all\tagent_open\t1' $'all\tagent_capacity\t' $'all\tagent_resolved\t6')"
}

@test "only: --where takes the filters of lists" {
	golden
	run -0 figures resolution --where level=1 --where priority=P3
	assert_line $'all\tresolved\tvalue\t4\t\t'
	run -0 figures resolution --where 'category!=refund'
	assert_line $'all\tresolved\tvalue\t4\t\t'
	run -0 figures resolution --where text=c
	assert_line $'all\tresolved\tvalue\t1\t\t'
	run -0 tk-report resolution --period "$month" --where kind=incident
	assert_line --regexp '^Only +kind=incident$'
	run -64 tk-report resolution --where lewel=1
	assert_output --partial '(did you mean "level"?)'
	run -64 tk-report resolution --where level
	assert_output --partial 'write level=VALUE'
	run -64 tk-report resolution --where level=99
	run -64 tk-report resolution --where 'idle!=3d'
}

@test "periods: --last, zones, an open end" {
	golden
	run -0 tk-report resolution --last month
	assert_line --partial '2026-10-01 00:00 to 2026-11-01 00:00, UTC'
	run -0 tk-report resolution --last 2w
	assert_line --partial '2026-11-02 00:00 to 2026-11-16 00:00, UTC'
	run -0 tk-report resolution --last quarter
	assert_line --partial '2026-07-01 00:00 to 2026-10-01 00:00, UTC'
	run -0 tk-report resolution --last 30d --zone Europe/Madrid
	assert_line --partial '2026-10-22 00:00 to 2026-11-21 00:00, Europe/Madrid'
	run -0 tk-report resolution --period ..2026-10-06 --tsv -c metric,value
	assert_line $'resolved\t2'
	run -0 tk-report backlog --period ..2026-10
	assert_line --partial 'Checked: 0 + 7 + 1 - 7 = 1'
	# c was resolved on the 9th at 09:00 UTC, on the 9th in Tokyo too; a on the 5th 21:00 there.
	run -0 tk-report resolution --period 2026-10-05 --zone Asia/Tokyo --tsv -c metric,value
	assert_line $'resolved\t1'
	run -64 tk-report resolution --period 2026-10 --last month
	run -64 tk-report resolution --last 3h
	run -64 tk-report resolution --period 2027-01..2026-01
	run -64 tk-report resolution --zone Europe/Madird
	assert_output --partial 'Europe/Madrid'
}

@test "cohorts: opened counts what was opened, whenever it was resolved" {
	golden
	run -0 figures resolution --cohort opened
	assert_line $'all\tresolved\tvalue\t5\t\t'
	assert_equal "$(tk-report resolution --period "$month" --cohort opened --tsv -c section,cohort | sort -u | paste -sd ' ')" \
		$'clock\topened open\topen working\topened'
	run -64 tk-report sla --cohort opened
	run -64 tk-report trend sla --cohort opened
	run -64 tk-report resolution --cohort due
}

@test "usage: unknown kinds, metrics and operands" {
	golden
	run -64 tk-report sumary
	assert_output --partial '(did you mean "summary"?)'
	run -64 tk-report trend
	run -64 tk-report trend resolution_tim
	assert_output --partial '(did you mean "resolution_time"?)'
	run -64 tk-report trend escalated
	run -64 tk-report levels 2026-10
	run -64 tk-report resolution --calendar offise
	assert_output --partial '(did you mean "office"?)'
	run -64 tk-report resolution --tsv --json
}

@test "machine formats: the same columns for every report; JSON keys; instants in UTC" {
	golden
	run -0 tk-report summary --period "$month" --json
	assert_equal "$(jq -rs 'map(keys_unsorted | join(",")) | unique | length' <<<"$output")" 1
	jq -es 'map(select(.metric == "sla_resolution" and .stat == "value" and .group == "now")) | length == 1 and
		.[0].from == "2026-10-01T00:00:00Z" and .[0].cohort == "due" and .[0].unit == "share"' <<<"$output" >/dev/null
	jq -es 'map(select(.stat == "change" and .metric == "opened")) | .[0].value == 5' <<<"$output" >/dev/null
	run -0 tk-report metrics --json
	assert_equal "$(jq -s length <<<"$output")" "$(tk-report metrics | wc -l)"
	jq -es 'all(.says | type == "string")' <<<"$output" >/dev/null
}

@test "pages: ASCII where the locale knows no more, one language" {
	golden
	LC_ALL=C tk-report summary --period "$month" >page
	LC_ALL=C grep -q '[^ -~]' page && fail "more than ASCII"
	grep -q '####' page
	run -0 tk-report levels --period "$month" --lang es
	assert_line --partial 'Mesa de ayuda: '
	assert_line --regexp '^Periodo +2026-10-01 00:00 a 2026-11-01 00:00, UTC$'
	refute_output --partial 'Cases'
}

@test "an empty desk has reports too" {
	desk 2>/dev/null
	for kind in summary levels fcr resolution response sla backlog stages categories reopen goals agents "trend fcr" "trend backlog"; do
		read -ra words <<<"$kind"
		run -0 --separate-stderr tk-report "${words[@]}" --period "$month"
		assert_equal "$stderr" ""
	done
	run -0 tk-report backlog --period "$month"
	assert_line 'Checked: 0 + 0 + 0 - 0 = 0, as counted by itself.'
}
