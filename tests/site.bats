#!/usr/bin/env bats
# tk-kb export --html: the help centre as a folder of pages, looked at as files
# and in Chromium.

load helper

setup() {
	common_setup
	command -v tk-kb >/dev/null || skip "tk-kb was not built"
	desk 2>/dev/null
	mkdir kb
} >/dev/null

# article KEY.LANG TITLE [LINE...]: a published article; what follows "--" is its body.
article() {
	local file=kb/$1.md title=$2
	shift 2
	{
		printf -- '---\ntitle: "%s"\nstate: published\n' "$title"
		while [ $# -gt 0 ] && [ "$1" != -- ]; do
			printf '%s\n' "$1"
			shift
		done
		printf -- '---\n'
		[ $# -lt 2 ] || printf '%s\n' "${@:2}"
	} >"$file"
}

site() {
	tk-kb import -q kb >/dev/null && tk-kb export --html help "$@"
}

# have_browser: or the test is skipped, with what is missing.
have_browser() {
	command -v node >/dev/null || skip "node is not here"
	export CHROMIUM
	CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
		skip "Chromium is not here (make deps-bench)"
}

# look URL WIDTH EXPRESSION: one line of JSON.
look() {
	printf 'file://%s\t%s\t%s\n' "$PWD/help/$1" "$2" "${3//[$'\n\t']/ }" | node "$ROOT/tests/web/browse.js"
}

# Titles that a search of a start page finds, a line each.
found() {
	look "$1/index.html?q=$2" 1280 'new Promise(function (done) {
		const all = document.getElementById("_results"), timer = setInterval(function () {
			if (!document.getElementById("_said").textContent) return;
			clearInterval(timer);
			done([...all.querySelectorAll("li a")].map(a => a.textContent));
		}, 20);
	})' 2>&1 | jq -r '.value[]'
}

@test "pages: start, topics and articles of every language, without a server" {
	article refund.en 'Refunds' 'categories: [payment.refund]' -- 'See [limits](limits) and [the web](https://example.com).'
	article refund.es 'Devoluciones' -- 'Vea [los límites](limits#hoy).'
	article limits.en 'Limits' -- '## Today' 'None.'
	run -0 site
	assert_output ''
	run find help -name '*.html'
	assert_equal "$(printf '%s\n' "${lines[@]}" | sort)" "$(printf 'help/%s\n' en/index.html en/limits.html en/refund.html \
		en/topic/other.html en/topic/payment.html es/index.html es/refund.html es/topic/other.html \
		es/topic/payment.html index.html | sort)"
	grep -qF 'See <a href="limits.html">limits</a> and <a href="https://example.com"' help/en/refund.html
	# What is not translated is read in the language of the first page.
	grep -qF 'Vea <a href="../en/limits.html#hoy">' help/es/refund.html
	grep -qF '<a href="../../en/limits.html" hreflang="en" lang="en">Limits</a>' help/es/topic/other.html
	grep -qF '<html lang="es">' help/es/refund.html
	grep -qF '<link rel="alternate" hreflang="es" href="../es/refund.html">' help/en/refund.html
	grep -qF 'hreflang="es" lang="es">Español</a>' help/en/refund.html
	refute grep -q 'rel="alternate" hreflang="es"' help/en/limits.html
	grep -qF "default-src 'none'; style-src 'self'; script-src 'self'" help/index.html
	refute grep -rqE 'https?://' help --include='*.css' --include='search.js'
}

refute() {
	! "$@" || fail "$*"
}

@test "only what customers may read today, and no links to the rest" {
	article shown.en 'Shown' -- '[secret](secret) [draft](draft) [gone](gone) [old](old) [nowhere](nowhere) end'
	article secret.en 'Secret' 'audience: internal' 'script: Say so.' -- 'Hidden words.'
	article known.en 'Known' 'kind: known-issue' -- 'Hidden words.'
	article draft.en 'Draft' -- 'Hidden words.'
	sed -i 's/published/draft/' kb/draft.en.md
	article gone.en 'Gone' -- 'Hidden words.'
	article old.en 'Old' 'valid_until: 2026-11-20' -- 'Hidden words.'
	article last.en 'Last day' 'valid_until: 2026-11-21' -- 'Today still.'
	tk-kb import -q kb
	tk-kb withdraw -q gone
	sed -i 's/published/withdrawn/' kb/gone.en.md
	run -0 site
	run ls help/en
	assert_output "$(printf '%s\n' index.html last.html search shown.html topic)"
	refute grep -rqi 'hidden\b.*words\|secret\.html' help/en
	grep -qF '<p>secret draft gone old nowhere end</p>' help/en/shown.html
	rm -r help
	run -0 site --internal
	[ -f help/en/secret.html ] && [ -f help/en/known.html ] && [ ! -e help/en/old.html ]
	grep -qF 'noindex' help/en/secret.html
	grep -qF '<blockquote>Say so.</blockquote>' help/en/secret.html
	grep -qF 'For agents only' help/en/index.html
}

@test "nothing to read: 1, and no folder" {
	run -1 tk-kb export --html help
	assert_output --partial 'no article is published'
	[ ! -e help ]
	run -64 tk-kb export --html
}

@test "the same articles give the same bytes; -n writes nothing" {
	tk-kb import -q "$ROOT/share/kb"
	tk-kb export --html help -n
	[ ! -e help ]
	tk-kb export --html one
	tk-kb export --html two --now 2026-11-25T09:00:00Z
	diff -r one two
	run ls -d one* two*
	assert_output "$(printf '%s\n' one two)"
}

@test "an address where it will stand: canonical links and a map" {
	article refund.en 'Refunds' -- 'Text.'
	article refund.es 'Devoluciones' -- 'Texto.'
	site --base-url https://help.example.com/kb/
	grep -qF '<link rel="canonical" href="https://help.example.com/kb/en/refund.html">' help/en/refund.html
	grep -qF '<link rel="alternate" hreflang="es" href="https://help.example.com/kb/es/refund.html">' help/en/refund.html
	grep -qF '<link rel="canonical" href="https://help.example.com/kb/en/index.html">' help/index.html
	grep -qF '<url><loc>https://help.example.com/kb/es/refund.html</loc><lastmod>2026-11-21</lastmod></url>' help/sitemap.xml
	run -64 tk-kb export --html help --base-url 'javascript:x'
	run -64 tk-kb export --html help --base-url 'https://x.example/?a"b'
}

@test "a folder of others is left alone; what they put into ours stays" {
	article refund.en 'Refunds' -- 'Text.'
	article limits.en 'Limits' -- 'Text.'
	mkdir help
	echo mine >help/notes.txt
	run -73 site
	assert_output --partial 'holds files that no export has written'
	assert_equal "$(ls help)" notes.txt
	rm help/notes.txt
	site
	mkdir help/.well-known
	echo mine | tee help/robots.txt >help/.well-known/security.txt
	tk-kb withdraw -q limits
	ln -s help link
	tk-kb export --html link/
	[ ! -e help/en/limits.html ] && [ -L link ]
	assert_equal "$(cat help/robots.txt help/.well-known/security.txt)" "$(printf 'mine\nmine')"
	# A page of somebody else's where one of ours will stand.
	mkdir -p help/en
	echo theirs >help/en/limits.html
	tk-kb publish -q limits
	run -73 tk-kb export --html help
	assert_output --partial 'no export has written it'
	assert_equal "$(cat help/en/limits.html)" theirs
	assert_equal "$(ls -d help*)" help
	run -73 tk-kb export --html nowhere/help
	touch file
	run -73 tk-kb export --html file
}

@test "pages for agents and pages for customers do not take each other's place" {
	article refund.en 'Refunds' -- 'Text.'
	article loop.en 'A loop' 'kind: known-issue' -- 'Text.'
	site
	run -73 tk-kb export --html help --internal
	assert_output --partial 'help: holds pages for customers'
	[ ! -e help/en/loop.html ] && [ -e help/en/refund.html ]
	tk-kb export --html agents --internal
	tk-kb export --html agents --internal
	[ -e agents/en/loop.html ]
	run -73 tk-kb export --html agents
	assert_output --partial 'agents: holds pages with internal articles'
	[ -e agents/en/loop.html ]
}

@test "texts that mean harm stay texts" {
	article index.en '<script>alert(1)</script> \" & </title>' \
		"questions: ['</script><b>', '\"x']" -- \
		'[a](javascript:alert) [b](data:text/html,x) <img src=x onerror=alert(1)>' '' '<script>alert(2)</script>'
	site
	[ -f help/en/_index.html ]
	refute grep -rqE '<script>|<img|="(javascript|data):' help --include='*.html'
	"$ROOT/tests/web/check-html" help/index.html help/en/*.html help/en/topic/*.html
	grep -qF 'href="_index.html"' help/en/index.html
}

@test "every page of the starter help centre is whole, and all its links lead somewhere" {
	tk-kb import -q "$ROOT/share/kb"
	tk-kb export --html help
	find help -name '*.html' -print0 | xargs -0 "$ROOT/tests/web/check-html" >wrong
	assert_equal "$(cat wrong)" ''
	assert_equal "$(find help/en help/es -maxdepth 1 -name '*.html' | wc -l)" "$(($(find help/en -maxdepth 1 -name '*.html' | wc -l) * 2))"
	# The check can fail.
	sed -i 's/<h1>/<h1 onclick="x">/; s/refund-times\.html/nowhere.html/; s|</ul>||' help/en/refund-not-arrived.html
	run "$ROOT/tests/web/check-html" help/en/refund-not-arrived.html
	assert_output --partial 'style or script in a tag'
	assert_output --partial 'leads nowhere: nowhere.html'
	assert_output --partial 'closes <ul>'
}

@test "the pages' own words in six languages" {
	for lang in de en es fr it pt; do
		article "refund.$lang" "Refund $lang" -- 'Text.'
	done
	site
	[ -d "$BUILD/locale/es" ] || skip "no msgfmt: no translations"
	for words in 'de/Wie können wir helfen?' 'es/¿En qué podemos ayudarle?' 'fr/Comment pouvons-nous vous aider ?' \
		'it/Come possiamo aiutarla?' 'pt/Como podemos ajudar?' 'en/How can we help?'; do
		grep -qF "<h1>${words#*/}</h1>" "help/${words%%/*}/index.html" || fail "$words"
	done
}

@test "Chromium: nothing is wider than 320 pixels, nothing is fetched, nothing is wrong" {
	have_browser
	tk-kb import -q "$ROOT/share/kb"
	article long.en "$(printf 'Donaudampfschifffahrt%.0s' {1..6})" -- "$(printf 'x%.0s' {1..200})" '' \
		'| a | b | c | d | e | f |' '|---|---|---|---|---|---|' \
		"| $(printf 'wide%.0s' {1..9}) | $(printf 'wide%.0s' {1..9}) | c | d | e | f |" '' \
		'```' "$(printf 'code %.0s' {1..60})" '```'
	site
	for page in index.html en/index.html es/reason-codes.html en/api-payments.html es/topic/payment.html en/long.html; do
		printf 'file://%s\t320\tdocument.documentElement.scrollWidth\n' "$PWD/help/$page"
	done | node "$ROOT/tests/web/browse.js" >seen
	assert_equal "$(jq -c 'select(.value > 320 or .requests != [] or .console != [])' seen)" ''
	assert_equal "$(wc -l <seen)" 6
}

@test "Chromium: search from a disk: forms of words, accents, codes, mistakes" {
	have_browser
	tk-kb import -q "$ROOT/share/kb"
	tk-kb export --html help
	assert_equal "$(found en 'my%20refund%20has%20not%20arrived' | head -n 1)" 'My refund has not arrived'
	assert_equal "$(found en 'refunded%20late' | grep -c -i refund)" 2
	found en 'AC04' | grep -qF 'Reason codes of banks in plain words'
	found en 'chargebcak' | grep -qF 'How a card dispute (chargeback) goes'
	assert_equal "$(found es 'DEVOLUCION%20NO%20LLEGO' | head -n 1)" 'Mi devolución no llegó'
	assert_equal "$(found en 'zxqwv')" ''
	# An internal article is in no index.
	refute grep -rqiE 'two messages about one|tipping' help
}

@test "Chromium: typing, the keyboard, the other language" {
	have_browser
	tk-kb import -q "$ROOT/share/kb"
	tk-kb export --html help
	run -0 look en/index.html 1280 '(async function () {
		const box = document.getElementById("_q"), said = document.getElementById("_said"), out = {};
		const wait = async function (test) { while (!test()) await new Promise(d => setTimeout(d, 10)); };
		await wait(() => !box.disabled);
		box.value = "chargeb";
		box.dispatchEvent(new Event("input"));
		await wait(() => said.textContent);
		out.typed = document.querySelector("#_results li a").textContent;
		out.topics = document.getElementById("_topics").hidden;
		box.value = "lost card";
		box.form.requestSubmit();
		await wait(() => document.activeElement.id === "_found");
		out.asked = document.querySelector("#_results li a").textContent;
		box.value = "";
		box.dispatchEvent(new Event("input"));
		await wait(() => document.getElementById("_results").hidden);
		out.back = !document.getElementById("_topics").hidden;
		out.other = document.querySelector(".langs a[lang=es]").href.replace(/.*\/help/, "");
		return out;
	})()'
	assert_equal "$(jq -c .value <<<"$output")" '{"typed":"How a card dispute (chargeback) goes","topics":true,"asked":"My card or phone is lost or stolen","back":true,"other":"/es/index.html"}'
	run -0 look en/paid-twice.html 1280 'document.querySelector(".langs a[lang=es]").href.replace(/.*\/help/, "")'
	assert_equal "$(jq -r .value <<<"$output")" /es/paid-twice.html
}
