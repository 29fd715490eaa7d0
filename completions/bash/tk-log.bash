# bash completion of tk-log(1), made by share/build/gen-completions.
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

_tk_log() {
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
		--since | --until | --after | --by | --not-by | -k | --kind | --not-kind | --role | --not-role | --limit | --as-of | --format | -c | --columns | --color | --width | --db | --as | --now | --lang)
			((++i))
			[[ ${COMP_WORDS[i]} == = ]] && ((++i))
			;;
		=) ((++i)) ;;
		-*) ;;
		*) ((++operand)) ;;
		esac
	done
	case $rest$prev in
	--by | --not-by)
		__tk_value list ask tk-policy --tsv list agents
		return
		;;
	-k | --kind | --not-kind)
		__tk_value list words open note set move assign customer policy erase person link merge split escalate fire call survey article kb
		return
		;;
	--role | --not-role)
		__tk_value list words agent customer bot rule system
		return
		;;
	-c | --columns)
		__tk_value list ask tk-log --tsv --columns=help
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
	--since | --until | --after | --limit | --as-of | --format | --width | --now | --lang) return ;;
	esac
	if [[ $rest$cur == -* ]]; then
		__tk_offer '' <<-'END'
		--since
		--until
		--after
		--by
		--not-by
		--kind
		--not-kind
		--role
		--not-role
		--public
		--limit
		--follow
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
		--lang
		END
		return
	fi
	case $operand in
	*) __tk_value one ask tk-ls --tsv -c ref ;;
	esac
}
complete -F _tk_log tk-log
