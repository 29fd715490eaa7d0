#!/usr/bin/env bats
# tk-link: what tickets are to each other; merge, split, and undo of both.

load ../helper

ticket() {
	sqlite3 "$TK_DB" "SELECT ifnull($1, '-') FROM ticket WHERE id = ${2:-1}"
}

# The links of a ticket, "incident-of:3 related-to:4".
links() {
	tk-link ls "$1" --format '%(relation):%(other)' | paste -sd ' '
}

# open N: so many tickets of no customer.
some() {
	desk 2>/dev/null
	for ((i = 1; i <= $1; i++)); do tk-open -q -s "Ticket $i" -m "text $i"; done >/dev/null
}

# of CUSTOMER...: a ticket each.
of() {
	for customer; do tk-open -q -s "For $customer" -m "x" --customer "$customer"; done >/dev/null
}

# --- links ---

@test "every relation of the list, and its opposite on the other ticket" {
	some 3
	local relation back
	while read -r relation back; do
		run -0 --separate-stderr tk-link "$relation" 1 2 3
		assert_equal "$output$stderr" ""
		assert_equal "$(links 1)" "$back:2 $back:3"
		assert_equal "$(links 2)" "$relation:1"
		tk-link unlink 1 2 3
		assert_equal "$(links 1)$(links 2)$(links 3)" ""
	done <<-'END'
		incident-of problem-of
		child-of parent-of
		duplicate-of duplicated-by
		fixes fixed-by
		fixed-by fixes
		related-to related-to
	END
	for relation in problem-of parent-of duplicated-by; do
		tk-link "$relation" 1 2
		tk-link unlink 1 2
	done
	tk-audit verify -q
}

@test "references from standard input; both histories say what happened, and why" {
	some 3
	tk-ls -c ref --sort ref | tail -n +2 | tk-link incident-of 1 -m "the same bank"
	assert_equal "$(links 1)" "problem-of:2 problem-of:3"
	run -0 tk-show 2
	assert_output --partial "root linked it: it is an incident of TK-1-S"
	assert_output --partial "the same bank"
	run -0 tk-show 1
	assert_output --partial "root linked it: it is the problem behind TK-2-H"
	assert_output --partial "Problem of  TK-2-H, new: Ticket 2"
	run -0 tk-log --kind link -c ref,what
	assert_output $'2\tlink incident-of; to 1\n1\tlink problem-of; to 2\n3\tlink incident-of; to 1\n1\tlink problem-of; to 3; counted 2'
}

@test "relating twice, or taking away what is not there, is no change" {
	some 2
	tk-link related-to 1 2
	seq=$(ticket seq 2)
	run -0 --separate-stderr tk-link related-to 1 2
	assert_equal "$output$stderr$(ticket seq 2)" "$seq"
	run -0 --separate-stderr tk-link -n related-to 1 2
	assert_equal "$output" ""
	run -0 --separate-stderr tk-link -n duplicate-of 1 2
	assert_equal "$output" 2
	tk-link unlink 1 2
	run -0 --separate-stderr tk-link unlink 1 2
	assert_equal "$stderr" "tk-link: 2: is not linked to 1"
}

@test "unlink --relation takes one of several" {
	some 2
	tk-link related-to 1 2
	tk-link incident-of 1 2
	tk-link unlink --relation incident-of 1 2
	assert_equal "$(links 2)" "related-to:1"
}

@test "one problem an incident, one parent a child, one original a duplicate" {
	some 3
	local relation
	for relation in incident-of child-of duplicate-of; do
		tk-link "$relation" 1 3
		run -65 tk-link "$relation" 2 3
		assert_output --regexp "^tk-link: 3: it is an? (incident|child|duplicate) of TK-1-S already \(tk-link unlink 1 3 takes that away\)$"
		tk-link unlink 1 3
	done
	tk-link incident-of 1 3
	run -65 tk-link problem-of 3 2
	assert_output "tk-link: 2: 3 is an incident of TK-1-S already (tk-link unlink 1 3 takes that away)"
	for i in 1 2; do tk-link fixes "$i" 3; done
	assert_equal "$(links 3)" "incident-of:1 fixes:1 fixes:2"
}

@test "no loops, not to itself, not with what is not there" {
	some 4
	tk-link child-of 1 2
	tk-link child-of 2 3
	run -65 tk-link child-of 3 1
	assert_output "tk-link: 1: that would be a loop: TK-3-Z is a child of it, through others"
	run -65 tk-link parent-of 1 3
	assert_output --partial "that would be a loop"
	run -65 tk-link incident-of 1 1
	assert_output "tk-link: 1: a ticket is not linked to itself"
	run -1 tk-link related-to 1 9
	assert_output "tk-link: 9: no such ticket"
	run -1 tk-link related-to 9 1
	assert_output "tk-link: 9: no such ticket"
	tk-link child-of 3 4
	tk-link related-to 3 1
}

@test "all or nothing, unless --keep-going" {
	some 4
	tk-link incident-of 1 4
	run -65 tk-link incident-of 2 3 4
	assert_line "tk-link: nothing is changed (--keep-going keeps what is right)"
	assert_equal "$(links 3)" ""
	run -65 tk-link --keep-going incident-of 2 4 3
	assert_equal "$(links 3)" "incident-of:2"
	assert_equal "$(ticket counted 2)" 1
}

@test "usage: what, target and options that go together" {
	some 1
	run -64 tk-link
	assert_output --partial "a relation, or what to do"
	run -64 tk-link incdent-of 1 1
	assert_output --partial 'unknown relation "incdent-of" (did you mean "incident-of"?)'
	run -64 tk-link merge
	assert_output --partial "TARGET is missing"
	run -64 tk-link split 1
	assert_output --partial "which messages?"
	run -64 tk-link split 1 x
	run -64 tk-link merge 1 1 --subject x
	run -64 tk-link merge 1 1 --relation fixes
	run -64 tk-link merge 1 1 --as-of now
	run -64 tk-link ls 1 -m x
	run -64 tk-link unlink 1 1 --relation fix
}

@test "ls: rows for pipes, of any instant" {
	some 3
	at 2026-11-21T13:00:00Z tk-link incident-of 1 2
	at 2026-11-21T14:00:00Z tk-link merge 2 3
	run -0 tk-link ls 1 2 3
	assert_output $'1\tproblem-of\t2\tnew\tTicket 2\n2\tincident-of\t1\tnew\tTicket 1\n2\tmerged-from\t3\tclosed\tTicket 3\n3\tmerged-into\t2\tnew\tTicket 2'
	run -0 tk-link ls --as-of 2026-11-21T13:30:00Z 1 2 3 -c ref,relation,other
	assert_output $'1\tproblem-of\t2\n2\tincident-of\t1'
	run -0 tk-link ls --as-of 2026-11-21T12:30:00Z 1
	assert_output ""
	run -0 tk-link ls --relation incident-of 2 -c other
	assert_output 1
	tk-ls -c ref --sort ref | tk-link ls --json | jq -es 'length == 3 and all(has("class"))'
}

@test "rights: link and merge are two" {
	desk four-level-desk 2>/dev/null
	sed 's/users: {root: \[admin\]/users: {nobody: [admin]/; s/, link, merge,/, link,/' \
		"$ROOT/share/policies/four-level-desk.yaml" >p.yaml
	tk-policy load -q p.yaml
	tk-open -q -s x -m ""
	tk-open -q -s y -m ""
	TK_ACTOR=ana tk-link related-to 1 2
	TK_ACTOR=ana run -77 tk-link merge 1 2
	assert_output "tk-link: ana may not merge and split tickets here: the right \"merge\" is missing (tk-policy show permissions)"
	TK_ACTOR=ana run -77 tk-link undo 2
	TK_ACTOR=ana run -77 tk-link split 1 9
}

# --- whom a problem touches ---

@test "incidents add up customers, each once; those without one count as one each" {
	some 3
	of acme acme bravo
	tk-link incident-of 1 2 3 4 5 6
	assert_equal "$(ticket counted)" 4
	tk-set customer=acme 2
	assert_equal "$(ticket counted)" 3
	tk-link unlink 1 6
	assert_equal "$(ticket counted)" 2
	tk-set spam=yes 3
	assert_equal "$(ticket counted)" 1
	tk-set spam=no 3
	assert_equal "$(ticket counted)" 2
	tk-link incident-of 1 6
	assert_equal "$(ticket counted)" 3
	tk-customer merge acme bravo
	assert_equal "$(ticket counted)" 2
	run -0 tk-show 1
	assert_output --partial "Affected    its incidents are of 2 customers"
	tk-audit verify -q
}

# A policy whose thresholds a test can reach.
thresholds() {
	desk 2>/dev/null
	sed 's/affected: {high: 500, medium: 20}/affected: {high: 4, medium: 3}/; s/impact: medium  /impact: low  /' \
		"$ROOT/share/policies/default.yaml" >p.yaml
	tk-policy load -q p.yaml
}

priorities() {
	tk-ls --all --sort ref -c priority | paste -sd ' '
}

@test "crossing a threshold: the problem and its open incidents follow, and say why" {
	thresholds
	tk-open -q -s "Bank down" -m "" >/dev/null
	of a b c d
	tk-move resolved 3
	assert_equal "$(priorities)" "P4 P4 P4 P4 P4"
	tk-link incident-of 1 2 3
	assert_equal "$(priorities)" "P4 P4 P4 P4 P4"
	tk-link incident-of 1 4
	assert_equal "$(priorities)" "P3 P3 P4 P3 P4"
	assert_equal "$(tk-log 1 -c what | tail -n 1)" "link problem-of; to 4; counted 3; priority P4 -> P3"
	before=$(ticket seq 2)
	tk-link incident-of 1 5
	assert_equal "$(priorities)" "P2 P2 P4 P2 P2"
	assert_equal "$(sqlite3 "$TK_DB" "SELECT group_concat(kind, ' ') FROM event WHERE ticket = 2 AND seq > $before")" set
	assert_equal "$(ticket "substr(rest, instr(rest, 'impact:'), 26)")" "impact:high:counted:4:4 ur"
	run -0 tk-show 2
	assert_output --partial "impact high (problem TK-1-S touches 4, from 4)"
	run -0 tk-show 1
	assert_output --partial "impact high (its incidents are of 4 customers, from 4)"
	tk-link unlink 1 5
	assert_equal "$(priorities)" "P3 P3 P4 P3 P4"
	tk-audit verify -q
}

@test "affected users belong to the problem; what was said by hand stays" {
	thresholds
	of a b c
	tk-open -q -s "Said" -m "" --impact high >/dev/null
	tk-set priority=P1 3
	tk-link incident-of 1 2 3 4
	tk-set affected=10 1
	assert_equal "$(priorities)" "P2 P2 P1 P2"
	tk-set category=fees 2
	assert_equal "$(ticket priority 2)" 2
	run -0 tk-show 2
	assert_output --partial "impact high (problem TK-1-S touches 10, from 4)"
	tk-set affected=0 1
	assert_equal "$(priorities)" "P3 P3 P1 P2"
	tk-set impact=low 2
	tk-set affected=10 1
	assert_equal "$(ticket priority 2)" 2
	tk-link unlink 1 2
	assert_equal "$(ticket "priority || '' || impact" 2)" 43
	tk-audit verify -q
}

@test "many incidents are counted once, and in one command" {
	some 1
	for i in {1..120}; do echo "{\"subject\":\"x\",\"customer\":\"c$((i % 50))\"}"; done >batch
	tk-open -q --batch batch >/dev/null
	tk-ls --all -c ref --sort ref | tail -n +2 | tk-link incident-of 1 --max 200
	assert_equal "$(ticket counted)" 50
	assert_equal "$(sqlite3 "$TK_DB" "SELECT count(*) FROM event WHERE ticket = 1 AND data LIKE '%counted=%'")" 1
	run -0 tk-show 1
	assert_output --partial "and 110 more: tk-link ls 1"
	run -64 tk-note 1 --public --each-incident -m x
	assert_output --partial "120 of its incidents are open; --max 120 allows so many"
	run -0 tk-move resolved 1
	assert_output "tk-move: 1: 120 of its incidents are open: tk-ls --linked incident-of:1 | tk-move resolved --max 120"
	tk-ls --linked incident-of:1 | tk-move resolved --max 120
	assert_equal "$(tk-ls --count)" 0
}

@test "--each-incident tells the problem and its open incidents, each in its language" {
	some 1
	tk-open -q -s uno -m x --customer-lang es >/dev/null
	tk-open -q -s two -m x --customer-lang en >/dev/null
	tk-open -q -s ended -m x >/dev/null
	tk-move resolved 4
	tk-link incident-of 1 2 3 4
	tk-note 1 --public --each-incident --template received
	assert_equal "$(tk-log --kind note -c ref,text | paste -sd ' ')" "$(printf '%s\t%s ' \
		1 'We have your message. Your reference is TK-1-S; please keep it in the subject.' \
		2 'Tenemos su mensaje. Su referencia es TK-2-H; consérvela en el asunto.' \
		3 'We have your message. Your reference is TK-3-Z; please keep it in the subject.' | sed 's/ $//')"
	run -0 tk-note -n 1 --each-incident -m x
	assert_output $'1\n2\n3'
	run -0 tk-note 2 --each-incident -m x
	assert_output "tk-note: 2: none of its incidents is open"
	run -64 tk-note 1 --each-incident --from-customer -m x
	run -0 tk-move -q resolved 1
	assert_output ""
	run -0 tk-move closed 1
	assert_output "tk-move: 1: 2 of its incidents are open: tk-ls --linked incident-of:1 | tk-move closed"
	tk-ls --linked incident-of:1 | tk-move resolved
	tk-move open 4
	tk-move resolved 4
	run -0 tk-move closed 4
	assert_output ""
}

@test "--each-incident: all or nothing, unless --keep-going" {
	some 4
	tk-link incident-of 1 2 3 4
	tk-move waiting 3
	run -65 tk-note 1 --each-incident --move waiting -m x
	assert_output "tk-note: 3: it is waiting already"
	assert_equal "$(ticket state 1) $(ticket state 2) $(ticket state 4)" "new new new"
	run -65 tk-note 1 --each-incident --move waiting --keep-going -m x
	assert_output "tk-note: 3: it is waiting already"
	assert_equal "$(ticket state 1) $(ticket state 2) $(ticket state 4)" "waiting waiting waiting"
	assert_equal "$(tk-log --kind note -c ref | paste -sd ' ')" "1 2 4"
}

# --- merge ---

@test "merge: one case, with everything that was said in both" {
	desk 2>/dev/null
	of acme
	at 2026-11-21T12:10:00Z tk-open -q -s "Two debits" -m "See order 17" --customer acme >/dev/null
	at 2026-11-21T12:20:00Z tk-note 2 -p -m "We look into it"
	at 2026-11-21T12:30:00Z tk-link merge 1 2 -m "the same order"
	assert_equal "$(ticket "state || merged")" new0
	assert_equal "$(ticket "state || merged || active" 2)" closed10
	assert_equal "$(ticket "replied - opened")" 1200
	assert_equal "$(ticket asked_at)" -
	run -0 tk-show 1
	assert_output --partial "(in TK-2-H)"
	assert_output --partial "Two debits"
	assert_output --partial "See order 17"
	assert_output --partial "We look into it"
	assert_output --partial "Merged in  TK-2-H, closed: Two debits"
	assert_output --partial "root merged TK-2-H into it"
	assert_output --partial "the same order"
	run -0 tk-show 2
	assert_output --partial "Merged into  TK-1-S, new: For acme; it goes on there"
	assert_output --partial "root merged it into TK-1-S"
	run -0 tk-show 1 --customer-view
	assert_output --partial "See order 17"
	refute_output --partial "the same order"
	run -0 tk-show 2 --customer-view
	assert_output --partial "It is one case with TK-1-S; we go on there."
	tk-show 2 --customer-view --json | jq -e '.merged_into == "TK-1-S" and .by == "none"'
	tk-show 1 --json | jq -e '.linked[0].relation == "merged-from" and ([.events[].ref] | unique) == ["1", "2"]'
	run -0 tk-show 1 --as-of 2026-11-21T12:25:00Z
	refute_output --partial "See order 17"
	assert_equal "$(tk-ls -c ref)" 1
	tk-audit verify -q
}

@test "merge: the earliest contact, and who waits since when" {
	desk 2>/dev/null
	at 2026-11-21T09:00:00Z tk-open -q -s first -m "" >/dev/null
	at 2026-11-21T10:00:00Z tk-open -q -s second -m "" --contact 2026-11-21T08:30:00Z >/dev/null
	tk-link merge 1 2
	assert_equal "$(date -u -d "@$(ticket contact)" +%T)" 08:30:00
	assert_equal "$(date -u -d "@$(ticket asked_at)" +%T)" 08:30:00
	tk-link undo 1
	assert_equal "$(date -u -d "@$(ticket contact)" +%T)" 09:00:00
}

@test "a merged ticket takes no more, but its customer is heard where it went" {
	desk 2>/dev/null
	of acme acme acme
	tk-move waiting 3
	tk-link merge 2 1
	tk-link merge 3 2
	run -0 --separate-stderr tk-note 1 --from-customer --key mail-1 -m "Any news?"
	assert_equal "$output" ""
	assert_equal "$stderr" "tk-note: 1: merged into TK-3-Z: recorded there"
	assert_equal "$(ticket state 3)" open
	run -0 tk-note 1 --from-customer --key mail-1 -m "Any news?"
	assert_output ""
	assert_equal "$(tk-log 3 --kind note -c text)" "Any news?"
	local words
	while read -ra words; do
		run -65 "${words[@]}"
		assert_output "${words[0]}: 1: merged into TK-3-Z; write there"
	done <<-'END'
		tk-note 1 -m x
		tk-note 1 -p -m x
		tk-move open 1
		tk-set tags=x 1
		tk-assign --to me 1
		tk-note 1 --from-customer --move open -m x
	END
	run -65 tk-link related-to 3 1
	assert_output "tk-link: 1: merged into TK-3-Z; write there"
	run -65 tk-link related-to 2 3
	assert_output "tk-link: 3: 2 is merged into TK-3-Z; link to that"
}

@test "merges that cannot be get a clear answer" {
	desk 2>/dev/null
	of acme acme acme bravo
	tk-link merge 1 2
	run -0 --separate-stderr tk-link merge 1 2
	assert_equal "$output$stderr" ""
	run -65 tk-link merge 2 1
	assert_output "tk-link: 1: TK-2-H is merged into it, that would be a loop; tk-link undo 2 takes it out first"
	run -65 tk-link merge 2 3
	assert_output "tk-link: 3: TK-2-H is merged into TK-1-S; merge into that, or tk-link undo 2 takes it out first"
	run -65 tk-link merge 3 2
	assert_output "tk-link: 2: is merged into TK-1-S already; tk-link undo 2 takes it out first"
	run -65 tk-link merge 3 3
	assert_output "tk-link: 3: a ticket is not merged into itself"
	run -65 tk-link merge 3 4
	assert_output "tk-link: 4: it is of customer bravo, 3 of acme, who would see it: link them instead, or set the customer first"
	run -1 tk-link merge 9 1
	tk-customer add acme/maria mail=maria@acme.example
	tk-customer add acme/jon mail=jon@acme.example
	tk-set person=acme/maria 1
	tk-set person=acme/jon 3
	run -65 tk-link merge 1 3
	assert_output "tk-link: 3: it is of another person than 1, and each may see only his own (customers.follow): link them instead, or set the person first"
	sed 's/follow: own/follow: firm/' "$ROOT/share/policies/default.yaml" >firm.yaml
	at 2026-11-21T13:00:00Z tk-policy load -q firm.yaml
	at 2026-11-21T13:00:00Z tk-link merge 1 3
	tk-audit verify -q
}

@test "merge: what goes along, and comes out again" {
	desk 2>/dev/null
	tk-open -q -s A -m "" --watcher ana --affected 3 >/dev/null
	tk-open -q -s B -m "" --customer acme --watcher bob --cc b@example.com --affected 40 >/dev/null
	tk-open -q -s P -m "" >/dev/null
	tk-link incident-of 3 2
	tk-link related-to 1 2
	before=$(tk-show 1 2 3 --json | jq -cS 'del(.seq, .events)')
	tk-link merge 1 2
	assert_equal "$(tk-ls -c ref,watchers,cc,customer,affected,links --tsv --sort ref | head -n 1)" \
		$'1\tana,bob\tb@example.com\tacme\t40\tincident-of:3,related-to:2'
	assert_equal "$(ticket counted 3)" 1
	run -0 tk-show 1
	assert_output --regexp "it is an incident of TK-3-Z; it came with a[[:space:]]+merge"
	tk-link undo 2
	assert_equal "$(tk-show 1 2 3 --json | jq -cS 'del(.seq, .events)')" "$before"
	tk-audit verify -q
}

@test "merge: links follow problems too, and stay where rules forbid more" {
	some 5
	tk-link incident-of 1 3
	tk-link incident-of 2 4
	tk-link merge 2 1
	assert_equal "$(tk-link ls 2 --relation problem-of -c other | paste -sd ' ')" "3 4"
	assert_equal "$(ticket counted 2)" 2
	assert_equal "$(tk-ls --linked incident-of:2 -c ref --sort ref | paste -sd ' ')" "3 4"
	assert_equal "$(tk-ls 2>/dev/null --sort ref -c ref,problem | sed -n 2p)" $'3\t2'
	run -65 tk-link incident-of 5 3
	assert_output --partial "it is an incident of TK-2-H already"
	tk-link undo 1
	assert_equal "$(links 2)" "problem-of:4"
	assert_equal "$(links 3)" "incident-of:1"
	tk-link incident-of 5 1
	tk-link merge 3 4
	assert_equal "$(links 3)" "incident-of:1 merged-from:4"
	tk-audit verify -q
}

# --- split ---

@test "split: messages become a ticket of their own, their files with them" {
	desk 2>/dev/null
	echo receipt >receipt.txt
	tk-open -q -s "Card" -m "It was declined" --customer acme --category payment.failed --tag vip --affected 30 >/dev/null
	at 2026-11-21T12:05:00Z tk-note 1 --from-customer -m "And: a new address" --attach receipt.txt
	at 2026-11-21T12:06:00Z tk-note 1 -p -m "Noted"
	mapfile -t seqs < <(tk-log 1 --kind note -c seq)
	run -0 --separate-stderr at 2026-11-21T12:30:00Z tk-link split 1 "${seqs[@]}" --subject "New address" -m "another matter"
	assert_equal "$output" 2
	assert_equal "$(tk-ls -c ref,subject,customer,category,tags,affected,state,priority --sort ref | tail -n 1)" \
		$'2\tNew address\tacme\tpayment.failed\tvip\t0\tnew\tP3'
	assert_equal "$(ticket "contact - $(ticket opened)" 2)" 300
	assert_equal "$(ticket "replied - contact" 2)" 60
	assert_equal "$(ticket "replied || ' ' || asked_at")" -
	run -0 tk-show 1
	refute_output --partial "And: a new address"
	refute_output --partial "receipt.txt"
	assert_output --partial "root split TK-2-H off: 2 messages went along"
	assert_output --partial "another matter"
	run -0 tk-show 2
	assert_output --partial "And: a new address"
	assert_output --partial "1. receipt.txt"
	assert_output --partial "root split it off TK-1-S"
	tk-show 2 --save-file 1=copy
	cmp receipt.txt copy
	run -0 tk-show --customer-view 2
	assert_output --partial "And: a new address"
	run -0 tk-show 1 --as-of 2026-11-21T12:10:00Z
	assert_output --partial "And: a new address"
	tk-audit verify -q
}

@test "split: what cannot go, and what went" {
	some 1
	tk-note 1 -m "note"
	first=$(tk-log 1 --kind open -c seq) note=$(tk-log 1 --kind note -c seq)
	run -65 tk-link split 1 "$first"
	assert_output "tk-link: 1: event $first opened it and stays; split the others off"
	run -65 tk-link split 1 999
	assert_output "tk-link: 1: event 999 is no message of it (tk-show --events 1 shows their numbers)"
	assert_equal "$(tk-link split -n 1 "$note")" 2
	assert_equal "$(tk-ls --count)" 1
	tk-link split 1 "$note"
	run -65 tk-link split 1 "$note"
	assert_output "tk-link: 1: event $note went to TK-2-H already"
	run -0 tk-show 1 --events
	assert_output --partial "#$((note + 2)) root split TK-2-H off: one message went along"
	tk-link split 2 "$note"
	assert_equal "$(links 2)" "split-from:1 split-into:3"
	tk-audit verify -q
}

# --- undo ---

@test "undo: both tickets as they were, but for what happened since" {
	desk 2>/dev/null
	of acme acme
	tk-move held 2 --until +2d
	before=$(tk-show 2 --json | jq -cS 'del(.seq, .events, .linked)')
	tk-link merge 1 2
	tk-note 2 --from-customer -m "said while merged" 2>/dev/null
	tk-link undo 1
	assert_equal "$(tk-show 2 --json | jq -cS 'del(.seq, .events, .linked)')" "$before"
	run -0 tk-show 1
	assert_output --partial "said while merged"
	run -0 tk-show 2
	assert_output --partial "root took it out of TK-1-S again"
	at 2026-11-24T00:00:00Z tk-note 2 -m "awake"
	assert_equal "$(ticket state 2)" open
	run -65 tk-link undo 1 2
	assert_line "tk-link: 1: it took part in no merge and no split that could be taken back"
}

@test "undo of a split: the ticket goes back, with what was said in it since" {
	some 1
	tk-note 1 --from-customer -m "second matter"
	tk-link split 1 "$(tk-log 1 --kind note -c seq)"
	tk-note 2 -p -m "answered there"
	tk-link undo 2 -m "one matter after all"
	assert_equal "$(ticket "state || merged" 2)" closed1
	run -0 tk-show 1
	assert_output --partial "second matter"
	assert_output --partial "answered there"
	assert_output --partial "root took TK-2-H back into it"
	assert_equal "$(ticket replied)" "$(ticket answered)"
	run -65 tk-note 2 -m x
	run -65 tk-link undo 2
	tk-audit verify -q
}

@test "a chain is taken back from its end; siblings in any order" {
	desk 2>/dev/null
	of acme acme acme acme
	tk-link merge 2 1
	tk-link merge 3 2
	run -65 tk-link undo 1
	assert_output "tk-link: 1: TK-2-H is merged into TK-3-Z since; take that back first (tk-link undo 2)"
	tk-link undo 2 1
	assert_equal "$(tk-ls --count)" 4
	tk-link merge 1 2 3 4
	tk-link undo 2
	tk-link undo 4 3
	assert_equal "$(tk-ls --count)" 4
	tk-link merge 1 2
	opening=$(tk-log 2 --kind open -c seq)
	tk-link split 1 "$opening" >/dev/null
	run -65 tk-link undo 2
	assert_output "tk-link: 2: messages of TK-2-H were split off into TK-5-G since; take that back first (tk-link undo 5)"
	tk-link merge 5 3
	run -65 tk-link undo 1
	assert_output "tk-link: 1: TK-3-Z was merged into TK-5-G since; take that back first (tk-link undo 3)"
	tk-link undo 3 5 2
	assert_equal "$(tk-ls --count)" 4
	tk-audit verify -q
}

# reads REF...: what the tickets say, without the events of joins.
reads() {
	tk-show --json "$@" | jq -cS 'del(.seq, .linked) | .events |= map(select(.kind | IN("merge", "split") | not)
		| select(.data.with == null))'
}

@test "ten merges, splits and undos in random order: once all are undone, the desk reads as before" {
	local seed step n
	for seed in 1 2 3 4; do
		no_desk
		desk 2>/dev/null
		RANDOM=$seed
		of acme acme acme acme acme
		for ((i = 1; i <= 5; i++)); do
			tk-note "$i" --from-customer -m "message $i"
			((RANDOM % 2)) && tk-note "$i" -p -m "answer $i"
			((RANDOM % 3)) || tk-move resolved "$i"
		done
		tk-link incident-of 1 $((2 + RANDOM % 2))
		tk-link related-to 4 5
		reads 1 2 3 4 5 >before
		for ((step = 0; step < 10; step++)); do
			n=$(tk-ls --all --count)
			case $((RANDOM % 5)) in
			0) tk-link undo $((1 + RANDOM % n)) ;;
			1 | 2)
				tk-show $((1 + RANDOM % n)) --json >one
				mapfile -t seqs < <(jq -r '.events[] | select(.kind == "note" or .kind == "open") | .seq' one)
				tk-link split "$(jq -r .ref one)" "${seqs[RANDOM % ${#seqs[@]}]}"
				;;
			*) tk-link merge $((1 + RANDOM % n)) $((1 + RANDOM % n)) ;;
			esac >/dev/null 2>&1 || true
		done
		tk-audit verify -q
		n=$(tk-ls --all --count)
		for ((i = 0; i < 40; i++)); do
			for ((step = 1; step <= n; step++)); do tk-link undo "$step" 2>/dev/null && break; done
			((step <= n)) || break
		done
		reads 1 2 3 4 5 >after
		cmp before after || fail "seed $seed: $(diff before after)"
		tk-audit verify -q
	done
}
