#!/usr/bin/env bats
# share/examples: every line of the crontab and every command of the units is
# run in a fresh desk. (The blocks of one-liners.md: docs.bats.)

load helper

setup() {
	common_setup
	examples=$ROOT/share/examples
	export BACKUPS=$BATS_TEST_TMPDIR/backups
	mkdir "$BACKUPS" bin
	# A logger that keeps what it is told.
	printf '#!/bin/sh\necho "$*" >>"%s/log"\ncat >>"%s/log"\n' "$PWD" "$PWD" >bin/logger
	chmod +x bin/logger
	PATH=$PWD/bin:$PATH
	desk 2>/dev/null
	tk-open --now 2026-11-10 -s 'Nobody has it' -m 'No news.'
	tk-open --now 2026-11-11 -s 'Waits' -m '?'
	tk-move --now 2026-11-12 waiting 2
	tk-open --now 2026-10-05 -s 'In October' -m '!'
} >/dev/null

# The lines of the crontab that begin with five fields of a schedule.
jobs() {
	grep -E '^[0-9*]' "$examples/crontab"
}

# job PATTERN: runs the job whose command has it, as cron would: \% is %.
job() {
	local command
	command=$(jobs | grep -F -- "$1" | sed -E 's/^([^ ]+ +){5}//; s/\\%/%/g')
	[ -n "$command" ] || fail "no job has: $1"
	run sh -c "$command"
}

@test "the crontab: settings, comments and jobs, nothing else" {
	run grep -vE '^(#|$|[A-Z_]+=|([0-9*,/-]+ +){5}[a-z])' "$examples/crontab"
	assert_output ''
	# cron takes a bare % for a newline.
	run grep -E '^[0-9*].*[^\]%' "$examples/crontab"
	assert_output ''
	run jobs
	assert_equal "${#lines[@]}" 18
}

@test "nights are silent when all is well" {
	for what in 'tk-audit verify' 'tk-audit backup' '| logger'; do
		job "$what"
		assert_success
		assert_output ''
	done
	grep -q '^-t tk -p auth.notice$' log
	tk-audit verify -q --seal log
}

@test "the weekly seal and the doctor's worries" {
	run -0 sh -c "$(jobs | sed -nE 's/^.* (tk-audit seal)$/\1/p')"
	assert_output --regexp '^tk-seal 1 '
	job 'tk-audit doctor'
	refute_output --regexp '^(ok|bad)'
}

@test "a record that was touched makes a mail" {
	sqlite3 "$TK_DB" "UPDATE ticket SET state = 'closed' WHERE id = 1"
	job 'tk-audit verify'
	assert_failure
	assert_output 'ticket 1: its state is not what its events say'
}

@test "copies are whole, and old ones go" {
	touch -d '2026-01-01' "$BACKUPS/desk-2026-01-01.db" "$BACKUPS/other.db"
	touch -d '20 days ago' "$BACKUPS/desk-old.db"
	job 'tk-audit backup'
	assert_success
	[ ! -e "$BACKUPS/desk-2026-01-01.db" ]
	[ ! -e "$BACKUPS/desk-old.db" ]
	[ -e "$BACKUPS/other.db" ]
	assert_equal "$(TK_DB=$(echo "$BACKUPS"/desk-*.db) tk-ls --all --count)" 3
	# A second copy of the same day is refused, and nothing else happens.
	job 'tk-audit backup'
	assert_failure
	assert_output --partial 'File exists'
}

@test "mornings: lists, or no mail" {
	job '--agent none'
	assert_output --regexp 'Nobody has it$'
	job '--idle 3d'
	assert_line --regexp 'Nobody has it$'
	refute_output --partial 'Waits'
	job '--in-state-for 7d'
	assert_output --regexp 'Waits$'
	tk-ls | tk-move resolved
	for what in '--agent none' '--idle 3d' '--in-state-for 7d'; do
		job "$what"
		assert_success
		assert_output ''
	done
}

@test "promised times: a board, what is due, gauges" {
	tk-open --now 2026-11-20T17:00:00Z -s 'Urgent' --priority P1 >/dev/null
	job 'tk-sla board'
	assert_line --regexp '^Breached \([0-9]+\)$'
	assert_line '         Urgent'
	export GAUGES=$BATS_TEST_TMPDIR
	job 'tk-sla check --prometheus'
	assert_success
	assert_output ''
	grep -q '^tk_sla_clocks_by_priority{priority="P1",state="breached"} 2$' tk_sla.prom
	# Each series that an alert asks for is there.
	grep -oE 'tk_sla_[a-z_]+' "$examples/prometheus-rules.yaml" | sort -u | while read -r name; do
		grep -q "^$name" tk_sla.prom || fail "no $name"
	done
	job 'tk-sla --within'
	assert_success
	assert_output ''
	tk-open -s 'New' --priority P1 >/dev/null
	job 'tk-sla --within'
	assert_output --regexp 'New$'
}

@test "nagios: the command of the plugin" {
	local command
	command=$(sed -nE 's|^ *command_line +/usr/local/bin/||p' "$examples/nagios.cfg")
	command=${command//'$ARG1$'/"'$TK_DB'"}
	command=${command//'$ARG2$'/5}
	run sh -c "${command//'$ARG3$'/30m}"
	assert_output --regexp '^SLA (OK|WARNING|CRITICAL): [0-9]+ breached, '
	[ "$status" -le 2 ]
}

@test "reports of last week and last month" {
	job 'tk-report sla'
	assert_success
	assert_line 'Promises that fell due'
	job 'tk-report summary'
	assert_success
	assert_line --regexp '^Cases opened +1'
}

@test "weeks and months" {
	job 'opened last-week'
	assert_success
	assert_output --regexp '^ +2 $'
	job 'opened last-month'
	assert_success
	run -0 cut -d, -f1,8 "$BACKUPS"/tickets-*.csv
	assert_output $'\xef\xbb\xbfref,subject\r\n3,In October\r'
}

# commands UNIT: its Exec lines as a shell runs them, with our programs.
commands() {
	sed -nE 's/^Exec[A-Za-z]*=//p' "$1" | sed 's|/usr/local/bin/||; s/%%/%/g; s/-name desk-\*\.db/-name "desk-*.db"/'
}

@test "systemd: the commands of the service" {
	commands "$examples/tk-verify.service" >script
	assert_equal "$(wc -l <script)" 4
	run -0 --separate-stderr sh -e script
	assert_output --regexp '^tk-seal 1 '
	assert_equal "$(TK_DB=$(echo "$BACKUPS"/desk-*.db) tk-ls --all --count)" 3
}

@test "systemd: the units are right" {
	command -v systemd-analyze >/dev/null || skip 'no systemd-analyze'
	mkdir units
	for unit in service timer; do
		sed "s|/usr/local/bin/tk-audit|$(command -v tk-audit)|" "$examples/tk-verify.$unit" >"units/tk-verify.$unit"
	done
	run -0 systemd-analyze verify --man=no units/tk-verify.service units/tk-verify.timer
	assert_output ''
	run -0 systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' "$examples/tk-verify.timer")"
}

@test "every minute: what the rules say, once; nights: what is late goes up" {
	job '--due'
	assert_success
	assert_line --regexp '^Ref +Rule +On +Due +Did$'
	assert_line --regexp '^1 +solution-overdue '
	job '--due'
	assert_success
	assert_output ''
	job '--once'
	assert_success
	assert_output ''
	assert_equal "$(tk-ls --level 2 -c ref --sort ref)" $'1\n3'
	job '--once'
	assert_output ''
	assert_equal "$(tk-ls --level 2 --count)" 2
}

@test "systemd: what is due" {
	commands "$examples/tk-due.service" >script
	run -0 --separate-stderr sh -e script
	assert_line --regexp $'^1\tsolution-overdue\t'
	command -v systemd-analyze >/dev/null || skip 'no systemd-analyze'
	mkdir units
	for unit in service timer; do
		sed "s|/usr/local/bin/tk-escalate|$(command -v tk-escalate)|" "$examples/tk-due.$unit" >"units/tk-due.$unit"
	done
	run -0 systemd-analyze verify --man=no units/tk-due.service units/tk-due.timer
	assert_output ''
	run -0 systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' "$examples/tk-due.timer")"
}

@test "mornings: what customers wait for, or nothing" {
	job 'tk-customer agenda'
	assert_success
	assert_output ''
	tk-open -q --customer acme --contact 2026-11-10 -s 'Still waits' -m '?' >/dev/null
	job 'tk-customer agenda'
	assert_success
	assert_line --partial 'acme'
	assert_line --partial 'Still waits: an answer was promised by'
}
