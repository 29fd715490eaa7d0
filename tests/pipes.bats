#!/usr/bin/env bats
# The programs together, and with the tools every system has: any list feeds
# any program, and scripts that read line by line are safe.

load helper

setup() {
	common_setup
	desk 2>/dev/null
	tk-open -q --batch >/dev/null <<-'END'
	{"subject":"Payment failed at the bank","category":"payment.failed","customer":"acme","tags":["vip"],"body":"one"}
	{"subject":"Where is my money","category":"payment.missing","customer":"bravo","body":"two"}
	{"subject":"Wrong fee","category":"fees","customer":"acme","body":"three"}
	{"subject":"Card, \"declined\"","category":"payment.failed","customer":"carla","key":"crm-9","body":"four"}
	{"subject":"How do I log in?","category":"access","kind":"question","body":"five"}
	END
}

refs() {
	tk-ls --tsv -c ref "$@" | sort -n | paste -sd ' '
}

@test "every format of a list feeds a program" {
	for format in --tsv --csv --json --table '--tsv --header' '--csv -H'; do
		# shellcheck disable=SC2086
		tk-ls --category payment $format | tk-set "tags=+fed"
		assert_equal "$(refs --tag fed)" "1 2 4"
		tk-set tags=-fed 1 2 4
	done
	tk-ls -0 --category payment -c ref | tk-set -0 tags=+fed
	assert_equal "$(refs --tag fed)" "1 2 4"
}

@test "grep, sort, head, cut, awk between two programs" {
	tk-ls | grep -i card | tk-move open
	assert_equal "$(refs --state open)" 4
	tk-ls -c ref,subject --sort -ref | head -n 2 | tk-set tags=+last
	assert_equal "$(refs --tag last)" "4 5"
	tk-ls -c customer,ref | awk -F '\t' '$1 == "acme" { print $2 }' | tk-set tags=+acme
	assert_equal "$(refs --tag acme)" "1 3"
	tk-ls -c category | sort | uniq -c | sort -rn | head -n 1 >most
	read -r count category <most
	assert_equal "$count $category" "2 payment.failed"
}

@test "references of every form, repeats once, in one transaction" {
	printf '%s\n' 1 '  2' '1' 'TK-3-'"$(tk-show 3 | sed -n 's/^TK-3-\(.\).*/\1/p')" 'key:crm-9' | tk-set tags=+many
	assert_equal "$(refs --tag many)" "1 2 3 4"
	assert_equal "$(tk-log --json --kind set | jq -s length)" 4
}

@test "one wrong reference keeps all from being changed, unless told" {
	run -65 bash -c 'printf "1\nnonsense\n2\n" | tk-set tags=+all'
	assert_output --partial "stdin:2:"
	assert_equal "$(refs --tag all)" ""
	run -65 bash -c 'printf "1\nnonsense\n2\n" | tk-set --keep-going tags=+all'
	assert_equal "$(refs --tag all)" "1 2"
}

@test "while read: the loop's input is not eaten" {
	tk-ls -c ref,subject | while IFS=$'\t' read -r ref subject; do
		tk-show "$ref" >/dev/null
		tk-ls --text "${subject%% *}" --count >/dev/null
		tk-log "$ref" >/dev/null
		tk-set "tags=+seen" "$ref"
		echo "$ref"
	done >seen
	assert_equal "$(sort -n seen | paste -sd ' ')" "1 2 3 4 5"
	assert_equal "$(refs --tag seen)" "1 2 3 4 5"
}

@test "xargs, in blocks and one by one" {
	tk-ls -c ref | xargs -n 2 tk-set tags=+block
	assert_equal "$(refs --tag block)" "1 2 3 4 5"
	tk-ls -c ref | xargs -P 2 -I '{}' tk-note -m "seen by {}" '{}'
	assert_equal "$(tk-log --kind note --json | jq -r .ref | sort -n | paste -sd ' ')" "1 2 3 4 5"
	tk-audit verify -q
}

@test "many from a pipe need --max; operands do not" {
	for i in {1..120}; do printf '{"subject":"more %d"}\n' "$i"; done | tk-open -q --batch >/dev/null
	run -64 bash -c 'tk-ls -c ref | tk-set tags=+bulk'
	assert_output --partial -- "--max"
	assert_equal "$(refs --tag bulk)" ""
	tk-ls -c ref | tk-set --max 125 tags=+bulk
	assert_equal "$(tk-ls --tag bulk --count)" 125
	# shellcheck disable=SC2046
	tk-set tags=-bulk $(tk-ls -c ref)
	assert_equal "$(tk-ls --tag bulk --count)" 0
}

@test "what one prints another takes: open, assign, note, move" {
	tk-open -s "Chain" -m "text" | tk-assign --to ana
	assert_equal "$(refs --agent ana)" 6
	tk-open -s "Chain two" -m "text" | tee made | tk-move open
	assert_equal "$(tk-ls -c state --text '"chain two"')" open
	echo "An answer" | tk-note --public "$(<made)"
	tk-show "$(<made)" | grep -q "An answer"
	tk-ls --text chain | tk-move resolved
	assert_equal "$(refs --all --state resolved)" "6 7"
}

@test "standard input is text where operands name the ticket, references where not" {
	echo "a text" | tk-note 1
	tk-show 1 | grep -q "a text"
	echo 2 | tk-note -m "a message"
	tk-show 2 | grep -q "a message"
	printf 'the file\n' >file
	echo 3 | tk-note -F file -
	tk-show 3 | grep -q "the file"
	run -64 tk-note </dev/null
}

@test "a list that went to a file is still a list a day later" {
	tk-ls --json --category payment >monday
	tk-set category=other 1
	at 2026-11-22T12:00:00Z tk-set tags=+monday <monday
	assert_equal "$(refs --tag monday)" "1 2 4"
}

@test "a list as it stood feeds today's programs" {
	at 2026-11-21T13:00:00Z tk-move resolved 1 2 3 4 5
	at 2026-11-21T14:00:00Z tk-ls --as-of 2026-11-21T12:30 --category payment |
		at 2026-11-21T14:00:00Z tk-set tags=+was-open
	assert_equal "$(refs --all --tag was-open)" "1 2 4"
}

@test "following the record without missing or repeating" {
	last=$(tk-log --json | jq -s 'map(.seq) | max')
	tk-move open 1 2
	tk-log --after "$last" --json | jq -r '"\(.kind) \(.ref)"' >new
	assert_equal "$(<new)" $'move 1\nmove 2'
	next=$(tk-log --json | jq -s 'map(.seq) | max')
	assert_equal "$(tk-log --after "$next")" ""
}

@test "join and jq over two lists" {
	tk-ls -c customer,ref | grep -v '^	' | sort >by_customer
	tk-ls -c customer | grep . | sort | uniq -c | awk '{ print $2 "\t" $1 }' >counts
	assert_equal "$(join -t $'\t' by_customer counts | cut -f 2,3 | sort -n | paste -sd ';')" $'1\t2;2\t1;3\t2;4\t1'
	tk-ls --json -c ref,customer |
		jq -rs 'group_by(.customer) | map(select(.[0].customer != null) | "\(.[0].customer)=\(length)") | .[]' >groups
	assert_equal "$(paste -sd ' ' groups)" "acme=2 bravo=1 carla=1"
}

@test "a template writes a script that does what it says" {
	tk-open -s "it's \$(touch pwned) \`touch pwned\`; touch pwned" -m "body" >/dev/null
	tk-ls --format 'printf "%%s\\n" %(subject:shell)\n' >script
	bash script >out
	[ ! -e pwned ]
	tk-ls --tsv -c subject | sort >want
	sort out | cmp - want
}

@test "writers at once: nothing lost, the record whole" {
	for i in 1 2 3 4; do
		for j in 1 2 3 4 5; do
			tk-note -m "from $i, $j" "$j"
		done &
		pids+=($!)
	done
	for pid in "${pids[@]}"; do
		wait "$pid"
	done
	assert_equal "$(tk-log --kind note --json | jq -s length)" 20
	run -0 tk-audit verify -q
}

@test "a dry run in the middle of a pipe changes nothing and says what it would" {
	run -0 --separate-stderr bash -c 'tk-ls --category payment | tk-move -n open'
	assert_equal "$(cut -f 1 <<<"$output" | sort -n | paste -sd ' ')" "1 2 4"
	assert_equal "$(refs --state open)" ""
}
