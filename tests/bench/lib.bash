# shellcheck shell=bash disable=SC2034
# lib.bash: what the benchmarks share: a folder, the clock, a table of results.

set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bin=${1:?folder of the programs}
bin=$(cd "$bin" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/tk-bench-XXXXXX")
trap 'rm -rf "$work"' EXIT
export PATH=$bin:$PATH TZ=UTC LC_ALL=C HOME=$work
unset TK_NOW TK_ACTOR TK_FORMAT TK_POLICY

${CC:-gcc} -O2 -o "$work/clock" "$here/clock.c"
${CC:-gcc} -O2 -o "$work/null" "$here/null.c"

# clock RUNS COMMAND...: sets wall, cpu (ms) and rss (KiB).
clock() {
	local line
	line=$("$work/clock" "$@")
	read -r wall cpu rss <<<"$line"
}

# pair RUNS A... -- B...: both by turns, so that a busy machine hurts both:
# sets cpu_a, cpu_b, wall_a, wall_b as medians of rounds.
pair() {
	local runs=$1 a=() b=() i
	shift
	while [[ $1 != -- ]]; do a+=("$1"); shift; done
	shift
	b=("$@")
	: >"$work/a"; : >"$work/b"
	for ((i = 0; i < 7; i++)); do
		"$work/clock" "$runs" "${a[@]}" >>"$work/a"
		"$work/clock" "$runs" "${b[@]}" >>"$work/b"
	done
	wall_a=$(median 1 "$work/a") cpu_a=$(median 2 "$work/a")
	wall_b=$(median 1 "$work/b") cpu_b=$(median 2 "$work/b")
}

median() {
	sort -n -k"$1,$1" "$2" | awk -v c="$1" '{v[NR] = $c} END {print v[int((NR + 1) / 2)]}'
}

ratio() {
	awk -v a="$1" -v b="$2" 'BEGIN {printf "%.2f", (b > 0 ? a / b : 0)}'
}

# row WORK TK OTHER RATIO GOAL
row() {
	printf '%-52s %14s %14s %7s  %s\n' "$@"
}

title() {
	printf '\n%s\n' "$1"
	row "" tk other ratio goal
}

have() {
	command -v "$1" >/dev/null
}

# syncs COMMAND...: how many fsync and fdatasync calls it makes.
syncs() {
	strace -f -qq -e trace=fsync,fdatasync -o "$work/strace" "$@" >/dev/null
	grep -c sync "$work/strace" || true
}

# fill DESK N: a desk of N tickets.
fill() {
	export TK_DB=$1
	tk-init -q --policy default
	[[ $2 == 0 ]] || "$here/tickets" "$2" | tk-open -q --batch - >"$work/refs"
}

# sync_ms: what writing a page of 4 KiB and syncing it takes here, median of 100.
sync_ms() {
	local i
	for ((i = 0; i < 100; i++)); do
		LC_ALL=C dd if=/dev/zero of="$work/synced" bs=4k count=1 oflag=dsync conv=notrunc 2>&1 | sed -n 's/.*copied, \([0-9.e-]*\) s.*/\1/p'
	done | sort -g | awk '{ v[NR] = $1 } END { printf "%.2f", v[int((NR + 1) / 2)] * 1000 }'
}
