#!/usr/bin/env bats
# What the documentation shows is run: the EXAMPLES of every manual page, and
# the console blocks of README.md and share/doc. Each page has a fresh desk.
#
# "$ " begins a command, "> " or a backslash at the end of the line before
# continues it. The lines under it, up to the next command or an empty line,
# are what it prints, both streams; "..." on a line of its own is any number of
# lines; tabs are shown as blanks. Without such lines it only has to succeed.

load helper

# examples PAGE: the EXAMPLES section as a reader sees it.
examples() {
	mandoc -Tutf8 -O width=1000 "$1" | sed 's/.\x08//g' |
		sed -n '/^EXAMPLES$/,/^[A-Z]/{/^[A-Z]/!p;}'
}

# console FILE [WORD]: the ```console blocks of a Markdown file; those marked
# with a word, such as TK_DATA, alone.
console() {
	sed -n '/^```console'"${2:+ $2}"'$/,/^```$/{/^```/!p;/^```$/s/.*//p;}' "$1"
}

# matches WANTED OUTPUT: "..." stands for any lines.
matches() {
	awk -v wanted="$1" -v output="$2" 'BEGIN {
		n = split(wanted, w, "\n"); m = split(output, o, "\n")
		exit !from(1, 1)
	}
	function from(i, j,    k) {
		if (i > n) return j > m
		if (w[i] == "...") {
			for (k = j; k <= m + 1; k++)
				if (from(i + 1, k)) return 1
			return 0
		}
		return j <= m && w[i] == o[j] && from(i + 1, j + 1)
	}'
}

# Runs the command collected last and compares; says what is wrong.
finish() {
	[ -n "$command" ] || return 0
	local status=0 output
	eval "$command" >"$BATS_TEST_TMPDIR/output" 2>&1 </dev/null || status=$?
	output=$(<"$BATS_TEST_TMPDIR/output")
	if [ -z "$wanted" ] && [ "$status" -ne 0 ]; then
		printf '%s: exit %d: %s\n%s\n' "$place" "$status" "$command" "$output"
		bad=1
	elif [ -n "$wanted" ] && ! matches "$(expand <<<"$wanted")" "$(expand <<<"$output")"; then
		printf '%s: %s\n--- documented:\n%s--- printed:\n%s\n' "$place" "$command" "$wanted" "$output"
		bad=1
	fi
	ran=$((ran + 1))
	command='' wanted=''
}

# play PLACE: runs the examples on standard input.
play() {
	local place=$1 command='' wanted='' line text indent=''
	bad=0 ran=0
	mkdir -p "$BATS_TEST_TMPDIR/$place"
	cd "$BATS_TEST_TMPDIR/$place" || return 1
	ln -sfn "$ROOT/share" share
	export HOME=$PWD
	if on_server; then
		no_desk
	else
		export TK_DB=$PWD/desk.db
	fi
	tk-init -q
	while IFS= read -r line <&3; do
		text=${line#"${line%%[! ]*}"}
		if [[ $text == '$ '* ]]; then
			finish
			indent=${line%%[! ]*}
			command=${text#'$ '}
		elif [[ -n $command && -z $wanted && $command == *\\ ]]; then
			command=${command%\\}$text
		elif [[ -n $command && -z $wanted && ($text == '> '* || $text == '>') ]]; then
			text=${text#>}
			command+=$'\n'${text# }
		elif [[ -z $text ]]; then
			finish
		elif [[ -n $command ]]; then
			wanted+=${line#"$indent"}$'\n'
		fi
	done 3<&0
	finish
	return "$bad"
}

@test "the examples of every manual page" {
	local failed=0 page
	for page in "$ROOT"/share/man/*.[157]; do
		[[ $page != */tk-kb.1 || -x $BUILD/bin/tk-kb ]] || continue
		examples "$page" >"$BATS_TEST_TMPDIR/text"
		(play "${page##*/}") <"$BATS_TEST_TMPDIR/text" || failed=1
	done
	[ "$failed" -eq 0 ]
}

@test "every program's page has examples" {
	for page in "$ROOT"/share/man/*.1; do
		examples "$page" | grep -q '^ *\$ ' || fail "${page##*/}: no EXAMPLES"
	done
}

@test "every kind of report and every verb of tk-kb is described" {
	kinds=$(tk-report --help | sed -n '/^  KIND /,/^  ARG /p' | sed 's/^.*): //; /^  ARG/d' | tr -s ', ' '\n' | grep .)
	grep -qx spikes <<<"$kinds"
	for kind in $kinds; do
		grep -qE "^\.It Cm (.*, )?$kind( |\$)" "$ROOT/share/man/tk-report.1" || fail "tk-report(1) has no $kind"
	done
	# What the synopsis of a verb takes is among the operands.
	command -v tk-kb >/dev/null || skip "tk-kb was not built"
	operands=$(LC_ALL=C tk-kb --help | sed -n '/^  ARG /,/^$/p' | tr -s ' \n' ' ')
	sed -nE 's/^\.It Ic ([a-z ,]+) (Op )?Ar ([A-Z]+).*/\1|\3/p' "$ROOT/share/man/tk-kb.1" |
		while IFS='|' read -r verbs what; do
			for verb in ${verbs//,/ }; do
				grep -qE "[ ;]${what}[^;]* of [^;]*\b$verb\b" <<<"$operands" || fail "$verb takes $what, says tk-kb(1), but not --help"
			done
		done
	grep -qE '; REF of suggest, link, unlink; up or down of vote;' <<<"$operands"
}

@test "the console blocks of README.md, share/doc and share/examples" {
	local failed=0 file
	for file in "$ROOT"/README.md "$ROOT"/share/{doc,examples}/*.md; do
		[ -e "$file" ] || continue
		console "$file" >"$BATS_TEST_TMPDIR/text"
		(play "${file##*/}") <"$BATS_TEST_TMPDIR/text" || failed=1
	done
	[ "$failed" -eq 0 ]
}

@test "the worked examples on other people's history (TK_DATA)" {
	[ -n "${TK_DATA:-}" ] || skip "TK_DATA is not set"
	local failed=0 file
	unset TK_NOW
	for file in "$ROOT"/share/doc/*.md; do
		console "$file" TK_DATA >"$BATS_TEST_TMPDIR/text"
		[ ! -s "$BATS_TEST_TMPDIR/text" ] || (play "${file##*/}") <"$BATS_TEST_TMPDIR/text" || failed=1
	done
	[ "$failed" -eq 0 ]
}

@test "an example that is wrong is noticed" {
	run play wrong <<-'END'
	  $ echo one
	  two
	END
	assert_failure
	run play exit <<<'$ false'
	assert_failure
	run play right <<-'END'
	  $ printf 'a\nb\nc\n'
	  a
	  ...
	  c

	  $ echo one \
	      two
	  one two
	  $ cat <<X
	  > text
	  > X
	  text
	END
	assert_success
}
