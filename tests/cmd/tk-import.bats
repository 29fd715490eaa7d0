#!/usr/bin/env bats
# tk-import: history of other desks, as JSON lines or rows with a map.

load ../helper

# A desk whose clock is the real one: an import says when things happened.
setup() {
	common_setup
	unset TK_NOW
	data=$ROOT/tests/data/import
}

column() {
	sqlite3 "$TK_DB" "SELECT ifnull($1, '-') FROM ticket WHERE id = ${2:-1}"
}

count() {
	sqlite3 "$TK_DB" "SELECT count(*) FROM $1"
}

head_seq() {
	sqlite3 "$TK_DB" 'SELECT seq FROM head'
}

# kinds [TICKET]: its events, in one line.
kinds() {
	sqlite3 "$TK_DB" "SELECT group_concat(kind, ' ') FROM (SELECT kind FROM event WHERE ticket = ${1:-1} ORDER BY seq)"
}

# lines: a small history on standard output.
lines() {
	cat <<-'END'
	{"key":"A-1","at":"2026-03-01T10:00:00Z","kind":"open","subject":"Cannot pay","body":"The button is grey","customer":"acme","contact":"2026-03-01T09:00:00+01:00","priority":"P2","tags":["vip","two words"],"actor":"ana"}
	{"key":"A-1","at":"2026-03-01T10:05:00Z","kind":"reply","text":"We look into it","id":"m1","actor":"ana"}
	{"key":"A-1","at":"2026-03-01T10:06:00Z","kind":"note","text":"a note","actor":"ana"}
	{"key":"A-1","at":"2026-03-01T10:06:00Z","kind":"note","text":"a note","actor":"ana"}
	{"key":"A-1","at":"2026-03-01T10:07:00Z","kind":"assign","agent":"ana"}
	{"key":"A-1","at":"2026-03-01T11:00:00Z","kind":"customer","text":"Thanks"}
	{"key":"A-1","at":"2026-03-01T11:30:00Z","kind":"set","set":{"category":"Rockets","tags":"x"}}
	{"key":"A-1","at":"2026-03-01T12:00:00Z","kind":"move","state":"in the lab","class":"held","until":"2026-03-02T12:00:00Z","reference":"LAB-7"}
	{"key":"A-1","at":"2026-03-03T12:00:00Z","kind":"move","state":"resolved"}
	{"key":"A-2","at":"2026-03-01T10:30:00Z","kind":"open","subject":"Second"}
	END
}

@test "lines become events at their own instants; logged now; the row is their fold" {
	desk
	run -0 --separate-stderr tk-import <(lines)
	assert_equal "$output" ""
	assert_equal "$stderr" "tk-import: names the policy does not know, kept as text: category: 1 (Rockets); state: 1 (in the lab)
tk-import: events imported: 10; tickets opened: 2; lines known before: 0"
	assert_equal "$(kinds)" "open note note note assign note set move move"
	assert_equal "$(column "opened || ' ' || contact || ' ' || replied || ' ' || resolved")" \
		"1772359200 1772352000 1772359500 1772539200"
	assert_equal "$(column "key || ' ' || state || ' ' || agent || ' ' || category || ' ' || priority")" \
		"A-1 resolved ana Rockets 2"
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*) FROM event WHERE ticket > 0 AND logged < 1772600000')" 0
	assert_equal "$(sqlite3 "$TK_DB" "SELECT data FROM event WHERE kind = 'move' AND ticket = 1 LIMIT 1")" \
		$'state=in the lab\tclass=held\told.state=new\tuntil=1772452800'
	assert_equal "$(sqlite3 "$TK_DB" "SELECT name FROM tag WHERE ticket = 1")" x
	tk-ls --all --text grey -c ref | grep -qx 1
	tk-audit verify -q
}

@test "again: nothing changes; a longer file brings what is new" {
	desk
	lines >in.jsonl
	tk-import -q in.jsonl
	seq=$(head_seq)
	run -0 tk-import in.jsonl
	assert_output "tk-import: events imported: 0; tickets opened: 0; lines known before: 10"
	assert_equal "$(head_seq)" "$seq"
	echo '{"key":"A-2","at":"2026-03-05T10:30:00Z","kind":"note","text":"later"}' >>in.jsonl
	run -0 tk-import in.jsonl
	assert_output "tk-import: events imported: 1; tickets opened: 0; lines known before: 10"
	assert_equal "$(head_seq)" "$((seq + 1))"
	assert_equal "$(kinds 2)" "open note"
	tk-audit verify -q
}

@test "two lines that say the same are two events, and the same two the next time" {
	desk
	lines | tk-import -q
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event JOIN text ON id = seq * 64 + 2 WHERE body = 'a note'")" 2
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(DISTINCT ext) FROM event WHERE ext LIKE 'import/A-1/=%'")" 8
}

@test "all or nothing: every error with its place; --keep-going leaves out what is wrong" {
	desk
	cat >in.jsonl <<-'END'
	{"key":"A","at":"2026-03-01T10:00:00Z","kind":"open","subject":"good"}
	{"key":"A","at":"2026-02-01T10:00:00Z","kind":"note","text":"too old"}
	{"key":"A","at":"2126-02-01T10:00:00Z","kind":"note","text":"too early"}
	{"key":"B","at":"2026-03-01T10:00:00Z","kind":"note","text":"nobody"}
	{"key":"A","at":"2026-03-01T10:00:00Z","kind":"nte","text":"x"}
	{"key":"A","at":"2026-03-01T10:00:00Z","kind":"note","txt":"x"}
	{"key":"A","at":"yesterday","kind":"note","text":"x"}
	{"key":"A","at":"2026-03-01T10:00:00Z","kind":"move","state":"elsewhere"}
	{"key":"A","at":"2026-03-01T10:00:00Z","kind":"note","text":1.5}
	{"key":"A","at":"2026-03-01T10:00:00Z"
	{"key":"A","at":"2026-03-02T10:00:00Z","kind":"note","text":"last"}
	END
	run -65 tk-import in.jsonl
	assert_line "tk-import: in.jsonl:2: it is older than the last event of its ticket (2026-03-01T10:00:00Z): a ticket's lines come in order of time"
	assert_line "tk-import: in.jsonl:3: it lies in the future"
	assert_line "tk-import: in.jsonl:4: there is no ticket B of import: a line of kind open comes first"
	assert_line 'tk-import: in.jsonl:5: kind: unknown word "nte" (did you mean "note"?)'
	assert_line 'tk-import: in.jsonl:6: note: unknown field "txt" (did you mean "text"?)'
	assert_line --partial 'in.jsonl:7: at: an instant such as 2026-11-21T14:00:00Z is expected, not "yesterday"'
	assert_line 'tk-import: in.jsonl:8: unknown state "elsewhere": say its class, too (new, open, waiting, held, resolved or closed)'
	assert_line --partial 'in.jsonl:9: text: a text is expected'
	assert_line --partial 'in.jsonl:10:'
	assert_line "tk-import: nothing is imported (--keep-going imports what is right)"
	assert_equal "$(count ticket)" 0
	assert_equal "$(head_seq)" 1
	run -65 tk-import --keep-going in.jsonl
	assert_line "tk-import: lines left out: 9"
	assert_equal "$(kinds)" "open note"
	tk-audit verify -q
}

@test "a key of another source is refused, and --prefix tells them apart" {
	desk
	tk-open -q -s mine -m "" --key 17 >/dev/null
	echo '{"key":"17","at":"2026-03-01T10:00:00Z","kind":"open","subject":"theirs"}' >in.jsonl
	run -65 tk-import --source old in.jsonl
	assert_line "tk-import: in.jsonl:1: ticket 1 has the key 17, and is not of the source old: give these keys a --prefix"
	tk-import -q --source old --prefix old- in.jsonl
	assert_equal "$(column key 2)" old-17
	tk-import -q --source other --prefix other- in.jsonl
	run -0 tk-import --source old --prefix old- in.jsonl
	assert_output --partial "events imported: 0;"
	assert_equal "$(count ticket)" 3
	run -64 tk-import --source a/b in.jsonl
}

@test "--strict: a name the policy does not know is an error" {
	desk
	echo '{"key":"1","at":"2026-03-01T10:00:00Z","kind":"open","subject":"s","team":"rocketry"}' >in.jsonl
	run -65 tk-import --strict in.jsonl
	assert_line 'tk-import: in.jsonl:1: unknown team "rocketry"'
	assert_equal "$(count ticket)" 0
	tk-import -q in.jsonl
	assert_equal "$(column team)" rocketry
}

@test "-n writes nothing and says what it would" {
	desk
	run -0 tk-import -n <(lines)
	assert_line "tk-import: events to import: 10; tickets to open: 2; lines known: 0"
	assert_equal "$(head_seq)" 1
}

@test "--batch-rows keeps each part; a file mended and run again goes on from there" {
	desk
	for i in 1 2 3 4 5 6; do
		echo "{\"key\":\"$i\",\"at\":\"2026-03-01T10:00:00Z\",\"kind\":\"open\",\"subject\":\"s $i\"}"
	done >good.jsonl
	sed '5s/open/opne/' good.jsonl >bad.jsonl
	run -65 tk-import --batch-rows 2 bad.jsonl
	assert_output --partial "bad.jsonl:5:"
	assert_equal "$(count ticket)" 4
	run -0 tk-import --batch-rows 2 good.jsonl
	assert_line "tk-import: events imported: 2; tickets opened: 2; lines known before: 4"
	assert_equal "$(count ticket)" 6
	tk-audit verify -q
}

@test "interleaved tickets, more than are kept at hand" {
	desk
	awk 'BEGIN {
		for (i = 1; i <= 300; i++)
			printf "{\"key\":\"K%d\",\"at\":\"2026-03-01T10:00:00Z\",\"kind\":\"open\",\"subject\":\"s\",\"fields\":{\"payment_id\":\"p-%d\"}}\n", i, i
		for (n = 1; n <= 3; n++)
			for (i = 1; i <= 300; i++)
				printf "{\"key\":\"K%d\",\"at\":\"2026-03-0%dT10:00:00Z\",\"kind\":\"%s}\n", i, n + 1,
					n == 2 ? "set\",\"set\":{\"tags\":\"t" n "\",\"payment_id\":\"q-" i "\"}" : "note\",\"text\":\"same\""
	}' >in.jsonl
	tk-import -q in.jsonl
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) || ' ' || count(DISTINCT ticket) FROM event WHERE ticket > 0")" "1200 300"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT value FROM field WHERE ticket = 250")" q-250
	assert_equal "$(kinds 123)" "open note set note"
	tk-audit verify -q
	seq=$(head_seq)
	tk-import -q in.jsonl
	assert_equal "$(head_seq)" "$seq"
}

@test "a ticket with more events than memory holds at once" {
	desk
	awk 'BEGIN {
		print "{\"key\":\"long\",\"at\":\"2026-03-01T10:00:00Z\",\"kind\":\"open\",\"subject\":\"s\"}"
		for (i = 1; i <= 1000; i++)
			printf "{\"key\":\"long\",\"at\":\"2026-03-01T11:00:00Z\",\"kind\":\"note\",\"text\":\"%d\",\"id\":\"%d\"}\n", i % 7, i % 900
	}' | tk-import 2>said
	assert_equal "$(tail -n 1 said)" "tk-import: events imported: 901; tickets opened: 1; lines known before: 100"
	assert_equal "$(count event)" 902
	tk-audit verify -q
}

@test "card numbers are masked before anything is written, wherever they stand" {
	desk
	echo '{"key":"4539 1488 0343 6467","at":"2026-03-01T10:00:00Z","kind":"open","subject":"card 4539148803436467","actor":"4539148803436467","tags":["4539148803436467"],"fields":{"x":"4539148803436467"}}
{"key":"4539 1488 0343 6467","at":"2026-03-01T10:00:00Z","kind":"reply","text":"4539-1488-0343-6467"}' >in.jsonl
	tk-import in.jsonl 2>said
	grep -q masked said
	run ! grep -aq 45391488034 "$TK_DB"
	run ! grep -aq 4539-1488-0343 "$TK_DB"
	run -0 tk-import in.jsonl
	assert_output --partial "events imported: 0;"
	tk-audit verify -q
}

@test "attachments come as base64, once each" {
	desk
	printf 'hello' >hello.txt
	cat >in.jsonl <<-END
	{"key":"1","at":"2026-03-01T10:00:00Z","kind":"open","subject":"s","attachments":[{"name":"../hello.txt","type":"x/y","base64":"$(base64 hello.txt)"}]}
	{"key":"1","at":"2026-03-01T10:00:00Z","kind":"note","attachments":[{"name":"again.txt","base64":"aGVsbG8"}]}
	END
	tk-import -q in.jsonl
	assert_equal "$(count file)" 1
	run -0 tk-show 1
	assert_output --partial "hello.txt, text/plain, 5 B"
	echo '{"key":"1","at":"2026-03-01T10:00:00Z","kind":"note","attachments":[{"name":"bad","base64":"***"}]}' >bad.jsonl
	run -65 tk-import bad.jsonl
	assert_line --partial "attachments: bad: not base64"
	tk-audit verify -q
}

@test "calls, surveys, handovers, marks, customers and their people" {
	desk four-level-desk
	cat >in.jsonl <<-'END'
	{"key":"acme","at":"2026-01-01T10:00:00Z","kind":"organisation","name":"Acme Ltd","plan":"premium","lang":"es","volume_minor":1250000,"currency":"EUR"}
	{"key":"acme/mia","at":"2026-01-01T10:00:00Z","kind":"person","customer":"acme","name":"Mia","addresses":{"mail":["Mia@Example.org"],"phone":"+34 600 100 200"}}
	{"key":"1","at":"2026-03-01T10:00:00Z","kind":"open","subject":"s","customer":"acme","person":"acme/mia"}
	{"key":"1","at":"2026-03-01T10:10:00Z","kind":"call","direction":"in","answered":true,"waiting_s":12,"duration_s":90,"text":"She called"}
	{"key":"1","at":"2026-03-01T10:20:00Z","kind":"escalate","do":"up","to-level":2,"team":"payments","tried":"restart","reason":"skill"}
	{"key":"1","at":"2026-03-01T10:30:00Z","kind":"survey","score":5,"of":5,"text":"fine"}
	{"key":"1","at":"2026-03-01T10:40:00Z","kind":"mark","mark":"unheard-of"}
	END
	run -0 tk-import in.jsonl
	assert_line --partial "mark: 1 (unheard-of)"
	assert_equal "$(kinds)" "open call escalate survey note"
	assert_equal "$(column "level || ' ' || person")" "2 1"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT name || ' ' || plan FROM customer")" "Acme Ltd premium"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT group_concat(address) FROM (SELECT address FROM address ORDER BY channel)")" \
		"mia@example.org,+34600100200"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT role FROM event WHERE kind = 'survey'")" customer
	tk-audit verify -q
	seq=$(head_seq)
	tk-import -q in.jsonl
	assert_equal "$(head_seq)" "$seq"
}

@test "links and merges stand on both tickets, whichever side tells them" {
	desk
	open='"at":"2026-03-01T10:00:00Z","kind":"open","subject":"s","body":"b"'
	cat >in.jsonl <<-END
	{"key":"P",$open}
	{"key":"I",$open}
	{"key":"D",$open}
	{"key":"P","at":"2026-03-01T11:00:00Z","kind":"link","relation":"problem-of","to":"I"}
	{"key":"I","at":"2026-03-01T11:00:00Z","kind":"link","relation":"incident-of","to":"P"}
	{"key":"D","at":"2026-03-01T12:00:00Z","kind":"merge","into":"I"}
	{"key":"I","at":"2026-03-01T12:00:00Z","kind":"merge","from":"D"}
	END
	run -0 tk-import in.jsonl
	assert_output "tk-import: events imported: 7; tickets opened: 3; lines known before: 2"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT group_concat(ticket || relation || other) FROM (SELECT * FROM link ORDER BY ticket)")" "1problem-of2,2incident-of1"
	assert_equal "$(column "merged || ' ' || state" 3)" "2 closed"
	tk-audit verify -q
	seq=$(head_seq)
	run -0 tk-import in.jsonl
	assert_output --partial "events imported: 0;"
	assert_equal "$(head_seq)" "$seq"
	echo '{"key":"D","at":"2026-03-02T12:00:00Z","kind":"unmerge","into":"I"}
{"key":"P","at":"2026-03-02T12:00:00Z","kind":"unlink","relation":"problem-of","to":"I"}
{"key":"P","at":"2026-03-02T12:00:00Z","kind":"link","relation":"related-to","to":"P"}' >more.jsonl
	run -65 tk-import --keep-going more.jsonl
	assert_line --partial "more.jsonl:3: P: it is the ticket itself"
	assert_equal "$(column "merged || ' ' || state" 3)" "0 new"
	assert_equal "$(count link)" 0
	tk-audit verify -q
}

@test "splits: a ticket opened of messages of another" {
	desk
	cat >in.jsonl <<-'END'
	{"key":"A","at":"2026-03-01T10:00:00Z","kind":"open","subject":"s","customer":"c"}
	{"key":"A","at":"2026-03-01T10:10:00Z","kind":"customer","text":"and another thing","id":"m7"}
	{"key":"B","at":"2026-03-01T11:00:00Z","kind":"open","subject":"another thing","split_from":"A","events":["m7"],"customer":"c"}
	{"key":"A","at":"2026-03-01T11:00:00Z","kind":"split","to":"B","events":["m7"]}
	END
	tk-import -q in.jsonl
	assert_equal "$(column "contact - opened" 2)" -3000
	tk-audit verify -q
	echo '{"key":"A","at":"2026-03-01T12:00:00Z","kind":"split","to":"B","events":["m8"]}' >bad.jsonl
	run -65 tk-import bad.jsonl
	assert_line --partial "events: m8 is no message of the ticket"
}

@test "who may not import may not" {
	sed 's/trial: \[read, open, import, /trial: [read, open, /; s/root: \[admin\]/nobody-here: [admin]/' \
		"$ROOT/share/policies/four-level-desk.yaml" >closed.yaml
	tk-init -q --policy closed.yaml
	lines >in.jsonl
	run -77 tk-import in.jsonl
	assert_output --partial "the right \"import\" is missing"
	assert_equal "$(count ticket)" 0
}

@test "standard input; a folder; what is no file; two files" {
	desk
	lines | tk-import -q
	assert_equal "$(count ticket)" 2
	run -66 tk-import .
	run -66 tk-import nowhere
	run -64 tk-import a b
	run -0 tk-import /dev/null
	assert_output "tk-import: events imported: 0; tickets opened: 0; lines known before: 0"
}

# --- rows and maps -----------------------------------------------------------

@test "--csv wants a map, and a map --csv" {
	desk
	run -64 tk-import --csv in.csv
	assert_output --partial "--csv needs --map"
	run -64 tk-import --map servicenow-incident in.csv
	run -64 tk-import --zone Europe/Madrid in.jsonl
	run -66 tk-import --csv --map no-such-map in.csv
	run -64 tk-import --csv --map servicenow-incident --zone Mars/Olympus in.csv
}

@test "a log: rows sorted, differences become events, the state at the end is that of the last row" {
	desk
	run -0 --separate-stderr tk-import --csv --map servicenow-incident "$data/incidents.csv"
	assert_equal "$(count ticket)" 60
	tk-audit verify -q
	# The states of each incident in order, as the file itself says: -100 says nothing.
	tail -n +2 "$data/incidents.csv" | awk -F, '
		BEGIN { split("New:new,Active:open,Awaiting User Info:waiting,Awaiting Problem:held,Awaiting Vendor:held,Awaiting Evidence:held,Resolved:resolved,Closed:closed", w, ",")
			for (i in w) { split(w[i], p, ":"); word[p[1]] = p[2] } }
		$2 in word { if (last[$1] != word[$2]) { seen[$1] = seen[$1] " " word[$2]; last[$1] = word[$2] } }
		END { for (k in seen) print k seen[k] }' | sort >want
	sqlite3 -separator ' ' "$TK_DB" "SELECT key, (SELECT group_concat(s, ' ') FROM (
		SELECT substr(data, instr(data, 'state=') + 6, instr(substr(data, instr(data, 'state=') + 6), char(9)) - 1) s
		FROM event WHERE ticket = t.id AND kind IN ('open', 'move') ORDER BY seq)) FROM ticket t" | sort >got
	diff want got
	seq=$(head_seq)
	tk-import -q --csv --map servicenow-incident "$data/incidents.csv"
	assert_equal "$(head_seq)" "$seq"
}

@test "a log: rows of a ticket in any order, in parts, and after a cut" {
	desk
	(head -n 1 "$data/incidents.csv"; tail -n +2 "$data/incidents.csv" | sort -t , -k 1,1 -k 30,30r) >shuffled.csv
	tk-import -q --csv --map servicenow-incident --batch-rows 20 shuffled.csv
	tk-export >shuffled.jsonl
	no_desk
	desk
	(head -n 1 "$data/incidents.csv"; tail -n +2 "$data/incidents.csv" | sort -s -t , -k 1,1) >sorted.csv
	head -n 100 sorted.csv >cut.csv
	# The last ticket of a cut file is not all there: it comes whole the next time.
	last=$(tail -n 1 cut.csv | cut -d , -f 1)
	grep -v "^$last," cut.csv >whole.csv
	tk-import -q --csv --map servicenow-incident whole.csv
	tk-import -q --csv --map servicenow-incident sorted.csv
	tk-export >twice.jsonl
	for f in shuffled twice; do
		grep -v '"kind":"organisation"' $f.jsonl | sed 's/"ref":"[0-9]*",//; s/tk-[0-9a-f]*//' | sort >$f.sorted
	done
	diff shuffled.sorted twice.sorted
}

@test "a log of any policy" {
	for policy in "$ROOT"/share/policies/*.yaml; do
		rm -f desk.db*
		tk-init -q --policy "$policy"
		tk-import -q --csv --map servicenow-incident "$data/incidents.csv" || fail "$policy"
		assert_equal "$(count ticket)" 60
		tk-audit verify -q
	done
}

@test "complaints: a row a ticket, dates in New York" {
	desk four-level-desk
	run -0 tk-import --csv --map cfpb-complaints "$ROOT/share/demo/cfpb.csv"
	assert_line "tk-import: events imported: 792; tickets opened: 396; lines known before: 0"
	[ "$(sqlite3 "$TK_DB" "SELECT count(*) FROM ticket WHERE category LIKE 'card%'")" -gt 0 ]
	tk-audit verify -q
	run -0 tk-import --csv --map cfpb-complaints "$ROOT/share/demo/cfpb.csv"
	assert_line "tk-import: events imported: 0; tickets opened: 0; lines known before: 792"
}

@test "osTicket's export" {
	desk
	tk-import -q --csv --map osticket --zone America/Chicago "$data/osticket.csv"
	assert_equal "$(column "key || ' ' || state || ' ' || team || ' ' || opened")" "osticket-100201 open Support 1772464500"
	assert_equal "$(column "state || ' ' || priority || ' ' || channel || ' ' || subject" 2)" 'resolved 1 phone Cannot log in, "again"'
	assert_equal "$(column "state || ' ' || closed" 3)" "closed 1772818200"
	tk-audit verify -q
}

@test "Zammad's list, and its API through jq" {
	desk
	tk-import -q --csv --map zammad "$data/zammad.csv"
	assert_equal "$(column "state || ' ' || (replied - opened) || ' ' || team")" "closed 2700 Users"
	assert_equal "$(column "state || ' ' || ifnull(agent, 'nobody')" 2)" "held nobody"
	assert_equal "$(column "state || ' ' || reopened" 3)" "open 1"
	command -v jq >/dev/null || skip "jq is not installed"
	no_desk
	desk
	jq -cn -f "$ROOT/share/import/zammad.jq" "$data/zammad.json" | tk-import -q --source zammad
	assert_equal "$(kinds)" "open note note note move"
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT body FROM text WHERE id = 3 * 64 + 2')" $'My card & me:\ndeclined <twice>'
	assert_equal "$(column "key || ' ' || state || ' ' || (replied - opened)")" "zammad-22001 closed 2700"
	tk-audit verify -q
}

@test "RT's spreadsheet, and REST 2 through jq" {
	desk
	tk-import -q --csv --map rt "$data/rt.tsv"
	assert_equal "$(column "state || ' ' || agent || ' ' || team || ' ' || (resolved - opened)")" "resolved ana General 104400"
	assert_equal "$(column "state || ' ' || ifnull(agent, 'nobody')" 2)" "waiting nobody"
	assert_equal "$(column state 3)" closed
	command -v jq >/dev/null || skip "jq is not installed"
	no_desk
	desk
	jq -cn -f "$ROOT/share/import/rt.jq" "$data/rt.json" | tk-import -q --source rt
	assert_equal "$(kinds)" "open assign move note note note move"
	assert_equal "$(column "state || ' ' || agent || ' ' || (replied - opened)")" "resolved ana 1860"
	assert_equal "$(count file)" 1
	tk-audit verify -q
}

@test "what is wrong in a map is said with line and column; in a row with its line" {
	desk
	cat >map.yaml <<-'END'
	source: my/desk
	rows: diary
	key: id
	colour: red
	events:
	- kind: opne
	  at: at
	- kind: note
	  texte: x
	  at: {column: at, date: martian}
	- kind: set
	  at: at
	  set: {category: {column: a, words: b}}
	END
	run -78 tk-import --csv --map map.yaml /dev/null
	assert_line 'tk-import: map.yaml:2:7: events or log is expected here'
	assert_line 'tk-import: map.yaml:4:1: unknown key "colour"'
	assert_line --partial 'map.yaml:6:3: kind: one of open, note'
	assert_line 'tk-import: map.yaml:9:3: note: unknown field "texte" (did you mean "text"?)'
	assert_line 'tk-import: map.yaml:10:26: a date is iso, us, eu, text or epoch'
	assert_line --partial 'map.yaml:13:'
	printf 'key: id\nevents:\n- {kind: open, at: {column: at, date: iso}, subject: s, channel: {column: c, words: {A: mail}}}\n' >map.yaml
	printf 'id,at,s\n1,2026-03-01,x\n' >in.csv
	run -65 tk-import --csv --map map.yaml in.csv
	assert_line --partial 'in.csv has no column "c"'
	printf 'id,at,s,c\n1,2026-03-01,x,A\n2,2026-13-01,x,A\n3,2026-03-01,x,B\n4,2026-03-01,x,A\n4,2026-03-02,x\n5,2026-03-01,y,A\n' >in.csv
	run -65 tk-import --csv --map map.yaml in.csv
	assert_line 'tk-import: in.csv:3: at: "2026-13-01" is no date of the form iso'
	assert_line --partial "in.csv:4: c: \"B\" is none of the map's words"
	assert_line 'tk-import: in.csv:6: 3 fields where the header has 4'
	assert_equal "$(count ticket)" 0
	run -65 tk-import --keep-going --csv --map map.yaml in.csv
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT group_concat(key) FROM ticket')" "1,5"
}

@test "a map may leave rows out, tell events from words, take values away, and take several dates" {
	desk
	cat >map.yaml <<-'END'
	source: sheet
	rows: log
	date: [iso, eu]
	zone: Europe/Madrid
	none: ["-"]
	ignore:
	- {column: kind, is: [draft]}
	key: id
	at: when
	order: n
	actor: who
	open:
	  subject: title
	follow:
	  state: {column: state, others: keep}
	  class: {column: state, words: {parked: held}, default: open}
	  agent: {column: agent, clears: true}
	  fields: {colour: colour}
	events:
	- kind: note
	  at: when
	  when: {column: state, not: [open]}
	  text: {column: title, prefix: "Ended as: "}
	END
	cat >in.csv <<-'END'
	id,when,n,who,kind,title,state,agent,colour
	7,2026-03-02 10:00,2,bo,,B,parked,-,red
	7,2026-03-01 10:00,1,ana,,A,open,joel,red
	7,2026-03-01 09:00,0,ana,draft,no,open,joel,red
	7,3/3/2026 10:00,3,ana,,B,parked,-,blue
	END
	run -0 tk-import --csv --map map.yaml in.csv
	assert_equal "$(kinds)" "open assign move set note"
	assert_equal "$(column "subject || ' ' || state || ' ' || ifnull(agent, 'nobody') || ' ' || opened || ' ' || class")" \
		"A parked nobody 1772355600 3"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT name || value FROM field")" colourblue
	assert_equal "$(sqlite3 "$TK_DB" "SELECT group_concat(actor) FROM event WHERE ticket = 1")" "ana,bo,bo,ana,ana"
	tk-audit verify -q
}

@test "an export comes back as it was, byte for byte, on an empty desk" {
	desk four-level-desk
	tk-import -q --csv --map cfpb-complaints "$ROOT/share/demo/cfpb.csv"
	tk-note -q 3 --public -m "A reply"
	tk-move -q resolved 3
	tk-link -q related-to 4 5
	tk-set -q customer=x 6 7
	tk-link -q merge 6 7
	tk-export >first.jsonl
	export TK_DB=$PWD/second.db
	desk four-level-desk
	tk-import -q first.jsonl
	tk-export | cmp - first.jsonl
	tk-audit verify -q
}

# --- all of it ---------------------------------------------------------------

@test "the whole incident log and all complaints (TK_DATA)" {
	[ -n "${TK_DATA:-}" ] || skip "TK_DATA is not set"
	desk
	zcat "$TK_DATA"/incident-log/*.gz | tk-import -q --csv --map servicenow-incident
	assert_equal "$(count ticket)" 12437
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM ticket WHERE state = 'closed'")" 12437
	tk-audit verify -q
	seq=$(head_seq)
	zcat "$TK_DATA"/incident-log/*.gz | tk-import -q --csv --map servicenow-incident
	assert_equal "$(head_seq)" "$seq"
	zcat "$TK_DATA"/cfpb-complaints/cfpb_complaints*.gz | tk-import -q --csv --map cfpb-complaints
	assert_equal "$(count ticket)" $((12437 + 11141))
	tk-audit verify -q
}
