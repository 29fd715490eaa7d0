#!/usr/bin/env bats
# bats file_tags=file
# torture: what make torture does for long, for a moment; disks, clocks and
# users that are not as they should be.

load helper

SHIM=

setup() {
	common_setup
	SHIM=$BUILD/torture/shim_fail.so
	[ -e "$SHIM" ] || skip "$SHIM is not built (make tests)"
	[[ $BUILD != */san ]] || skip "nothing can be loaded before a program of a sanitizer build"
	unset TK_NOW
}

# torture NAME: it finds nothing, and says its figures.
torture() {
	run -0 "$ROOT/tests/torture/$1"
	refute_line --regexp '^bad:'
	assert_line --regexp "^$1.*: [0-9]+ "
}

# shim NAME=VALUE... COMMAND...: under the shim.
shim() {
	env LD_PRELOAD="$SHIM" "$@"
}

@test "programs that are killed lose nothing they answered" {
	ROUNDS=6 LINES_OF_PAST=400 torture kill
	assert_line --regexp ' 0 lost; '
}

@test "a program that is killed at a call has done all of its work or nothing" {
	STEP=41 torture crash
}

@test "calls on files that fail: the work, or one line and nothing half written" {
	STEP=37 ONLY_COMMANDS="init open merge import backup list" torture faults
}

@test "a disk that is full: the work, or one line and nothing half written" {
	STEP=23 torture full
}

@test "a power cut takes nothing back that was answered" {
	CUTS=4 HOWS="none torn" torture power
	assert_line --regexp ', 0 lost$'
}

@test "damage that changes a word is found, and crashes nobody" {
	ROUNDS=6 torture damage
}

@test "16 writers, eight tk-init at once, an import beside writers: all is there, once" {
	SECONDS_OF_QUEUE=1 IMPORT=1000 torture queue
}

# --- disks -------------------------------------------------------------------------

@test "a network file system is refused, with the way out" {
	desk
	for kind in 6969 517b ff534d42 fe534d42 1021997 c36400 bd00bd0 5346414f; do
		run -78 shim TK_SHIM_FS=$kind tk-ls
		assert_output --regexp "^tk-ls: $TK_DB is on a network file system \([a-z0-9]+\), .*TK_DB=postgresql://"
		run -78 shim TK_SHIM_FS=$kind tk-open -s x -m y
	done
	run -78 shim TK_SHIM_FS=6969 tk-init --db new.db
	assert [ ! -e new.db ]
	run -0 shim TK_SHIM_FS=ef53 tk-ls
}

@test "doctor: the file system, the length of the log" {
	desk
	run -0 shim TK_SHIM_FS=ef53 tk-audit doctor
	assert_line $'ok\tfilesystem\ton this machine (ext4)'
	run -0 shim TK_SHIM_FS=1021994 tk-audit doctor
	assert_line $'warn\tfilesystem\tin memory (tmpfs): gone when this machine stops'
	run -0 shim TK_SHIM_FS=65735546 tk-audit doctor
	assert_line --partial $'warn\tfilesystem\ta program'
	truncate -s 100M "$TK_DB-wal"
	run -0 tk-audit doctor
	assert_line --regexp $'^warn\tlog\t100 MiB beside a desk of '
}

@test "a limit on the size of files is a full disk: one line, 74" {
	desk
	tk-open -q -s one -m text
	run -74 bash -c 'ulimit -f 50; tk-open -s two -m text'
	assert_output --regexp "^tk-open: $TK_DB: the disk is full: File too large$"
	tk-open -q -s two -m text
	assert_equal "$(tk-ls --all --count)" 2
}

@test "what cannot be read is not taken for damage, or for nothing" {
	desk
	tk-open -q -s one -m text
	for n in 5 12 20; do
		run -74 shim TK_SHIM_UNDER="$PWD" TK_SHIM="read $n EIO+" tk-open -s two -m text
		assert_output "tk-open: $TK_DB: disk I/O error: Input/output error"
	done
	assert_equal "$(tk-ls --all --count)" 1
}

# --- clocks ------------------------------------------------------------------------

@test "a clock that went back an hour: the record goes on, and doctor says so" {
	desk
	tk-open -q -s one -m text
	run -0 shim TK_SHIM_CLOCK=-3600 tk-note 1 -m later
	assert_output --partial "recorded behind what has happened since"
	shim TK_SHIM_CLOCK=-3600 tk-open -q -s two -m text
	shim TK_SHIM_CLOCK=-3600 tk-move -q open 1
	tk-audit verify -q
	shim TK_SHIM_CLOCK=-3600 tk-audit verify -q
	run -1 shim TK_SHIM_CLOCK=-3600 tk-audit doctor
	assert_line --regexp $'^bad\tclock\tevents were recorded up to 3[56][0-9][0-9] s in the future'
	run -0 tk-audit doctor
	assert_line --regexp $'^warn\tclock\tit went back by 3[56][0-9][0-9] s before event 3 was recorded'
	run -0 tk-log 1 -c at --tsv
	assert_equal "$(sort <<<"$output")" "$output"
}

# --- who may only read ---------------------------------------------------------------

# users: a place where users that are not us find the programs and a desk.
users() {
	[ "$(id -u)" -eq 0 ] || skip "only root can be somebody else"
	command -v setpriv >/dev/null || skip "setpriv is not installed"
	place=$(mktemp -d "${TMPDIR:-/tmp}/tk-users-XXXXXX")
	chmod 755 "$place"
	mkdir "$place/bin" "$place/desk"
	cp "$BUILD"/bin/tk-{init,open,note,ls,audit,show} "$place/bin"
	cp "$ROOT/share/policies/default.yaml" "$place"
	chmod 644 "$place/default.yaml"
	chgrp 54000 "$place/desk"
	chmod 2770 "$place/desk"
	export TK_DB=$place/desk/desk.db
}

teardown() {
	! mountpoint -q "$BATS_TEST_TMPDIR/disk" || umount "$BATS_TEST_TMPDIR/disk"
	[ -z "${place:-}" ] || rm -rf "$place"
}

# as UID GID COMMAND...: as somebody else, who shares what he makes with his group.
as() {
	# shellcheck disable=SC2016
	setpriv --reuid "$1" --regid "$2" --clear-groups sh -c 'umask 007; cd /; exec "$@"' - \
		env PATH="$place/bin:$PATH" HOME=/ "${@:3}"
}

@test "a group shares a desk: folder 2770, umask 007" {
	users
	as 54001 54000 tk-init -q --policy "$place/default.yaml"
	as 54002 54000 tk-open -q -s one -m text
	as 54001 54000 tk-note -q 1 -m more
	assert_equal "$(stat -c %a "$TK_DB" "$TK_DB-wal" "$TK_DB-shm" "$TK_DB-lock" | sort -u)" 660
	run -77 as 54003 54003 tk-ls
	run -0 as 54002 54000 tk-audit doctor
	refute_line --regexp '^bad|files.*will not be'
	chmod g-s "$place/desk"
	run -0 as 54002 54000 tk-audit doctor
	assert_line --partial $'warn\tfiles\tthe group may change the desk'
}

@test "observers of the group read a desk, or its copy, and change nothing" {
	users
	as 54001 54000 tk-init -q --policy "$place/default.yaml"
	as 54001 54000 tk-open -q -s one -m text
	as 54001 54000 tk-audit backup "$place/desk/copy.db"
	chmod 640 "$place"/desk/*
	chmod 2750 "$place/desk"
	run -0 as 54002 54000 tk-ls --count
	assert_output 1
	run -0 as 54002 54000 tk-show 1
	run -77 as 54002 54000 tk-open -s x -m y
	run -77 as 54002 54000 tk-note 1 -m y
	# While somebody writes, too.
	as 54001 54000 tk-note -q 1 -m more
	run -0 as 54002 54000 tk-audit verify
	assert_output --partial "3 events"
	# The copy is one file that needs nothing beside it.
	run -0 as 54002 54000 tk-ls --count --db "$place/desk/copy.db"
	assert_output 1
	run -0 as 54002 54000 tk-audit verify --db "$place/desk/copy.db"
	# Without the log of those who write, there is no reading.
	rm "$TK_DB"-*
	run -77 as 54002 54000 tk-ls
	assert_output --regexp "^tk-ls: $TK_DB: whoever may only read needs the log .* read a copy \(tk-audit backup\)"
}

@test "a disk that takes no writes: a desk at rest is read, one with a log is not" {
	desk
	tk-open -q -s one -m text
	mkdir disk
	mount -t tmpfs none disk 2>/dev/null || skip "nothing can be mounted here"
	cp "$TK_DB" 'disk/a?b#c%20.db'
	tk-audit backup disk/copy.db
	cp "$TK_DB" disk/log.db
	head -c 4200 /dev/urandom >disk/log.db-wal
	mount -o remount,ro disk
	for name in 'a?b#c%20' copy; do
		run -0 tk-ls --count --db "disk/$name.db"
		assert_output 1
		run -0 tk-audit verify -q --db "disk/$name.db"
		run -77 tk-open -s x -m y --db "disk/$name.db"
		assert_output --partial "Read-only file system"
	done
	run -77 tk-ls --db disk/log.db
	assert_output --partial "its log holds changes, and nothing can be written here"
}

@test "a copy that is taken up again is a desk like any other" {
	desk
	tk-open -q -s one -m text
	tk-audit backup copy.db
	assert_equal "$(od -An -tu1 -j 18 -N 1 copy.db | tr -d ' ')" 1
	assert [ ! -e copy.db-wal ]
	tk-open -q -s two -m text --db copy.db
	assert_equal "$(od -An -tu1 -j 18 -N 1 copy.db | tr -d ' ')" 2
	tk-audit verify -q --db copy.db
}

@test "a ticket of its own process costs three syncs" {
	command -v strace >/dev/null || skip "strace is not installed"
	strace -o trace true 2>/dev/null || skip "nothing can be traced here"
	desk
	tk-open -q -s one -m text
	strace -f -qq -e trace=fsync,fdatasync,sync_file_range -o trace tk-open -q -s two -m text
	assert_equal "$(grep -c sync trace)" 3
	# The log's folder is synced by whoever makes one.
	sqlite3 "$TK_DB" 'SELECT 1' >/dev/null
	rm -f "$TK_DB-wal" "$TK_DB-shm"
	strace -f -qq -e trace=fsync,fdatasync,openat -o trace tk-ls
	run -0 grep -c 'fsync' trace
	assert_output 1
}
