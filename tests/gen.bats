#!/usr/bin/env bats
# bats file_tags=deskless
# The generated blocks of the manual pages, and that what is committed is in
# step with the programs.

setup() {
	cd "$BATS_TEST_DIRNAME/.." || return
	fake=tests/data/options/tk-fake
	page=$BATS_TEST_TMPDIR/tk-fake.1
}

gen() {
	share/build/gen-man "$fake" "$page"
}

@test "a page to fill in where there is none" {
	gen
	for section in NAME SYNOPSIS DESCRIPTION OPTIONS "EXIT STATUS" EXAMPLES "SEE ALSO"; do
		grep -qx "\.Sh $section" "$page"
	done
	grep -qx "\.Nd move tickets: it's \[quick\] and .esafe" "$page"
}

@test "the page lints" {
	command -v mandoc >/dev/null || skip "mandoc is not installed"
	gen
	run mandoc -Tlint -W warning "$page"
	[ "$output" = "" ]
	[ "$status" -eq 0 ]
}

# The page as a terminal shows it, blanks as one.
shown() {
	mandoc -Tascii -O width=1000 "$page" | col -b | tr -s '[:space:]' ' '
}

@test "what the reader sees" {
	command -v mandoc >/dev/null || skip "mandoc is not installed"
	gen
	run shown
	[[ $output == *'tk-fake [-nH] [-s STATE] [-m TEXT] [-F FILE] [--csv[=excel]] [-c A,B] [--tag TAG] [--nagios[=WHEN]] [--color WHEN] [--width N] [--as PERSON] STATE [REF ...]'* ]]
	[[ $output == *'STATE The state to go to.'* ]]
	[[ $output == *'-n, --dry-run Check everything, but write nothing.'* ]]
	[[ $output == *'-s, --state STATE, --not-state STATE Only in this state.'* ]]
	[[ $output == *'--message TEXT The text, it'\''s "quoted" [really].'* ]]
	[[ $output == *'.the text from a file, see --message.'* ]]
	[[ $output == *'--color WHEN Colour: auto, always or never.'* ]]
	[[ $output == *'Output --csv[=excel] Comma separated values; =excel guards against formulas.'* ]]
	[[ $output == *'Common --as PERSON'*'--help Show this help.'* ]]
	[[ $output != *Empty* ]]
	[[ $output == *'it'\''s [quick] and \safe'* ]]
}

@test "what was written by hand stays, the rest is made new" {
	gen
	sed -i -e '/^serves to$/c does just this' -e '/^\.Op /d' -e '/^\.It /d' "$page"
	gen
	grep -qx 'does just this' "$page"
	grep -qx '\.Op Fl s Ar STATE' "$page"
	[ "$(grep -c '^\.It Fl' "$page")" -eq 13 ]
	[ "$(grep -c 'begin generated' "$page")" -eq 2 ]
}

@test "a page that does not change is not touched" {
	gen
	touch -d 2001-01-01 "$page"
	gen
	[ "$(date -r "$page" +%Y)" = 2001 ]
}

@test "a page without its blocks is refused" {
	printf '.Dd January 1, 2026\n.Dt X 1\n.Sh NAME\n' >"$page"
	run gen
	[ "$status" -eq 1 ]
	[[ $output == *"no generated synopsis or options"* ]]
	[ "$(wc -l <"$page")" -eq 3 ]
}

@test "a program that fails leaves the page alone" {
	gen
	cp "$page" "$page.old"
	fake=false
	run gen
	[ "$status" -ne 0 ]
	cmp "$page" "$page.old"
}

@test "manual pages and completions are in step with the programs" {
	for program in "${BUILD:-build}"/bin/tk-*; do
		[ -x "$program" ] || skip "no programs are built"
	done
	run share/build/gen --check "${BUILD:-build}"
	echo "$output"
	[ "$status" -eq 0 ]
}
