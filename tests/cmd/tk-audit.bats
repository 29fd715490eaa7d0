#!/usr/bin/env bats
# tk-audit: the verbs; that every flipped bit is found is in record.bats.

load ../helper

# One ticket in a desk.
small_desk() {
	desk 2>/dev/null
	echo "The transfer has not arrived." | tk-open --subject "Where is my money" --customer acme >/dev/null
}

@test "verify: one line of praise on stderr, nothing on stdout" {
	small_desk
	run -0 --separate-stderr tk-audit verify
	assert_equal "$output" ""
	[[ $stderr =~ ^tk-audit:\ [0-9]+\ events,\ 1\ tickets,\ [0-9]+\ texts,\ 0\ files:\ the\ record\ is\ whole$ ]]
	run -0 tk-audit verify -q
	assert_output ""
}

@test "verify: findings on stdout, 1" {
	small_desk
	sqlite3 "$TK_DB" "UPDATE ticket SET state = 'closed'"
	run -1 --separate-stderr tk-audit verify
	assert_equal "$output" "ticket 1: its state is not what its events say"
	assert_equal "$stderr" ""
}

@test "seal: one line that verify takes back" {
	small_desk
	run -0 tk-audit seal
	seq=$(sqlite3 "$TK_DB" 'SELECT seq FROM head')
	hash=$(sqlite3 "$TK_DB" 'SELECT lower(hex(hash)) FROM head')
	name=$(sqlite3 "$TK_DB" 'SELECT desk FROM head')
	assert_output "tk-seal 1 $name $seq 2026-11-21T12:00:00Z $hash"
	tk-audit seal >first
	tk-open --subject "More" -m "later" >/dev/null
	tk-audit seal | sed 's/^/Nov 21 12:00:00 host tk: /' >>first
	run -0 tk-audit verify --seal first
	run -0 tk-audit verify --seal - <first
}

@test "a seal of another record, of another desk, and no seal at all" {
	small_desk
	tk-audit seal >good
	sed 's/[0-9a-f]\{60\}$/'"$(printf '0%.0s' {1..60})/" good >hash
	run -1 --separate-stderr tk-audit verify --seal hash
	assert_output --regexp 'seal'
	sed 's/tk-seal 1 ..../tk-seal 1 0000/' good >other
	run -1 tk-audit verify --seal other
	assert_output --partial "is of another desk"
	echo "no such line" >none
	run -65 tk-audit verify --seal none
	assert_output "tk-audit: none: no seal in it"
	echo "tk-seal 1 cut" >>none
	run -65 tk-audit verify --seal none
	assert_output "tk-audit: none:2: this line is no seal"
	run -66 tk-audit verify --seal missing
}

@test "signed seals: made, checked, refused" {
	small_desk
	run -0 --separate-stderr tk-audit seal --new-key key
	assert_equal "$(stat -c %a key)" 600
	public=$(awk '{ print $7 }' <<<"$output")
	assert_equal "$stderr" "tk-audit: public key: $public (tk-audit verify --signer)"
	tk-audit seal --key key >seal
	assert_equal "$(awk '{ print $7 }' seal)" "$public"
	run -0 tk-audit verify --seal seal --signer "$public"
	run -65 tk-audit verify --seal seal --signer "${public//[1-9a-f]/0}"
	assert_output "tk-audit: seal:1: the seal is not signed with the key of --signer"
	tk-audit seal >bare
	run -65 tk-audit verify --seal bare --signer "$public"
	sed 's/T12:00:00Z/T12:00:01Z/' seal >changed
	run -65 tk-audit verify --seal changed
	assert_output "tk-audit: changed:1: the seal's signature is wrong"
}

@test "keys are kept from others, never overwritten, and have a form" {
	small_desk
	tk-audit seal -q --new-key key >/dev/null
	cp key before
	run -73 tk-audit seal --new-key key
	cmp key before
	chmod 640 key
	run -78 tk-audit seal --key key
	assert_output "tk-audit: key: others can read this secret key (chmod 600 key)"
	(umask 077 && echo "too short" >short)
	run -65 tk-audit seal --key short
	run -66 tk-audit seal --key missing
	run -64 tk-audit seal --key key --new-key other
	run -64 tk-audit verify --signer 00
}

@test "backup: a whole desk, closed to others, never over a file" {
	small_desk
	run -0 tk-audit backup copy.db
	assert_output ""
	assert_equal "$(stat -c %a copy.db)" 600
	TK_DB=copy.db run -0 tk-audit verify -q
	assert_equal "$(TK_DB=copy.db tk-ls)" "$(tk-ls)"
	cp copy.db before.db
	run -73 tk-audit backup copy.db
	cmp copy.db before.db
	run -73 tk-audit backup nosuch/copy.db
	run -64 tk-audit backup
}

@test "doctor: a line for each thing, 0 where nothing is bad" {
	small_desk
	run -0 tk-audit doctor
	subjects="filesystem space files"
	! on_server || subjects=server
	for subject in engine format structure $subjects record clock policy; do
		assert_line --regexp "^(ok|warn)"$'\t'"$subject"$'\t.'
	done
	refute_line --regexp '^bad'
	run -0 tk-audit doctor --json
	jq -es 'all(.status and .subject and .text)' <<<"$output"
}

# bats test_tags=file
@test "doctor: files others can open" {
	small_desk
	chmod o+r "$TK_DB"
	run -0 tk-audit doctor
	assert_line --partial $'warn\tfiles\t'"$TK_DB can be read by anybody"
	chmod o+w "$TK_DB"
	run -1 tk-audit doctor
	assert_line --partial $'bad\tfiles\t'"$TK_DB can be changed by anybody"
}

@test "doctor: holidays that end, and zones with other rules" {
	sed 's/^  office: .*/&\n    valid_to: 2026-12-31/; s/^zone: UTC/zone: Europe\/Madrid/' \
		"$ROOT/share/policies/default.yaml" >policy.yaml
	tk-init -q --policy policy.yaml
	run -0 tk-audit doctor
	assert_line $'warn\tcalendar\toffice: its holidays end on 2026-12-31, in 40 days'
	assert_line $'ok\tzones\tEurope/Madrid: as kept with the policy'
	run -0 at 2027-01-01T12:00:00Z tk-audit doctor
	assert_line $'warn\tcalendar\toffice: its holidays are known up to 2026-12-31 only, which is past'
	mkdir -p zones/Europe
	cp /usr/share/zoneinfo/Europe/Lisbon zones/Europe/Madrid
	TZDIR=$PWD/zones run -0 tk-audit doctor
	assert_line --partial $'warn\tzones\tEurope/Madrid: this machine has other rules'
	rm zones/Europe/Madrid
	TZDIR=$PWD/zones run -0 tk-audit doctor
	assert_line --partial $'warn\tzones\tEurope/Madrid is kept with the policy, but'
}

# bats test_tags=file
@test "doctor: a record that does not end as its head says, a policy that cannot be read" {
	small_desk
	cp "$TK_DB" whole.db
	sqlite3 "$TK_DB" "UPDATE head SET seq = seq - 1"
	run -1 tk-audit doctor
	assert_line --regexp $'^bad\trecord\tevent [0-9]+ stands beyond the head'
	cp whole.db "$TK_DB"
	sqlite3 "$TK_DB" "UPDATE head SET hash = zeroblob(32)"
	run -1 tk-audit doctor
	assert_line --partial "is not the one the head names"
	cp whole.db "$TK_DB"
	sqlite3 "$TK_DB" "UPDATE policy SET packed = x'00'"
	run -1 tk-audit doctor
	assert_line --regexp $'^bad\tpolicy\t'
	cp whole.db "$TK_DB"
	sqlite3 "$TK_DB" "DELETE FROM head"
	run -1 tk-audit doctor
	assert_line --partial $'bad\trecord\tthe desk has no head'
}

@test "doctor: a clock that is behind the record" {
	small_desk
	sqlite3 "$TK_DB" "DROP TRIGGER event_no_update; UPDATE event SET logged = logged + 864000
		WHERE seq = (SELECT seq FROM head)"
	run -1 tk-audit doctor
	assert_line --regexp $'^bad\tclock\t.*in the future'
}

# bats test_tags=file
@test "doctor: damage of the file" {
	small_desk
	for i in {1..40}; do tk-open --subject "ticket $i" -m "$(printf 'x%.0s' {1..500})"; done >/dev/null
	sqlite3 "$TK_DB" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
	root=$(sqlite3 "$TK_DB" "SELECT rootpage FROM sqlite_schema WHERE name = 'ticket_opened'")
	printf '\377\377\377\377\377\377\377\377' |
		dd of="$TK_DB" bs=1 seek=$(((root - 1) * 4096)) conv=notrunc status=none
	run -1 tk-audit doctor
	assert_line --regexp $'^bad\tstructure\t'
}

@test "who may not audit may not" {
	sed 's/everything: all/everything: [read, open, now]/' "$ROOT/share/policies/default.yaml" >policy.yaml
	tk-init -q --policy policy.yaml
	for verb in verify seal doctor "backup copy.db"; do
		# shellcheck disable=SC2086
		run -77 tk-audit $verb
	done
	[ ! -e copy.db ]
}

@test "usage" {
	run -64 tk-audit
	assert_output --partial "verify, seal, backup or doctor"
	run -64 tk-audit verfy
	assert_output --partial '(did you mean "verify"?)'
	run -64 tk-audit verify extra
	run -66 tk-audit verify
	run -66 tk-audit doctor
}
