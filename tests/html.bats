#!/usr/bin/env bats
# Pages of HTML: what is in them, and, where there is a Chromium, what a browser
# makes of them on a narrow page and on a wide one.

load helper

# A year of a made-up desk, and every kind of report about it as a page.
pages() {
	desk four-level-desk 2>/dev/null
	"$ROOT/tests/bench/history" 400 7 1 >lines
	tk-import -q <lines
	tk-open -q -s 'A <b>bold</b> & "loud" subject' --customer '<i>acme</i>' --now 2026-10-05 >/dev/null
	mkdir -p pages
	page summary --period 2026-10
	page backlog --period 2026-06..2026-10
	page trend resolution_time --last 12mo
	mv pages/trend.html pages/time.html
	page trend sla --last 12mo
	page goals --last 6mo
	page resolution --period 2026-08..2026-10 --by category
	page customers "$(tk-ls --all -c customer | sort | uniq -c | sort -rn | awk '$2 { print $2; exit }')" --period 2026-08..2026-10
	local kind
	for kind in $(tk-report kinds | awk -F '\t' '$2 != "" { print $1 }'); do
		[ -e "pages/$kind.html" ] || page "$kind" --period 2026-08..2026-10
	done
	tk-policy promise --html >pages/promise.html
}

page() {
	tk-report "$@" --lang en --html >"pages/$1.html" || fail "tk-report $*"
}

@test "pages need nothing from elsewhere, and run nothing" {
	pages
	[ "$(find pages -type f | wc -l)" -ge 14 ]
	run grep -liE '<(script|link|img|iframe|object|embed|base|form)|@import|url\(|(src|srcset|action|xlink:href|[ "]on[a-z]+)=' pages/*
	assert_output ''
	run grep -LF "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">" pages/*
	assert_output ''
	run grep -lF '<b>bold' pages/*
	assert_output ''
	run grep -LE '^<html lang="en">$' pages/[a-oq-z]*
	assert_output ''
}

@test "each chart is one picture with a title and a description, and has its table" {
	pages
	for page in pages/*; do
		charts=$(grep -c '<svg ' "$page" || true)
		assert_equal "$page $(grep -cE '<svg class="chart" role="img" aria-labelledby="c[0-9]+-t c[0-9]+-d"' "$page" || true)" "$page $charts"
		assert_equal "$page $(grep -cE '^<title id="c[0-9]+-t">[^<]+</title>$' "$page" || true)" "$page $charts"
		assert_equal "$page $(grep -cE '^<desc id="c[0-9]+-d">[^<]+</desc>$' "$page" || true)" "$page $charts"
		assert_equal "$page $(grep -oE ' id="[^"]*"' "$page" | sort | uniq -d)" "$page "
	done
	for kind in summary levels backlog trend time goals sla categories resolution; do
		grep -q '<svg ' "pages/$kind.html" || fail "$kind has no chart"
		grep -q '<table>' "pages/$kind.html" || fail "$kind has no table"
	done
	# The ages step by step, promises by what became of them, weight and all so far.
	grep -q 'class="a6' pages/backlog.html
	grep -q 'class="good' pages/sla.html
	grep -q 'class="goal"' pages/goals.html
	grep -q 'class="s2 line"' pages/categories.html
	grep -q '<ul class="tiles">' pages/summary.html
}

@test "charts draw what the tables say" {
	pages
	tk-report levels --period 2026-08..2026-10 --tsv | awk -F '\t' '$1 == "levels" && $3 == "solved_at_level" && $6 { printf "%.2f%%\n", 100 * $6 / $7 }' >shares
	[ -s shares ]
	while read -r share; do
		grep -qF "<rect class=\"s1\" x=\"0.00%\"" pages/levels.html
		grep -qE "<rect class=\"s1\" x=\"0.00%\" y=\"[0-9]+\" width=\"${share%?%}" pages/levels.html || fail "no bar of $share"
	done <shares
	# Broken ones that are still open are not drawn twice.
	tk-report sla --period 2026-08..2026-10 --tsv | awk -F '\t' '$2 == "resolution" && $3 == "sla_met" { met = $5 }
		$2 == "resolution" && $3 ~ /^sla_(breached|undecided)$/ { rest += $5 }
		END { printf "%.1f\n", 100 * met / (met + rest) }' >met
	grep -qE "<rect class=\"good\" [^>]*width=\"$(cat met)[0-9]%\"[^>]*><title>Resolution, " pages/sla.html
}

@test "ages step by step add up to what is open, for machines too" {
	pages
	tk-report backlog --period 2026-06..2026-10 --tsv |
		awk -F '\t' '$1 == "aged" { split($2, at, "/"); sum[at[1]] += $5; n++ }
		$1 == "steps" && $3 == "backlog" { open[$2] = $5 }
		END { for (i in open) if (open[i] != sum[i]) exit 1; exit n != 30 }'
	tk-report backlog --period 2026-06..2026-10 --tsv |
		awk -F '\t' '$1 == "aged" && $2 ~ /^2026-10/ { sub(".*/", "", $2); aged[$2] = $5 }
		$1 == "ages" && $3 == "backlog" && $2 != "all" { ages[$2] = $5 }
		END { for (i in ages) if (ages[i] != aged[i]) exit 1; exit length(ages) != 6 }'
}

@test "HTML is a page: no list, no operand more" {
	desk 2>/dev/null
	run -64 tk-report --html --json
	assert_output --partial '--html is a page, not a list'
	run -64 tk-report metrics --html
	for kind in summary backlog sla categories goals; do
		run -0 --separate-stderr tk-report "$kind" --period 2026-10 --html
		assert_equal "$stderr" ""
		assert_line --index 0 '<!DOCTYPE html>'
		assert_line --index -1 '</html>'
	done
	run -0 tk-report --period 2026-10 --html --lang es
	assert_line '<html lang="es">'
}

# looked WIDTH: a line a page, what the browser found wrong, or "ok".
looked() {
	cat >"look-$1.html" <<-END
		<!DOCTYPE html><html><body><script>
		const pages = [$(for page in pages/*; do printf "'%s'," "$page"; done)];
		let left = pages.length;
		function look(name, frame) {
			const d = frame.contentDocument, w = d.documentElement.clientWidth, bad = [];
			if (d.documentElement.scrollWidth > w) bad.push('is ' + d.documentElement.scrollWidth + ' wide');
			for (const svg of d.querySelectorAll('svg')) {
				const title = svg.querySelector(':scope > title');
				if (!title || !title.textContent.trim()) bad.push('a chart without a title');
				for (const text of svg.querySelectorAll('text')) {
					const box = text.getBoundingClientRect();
					if (box.width && (box.left < 0 || box.right > w + 1)) bad.push('"' + text.textContent + '" at ' + Math.round(box.left) + '-' + Math.round(box.right));
				}
				if (svg.getBoundingClientRect().width < 150) bad.push('a chart without room');
			}
			const requests = frame.contentWindow.performance.getEntriesByType('resource');
			if (requests.length) bad.push('asked for ' + requests[0].name);
			const line = document.createElement('pre');
			line.textContent = name + ': ' + (bad.join('; ') || 'ok');
			document.body.append(line);
		}
		for (const name of pages) {
			const frame = document.createElement('iframe');
			frame.width = $1; frame.height = 800; frame.style.border = 0;
			frame.onload = () => look(name, frame);
			frame.src = name;
			document.body.append(frame);
		}
		</script></body></html>
	END
	browser --window-size=1400,900 --dump-dom "file://$PWD/look-$1.html" | grep -o '<pre>[^<]*</pre>' | sed 's/<[^>]*>//g'
}

browser() {
	"$chromium" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --allow-file-access-from-files \
		--user-data-dir="$BATS_TEST_TMPDIR/chromium" --virtual-time-budget=10000 "$@" 2>/dev/null
}

@test "in a browser: nothing sticks out at 320 and at 1280 pixels, nothing is asked for, every chart has a title" {
	chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || skip "no Chromium"
	browser --dump-dom about:blank | grep -q '<html' || skip "Chromium does not start here"
	pages
	# The browser sees what is wrong: a page too wide, a chart without a title, a request.
	printf '<!DOCTYPE html><body><div style="width:2000px">x</div><svg></svg><img src="http://nothing.invalid/x.png">' >pages/wrong.html
	for width in 320 1280; do
		looked "$width" >looked
		assert_equal "$(wc -l <looked)" "$(find pages -type f | wc -l)"
		grep -qE '^pages/wrong.html: is 20[0-9]+ wide; a chart without a title; .*asked for' looked || fail "$(cat looked)"
		run grep -v -e ': ok$' -e '^pages/wrong' looked
		assert_output ''
	done
}
