# bash completion of tk-report(1), made by share/build/gen-completions.
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

_tk_report() {
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
		--period | --last | --zone | --by | --where | --cohort | --calendar | --days | --few | --every | --at | --weeks | --ratio | --false-alarms | -o | --output | --as-of | --format | -c | --columns | --color | --width | --top | --db | --as | --now | --lang)
			((++i))
			[[ ${COMP_WORDS[i]} == = ]] && ((++i))
			;;
		=) ((++i)) ;;
		-*) ;;
		*) ((++operand)) ;;
		esac
	done
	case $rest$prev in
	--by)
		__tk_value one words level category complexity channel team priority plan customer kind agent state
		return
		;;
	--cohort)
		__tk_value one words opened resolved closed
		return
		;;
	--calendar)
		__tk_value one ask tk-policy --tsv list calendars
		return
		;;
	--every)
		__tk_value one words day week month hour
		return
		;;
	-o | --output)
		__tk_value one file
		return
		;;
	-c | --columns)
		__tk_value list ask tk-report --tsv --columns=help
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
	--period | --last | --zone | --where | --days | --few | --at | --weeks | --ratio | --false-alarms | --as-of | --format | --width | --top | --now | --lang) return ;;
	esac
	if [[ $rest$cur == -* ]]; then
		__tk_offer '' <<-'END'
		--period
		--last
		--zone
		--by
		--where
		--cohort
		--calendar
		--days
		--few
		--every
		--at
		--promised
		--no-compare
		--weeks
		--ratio
		--false-alarms
		--exit-status
		--output
		--force
		--as-of
		--html
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
		--top
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
	0) __tk_value one words summary levels fcr resolution response sla backlog stages categories channels plans customers insights reopen kb spikes goals trend agents metrics kinds ;;
	*) __tk_value one words opened resolved first_resolved closed resolutions reopenings backlog_start backlog open_age resolution_time resolution_business resolution_promised response_time response_business unanswered waiting waiting_age solved_at_level solved_at_first_level first_level_resolution handled_at_level escalated rejected ping_pong never_reassigned hands fcr fcr_one_touch fcr_no_repeat fcr_first_assignee fcr_at_first_level fcr_net fcr_one_touch_net fcr_no_repeat_net fcr_first_assignee_net reopened reopened_soon reopen_after sla sla_first_response sla_resolution sla_met sla_breached sla_breached_open sla_undecided sla_over time_in_state time_at_level share_of_time state_age max_age over_age goal actual gap reached mix rate share_of_all share_of_open weight weighted cumulated other agent_open agent_resolved agent_capacity contacts share_of_contacts contacts_per_case calls calls_answered call_wait call_talk ratings satisfied customers plan_hours quota quota_used beyond_quota overdrawn wishes wishes_open wishes_answered askers pain_points improvements owner due state theme to_tell waits_for promised_by late spike_cases usual times_usual by_chance spread spike_windows kb_linked kb_unlinked kb_links kb_articles kb_answers kb_answered kb_views kb_helpful kb_deflected ;;
	esac
}
complete -F _tk_report tk-report
