# fish completion of tk-report(1), made by share/build/gen-completions.
complete -c tk-report -f
function __tk_report_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word --period --last --zone --by --where --cohort --calendar --days --few --every --at --weeks --ratio --false-alarms -o --output --as-of --format -c --columns --color --width --top --db --as --now --lang
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-report -l period -d '2026-11, yesterday, last-week, 12mo, A..B (default: last-month; trend: 12mo; spikes: yesterday)' -x
complete -c tk-report -l last -d 'the last whole days, weeks or months before today: 30d, 4w, 3mo, day, week, month, quarter, year' -x
complete -c tk-report -l zone -d 'whose days and months (default: the policy'\''s zone)' -x
complete -c tk-report -l by -d 'a row for each value of this field' -x -a 'level category complexity channel team priority plan customer kind agent state'
complete -c tk-report -l where -d 'only tickets that tk-ls --NAME V would list; NAME!=V: the others; given again: all must fit' -x
complete -c tk-report -l cohort -d 'count cases by when they were opened, resolved or closed (default: what the report says)' -x -a 'opened resolved closed'
complete -c tk-report -l calendar -d 'working time in this calendar of the policy (default: that of the first line)' -x -a '(timeout 0.3 tk-policy --tsv list calendars 2>/dev/null | cut -f 1)'
complete -c tk-report -l days -d 'window after the first resolution for repeats and re-openings (default: 7)' -x
complete -c tk-report -l few -d 'in rows of a customer or agent leave out shares and times of fewer cases (default: 5)' -x
complete -c tk-report -l every -d 'backlog, goals, trend: steps of the period (default: month; backlog: what fits); spikes: hour or day (default: hour)' -x -a 'day week month hour'
complete -c tk-report -l at -d 'backlog: as it stood at these instants' -x
complete -c tk-report -l promised -d 'resolution: also the time that the promise to resolve counted, without its pauses'
complete -c tk-report -l no-compare -d 'summary, categories, customers: without the period before'
complete -c tk-report -l weeks -d 'spikes: what is usual is counted from so many weeks before (default: 8)' -x
complete -c tk-report -l ratio -d 'spikes: only where there are so many per cent of what is usual, or more (default: 200)' -x
complete -c tk-report -l false-alarms -d 'spikes: so many false alarms are to be expected in 100 such reports, at most (default: 5)' -x
complete -c tk-report -s e -l exit-status -d 'spikes: where nothing stands out say nothing and exit with 1'
complete -c tk-report -s o -l output -d 'customers: a file for each in this folder, which is made where it is not there' -r -F
complete -c tk-report -l force -d 'customers: in place of files that are there already'
complete -c tk-report -l as-of -d 'show the desk as it stood at an instant' -x
complete -c tk-report -l html -d 'as one page of HTML with charts, which needs nothing else'
complete -c tk-report -l table -d 'an aligned table (default on a terminal)'
complete -c tk-report -l tsv -d 'tab separated values (default in a pipe)'
complete -c tk-report -l csv -d 'comma separated values (RFC 4180); =excel guards against formulas'
complete -c tk-report -l json -d 'JSON lines'
complete -c tk-report -l format -d 'a template with %(column), see tk-formats(7)' -x
complete -c tk-report -s c -l columns -d 'exactly these columns; +A adds; "all"; "help" lists them' -x -a '(__fish_complete_list , "timeout 0.3 tk-report --tsv --columns=help 2>/dev/null | cut -f 1")'
complete -c tk-report -l header -d 'with a header line'
complete -c tk-report -s H -l no-header -d 'without a header line'
complete -c tk-report -l color -d 'colour' -x -a 'auto always never'
complete -c tk-report -l width -d 'cells a table may take; 0: no limit' -x
complete -c tk-report -l top -d 'rows of a table on a page (default: 20; 0: all)' -x
complete -c tk-report -s 0 -l null -d 'end each record with NUL instead of a newline'
complete -c tk-report -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-report -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-report -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-report -s q -l quiet -d 'no notes on standard error'
complete -c tk-report -l help -d 'show this help'
complete -c tk-report -l version -d 'show the version'
complete -c tk-report -l lang -d 'language of texts for people' -x
complete -c tk-report -n '__tk_report_operands -eq 0' -a 'summary levels fcr resolution response sla backlog stages categories channels plans customers insights reopen kb spikes goals trend agents metrics kinds'
complete -c tk-report -n '__tk_report_operands -ge 1' -a 'opened resolved first_resolved closed resolutions reopenings backlog_start backlog open_age resolution_time resolution_business resolution_promised response_time response_business unanswered waiting waiting_age solved_at_level solved_at_first_level first_level_resolution handled_at_level escalated rejected ping_pong never_reassigned hands fcr fcr_one_touch fcr_no_repeat fcr_first_assignee fcr_at_first_level fcr_net fcr_one_touch_net fcr_no_repeat_net fcr_first_assignee_net reopened reopened_soon reopen_after sla sla_first_response sla_resolution sla_met sla_breached sla_breached_open sla_undecided sla_over time_in_state time_at_level share_of_time state_age max_age over_age goal actual gap reached mix rate share_of_all share_of_open weight weighted cumulated other agent_open agent_resolved agent_capacity contacts share_of_contacts contacts_per_case calls calls_answered call_wait call_talk ratings satisfied customers plan_hours quota quota_used beyond_quota overdrawn wishes wishes_open wishes_answered askers pain_points improvements owner due state theme to_tell waits_for promised_by late spike_cases usual times_usual by_chance spread spike_windows kb_linked kb_unlinked kb_links kb_articles kb_answers kb_answered kb_views kb_helpful kb_deflected'
