#!/usr/bin/env bats
# bats file_tags=deskless
# What the generated completions offer, asked of the shells themselves.

setup_file() {
	export ROOT=${BATS_TEST_DIRNAME}/..
	export PATH=$BATS_TEST_DIRNAME/data/options:$PATH
	export MADE=$BATS_FILE_TMPDIR/completions
	"$ROOT/share/build/gen-completions" "$BATS_TEST_DIRNAME/data/options/tk-fake" "$MADE"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	touch file-a file-b
}

# What bash offers for the last of these words, on one line.
offers() {
	COMP_WORDS=(tk-fake "$@")
	COMP_CWORD=$#
	# shellcheck disable=SC2034
	COMPREPLY=()
	_tk_fake
	echo "${COMPREPLY[*]}"
}

from_bash() {
	# shellcheck disable=SC1091
	source "$MADE/bash/tk-fake.bash"
	run offers "$@"
}

@test "bash: options by their beginning" {
	from_bash --no
	[ "$output" = "--not-state --no-header" ]
	from_bash --he
	[ "$output" = "--help" ]
	from_bash -- --he
	[ "$output" = "" ]
}

@test "bash: every option of the table" {
	from_bash --
	[ "$(wc -w <<<"$output")" -eq 14 ]
	from_bash -
	[[ $output == *--dry-run*--csv*--help* ]]
}

@test "bash: words and names behind an option" {
	from_bash --color ""
	[ "$output" = "auto always never" ]
	from_bash --color al
	[ "$output" = "always" ]
	from_bash -s o
	[ "$output" = "open" ]
	from_bash --not-state n
	[ "$output" = "new" ]
	from_bash --width ""
	[ "$output" = "" ]
}

@test "bash: behind an equals sign" {
	from_bash --color = ""
	[ "$output" = "auto always never" ]
	from_bash --color =
	[ "$output" = "auto always never" ]
	from_bash --color = n
	[ "$output" = "never" ]
	from_bash --nagios = l
	[ "$output" = "late" ]
}

@test "bash: lists go on behind a comma" {
	from_bash -s new,o
	[ "$output" = "new,open" ]
	from_bash -c +s
	[ "$output" = "+state +subject" ]
	from_bash --columns ref,su
	[ "$output" = "ref,subject" ]
	from_bash --tag urgent,
	[ "$output" = "urgent,urgent urgent,vip" ]
}

@test "bash: files" {
	from_bash -F file-
	[ "$(tr ' ' '\n' <<<"$output" | sort | xargs)" = "file-a file-b" ]
}

@test "bash: operands at their places" {
	from_bash ""
	[ "$output" = "new open resolved" ]
	from_bash -n --color auto -s new op
	[ "$output" = "open" ]
	from_bash open ""
	[ "$output" = "4711 4712" ]
	from_bash open 4711 4712 4
	[ "$output" = "4711 4712" ]
	from_bash --color = auto open 4
	[ "$output" = "4711 4712" ]
	from_bash -- open 4
	[ "$output" = "4711 4712" ]
}

@test "bash: a name of the desk never runs as a command" {
	from_bash --as anna
	[ ! -e hacked ]
	[[ $output == *'\$\(touch'* ]]
}

@test "bash: a desk that does not answer offers nothing" {
	mkdir slow
	printf '#!/bin/sh\nexec sleep 60\n' >slow/tk-policy
	chmod +x slow/tk-policy
	PATH=$PWD/slow:$PATH
	from_bash ""
	[ "$status" -eq 0 ]
	[ "$output" = "" ]
}

# What fish offers for a line, without the descriptions.
from_fish() {
	command -v fish >/dev/null || skip "fish is not installed"
	found=$(fish --no-config -c "source $MADE/fish/tk-fake.fish; complete -C '$1'" |
		cut -f 1 | LC_ALL=C sort | tr '\n' ' ')
}

@test "fish: options, values and operands" {
	from_fish "tk-fake --no"
	[ "$found" = "--no-header --not-state " ]
	from_fish "tk-fake --color a"
	[ "$found" = "always auto " ]
	from_fish "tk-fake "
	[ "$found" = "new open resolved " ]
	from_fish "tk-fake -s new -n open 47"
	[ "$found" = "4711 4712 " ]
	from_fish "tk-fake -s new,o"
	[ "$found" = "new,open " ]
	from_fish "tk-fake --tag urgent,v"
	[ "$found" = "urgent,vip " ]
	from_fish "tk-fake -F file-"
	[ "$found" = "file-a file-b " ]
}

# zsh types the line and a tab in a terminal of its own; what comes back must
# hold $2.
from_zsh() {
	command -v zsh >/dev/null || skip "zsh is not installed"
	cat >ask.zsh <<-'END'
	zmodload zsh/zpty
	zpty shell zsh -f -i
	zpty -w shell "stty columns 200; PS1=; fpath=($MADE/zsh \$fpath); autoload -U compinit; compinit -u -D; print rea''dy"
	zpty -r shell text "*ready*"
	zpty -w -n shell "$1"$'\t'
	zpty -r shell text "*$2*" && print found
	END
	run timeout 20 zsh -f ask.zsh "$1" "$2"
}

@test "zsh: options, values and operands" {
	from_zsh "tk-fake --no-h" "--no-header"
	[ "$output" = found ]
	from_zsh "tk-fake --color=ne" "--color=never"
	[ "$output" = found ]
	from_zsh "tk-fake res" "resolved"
	[ "$output" = found ]
	from_zsh "tk-fake --state new,op" "new,open"
	[ "$output" = found ]
	from_zsh "tk-fake open 471" "4712"
	[ "$output" = found ]
}

@test "the three files are well-formed" {
	bash -n "$MADE/bash/tk-fake.bash"
	if command -v shellcheck >/dev/null; then shellcheck "$MADE/bash/tk-fake.bash"; fi
	if command -v zsh >/dev/null; then zsh -n "$MADE/zsh/_tk-fake"; fi
	if command -v fish >/dev/null; then fish --no-execute "$MADE/fish/tk-fake.fish"; fi
}
