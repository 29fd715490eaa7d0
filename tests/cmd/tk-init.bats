#!/usr/bin/env bats
# tk-init: a desk is made whole or not at all, and once.

load ../helper

versions() {
	sqlite3 "$TK_DB" 'SELECT count(*) FROM policy'
}

policy_with() {
	sed "$1" "$ROOT/share/policies/default.yaml" >"$BATS_TEST_TMPDIR/policy.yaml"
}

@test "a new desk, its folders closed to others, with the default policy" {
	TK_DB=$BATS_TEST_TMPDIR/a/b/desk.db
	run -0 --separate-stderr tk-init
	assert_equal "$output" ""
	[[ $stderr == "tk-init: $TK_DB: a new desk under the policy \"default\""* ]]
	[[ $stderr == *"next: tk-open --subject"* ]]
	assert_equal "$(stat -c %a "$BATS_TEST_TMPDIR/a" "$BATS_TEST_TMPDIR/a/b" | tr '\n' ' ')" "700 700 "
	assert_equal "$(stat -c %A "$TK_DB" | cut -c 8-10)" "---"
	assert_equal "$(versions)" 1
	run -0 tk-policy list --tsv -c version,valid_from,in_force,name
	assert_output $'1\t2026-11-21T12:00:00Z\ttrue\tdefault'
}

@test "without TK_DB the desk lies in XDG_DATA_HOME, then in HOME" {
	unset TK_DB
	XDG_DATA_HOME=$BATS_TEST_TMPDIR/xdg run -0 tk-init
	[ -f "$BATS_TEST_TMPDIR/xdg/tk/desk.db" ]
	unset XDG_DATA_HOME
	run -0 tk-init
	[ -f "$HOME/.local/share/tk/desk.db" ]
}

@test "quiet says nothing; --db says how others find the desk" {
	run -0 tk-init -q
	assert_output ""
	run -0 tk-init --db other.db
	assert_line "tk-init: next: export TK_DB=$PWD/other.db so that every program finds it"
	run -0 tk-init --db "it's & more.db"
	assert_line "tk-init: next: export TK_DB='$PWD/it'\\''s & more.db' so that every program finds it"
}

@test "an empty --db is refused, and never the user's own desk" {
	run -64 tk-init --db ''
	assert_output --partial "--db names no desk: it is empty"
	run -64 tk-ls --db ''
	unset TK_DB XDG_DATA_HOME
	run -64 tk-init --db ''
	assert [ ! -e "$HOME/.local/share/tk/desk.db" ]
	TK_DB='' tk-init -q
	assert [ -e "$HOME/.local/share/tk/desk.db" ]
}

@test "only where there is no desk does a message say who makes one" {
	run -66 tk-ls --db nosuch.db
	assert_output "tk-ls: nosuch.db: No such file or directory (tk-init makes a desk)"
	touch plain
	run -66 tk-ls --db plain/desk.db
	assert_output "tk-ls: plain/desk.db: Not a directory"
}

@test "a shared policy misspelt" {
	run -66 tk-init --policy open-banking-providr
	assert_output 'tk-init: open-banking-providr: cannot open: No such file or directory (did you mean "open-banking-provider"?)'
	run -66 tk-init --policy defalt.yaml
	assert_output --partial '(did you mean "default"?)'
	run -66 tk-init --policy ./defalt
	refute_output --partial "did you mean"
}

@test "an existing desk stays as it is, whatever TK_POLICY says" {
	desk
	policy_with 's/^name: default/name: other/'
	TK_POLICY=policy.yaml run -0 tk-init
	assert_output "tk-init: $TK_DB: the desk is there already; nothing changed"
	assert_equal "$(versions)" 1
}

@test "an existing desk takes a policy when asked, once" {
	desk
	policy_with 's/^name: default/name: other/'
	run -0 tk-init -n --policy policy.yaml
	assert_output "tk-init: $TK_DB: policy version 2 (\"other\") would be loaded"
	assert_equal "$(versions)" 1
	run -0 tk-init --policy policy.yaml
	assert_output "tk-init: $TK_DB: policy version 2 (\"other\") is in force"
	run -0 tk-init --policy policy.yaml
	assert_output "tk-init: $TK_DB: the desk is there already; nothing changed"
	assert_equal "$(versions)" 2
	run -0 -- tk-audit verify -q
}

@test "who may not change the policy may not load one" {
	policy_with 's/everything: all/everything: [read, open, now]/'
	tk-init --policy policy.yaml
	run -77 tk-init --policy default
	assert_output --partial "the right \"policy\" is missing"
	assert_equal "$(versions)" 1
}

@test "TK_POLICY and a shared policy by its bare name" {
	policy_with 's/^name: default/name: mine/'
	TK_POLICY=policy.yaml tk-init
	assert_equal "$(tk-policy list -c name)" mine
	TK_DB=second.db run -0 tk-init --policy default
	assert_equal "$(TK_DB=second.db tk-policy list -c name)" default
}

@test "a bad policy: every error at its place, and nothing is made" {
	policy_with 's/^    class: new/    clas: new/; s/^zone: UTC/zone: Mars\/Base/'
	TK_DB=$BATS_TEST_TMPDIR/folder/desk.db
	run -65 --separate-stderr tk-init --policy policy.yaml
	assert_equal "$output" ""
	[[ $stderr == *"policy.yaml:13:7: error: "*"Mars/Base"* ]]
	[[ $stderr == *'policy.yaml:37:5: error: unknown key "clas" (did you mean "class"?)'* ]]
	[ ! -e "$BATS_TEST_TMPDIR/folder" ]
	TK_POLICY=policy.yaml run -78 tk-init
	[ ! -e "$BATS_TEST_TMPDIR/folder" ]
	run -66 tk-init --policy nosuch
	assert_output "tk-init: nosuch: cannot open: No such file or directory"
	[ ! -e "$BATS_TEST_TMPDIR/folder" ]
}

@test "a dry run makes nothing" {
	TK_DB=$BATS_TEST_TMPDIR/folder/desk.db
	run -0 tk-init -n
	assert_output "tk-init: $TK_DB: a new desk would be made here"
	[ ! -e "$BATS_TEST_TMPDIR/folder" ]
}

@test "a policy that allows no --now makes no desk in the past" {
	policy_with 's/^allow_now: true/allow_now: false/'
	run -77 tk-init --policy policy.yaml
	assert_output --partial "allow_now"
	[ ! -e "$TK_DB" ]
	TK_NOW='' run -0 tk-init --policy policy.yaml
}

# bats test_tags=file
@test "what is no desk is refused and left alone" {
	printf 'not a database, but long enough to be looked at: %0200d\n' 0 >"$TK_DB"
	cp "$TK_DB" before
	run -65 tk-init
	cmp "$TK_DB" before
	rm "$TK_DB"
	sqlite3 "$TK_DB" 'CREATE TABLE t (x)'
	run -65 tk-init
	assert_output --partial "is no desk"
}

@test "a desk that lost its head is not begun anew" {
	desk
	sqlite3 "$TK_DB" 'DELETE FROM head'
	run -65 tk-init
	assert_output --partial "the desk has no head: it is damaged"
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*) FROM head')" 0
}

@test "where nothing can be made: 73" {
	touch file
	run -73 tk-init --db file/desk.db
	assert_output --partial "file"
	run -64 tk-init operand
}

@test "many at once make one desk with one policy" {
	for round in 1 2 3; do
		TK_DB=$BATS_TEST_TMPDIR/desk$round.db
		pids=()
		for _ in 1 2 3 4 5 6; do
			tk-init -q &
			pids+=($!)
		done
		for pid in "${pids[@]}"; do
			wait "$pid"
		done
		assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*), (SELECT count(*) FROM event) FROM policy')" "1|1"
		tk-audit verify -q
	done
}

# A desk as programs of format 1 made it.
desk_of_format_1() {
	sqlite3 "$TK_DB" <"$ROOT/share/schema/sqlite/0001.sql"
	sqlite3 "$TK_DB" <"$ROOT/tests/data/desk-1/rows.sql" >/dev/null
}

# bats test_tags=file
@test "an old desk: refused by all but tk-init, which brings it to the present format" {
	desk_of_format_1
	local words
	while read -ra words; do
		run -78 "${words[@]}"
		assert_output --regexp "^${words[0]}: $TK_DB: a desk of format 1, made by an older program; tk-init brings it to format [0-9]+$"
	done <<-'END'
		tk-ls
		tk-show 1
		tk-note 1 -m x
		tk-audit verify
		tk-log
	END
	cp "$TK_DB" before
	run -0 tk-init -n
	assert_output --regexp "^tk-init: $TK_DB: would be upgraded from format 1 to [0-9]+$"
	cmp "$TK_DB" before
	run -0 tk-init
	assert_output --regexp "^tk-init: $TK_DB: upgraded from format 1 to [0-9]+$"
	run -0 tk-init
	assert_output "tk-init: $TK_DB: the desk is there already; nothing changed"
	tk-audit verify -q
	assert_equal "$(tk-ls --all --sort ref -c ref,state,priority,customer,subject,tags)" \
		$'1\tresolved\tP2\tacme\tCard declined\tcard,vip\n2\tnew\tP1\tbravo\tWhere is my money\t'
	assert_equal "$(tk-ls --text declined -c ref)" 1
	tk-show 1 --save-file 1=- | grep -qx receipt
	tk-link related-to 1 2
	tk-set watchers=ana 1
	tk-audit verify -q
}

# bats test_tags=file
@test "an upgrade takes a policy with it when asked" {
	desk_of_format_1
	run -0 tk-init --policy default
	assert_line --regexp "upgraded from format 1 to [0-9]+$"
	assert_line --partial "policy version 2 (\"default\") is in force"
	tk-audit verify -q
}

@test "--from: a whole desk in another place, verified, the same chain" {
	tk-init -q
	echo receipt >receipt.txt
	tk-open -q -s one -m "where is pay-17?" --customer acme --tag vip --field provider=acme --attach receipt.txt
	tk-open -q -s two -m body --key crm-2 >/dev/null
	tk-note -q 1 -m "looked" --ask @ana
	run -0 tk-init --from "$TK_DB" --db other.db
	assert_line "tk-init: other.db: the desk of $TK_DB: 5 events, 2 tickets, 7 texts, 1 files, verified"
	assert_line "tk-init: next: export TK_DB=$PWD/other.db so that every program finds it"
	refute_output --partial "tk-open"
	assert_equal "$(tk-audit seal | cut -d' ' -f 3,4,6)" "$(TK_DB=other.db tk-audit seal | cut -d' ' -f 3,4,6)"
	assert_equal "$(tk-export)" "$(TK_DB=other.db tk-export)"
	assert_equal "$(TK_DB=other.db tk-ls --text pay-17)" "$(tk-ls --text pay-17)"
	TK_DB=other.db tk-audit verify -q
	TK_DB=other.db run -0 tk-open -q -s three -m more
	assert_output 3
}

@test "--from: needs an empty place, a whole desk, and the right to audit" {
	tk-init -q
	tk-open -q -s one -m body >/dev/null
	tk-init -q --db other.db
	run -73 tk-init --from "$TK_DB" --db other.db
	assert_output "tk-init: other.db: there is a desk already, and --from needs an empty place"
	run -73 tk-init --from "$TK_DB"
	run -66 tk-init --from nosuch.db --db third.db
	run -64 tk-init --from "$TK_DB" --policy default --db third.db
	run -0 tk-init -n --from "$TK_DB" --db third.db
	assert [ ! -e third.db ]
	sqlite3 "$TK_DB" "UPDATE ticket SET subject = 'another'"
	run -65 tk-init --from "$TK_DB" --db third.db
	assert_line --partial "ticket 1"
	assert_equal "$(command sqlite3 third.db 'SELECT count(*) FROM event')" 0
	no_desk
	sed 's/^  anyone: .*/  anyone: [clerk]/; s/^    everything: all/&\n    clerk: [read, open, now]/' \
		"$ROOT/share/policies/default.yaml" >clerks.yaml
	tk-init -q --policy clerks.yaml
	run -77 tk-init --from "$TK_DB" --db fourth.db
}
