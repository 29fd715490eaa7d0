# bash completion of tk-open(1), made by share/build/gen-completions.
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

_tk_open() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local rest='' operand=0 i
	COMPREPLY=()
	# bash takes --name=value apart into three words
	if [[ $cur == = ]]; then
		cur=''
	elif [[ $prev == = ]]; then
		prev=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	for ((i = 1; i < COMP_CWORD; i++)); do
		case $rest${COMP_WORDS[i]} in
		--) rest=+ ;;
		-s | --subject | -m | --message | -F | --file | --attach | --customer | --person | --customer-lang | --channel | --contact | --kind | -c | --category | --complexity | --plan | -t | --tag | --watcher | --cc | --field | --key | --affected | --impact | --urgency | --priority | --level | --team | --agent | --map | --db | --as | --now | --lang)
			((++i))
			[[ ${COMP_WORDS[i]} == = ]] && ((++i))
			;;
		=) ((++i)) ;;
		-*) ;;
		*) ((++operand)) ;;
		esac
	done
	case $rest$prev in
	-F | --file)
		__tk_value one file
		return
		;;
	--attach)
		__tk_value one file
		return
		;;
	--customer)
		__tk_value one ask tk-customer ls --tsv -c key --limit 1000
		return
		;;
	--channel)
		__tk_value one ask tk-policy --tsv list channels
		return
		;;
	--kind)
		__tk_value one ask tk-policy --tsv list kinds
		return
		;;
	-c | --category)
		__tk_value one ask tk-policy --tsv list categories
		return
		;;
	--complexity)
		__tk_value one words simple normal complex
		return
		;;
	--plan)
		__tk_value one ask tk-policy --tsv list plans
		return
		;;
	--watcher)
		__tk_value list ask tk-policy --tsv list agents
		return
		;;
	--field)
		__tk_value one ask tk-policy --tsv list fields
		return
		;;
	--impact)
		__tk_value one words high medium low
		return
		;;
	--urgency)
		__tk_value one words high medium low
		return
		;;
	--priority)
		__tk_value one ask tk-policy --tsv list priorities
		return
		;;
	--team)
		__tk_value one ask tk-policy --tsv list teams
		return
		;;
	--agent)
		__tk_value one ask tk-policy --tsv list agents
		return
		;;
	--map)
		__tk_value one file
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
	-s | --subject | -m | --message | --person | --customer-lang | --contact | -t | --tag | --cc | --key | --affected | --level | --now | --lang) return ;;
	esac
	if [[ $rest$cur == -* ]]; then
		__tk_offer '' <<-'END'
		--subject
		--message
		--file
		--edit
		--attach
		--solved
		--explain
		--suggest
		--customer
		--person
		--customer-lang
		--channel
		--contact
		--kind
		--category
		--complexity
		--plan
		--tag
		--watcher
		--cc
		--field
		--key
		--affected
		--impact
		--urgency
		--priority
		--level
		--team
		--agent
		--batch
		--csv
		--map
		--keep-going
		--dry-run
		--db
		--as
		--now
		--quiet
		--help
		--version
		--lang
		END
		return
	fi
	case $operand in
	0) __tk_value one file ;;
	esac
}
complete -F _tk_open tk-open
