# fish completion of tk-sla(1), made by share/build/gen-completions.
complete -c tk-sla -f
function __tk_sla_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word --within --clock --not-clock --ended -s --state --not-state --kind --not-kind --priority --not-priority --level --not-level --team --not-team --agent --not-agent --asked --not-asked --customer --not-customer --category --not-category --complexity --not-complexity --channel --not-channel --lang --not-lang --plan --not-plan --tag --not-tag --watcher --not-watcher --linked --not-linked --field --not-field --opened --not-opened --changed --not-changed --in-state-for --idle --text --sort --limit --warning --critical --policy --since --until --as-of --format -c --columns --color --width --db --as --now
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-sla -l breached -d 'past their due instant; with --ended or --all those that ended so, too'
complete -c tk-sla -l at-risk -d 'in the time the policy warns of, and not breached yet'
complete -c tk-sla -l paused -d 'that stand still in the state of their ticket'
complete -c tk-sla -l met -d 'met in time, with --ended or --all'
complete -c tk-sla -l within -d 'due from now on, at the latest in so long: 30m, 4h; for board how far it looks ahead (4h)' -x
complete -c tk-sla -l clock -d 'of this name: ack, first_response, next_response, update, resolution, level, or a deadline' -x
complete -c tk-sla -l not-clock -d 'not: of this name: ack, first_response, next_response, update, resolution, level, or a deadline' -x
complete -c tk-sla -l ended -d 'clocks that ended in this period instead of those that are open' -x
complete -c tk-sla -s a -l all -d 'ended clocks too; they are left out unless this or --ended is given'
complete -c tk-sla -s s -l state -d 'in this state, or in a state of this class' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list states 2>/dev/null | cut -f 1")'
complete -c tk-sla -l not-state -d 'not: in this state, or in a state of this class' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list states 2>/dev/null | cut -f 1")'
complete -c tk-sla -l kind -d 'of this kind: incident, request, ...' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list kinds 2>/dev/null | cut -f 1")'
complete -c tk-sla -l not-kind -d 'not: of this kind: incident, request, ...' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list kinds 2>/dev/null | cut -f 1")'
complete -c tk-sla -l priority -d 'P1, 1, or a range: P1..P2' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list priorities 2>/dev/null | cut -f 1")'
complete -c tk-sla -l not-priority -d 'not: P1, 1, or a range: P1..P2' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list priorities 2>/dev/null | cut -f 1")'
complete -c tk-sla -l level -d 'at this level, or a range: 2..3' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list levels 2>/dev/null | cut -f 1")'
complete -c tk-sla -l not-level -d 'not: at this level, or a range: 2..3' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list levels 2>/dev/null | cut -f 1")'
complete -c tk-sla -l team -d 'given to this team; "none": to no team' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list teams 2>/dev/null | cut -f 1")'
complete -c tk-sla -l not-team -d 'not: given to this team; "none": to no team' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list teams 2>/dev/null | cut -f 1")'
complete -c tk-sla -l agent -d 'held by this agent; "me"; "none": by nobody' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-sla -l not-agent -d 'not: held by this agent; "me"; "none": by nobody' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-sla -l asked -d 'with an open question to this agent or team; "me": to me or my teams' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-sla -l not-asked -d 'not: with an open question to this agent or team; "me": to me or my teams' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-sla -l customer -d 'of this customer; "none": of none' -x -a '(__fish_complete_list , "timeout 0.3 tk-customer ls --tsv -c key --limit 1000 2>/dev/null | cut -f 1")'
complete -c tk-sla -l not-customer -d 'not: of this customer; "none": of none' -x -a '(__fish_complete_list , "timeout 0.3 tk-customer ls --tsv -c key --limit 1000 2>/dev/null | cut -f 1")'
complete -c tk-sla -l category -d 'of this category or one below it; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list categories 2>/dev/null | cut -f 1")'
complete -c tk-sla -l not-category -d 'not: of this category or one below it; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list categories 2>/dev/null | cut -f 1")'
complete -c tk-sla -l complexity -d 'simple, normal, complex or none' -x
complete -c tk-sla -l not-complexity -d 'not: simple, normal, complex or none' -x
complete -c tk-sla -l channel -d 'that came by this channel; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list channels 2>/dev/null | cut -f 1")'
complete -c tk-sla -l not-channel -d 'not: that came by this channel; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list channels 2>/dev/null | cut -f 1")'
complete -c tk-sla -l lang -d 'in this language; "none": not known' -x
complete -c tk-sla -l not-lang -d 'not: in this language; "none": not known' -x
complete -c tk-sla -l plan -d 'of this support plan; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list plans 2>/dev/null | cut -f 1")'
complete -c tk-sla -l not-plan -d 'not: of this support plan; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list plans 2>/dev/null | cut -f 1")'
complete -c tk-sla -l tag -d 'with this tag; "none": without any' -x
complete -c tk-sla -l not-tag -d 'not: with this tag; "none": without any' -x
complete -c tk-sla -l watcher -d 'that this agent follows; "me"; "none": nobody' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-sla -l not-watcher -d 'not: that this agent follows; "me"; "none": nobody' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-sla -l linked -d 'linked to this ticket; incident-of:REF: its incidents, see tk-link(1)' -x -a '(__fish_complete_list , "timeout 0.3 tk-ls --tsv -c ref 2>/dev/null | cut -f 1")'
complete -c tk-sla -l not-linked -d 'not: linked to this ticket; incident-of:REF: its incidents, see tk-link(1)' -x -a '(__fish_complete_list , "timeout 0.3 tk-ls --tsv -c ref 2>/dev/null | cut -f 1")'
complete -c tk-sla -l field -d 'whose field has this value; NAME alone: any value' -x -a '(timeout 0.3 tk-policy --tsv list fields 2>/dev/null | cut -f 1)'
complete -c tk-sla -l not-field -d 'not: whose field has this value; NAME alone: any value' -x -a '(timeout 0.3 tk-policy --tsv list fields 2>/dev/null | cut -f 1)'
complete -c tk-sla -l opened -d 'opened in this period; an instant means since' -x
complete -c tk-sla -l not-opened -d 'not: opened in this period; an instant means since' -x
complete -c tk-sla -l changed -d 'changed last in this period, or since this instant' -x
complete -c tk-sla -l not-changed -d 'not: changed last in this period, or since this instant' -x
complete -c tk-sla -l in-state-for -d 'in its state for at least so long: 3d, 8h' -x
complete -c tk-sla -l idle -d 'nothing happened for at least so long' -x
complete -c tk-sla -l text -d 'all these words in subject or messages, newest hit first; "a phrase", pre*, -not' -x
complete -c tk-sla -l sort -d 'order by these columns, -B downwards (default: breached first, then by what is left)' -x -a '(__fish_complete_list , "timeout 0.3 tk-sla --tsv --columns=help 2>/dev/null | cut -f 1")'
complete -c tk-sla -l limit -d 'at most so many, the first ones; for board of each part' -x
complete -c tk-sla -l count -d 'print only how many there are'
complete -c tk-sla -s e -l exit-status -d 'exit with 1 when nothing matches'
complete -c tk-sla -l nagios -d 'one line with performance data; exit with 0, 1, 2 or 3'
complete -c tk-sla -l warning -d 'with --nagios: warn over so many at risk or breached (default: 0), or when one is due so soon' -x
complete -c tk-sla -l critical -d 'with --nagios: critical over so many breached (default: 0), or when one is due so soon' -x
complete -c tk-sla -l prometheus -d 'gauges in the text format of Prometheus, into FILE by a rename; exit with 0'
complete -c tk-sla -l policy -d 'the other policy: a file, the name of a shared one, or the number of a version' -r -F
complete -c tk-sla -l since -d 'only clocks that started since then, or in this period' -x
complete -c tk-sla -l until -d 'only clocks that started before then' -x
complete -c tk-sla -l flips -d 'list the clocks whose verdict would be another one'
complete -c tk-sla -l as-of -d 'show the desk as it stood at an instant' -x
complete -c tk-sla -l table -d 'an aligned table (default on a terminal)'
complete -c tk-sla -l tsv -d 'tab separated values (default in a pipe)'
complete -c tk-sla -l csv -d 'comma separated values (RFC 4180); =excel guards against formulas'
complete -c tk-sla -l json -d 'JSON lines'
complete -c tk-sla -l format -d 'a template with %(column), see tk-formats(7)' -x
complete -c tk-sla -s c -l columns -d 'exactly these columns; +A adds; "all"; "help" lists them' -x -a '(__fish_complete_list , "timeout 0.3 tk-sla --tsv --columns=help 2>/dev/null | cut -f 1")'
complete -c tk-sla -l header -d 'with a header line'
complete -c tk-sla -s H -l no-header -d 'without a header line'
complete -c tk-sla -l color -d 'colour' -x -a 'auto always never'
complete -c tk-sla -l width -d 'cells a table may take; 0: no limit' -x
complete -c tk-sla -s 0 -l null -d 'end each record with NUL instead of a newline'
complete -c tk-sla -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-sla -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-sla -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-sla -s q -l quiet -d 'no notes on standard error'
complete -c tk-sla -l help -d 'show this help'
complete -c tk-sla -l version -d 'show the version'
complete -c tk-sla -n '__tk_sla_operands -eq 0' -a 'ls board check explain replay'
complete -c tk-sla -n '__tk_sla_operands -ge 1' -a '(timeout 0.3 tk-ls --tsv -c ref 2>/dev/null | cut -f 1)'
