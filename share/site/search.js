/* Search without a server. The index lies in scripts beside the page, as a page
 * from a disk may load no other files; each is loaded when a word needs it. */
"use strict";

var tk_kb = (function () {
	const form = document.querySelector("form.big");
	const box = document.getElementById("_q");
	const results = document.getElementById("_results");
	const topics = document.getElementById("_topics");
	const said = document.getElementById("_said");
	const heading = document.getElementById("_found");
	const list = results.querySelector("ol");
	const say = results.dataset;
	const SHOWN = 20;

	/* --- files of the index --- */

	const parts = {}, waiting = {}, loads = {};

	function took(name, value) {
		parts[name] = value;
		if (waiting[name])
			waiting[name](value);
	}

	function load(name) {
		loads[name] = loads[name] || new Promise(function (done, failed) {
			const script = document.createElement("script");
			waiting[name] = done;
			script.src = say.at + "search/" + name + ".js";
			script.onerror = function () {
				delete loads[name];
				failed(new Error(name));
			};
			document.head.append(script);
		});
		return loads[name];
	}

	/* Words from one file: a list in order, the stem of each, and the places. */
	function took_words(number, words, stems, places) {
		let next = 0;
		const all = words.split(" ");
		const of = stems.split(",").map(function (s) { return s === "" ? next++ : +s; });
		took("w" + number, { words: all, stems: of, places: places.split(" "), number: number });
	}

	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	function places(text) {
		const found = [];
		let page = 0, step = 0, shift = 0;
		for (let i = 0; i < text.length; i++) {
			const digit = digits.indexOf(text[i]);
			step += (digit & 31) << shift;
			shift += 5;
			if (digit < 32) {
				page += step;
				found.push({ page: page, weight: digits.indexOf(text[++i]) / 63 });
				step = shift = 0;
			}
		}
		return found;
	}

	/* --- words --- */

	const letters = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ς": "σ", "ħ": "h" };

	function fold(text) {
		return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")
			.replace(/[ßæœøđðþłıςħ]/g, function (c) { return letters[c]; });
	}

	const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

	/* The words asked for; scripts without blanks by pairs of letters. */
	function words_of(text) {
		const found = [];
		(fold(text).match(/[\p{L}\p{N}]+/gu) || []).slice(0, 24).forEach(function (word) {
			const marks = Array.from(word);
			if (!han.test(word))
				found.push(word);
			for (let i = 0; han.test(word) && i < Math.max(1, marks.length - 1); i++)
				found.push(marks.slice(i, i + 2).join(""));
		});
		return found.filter(function (word, i) { return found.indexOf(word) === i; });
	}

	/* One letter too many, too few, other or swapped. */
	function nearly(a, b) {
		if (Math.abs(a.length - b.length) > 1 || a === b)
			return false;
		let i = 0, j = 0;
		while (i < a.length && a[i] === b[i])
			i++;
		while (j < Math.min(a.length, b.length) - i && a[a.length - 1 - j] === b[b.length - 1 - j])
			j++;
		const x = a.length - i - j, y = b.length - i - j;
		return (x <= 1 && y <= 1) || (x === 2 && y === 2 && a[i] === b[i + 1] && a[i + 1] === b[i]);
	}

	/* The files that hold words from one to another. */
	function files(head, low, high) {
		const wanted = [];
		for (let i = 0; i < head.from.length; i++)
			if (head.from[i] <= high && (i + 1 === head.from.length || head.from[i + 1] > low))
				wanted.push(load("w" + i));
		return Promise.all(wanted);
	}

	function each_word(found, fits) {
		const hits = [];
		found.forEach(function (part) {
			part.words.forEach(function (word, i) {
				const worth = fits(word);
				if (worth)
					hits.push({ word: word, worth: worth, places: part.places[part.stems[i]] });
			});
		});
		return hits;
	}

	/* What stands for a word asked for: itself; what begins with it; a form of it;
	 * what may have been meant. */
	function meant(head, word, typing) {
		return files(head, word[0], word + "\uffff").then(function (found) {
			const n = word.length;
			let hits = each_word(found, function (w) {
				return w === word ? 1 : (typing && n > 1 && w.startsWith(word) ? 0.7 * n / w.length : 0);
			});
			if (!hits.some(function (h) { return h.worth === 1; }) && n > 1 && !typing)
				hits = each_word(found, function (w) { return w.startsWith(word) ? 0.7 * n / w.length : 0; });
			for (let k = n - 1; hits.length === 0 && k >= Math.max(4, n - 4); k--)
				hits = each_word(found, function (w) {
					return w.length <= k + 4 && w.startsWith(word.slice(0, k)) ? 0.6 : 0;
				});
			return hits.length || n < 4 ? hits : files(head, word[0], word[0] + "\uffff").then(function (all) {
				return each_word(all, function (w) { return nearly(word, w) ? 0.5 : 0; });
			});
		});
	}

	/* --- pages --- */

	/* A page's worth: the sum over the words asked of how rare each is and how much
	 * the page is about it; of what may stand for a word, the best counts. */
	function rank(head, asked) {
		const scores = new Map();
		asked.forEach(function (hits) {
			const best = new Map();
			hits.forEach(function (hit) {
				const found = places(hit.places);
				const rarity = Math.log(1 + (head.pages - found.length + 0.5) / (found.length + 0.5));
				found.forEach(function (place) {
					best.set(place.page, Math.max(best.get(place.page) || 0, hit.worth * rarity * place.weight));
				});
			});
			best.forEach(function (worth, page) {
				scores.set(page, (scores.get(page) || 0) + worth);
			});
		});
		return Array.from(scores, function (s) {
			return { page: s[0], score: s[1] };
		}).sort(function (x, y) { return y.score - x.score || x.page - y.page; });
	}

	/* Those far below the best answer nothing. */
	function worth_showing(ranked) {
		return ranked.filter(function (r) { return r.score >= ranked[0].score * 0.2; });
	}

	/* Words that many pages have tell nothing by being marked. */
	function telling(head, asked) {
		return new Set(asked.flat().filter(function (hit) {
			return places(hit.places).length <= Math.max(3, head.pages / 4);
		}).map(function (hit) { return hit.word; }));
	}

	/* --- showing --- */

	function element(name, text) {
		const e = document.createElement(name);
		e.textContent = text;
		return e;
	}

	/* Text with the words that were found marked. */
	function marked(name, text, stems) {
		const e = document.createElement(name);
		text.split(/([\p{L}\p{N}]+)/u).forEach(function (piece, i) {
			e.append(i % 2 && stems.has(fold(piece)) ? element("mark", piece) : piece);
		});
		return e;
	}

	function item(doc, words) {
		const li = document.createElement("li"), a = marked("a", doc[0], words), lead = marked("p", doc[3], words);
		a.href = say.at + doc[1];
		if (doc[4])
			a.lang = a.hreflang = lead.lang = doc[4];
		const where = element("small", doc[2]);
		where.className = "badge";
		li.append(a, " ", where, lead);
		return li;
	}

	function show(head, ranked, from, words) {
		const some = ranked.slice(from, from + SHOWN);
		return Promise.all(some.map(function (r) { return load("d" + Math.floor(r.page / head.part)); })).then(function (found) {
			return some.map(function (r, i) { return item(found[i][r.page % head.part], words); });
		});
	}

	function more_button(head, ranked, from, words) {
		const old = results.querySelector("button");
		if (old)
			old.remove();
		if (from >= ranked.length)
			return;
		const button = element("button", say.more);
		button.type = "button";
		button.onclick = function () {
			show(head, ranked, from, words).then(function (items) {
				list.append.apply(list, items);
				items[0].querySelector("a").focus();
				more_button(head, ranked, from + SHOWN, words);
			});
		};
		results.append(button);
	}

	let turn = 0;

	function tell(text) {
		said.textContent = text;
	}

	function clear() {
		turn++;
		results.hidden = true;
		topics.hidden = false;
		list.replaceChildren();
		tell("");
	}

	/* typing: the last word may not be whole yet. */
	function search(typing) {
		const text = box.value, words = words_of(text), mine = ++turn;
		if (words.length === 0) {
			clear();
			return Promise.resolve();
		}
		return load("index").then(function (head) {
			return Promise.all(words.map(function (word, i) {
				return meant(head, word, typing && i === words.length - 1 && !/\s$/.test(text));
			})).then(function (asked) {
				const ranked = worth_showing(rank(head, asked));
				const stems = telling(head, asked);
				return show(head, ranked, 0, stems).then(function (items) {
					if (mine !== turn)
						return;
					results.hidden = false;
					topics.hidden = ranked.length > 0;
					list.replaceChildren.apply(list, items);
					more_button(head, ranked, SHOWN, stems);
					tell(ranked.length === 0 ? say.none : ranked.length === 1 ? say.one
						: say.many.replace("%d", ranked.length));
				});
			});
		}).catch(function () {
			if (mine !== turn)
				return;
			results.hidden = topics.hidden = false;
			list.replaceChildren();
			tell(say.failed);
		});
	}

	/* --- the page --- */

	function remember() {
		try {
			history.replaceState(null, "", box.value ? "?q=" + encodeURIComponent(box.value) : location.pathname);
		} catch (e) {
			/* A page from a disk keeps its address. */
		}
	}

	let timer;

	function start() {
		const asked = new URLSearchParams(location.search).get("q");
		box.disabled = form.querySelector("button").disabled = false;
		box.addEventListener("input", function () {
			clearTimeout(timer);
			timer = setTimeout(function () { remember(); search(true); }, 150);
		});
		box.addEventListener("focus", function () { load("index").catch(function () {}); }, { once: true });
		form.addEventListener("submit", function (event) {
			event.preventDefault();
			clearTimeout(timer);
			remember();
			search(false).then(function () { if (!results.hidden) heading.focus(); });
		});
		if (asked) {
			box.value = asked.slice(0, 200);
			search(false);
		}
	}

	document.addEventListener("DOMContentLoaded", start);
	return {
		head: function (head) { took("index", head); },
		words: took_words,
		docs: function (number, docs) { took("d" + number, docs); }
	};
})();
