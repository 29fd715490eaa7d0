#!/usr/bin/env bats
# security: what must hold whoever types what: no card number is kept or shown,
# nobody does in one step what he may not do in two, and no answer depends on
# who looked before.

load helper

CARD=4111111111111111

# clerks [RIGHTS]: a desk under the default policy, where anyone may only read,
# open and take, and what RIGHTS adds.
clerks() {
	sed -e 's/^    everything: all/&\n    clerk: [read, open, take, now'"${1:+, $1}"']/' -e 's/^  anyone: .*/  anyone: [clerk]/' \
		"$ROOT/share/policies/default.yaml" >clerks.yaml
	tk-init --policy clerks.yaml
}

# clerks_may RIGHTS: another such desk, with these rights too.
clerks_may() {
	no_desk
	clerks "$1"
}

# nowhere TEXT: not in a byte of the desk.
nowhere() {
	run -1 desk_holds "$1"
}

spaces() {
	printf "%${1}s" '' | tr ' ' x
}

# until_true COMMAND...: waits for it, not for ever.
until_true() {
	for _ in {1..500}; do
		if "$@"; then
			return 0
		fi
		sleep 0.02
	done
	return 1
}

# holds PID TEXT: has the process a file open with this in its name?
holds() {
	readlink "/proc/$1/fd/"* 2>/dev/null | grep -qF -- "$2"
}

# has_open PID: has the process opened the desk?
has_open() {
	if on_server; then
		holds "$1" socket:
	else
		holds "$1" desk.db
	fi
}

# --- card numbers ----------------------------------------------------------------

@test "a subject is masked before it is cut" {
	desk
	run -0 --separate-stderr tk-open -m "" --subject "$(spaces 284) $CARD y"
	assert_equal "$stderr" "tk-open: one card number, code or password was masked"
	tk-open -m "" --subject short
	run -0 --separate-stderr tk-set 2 subject="$(spaces 284) $CARD y"
	assert_equal "$stderr" "tk-set: one card number, code or password was masked"
	nowhere 41111111111
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM ticket WHERE subject LIKE '%411111******111…'")" 2
}

@test "a number that goes on behind the first line is masked in both" {
	desk
	printf 'card 4111 1111\n1111 1111 thanks\n' | tk-open
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT subject FROM ticket')" "card 4111 11**"
	nowhere '1111 1111'
}

@test "an attachment's name is masked before it is cut" {
	desk
	name=$(spaces 105)$CARD.txt
	echo hello >"$name"
	tk-open -s x -m "" --attach "$name"
	nowhere 41111111111
}

@test "every attachment that can be read as text is searched; of others it is said" {
	desk
	printf 'caf\xe9;%s\n' $CARD >latin.csv
	printf 'GIF8 %s\n' $CARD >gif.txt
	printf '\xff\xfe' >wide.txt
	printf '%s' $CARD | sed 's/./&\n/g' | tr '\n' '\0' >>wide.txt
	run -0 --separate-stderr tk-open -s x -m "" --attach latin.csv --attach gif.txt --attach wide.txt
	assert_equal "$stderr" "tk-open: 3 card numbers, codes or passwords were masked"
	nowhere $CARD
	nowhere "$(printf '1.1.1.1.1.1.1.1')"
	printf 'a\0b' >one.bin
	run -0 --separate-stderr tk-note 1 --attach one.bin
	assert_equal "$stderr" "tk-note: one.bin: binary file: not searched for card numbers"
	run -0 --separate-stderr tk-note 1 --attach one.bin --attach one.bin
	assert_equal "$stderr" "tk-note: 2 binary files: not searched for card numbers"
}

@test "messages repeat no card number" {
	desk
	run -65 tk-open -s x -m "" --category $CARD
	assert_output 'tk-open: unknown category "411111******1111"'
	run -64 tk-ls "--$CARD"
	refute_output --partial $CARD
	run -66 tk-open -s x -F "$CARD.txt"
	refute_output --partial $CARD
	run -64 tk-open -s x -m "" --as "$(spaces 50)$CARD"
	refute_output --partial $CARD
	# Where a long message is cut, too.
	for n in {425..450}; do
		run -65 tk-open -s x -m "" --category "$(spaces "$n")$CARD"
		refute_output --partial 4111111
	done
}

@test "a policy with a card number is refused at its line" {
	sed "s/^  mail: .*/&\n  # like $CARD/" "$ROOT/share/policies/default.yaml" >card.yaml
	line=$(grep -n "$CARD" card.yaml | cut -d: -f1)
	run -65 tk-policy check card.yaml
	assert_output "tk-policy: card.yaml:$line: a card number must not stand in a policy"
	run -65 tk-init --policy card.yaml
	assert [ ! -e "$TK_DB" ]
	desk
	run -65 tk-policy load card.yaml
	nowhere $CARD
}

@test "a batch from a pipe waits in memory, not in a file" {
	desk
	mkfifo pipe
	tk-open --batch <pipe >refs 3>&- &
	pid=$!
	exec 7>pipe
	printf '{"subject": "one"}\n' >&7
	until_true holds "$pid" memfd:tk-spool
	run ! holds "$pid" '/tmp/#'
	exec 7>&-
	wait "$pid"
	assert_equal "$(cat refs)" 1
}

# --- rights ----------------------------------------------------------------------

@test "--solved needs the rights of an answer and of a move" {
	clerks
	run -77 tk-open -s x --solved -m fixed
	assert_output --partial "the right \"reply\" is missing"
	clerks_may reply
	run -77 tk-open -s x --solved -m fixed
	assert_output --partial "the right \"move\" is missing"
	clerks_may "reply, move"
	run -0 tk-open -s x --solved -m fixed
}

@test "--solved follows the flow and the limit of a text" {
	clerks "reply, move"
	sed -i 's/^      new: \[open, waiting, held, resolved\]/      new: [open, waiting, held]/; s/^text_max: .*/text_max: 1KiB/' clerks.yaml
	grep -q '^text_max: 1KiB' clerks.yaml || echo 'text_max: 1KiB' >>clerks.yaml
	no_desk
	tk-init --policy clerks.yaml
	run -65 tk-open -s x --solved -m fixed
	assert_output "tk-open: cannot go from new to resolved (incident)"
	run -65 tk-open -s x --solved -m "$(spaces 1100)"
	assert_output --partial "the text is 1100 bytes long"
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*) FROM ticket')" 0
}

@test "opening with another's name, a team or a level needs the right to assign" {
	clerks
	for place in --agent=somebody --level=1; do
		run -77 tk-open -s x -m "" "$place"
		assert_output --partial "the right \"assign\" is missing"
	done
	run -0 tk-open -s x -m "" --agent me --affected 3
	clerks_may assign
	run -0 tk-open -s x -m "" --agent somebody --level 1
	clerks_may import
	echo '{"subject":"x","agent":"bea","solved":true,"solution":"told"}' >old.jsonl
	run -0 tk-open --batch old.jsonl
}

@test "a writer acts under the policy in force when his turn comes" {
	desk
	mkfifo pipe
	tk-open -s late <pipe 2>said 3>&- &
	pid=$!
	exec 7>pipe
	until_true has_open "$pid"
	sed 's/^    everything: all/&\n    reader: [read, now]/; s/^  anyone: .*/  anyone: [reader]/' \
		"$ROOT/share/policies/default.yaml" >closed.yaml
	tk-policy load -q closed.yaml
	echo words >&7
	exec 7>&-
	code=0
	wait "$pid" || code=$?
	assert_equal "$code" 77
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*) FROM ticket')" 0
	run -0 cat said
	assert_output --partial "the right \"open\" is missing"
}

@test "an instant is taken when the words are there, not when they are awaited" {
	desk
	unset TK_NOW
	mkfifo pipe
	tk-open -s late <pipe >/dev/null 3>&- &
	pid=$!
	exec 7>pipe
	until_true has_open "$pid"
	began=$(date +%s)
	later() { (($(date +%s) > began + 1)); }
	until_true later
	exec 7>&-
	wait "$pid"
	assert [ "$(sqlite3 "$TK_DB" 'SELECT opened FROM ticket')" -gt "$((began + 1))" ]
}

@test "who acts has a plain name, also where the policy names no agents" {
	desk
	for name in $'a\nb' $'a\xff' "$(spaces 41)" 'a b'; do
		run -64 tk-open -s x -m "" --as "$name"
		TK_ACTOR=$name run -64 tk-open -s x -m ""
	done
	run -0 tk-open -s x -m "" --as "josé.p"
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*) FROM ticket')" 1
}

# --- the same answer whoever looked before -----------------------------------------

@test "--as-of wakes what is due before it looks back" {
	TK_NOW=2020-01-01T12:00:00Z desk
	TK_NOW=2020-01-02T12:00:00Z tk-open -s x -m ""
	TK_NOW=2020-01-02T13:00:00Z tk-move held --until 2020-02-01T00:00:00Z 1
	unset TK_NOW
	run -0 tk-ls --tsv --no-header -c state --as-of 2020-03-01T00:00:00Z
	assert_output open
	run -0 tk-ls --tsv --no-header -c state --as-of 2020-01-15T00:00:00Z
	assert_output held
}

# bats test_tags=file
@test "a reader wakes what is due under a name with sqlite: too" {
	TK_NOW=2020-01-01T12:00:00Z desk
	TK_NOW=2020-01-02T12:00:00Z tk-open -s x -m ""
	TK_NOW=2020-01-02T13:00:00Z tk-move held --until 2020-02-01T00:00:00Z 1
	unset TK_NOW
	TK_DB=sqlite:$TK_DB run -0 tk-ls --tsv --no-header -c state
	assert_output open
}

@test "the days of a re-opening are the policy's, whatever zones the host has" {
	sed 's/^zone: .*/zone: Pacific\/Auckland/' "$ROOT/share/policies/default.yaml" >south.yaml
	tk-init --policy south.yaml
	export TZDIR=$BATS_TEST_TMPDIR/none
	tk-open -s x --solved -m fixed
	tk-open -s y --solved -m fixed
	at 2026-12-22T10:59:59Z tk-move open 1
	run -65 at 2026-12-22T11:00:00Z tk-move open 2
}

@test "a customer who re-opens a ticket is waiting" {
	desk
	tk-open -s x --customer ana --solved -m fixed
	tk-note 1 --from-customer -m "it is back"
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT state, asked_at IS NOT NULL FROM ticket')" "open|1"
}

@test "output that cannot be written is an error, closed or not" {
	desk
	tk-open -s x -m ""
	run -74 bash -c 'tk-ls >&-'
	run -74 bash -c 'tk-ls --help >&-'
	run -0 bash -c 'tk-note 1 -m "nothing to say" >&-'
	run -64 bash -c 'tk-ls --nonsense 2>&-'
	assert_output ""
}

@test "rights are those of the real clock, whatever --now says" {
	desk
	awk '/^permissions:/ { print "permissions:\n  roles: {reader: [read], admin: all}\n  anyone: [reader]"; skip = 1; next }
		skip && /^[^ #]/ { skip = 0 } !skip' "$ROOT/share/policies/default.yaml" >strict.yaml
	tk-open -q -s one -m text
	TK_NOW='' tk-policy load -q strict.yaml
	run -77 tk-note 1 -m x --now 2020-01-01
	run -77 env TK_NOW=2020-01-01 tk-move resolved 1
	run -77 env TK_NOW=2020-01-01 tk-policy load "$ROOT/share/policies/four-level-desk.yaml"
	run -0 tk-log --kind note
	assert_output ""
}
