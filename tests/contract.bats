#!/usr/bin/env bats
# What every program keeps, asked of every program there is.

load helper

# The programs of the build; verbs and operands without which one does nothing.
programs() {
	find "$BUILD/bin" -name 'tk-*' -printf '%f\n' | sort
}

# A command that reads (its own words for programs that need some).
reading() {
	case $1 in
	tk-policy) echo "tk-policy list states" ;;
	tk-audit) echo "tk-audit doctor" ;;
	tk-help) echo "tk-help" ;;
	tk-cal) echo "tk-cal ls" ;;
	tk-show) echo "tk-show 1" ;;
	tk-link) echo "tk-link ls 1" ;;
	tk-customer) echo "tk-customer ls" ;;
	tk-kb) echo "tk-kb ls" ;;
	tk-escalate) echo "tk-escalate --due -n" ;;
	*) echo "$1" ;;
	esac
}

# Does the program read the desk when called like this, and write rows?
lists() {
	"$1" --dump-options | cut -f 3 | grep -qx tsv
}

# The commands that list something, one a line.
list_commands() {
	local name what
	for name in $(programs); do
		lists "$name" || continue
		case $name in
		tk-policy)
			for what in versions states categories permissions calendars replies; do
				echo "tk-policy list $what"
			done
			;;
		tk-audit) echo "tk-audit doctor" ;;
		tk-sla)
			echo "tk-sla"
			echo "tk-sla --breached"
			;;
		tk-cal)
			echo "tk-cal ls"
			echo "tk-cal days office 2026-11"
			echo "tk-cal open always"
			;;
		tk-link) echo "tk-link ls" ;;
		tk-escalate) echo "tk-escalate --due -n" ;;
		tk-customer)
			echo "tk-customer ls"
			echo "tk-customer people"
			;;
		tk-kb)
			echo "tk-kb ls"
			echo "tk-kb check"
			;;
		tk-report)
			echo "tk-report"
			echo "tk-report backlog --by customer --period ..now"
			echo "tk-report metrics"
			;;
		*) echo "$name" ;;
		esac
	done
}

@test "there is a program for each file in cmd/" {
	assert_equal "$(programs)" "$(find "$ROOT/cmd" -name '*.c' -printf '%f\n' | sed 's/\.c$//' | sort)"
	[ "$(list_commands | wc -l)" -ge 9 ]
}

@test "--help: stdout, 0, at most 80 columns, nothing on stderr" {
	for name in $(programs); do
		run -0 --separate-stderr "$name" --help
		assert_equal "$stderr" ""
		assert_equal "${lines[0]%% *}" "usage:"
		[ "$(wc -L <<<"$output")" -le 80 ] || fail "$name --help is wider than 80"
		run -0 --separate-stderr "$name" --help --no-such-option
	done
}

@test "--version: one line" {
	for name in $(programs); do
		run -0 --separate-stderr "$name" --version
		assert_equal "$stderr" ""
		assert_output --regexp "^$name \(tk\) [0-9]+\.[0-9]+\.[0-9]+$"
	done
}

@test "an unknown option: 64, one line on stderr, a suggestion" {
	for name in $(programs); do
		run -64 --separate-stderr "$name" --no-such-option
		assert_equal "$output" ""
		assert_equal "${#stderr_lines[@]}" 1
		[[ $stderr == "$name: "*"--no-such-option"* ]] || fail "$stderr"
		run -64 "$name" --hepl
		assert_output --partial '(did you mean "--help"?)'
		run -64 "$name" -Z
	done
}

@test "a missing desk: 66, one line" {
	for name in $(programs); do
		case $name in
		tk-init | tk-help) continue ;;
		tk-open) set -- tk-open -s x -m x ;;
		tk-note) set -- tk-note -m x 1 ;;
		tk-set) set -- tk-set subject=x 1 ;;
		tk-move) set -- tk-move open 1 ;;
		tk-assign) set -- tk-assign --to none 1 ;;
		tk-escalate) set -- tk-escalate --due ;;
		*)
			read -ra words < <(reading "$name")
			set -- "${words[@]}"
			;;
		esac
		run -66 --separate-stderr "$@"
		assert_equal "$output" ""
		[[ $stderr == "$name: $TK_DB: "* ]] || fail "$stderr"
	done
	[ ! -e "$TK_DB" ]
}

# bats test_tags=file
@test "what is no desk: 65 for all" {
	echo "this is a text of some length, and no database at all; see for yourself" >"$TK_DB"
	for name in $(programs); do
		case $name in
		tk-init | tk-help | tk-open | tk-note | tk-set | tk-move | tk-assign | tk-escalate) continue ;;
		esac
		read -ra words < <(reading "$name")
		run -65 --separate-stderr "${words[@]}"
		assert_equal "$output" ""
	done
}

@test "an output that cannot be written: 74, also of --help" {
	desk 2>/dev/null
	tk-open -s one -m one >/dev/null
	for name in $(programs); do
		run -74 --separate-stderr bash -c "$name --help >/dev/full"
		assert_equal "$stderr" "$name: cannot write output: No space left on device"
		case $name in
		tk-init | tk-open | tk-note | tk-set | tk-move | tk-assign | tk-escalate) continue ;;
		esac
		bash -c "$(reading "$name")" </dev/null >out 2>/dev/null
		[ -s out ] || continue
		run -74 --separate-stderr bash -c "$(reading "$name") >/dev/full </dev/null"
		assert_equal "${stderr_lines[-1]}" "$name: cannot write output: No space left on device"
	done
}

@test "a reader that goes away: silence" {
	desk 2>/dev/null
	for name in $(programs); do
		run --separate-stderr bash -c "set -o pipefail; $name --help | head -n 1"
		assert_equal "$stderr" ""
		[ "$status" -eq 0 ] || [ "$status" -eq 141 ] || fail "$name: $status"
	done
	for i in {1..30}; do printf '{"subject":"ticket %d","body":"%0500d"}\n' "$i" 0; done >batch
	tk-open -q --batch batch >/dev/null
	for command in tk-ls "tk-log --json"; do
		run --separate-stderr bash -c "set -o pipefail; $command | head -n 1"
		assert_equal "$stderr" ""
	done
}

@test "lists on an empty desk: nothing, or rows, but never a broken format" {
	desk 2>/dev/null
	while read -ra words; do
		for format in --tsv --csv --json --table; do
			run -0 --separate-stderr "${words[@]}" "$format" </dev/null
			assert_equal "$stderr" ""
			well_formed "${words[*]} $format"
		done
	done < <(list_commands)
}

# well_formed COMMAND: what run left in output, as the command's format.
well_formed() {
	[ -n "$output" ] || return 0
	case $1 in
	*--json) jq -es 'all(type == "object")' <<<"$output" >/dev/null || fail "$1: no JSON lines" ;;
	*--tsv)
		[ "$(awk -F '\t' '{ print NF }' <<<"$output" | sort -u | wc -l)" -eq 1 ] ||
			fail "$1: rows of different width"
		;;
	*--csv)
		csv_widths <<<"$output" >widths || fail "$1: not CSV"
		[ "$(sort -u widths | wc -l)" -eq 1 ] || fail "$1: rows of different width"
		;;
	esac
}

# Reads CSV by the letter of RFC 4180: fields of each record; fails where a
# quote stands wrong.
csv_widths() {
	LC_ALL=C awk '
	BEGIN { RS = "\001"; bad = 0 }
	{
		text = $0
		sub(/\n$/, "", text)
		n = length(text)
		fields = 1
		at = "start"
		for (i = 1; i <= n; i++) {
			c = substr(text, i, 1)
			if (at == "quoted") {
				if (c == "\"") at = "closed"
			} else if (c == "\"") {
				if (at == "start") at = "quoted"
				else if (at == "closed") at = "quoted"
				else bad = 1
			} else if (c == ",") {
				fields++
				at = "start"
			} else if (c == "\n") {
				print fields
				fields = 1
				at = "start"
			} else if (at == "closed") {
				bad = 1
			} else {
				at = "plain"
			}
		}
		print fields
		if (at == "quoted") bad = 1
	}
	END { exit bad }'
}

# Tickets with all that breaks formats.
nasty() {
	desk 2>/dev/null
	local text
	nasty=(
		$'a\ttab and a\nnewline' $'quotes " and \'\'' 'commas, "quoted", ok' $'return\rhere'
		'<script>alert(1)</script>&amp;' $'escape \033[31mred\033[0m \033]0;title\007'
		$'override \xe2\x80\xaegnp.exe' 'back\slash \t \n' '=HYPERLINK("http://x")' $'caf\351 latin' $'\xff\xfe bytes'
		'{"json": [1, null]}' '%(ref) %s %n' '   blanks   ' $'\xe2\x80\xa8line separator'
		'Ünïcödé 漢字 🙂' "-n --help"
	)
	for text in "${nasty[@]}"; do
		printf '%s' "$text" | tk-open -q --subject "$text" --customer "c$text" >/dev/null
	done
}

@test "nasty rows: every format is well-formed, UTF-8, and as long as the list" {
	nasty
	local count
	count=$(tk-ls --count)
	[ "$count" -ge 15 ]
	while read -ra words; do
		for format in --tsv --csv --json; do
			"${words[@]}" "$format" </dev/null >out 2>err || fail "${words[*]} $format: $(<err)"
			[ ! -s err ] || fail "${words[*]} $format: $(<err)"
			iconv -f UTF-8 -t UTF-8 out >/dev/null || fail "${words[*]} $format: no UTF-8"
			output=$(<out)
			well_formed "${words[*]} $format"
		done
		rows=$("${words[@]}" --json </dev/null | wc -l)
		assert_equal "${words[*]}: $("${words[@]}" --tsv </dev/null | wc -l)" "${words[*]}: $rows"
		assert_equal "${words[*]}: $("${words[@]}" --csv -H </dev/null | csv_widths | wc -l)" "${words[*]}: $rows"
	done < <(list_commands)
	assert_equal "$(tk-ls --tsv | wc -l)" "$count"
}

@test "nasty rows: the same text comes back from every machine format" {
	nasty
	for column in subject customer; do
		tk-ls --json -c "$column" | jq -j ".$column + \"\\u0000\"" >json
		tk-ls --tsv -c "$column" | tsv_texts >tsv
		tk-ls --csv -H -c "$column" | csv_texts >csv
		cmp json tsv
		cmp json csv
	done
	grep -qz $'^ca\ttab and a' json
	grep -qz '^c=HYPERLINK' json
	run -0 tk-ls --csv=excel -H -c subject
	assert_output --partial "'=HYPERLINK"
}

# The values of a column of one, NUL behind each.
tsv_texts() {
	awk '{
		out = ""
		for (i = 1; i <= length($0); i++) {
			c = substr($0, i, 1)
			if (c == "\\") {
				c = substr($0, ++i, 1)
				c = c == "t" ? "\t" : c == "n" ? "\n" : c == "r" ? "\r" : "\\"
			}
			out = out c
		}
		printf "%s%c", out, 0
	}'
}

csv_texts() {
	awk 'BEGIN { RS = "\001" } {
		n = split($0, line, "\n")
		for (i = 1; i < n; i++) {
			value = line[i]
			if (substr(value, 1, 1) == "\"") {
				while (value !~ /^"([^"]|"")*"$/)
					value = value "\n" line[++i]
				value = substr(value, 2, length(value) - 2)
				gsub(/""/, "\"", value)
			}
			printf "%s%c", value, 0
		}
	}'
}

@test "nasty rows: a terminal gets no control characters" {
	needs_terminal
	nasty
	for command in "tk-ls --all" "tk-log" "tk-show 6"; do
		script -qec "TERM=dumb PAGER=cat $command" /dev/null </dev/null >out
		[ -s out ]
		LC_ALL=C tr -d '\r\n' <out | LC_ALL=C grep -q '[[:cntrl:]]' && fail "${words[*]}: control characters"
		grep -q $'\xe2\x80\xae' out && fail "${words[*]}: an override"
		grep -qF '\x1b' out || fail "${words[*]}: where is the escape?"
	done
}

@test "one format at a time; TK_FORMAT; unknown columns and templates: 64" {
	desk 2>/dev/null
	while read -ra words; do
		run -64 "${words[@]}" --tsv --json </dev/null
		TK_FORMAT=xml run -64 "${words[@]}" </dev/null
		run -64 "${words[@]}" --columns=no_such_column </dev/null
		run -64 "${words[@]}" --format '%(no_such_column)' </dev/null
		run -64 "${words[@]}" --format '%(' </dev/null
		run -0 "${words[@]}" --columns=help --tsv </dev/null
		[ "${#lines[@]}" -gt 1 ]
		names=$(cut -f 1 <<<"$output" | paste -sd, -)
		run -0 "${words[@]}" --columns="$names" --json </dev/null
		well_formed "${words[*]} --json"
	done < <(list_commands)
	TK_FORMAT=json run -0 tk-policy list states
	jq -es 'length == 6' <<<"$output"
}

@test "every program has a manual page that lints and names every option" {
	command -v mandoc >/dev/null || fail "mandoc is not installed (make deps)"
	for name in $(programs); do
		page=$ROOT/share/man/$name.1
		[ -e "$page" ] || fail "$name has no manual page"
		run mandoc -Tlint -W warning "$page"
		assert_output ""
		mandoc -Tascii -O width=1000 "$page" | sed 's/.\x08//g' >text
		while read -r option; do
			grep -q -- "--$option\>" text || fail "$name(1) does not name --$option"
		done < <("$name" --dump-options |
			awk -F '\t' '$1 ~ /^(flag|int|text|maybe|word|list)$/ && $3 != "" { print $3 }')
		for section in NAME SYNOPSIS DESCRIPTION OPTIONS EXAMPLES "EXIT STATUS" "SEE ALSO"; do
			grep -qx "$section" text || fail "$name(1) has no $section"
		done
	done
	for page in "$ROOT"/share/man/*.[57]; do
		run mandoc -Tlint -W warning "$page"
		assert_output ""
	done
}

@test "the pages that a page points to are there, or the system's" {
	for page in "$ROOT"/share/man/*.[157]; do
		while read -r name section; do
			[ -e "$ROOT/share/man/$name.$section" ] || fail "${page##*/}: Xr $name $section"
		done < <(sed -n 's/^\.Xr \(tk-[a-z]*\) \([0-9]\).*/\1 \2/p' "$page")
	done
}

@test "the option table answers" {
	for name in $(programs); do
		run -0 --separate-stderr "$name" --dump-options
		assert_equal "$stderr" ""
		[[ ${lines[0]} == $'usage\t'"$name"* ]]
		assert_equal "$(awk -F '\t' 'NR > 1 && NF != 8' <<<"$output")" ""
	done
}

@test "every option has a help, no two the same letter or name" {
	for name in $(programs); do
		"$name" --dump-options | tail -n +2 | awk -F '\t' -v program="$name" '
		$1 == "group" || $1 == "operand" { next }
		$8 == "" { print program ": --" $3 " has no help" }
		$8 ~ /[^.]\.$/ { print program ": --" $3 ": a help ends without a stop" }
		$2 != "" && letter[$2]++ { print program ": -" $2 " twice" }
		$3 != "" && long[$3]++ { print program ": --" $3 " twice" }' >said
		[ ! -s said ] || fail "$(<said)"
	done
}
