#!/usr/bin/env bats
# tk-open: one ticket from options and text; many from JSON lines and CSV.

load ../helper

# column NAME [TICKET]: what the desk keeps in a column of a ticket's row.
column() {
	sqlite3 "$TK_DB" "SELECT ifnull($1, '-') FROM ticket WHERE id = ${2:-1}"
}

# body [TICKET]: the text of a ticket's opening.
body() {
	sqlite3 "$TK_DB" "SELECT body FROM text JOIN event ON id = seq * 64 + 2
		WHERE ticket = ${1:-1} AND kind = 'open'"
}

# --- one ---------------------------------------------------------------------

@test "prints the reference, bare, and nothing else" {
	desk
	run -0 --separate-stderr tk-open --subject "Card declined" -m "Since Monday"
	assert_equal "$output" 1
	assert_equal "$stderr" ""
	run -0 tk-open --subject "Another" -m ""
	assert_output 2
	assert_equal "$(column subject)" "Card declined"
	assert_equal "$(body)" "Since Monday"
	assert_equal "$(body 2)" ""
	assert_equal "$(column state)" new
}

@test "standard input is the text; without a subject its first line is one" {
	desk
	printf 'Cannot pay\n\nThe button is grey.\n' | tk-open
	assert_equal "$(column subject)" "Cannot pay"
	assert_equal "$(body)" "The button is grey."
	echo "All of it" | tk-open --subject "Given"
	assert_equal "$(column subject 2)" "Given"
	assert_equal "$(body 2)" "All of it"
	tk-open --subject "Only that" </dev/null
	assert_equal "$(body 3)" ""
	run -65 tk-open </dev/null
	assert_output "tk-open: a ticket needs a subject"
}

@test "a first line too long for a subject stays in the text" {
	desk
	line=$(printf 'word%.0s ' {1..100})
	printf '%s\nmore\n' "$line" | tk-open
	[[ $(column subject) == *… ]]
	[[ $(body) == word*more ]]
}

@test "-m, -F and -e exclude each other; -F reads a file" {
	desk
	run -64 tk-open --subject x -m a -F b
	assert_output --partial "-m, -F and -e exclude each other"
	echo "from a file" >text
	tk-open --subject x -F text
	assert_equal "$(body)" "from a file"
	run -66 tk-open --subject x -F missing
	assert_output --partial "missing"
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*) FROM ticket')" 1
}

@test "what is not UTF-8 is read as windows-1252, and said" {
	desk
	run -0 --separate-stderr tk-open --subject x < <(printf 'caf\xe9')
	assert_equal "$stderr" "tk-open: stdin: not UTF-8: read as windows-1252"
	assert_equal "$(body)" "café"
}

@test "facts are checked by the policy, with the nearest word" {
	desk
	run -65 tk-open -s x -m "" --category paymnt
	assert_output 'tk-open: unknown category "paymnt" (did you mean "payment"?)'
	run -65 tk-open -s x -m "" --channel pigeon
	assert_output 'tk-open: unknown channel "pigeon"'
	run -65 tk-open -s x -m "" --kind incidnt
	assert_output --partial 'did you mean "incident"?'
	run -65 tk-open -s x -m "" --level 7
	assert_output "tk-open: unknown level 7"
	run -65 tk-open -s x -m "" --field paymentid=1
	assert_output --partial 'did you mean "payment_id"?'
	run -65 tk-open -s x -m "" --field "payment_id=no blanks"
	run -64 tk-open -s x -m "" --field payment_id
	assert_output --partial "NAME=VALUE is expected"
	run -64 tk-open -s x -m "" --impact enormous
	run -65 tk-open -s x -m "" --tag "two words"
	run -65 tk-open -s x -m "" --customer-lang 12
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*) FROM ticket')" 0
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*) FROM customer')" 0
}

@test "all facts end in the ticket" {
	desk four-level-desk
	tk-open -s "All of it" -m "x" --customer shop-1 --customer-lang es_AR --channel phone --kind complaint \
		--category payment.failed --complexity complex --plan premium --tag b,a --tag c \
		--field payment_id=p-1 --field document=12-3 --level 2 --team disputes --agent gala --affected 30
	assert_equal "$(column "kind || ' ' || category || ' ' || complexity || ' ' || channel || ' ' || lang || ' ' || plan")" \
		"complaint payment.failed complex phone es-AR premium"
	assert_equal "$(column "level || ' ' || team || ' ' || agent || ' ' || affected")" "2 disputes gala 30"
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT group_concat(name) FROM (SELECT name FROM tag ORDER BY name)')" "a,b,c"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT value FROM field WHERE name = 'payment_id'")" "p-1"
	# A personal field stays out of events: it must be possible to erase it.
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE data LIKE '%12-3%'")" 0
	assert_equal "$(sqlite3 "$TK_DB" "SELECT body FROM text WHERE id % 64 = 6")" "document=12-3"
	tk-audit verify -q
}

@test "an unknown customer key makes one customer, a known one is used again" {
	desk
	tk-open -q -s a -m "" --customer acme
	tk-open -q -s b -m "" --customer acme
	tk-open -q -s c -m "" --customer bravo
	assert_equal "$(sqlite3 "$TK_DB" "SELECT group_concat(key) FROM customer")" "acme,bravo"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT group_concat(customer) FROM ticket")" "1,1,2"
}

@test "--contact is when the customer made contact; never after the opening" {
	desk
	tk-open -s x -m "" --contact -2h
	assert_equal "$(column "opened - contact")" 7200
	assert_equal "$(column asked_at)" "$(column contact)"
	run -65 tk-open -s x -m "" --contact 2026-11-21T13:00:00Z
	assert_output "tk-open: the contact lies after the opening"
	run -64 tk-open -s x -m "" --contact sometime
}

@test "--key opens once" {
	desk
	run -0 tk-open -s first -m "" --key crm-1
	assert_output 1
	run -0 --separate-stderr tk-open -v -s again -m "" --key crm-1
	assert_equal "$output" 1
	assert_equal "$stderr" "tk-open: 1 was there already under this key"
	assert_equal "$(column subject)" first
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*) FROM event WHERE ticket > 0')" 1
}

@test "--solved -m: opened, answered and resolved in one step" {
	desk
	run -0 tk-open -s "Forgot my password" --solved -m "Reset link sent" --channel phone
	assert_output 1
	assert_equal "$(column state)" resolved
	assert_equal "$(sqlite3 "$TK_DB" "SELECT group_concat(kind) FROM (SELECT kind FROM event WHERE ticket = 1 ORDER BY seq)")" \
		"open,note,move"
	[ "$(column replied)" = "$(column opened)" ]
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE data LIKE '%first_contact=1%'")" 1
	run -64 tk-open -s x --solved
	assert_output --partial "needs -m TEXT"
	echo "the question" >question
	tk-open -s x --solved -m "the answer" -F question
	assert_equal "$(body 2)" "the question"
	tk-audit verify -q
}

@test "--solved leaves standard input alone" {
	desk
	printf 'one\ntwo\n' | while read -r who; do tk-open -q -s "call of $who" --solved -m "told"; done
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*) FROM ticket')" 2
}

@test "card numbers and security codes never reach the desk, wherever they enter" {
	desk
	echo "card 4111 1111 1111 1111" >receipt.txt
	tk-open -s "Card 4111111111111111" -m "my cvv is 123, card 4111-1111-1111-1111" \
		--customer 4111111111111111 --key 4111111111111111 --field provider=4111111111111111 \
		--attach receipt.txt 2>said
	assert_equal "$(cat said)" "tk-open: 7 card numbers, codes or passwords were masked"
	tk-open -s x --solved -m "your pin is 1234" 2>said
	assert_equal "$(cat said)" "tk-open: one card number, code or password was masked"
	printf '{"subject":"4111111111111111","body":"cvc: 321","tags":["t"]}\n' | tk-open --batch -q
	run -1 desk_holds '4111[- ]?1111[- ]?1111[- ]?1111|cvv is 123|cvc: 321|pin is 1234'
	run -0 tk-audit verify -q
	run -0 tk-open -q -s x -m "" --key 4111111111111111
	assert_output 1
}

@test "priority: from impact and urgency, raised by users and by floors, said last" {
	desk
	tk-open -q -s a -m ""
	assert_equal "$(column priority 1)" 3
	tk-open -q -s b -m "" --affected 640
	assert_equal "$(column "priority || ' ' || impact" 2)" "2 1"
	tk-open -q -s c -m "" --affected 640 --urgency high
	assert_equal "$(column priority 3)" 1
	tk-open -q -s d -m "" --category fraud --impact low
	assert_equal "$(column priority 4)" 2
	tk-open -q -s e -m "" --priority P4 --affected 640
	assert_equal "$(column priority 5)" 4
	tk-open -q -s f -m "" --kind suggestion
	assert_equal "$(column priority 6)" 4
}

@test "--explain says why, in the reader's words" {
	desk four-level-desk
	run -0 --separate-stderr tk-open -v -s a -m "" --category payment.missing_credit --affected 640
	assert_equal "$stderr" "tk-open: impact high (640 users affected, from 500); urgency high (by its category); P1 by the matrix; level 2 (by its category); team payments (by its category)"
	run -0 --separate-stderr tk-open -v -s a -m "" --level 3
	assert_equal "$stderr" "tk-open: impact medium (the default); urgency medium (the default); P3 by the matrix; level 3 (as said); team technical (by its level)"
	run -0 --separate-stderr tk-open -qv -s a -m ""
	assert_equal "$stderr" ""
}

@test "--dry-run checks and explains, and writes nothing" {
	desk
	run -0 --separate-stderr tk-open -n -s x -m "" --customer acme
	assert_equal "$output" ""
	[[ $stderr == *"P3 by the matrix"* ]]
	run -65 tk-open -n -s x -m "" --category none
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM ticket")" 0
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM customer")" 0
}

@test "who may not open may not" {
	desk four-level-desk
	sed 's/trial: \[read, open, /trial: [read, /; s/root: \[admin\]/nobody-here: [admin]/' \
		"$ROOT/share/policies/four-level-desk.yaml" >closed.yaml
	tk-policy load -q closed.yaml
	run -77 tk-open -s x -m ""
	assert_output --partial "the right \"open\" is missing"
	echo '{"subject":"x"}' >one
	run -77 tk-open --batch one
	assert_equal "${#lines[@]}" 1
}

# --- many --------------------------------------------------------------------

@test "--batch: a ticket a line, references in order" {
	desk
	cat >many <<-'END'
		{"subject":"one","body":"text","customer":"acme","channel":"mail","tags":["a","b"],"affected":640}

		{"subject":"two","tags":"x,y","fields":{"payment_id":"p-1","provider":null},"at":"2026-11-01T10:00:00Z","contact":"2026-11-01T09:00:00Z"}
		{"body":"three is the first line\nand more","kind":"question","key":75172,"solved":true,"solution":"told"}
	END
	run -0 --separate-stderr tk-open --batch many
	assert_equal "$output" $'1\n2\n3'
	assert_equal "$stderr" ""
	assert_equal "$(column priority)" 2
	assert_equal "$(column "opened || ' ' || contact" 2)" "1793527200 1793523600"
	assert_equal "$(column subject 3)" "three is the first line"
	assert_equal "$(column key 3)" 75172
	assert_equal "$(column state 3)" resolved
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT group_concat(name) FROM (SELECT name FROM tag ORDER BY name)')" "a,b,x,y"
	tk-audit verify -q
	run -0 tk-open --batch <many
	assert_equal "$output" $'4\n5\n3'
}

@test "--batch reads a pipe and a file alike, and an empty input is nothing" {
	desk
	run -0 tk-open --batch < <(printf '{"subject":"x"}\n')
	assert_output 1
	run -0 tk-open --batch - < <(printf '\n\n')
	assert_output ""
	run -66 tk-open --batch missing
	run -66 tk-open --batch .
	run -64 tk-open --batch a b
	run -64 tk-open file
	assert_output --partial "a FILE goes with --batch"
	run -64 tk-open --csv -s x
}

@test "--batch: all that is wrong is said with its place, and nothing is kept" {
	desk
	cat >many <<-'END'
		{"subject":"right"}
		{"subjct":"x"}
		{"subject":"x","category":"none"}
		{"subject":"x"
		["subject"]
		{"subject":{"a":1}}
		{"subject":"x","affected":"many"}
		{"subject":"x","at":"soon"}
		{"subject":"x","at":"2027-01-01"}
		{"subject":"x","fields":["a"]}
		{"body":""}
	END
	run -65 --separate-stderr tk-open --batch many
	assert_equal "$output" ""
	assert_equal "${#stderr_lines[@]}" 11
	assert_equal "${stderr_lines[0]}" 'tk-open: many:2: unknown field "subjct" (did you mean "subject"?)'
	assert_equal "${stderr_lines[1]}" 'tk-open: many:3: unknown category "none"'
	[[ ${stderr_lines[2]} == "tk-open: many:4:"* ]]
	assert_equal "${stderr_lines[3]}" 'tk-open: many:5: an object is expected, not a list'
	assert_equal "${stderr_lines[4]}" 'tk-open: many:6: subject: a text is expected, not an object'
	assert_equal "${stderr_lines[5]}" 'tk-open: many:7: affected: a whole number, not "many"'
	[[ ${stderr_lines[6]} == 'tk-open: many:8: at: "soon" is no time'* ]]
	assert_equal "${stderr_lines[7]}" 'tk-open: many:9: the opening lies in the future'
	[[ ${stderr_lines[8]} == 'tk-open: many:10: fields: an object'* ]]
	assert_equal "${stderr_lines[9]}" 'tk-open: many:11: a ticket needs a subject'
	assert_equal "${stderr_lines[10]}" 'tk-open: nothing is opened (--keep-going opens what is right)'
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*) FROM event WHERE ticket > 0')" 0
	run -65 --separate-stderr tk-open --batch --keep-going many
	assert_equal "$output" 1
	assert_equal "${#stderr_lines[@]}" 10
	tk-audit verify -q
}

@test "--batch -n tells how many, -v tells what was there" {
	desk
	printf '{"subject":"a","key":"k1"}\n{"subject":"b","key":"k2"}\n' >many
	run -0 --separate-stderr tk-open --batch -n many
	assert_equal "$output" ""
	assert_equal "$stderr" "tk-open: 2 tickets would be opened, 0 are there already"
	tk-open -q --batch many
	run -0 --separate-stderr tk-open --batch -v many
	assert_equal "$output" $'1\n2'
	assert_equal "$stderr" "tk-open: 0 tickets opened, 2 were there already"
}

@test "--csv: columns are fields" {
	desk
	printf 'subject,body,fields.payment_id,level\r\n"one, two","a ""quote""\nand a line",p-9,2\r\nthree,,,\r\n' >rows.csv
	run -0 tk-open --batch --csv rows.csv
	assert_output $'1\n2'
	assert_equal "$(column subject)" "one, two"
	assert_equal "$(body)" $'a "quote"\nand a line'
	assert_equal "$(column level)" 2
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT value FROM field')" p-9
	printf 'subject,subjct,x\na,b,c\n' >rows.csv
	run -65 tk-open --batch --csv rows.csv
	assert_line --index 0 'tk-open: rows.csv:1: unknown field "subjct" (did you mean "subject"?)'
	assert_line --index 1 'tk-open: rows.csv:1: unknown field "x"'
	printf 'subject,level\na,1\nb\nc,x\nd,1\n' >rows.csv
	run -65 tk-open --batch --csv rows.csv
	assert_line --index 0 'tk-open: rows.csv:3: 1 fields where the header has 2'
	assert_line --index 1 'tk-open: rows.csv:4: level: a whole number, not "x"'
	run -65 tk-open --batch --csv </dev/null
	assert_output --partial "empty"
}

@test "--map: columns joined, words and dates turned, defaults" {
	desk
	cat >map.yaml <<-'END'
		subject: {columns: [Topic, Detail], join: ": ", default: No topic}
		body: Text
		channel: {column: Via, words: {E-mail: mail, Telephone: phone}, default: web}
		at: {column: Day, date: eu, zone: Europe/Madrid}
		key: {column: Id, prefix: crm-}
		lang: {default: es}
		tags: [Tag1, Tag2]
		fields: {provider: Bank}
		delimiter: ";"
	END
	sed -i 's/^tags: .*/tags: {columns: [Tag1, Tag2], join: ","}/' map.yaml
	cat >rows.csv <<-'END'
		Id;Topic;Detail;Text;Via;Day;Bank;Tag1;Tag2
		7;Pago;tarjeta;No anda;E-mail;01/07/2026 10:30;Banco Uno;a;b
		8;;;;Paloma;2.1.2026;;;c
	END
	run -0 tk-open --batch --csv --map map.yaml rows.csv
	assert_output $'1\n2'
	assert_equal "$(column "subject || '|' || channel || '|' || key || '|' || lang")" "Pago: tarjeta|mail|crm-7|es"
	assert_equal "$(date -u -d "@$(column opened)" +%FT%TZ)" 2026-07-01T08:30:00Z
	assert_equal "$(date -u -d "@$(column opened 2)" +%FT%TZ)" 2026-01-01T23:00:00Z
	assert_equal "$(column "subject || '|' || channel" 2)" "No topic|web"
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT group_concat(name) FROM (SELECT name FROM tag ORDER BY name)')" "a,b,c"
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT value FROM field')" "Banco Uno"
}

@test "--map: what is wrong in it is said with line and column" {
	desk
	cat >map.yaml <<-'END'
		subjct: Topic
		body: {colum: Text}
		channel: {column: Via, words: [a]}
		at: {column: Day, date: american, zone: Mars/Olympus}
		delimiter: ";;"
	END
	run -78 tk-open --batch --csv --map map.yaml /dev/null
	assert_line 'tk-open: map.yaml:1:1: unknown field "subjct" (did you mean "subject"?)'
	assert_line 'tk-open: map.yaml:2:8: unknown key "colum" (did you mean "column"?)'
	assert_line --partial 'map.yaml:3:'
	assert_line 'tk-open: map.yaml:4:25: a date is iso, us, eu, text or epoch'
	assert_line --partial 'Mars/Olympus'
	assert_line 'tk-open: map.yaml:5:12: the delimiter is one character'
	run -66 tk-open --batch --csv --map missing.yaml /dev/null
	run -64 tk-open --batch --map map.yaml /dev/null
	cat >map.yaml <<-'END'
		subject: Topik
		channel: {column: Via, words: {a: mail}}
		at: {column: Day, date: us}
	END
	printf 'Topic,Via,Day\nx,b,1/2/2026\ny,a,13/2/2026\n' >rows.csv
	run -65 tk-open --batch --csv --map map.yaml rows.csv
	assert_output 'tk-open: map.yaml:1:10: rows.csv has no column "Topik" (did you mean "Topic"?)'
	sed -i 's/Topik/Topic/' map.yaml
	run -65 tk-open --batch --csv --map map.yaml rows.csv
	assert_line 'tk-open: rows.csv:2: Via: "b" is none of the map'"'"'s words'
	assert_line 'tk-open: rows.csv:3: Day: "13/2/2026" is no date of the form us'
}

@test "real complaints go in at their own dates, once" {
	desk four-level-desk
	n=$(sqlite3 :memory: -cmd ".mode csv" ".import $ROOT/share/demo/cfpb.csv c" "SELECT count(*) FROM c")
	run -0 tk-open --batch --csv --map "$ROOT/share/demo/cfpb.map.yaml" "$ROOT/share/demo/cfpb.csv"
	assert_equal "${#lines[@]}" "$n"
	assert_equal "${lines[0]}" 1
	first=$(sqlite3 :memory: -cmd ".mode csv" ".import $ROOT/share/demo/cfpb.csv c" 'SELECT "Date received" FROM c LIMIT 1')
	assert_equal "$(TZ=America/New_York date -d "@$(column opened)" +%F)" "$first"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM ticket WHERE kind <> 'complaint' OR category IS NULL OR channel IS NULL OR lang <> 'en'")" 0
	tk-audit verify -q
	run -0 tk-open --batch --csv --map "$ROOT/share/demo/cfpb.map.yaml" "$ROOT/share/demo/cfpb.csv"
	assert_equal "${#lines[@]}" "$n"
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*), max(id) FROM ticket')" "$n|$n"
}

@test "8 openers at once: 200 tickets, none lost, none twice, the record whole" {
	desk
	for i in {1..8}; do
		(for j in {1..25}; do tk-open -q -s "opener $i, ticket $j" -m "x" --customer "c$((j % 3))"; done >"refs.$i") &
	done
	wait
	assert_equal "$(cat refs.* | sort -nu | wc -l)" 200
	assert_equal "$(cat refs.* | sort -n | tail -n 1)" 200
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*) FROM ticket')" 200
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*) FROM customer')" 3
	tk-audit verify -q
}

@test "batch: what is about one ticket is refused; many wrong rows are cut short" {
	desk
	echo '{"subject":"x"}' >one.jsonl
	run -64 tk-open --batch --channel mail one.jsonl
	assert_output --partial "--channel is about one ticket"
	for i in {1..50}; do echo '{"subject":"x","category":"nosuch"}'; done >wrong.jsonl
	run -65 tk-open --batch wrong.jsonl
	assert_output --partial "50 errors, the first 20 are shown"
	[ "${#lines[@]}" -eq 21 ]
}

@test "--person: finds the customer and the language; a new address with a customer makes a person" {
	desk 2>/dev/null
	tk-customer add acme lang=es
	tk-customer add acme/maria name=Maria lang=pt mail=maria@acme.example phone=+34600111222
	tk-open -q -s one -m x --person +34600111222 --watcher me --cc b@x.example,a@x.example
	assert_equal "$(tk-ls -c customer,person,lang,watchers,cc)" $'acme\tacme/maria\tpt\troot\ta@x.example,b@x.example'
	tk-open -q -s two -m x --customer bravo --person 'Nora <Nora@bravo.example>'
	assert_equal "$(tk-customer people -c customer,mail bravo)" $'bravo\tnora@bravo.example'
	before=$(sqlite3 "$TK_DB" 'SELECT count(*) FROM event')
	run -65 tk-open -s x -m x --person nobody@x.example
	assert_output 'tk-open: nobody has the key or address nobody@x.example: with a customer it makes a person'
	run -65 tk-open -s x -m x --customer acme --person nobody
	assert_output 'tk-open: nobody has the key or address nobody'
	run -65 tk-open -s x -m x --customer charlie --person acme/maria
	assert_output 'tk-open: acme/maria is with acme, not with charlie'
	run -65 tk-open -s x -m x --customer charlie --person z@x.example --kind nonsense
	run -65 tk-open -s x -m x --customer charlie --cc nonsense
	assert_equal "$(sqlite3 "$TK_DB" 'SELECT count(*) FROM event')" "$before"
	echo '{"subject":"three","customer":"acme","person":"acme/maria","watchers":["ana"],"cc":["c@x.example"]}' | tk-open -q --batch >/dev/null
	assert_equal "$(tk-ls -c person,watchers,cc --sort -ref --limit 1)" $'acme/maria\tana\tc@x.example'
	tk-audit verify -q
}
