#!/usr/bin/env bats
# tk-customer: customers, their people, who looks after them, what they need.

load ../helper

# The default policy with people, plans and rules.
firm() {
	sed -e 's/^teams: {}/teams: {front: {}, integration: {}}/' \
		-e 's/^agents: {}/agents:\n  ana: {name: Ana Prado, mail: ana@desk.example, level: 1, teams: front}\n  luis: {level: 2, teams: [front, integration]}\n  root: {level: 4}/' \
		-e 's/^    integrating: {label/    integrating: {team: integration, label/' \
		-e 's/^zone: UTC/zone: America\/Argentina\/Buenos_Aires/' \
		-e 's/^fields:$/  products: {cards: Cards, payouts: Payouts}\n  csm:\n    large: {when: {stages: live, volume_from: "1000000.00", currency: EUR}, agents: [ana]}\n    rest: {when: {internal: false}, agents: [luis, ana]}\nplans:\n  basic: {label: Basic, quota: {tickets: 5, per: month}}\n  premium: {label: Premium, hours: always}\nfields:/' \
		"$ROOT/share/policies/default.yaml" >firm.yaml
	tk-init -q --policy firm.yaml
}

row() {
	sqlite3 "$TK_DB" "SELECT $1 FROM customer WHERE key = '${2:-acme}'"
}

events() {
	sqlite3 "$TK_DB" "SELECT count(*) FROM event"
}

last() {
	tk-log --json | tail -n 1 | jq -r .what
}

@test "add, set, show: one customer with all that can be said" {
	firm
	run -0 --separate-stderr tk-customer add acme name='Acme SA' lang=es plan=premium stage=live zone=Europe/Madrid \
		volume='1250000.00 EUR' products=payouts,cards review=2026-12-01 csm=ana
	assert_equal "$output$stderr" ""
	assert_equal "$(tk-customer ls -c key,name,lang,plan,stage,segment,csm,csm_why,zone,products,volume_minor,currency,internal,review)" \
		$'acme\tAcme SA\tes\tpremium\tlive\tlarge\tana\tsaid\tEurope/Madrid\tcards,payouts\t125000000\tEUR\tfalse\t2026-12-01'
	run -0 tk-customer show acme
	assert_line 'acme  Acme SA'
	assert_line 'Looked after by  Ana Prado (ana), ana@desk.example; set by hand'
	assert_line 'Plan             premium; hours always'
	assert_line 'Segment          large: volume 1,250,000.00 EUR a month'
	assert_line 'Zone             Europe/Madrid, where it is 2026-11-21 13:00'
	assert_line 'Next review      2026-12-01, in 10 days'
	tk-customer set acme plan=basic products=-cards lang= volume= review= csm= internal=yes name='Acme Holding'
	assert_equal "$(tk-customer ls -c name,lang,plan,products,currency,csm,review,internal,segment)" \
		$'Acme Holding\t\tbasic\tpayouts\t\t\t\ttrue\town_house'
	before=$(events)
	tk-customer set acme plan=basic products=payouts name=' Acme Holding '
	assert_equal "$(events)" "$before"
	tk-audit verify -q
}

@test "what is said is checked, with the nearest word; nothing is half written" {
	firm
	tk-customer add acme
	before=$(events)
	while IFS='|' read -r setting message; do
		run -65 tk-customer set acme name=New "$setting"
		assert_output "tk-customer: acme: $message"
	done <<-'END'
		nam=x|unknown field "nam" of a customer (did you mean "name"?)
		mail=a@b|unknown field "mail" of a customer (key, name, lang, plan, stage, zone, volume, products, internal, csm or review)
		plan=premum|unknown plan "premum" (did you mean "premium"?)
		stage=liv|unknown stage "liv" (did you mean "live"?)
		products=+card|unknown product "card" (did you mean "cards"?)
		csm=anna|unknown agent "anna" (did you mean "ana"?)
		volume=12500|volume: "12500" is not money a month, such as 12500.00 EUR
		volume=1.234 EUR|volume: "1.234 EUR" is not money a month, such as 12500.00 EUR
		volume=-1.00 EUR|volume: "-1.00 EUR" is not money a month, such as 12500.00 EUR
		review=tomorrow|review: "tomorrow" is not a date, such as 2026-11-21
		internal=perhaps|internal: yes or no, not "perhaps"
		lang=spanish-but-long|"spanish-but-long" is no language tag (es, en, pt-BR)
	END
	run -65 tk-customer set acme zone=Europe/Madird
	assert_output --partial 'Europe/Madrid'
	run -65 tk-customer set acme key=
	run -64 tk-customer set acme
	assert_output --partial 'FIELD=VALUE is missing'
	run -64 tk-customer set acme lang=es lang=en
	assert_output --partial 'lang is set twice'
	run -1 tk-customer set acem name=x
	assert_output 'tk-customer: no customer and nobody of one has the key or address acem'
	run -65 tk-customer add acme
	assert_output 'tk-customer: acme is a customer already'
	run -1 tk-customer show acem
	assert_equal "$(events)" "$before"
}

@test "a key can change; it must be free" {
	firm
	tk-customer add acme name=Acme
	tk-customer add bravo
	run -65 tk-customer set acme key=bravo
	assert_output 'tk-customer: acme: the key bravo is taken'
	tk-customer set acme key=crm-17
	assert_equal "$(tk-customer ls -c key,name)" $'bravo\t\ncrm-17\tAcme'
	run -1 tk-customer show acme
	tk-audit verify -q
}

@test "people: made under a customer, their addresses in one form, found by them" {
	firm
	tk-customer add acme
	tk-customer add acme/maria name='María Paz' title=CFO lang=es prefers=mail 'mail=Maria Paz <Maria@Acme.Example>' \
		'phone=0034 600-11 12 22'
	tk-customer add p-17 customer=acme mail=a@acme.example,b@acme.example
	assert_equal "$(tk-customer people -c key,name,title,lang,prefers,mail,phone)" \
		$'acme/maria\tMaría Paz\tCFO\tes\tmail\tmaria@acme.example\t+34600111222\np-17\t\t\t\t\ta@acme.example,b@acme.example\t'
	tk-customer set a@acme.example mail=-b@acme.example,+C@acme.example phone=+541145550000 name=Al
	tk-customer set p-17 phone=++34911
	assert_equal "$(tk-customer people -c mail,phone --text ' al ')" $'a@acme.example,c@acme.example\t+34911,+541145550000'
	tk-customer set p-17 phone=-+541145550000
	run -0 tk-customer show +34600111222
	assert_line --partial 'Asked for        María Paz (acme/maria), CFO, mail maria@acme.example'
	run -65 tk-customer set p-17 mail=nobody
	assert_output 'tk-customer: p-17: "nobody" is no mail address'
	run -65 tk-customer set p-17 phone=12
	run -65 tk-customer set p-17 prefers=pigeon
	run -65 tk-customer add acem/x
	assert_output 'tk-customer: acem/x: no customer has the key acem (tk-customer add makes one)'
	run -65 tk-customer add x/y customer=acem
	assert_output --partial 'no customer has the key acem'
	tk-customer set p-17 gone=yes
	run -1 tk-customer show a@acme.example
	assert_equal "$(tk-customer people --count)" 1
	assert_equal "$(tk-customer people --count --all)" 2
	tk-audit verify -q
}

@test "an address of several people is nobody's" {
	firm
	tk-customer add acme
	tk-customer add acme/a mail=office@acme.example
	tk-customer add acme/b mail=office@acme.example
	run -65 tk-customer show office@acme.example
	assert_output 'tk-customer: 2 people have the address office@acme.example: name one by key'
	tk-customer set acme/b phone=+34911 web=+34911
	run -0 tk-customer show +34911
}

@test "card numbers never reach the desk, and a masked text is no change" {
	firm
	run -0 tk-customer add 'acme 4111 1111 1111 1111' name='Visa 4111 1111 1111 1111'
	assert_output --partial 'masked'
	tk-customer add card/x customer='acme 4111 1111 1111 1111' title='4111 1111 1111 1111' social=4111111111111111
	run -1 desk_holds '4111111111111111|4111 1111 1111'
	before=$(events)
	tk-customer set 'acme 4111 1111 1111 1111' name='Visa 4111 1111 1111 1111'
	tk-customer set card/x title='4111 1111 1111 1111' social=4111111111111111
	assert_equal "$(events)" "$before"
	tk-audit verify -q
}

@test "csm=auto: the first rule that fits, the agent with the fewest customers; who fits stays" {
	firm
	run -0 --separate-stderr tk-customer add -v big stage=live volume='2000000.00 EUR' csm=auto
	assert_equal "$stderr" 'tk-customer: big: ana, by stage Live, volume 2,000,000.00 EUR a month: rule large'
	run -0 --separate-stderr tk-customer add -v small csm=auto
	assert_equal "$stderr" 'tk-customer: small: luis, by not of the own house: rule rest; luis looked after the fewest, 0'
	tk-customer add s2 csm=auto
	assert_equal "$(row csm s2)" luis
	tk-customer add s3 csm=auto
	assert_equal "$(row csm s3)" ana
	before=$(events)
	tk-customer ls -c key | tk-customer set - csm=auto
	assert_equal "$(events)" "$before"
	tk-customer set big volume='1.00 EUR'
	tk-customer set big csm=auto
	assert_equal "$(row csm big)" ana
	assert_equal "$(tk-customer ls --csm ana -c csm_why | head -n 1)" "rule:rest load:1 internal:0"
	tk-customer set small internal=yes
	run -0 tk-customer set small csm=auto
	assert_output --partial 'no rule of the policy chooses'
	assert_equal "$(tk-customer ls --csm none -c key)" small
	tk-customer set small csm=me
	assert_equal "$(tk-customer ls --csm me -c key,csm_why)" $'small\tsaid'
	tk-audit verify -q
}

@test "csm=auto counts the customers of its own run" {
	firm
	for i in $(seq 10); do echo "{\"key\":\"k$i\",\"csm\":\"auto\"}"; done >many.jsonl
	tk-customer import many.jsonl
	assert_equal "$(tk-customer ls --csm ana --count) $(tk-customer ls --csm luis --count)" "5 5"
}

some() {
	firm
	cat >some.jsonl <<-'END'
		{"key": "acme", "name": "Acme Pagos S.A.", "plan": "basic", "stage": "live", "lang": "es", "volume": "1500000.00 EUR", "products": ["cards"], "csm": "ana"}
		{"key": "bravo", "name": "Bravo Ltd", "plan": "premium", "stage": "integrating", "lang": "en", "volume": "10.00 EUR", "products": ["cards", "payouts"], "csm": "luis"}
		{"key": "charlie", "name": "Charlie", "stage": "live", "volume": "900.00 USD"}
		{"key": "house", "name": "Risk", "internal": true}
		{"key": "acme/maria", "customer": "acme", "name": "Maria Paz", "title": "CFO", "mail": "maria@acme.example", "phone": "+34600111222"}
		{"customer": "bravo", "name": "Nora Hill", "mail": ["nora@bravo.example", "n@bravo.example"], "lang": "en"}
	END
	tk-customer import some.jsonl
}

@test "ls: filters, order, columns" {
	some
	keys() {
		tk-customer ls -c key "$@" | paste -sd ' ' -
	}
	assert_equal "$(keys)" "acme bravo charlie house"
	assert_equal "$(keys --csm ana)" acme
	assert_equal "$(keys --csm ana,luis)" "acme bravo"
	assert_equal "$(keys --not-csm ana)" "bravo charlie house"
	assert_equal "$(keys --csm none)" "charlie house"
	assert_equal "$(keys --plan basic --plan none)" "acme charlie house"
	assert_equal "$(keys --stage live)" "acme charlie"
	assert_equal "$(keys --segment large)" acme
	assert_equal "$(keys --segment own_house,large)" "acme house"
	assert_equal "$(keys --product payouts)" bravo
	assert_equal "$(keys --product none)" "charlie house"
	assert_equal "$(keys --lang es)" acme
	assert_equal "$(keys --internal)" house
	assert_equal "$(keys --external)" "acme bravo charlie"
	assert_equal "$(keys --text 'PAGOS acm')" acme
	assert_equal "$(keys --text ltd --csm ana)" ""
	assert_equal "$(keys --sort -key)" "house charlie bravo acme"
	assert_equal "$(keys --sort volume_minor)" "bravo acme charlie house"
	assert_equal "$(keys --sort=-volume_minor)" "charlie acme bravo house"
	assert_equal "$(keys --sort stage,-name)" "bravo charlie acme house"
	assert_equal "$(keys --sort -name --limit 2)" "house charlie"
	assert_equal "$(keys --limit 2)" "acme bravo"
	assert_equal "$(tk-customer ls --count --stage live)" 2
	run -1 tk-customer ls -e --text zebra
	run -64 tk-customer ls --sort products
	run -64 tk-customer ls --internal --external
	run -64 tk-customer ls acme
	run -64 tk-customer ls --plan gold
	assert_output --partial 'unknown plan "gold"'
	assert_equal "$(tk-customer ls -c key,people,open,quota,quota_used,quota_left,quota_per --text bravo)" $'bravo\t1\t0\t\t\t\t'
	assert_equal "$(tk-customer ls -c quota,quota_used,quota_left,quota_per --text acme)" $'5\t0\t5\tmonth'
}

@test "what a new policy does not know any more can still be found" {
	some
	sed 's/  basic: {.*/  gold: {}/; s/^name: default/name: next/' firm.yaml >next.yaml
	tk-policy load -q next.yaml
	assert_equal "$(tk-customer ls --plan basic -c key)" acme
	run -64 tk-customer ls --plan silver
}

@test "people: of customers, of filters, by words" {
	some
	assert_equal "$(tk-customer people -c name bravo acme)" $'Nora Hill\nMaria Paz'
	assert_equal "$(tk-customer people -c name --stage live)" "Maria Paz"
	assert_equal "$(tk-customer people -c name --text n@bravo)" "Nora Hill"
	assert_equal "$(tk-customer people --json -c key,mail --text nora)" '{"key":null,"mail":["n@bravo.example","nora@bravo.example"]}'
	run -1 tk-customer people nobody
	run -64 tk-customer people --sort name
}

@test "--as-of: who they were" {
	some
	TK_NOW=2026-11-22T12:00:00Z tk-customer set acme plan=premium key=acme-2 name=New
	TK_NOW=2026-11-22T12:00:00Z tk-customer set acme/maria title=CEO
	TK_NOW=2026-11-22T12:00:00Z tk-open -q --customer charlie -s x -m x >/dev/null
	export TK_NOW=2026-11-23T12:00:00Z
	assert_equal "$(tk-customer ls --as-of 2026-11-21T13:00:00Z -c key,plan,people,open --text acme)" $'acme\tbasic\t1\t0'
	assert_equal "$(tk-customer ls -c key,plan,open --text acme)" $'acme-2\tpremium\t0'
	assert_equal "$(tk-customer ls --as-of 2026-11-21T13:00:00Z -c open --text charlie)" 0
	assert_equal "$(tk-customer ls --as-of 2026-11-22T13:00:00Z -c open --text charlie)" 1
	assert_equal "$(tk-customer people --as-of 2026-11-21T13:00:00Z -c title maria@acme.example)" CFO
	assert_equal "$(tk-customer ls --as-of 2026-11-01 --count)" 0
	run -1 tk-customer show --as-of 2026-11-01 acme-2
	run -0 tk-customer show --as-of 2026-11-21T13:00:00Z acme
	assert_line --partial 'Plan             basic'
	assert_line --partial 'As of'
}

@test "set: many from a list, in one transaction" {
	some
	tk-customer ls --external | tk-customer set review=2026-12-24 -
	assert_equal "$(tk-customer ls -c review --external | sort -u)" 2026-12-24
	tk-customer ls --json --internal | tk-customer set review=2026-12-25
	assert_equal "$(tk-customer ls -c review --internal)" 2026-12-25
	printf 'acme\nnobody\nbravo\n' >keys
	run -65 tk-customer set lang=de - <keys
	assert_line 'tk-customer: stdin:2: no customer and nobody of one has the key or address nobody'
	assert_line 'tk-customer: nothing is changed (--keep-going keeps what is right)'
	assert_equal "$(tk-customer ls --lang de --count)" 0
	run -65 tk-customer set --keep-going lang=de - <keys
	assert_equal "$(tk-customer ls --lang de -c key | paste -sd ' ' -)" "acme bravo"
	assert_equal "$(tk-customer set -n lang=fr acme bravo 2>/dev/null)" $'acme\nbravo'
	assert_equal "$(tk-customer ls --lang fr --count)" 0
	for i in $(seq 101); do echo "k$i"; done >keys
	run -64 tk-customer add - <keys
	assert_output --partial '--max 101'
	tk-customer add --max 200 - <keys
	assert_equal "$(tk-customer ls --count)" 105
	tk-audit verify -q
}

@test "--apply-to-open gives open tickets the plan and language, each with a remark" {
	some
	for i in 1 2 3; do tk-open -q -s "t$i" --customer acme -m x >/dev/null; done
	tk-move resolved 3
	tk-customer set acme plan=premium
	assert_equal "$(tk-ls -a --sort ref -c plan | paste -sd ' ' -)" "basic basic basic"
	run -0 tk-customer set -v acme lang=pt --apply-to-open
	assert_output 'tk-customer: acme: open tickets that follow: 2'
	assert_equal "$(tk-ls -a --sort ref -c plan,lang)" $'premium\tpt\npremium\tpt\nbasic\tes'
	run -0 tk-show --width 0 1
	assert_line --partial 'changed plan basic -> premium, lang es -> pt; as its customer has now'
	before=$(events)
	tk-customer set acme --apply-to-open
	assert_equal "$(events)" "$before"
	run -64 tk-customer ls --apply-to-open
}

@test "import: again changes nothing; people may come first; everything or nothing" {
	firm
	cat >in.jsonl <<-'END'
		{"key": "m", "customer": "acme", "name": "Maria", "mail": "maria@acme.example"}

		{"kind": "organisation", "key": "acme", "name": "Acme", "volume_minor": 125000, "currency": "EUR", "internal": false}
		{"customer": "acme", "phone": "+34 600", "name": "Desk"}
	END
	run -0 tk-customer import -v in.jsonl
	assert_output $'tk-customer: customers: 1 new, 0 changed, 0 as they were\ntk-customer: people: 2 new, 0 changed, 0 as they were'
	before=$(events)
	run -0 tk-customer import -v <in.jsonl
	assert_output $'tk-customer: customers: 0 new, 0 changed, 1 as they were\ntk-customer: people: 0 new, 0 changed, 2 as they were'
	assert_equal "$(events)" "$before"
	assert_equal "$(tk-customer ls -c key,volume_minor)" $'acme\t125000'
	cat >wrong.jsonl <<-'END'
		{"key": "new", "name": "New"}
		{"key": "acme", "plan": "gold"}
		{"name": "no key"}
		{"key": "x", "customer": "nobody"}
		{"key": "y", "colour": "red"}
		{"key": "z", "kind": "robot"}
		{"key": 1.5}
		[]
		{"key": "broken"
	END
	run -65 tk-customer import wrong.jsonl
	assert_line 'tk-customer: wrong.jsonl:2: acme: unknown plan "gold"'
	assert_line 'tk-customer: wrong.jsonl:3: a customer needs a key'
	assert_line 'tk-customer: wrong.jsonl:4: x: no customer has the key nobody (tk-customer add makes one)'
	assert_line --partial 'wrong.jsonl:5: unknown field "colour"'
	assert_line 'tk-customer: wrong.jsonl:6: kind: customer, organisation or person, not "robot"'
	assert_line 'tk-customer: wrong.jsonl:7: key: a text is expected, not a decimal number (write it in quotes)'
	assert_line --partial 'wrong.jsonl:8: an object is expected'
	assert_line --partial 'wrong.jsonl:9:'
	assert_line 'tk-customer: nothing is imported (--keep-going keeps what is right)'
	assert_equal "$(events)" "$before"
	run -65 tk-customer import --keep-going wrong.jsonl
	assert_equal "$(tk-customer ls -c key | paste -sd ' ' -)" "acme new"
	run -0 tk-customer import -n in.jsonl
	assert_line 'tk-customer: customers: 0 would be new, 0 would change, 1 stay as they are'
	tk-audit verify -q
}

@test "import: what our own lists write comes back; empty lists take away" {
	some
	tk-customer ls --json -c key,name,lang,plan,stage,zone,products,volume_minor,currency,internal,csm,review >out.jsonl
	tk-customer people --json -c key,customer,name,lang,title,prefers,gone,mail,phone >>out.jsonl
	before=$(events)
	tk-customer import out.jsonl
	assert_equal "$(events)" "$before"
	no_desk
	firm
	tk-customer import out.jsonl
	assert_equal "$(tk-customer ls --json -c key,name,lang,plan,stage,zone,products,volume_minor,currency,internal,csm,review
		tk-customer people --json -c key,customer,name,lang,title,prefers,gone,mail,phone)" "$(<out.jsonl)"
	echo '{"key": "bravo", "products": [], "name": null, "plan": ""}' | tk-customer import
	assert_equal "$(tk-customer ls -c name,plan,products --text bravo)" $'Bravo Ltd\tpremium\t'
}

@test "import: a CSV with its own names by a map" {
	firm
	cat >crm.csv <<-'END'
		Account ID;Account Name;Tier;Monthly;Cur;Owner
		17;"Acme, SA";Gold;1250000.00;EUR;x
		18;Bravo;;10.00;EUR;
	END
	cat >map.yaml <<-'END'
		key: {column: Account ID, prefix: crm-}
		name: Account Name
		plan: {column: Tier, words: {Gold: premium}, default: basic}
		volume: {columns: [Monthly, Cur]}
		stage: {default: live}
		csm: {default: auto}
		delimiter: ";"
	END
	tk-customer import --csv --map map.yaml crm.csv
	assert_equal "$(tk-customer ls -c key,name,plan,stage,volume_minor,csm)" \
		$'crm-17\tAcme, SA\tpremium\tlive\t125000000\tana\ncrm-18\tBravo\tbasic\tlive\t1000\tluis'
	printf 'customer,name,mail,phone\ncrm-17,Maria,m@acme.example,\n' >people.csv
	tk-customer import --csv people.csv
	tk-customer import --csv people.csv
	assert_equal "$(tk-customer people -c customer,name,mail)" $'crm-17\tMaria\tm@acme.example'
	printf 'key,nmae\nx,y\n' >bad.csv
	run -65 tk-customer import --csv bad.csv
	assert_output --partial 'unknown field "nmae" (did you mean "name"?)'
	run -64 tk-customer import --map map.yaml crm.csv
	run -66 tk-customer import missing.jsonl
}

@test "merge: tickets and people move, both say so, the old key leads on" {
	some
	tk-open -q -s one --customer acme -m x >/dev/null
	tk-open -q -s two --person nora@bravo.example -m x >/dev/null
	run -0 --separate-stderr tk-customer merge acme bravo charlie
	assert_equal "$output$stderr" ""
	assert_equal "$(tk-ls --customer bravo --sort ref -c ref,customer,person_name)" $'1\tacme\t\n2\tacme\tNora Hill'
	assert_equal "$(tk-customer ls -c key | paste -sd ' ' -)" "acme house"
	assert_equal "$(tk-customer ls --all -c key,merged,csm)" $'acme\t\tana\nbravo\tacme\t\ncharlie\tacme\t\nhouse\t\t'
	assert_equal "$(tk-customer people -c name acme)" $'Maria Paz\nNora Hill'
	run -0 tk-customer show bravo
	assert_line 'acme  Acme Pagos S.A.'
	assert_line 'Merged           bravo went into it'
	tk-open -q -s three --customer charlie -m x >/dev/null
	assert_equal "$(tk-ls --customer acme --count)" 3
	run -0 tk-log --json
	assert_equal "$(jq -r 'select(.kind == "customer" and .data.do == "merge") | .what' <<<"$output" | head -n 2)" \
		$'customer acme; from bravo\ncustomer bravo; into acme; csm luis -> -'
	assert_equal "$(jq -r 'select(.kind == "person" and .data.do == "merge") | .what' <<<"$output")" \
		'person Nora Hill of acme; customer bravo -> acme'
	run -0 tk-show 2
	assert_line --partial 'changed customer bravo -> acme; two customers became one'
	run -65 tk-customer merge acme bravo
	assert_output 'tk-customer: bravo went into another customer already'
	run -65 tk-customer merge bravo acme
	assert_output 'tk-customer: bravo and acme are one'
	run -1 tk-customer merge acme nobody
	run -64 tk-customer merge acme
	# a list from outside that still has the old one changes nothing
	before=$(events)
	run -0 tk-customer import some.jsonl
	assert_line 'tk-customer: bravo went into acme: left as it is'
	assert_equal "$(events)" "$before"
	tk-audit verify -q
}

@test "merge: what the survivor does not say is taken over; chains lead to the end" {
	firm
	tk-customer add old name=Old plan=basic stage=live zone=UTC products=cards volume='5.00 EUR' csm=ana review=2026-12-01
	tk-customer add new lang=es
	tk-customer add newer
	tk-customer merge new old
	assert_equal "$(tk-customer ls -c key,name,lang,plan,stage,zone,products,volume_minor,csm,review --text new --limit 1)" \
		$'new\tOld\tes\tbasic\tlive\tUTC\tcards\t500\tana\t2026-12-01'
	tk-customer merge newer new
	run -0 tk-customer show old
	assert_line 'newer  Old'
	tk-customer merge -n newer newer || true
	tk-audit verify -q
}

@test "a stage of life chooses the team where the category does not" {
	some
	run -0 tk-open -v -s x --customer bravo -m x
	assert_line --partial 'team integration (by its customer'\''s stage)'
	assert_equal "$(tk-ls -c team)" integration
	sed 's/  info: {/  info: {team: front, /; s/^name: default/name: next/' firm.yaml >next.yaml
	tk-policy load -q next.yaml
	run -0 tk-open -v -s x --customer bravo -c info -m x
	assert_line --partial 'team front (by its category)'
	run -0 tk-open -v -s x --customer acme -m x
	refute_line --partial 'stage'
}

@test "show: the quota of the period on the policy's clock, promises, wishes, the last words" {
	some
	at 2026-11-01T02:30:00Z tk-open -q -s October --customer acme -m x >/dev/null
	at 2026-11-01T03:30:00Z tk-open -q -s November --customer acme --channel phone -m 'Please call' >/dev/null
	at 2026-11-02T10:00:00Z tk-open -q -s Wish --customer acme --kind suggestion -m 'Dark mode' >/dev/null
	at 2026-11-03T10:00:00Z tk-note -p 2 --channel chat -m 'We are on it'
	at 2026-11-04T10:00:00Z tk-note --from-customer --person maria@acme.example --channel mail -m 'Thanks' 2
	at 2026-11-04T11:00:00Z tk-note 2 -m 'an internal secret'
	run -0 tk-customer show acme --width 0
	assert_line 'Plan             basic; 2 of 5 tickets used this month, 3 left until 2026-12-01 03:00'
	assert_line --regexp '^TK-2-. +P3 November: an answer was promised by '
	assert_line 'Open wishes'
	assert_line --regexp '^TK-3-. +P4 Wish: '
	refute_line --partial secret
	assert_equal "$(tk-customer show --json acme | jq -c '[.contacts[] | [.channel, .role, .text]]')" \
		'[["mail","customer","Thanks"],["chat","agent","We are on it"],[null,"agent","Dark mode"],["phone","agent","Please call"],[null,"agent","x"]]'
	assert_equal "$(tk-customer show --json acme | jq -c '[.csm_name, .segment, .segment_why, .quota.left, .people[0].addresses[0].address, .wishes[0].subject]')" \
		'["Ana Prado","large","volume:150000000:EUR",3,"maria@acme.example","Wish"]'
	run -0 tk-customer show acme bravo
	assert_line 'bravo  Bravo Ltd'
	for i in $(seq 22); do echo "{\"subject\":\"s$i\",\"customer\":\"Bravo Ltd\",\"body\":\"x\"}"; done | tk-open -q --batch >/dev/null
	tk-customer set 'Bravo Ltd' name='Bravo Ltd'
	run -0 tk-customer show 'Bravo Ltd'
	assert_line --index 0 'Bravo Ltd'
	assert_line 'and 2 more (--all shows them)'
	assert_equal "$(tk-customer show --all 'Bravo Ltd' | grep -c ' P3 s')" 22
	run -64 tk-customer show
}

@test "agenda: what presses first; silent where there is nothing" {
	some
	run -0 --separate-stderr tk-customer agenda
	assert_equal "$output$stderr" ""
	tk-open -q -s Fresh --customer charlie -m x >/dev/null
	tk-open -q -s Late --customer bravo --contact 2026-11-10T10:00:00Z -m x >/dev/null
	tk-open -q -s Asked --customer acme --contact 2026-11-10T10:00:00Z -m x >/dev/null
	tk-note -q -p --move waiting -m 'Which one?' 3
	tk-open -q -s 'Dark mode' --customer acme --kind suggestion -m x >/dev/null
	run -0 tk-customer agenda --width 0
	assert_line --index 0 'Agenda, 2026-11-21 12:00: customers with something to do: 3 of 4; overdue promises: 1'
	assert_equal "$(grep -oE '^(acme|bravo|charlie|house) ' <<<"$output" | paste -sd ' ' - | tr -s ' ')" "bravo charlie acme "
	assert_line --regexp '^  ! TK-2-. +P3 Late: an answer was promised by '
	assert_line --regexp '^    TK-3-. +P3 Asked: waits for the customer since '
	assert_line --partial 'wish, not answered yet: P4 Dark mode'
	run -0 tk-customer agenda --csm ana
	assert_line --index 0 --partial 'Agenda of Ana Prado'
	refute_output --partial bravo
	assert_equal "$(tk-customer agenda --json | jq -c '[.key, .late, .promised, .waiting, .unanswered_wishes]')" \
		$'["bravo",1,0,0,0]\n["charlie",0,1,0,0]\n["acme",0,1,1,1]'
	for i in 1 2 3 4; do tk-open -q -s "Done $i" --customer acme --solved -m y </dev/null >/dev/null; done
	tk-customer set house review=2026-11-24
	tk-customer set charlie review=2026-12-24
	run -0 tk-customer agenda --width 0
	assert_line --partial '6 of 5 tickets used this month, 1 beyond it'
	assert_line '    review 2026-11-24, in 3 days'
	refute_line --partial 2026-12-24
	run -0 tk-customer agenda --as-of 2026-11-21T11:00:00Z
	assert_output ""
	run -64 tk-customer agenda acme
	for option in --limit=3 --count -e --sort=key; do
		run -64 tk-customer agenda "$option"
		assert_output --regexp ' (are for ls and people|is for ls) '
	done
	run -64 tk-customer people --sort key
}

@test "who may change customers" {
	some
	sed -e 's/^    everything: all/    everything: all\n    reader: [read, open, now]/; s/^  anyone: \[everything\]/  anyone: [reader]/; s/^name: default/name: next/' firm.yaml >next.yaml
	tk-policy load -q next.yaml
	for command in 'set acme lang=de' 'add x' 'merge acme bravo' 'import some.jsonl'; do
		read -ra words <<<"$command"
		run -77 tk-customer "${words[@]}"
		assert_output --partial 'may not change customers here: the right "customer" is missing'
	done
	tk-customer ls --count
	tk-customer agenda
}

@test "verbs" {
	firm
	run -64 tk-customer
	assert_output --partial 'a verb is needed: ls, show, people, agenda, add, set, merge or import'
	run -64 tk-customer lst
	assert_output --partial 'there is no verb "lst" (did you mean "ls"?)'
	run -0 tk-customer --columns=help --tsv
	assert_line --partial 'segment'
}

@test "the log tells what changed" {
	some
	tk-customer set acme plan=premium volume='2000000.00 EUR' name='Acme' csm=
	assert_equal "$(last)" 'customer acme; plan basic -> premium; csm ana -> -; volume 1500000.00 EUR -> 2000000.00 EUR; name'
	tk-customer set acme/maria title=CEO mail=+m@acme.example
	assert_equal "$(last)" 'person Maria Paz of acme; title CFO -> CEO; addresses'
}
