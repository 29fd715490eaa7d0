#!/usr/bin/env bats
# tk-export: the record as JSON lines, as a table, and for other trackers.

load ../helper
load readers

# life: two tickets of two customers, and what happens in a day.
life() {
	team_desk 2>/dev/null
	open_at 2026-11-20T09:00:00Z -s "No money" -m $'Since Monday.\n\tPlease "help" \\ ' --customer acme --key K/1 \
		--tag vip,eu --field payment_id=p-1 --channel mail -c payment.missing >/dev/null
	printf 'a\0b' >scan.bin
	open_at 2026-11-20T09:30:00Z -s "Other" -m "text" --customer bravo --attach scan.bin >/dev/null
	at 2026-11-20T10:00:00Z tk-note -q 1 --public -m "We asked."
	at 2026-11-20T10:30:00Z tk-note -q 1 --from-customer -m "thanks"
	at 2026-11-20T11:00:00Z tk-note -q 1 -m "see there" --ask payments
	at 2026-11-20T12:00:00Z tk-move -q held 1 --until 2026-12-01T08:00:00Z
	at 2026-11-20T12:30:00Z tk-set -q 1 subject="No money since Monday" tags=+x lang=es priority=P1
	at 2026-11-20T13:00:00Z tk-assign -q 2 --to luis
	at 2026-11-20T13:30:00Z tk-set -q 2 spam=yes
}

line() {
	tk-export | jq -c "select($1)"
}

@test "each event is a line, with all it says" {
	life
	tk-export >x
	assert_equal "$(jq -r .kind x | paste -sd ' ')" \
		"organisation open organisation open reply move customer note move set assign move set move"
	assert_equal "$(jq -c 'select(.kind == "open" and .ref == "1") | del(.source, .why)' x)" \
		'{"ref":"1","key":"K/1","at":"2026-11-20T09:00:00Z","kind":"open","actor":"ana","subject":"No money","body":"Since Monday.\n\tPlease \"help\" \\","type":"incident","state":"new","class":"new","priority":"P2","impact":"medium","urgency":"high","level":1,"customer":"acme","category":"payment.missing","channel":"mail","tags":["vip","eu"],"fields":{"payment_id":"p-1"}}'
	assert_equal "$(jq -c 'select(.kind == "customer") | [.key, .at, .actor, .by, .role, .text]' x)" \
		'["K/1","2026-11-20T10:30:00Z","acme","ana",null,"thanks"]'
	assert_equal "$(jq -c 'select(.kind == "move" and .state == "held") | [.class, .until]' x)" '["held","2026-12-01T08:00:00Z"]'
	assert_equal "$(jq -c 'select(.kind == "set" and .ref == "1") | .set | del(.why)' x)" \
		'{"subject":"No money since Monday","lang":"es","tags":"eu,vip,x","priority":"P1"}'
	assert_equal "$(jq -c 'select(.ref == "2" and .kind == "move" and .state == "closed") | .by' x)" '"spam"'
	assert_equal "$(jq -r 'select(.attachments).attachments[0] | .name, .base64' x)" $'scan.bin\nYQBi'
	assert_equal "$(jq -r .source x | sort -u)" "tk-$(sqlite3 "$TK_DB" "SELECT substr(desk, 1, 8) FROM head")"
	assert_equal "$(jq -r 'select(.kind != "open").id' x | sort | uniq -d)" ""
}

@test "whatever customers write comes back to the letter" {
	desk 2>/dev/null
	printf 'tab\t quote " back\\ \x1b[31m \xe2\x80\xae \xe2\x80\xa8 \xf0\x9f\x99\x82 \x7f end' >text
	tk-open -q -s nasty -F text >/dev/null
	tk-export | jq -j 'select(.kind == "open").body' >back
	cmp text back
	tk-export | LC_ALL=C grep -q '[^ -~]' || fail "nothing but ASCII"
	run ! bash -c "tk-export | LC_ALL=C grep -q \$'[\\x01-\\x1f\\x7f]'"
}

@test "what was erased is null, or left out" {
	life
	sqlite3 "$TK_DB" "DELETE FROM text WHERE body IN ('thanks', 'Other') OR body LIKE '%scan.bin%' OR body = 'bravo';
		UPDATE customer SET key = NULL WHERE key = 'bravo'"
	assert_equal "$(line '.kind == "customer"' | jq -c '[has("text"), .text]')" '[true,null]'
	assert_equal "$(line '.ref == "2" and .kind == "open"' | jq -c '[.subject, .customer, has("attachments")]')" '[null,"#2",false]'
	assert_equal "$(line '.kind == "organisation" and .ref == "2"' | jq -r .key)" "#2"
}

@test "filters and references restrict it; customers come along" {
	life
	tk-export >all
	jq -c 'select(.key == "K/1" or .key == "acme")' all >one
	tk-export 1 | cmp one -
	tk-export key:K/1 | cmp one -
	tk-ls --all | grep ^1 | tk-export - | cmp one -
	tk-export --customer acme | cmp one -
	tk-export --agent luis | jq -r .kind | paste -sd ' ' | grep -qx "organisation open assign move set move"
	assert_equal "$(tk-export --customer nobody 2>/dev/null)" ""
	run -1 tk-export 99
	run -64 tk-export 1 --kind incident
	assert_output --partial "references or filters, not both"
	run -64 tk-export --kind nothing
}

@test "a few tickets are read one by one, many among all: the same lines" {
	desk 2>/dev/null
	for i in $(seq 1 250); do
		printf '{"subject":"n%d","customer":"c%d","tags":["t%d"]}\n' "$i" $((i % 7)) $((i % 2))
	done | tk-open -q --batch >/dev/null
	tk-ls -c ref --tag t1 | tk-set --max 200 lang=es
	tk-export >all
	tk-export --kind incident | cmp all -
	jq -c 'select(.kind != "organisation") | select((.ref | tonumber) % 2 == 1)' all >odd
	tk-export --tag t1 | jq -c 'select(.kind != "organisation")' | cmp odd -
}

@test "links that lead out of it are left out, and said" {
	desk 2>/dev/null
	for i in 1 2 3; do tk-open -q -s "t$i" -m x; done >/dev/null
	tk-link related-to 1 2
	assert_equal "$(tk-export | grep -c '"kind":"link"')" 2
	run -0 --separate-stderr tk-export 1 3
	assert_equal "$(grep -c '"kind":"link"' <<<"$output")" 0
	assert_equal "$stderr" "tk-export: 1 lines that lead to tickets outside this export are left out"
	run -0 --separate-stderr tk-export 1 2
	assert_equal "$(jq -c 'select(.kind == "link") | [.to, .half]' <<<"$output")" $'["#1",true]\n["#2",true]'
	assert_equal "$stderr" ""
}

@test "--since: a feed that misses nothing while others write" {
	life
	assert_equal "$(tk-export --since 0 | jq .seq | sort -n | uniq | wc -l)" "$(tk-export | wc -l)"
	tk-export --since 0 | jq -c 'del(.seq)' | cmp <(tk-export | jq -c .) -
	(for i in $(seq 1 40); do tk-note -q 1 -m "n$i"; done) &
	place=0 n=0
	: >feed
	while [ "$(grep -c '"text":"n' feed)" -lt 40 ] && [ $((n++)) -lt 2000 ]; do
		tk-export --since "$place" >>feed
		place=$(tail -n 1 feed | jq .seq)
	done
	wait
	jq -c 'del(.seq)' feed | cmp <(tk-export | jq -c .) -
	assert_equal "$(tk-export --since "$place")" ""
	assert_equal "$(tk-export --since 99999)" ""
	assert_equal "$(tk-export --since "$place" 2)" ""
	run -64 tk-export --since yesterday
}

@test "--follow: what comes as it comes" {
	life
	mkfifo pipe
	timeout 60 tk-export -f --since 14 >pipe &
	exec 4<pipe
	read -r -t 50 one <&4
	assert_equal "$(jq -c '[.seq, .kind]' <<<"$one")" '[15,"move"]'
	tk-note -q 2 -m new
	read -r -t 50 one <&4
	assert_equal "$(jq -c '[.seq, .text]' <<<"$one")" '[16,"new"]'
	exec 4<&-
	wait $! || true
	run timeout 60 bash -c "(sleep 1; tk-note -q 1 -m other; tk-note -q 2 -m mine) & tk-export -f 2 | head -n 1 | jq -r .text"
	assert_output mine
	run -64 tk-export -f --as-of now
	run -64 tk-export -f --csv
}

@test "--as-of: nothing that happened later" {
	life
	assert_equal "$(tk-export --as-of 2026-11-20T10:00:00Z | jq -r .kind | paste -sd ' ')" \
		"organisation open organisation open reply move"
	assert_equal "$(tk-export --csv -c ref,state --as-of 2026-11-20T10:00:00Z)" $'ref,state\n1,open\n2,new'
}

@test "--csv: a row a ticket, all columns" {
	life
	columns=$(tk-export --columns=help --csv | tail -n +2 | cut -d , -f 1 | paste -sd ,)
	[[ $columns == ref,*,subject,*,spam,*,f.payment_id,* ]]
	tk-export --csv | cmp <(tk-ls --all --spam --sort ref --csv -c "$columns") -
	tk-export --csv 2 -c ref,spam,tags | cmp <(printf 'ref,spam,tags\n2,true,\n') -
	assert_equal "$(tk-export --csv=excel -c ref 1 | head -c 3 | od -An -tx1)" " ef bb bf"
	run -0 tk-export --columns=help
	assert_line --partial "spam"
	run -64 tk-export -c ref
	run -64 tk-export --csv -c nothing
}

# twin FILE: a desk made of these lines, under the same policy.
twin() {
	TK_DB=$PWD/twin.db at 2026-11-01T00:00:00Z tk-init -q --policy policy.yaml
	TK_DB=$PWD/twin.db tk-import -q "$1" >/dev/null
}

@test "what goes out comes back: the same tickets, the same bytes, once" {
	life
	tk-customer set acme name="Acme SA" volume="12.00 EUR" lang=es
	tk-customer add acme/maria name="María" mail=maria@acme.example
	for i in 3 4 5; do tk-open -q -s "more $i" -m "text $i" --customer acme --watcher luis --cc "a@b.example,c@d.example"; done >/dev/null
	tk-set -q 3 person=acme/maria affected=700 amount="1.50 EUR"
	tk-link problem-of 3 4 -m "the same fault"
	tk-link merge 4 5
	tk-note -q 3 --public -m "said once"
	split=$(tk-log 3 --kind note -c seq | tail -n 1)
	tk-link split 3 "$split" >/dev/null
	tk-link undo 5
	tk-set -q 2 spam=no
	tk-move -q resolved 2
	tk-escalate -q 3 --to payments --tried "all" --evidence "none" --asked "look" 2>/dev/null || true
	tk-export >x
	assert_equal "$(jq -r .kind x | sort -u | paste -sd ' ')" \
		"assign customer escalate link merge move note open organisation person reply set split unmerge"
	twin x
	export TK_DB=$PWD/twin.db
	tk-export | cmp x -
	tk-audit verify -q
	tk-ls --all --spam --csv -c all --sort ref | cut -d, -f1-40 >rows
	tk-import -q x >/dev/null
	tk-export | cmp x -
}

@test "a feed in parts makes the same desk; its own words come home alone" {
	life
	tk-export --since 0 | head -n 7 >one
	tk-export --since "$(tail -n 1 one | jq .seq)" >two
	twin one
	home=$TK_DB
	export TK_DB=$PWD/twin.db
	tk-import -q two >/dev/null
	tk-export >there
	TK_DB=$home tk-export | cmp there -
	tk-note -q 2 -m "from the twin"
	before=$(TK_DB=$home tk-log -c seq | wc -l)
	tk-export | TK_DB=$home tk-import -q >/dev/null
	assert_equal "$(TK_DB=$home tk-log -c ref,summary --after "$before")" $'2\tnote: from the twin'
}

@test "what was erased stays so where it is imported" {
	life
	tk-set 2 subject="a subject that was set"
	sqlite3 "$TK_DB" "DELETE FROM text WHERE body IN ('thanks', 'text', 'a subject that was set') OR body LIKE '%scan.bin%'"
	tk-export >x
	assert_equal "$(jq -c 'select(.kind == "set" and .ref == "2") | .set' x)" '{"spam":true}'
	twin x
	TK_DB=$PWD/twin.db tk-export | cmp x -
	TK_DB=$PWD/twin.db tk-audit verify -q
}

@test "--for: what Jira, Trello and Asana read" {
	life
	id=tk-$(sqlite3 "$TK_DB" "SELECT substr(desk, 1, 8) FROM head")-1
	run -0 --separate-stderr tk-export --for jira
	assert_equal "$stderr" ""
	assert_output "Issue Key,External ID,Summary,Issue Type,Priority,Status,Component,Labels,Created,Description
,$id,No money since Monday,Bug,Highest,To Do,payment.missing,eu vip x,2026-11-20 09:00,\"Since Monday.
	Please \"\"help\"\" \\

TK-1-S\""
	tk-set 1 tracker=PAY-12
	assert_equal "$(tk-export --for jira | sed -n 2p | cut -d , -f 1)" PAY-12
	for tracker in trello asana; do
		run -0 --separate-stderr tk-export --for $tracker
		assert_equal "${#lines[@]}" 1
		assert_equal "$stderr" "tk-export: 1 tickets are there already, and are left out: this importer only adds"
	done
	tk-set 1 tracker=
	run -0 tk-export --for asana 1
	assert_line --index 0 "Name,Description,Section,Start Date,Priority,Type,Category,Tags,External ID"
	assert_output --partial ",To do,11/20/2026,P1,incident,payment.missing,\"eu,vip,x\",$id"
	run -64 tk-export --for jira --csv
	run -64 tk-export --for jira --since 1
	run -66 tk-export --for redmine
}

@test "--for FILE: a form of one's own, and what is wrong with it" {
	life
	cat >form.yaml <<-'END'
		columns:
		  What: {columns: [kind, subject], join: ": "}
		  When: {column: opened, date: "%d.%m.%y"}
	END
	run -78 tk-export --for form.yaml
	assert_output "tk-export: form.yaml:3:32: a date is made of %Y %m %d %H %M %S"
	sed -i 's/%y/%Y/' form.yaml
	run -0 tk-export --for ./form.yaml
	assert_output $'What,When\nincident: No money since Monday,20.11.2026'
	cat >form.yaml <<-'END'
		known: nothing
		updats: yes
		columns:
		  A,B: subject
		  C: subjct
		  D: {column: f.nothing, default: "-"}
		  E: {colum: state}
		  F: []
	END
	run -78 tk-export --for form.yaml
	assert_line 'tk-export: form.yaml:2:1: unknown key "updats" (did you mean "updates"?)'
	assert_line --partial "form.yaml:4:3: the name of a column has no comma"
	assert_line 'tk-export: form.yaml:7:7: unknown key "colum" (did you mean "column"?)'
	assert_line --partial "form.yaml:8:6: neither a column nor a default"
	printf 'columns:\n  C: subjct\n' >form.yaml
	run -78 tk-export --for form.yaml
	assert_output --partial 'there is no column "subjct"'
	printf 'known: nothing\ncolumns:\n  D: {column: f.nothing, default: "-"}\n' >form.yaml
	run -0 --separate-stderr tk-export --for form.yaml
	assert_output $'D\n-'
	assert_equal "$stderr" 'tk-export: the policy has no field "nothing": what is there already is not known'
}

@test "who may not read exports nothing; a damaged event is named" {
	desk four-level-desk 2>/dev/null
	tk-open -q -s one -m x >/dev/null
	sed -e 's/users: {root: \[admin\]/users: {nobody: [admin]/' -e 's/anyone: \[reader, trial\]/anyone: [trial]/' \
		-e 's/trial: \[read, /trial: [/' "$ROOT/share/policies/four-level-desk.yaml" >p.yaml
	tk-policy load -q p.yaml
	run -77 tk-export
	assert_output --partial 'the right "read" is missing'
	tk-init -q --db other.db
	export TK_DB=$PWD/other.db
	tk-open -q -s one -m x >/dev/null
	sqlite3 "$TK_DB" "DROP TRIGGER event_no_update; UPDATE event SET data = 'kind' WHERE kind = 'open'"
	run -65 tk-export
	assert_output --partial "its data cannot be read (tk-audit verify)"
}
