#!/usr/bin/env bats
# tk-kb: slips in what is imported and kept, and what waits for somebody.

load ../helper

setup() {
	common_setup
	command -v tk-kb >/dev/null || skip "tk-kb is not built: libstemmer or md4c is missing"
	tk-init -q --policy "$ROOT/share/policies/open-banking-provider.yaml"
}

# article KEY LINE...: imports it, published unless a line says something else.
article() {
	local key=$1
	shift
	{
		printf -- '---\nkey: %s\ntitle: About %s\n' "$key" "$key"
		printf '%s\n' "$@"
		printf -- '---\nText.\n'
	} | tk-kb import -q --publish
}

@test "import: standard input has no name to make a key of" {
	printf -- '---\ntitle: A\n---\nText.\n' >stdin.md
	run -65 tk-kb import <stdin.md
	assert_output --partial 'stdin: key: the article needs one'
	run -65 tk-kb import - <stdin.md
	assert_equal "$(tk-kb ls --count)" 0
	tk-kb import -q stdin.md
	assert_equal "$(tk-kb ls -c key)" stdin
	printf -- '---\ntitle: A\nfoo: b\n---\n' >bad
	run -65 tk-kb import <bad
	assert_output --partial 'stdin:3:1: unknown key "foo"'
}

@test "check: languages the policy does not have, categories that are nearly one of its" {
	article right 'categories: [payment, payment.failed, of our own]'
	assert_equal "$(tk-kb check -c key,problem | sort -u)" $'right\tno-translation'
	article wrong 'lang: xx' 'categories: [paymnt, payment]'
	run -1 tk-kb check -c key,lang,problem,detail
	assert_line --index 0 $'wrong\txx\tunknown-language\tthe policy has en, es, fr, de, it or pt'
	assert_line --index 1 $'wrong\t\tunknown-category\tpaymnt (did you mean "payment"?)'
}

@test "check: languages that lack much are a row each, behind the rest" {
	for key in a b c d; do
		article "$key"
	done
	article d 'lang: es'
	tk-kb set -q --lang en body='[x](nothing)' state=published d
	run -1 tk-kb check -c lang,problem,key,detail
	assert_output - <<-END
		en	dead-link	d	nothing
		es	no-translation	a	
		es	no-translation	b	
		es	no-translation	c	
		fr	no-translation		4 articles; --lang fr lists them
		de	no-translation		4 articles; --lang de lists them
		it	no-translation		4 articles; --lang it lists them
		pt	no-translation		4 articles; --lang pt lists them
	END
	run -1 tk-kb check --lang fr -c key
	assert_output $'a\nb\nc\nd'
	run -1 tk-kb check --limit 2 -c key
	assert_output $'d\na'
	run -64 tk-kb check --state draft
	run -64 tk-kb check --sort key
}

@test "import: a draft over what is published is told of, and listed" {
	article a
	article b
	printf -- '---\nkey: a\ntitle: Better\n---\nText.\n' >a.md
	run -0 tk-kb import a.md
	assert_output --partial 'drafts that wait beside what is published: 1 (tk-kb ls --state draft'
	assert_equal "$(tk-kb ls --state draft -c key,title,draft)" $'a\tAbout a\ttrue'
	assert_equal "$(tk-kb export --json --state draft | jq -r .title)" Better
	run -0 tk-kb import a.md
	assert_output ''
	tk-kb ls --state draft -c key | tk-kb publish -q
	assert_equal "$(tk-kb ls --state draft --count)" 0
	assert_equal "$(tk-kb show --json a | jq -r .title)" Better
}

@test "import takes no filter, and a help centre no language" {
	run -64 tk-kb import --public </dev/null
	assert_output --partial '--public'
	run -64 tk-kb import --kind faq </dev/null
	run -64 tk-kb export --html help --lang en
	[ ! -e help ]
}

@test "answer, suggest: who may only read is told, and that it is not recorded" {
	article refund 'questions: [Where is my refund?]'
	tk-open -q --subject 'Refund' -m 'Where is my refund?' >/dev/null
	sed 's/root: \[admin\]/root: [reader]/' "$ROOT/share/policies/open-banking-provider.yaml" >p.yaml
	tk-policy load -q p.yaml
	local before
	before=$(tk-export | wc -l)
	run -0 --separate-stderr tk-kb suggest 1 -c key
	assert_output refund
	assert_equal "$stderr" 'tk-kb: not recorded: who asks may only read'
	run -0 --separate-stderr tk-kb answer 'Where is my refund?' -c key
	assert_output refund
	assert_equal "$stderr" 'tk-kb: not recorded: who asks may only read'
	run -0 tk-kb suggest -q 1 -c key
	assert_output refund
	assert_equal "$(tk-export | wc -l)" "$before"
}

# bats test_tags=file
@test "answer, suggest: a desk that may only be read, by its file" {
	[ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null || skip "needs root, and setpriv"
	article refund 'questions: [Where is my refund?]'
	tk-open -q --subject 'Refund' -m 'Where is my refund?' >/dev/null
	local folder
	folder=$(mktemp -d)            # that of the test is barred
	cp desk.db* "$folder" && chmod 755 "$folder" && chmod 644 "$folder"/*
	run -0 --separate-stderr setpriv --reuid 65534 --regid 65534 --clear-groups env "TK_DB=$folder/desk.db" TK_NOW= \
		tk-kb suggest 1 -c key
	rm -r "$folder"
	assert_output refund
	assert_equal "$stderr" 'tk-kb: not recorded: who asks may only read'
}

@test "import: a value that is wrong is told with its line, and that nothing is written" {
	printf -- '---\nkey: a\ntitle: A\nowner: bob\n---\nText.\n' >a.md
	run -65 tk-kb import a.md
	assert_line --index 0 --partial 'a.md:4: owner: the policy has no agent "bob"'
	assert_line --index 1 --partial 'nothing is written'
	printf -- '---\nkey: b\ntitle: B\nkind: letter\n---\nText.\n' >b.md
	run -65 tk-kb import b.md
	assert_line --index 0 --partial 'b.md:4: kind: "letter"'
}
