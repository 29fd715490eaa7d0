# fish completion of tk-export(1), made by share/build/gen-completions.
complete -c tk-export -f
function __tk_export_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word -s --state --not-state --kind --not-kind --priority --not-priority --level --not-level --team --not-team --agent --not-agent --asked --not-asked --customer --not-customer --category --not-category --complexity --not-complexity --channel --not-channel --lang --not-lang --plan --not-plan --tag --not-tag --watcher --not-watcher --linked --not-linked --field --not-field --opened --not-opened --changed --not-changed --in-state-for --idle --text --since -c --columns --for --as-of --db --as --now
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-export -s s -l state -d 'in this state, or in a state of this class' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list states 2>/dev/null | cut -f 1")'
complete -c tk-export -l not-state -d 'not: in this state, or in a state of this class' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list states 2>/dev/null | cut -f 1")'
complete -c tk-export -l kind -d 'of this kind: incident, request, ...' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list kinds 2>/dev/null | cut -f 1")'
complete -c tk-export -l not-kind -d 'not: of this kind: incident, request, ...' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list kinds 2>/dev/null | cut -f 1")'
complete -c tk-export -l priority -d 'P1, 1, or a range: P1..P2' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list priorities 2>/dev/null | cut -f 1")'
complete -c tk-export -l not-priority -d 'not: P1, 1, or a range: P1..P2' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list priorities 2>/dev/null | cut -f 1")'
complete -c tk-export -l level -d 'at this level, or a range: 2..3' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list levels 2>/dev/null | cut -f 1")'
complete -c tk-export -l not-level -d 'not: at this level, or a range: 2..3' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list levels 2>/dev/null | cut -f 1")'
complete -c tk-export -l team -d 'given to this team; "none": to no team' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list teams 2>/dev/null | cut -f 1")'
complete -c tk-export -l not-team -d 'not: given to this team; "none": to no team' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list teams 2>/dev/null | cut -f 1")'
complete -c tk-export -l agent -d 'held by this agent; "me"; "none": by nobody' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-export -l not-agent -d 'not: held by this agent; "me"; "none": by nobody' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-export -l asked -d 'with an open question to this agent or team; "me": to me or my teams' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-export -l not-asked -d 'not: with an open question to this agent or team; "me": to me or my teams' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-export -l customer -d 'of this customer; "none": of none' -x -a '(__fish_complete_list , "timeout 0.3 tk-customer ls --tsv -c key --limit 1000 2>/dev/null | cut -f 1")'
complete -c tk-export -l not-customer -d 'not: of this customer; "none": of none' -x -a '(__fish_complete_list , "timeout 0.3 tk-customer ls --tsv -c key --limit 1000 2>/dev/null | cut -f 1")'
complete -c tk-export -l category -d 'of this category or one below it; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list categories 2>/dev/null | cut -f 1")'
complete -c tk-export -l not-category -d 'not: of this category or one below it; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list categories 2>/dev/null | cut -f 1")'
complete -c tk-export -l complexity -d 'simple, normal, complex or none' -x
complete -c tk-export -l not-complexity -d 'not: simple, normal, complex or none' -x
complete -c tk-export -l channel -d 'that came by this channel; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list channels 2>/dev/null | cut -f 1")'
complete -c tk-export -l not-channel -d 'not: that came by this channel; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list channels 2>/dev/null | cut -f 1")'
complete -c tk-export -l lang -d 'in this language; "none": not known' -x
complete -c tk-export -l not-lang -d 'not: in this language; "none": not known' -x
complete -c tk-export -l plan -d 'of this support plan; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list plans 2>/dev/null | cut -f 1")'
complete -c tk-export -l not-plan -d 'not: of this support plan; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list plans 2>/dev/null | cut -f 1")'
complete -c tk-export -l tag -d 'with this tag; "none": without any' -x
complete -c tk-export -l not-tag -d 'not: with this tag; "none": without any' -x
complete -c tk-export -l watcher -d 'that this agent follows; "me"; "none": nobody' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-export -l not-watcher -d 'not: that this agent follows; "me"; "none": nobody' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-export -l linked -d 'linked to this ticket; incident-of:REF: its incidents, see tk-link(1)' -x -a '(__fish_complete_list , "timeout 0.3 tk-ls --tsv -c ref 2>/dev/null | cut -f 1")'
complete -c tk-export -l not-linked -d 'not: linked to this ticket; incident-of:REF: its incidents, see tk-link(1)' -x -a '(__fish_complete_list , "timeout 0.3 tk-ls --tsv -c ref 2>/dev/null | cut -f 1")'
complete -c tk-export -l field -d 'whose field has this value; NAME alone: any value' -x -a '(timeout 0.3 tk-policy --tsv list fields 2>/dev/null | cut -f 1)'
complete -c tk-export -l not-field -d 'not: whose field has this value; NAME alone: any value' -x -a '(timeout 0.3 tk-policy --tsv list fields 2>/dev/null | cut -f 1)'
complete -c tk-export -l opened -d 'opened in this period; an instant means since' -x
complete -c tk-export -l not-opened -d 'not: opened in this period; an instant means since' -x
complete -c tk-export -l changed -d 'changed last in this period, or since this instant' -x
complete -c tk-export -l not-changed -d 'not: changed last in this period, or since this instant' -x
complete -c tk-export -l in-state-for -d 'in its state for at least so long: 3d, 8h' -x
complete -c tk-export -l idle -d 'nothing happened for at least so long' -x
complete -c tk-export -l text -d 'all these words in subject or messages, newest hit first; "a phrase", pre*, -not' -x
complete -c tk-export -l since -d 'only events behind this one; each line says its own number, the last one is for the next time' -x
complete -c tk-export -s f -l follow -d 'go on with new events as they come; from now, unless --since'
complete -c tk-export -l csv -d 'a table instead: a row a ticket; =excel guards against formulas'
complete -c tk-export -s c -l columns -d '--csv: these columns (default: all); "help" lists them' -x -a '(__fish_complete_list , "timeout 0.3 tk-export --tsv --columns=help 2>/dev/null | cut -f 1")'
complete -c tk-export -l for -d 'a CSV that a tracker imports, a row a ticket: jira, trello, asana, or a file that says how' -r -F
complete -c tk-export -l as-of -d 'show the desk as it stood at an instant' -x
complete -c tk-export -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-export -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-export -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-export -s q -l quiet -d 'no notes on standard error'
complete -c tk-export -l help -d 'show this help'
complete -c tk-export -l version -d 'show the version'
complete -c tk-export -n '__tk_export_operands -ge 0' -a '(timeout 0.3 tk-ls --tsv -c ref 2>/dev/null | cut -f 1)'
