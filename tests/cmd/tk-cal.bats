#!/usr/bin/env bats
# tk-cal: when something is due, what counted, what is closed and why.

load ../helper

# The calendars of tests/data/bustime as a policy writes them.
bustime() {
	awk -F '\t' '
	function hours(text,    n, part, i, out) {
		n = split(text, part, " ")
		for (i = 1; i <= n; i++) out = out (i > 1 ? ", " : "") "\"" part[i] "\""
		return "[" out "]"
	}
	BEGIN { print "calendars:" }
	$1 != last { print "  " $1 ":"; last = $1; section = "" }
	$2 == "zone" { print "    zone: " $3; next }
	$2 == "holidays" { print "    holidays: " hours($3); next }
	{
		want = $2 ~ /^[0-9]/ ? "special" : "weekly"
		if (section != want) print "    " (section = want) ":"
		print "      " (want == "special" ? "\"" $2 "\"" : $2) ": " hours($3)
	}' "$ROOT/tests/data/bustime/calendars.tsv"
}

calendars() {
	cat >cal.yaml
	export cal=$PWD/cal.yaml
}

paris() {
	calendars <<-'END'
	calendars:
	  office: {zone: Europe/Paris, weekly: {mon-fri: "09:00-18:00"}}
	  always: {zone: Europe/Paris, weekly: {mon-sun: "00:00-24:00"}}
	  week: {zone: Europe/Paris, weekly: {mon-sun: "09:00-18:00"}}
	END
}

# --- one question ---

@test "due, elapsed, before: exactly one line, in UTC" {
	paris
	run -0 --separate-stderr tk-cal -f "$cal" due office 2026-11-20T15:00:00Z 4h
	assert_equal "$output" 2026-11-23T10:00:00Z
	assert_equal "$stderr" ""
	run -0 --separate-stderr tk-cal -f "$cal" elapsed office 2026-11-20T15:00:00Z 2026-11-23T10:00:00Z
	assert_equal "$output" 14400
	run -0 --separate-stderr tk-cal -f "$cal" before office 2026-11-23T10:00:00Z 4h
	assert_equal "$output" 2026-11-20T15:00:00Z
	run -0 tk-cal -f "$cal" elapsed office 2026-11-23T10:00:00Z 2026-11-20T15:00:00Z
	assert_output 0
	run -0 tk-cal -f "$cal" due office 2026-11-21T15:00:00Z 0
	assert_output 2026-11-21T15:00:00Z
}

@test "every form of a duration" {
	paris
	while read -r duration due; do
		run -0 tk-cal -f "$cal" due office 2026-11-20T15:00:00Z "$duration"
		assert_equal "$duration $output" "$duration $due"
	done <<-'END'
	3600 2026-11-20T16:00:00Z
	90s 2026-11-20T15:01:30Z
	30m 2026-11-20T15:30:00Z
	2h 2026-11-20T17:00:00Z
	1bd 2026-11-23T17:00:00Z
	15bd 2026-12-11T17:00:00Z
	35d 2026-12-25T23:00:00Z
	8w 2027-01-15T23:00:00Z
	1mo 2026-12-20T23:00:00Z
	END
	run -64 tk-cal -f "$cal" due office now 4x
	assert_output 'tk-cal: "4x" is no duration; write 90s, 30m, 4h, 15bd, 35d, 8w, 1mo, or a number of seconds'
	run -64 tk-cal -f "$cal" before office now 15bd
	assert_output --partial "before counts time, not days"
}

@test "every form of an instant, on the calendar's clock whatever TZ says" {
	paris
	for TZ in UTC Asia/Tokyo America/New_York; do
		while IFS=$'\t' read -r start due; do
			run -0 env TZ="$TZ" tk-cal -f "$cal" due always -- "$start" 60
			assert_equal "$TZ $start $output" "$TZ $start $due"
		done <<-'END'
		2026-11-21T14:00:00Z	2026-11-21T14:01:00Z
		2026-11-21T14:00:00+09:00	2026-11-21T05:01:00Z
		2026-11-21 14:00	2026-11-21T13:01:00Z
		2026-07-21 14:00:30	2026-07-21T12:01:30Z
		2026-11-21	2026-11-20T23:01:00Z
		now	2026-11-21T12:01:00Z
		today	2026-11-20T23:01:00Z
		tomorrow	2026-11-21T23:01:00Z
		-2h	2026-11-21T10:01:00Z
		+1d	2026-11-22T12:01:00Z
		END
	done
	run -64 tk-cal -f "$cal" due always 11/21/2026 60
	assert_output --partial '"11/21/2026" is no time; write 2026-11-21'
}

@test "pauses are cut out, and do not move days" {
	paris
	pauses='2026-11-20T15:30:00Z/2026-11-20T16:00:00Z;2026-11-20T15:15:00Z/2026-11-20T15:45:00Z'
	run -0 tk-cal -f "$cal" due office 2026-11-20T15:00:00Z 1h "$pauses"
	assert_output 2026-11-20T16:45:00Z
	run -0 tk-cal -f "$cal" elapsed office 2026-11-20T15:00:00Z 2026-11-20T16:45:00Z "$pauses"
	assert_output 3600
	run -0 tk-cal -f "$cal" before office 2026-11-20T16:45:00Z 1h "$pauses"
	assert_output 2026-11-20T15:00:00Z
	run -0 tk-cal -f "$cal" due office 2026-11-20T15:00:00Z 1bd "$pauses"
	assert_output 2026-11-23T17:00:00Z
	run -64 tk-cal -f "$cal" due office now 1h now/-1h
	assert_output "tk-cal: the pause now/-1h ends before it begins"
}

@test "never, where there is no such instant: 0" {
	calendars <<-'END'
	calendars:
	  shut: {zone: UTC}
	  once: {zone: UTC, special: {2030-01-01: "09:00-10:00"}}
	END
	run -0 --separate-stderr tk-cal -f "$cal" due shut now 1
	assert_equal "$output$stderr" never
	run -0 tk-cal -f "$cal" due once now 1h
	assert_output 2030-01-01T10:00:00Z
	run -0 tk-cal -f "$cal" due once now 3601
	assert_output never
	run -0 tk-cal -f "$cal" due once now 2bd
	assert_output never
	run -0 tk-cal -f "$cal" before shut now 1
	assert_output never
	run -0 tk-cal -f "$cal" elapsed once now 2040-01-01
	assert_output 3600
}

@test "a terminal also gets the calendar's own clock" {
	needs_terminal
	paris
	script -qec "tk-cal -f cal.yaml due office 2026-11-20T15:00:00Z 4h; tk-cal -f cal.yaml elapsed office 2026-11-20 2026-11-24
		tk-cal -f cal.yaml open office; tk-cal -f cal.yaml due always now 5s" /dev/null </dev/null | tr -d '\r' >out
	cat >want <<-'END'
	2026-11-23T10:00:00Z  Mon 2026-11-23 11:00 CET
	64800  18 h
	closed, opens Mon 2026-11-23 09:00 CET, in 1 d 20 h
	2026-11-21T12:00:05Z  Sat 2026-11-21 13:00:05 CET
	END
	diff want out
}

# --- golden scenarios ---

@test "1: 25 days of nine hours from Monday" {
	paris
	run -0 tk-cal -f "$cal" due office "2025-01-06 09:00" $((25 * 9 * 3600))
	assert_output 2025-02-07T17:00:00Z
}

@test "2: a holiday on the day of 25 hours takes 25 hours away" {
	calendars <<<'calendars: {all: {zone: Europe/Paris, weekly: {mon-sun: "00:00-24:00"}, holidays: [2025-10-26]}}'
	run -0 tk-cal -f "$cal" elapsed all 2025-10-25 2025-10-28
	assert_output $(((73 - 25) * 3600))
	run -0 tk-cal -f "$cal" days all 2025-10-25..2025-10-27 -c date,counted_s,why
	assert_line --index 0 $'2025-10-25\t86400\tweekday'
	assert_line --index 1 $'2025-10-26\t0\tholiday'
	sed -i 's/, holidays.*]/, holidays: []/' cal.yaml
	run -0 tk-cal -f "$cal" days all 2025-10-26 2025-10-26 -c counted_s
	assert_output 90000
}

@test "3: a yearly holiday over three years" {
	calendars <<<'calendars: {all: {zone: Europe/Madrid, weekly: {mon-sun: "00:00-24:00"}, holidays: [01-01]}}'
	run -0 tk-cal -f "$cal" elapsed all 2024-01-01 2027-01-01
	assert_output $(((366 + 365 + 365 - 3) * 86400))
	for year in 2024 2025 2026; do
		run -1 tk-cal -f "$cal" open all "$year-01-01 12:00"
	done
}

@test "4: closed from 24 December to 2 January" {
	{
		echo 'calendars: {all: {zone: Europe/Madrid, weekly: {mon-sun: "09:00-18:00"}, holidays: ['
		printf '2025-12-%s, ' {24..31}
		echo '2026-01-01, 2026-01-02]}}'
	} | calendars
	cal=cal.yaml
	run -0 tk-cal -f "$cal" days all 2025-12-24 2026-01-02 -c why
	assert_equal "$(sort -u <<<"$output") ${#lines[@]}" "holiday 10"
	run -0 tk-cal -f "$cal" elapsed all "2025-12-23 18:00" "2026-01-03 09:00"
	assert_output 0
	run -0 tk-cal -f "$cal" due all "2025-12-23 17:00" 2h
	assert_output 2026-01-03T09:00:00Z
}

@test "5: over both changes of the clock each date counts once" {
	paris
	while IFS=$'\t' read -r start hours due; do
		run -0 tk-cal -f "$cal" due week "$start" "$hours"
		assert_equal "$start $output" "$start $due"
	done <<-'END'
	2025-10-26 00:30	9h	2025-10-26T17:00:00Z
	2025-10-26 00:30	27h	2025-10-28T17:00:00Z
	2025-03-29 23:30	9h	2025-03-30T16:00:00Z
	2025-03-29 23:30	27h	2025-04-01T16:00:00Z
	END
}

@test "6: a pause over the repeated hour" {
	paris
	run -0 tk-cal -f "$cal" elapsed always 2025-10-25T00:00:00Z 2025-10-27T00:00:00Z \
		2025-10-26T00:10:00Z/2025-10-26T01:50:00Z
	assert_output $((48 * 3600 - 100 * 60))
}

@test "14: four hours before Monday 09:30 is Friday 14:30" {
	calendars <<<'calendars: {office: {zone: Europe/Madrid, weekly: {mon-fri: "09:00-18:00"}}}'
	run -0 tk-cal -f "$cal" before office "2026-11-23 09:30" 4h
	assert_output 2026-11-20T13:30:00Z
}

@test "16: lunch, and a night shift" {
	calendars <<-'END'
	calendars:
	  lunch: {zone: Europe/Paris, weekly: {mon-fri: ["08:30-12:15", "13:30-17:45"]}}
	  night: {zone: Europe/Paris, weekly: {mon-fri: "22:00-06:00"}, holidays: [2026-11-25]}
	END
	run -0 tk-cal -f "$cal" elapsed lunch 2026-11-23 2026-11-24
	assert_output 28800
	run -0 tk-cal -f "$cal" due lunch "2026-11-23 12:00" 1h
	assert_output 2026-11-23T13:15:00Z
	run -0 tk-cal -f "$cal" due lunch "2026-11-23 12:00" 15m
	assert_output 2026-11-23T11:15:00Z
	run -0 tk-cal -f "$cal" due night "2026-11-24 21:00" 9h
	assert_output 2026-11-26T22:00:00Z
	run -0 tk-cal -f "$cal" days night 2026-11-24 2026-11-28 -c date,hours,counted_s,why
	assert_output "$(printf '%s\n' $'2026-11-24\t22:00-06:00\t28800\tweekday' $'2026-11-25\t\t21600\tholiday' \
		$'2026-11-26\t22:00-06:00\t7200\tweekday' $'2026-11-27\t22:00-06:00\t28800\tweekday' \
		$'2026-11-28\t\t21600\tclosed')"
}

@test "17: customer in Tokyo, team in Paris: the plan's zone only" {
	paris
	for TZ in Asia/Tokyo Europe/Paris UTC; do
		run -0 env TZ="$TZ" tk-cal -f "$cal" due office 2026-11-23T09:30:00+09:00 4h
		assert_output 2026-11-23T12:00:00Z
	done
}

@test "18: a clock on a calendar that never opens is an error of the policy" {
	sed 's/weekly: {mon-fri: "09:00-18:00"}/weekly: {}/' "$ROOT/share/policies/default.yaml" >shut.yaml
	run -65 --separate-stderr tk-cal -f shut.yaml ls
	assert_equal "$output" ""
	[[ $stderr == *"this clock would never count: the calendar \"office\" has no opening hours"* ]]
}

# --- a line each ---

# agrees FOLDER CALENDARS: every case of a folder of vectors, through the program.
agrees() {
	local name cases=0
	tail -n +2 "$1/cases.tsv" >cases
	cut -f 2 cases | sort -u >names
	while read -r name; do
		awk -F '\t' -v name="$name" '$2 == name' cases >case
		cut -f 3,4,6 case | tk-cal -f "$2" due "$name" >due
		cut -f 3,5,6 case | tk-cal -f "$2" elapsed "$name" >elapsed
		paste due elapsed | diff <(cut -f 7,8 case) - || fail "$name differs"
		cases=$((cases + $(wc -l <case)))
	done <names
	assert_equal "$cases" "$3"
}

@test "the vectors of an independent oracle: all 120 agree" {
	bustime >bustime.yaml
	agrees "$ROOT/tests/data/bustime" bustime.yaml 120
}

@test "all 600 vectors, where TK_DATA has them" {
	[ -n "${TK_DATA:-}" ] || skip "TK_DATA is not set"
	agrees "$TK_DATA/bustime" "$TK_DATA/bustime/calendars.yaml" 600
}

@test "a bad line is an empty one, with its number; 65 at the end" {
	paris
	printf '%s\n' $'2026-11-20T15:00:00Z\t4h' $'nonsense\t4h' '' $'now\t4h\tx' $'2026-11-20T15:00:00Z\t4h\t-' \
		'now 4h' $'now\t1\t-\textra' $'2026-11-20 16:00\t7200\r' >lines
	run -65 --separate-stderr tk-cal -f "$cal" due office <lines
	tk-cal -f "$cal" due office <lines >out 2>/dev/null || true
	printf '%s\n' 2026-11-23T10:00:00Z '' '' '' 2026-11-23T10:00:00Z '' '' 2026-11-20T17:00:00Z | diff - out
	assert_equal "${#stderr_lines[@]}" 5
	[[ ${stderr_lines[0]} == 'tk-cal: stdin:2: "nonsense" is no time;'* ]]
	assert_equal "${stderr_lines[1]}" "tk-cal: stdin:3: START and DURATION are needed, with a tab between"
	[[ ${stderr_lines[2]} == 'tk-cal: stdin:4: "x" is no pause;'* ]]
	[[ ${stderr_lines[3]} == 'tk-cal: stdin:6: '* ]]
	[[ ${stderr_lines[4]} == 'tk-cal: stdin:7: more fields than START and DURATION and PAUSES' ]]
	paste lines out | head -n 1 | grep -q $'4h\t2026-11-23T10:00:00Z$'
}

@test "NUL bytes, lines of a megabyte and more, a last line without an end, no line at all" {
	paris
	{
		printf 'now\t1\0\n'
		head -c 3000000 /dev/zero | tr '\0' x
		printf '\nnow\t1\t'
		for ((i = 0; i < 20000; i++)); do printf '2026-11-21T13:00:00Z/2026-11-21T13:00:00Z;'; done
		printf 'now/now\nnow\t2'
	} >lines
	run -65 --separate-stderr bash -c 'tk-cal -f "$cal" due always <lines >out'
	printf '%s\n' '' '' 2026-11-21T12:00:01Z 2026-11-21T12:00:02Z | diff - out
	assert_equal "${stderr_lines[0]}" "tk-cal: stdin:1: a NUL byte in the line"
	assert_equal "${stderr_lines[1]}" "tk-cal: stdin:2: the line is longer than 1048576 bytes"
	assert_equal "${#stderr_lines[@]}" 2
	run -0 tk-cal -f "$cal" due always </dev/null
	assert_output ""
	run -74 tk-cal -f "$cal" due always <"$HOME"
}

@test "many lines are the same as one at a time" {
	bustime >bustime.yaml
	awk 'BEGIN {
		srand(20261121)
		for (i = 0; i < 150; i++) printf "%d-%02d-%02dT%02d:%02d:%02dZ\t%d\n", 2005 + rand() * 30, 1 + rand() * 12,
			1 + rand() * 28, rand() * 24, rand() * 60, rand() * 60, rand() * rand() * 500000
	}' >lines
	tk-cal -f bustime.yaml due lon-lunch <lines >together
	while IFS=$'\t' read -r start duration; do
		tk-cal -f bustime.yaml due lon-lunch "$start" "$duration"
	done <lines | diff - together
	paste <(cut -f 1 lines) together | tk-cal -f bustime.yaml elapsed lon-lunch | diff <(cut -f 2 lines) -
	yes "$(<lines)" | head -n 100000 | tk-cal -f bustime.yaml due lon-lunch | md5sum >long
	yes "$(<together)" | head -n 100000 | md5sum | diff - long
}

@test "an answer comes before the next question: a coprocess can ask" {
	paris
	coproc tk-cal -f "$cal" due office -
	pid=$COPROC_PID
	for hours in 4 5 6; do
		printf '2026-11-20T15:00:00Z\t%dh\n' "$hours" >&"${COPROC[1]}"
		read -r -t 10 answer <&"${COPROC[0]}"
		assert_equal "$answer" "2026-11-23T$((hours + 6)):00:00Z"
	done
	eval "exec ${COPROC[1]}>&-"
	wait "$pid"
}

@test "a result past valid_to carries a warning, once" {
	calendars <<-'END'
	calendars:
	  office: {zone: UTC, weekly: {mon-fri: "09:00-17:00"}, valid_to: 2026-11-27}
	END
	run -0 --separate-stderr tk-cal -f "$cal" due office "2026-11-27 09:00" 8h
	assert_equal "$output$stderr" 2026-11-27T17:00:00Z
	run -0 --separate-stderr tk-cal -q -f "$cal" due office "2026-11-27 09:00" 9h
	assert_equal "$output" 2026-11-30T10:00:00Z
	assert_equal "$stderr" "tk-cal: office: a result lies past 2026-11-27, the last date for which the holidays are known"
	run -0 --separate-stderr tk-cal -f "$cal" elapsed office "2026-11-27 09:00" 2026-11-30
	[[ $stderr == *"a result lies past"* ]]
	run -0 --separate-stderr tk-cal -f "$cal" before office 2026-12-01 60h
	[[ $stderr == *"a result lies past"* ]]
	for hours in 7 9 10 11; do printf '2026-11-27 09:00\t%dh\n' $hours; done >lines
	run -0 --separate-stderr tk-cal -f "$cal" due office <lines
	assert_equal "$stderr" "tk-cal: office: 3 results lie past 2026-11-27, the last date for which the holidays are known"
	run -0 --separate-stderr tk-cal -f "$cal" days office 2026-11-26 2026-11-30
	assert_equal "$stderr" "tk-cal: office: 3 results lie past 2026-11-27, the last date for which the holidays are known"
	run -1 --separate-stderr tk-cal -f "$cal" open office 2027-01-01
	[[ $stderr == *"a result lies past"* ]]
}

# --- what a calendar is ---

@test "open: state and the next change; 0 for open, 1 for closed" {
	paris
	run -0 --separate-stderr tk-cal -f "$cal" open office "2026-11-20 17:59"
	assert_equal "$output" $'open\t2026-11-20T17:00:00Z'
	assert_equal "$stderr" ""
	run -1 tk-cal -f "$cal" open office "2026-11-20 18:00"
	assert_output $'closed\t2026-11-23T08:00:00Z'
	run -1 tk-cal -f "$cal" open office
	assert_output $'closed\t2026-11-23T08:00:00Z'
	run -0 tk-cal -f "$cal" open always
	assert_output $'open\t'
	run -0 tk-cal -f "$cal" open always --json
	assert_output '{"state":"open","next":null,"calendar":"always","at":"2026-11-21T12:00:00Z","why":"weekday","name":null}'
	calendars <<<'calendars: {c: {zone: UTC, weekly: {mon-fri: "09:00-17:00"}, holidays: [{date: 12-25, name: Christmas}]}}'
	run -1 tk-cal -f "$cal" open c "2026-12-25 12:00" -c state,why,name
	assert_output $'closed\tholiday\tChristmas'
	run -64 tk-cal -f "$cal" open c now now
	run -64 tk-cal -f "$cal" open c soon
}

@test "days: hours and why, and they add up" {
	calendars <<-'END'
	calendars:
	  office:
	    zone: Europe/Madrid
	    weekly: {mon-fri: ["09:00-13:00", "14:00-18:00"]}
	    holidays: [{date: 2026-12-08, name: "Inmaculada, la"}, 2026-12-25]
	    special: {2026-12-24: "09:00-13:00", 2026-12-31: []}
	  apia: {zone: Pacific/Apia, weekly: {mon-sun: "00:00-24:00"}}
	END
	run -0 --separate-stderr tk-cal -f "$cal" days office 2026-12-07 2026-12-08
	assert_equal "$stderr" ""
	assert_line --index 0 $'2026-12-07\tmon\t09:00-13:00,14:00-18:00\t28800\tweekday\t'
	assert_line --index 1 $'2026-12-08\ttue\t\t0\tholiday\tInmaculada, la'
	run -0 tk-cal -f "$cal" days office 2026-12-24 2026-12-31 --json -c date,hours,counted_s,why,name
	assert_line --index 0 '{"date":"2026-12-24","hours":["09:00-13:00"],"counted_s":14400,"why":"special","name":null}'
	assert_line --index 1 '{"date":"2026-12-25","hours":[],"counted_s":0,"why":"holiday","name":null}'
	assert_line --index 2 '{"date":"2026-12-26","hours":[],"counted_s":0,"why":"closed","name":null}'
	assert_line --index 7 '{"date":"2026-12-31","hours":[],"counted_s":0,"why":"special","name":null}'
	assert_equal "$(tk-cal -f "$cal" days office 2026 -c counted_s | awk '{ n += $1 } END { print n }')" \
		"$(tk-cal -f "$cal" elapsed office 2026-01-01 2027-01-01)"
	assert_equal "$(tk-cal -f "$cal" days office 2026 | wc -l)" 365
	run -0 tk-cal -f "$cal" days apia 2011-12-29 2011-12-31 -c date,counted_s,why
	assert_output "$(printf '%s\n' $'2011-12-29\t86400\tweekday' $'2011-12-30\t0\tskipped' $'2011-12-31\t86400\tweekday')"
}

@test "days: periods of every form" {
	paris
	while read -r first last n period; do
		# shellcheck disable=SC2086
		run -0 tk-cal -f "$cal" days office $period -c date
		assert_equal "$period: ${lines[0]} ${lines[-1]} ${#lines[@]}" "$period: $first $last $n"
	done <<-'END'
	2026-11-01 2026-11-30 30
	2026-12-01 2026-12-31 31 2026-12
	2026-12-24 2027-01-02 10 2026-12-24 2027-01-02
	2026-12-24 2027-01-02 10 2026-12-24..2027-01-02
	2026-12-01 2027-02-28 90 2026-12 2027-02
	2026-11-09 2026-11-15 7 last-week
	2026-11-21 2026-11-21 1 today
	END
	run -64 tk-cal -f "$cal" days office 2026-12-24 2026-12-23
	run -64 tk-cal -f "$cal" days office 2026-12-24..
	run -64 tk-cal -f "$cal" days office 2026-13
	run -64 tk-cal -f "$cal" days office 2026 2027 2028
}

@test "ls, and where calendars come from: the desk, a policy, calendars alone, by name, standard input" {
	run -66 tk-cal ls
	desk
	run -0 tk-cal ls
	assert_line --index 0 $'always\tUTC\topen\t\t604800\t0\t'
	assert_line --index 1 $'office\tUTC\tclosed\t2026-11-23T09:00:00Z\t162000\t2\t'
	run -0 tk-cal due office 2026-11-20T16:00:00Z 3h
	assert_output 2026-11-23T10:00:00Z
	run -0 tk-cal -f "$ROOT/share/policies/default.yaml" due office 2026-11-20T16:00:00Z 3h
	assert_output 2026-11-23T10:00:00Z
	no_desk
	for name in spain spain.yaml "$ROOT/share/calendars/spain.yaml"; do
		run -0 tk-cal -f "$name" ls -c name,zone,valid_to
		assert_output --partial $'spain\tEurope/Madrid\t2028-12-31'
	done
	run -0 tk-cal -f default ls -c name
	assert_output $'always\noffice'
	paris
	run -0 tk-cal -f - ls -c name <cal.yaml
	assert_output $'office\nalways\nweek'
	run -0 tk-cal -f - due always now 1 <cal.yaml
	assert_output 2026-11-21T12:00:01Z
	run -64 tk-cal -f - due always <cal.yaml
	assert_output --partial "standard input cannot be both"
	run -66 tk-cal -f nosuch.yaml ls
}

@test "ls: what overlaps counts once; calendars take their source from those they extend" {
	calendars <<-'END'
	calendars:
	  base: {zone: Europe/Madrid, source: the ministry, holidays: [12-25], valid_to: 2027-12-31}
	  office: {extends: base, weekly: {mon: ["09:00-13:00", "12:00-14:00"], sun: "22:00-02:00"}}
	  own: {extends: base, holidays: [01-01]}
	END
	run -0 tk-cal -f "$cal" ls -c name,week_s,holidays,valid_to,source
	assert_output "$(printf '%s\n' $'base\t0\t1\t2027-12-31\tthe ministry' $'office\t32400\t1\t2027-12-31\tthe ministry' \
		$'own\t0\t1\t2027-12-31\t')"
}

@test "the desk's calendars as of an instant" {
	desk
	sed 's/mon-fri: "09:00-18:00"/mon-fri: "10:00-18:00"/' "$ROOT/share/policies/default.yaml" >later.yaml
	tk-policy load -q later.yaml --valid-from 2026-12-01
	run -0 tk-cal due office 2026-11-20 1h
	assert_output 2026-11-20T10:00:00Z
	run -0 tk-cal --as-of 2026-12-01 due office 2026-11-20 1h
	assert_output 2026-11-20T11:00:00Z
}

@test "wrong usage: 64, a hint, and nothing on standard output" {
	paris
	export -f paris calendars
	while read -r words; do
		# shellcheck disable=SC2086
		run -64 --separate-stderr tk-cal -f "$cal" $words
		assert_equal "$words: $output" "$words: "
		assert_equal "$words: ${#stderr_lines[@]}" "$words: 1"
	done <<-'END'
	
	duee office
	due
	due offise now 1h
	due office now
	due office now 1h - extra
	due office - now
	ls office
	holidays
	holidays a b
	days
	open
	due office now 1h --json
	elapsed office now now -c state
	days office --name x
	ls --until 2027
	holidays x.ics
	END
	run -64 tk-cal -f "$cal" duee
	assert_output --partial '(did you mean "due"?)'
	run -64 tk-cal -f "$cal" due offise now 1h
	assert_output --partial 'there is no calendar "offise" (did you mean "office"?); known: office, always or week'
	calendars <<<'calendars: {a: {zone: Nowhere/City, weekly: {mon-fri: "9-5"}}}'
	run -65 tk-cal -f "$cal" due a now 1h
	assert_output --partial 'unknown time zone "Nowhere/City"'
	assert_output --partial '2 errors'
}

# --- iCalendar ---

@test "holidays: from a file to a calendar one can count in" {
	tk-cal holidays "$ROOT/tests/data/holidays/GB-ENG.2023-2027.ics" >england.yaml
	run -0 head -n 12 england.yaml
	assert_line --index 0 '# holidays of: "GB-ENG.2023-2027.ics"'
	assert_line --index 1 --regexp '^# 45 dates, 2023-01-01 to 2027-12-28; BLAKE2b-256 of the file [0-9a-f]{64}$'
	assert_line '# made by: "-//derived from date-holidays 3.37.0 (CC BY-SA 3.0)//EN"'
	assert_line '  gb-eng:'
	assert_line '    source: "GB-ENG public holidays, -//derived from date-holidays 3.37.0 (CC BY-SA 3.0)//EN, GB-ENG.2023-2027.ics"'
	assert_line '    valid_to: 2027-12-31'
	cat >>england.yaml <<-'END'
	  office: {extends: gb-eng, zone: Europe/London, weekly: {mon-fri: "09:00-17:00"}}
	END
	run -0 tk-cal -f england.yaml days office 2026-12-25 2026-12-28 -c date,why,name
	assert_output "$(printf '%s\n' $'2026-12-25\tholiday\tChristmas Day' $'2026-12-26\tholiday\tBoxing Day' \
		$'2026-12-27\tclosed\t' $'2026-12-28\tholiday\tBoxing Day (substitute day)')"
	run -0 tk-cal -f england.yaml due office "2026-12-24 16:00" 2h
	assert_output 2026-12-29T10:00:00Z
	run -0 --separate-stderr tk-cal -f england.yaml due office "2027-12-31 16:00" 2h
	[[ $stderr == *"past 2027-12-31"* ]]
}

# every_date FILE.ics: each DTSTART of it is a holiday of what comes out, and
# nothing else is.
every_date() {
	tk-cal holidays --name c "$1" >c.yaml
	tk-cal -f c.yaml days c 2023 2027 -c date,why | sed -n 's/\tholiday$//p' >got
	tr -d '\r' <"$1" | sed -n 's/^DTSTART;VALUE=DATE:\(....\)\(..\)\(..\)$/\1-\2-\3/p' | sort -u | diff - got
	[ -s got ]
}

@test "holidays: every date of a file, and no other" {
	for file in "$ROOT"/tests/data/holidays/*.ics; do every_date "$file"; done
}

@test "holidays: every date of all files, where TK_DATA has them" {
	[ -n "${TK_DATA:-}" ] || skip "TK_DATA is not set"
	for file in "$TK_DATA"/holidays/ics-derived/*.ics; do every_date "$file"; done
	for file in "$TK_DATA"/holidays/ics-odd-icalendar/*.ics; do
		tk-cal holidays "$file" >out 2>err && status=0 || status=$?
		case $status in
		0) tk-cal -f out ls >/dev/null ;;
		65) [ ! -s out ] && grep -q "^tk-cal: $file:[0-9]*: " err ;;
		*) fail "$file: $status" ;;
		esac
	done
}

@test "holidays: odd files are read or refused by name, never half" {
	odd=$ROOT/tests/data/holidays/odd
	while read -r file dates; do
		run -0 --separate-stderr tk-cal holidays "$odd/$file.ics"
		assert_equal "$file $(grep -c '{date: ' <<<"$output")" "$file $dates"
	done <<-'END'
	calendars__example 3
	calendars__multiple_calendar_components 2
	calendars__issue_1426_value_parameters 1
	calendars__bom_calendar 0
	END
	assert_equal "$stderr" "tk-cal: $odd/calendars__bom_calendar.ics: there is no whole-day event in it"
	while read -r file line text; do
		run -65 --separate-stderr tk-cal holidays "$odd/$file.ics"
		assert_equal "$output" ""
		[[ $stderr == *"tk-cal: $odd/$file.ics:$line: $text"* ]] || fail "$file: $stderr"
	done <<-'END'
	calendars__parsing_error 10 RRULE: only yearly dates are holidays here, not FREQ=DAILY
	calendars__rfc_5545_RDATE_example 16 RDATE: VALUE=PERIOD is no date
	calendars__america_new_york 57 DTSTART: 20140829T080000 has a time of day; a holiday is a whole day
	calendars__issue_104_broken_calendar 13 this is no line of iCalendar: NAME:VALUE is missing
	calendars__issue_1050_all_components 42 VAVAILABILITY is not understood
	availabilities__rfc_7953_1 1 BEGIN:VAVAILABILITY outside of a VCALENDAR
	END
}

ics() {
	printf 'BEGIN:VCALENDAR\nX-WR-CALNAME:Mine\nX-WR-TIMEZONE:%s\n' "${zone:-Europe/Madrid}"
	cat
	printf 'END:VCALENDAR\n'
}

@test "holidays: yearly rules, rules without an end, what is left out, standard input, a name" {
	ics <<-'END' >rules.ics
	BEGIN:VEVENT
	DTSTART:20200101
	RRULE:FREQ=YEARLY
	SUMMARY:New Year
	END:VEVENT
	BEGIN:VEVENT
	DTSTART:20261126
	RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH
	SUMMARY:Thanksgiving
	END:VEVENT
	BEGIN:VEVENT
	DTSTART:20270214
	SUMMARY:Love
	DESCRIPTION:Observance\nTo hide it
	END:VEVENT
	END
	tk-cal holidays --name united-states - <rules.ics >out
	cat >want <<-'END'
	# title: "Mine"
	calendars:
	  united-states:
	    zone: Europe/Madrid
	    source: "Mine, standard input"
	    valid_to: 2031-12-31
	    holidays:
	      - {date: 01-01, name: "New Year"}
	      - {date: 2026-11-26, name: "Thanksgiving"}
	      - {date: 2027-11-25, name: "Thanksgiving"}
	      - {date: 2028-11-23, name: "Thanksgiving"}
	      - {date: 2029-11-22, name: "Thanksgiving"}
	      - {date: 2030-11-28, name: "Thanksgiving"}
	      - {date: 2031-11-27, name: "Thanksgiving"}
	      # left out:
	      # - {date: 2027-02-14, name: "Love"}  # observance
	END
	tail -n +3 out | diff want -
	run -0 tk-cal holidays --until 2027 rules.ics
	assert_line '    valid_to: 2027-12-31'
	assert_equal "$(grep -c Thanks <<<"$output")" 2
	run -0 tk-cal holidays --until 2027-06-30 rules.ics
	assert_line '    valid_to: 2027-06-30'
	run -64 tk-cal holidays --name 'a b' rules.ics
	run -64 tk-cal holidays --until soon rules.ics
	zone=Middle-earth/Bree ics </dev/null >none.ics
	run -0 --separate-stderr tk-cal holidays none.ics
	assert_line '# in no zone known here: "Middle-earth/Bree"'
	assert_line '    holidays: []'
	run -66 tk-cal holidays nosuch.ics
	run -65 tk-cal holidays - <<<""
	assert_output "tk-cal: stdin: no iCalendar file: there is no BEGIN:VCALENDAR"
}

@test "holidays: many faults are all counted" {
	for ((i = 0; i < 30; i++)); do printf 'BEGIN:VEVENT\nDTSTART:20261121T0900%02d\nEND:VEVENT\n' "$i"; done | ics >meetings.ics
	run -65 --separate-stderr tk-cal holidays meetings.ics
	assert_equal "$output" ""
	assert_equal "${#stderr_lines[@]}" 21
	assert_equal "${stderr_lines[0]}" "tk-cal: meetings.ics:5: DTSTART: 20261121T090000 has a time of day; a holiday is a whole day"
	assert_equal "${stderr_lines[-1]}" "tk-cal: meetings.ics: and 10 more"
}
