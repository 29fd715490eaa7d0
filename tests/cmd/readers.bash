# readers.bash: a small desk for the tests of the programs that read.

# team_desk: the default policy with two teams and two agents; ana is whoever
# runs the tests. It is made before anything happens.
team_desk() {
	sed -e 's/^teams: {}/teams:\
  front: {label: {en: Front desk, es: Atención}, level: 1}\
  payments: {label: {en: Payments, es: Pagos}, level: 2}/' \
		-e "s/^agents: {}/agents:\\
  ana: {name: Ana Prado, user: $(id -un), level: 1, teams: [front]}\\
  luis: {name: Luis Vega Ruiz, level: 2, teams: [payments]}/" \
		"$ROOT/share/policies/default.yaml" >policy.yaml
	at 2026-11-01T00:00:00Z tk-init -q --policy policy.yaml
}

# open_at INSTANT OPTIONS...: a ticket; prints its number.
open_at() {
	at "$1" tk-open -q "${@:2}"
}

# refs OPTIONS...: the tickets tk-ls lists, in one line.
refs() {
	tk-ls -c ref "$@" | paste -sd ' '
}
