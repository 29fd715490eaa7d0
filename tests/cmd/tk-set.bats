#!/usr/bin/env bats
# tk-set: facts of tickets.

load ../helper

ticket() {
	sqlite3 "$TK_DB" "SELECT ifnull($1, '-') FROM ticket WHERE id = ${2:-1}"
}

last() {
	sqlite3 "$TK_DB" "SELECT data FROM event WHERE ticket = 1 ORDER BY seq DESC LIMIT 1"
}

tags() {
	sqlite3 "$TK_DB" "SELECT group_concat(name) FROM (SELECT name FROM tag WHERE ticket = 1 ORDER BY name)"
}

some() {
	desk "${1:-default}" 2>/dev/null
	for i in 1 2; do tk-open -q -s "Ticket $i" -m "text" --customer acme; done >/dev/null
}

@test "settings and references in any order" {
	some
	run -0 --separate-stderr tk-set 1 category=refund lang=es 2 channel=phone
	assert_equal "$output$stderr" ""
	for i in 1 2; do
		assert_equal "$(ticket "category || ' ' || lang || ' ' || channel" $i)" "refund es phone"
	done
	assert_equal "$(last)" "category=refund	old.category=	lang=es	old.lang=	channel=phone	old.channel="
	tk-ls -c ref | tk-set kind=question
	assert_equal "$(ticket kind 2)" question
	run -64 tk-set 1
	assert_output --partial "FIELD=VALUE is missing"
	tk-audit verify -q
}

@test "an empty value takes away; the same value is no change" {
	some
	tk-set 1 category=refund
	before=$(ticket seq)
	tk-set 1 category=refund
	assert_equal "$(ticket seq)" "$before"
	tk-set 1 category=
	assert_equal "$(ticket category)" -
	run -65 tk-set 1 kind=
	assert_output "tk-set: 1: a ticket needs a kind"
	run -65 tk-set 1 subject=
	assert_output "tk-set: 1: a ticket needs a subject"
}

@test "names and values are checked, with the nearest word" {
	some
	run -65 tk-set 1 2 catgory=x
	assert_output 'tk-set: unknown field "catgory" (did you mean "category"?)'
	run -65 tk-set 1 payment=x
	assert_output --partial 'unknown field "payment"'
	run -65 tk-set 1 category=refnd
	assert_output 'tk-set: 1: unknown category "refnd" (did you mean "refund"?)'
	run -65 tk-set 1 affected=many
	run -65 tk-set 1 priority=P9
	run -65 tk-set 1 payment_id="a b"
	run -64 tk-set 1 lang=es lang=en
	assert_output "tk-set: 1: lang is set twice"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE kind = 'set'")" 0
}

@test "tags: the whole list, or more and less" {
	some
	tk-set 1 tags=b,a,b
	assert_equal "$(tags)" "a,b"
	tk-set 1 tags=+c,-a
	assert_equal "$(tags)" "b,c"
	tk-set 1 tags=-none
	assert_equal "$(tags)" "b,c"
	tk-set 1 tags=
	assert_equal "$(tags)" ""
}

@test "the priority follows what it is derived from, unless it was said" {
	some
	assert_equal "$(ticket priority)" 3
	tk-set 1 affected=640
	assert_equal "$(ticket "priority || ' ' || impact")" "2 1"
	tk-set 1 urgency=high
	assert_equal "$(ticket priority)" 1
	tk-set 1 urgency= affected=
	assert_equal "$(ticket priority)" 3
	tk-set 1 category=fraud
	assert_equal "$(ticket priority)" 2
	tk-set 1 priority=P4
	tk-set 1 affected=640
	assert_equal "$(ticket priority)" 4
	tk-set 1 priority=
	assert_equal "$(ticket priority)" 1
	tk-audit verify -q
}

@test "custom fields; personal ones stay out of events" {
	some four-level-desk
	TK_ACTOR=lucas tk-set 1 payment_id=p-1 document=20-123 amount="12.50 ARS"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT name || '=' || value FROM field ORDER BY name")" \
		$'amount=12.50 ARS\ndocument=20-123\npayment_id=p-1'
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE data LIKE '%20-123%'")" 0
	tk-set 1 document=
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM field WHERE name = 'document'")" 0
	run -65 tk-set 1 platform=ios kind=question
	tk-audit verify -q
}

@test "customer: an unknown key makes one, empty takes away" {
	some
	tk-set 1 customer=bravo
	assert_equal "$(ticket customer)" 2
	assert_equal "$(ticket customer 2)" 1
	tk-set 1 customer=
	assert_equal "$(ticket customer)" 0
}

@test "a subject is a text of its own" {
	some
	tk-set 1 subject="A better subject" -m "was unclear"
	assert_equal "$(ticket subject)" "A better subject"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE data LIKE '%better%'")" 0
	assert_equal "$(sqlite3 "$TK_DB" "SELECT group_concat(kind) FROM (SELECT kind FROM event WHERE ticket = 1 ORDER BY seq)")" "open,note,set"
	run -0 tk-set 1 subject="card 4111111111111111"
	assert_output "tk-set: one card number, code or password was masked"
	tk-audit verify -q
}

@test "a key with an equals sign is a reference, not a setting" {
	some
	tk-open -q -s x -m "" --key "a=b"
	tk-set key:a=b category=refund
	assert_equal "$(ticket category 3)" refund
}

@test "setting priority is a right of its own" {
	some four-level-desk
	sed 's/users: {root: \[admin\]/users: {nobody: [admin]/' "$ROOT/share/policies/four-level-desk.yaml" >p.yaml
	tk-policy load -q p.yaml
	TK_ACTOR=ana tk-set 1 category=payment
	TK_ACTOR=ana run -77 tk-set 1 priority=P1
	assert_output "tk-set: 1: ana may not set a priority by hand here: the right \"priority\" is missing (tk-policy show permissions)"
	TK_ACTOR=gala tk-set 1 priority=P1
	assert_equal "$(ticket priority)" 1
}

@test "--dry-run names what would change, and only that" {
	some
	tk-set 1 category=refund
	run -0 tk-set -n category=refund 1 2
	assert_output 2
	assert_equal "$(ticket category 2)" -
}

# story [TICKET]: state, and what follows from it.
story() {
	ticket "state || ' ' || spam || ' ' || ifnull(asked_at, '-') || ' ' || ifnull(resolved, '-') || ' ' || ifnull(closed, '-') || ' ' || ifnull(wake, '-') || ' ' || reopened" "${1:-1}"
}

@test "spam goes out of sight, and comes back as it was" {
	some
	tk-move -q waiting 1
	tk-note -q 1 --from-customer -m "hello?"
	before=$(story)
	at 2026-11-21T13:00:00Z tk-set 1 spam=yes
	assert_equal "$(ticket "state || ' ' || spam || ' ' || closed")" "closed 1 1795266000"
	assert_equal "$(tk-ls -c ref)" 2
	assert_equal "$(tk-ls --all -c ref)" 2
	assert_equal "$(tk-ls --count --all) $(tk-ls --count --state closed) $(tk-ls --count --text Ticket)" "1 0 1"
	assert_equal "$(tk-ls --spam -c ref,spam)" "1	true"
	assert_equal "$(tk-ls --all --spam --count) $(tk-ls --state closed --spam --count)" "2 1"
	assert_equal "$(tk-ls --all -c ref --as-of 2026-11-21T12:30:00Z | sort)" $'1\n2'
	assert_equal "$(at 2026-11-21T14:00:00Z tk-ls --all -c ref --as-of 2026-11-21T13:30:00Z)" "2"
	run tk-show 1
	assert_line --partial "Spam"
	run -65 at 2026-11-21T13:00:00Z tk-move open 1
	assert_output "tk-move: 1: it is marked as spam (tk-set spam=no brings it back)"
	at 2026-11-21T14:00:00Z tk-set 1 spam=no
	assert_equal "$(story)" "$before"
	assert_equal "$(tk-ls -c ref | sort)" $'1\n2'
	at 2026-11-21T14:00:00Z tk-set 1 spam=no
	assert_equal "$(last)" "state=open	class=open	old.state=closed	by=spam	asked_at=1795262400"
	tk-audit verify -q
}

@test "spam: a resolved and a held ticket come back resolved and held; closed stays closed" {
	some
	tk-move -q open 1 2
	tk-move -q resolved 1
	tk-move -q held 2 --until 2026-12-01
	one=$(story 1) two=$(story 2)
	tk-set spam=yes 1 2
	assert_equal "$(ticket state 1) $(ticket state 2)" "closed closed"
	tk-set spam=no 1 2
	assert_equal "$(story 1)" "$one"
	assert_equal "$(story 2)" "$two"
	tk-move -q closed 1
	one=$(story 1)
	tk-set spam=yes 1
	tk-set spam=no 1
	assert_equal "$(story 1)" "$one"
	run -65 tk-set spam=maybe 1
	assert_output 'tk-set: 1: spam: yes or no, not "maybe"'
	tk-audit verify -q
}

@test "spam: who may not move tickets may not mark them" {
	some four-level-desk
	sed -e 's/operator: \[read, open, note, reply, set, move,/operator: [read, open, note, reply, set,/' \
		-e 's/users: {root: \[admin\]/users: {nobody: [admin]/' "$ROOT/share/policies/four-level-desk.yaml" >p.yaml
	tk-policy load -q p.yaml
	TK_ACTOR=ana run -0 tk-set 1 lang=es
	TK_ACTOR=ana run -77 tk-set 1 spam=yes
	assert_output --partial 'the right "move" is missing'
	assert_equal "$(ticket spam)" 0
}

# --- different values for each ticket ---

# names FORM REF: the values of a ticket in a form, one a line.
values() {
	awk -v ref="$2" '/^ref: / {on = $2 == ref} on && !/^(#|ref:|seq:|$)/' "$1"
}

@test "--form and --apply: what was changed, and only that" {
	some
	tk-set 1 tags=vip,eu payment_id=p-1
	tk-set --form 1 2 >f
	assert_equal "$(grep -c '^ref: ' f)" 2
	assert_equal "$(values f 1 | grep -E '^(tags|payment_id|priority|subject|spam):')" \
		$'subject: Ticket 1\npriority: P3\ntags: eu, vip\nspam: no\npayment_id: p-1'
	before=$(sqlite3 "$TK_DB" "SELECT max(seq) FROM event")
	run -0 --separate-stderr tk-set --apply f
	assert_equal "$output$stderr" ""
	assert_equal "$(sqlite3 "$TK_DB" "SELECT max(seq) FROM event")" "$before"
	sed -i -e 's/^lang:.*/lang: es/' -e '/^ref: 1$/,/^ref: 2$/s/^payment_id:.*/payment_id:/' \
		-e '/^ref: 2$/,$s/^tags:.*/tags: b,  a/' f
	run -0 tk-set -n --apply f
	assert_output $'1\n2'
	tk-set --apply - -m "after the call" <f
	assert_equal "$(ticket lang) $(ticket lang 2)" "es es"
	assert_equal "$(last)" "lang=es	old.lang=	f.payment_id=	old.f.payment_id=p-1"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT data FROM event WHERE ticket = 2 ORDER BY seq DESC LIMIT 1")" \
		"lang=es	old.lang=	tags=a,b	old.tags="
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE kind = 'note'")" 2
	assert_equal "$(ticket priority)" 3
	tk-audit verify -q
}

@test "--form: personal fields and those of the kind; what others write is shown, not obeyed" {
	some four-level-desk
	TK_ACTOR=lucas tk-set 1 document=20-123
	tk-open -q -s $'Evil\e[31m' -m x --customer $'c\e]0;x' >/dev/null
	tk-set --form 1 3 >f
	grep -qx 'document: 20-123' f
	grep -qx 'platform:' f
	run ! grep -q $'\e' f
	tk-set kind=question 1
	tk-set --form 1 >f
	run ! grep -q '^platform:' f
}

@test "--apply: all errors with their lines, and nothing is changed" {
	some
	tk-set --form 1 2 >f
	sed -i -e 's/^kind:.*/kind: qestion/' -e 's/^lang:.*/lang: es/' -e 's/^affected:.*/affected: many/' f
	line=$(grep -n '^kind:' f | head -n 1 | cut -d : -f 1)
	run -65 tk-set --apply f
	assert_line "tk-set: f:$line: unknown kind \"qestion\" (did you mean \"question\"?)"
	assert_equal "$(grep -c 'unknown kind' <<<"$output") $(grep -c 'number of users' <<<"$output")" "2 2"
	assert_equal "$(ticket "ifnull(lang, '-')")" -
	printf 'priority: P1\nref: 99\nref: 1\nnonsense\ntags: a\ntags: b\nref: 1\n' >g
	run -65 tk-set --apply g
	assert_output "tk-set: g:1: priority: a block begins with its ref
tk-set: g:4: NAME: VALUE is expected (a line that begins with # is not read)
tk-set: g:6: tags is there twice"
	printf 'ref: 99\nref: 1\nlang: es\n\nref: key:x\nref: 1\nlang: en\nref: nonsense\n' >g
	run -65 tk-set --apply g
	assert_line --index 0 "tk-set: g:1: 99: no such ticket"
	assert_line --index 2 "tk-set: g:6: 1: it is there twice"
	assert_equal "$(ticket "ifnull(lang, '-')")" -
	run -65 tk-set --keep-going --apply g
	assert_equal "$(ticket lang)" es
	run -64 tk-set --apply g 1
	run -64 tk-set --apply g lang=es
	run -64 tk-set --form 1 -m x
	run -66 tk-set --apply nowhere
}

@test "--apply: a ticket that has changed meanwhile is named, and nothing is written" {
	some
	tk-set --form 1 2 >f
	sed -i 's/^lang:.*/lang: es/' f
	tk-note 2 -m "meanwhile"
	run -75 tk-set --apply f
	assert_line --partial "2: changed meanwhile"
	assert_equal "$(ticket "ifnull(lang, '-')")" -
	sed -i '/^seq:/d' f
	tk-set --apply f
	assert_equal "$(ticket lang) $(ticket lang 2)" "es es"
}

# editor SCRIPT: an editor that runs SCRIPT with the number of the time and the
# file.
editor() {
	printf '#!/usr/bin/env bash\nn=$(($(cat times 2>/dev/null) + 1)); echo $n >times; f=$1; cp "$f" "seen$n"\n%s\n' "$1" >ed
	chmod +x ed
	export EDITOR=$PWD/ed TMPDIR=$PWD/tmp
	rm -f times
	mkdir -p tmp
}

@test "-e: a form in the editor" {
	needs_terminal
	some
	editor 'sed -i "s/^lang:.*/lang: es/" "$f"'
	run -0 script -qec "tk-set -e 1 2" /dev/null
	assert_equal "$(ticket lang) $(ticket lang 2)" "es es"
	assert_equal "$(cat times) $(ls tmp)" "1 "
	[ "$(stat -c %a seen1)" ] && grep -qx 'subject: Ticket 2' seen1
	editor ':'
	run -0 script -qec "tk-set -e 1" /dev/null
	assert_output --partial "nothing is changed"
	run -0 script -qec "tk-ls -c ref | tk-set -e -" /dev/null
	assert_equal "$(grep -c '^ref:' "seen$(cat times)")" 2
	editor 'exit 1'
	run -69 script -qec "tk-set -e 1" /dev/null
	assert_output --partial "the editor failed; nothing is changed"
	assert_equal "$(ls tmp)" ""
	run -64 tk-set -e 1 </dev/null
}

@test "-e: errors stand above their lines until they are corrected" {
	needs_terminal
	some
	editor 'case $n in
	1) sed -i -e "s/^lang:.*/lang: es/" -e "s/^category:.*/category: refnd/" "$f" ;;
	2) sed -i "s/^category:.*/category: refund/" "$f" ;;
	esac'
	run -0 script -qec "tk-set -e 1" /dev/null
	assert_equal "$(cat times)" 2
	assert_equal "$(grep -B 1 '^category: refnd' seen2 | head -n 1)" \
		'#! unknown category "refnd" (did you mean "refund"?)'
	assert_equal "$(ticket "category || ' ' || lang")" "refund es"
	assert_equal "$(ls tmp)" ""
}

@test "-e: whoever gives up loses nothing" {
	needs_terminal
	some
	editor '[ $n = 1 ] && sed -i "s/^category:.*/category: refnd/" "$f"; true'
	run -65 script -qec "tk-set -e 1" /dev/null
	assert_equal "$(cat times)" 2
	assert_output --partial "nothing is changed; what you wrote is kept in $PWD/tmp/"
	assert_equal "$(grep '^category' tmp/*)" "category: refnd"
	run ! grep -q '^#!' tmp/*
	assert_equal "$(ticket category)" -
	rm tmp/*
	editor 'sed -i "s/^lang:.*/lang: es/" "$f"; tk-note -q 1 -m meanwhile'
	run -75 script -qec "tk-set -e 1" /dev/null
	assert_output --partial "1: changed meanwhile"
	assert_equal "$(cat times)" 1
	sed -i '/^seq:/d' tmp/*
	tk-set --apply tmp/*
	assert_equal "$(ticket lang)" es
}

# bats test_tags=file
@test "-e: where the desk fails nothing is lost either" {
	needs_terminal
	some
	editor 'sed -i "s/^lang:.*/lang: es/" "$f"; sqlite3 "$TK_DB" "ALTER TABLE event RENAME TO gone"'
	run script -qec "tk-set -e 1" /dev/null
	[ "$status" -ne 0 ]
	assert_output --partial "what you wrote is kept in $PWD/tmp/"
	assert_equal "$(cat times) $(grep '^lang' tmp/*)" "1 lang: es"
}

@test "--batch: each ticket its own values, all or nothing" {
	some
	tk-open -q -s three -m x --key K/3 >/dev/null
	cat >lines <<-'END'
		{"ref": 1, "priority": "P1", "fields": {"payment_id": "p-1"}}

		{"ref": "TK-2-H", "tags": ["a", "b"], "f.payment_id": "p-2", "affected": 640}
		{"key": "K/3", "subject": "Three", "channel": null}
	END
	run -0 --separate-stderr tk-set --batch lines -m "from the sheet"
	assert_equal "$output$stderr" ""
	assert_equal "$(tk-ls --sort ref -c ref,priority,tags,f.payment_id,subject)" \
		$'1\tP1\t\tp-1\tTicket 1\n2\tP2\ta,b\tp-2\tTicket 2\n3\tP3\t\t\tThree'
	printf '{"ref":1,"lang":"es"}\n{"ref":2,"lang":"?","foo":"x"}\n{"lang":"es"}\n[]\n{"ref":1.5}\n{"ref":9}\n{"ref":1}\n' >wrong
	run -65 tk-set --batch <wrong
	assert_line "tk-set: stdin:3: which ticket? ref (or key) is missing"
	assert_line "tk-set: stdin:4: an object is expected, not a list"
	assert_line --partial "tk-set: stdin:5: ref: a text is expected, not a decimal number"
	assert_line --partial 'tk-set: stdin:2: unknown field "foo"'
	assert_line "tk-set: stdin:6: 9: no such ticket"
	assert_line "tk-set: stdin:7: 1: it is there twice"
	assert_equal "$(ticket "ifnull(lang, '-')")" -
	run -65 tk-set --batch --keep-going wrong
	assert_equal "$(ticket lang)" es
	tk-audit verify -q
}

@test "--batch: a list goes out, through a filter, and back" {
	some
	tk-ls --json -c ref,seq,tags | jq -c '.tags += ["seen"]' | tk-set --batch
	assert_equal "$(tk-ls --tag seen --count)" 2
	tk-ls --json -c ref,seq,lang | jq -c '.lang = "es"' >late
	tk-note 2 -m "meanwhile"
	run -75 tk-set --batch late
	assert_output --partial "late:2: 2: changed meanwhile"
	assert_equal "$(tk-ls --lang es --count)" 0
	seq 1 101 | sed 's/.*/{"ref":&,"lang":"es"}/' >many
	run -64 tk-set --batch <many
	assert_output --partial "--max 101 allows so many"
}

@test "--batch --csv: a table goes out and back" {
	some
	tk-ls --csv -c ref,category,f.amount >t
	sed -i -e 's/^1,.*/1,refund,"12.5 EUR"/' t
	tk-set --batch --csv t
	assert_equal "$(tk-ls --csv -c ref,category,f.amount --sort ref)" $'ref,category,f.amount\n1,refund,12.50 EUR\n2,,'
	run -65 tk-set --batch --csv <<<$'ref,state,catgory\n1,open,x'
	assert_line --partial 'stdin:1: unknown field "state"'
	assert_line --partial 'unknown field "catgory" (did you mean "category"?)'
	run -65 tk-set --batch --csv <<<$'ref,category\n1,refnd\n2'
	assert_line --partial 'stdin:2: unknown category "refnd"'
	assert_line --partial "stdin:3: "
	run -0 tk-set --batch --csv <<<$'ref,category\n1,'
	assert_equal "$(ticket category)" -
	run -64 tk-set --csv 1 lang=es
	run -64 tk-set --batch lines more
}

@test "person: of the ticket's customer, by key or address; a new address makes one" {
	some
	tk-customer add acme/maria name=Maria mail=maria@acme.example
	tk-customer add bravo
	tk-customer add bravo/nora mail=nora@bravo.example
	tk-set 1 person=Maria@Acme.example
	assert_equal "$(tk-ls -c customer,person,person_name)" $'acme\tacme/maria\tMaria\nacme\t\t'
	run -65 tk-set 1 person=bravo/nora
	assert_output 'tk-set: 1: bravo/nora is with bravo, not with acme'
	run -65 tk-set 1 person=nobody
	assert_output 'tk-set: 1: nobody has the key or address nobody'
	tk-set 1 person=new@acme.example
	assert_equal "$(tk-customer people -c mail acme)" $'maria@acme.example\nnew@acme.example'
	assert_equal "$(tk-ls -c person --limit 1)" new@acme.example
	tk-set 1 customer=bravo
	assert_equal "$(tk-ls -c customer,person --limit 1)" $'bravo\t'
	tk-set 1 customer=acme person=acme/maria
	tk-set 1 subject=Other
	assert_equal "$(tk-ls -c customer,person --limit 1)" $'acme\tacme/maria'
	tk-set 1 person=
	assert_equal "$(tk-ls -c customer,person --limit 1)" $'acme\t'
	tk-set 1 customer=
	tk-set 1 person=bravo/nora
	assert_equal "$(tk-ls -c customer,person --limit 1)" $'bravo\tbravo/nora'
	run -65 tk-set 2 customer= person=acme/maria
	assert_output 'tk-set: 2: acme/maria is with acme, not with nobody'
	tk-audit verify -q
}

@test "watchers and copies: lists; copies are kept apart from events" {
	some four-level-desk
	TK_ACTOR=lucas tk-set 1 watchers=+me,+carla cc=Boss@Acme.example,audit@acme.example
	assert_equal "$(tk-ls -c watchers,cc --limit 1)" $'carla,lucas\taudit@acme.example,boss@acme.example'
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE data LIKE '%acme.example%'")" 0
	TK_ACTOR=lucas tk-set 1 watchers=-carla cc=-boss@acme.example,+x@y.example
	assert_equal "$(tk-ls -c watchers,cc --limit 1)" $'lucas\taudit@acme.example,x@y.example'
	run -65 tk-set 1 watchers=+nobody
	assert_output --partial 'unknown agent "nobody"'
	run -65 tk-set 1 cc=+nobody
	assert_output --partial '"nobody" is no mail address'
	run -0 tk-show 1
	assert_line --partial 'Watched by  lucas'
	assert_line --partial 'Copies to   audit@acme.example,x@y.example'
	run -0 tk-show --customer-view 1
	refute_output --partial lucas
	refute_output --partial x@y.example
	tk-set 1 watchers= cc=
	assert_equal "$(tk-ls -c watchers,cc --limit 1)" $'\t'
	tk-ls --as-of 2026-11-21T12:00:00Z -c ref,watchers,cc >/dev/null
	tk-audit verify -q
}

@test "reset: a clock begins anew, with a right and a reason" {
	some four-level-desk
	run -64 tk-set reset=resolution 1
	assert_output --partial "reset= needs -m TEXT: why the clock begins anew"
	run -65 tk-set reset=resolutoin 1 -m x
	assert_output 'tk-set: 1: there is no clock "resolutoin" (did you mean "resolution"?)'
	run -65 tk-set reset=update 1 -m x
	assert_output "tk-set: 1: no clock update runs"
	run -65 tk-set reset=ack 1 -m x
	assert_output --partial "the note that says why is the acknowledgement"
	at 2026-11-25T12:00:00Z tk-set reset=resolution 1 -m "The customer asks for something else now" --as lucas
	assert_equal "$(sqlite3 "$TK_DB" "SELECT cycle, start, state FROM clock WHERE ticket = 1 AND name = 'resolution' ORDER BY cycle")" \
		"$(printf '1|%s|4\n2|%s|0' "$(date -u -d 2026-11-21T12:00:00Z +%s)" "$(date -u -d 2026-11-25T12:00:00Z +%s)")"
	run -0 tk-show 1 --lang en
	assert_line --partial "Lucas Ibarra had its clock resolution begin anew"
	assert_line --partial "The customer asks for something else now"
	at 2027-01-25T12:00:00Z tk-set reset=resolution 1 -m "Again" --as lucas
	assert_equal "$(sqlite3 "$TK_DB" "SELECT state FROM clock WHERE ticket = 1 AND name = 'resolution' AND cycle = 2")" 3
	tk-audit verify -q
}

@test "who may not reset a clock may not" {
	some four-level-desk
	sed 's/users: {root: \[admin\]/users: {nobody: [admin]/' "$ROOT/share/policies/four-level-desk.yaml" >p.yaml
	tk-policy load -q p.yaml
	run -77 tk-set reset=resolution 1 -m x --as elena
	assert_output --partial 'the right "reset" is missing'
	tk-set reset=resolution 1 -m x --as lucas
}
