# bash completion of tk-kb(1), made by share/build/gen-completions.
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

_tk_kb() {
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
		--kind | --category | --audience | --owner | --state | --lang | --sort | --limit | --text-version | --base-url | -m | --message | --map | -F | --file | --confidence | --customer | --session | --precision | --period | --within | --least | --without | --max | --format | -c | --columns | --color | --width | --db | --as | --now)
			((++i))
			[[ ${COMP_WORDS[i]} == = ]] && ((++i))
			;;
		=) ((++i)) ;;
		-*) ;;
		*) ((++operand)) ;;
		esac
	done
	case $rest$prev in
	--kind)
		__tk_value one words article tutorial faq api known-issue
		return
		;;
	--category)
		__tk_value one ask tk-policy --tsv list categories
		return
		;;
	--audience)
		__tk_value one words public internal
		return
		;;
	--owner)
		__tk_value one ask tk-policy --tsv list agents
		return
		;;
	--state)
		__tk_value one words draft published withdrawn
		return
		;;
	--sort)
		__tk_value list ask tk-kb --tsv --columns=help
		return
		;;
	--map)
		__tk_value one file
		return
		;;
	-F | --file)
		__tk_value one file
		return
		;;
	--customer)
		__tk_value one ask tk-customer ls --tsv -c key --limit 1000
		return
		;;
	-c | --columns)
		__tk_value list ask tk-kb --tsv --columns=help
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
	--lang | --limit | --text-version | --base-url | -m | --message | --confidence | --session | --precision | --period | --within | --least | --without | --max | --format | --width | --now) return ;;
	esac
	if [[ $rest$cur == -* ]]; then
		__tk_offer '' <<-'END'
		--kind
		--category
		--audience
		--public
		--owner
		--state
		--lang
		--sort
		--limit
		--count
		--exit-status
		--all-words
		--index
		--text-version
		--drafts
		--html
		--diff
		--markdown
		--base-url
		--internal
		--message
		--publish
		--openapi
		--map
		--explain
		--file
		--confidence
		--customer
		--session
		--precision
		--period
		--within
		--least
		--without
		--max
		--keep-going
		--null
		--dry-run
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
	0) __tk_value one words search ls show import export log edit set publish withdraw check index answer suggest link unlink view vote review gaps stats tune ;;
	esac
}
complete -F _tk_kb tk-kb
