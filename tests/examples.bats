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
	# A sendmail that keeps each message, and how it was called.
	printf '#!/bin/sh\necho "$*" >>"%s/sent"\ncat >"%s/mail.$(wc -l <"%s/sent")"\n' "$PWD" "$PWD" "$PWD" >bin/sendmail
	chmod +x bin/logger bin/sendmail
	export SENDMAIL=$PWD/bin/sendmail EXAMPLES=$examples MAILTO=support@example.com PAYMENTS=payments@example.com BOARD=board@example.com
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
	run grep -vE '^(#|$|[A-Z_]+=|([0-9*,/-]+ +){5}[a-z{"])' "$examples/crontab"
	assert_output ''
	# cron takes a bare % for a newline.
	run grep -E '^[0-9*].*[^\]%' "$examples/crontab"
	assert_output ''
	run jobs
	assert_equal "${#lines[@]}" 23
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

@test "the help centre of the night" {
	command -v tk-kb >/dev/null || skip "tk-kb was not built"
	export HELP=$BATS_TEST_TMPDIR/help
	tk-kb import -q "$ROOT/share/kb"
	job 'tk-kb export'
	assert_success
	assert_output ''
	[ -f "$HELP/es/refund-times.html" ] && [ -f "$HELP/sitemap.xml" ]
}

@test "the weekly seal and the doctor's worries" {
	run -0 sh -c "$(jobs | sed -nE 's/^.* (tk-audit seal)$/\1/p')"
	assert_output --regexp '^tk-seal 1 '
	job 'tk-audit doctor'
	refute_output --regexp '^(ok|bad)'
	# No news of what tk cannot meet; what is past is told.
	printf 'echo "ok	engine	x"\necho "warn	engine	SQLite WAL-reset bug"\necho "warn	calendar	madrid"\n' >bin/tk-audit
	chmod +x bin/tk-audit
	hash -r
	job 'tk-audit doctor'
	assert_output $'warn\tcalendar\tmadrid'
}

@test "what is wrong in the help centre, and what is due, is in a mail of Mondays" {
	command -v tk-kb >/dev/null || skip "tk-kb was not built"
	for what in 'tk-kb check' 'tk-kb review'; do
		assert_equal "$what: $(jobs | grep -F "$what" | cut -d ' ' -f 3-5)" "$what: * * 1"
		job "$what"
		assert_success
		assert_output ''
	done
	printf -- '---\nkey: fees\nlang: en\ntitle: Fees\naudience: public\nstate: published\nreview_by: 2026-11-01\n---\nSee [none](none.md).\n' |
		tk-kb import -q -
	job 'tk-kb check'
	assert_output --regexp 'fees .*dead-link'
	[ "$(wc -L <<<"$output")" -le 100 ]
	job 'tk-kb review'
	assert_success
	assert_output --regexp 'fees .*review_by'
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
	job 'tk-report sla --last week'
	assert_success
	assert_line 'Promises that fell due'
	[ "$(wc -L <<<"$output")" -le 78 ]
}

# A mail as it was given to sendmail: its head up to the empty line; what a body
# of base64 holds.
head_of() {
	sed '/^$/q' "$1"
}

body_of() {
	sed -n "/^Content-Disposition: attachment; filename=\"$2\"$/,/^--/{/^\$/,/^--/{/^--/!p;};}" "$1" | base64 -d
}

@test "every day is in a mail about the promises of yesterday" {
	assert_equal "$(jobs | grep -F 'tk-report sla --period yesterday' | cut -d ' ' -f 3-5)" '* * *'
	grep -qx 'OnCalendar=\*-\*-\* 07:20' "$examples/tk-daily.timer"
}

@test "a mail about the promises of yesterday" {
	job 'tk-report sla --period yesterday'
	assert_success
	assert_output ''
	assert_equal "$(<sent)" '-t -i'
	run -0 head_of mail.1
	assert_line 'To: support@example.com'
	assert_line --regexp '^Subject: Promises of 20[0-9-]{8}$'
	assert_line 'Auto-Submitted: auto-generated'
	assert_line 'Content-Type: text/plain; charset=UTF-8'
	grep -q '^Content-Transfer-Encoding: ' mail.1
	[ "$(wc -L <mail.1)" -le 78 ]
	# What is late now stands apart, with the names of its clocks whole.
	body=mail.1
	! grep -q '^Content-Transfer-Encoding: base64$' mail.1 || { sed '1,/^$/d' mail.1 | base64 -d >text; body=text; }
	assert_equal "$(grep -B 1 '^Late now: ' "$body" | head -n 1)" ''
	grep -qx "Late now: $(tk-sla --breached --count)" "$body"
	grep -qE '^1 +first_response +-' "$body"
}

@test "a cron mail is plain ASCII in the locale C, and no wider than 78" {
	LC_ALL=C job 'tk-report sla --period yesterday'
	assert_success
	grep -q '^Content-Transfer-Encoding: 7bit$' mail.1
	grep -q '^Promises that fell due$' mail.1
	LC_ALL=C run -1 grep -n '[^ -~]' mail.1
	[ "$(wc -L <mail.1)" -le 78 ]
}

@test "a mail about wishes and pain points to both teams" {
	job 'tk-report insights'
	assert_success
	run -0 head_of mail.1
	assert_line 'To: payments@example.com,'
	assert_line ' support@example.com'
	assert_line --regexp '^Subject: Wishes and pain points, week 20[0-9]{2}-W[0-9]{2}$'
	[ "$(wc -L <mail.1)" -le 78 ]
}

@test "the report for the board: text, and pages with charts" {
	job board-report
	assert_success
	assert_output ''
	run -0 head_of mail.1
	assert_line 'To: board@example.com'
	assert_line --regexp '^Subject: Service report of 20[0-9]{2}-[0-9]{2}$'
	assert_line --regexp '^Content-Type: multipart/mixed; boundary="[^"]+"$'
	boundary=$(sed -n 's/^Content-Type: multipart.*boundary="\(.*\)"$/\1/p' mail.1)
	assert_equal "$(grep -cFx -- "--$boundary" mail.1) $(grep -cFx -- "--$boundary--" mail.1)" "5 1"
	month=$(sed -n 's/^Subject: Service report of //p' mail.1)
	for page in summary goals promises backlog; do
		body_of mail.1 "$month-$page.html" >"$page.html"
		assert_equal "$page $(head -n 1 "$page.html")" "$page <!DOCTYPE html>"
		assert_equal "$page $(tail -n 1 "$page.html")" "$page </html>"
	done
	tk-report summary --last month --html | cmp - summary.html
	tk-report goals --last 12mo --html | cmp - goals.html
	grep -q "$(date -d "$(date +%Y-%m-01) -1 day" +%Y-%m)" backlog.html
}

@test "mail-report: subjects and texts of any letters, nothing for nothing, no second header" {
	printf 'Año\n' | "$examples/mail-report" 'Informe de año' a@example.com b@example.com
	run -0 head_of mail.1
	assert_line 'To: a@example.com,'
	assert_equal "$(sed -n '/^Subject/,/^[A-Z]/p' mail.1 | grep -o '?B?[^?]*' | cut -c 4- | while read -r w; do base64 -d <<<"$w"; done)" 'Informe de año'
	assert_equal "$(sed '1,/^$/d' mail.1 | base64 -d)" 'Año'
	"$examples/mail-report" 'Nothing' a@example.com </dev/null
	[ ! -e mail.2 ]
	echo x >"a file.csv"
	echo x | FROM='Desk <desk@example.com>' "$examples/mail-report" -a 'a file.csv' S a@example.com
	grep -q '^From: Desk <desk@example.com>$' mail.2
	assert_equal "$(body_of mail.2 a_file.csv)" x
	grep -q '^Content-Type: text/csv; charset=UTF-8$' mail.2
	run -64 "$examples/mail-report" $'S\nBcc: evil@example.com' a@example.com <<<x
	run -64 "$examples/mail-report" S <<<x
	run -66 "$examples/mail-report" -a nosuch S a@example.com <<<x
	[ ! -e mail.3 ]
	printf '#!/bin/sh\nexit 75\n' >bin/sendmail
	run -75 "$examples/mail-report" S a@example.com <<<x
}

# run_service UNIT: its environment, and its commands as systemd would run them.
run_service() {
	sed -nE 's/^Environment=//p' "$examples/$1.service" | grep -vE '^(TK_DB|PATH|EXAMPLES|BACKUPS)=' |
		sed -E 's/^"?([A-Z]+)=([^"]*)"?$/export \1="\2"/' >script
	commands "$examples/$1.service" | sed "s|/tmp/text|$BATS_TEST_TMPDIR/text|g" >>script
	sh -e script
}

@test "systemd: the mails of days, weeks and months" {
	run_service tk-daily
	run_service tk-weekly
	run_service tk-monthly
	assert_equal "$(wc -l <sent)" 3
	run grep -h '^Subject' mail.1 mail.2 mail.3
	assert_line --index 0 --regexp '^Subject: Promises of '
	assert_line --index 1 --regexp '^Subject: Wishes and pain points, week '
	assert_line --index 2 --regexp '^Subject: Service report of '
	head_of mail.2 | grep -qx ' support@example.com'
	command -v systemd-analyze >/dev/null || skip 'no systemd-analyze'
	for unit in tk-daily tk-weekly tk-monthly; do
		run -0 systemd-analyze verify --man=no "$examples/$unit.service" "$examples/$unit.timer"
		assert_output ''
		run -0 systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' "$examples/$unit.timer")"
	done
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
	# It can be started again that day.
	printf '#!/bin/sh\n/bin/date "$@" | sed "s/T[0-9]*$/T999999/"\n' >bin/date
	chmod +x bin/date
	hash -r
	run -0 --separate-stderr sh -e script
	assert_output --regexp '^tk-seal 1 '
	copies=("$BACKUPS"/desk-*.db)
	assert_equal "${#copies[@]}" 2
	# Where no copy can be made, there is a seal all the same.
	run -73 --separate-stderr sh -e script
	assert_output --regexp '^tk-seal 1 '
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
