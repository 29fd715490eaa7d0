#!/usr/bin/env bats
# tk-kb: answers and when a person takes over, suggestions, links, known issues,
# votes, review, gaps, stats, tune.

load ../helper

setup() {
	common_setup
	command -v tk-kb >/dev/null || skip "tk-kb is not built: libstemmer or md4c is missing"
	tk-init -q --policy "$ROOT/share/policies/open-banking-provider.yaml"
	tk-kb import -q "$ROOT/share/kb"
}

# policy_with SED...: the policy in force, changed.
policy_with() {
	sed "$@" "$ROOT/share/policies/open-banking-provider.yaml" >policy.yaml
	tk-policy load -q policy.yaml
}

# usages: what was done, a line each, without articles' own events.
usages() {
	sqlite3 "$TK_DB" "SELECT data FROM event WHERE kind = 'kb' ORDER BY seq" | tr '\t' ' '
}

@test "answer: what the article says, where it is, and exit 0" {
	run --separate-stderr tk-kb answer "Where is my refund?"
	assert_success
	assert_line --index 0 "My refund has not arrived"
	assert_output --partial "Ask the shop"
	assert_output --partial "https://help.example.com/en/refund-not-arrived.html"
	assert_equal "$stderr" ""
}

@test "answer: in the asker's language, said or seen" {
	run tk-kb answer -n --lang es -c key,lang --tsv "¿Dónde está mi devolución?"
	assert_output $'refund-not-arrived\tes'
	run tk-kb answer -n -c key,lang --tsv "¿Dónde está mi devolución que no llega?"
	assert_output $'refund-not-arrived\tes'
}

@test "answer: fraud, complaints and wishes for a person are not for a program" {
	local text
	for text in "My refund is a fraud" "I want to complain about my refund" "refund: let me talk to a person" \
		"quiero poner una reclamación" "je veux parler à quelqu'un" "das ist Betrug" "una truffa" "quero falar com alguém"; do
		run --separate-stderr tk-kb answer -n "$text"
		assert_failure 1
		assert_output ""
		[[ $stderr == "tk-kb: a person takes over: it "* ]]
	done
	run tk-kb answer -n --json "My refund is a fraud"
	assert_failure 1
	[ "$(jq -r '[.answered, .why, .said] | @tsv' <<<"$output")" = $'false\tfraud\tfraud*' ]
}

@test "answer: the policy's own words and its threshold" {
	run tk-kb answer -n --json "bereavement: where is my refund"
	assert_failure 1
	[ "$(jq -r '[.why, .said] | @tsv' <<<"$output")" = $'policy\tbereavement' ]
	run tk-kb answer -n -c why --tsv "Where is my refund?"
	assert_output ""
	policy_with 's/threshold: 85%/threshold: 99.9%/'
	run --separate-stderr tk-kb answer -n "Where is my refund?"
	assert_failure 1
	[[ $stderr == *"not sure enough"*"refund-not-arrived"* ]]
	run tk-kb answer -n --confidence 50% "Where is my refund?"
	assert_success
}

@test "answer: what nobody wrote about, and nothing at all" {
	run tk-kb answer -n --tsv -c answered,why "xylophone zeppelin"
	assert_failure 1
	assert_output $'false\tnothing'
	run tk-kb answer -n --tsv -c answered,why "?!"
	assert_failure 1
	assert_output $'false\tnothing'
}

@test "answer: internal articles are for agents" {
	printf -- '---\nkey: secret-limits\nlang: en\ntitle: Zorblax limits of staff\naudience: internal\nstate: published\nquestions: [What are the zorblax limits?]\n---\nZorblax.\n' >s.md
	tk-kb import -q s.md
	run tk-kb answer -n --json "What are the zorblax limits?"
	assert_failure
	[ "$(jq -r .key <<<"$output")" != secret-limits ]
	run tk-kb answer -n --internal --json "What are the zorblax limits?"
	[ "$(jq -r .key <<<"$output")" = secret-limits ]
	[ "$(jq -r .link <<<"$output")" = null ]
}

@test "answer: a line each from standard input, in order, exit 0" {
	printf 'Where is my refund?\n\nxylophone\nthis is fraud\n' >questions
	run tk-kb answer -n --json - <questions
	assert_success
	[ "${#lines[@]}" -eq 3 ]
	[ "$(jq -r '[.question, (.answered|tostring), .why // "-"] | join(";")' <<<"$output")" = "Where is my refund?;true;-
xylophone;false;nothing
this is fraud;false;fraud" ]
	run tk-kb answer -n -c question --tsv <questions
	assert_line --index 2 "this is fraud"
	run tk-kb answer -n -F questions --tsv -c why
	assert_failure 1
	assert_output fraud
}

@test "answer: signs in a customer's text are no operators" {
	run tk-kb answer -n --tsv -c key -- '-refund "where is my" refund* +not here'
	assert_output refund-not-arrived
}

@test "answer: what was asked goes into the record, masked; -n records nothing" {
	tk-kb answer -n "Where is my refund?" >/dev/null
	[ -z "$(usages)" ]
	tk-kb answer --session v1 --customer acme "Where is my refund to 4111 1111 1111 1111?" >/dev/null || true
	usages | grep -q '^do=\(answer\|handover\) article=.* lang=en score=.* confidence=.* customer=1 session=v1'
	run ! desk_holds 4111111111111111
	run ! desk_holds "4111 1111 1111 1111"
	run tk-audit verify
	assert_success
}

@test "answer: wrong ways to ask" {
	run tk-kb answer -n --session "a b" "Where is my refund?"
	assert_failure 65
	run tk-kb answer -n --confidence high "Where is my refund?"
	assert_failure 64
	run tk-kb answer -n -F /dev/null "Where is my refund?"
	assert_failure 64
	run tk-kb answer -n -F nowhere
	assert_failure 66
}

@test "suggest: articles for a ticket, recorded once, linked ones left out" {
	tk-open -q --subject "Refund" -m "I was promised a refund two weeks ago"
	run tk-kb suggest 1 --limit 2
	assert_success
	[ "${#lines[@]}" -eq 2 ]
	assert_line --index 0 --regexp $'^refund-not-arrived\t1\ten\tMy refund has not arrived\tsearch$'
	tk-kb suggest 1 --limit 2 >/dev/null
	[ "$(usages | grep -c '^do=suggest')" -eq 2 ]
	tk-kb link refund-not-arrived 1
	run tk-kb suggest 1 -c key
	refute_line refund-not-arrived
	run tk-show 1
	assert_output --partial "refund-not-arrived: My refund has not arrived"
	assert_output --partial "linked the article refund-not-arrived"
	run tk-show --customer-view 1
	refute_output --partial article
}

@test "suggest: in the language of the ticket" {
	tk-open -q --customer-lang es --subject "Devolución" -m "Me prometieron una devolución hace dos semanas"
	run tk-kb suggest 1 -c key,lang
	assert_line --index 0 $'refund-not-arrived\tes'
}

@test "suggest: customers see no internal article" {
	tk-open -q --subject "duplicate notices" -m "two messages about one payment"
	run tk-kb suggest 1 --limit 50 -c key,audience
	assert_output --partial internal
	run tk-kb suggest 1 --limit 50 --public -c key,audience
	refute_output --partial internal
}

@test "suggest: a ticket that is not there" {
	run tk-kb suggest 99
	assert_failure
	assert_output --partial 99
}

@test "the policy's fallback languages come before its own" {
	printf -- '---\nlang: it\ntitle: Zorblax italiano\nstate: published\n---\nZorblax.\n' >z.it.md
	printf -- '---\nlang: en\ntitle: Zorblax English\nstate: published\n---\nZorblax.\n' >z.en.md
	tk-kb import -q z.it.md z.en.md
	run tk-kb search --lang pt zorblax -c lang
	assert_output en
	policy_with 's/fallback: \[en\]/fallback: [it, en]/'
	run tk-kb search --lang pt zorblax -c lang
	assert_output it
}

@test "known issues: by a query or a category, while they are valid, with what to say" {
	cat >issue.en.md <<-'END'
		---
		title: Bank Zed times out
		kind: known-issue
		state: published
		match: [zedbank timeout, '"never confirmed"']
		valid_until: 2026-11-30
		script: We know of it and will tell you.
		---
		Facts.
	END
	tk-kb import -q issue.en.md
	tk-open -q --subject "Zedbank" -m "A timeout again" --customer acme
	tk-open -q --subject "confirmed" -m "never"
	tk-open -q --subject "payment" -m "It was never confirmed."
	run tk-kb suggest 1 2 3 -c ref,key,why,script
	assert_line $'1\tissue\tquery\tWe know of it and will tell you.'
	assert_line $'3\tissue\tquery\tWe know of it and will tell you.'
	refute_line --regexp $'^2\tissue'
	run tk-show 1
	assert_output --partial "Bank Zed times out"
	assert_output --partial "We know of it and will tell you."
	[ "$(tk-show --json 1 | jq -r '.articles[0] | [.key, .why] | @tsv')" = $'issue\tquery' ]
	run tk-show --customer-view 1
	refute_output --partial Zed\ times
	run env TK_NOW=2026-12-02T12:00:00Z tk-show 1
	refute_output --partial "We know of it"
}

@test "link: many tickets, once each, and off again" {
	tk-open -q --subject one -m x >/dev/null
	tk-open -q --subject two -m y >/dev/null
	printf '1\n2\n' | tk-kb link refund-times
	tk-kb link refund-times 1
	[ "$(usages | grep -c '^do=link')" -eq 2 ]
	tk-kb unlink refund-times 1
	run tk-show 1
	refute_output --partial "refund-times:"
	run tk-kb link nowhere 1
	assert_failure 1
	run tk-audit verify
	assert_success
}

@test "tk-open --suggest: the reference on stdout, articles on stderr" {
	run --separate-stderr tk-open --suggest --subject "Refund" -m "I was promised a refund two weeks ago"
	assert_success
	assert_output 1
	[[ $stderr == *refund-not-arrived* ]]
	run tk-open --batch --suggest </dev/null
	assert_failure 64
}

@test "view and vote: who and when; the third bad vote makes it due" {
	tk-kb view refund-times --session v1 --customer acme
	tk-kb vote refund-times up --session v1
	for _ in 1 2 3; do
		run tk-kb review -c key,why,down
		refute_output --partial votes
		tk-kb vote refund-times down -m "no help"
	done
	run tk-kb review -c key,why,up,down
	assert_line $'refund-times\tvotes\t1\t3'
	run tk-kb vote refund-times sideways
	assert_failure 64
	run tk-kb view nowhere
	assert_failure 1
}

@test "review: what is due by its day, its end, or its age" {
	run tk-kb review -c key
	assert_output ""
	tk-kb set -q refund-times review_by=2026-11-20 owner=
	tk-kb set -q paid-twice valid_until=2026-11-25
	run tk-kb review -c key,why,due
	assert_line $'refund-times\treview_by\t2026-11-20'
	assert_line $'paid-twice\texpires\t2026-11-25'
	[ "${#lines[@]}" -eq 2 ]
	run env TK_NOW=2027-06-01T12:00:00Z tk-kb review -c key,why
	assert_line --regexp $'^paid-twice\texpired'
	run env TK_NOW=2026-10-01T12:00:00Z tk-kb review -e
	assert_failure 1
}

@test "gaps: what no article answers, grouped, also what was handed over" {
	tk-open -q --subject "Crypto wallet" -m "Can I send to my crypto wallet?"
	tk-open -q --subject "wallets of crypto" -m "topping up crypto"
	tk-open -q --subject "Refund" -m "Where is my refund? My refund has not arrived"
	tk-kb answer "does crypto work" >/dev/null || true
	run tk-kb gaps -c name,texts,tickets,asked,refs --period 2026-11
	assert_success
	[ "${#lines[@]}" -eq 1 ]
	assert_output --partial crypto
	assert_output --regexp $'\t3\t2\t1\t1,2$'
	tk-set -q category=refund 1 2
	[ "$(tk-kb gaps -c texts --period 2026-11 --category refund)" -eq 2 ]
	[ -z "$(tk-kb gaps --period 2026-11 --category ref)" ]
	run tk-kb gaps --period 2026-10 -e
	assert_failure 1
	assert_output ""
}

@test "stats: what was shown, and what came after, told honestly" {
	tk-kb view refund-times --customer helped --session a
	tk-kb view refund-times --customer asks
	tk-kb view refund-times --session nobody
	TK_NOW=2026-11-21T13:00:00Z tk-open -q --customer asks --subject "still" -m "not here" >/dev/null
	TK_NOW=2026-11-21T14:00:00Z tk-kb view refund-times --customer asks
	run env TK_NOW=2026-11-23T12:00:00Z tk-kb stats -c key,views,visits,followed,unfollowed --kind faq
	assert_line $'refund-times\t4\t3\t1\t1'
	run env TK_NOW=2026-11-23T12:00:00Z tk-kb stats total -c figure,n,of
	assert_line $'visits\t3\t'
	assert_line $'unknown\t1\t3'
	assert_line $'ticket_after\t1\t2'
	assert_line $'none_after\t1\t2'
	run env TK_NOW=2026-11-21T15:00:00Z tk-kb stats total -c figure,n,of
	assert_line $'too_early\t1\t3'
	assert_line $'none_after\t0\t1'
	run env TK_NOW=2026-11-23T12:00:00Z tk-kb stats total --within 30m -c figure,n,of
	assert_line $'ticket_after\t0\t3'
}

@test "stats: questions answered and handed over, tickets with an article" {
	tk-kb answer --session a "Where is my refund?" >/dev/null
	tk-kb answer --session b "this is fraud" >/dev/null || true
	run tk-kb stats total -c figure,n,of
	assert_line $'answered\t1\t2'
	assert_line $'handed_over\t1\t2'
	assert_line $'to_person\t1\t2'
	tk-open -q --subject one -m x >/dev/null
	tk-kb link refund-times 1
	tk-move resolved 1 2>/dev/null
	tk-move closed 1
	run tk-kb stats total -c figure,n,of
	assert_line $'linked\t1\t1'
}

@test "tune: measures by questions held out, keeps what it found, and foretells" {
	run tk-kb tune -n --json
	assert_success
	jq -e '.articles >= 40 and .questions >= 100 and (.reliability | length) == 10 and .first_right <= .questions' <<<"$output"
	[ -z "$(usages)" ]
	local before after
	before=$(tk-kb answer -n --json "Where is my refund?" | jq .confidence)
	tk-kb tune >page
	grep -q "found their article first" page
	[ "$(usages | grep -c '^do=tune always=')" -eq 1 ]
	after=$(tk-kb answer -n --json "Where is my refund?" | jq .confidence)
	[ "$before" != "$after" ]
	run tk-audit verify
	assert_success
}

@test "tune: too few questions, and who may" {
	tk-init -q --db other.db
	run tk-kb --db other.db tune
	assert_failure 65
	assert_output --partial "too few"
}

@test "the columns are told" {
	local verb
	for verb in answer suggest review gaps stats; do
		run tk-kb "$verb" --columns=help
		assert_success
		assert_output --partial key || assert_output --partial name
	done
}
