#!/usr/bin/env bats
# bats file_tags=deskless
# tk-help: the map has every program, and every page opens.

load ../helper

@test "every program is in the map with its own summary" {
	tk-help >map
	for program in "$BUILD"/bin/tk-*; do
		name=${program##*/}
		summary=$("$program" --dump-options | head -n 1 | cut -f 3)
		grep -qxF "$(printf '  %-16s%s' "$name" "$summary")" map || fail "$name: not in the map"
	done
	assert_equal "$(grep -c '^  tk-[a-z]* ' map)" "$(find "$BUILD/bin" -name 'tk-*' | wc -l)"
}

@test "every topic of the map is a page with that description" {
	tk-help | sed -n '/^Topics$/,/^$/p' | sed -n 's/^  \(tk-[a-z]*\)(\([57]\)) */\1 \2 /p' >topics
	[ "$(wc -l <topics)" -ge 4 ]
	while read -r name section summary; do
		grep -qxF ".Nd $summary" "$ROOT/share/man/$name.$section" || fail "$name($section)"
	done <topics
	for page in "$ROOT"/share/man/*.[57]; do
		page=${page##*/}
		grep -q "^${page%.*} ${page##*.} " topics || fail "$page is not in the map"
	done
}

@test "a topic opens its page, however it is written" {
	command -v man >/dev/null || skip "man is not installed"
	export MANWIDTH=80 MAN_KEEP_FORMATTING=
	for topic in init tk-init tk-init.1 'init(1)'; do
		run -0 tk-help "$topic"
		assert_output --partial "make or upgrade a desk and load its policy"
	done
	run -0 tk-help policy
	assert_output --partial "TK-POLICY(1)"
	run -0 tk-help policy.5
	assert_output --partial "TK-POLICY(5)"
	run -0 tk-help exit
	assert_output --partial "TK-EXIT(7)"
}

@test "an unknown topic: 64 and a hint" {
	run -64 tk-help opne
	assert_output --partial '(did you mean "tk-open"?)'
	run -64 tk-help policy.3
	run -64 tk-help init open
}
