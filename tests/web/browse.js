// browse.js: looks at pages in headless Chromium, over its debugging pipe, so
// that nothing but node and Chromium is needed.
//
// A line of stdin is URL, width in pixels and an expression (a promise will do),
// separated by tabs. For each: one line of JSON with its value, what was asked
// for beside files, and what the console said. CHROMIUM names the browser.
"use strict";
const { spawn } = require("child_process");
const fs = require("fs"), os = require("os"), path = require("path");

const profile = fs.mkdtempSync(path.join(process.env.TMPDIR || os.tmpdir(), "tk-web-"));
const browser = spawn(process.env.CHROMIUM || "chromium", ["--headless", "--no-sandbox", "--disable-gpu",
	"--no-first-run", "--disable-extensions", "--disable-background-networking", "--disable-component-update",
	"--remote-debugging-pipe", "--user-data-dir=" + profile, "about:blank"],
	{ stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const answers = new Map(), listeners = [];
let last = 0, rest = "";

function end(code) {
	browser.on("exit", () => {
		/* Its last process may still write. */
		for (let i = 0; i < 20 && fs.existsSync(profile); i++)
			try {
				fs.rmSync(profile, { recursive: true, force: true });
			} catch (e) {
				Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
			}
		process.exit(code);
	});
	call("Browser.close").catch(() => {});
}

browser.on("error", e => {
	console.error("browse: " + e.message);
	process.exit(69);
});
browser.stdio[4].on("data", data => {
	const messages = (rest + data).split("\0");
	rest = messages.pop();
	for (const text of messages) {
		const m = JSON.parse(text);
		if (m.id) {
			answers.get(m.id)(m);
			answers.delete(m.id);
		} else {
			listeners.forEach(l => l(m));
		}
	}
});

function call(method, params, sessionId) {
	const id = ++last;
	browser.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
	return new Promise((done, failed) => answers.set(id, m => m.error ? failed(new Error(method + ": " + m.error.message)) : done(m.result)));
}

async function visit(url, width, expression) {
	const { targetId } = await call("Target.createTarget", { url: "about:blank" });
	const { sessionId } = await call("Target.attachToTarget", { targetId, flatten: true });
	const seen = { requests: [], console: [] };
	let loaded;
	const whole = new Promise(done => { loaded = done; });
	listeners.push(m => {
		if (m.sessionId !== sessionId)
			return;
		if (m.method === "Network.requestWillBeSent" && !/^(file|about):/.test(m.params.request.url))
			seen.requests.push(m.params.request.url);
		if (m.method === "Log.entryAdded")
			seen.console.push(m.params.entry.text);
		if (m.method === "Runtime.exceptionThrown")
			seen.console.push(m.params.exceptionDetails.exception.description);
		if (m.method === "Page.loadEventFired")
			loaded();
	});
	for (const domain of ["Page", "Network", "Log", "Runtime"])
		await call(domain + ".enable", {}, sessionId);
	await call("Emulation.setDeviceMetricsOverride", { width: +width, height: 800, deviceScaleFactor: 1, mobile: false }, sessionId);
	await call("Page.navigate", { url }, sessionId);
	await whole;
	const r = await call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true }, sessionId);
	await call("Target.closeTarget", { targetId });
	listeners.pop();
	if (r.exceptionDetails)
		throw new Error(url + ": " + r.exceptionDetails.exception.description);
	return { url, width: +width, value: r.result.value, ...seen };
}

(async () => {
	for (const line of fs.readFileSync(0, "utf8").split("\n").filter(l => l)) {
		const [url, width, expression] = line.split("\t");
		console.log(JSON.stringify(await visit(url, width, expression)));
	}
	end(0);
})().catch(e => {
	console.error("browse: " + e.message);
	end(70);
});
