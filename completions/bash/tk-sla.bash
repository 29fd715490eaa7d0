# bash completion of tk-sla(1), made by share/build/gen-completions.
# shellcheck shell=bash

# The lines of standard input that begin with the current word; $1 stays
# before them.
__tk_offer() {
	local word head=$1
	while IFS= read -r word; do
		if [[ $head$word == "$cur"* ]]; then
			printf -v word %q "$word"
			COMPREPLY+=("$head$word")
		fi
	done
}

# A value: one, or a list with commas. A desk that does not answer at once
# offers nothing.
__tk_value() {
	local list=$1 kind=$2 head=
	shift 2
	if [[ $list == list ]]; then
		[[ $cur == +* ]] && head=+
		[[ $cur == *,* ]] && head=${cur%,*},
	fi
	case $kind in
	file) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
	dir) mapfile -t COMPREPLY < <(compgen -d -- "$cur") ;;
	words) __tk_offer "$head" < <(printf '%s\n' "$@") ;;
	ask) __tk_offer "$head" < <(timeout 0.3 "$@" 2>/dev/null | cut -f 1) ;;
	esac
	if [[ $kind == file || $kind == dir ]]; then
		compopt -o filenames 2>/dev/null
	fi
}

_tk_sla() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local rest='' equals='' operand=0 i
	COMPREPLY=()
	# bash takes --name=value apart into three words
	if [[ $cur == = ]]; then
		equals='=' cur=''
	elif [[ $prev == = ]]; then
		equals='=' prev=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	for ((i = 1; i < COMP_CWORD; i++)); do
		case $rest${COMP_WORDS[i]} in
		--) rest=+ ;;
		--within | --clock | --not-clock | --ended | -s | --state | --not-state | --kind | --not-kind | --priority | --not-priority | --level | --not-level | --team | --not-team | --agent | --not-agent | --asked | --not-asked | --customer | --not-customer | --category | --not-category | --complexity | --not-complexity | --channel | --not-channel | --lang | --not-lang | --plan | --not-plan | --tag | --not-tag | --watcher | --not-watcher | --linked | --not-linked | --field | --not-field | --opened | --not-opened | --changed | --not-changed | --in-state-for | --idle | --text | --sort | --limit | --warning | --critical | --policy | --since | --until | --as-of | --format | -c | --columns | --color | --width | --db | --as | --now)
			((++i))
			[[ ${COMP_WORDS[i]} == = ]] && ((++i))
			;;
		=) ((++i)) ;;
		-*) ;;
		*) ((++operand)) ;;
		esac
	done
	case $rest$prev in
	-s | --state | --not-state)
		__tk_value list ask tk-policy --tsv list states
		return
		;;
	--kind | --not-kind)
		__tk_value list ask tk-policy --tsv list kinds
		return
		;;
	--priority | --not-priority)
		__tk_value list ask tk-policy --tsv list priorities
		return
		;;
	--level | --not-level)
		__tk_value list ask tk-policy --tsv list levels
		return
		;;
	--team | --not-team)
		__tk_value list ask tk-policy --tsv list teams
		return
		;;
	--agent | --not-agent)
		__tk_value list ask tk-policy --tsv list agents
		return
		;;
	--asked | --not-asked)
		__tk_value list ask tk-policy --tsv list agents
		return
		;;
	--customer | --not-customer)
		__tk_value list ask tk-customer ls --tsv -c key --limit 1000
		return
		;;
	--category | --not-category)
		__tk_value list ask tk-policy --tsv list categories
		return
		;;
	--channel | --not-channel)
		__tk_value list ask tk-policy --tsv list channels
		return
		;;
	--plan | --not-plan)
		__tk_value list ask tk-policy --tsv list plans
		return
		;;
	--watcher | --not-watcher)
		__tk_value list ask tk-policy --tsv list agents
		return
		;;
	--linked | --not-linked)
		__tk_value list ask tk-ls --tsv -c ref
		return
		;;
	--field | --not-field)
		__tk_value one ask tk-policy --tsv list fields
		return
		;;
	--sort)
		__tk_value list ask tk-sla --tsv --columns=help
		return
		;;
	--policy)
		__tk_value one file
		return
		;;
	-c | --columns)
		__tk_value list ask tk-sla --tsv --columns=help
		return
		;;
	--color)
		__tk_value one words auto always never
		return
		;;
	--db)
		__tk_value one file
		return
		;;
	--as)
		__tk_value one ask tk-policy --tsv list agents
		return
		;;
	--within | --clock | --not-clock | --ended | --complexity | --not-complexity | --lang | --not-lang | --tag | --not-tag | --opened | --not-opened | --changed | --not-changed | --in-state-for | --idle | --text | --limit | --warning | --critical | --since | --until | --as-of | --format | --width | --now) return ;;
	esac
	if [[ $equals$prev == =--prometheus ]]; then
		__tk_value one file
		return
	fi
	if [[ $rest$cur == -* ]]; then
		__tk_offer '' <<-'END'
		--breached
		--at-risk
		--paused
		--met
		--within
		--clock
		--not-clock
		--ended
		--all
		--state
		--not-state
		--kind
		--not-kind
		--priority
		--not-priority
		--level
		--not-level
		--team
		--not-team
		--agent
		--not-agent
		--asked
		--not-asked
		--customer
		--not-customer
		--category
		--not-category
		--complexity
		--not-complexity
		--channel
		--not-channel
		--lang
		--not-lang
		--plan
		--not-plan
		--tag
		--not-tag
		--watcher
		--not-watcher
		--linked
		--not-linked
		--field
		--not-field
		--opened
		--not-opened
		--changed
		--not-changed
		--in-state-for
		--idle
		--text
		--sort
		--limit
		--count
		--exit-status
		--nagios
		--warning
		--critical
		--prometheus
		--policy
		--since
		--until
		--flips
		--as-of
		--table
		--tsv
		--csv
		--json
		--format
		--columns
		--header
		--no-header
		--color
		--width
		--null
		--db
		--as
		--now
		--quiet
		--help
		--version
		END
		return
	fi
	case $operand in
	0) __tk_value one words ls board check explain replay ;;
	*) __tk_value one ask tk-ls --tsv -c ref ;;
	esac
}
complete -F _tk_sla tk-sla
