# fish completion of tk-escalate(1), made by share/build/gen-completions.
complete -c tk-escalate -f
function __tk_escalate_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word --to --level --team --reject -m --message --reply --tried --evidence --asked --once --max --format -c --columns --color --width --db --as --now --lang
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-escalate -l up -d 'to the next level'
complete -c tk-escalate -l to -d 'to a level (2), a team, or "next"' -x -a '(timeout 0.3 tk-policy --tsv list teams 2>/dev/null | cut -f 1)'
complete -c tk-escalate -l level -d 'to a level; the team is its own, or the category'\''s where that works there' -x
complete -c tk-escalate -l team -d 'to a team, and to the team'\''s level unless --level says another' -x -a '(timeout 0.3 tk-policy --tsv list teams 2>/dev/null | cut -f 1)'
complete -c tk-escalate -l down -d 'down: to where it came from, the next level below, or where --to says; -m says why'
complete -c tk-escalate -l reject -d 'send it back to where it came from, for a reason of the policy (handover.reject)' -x
complete -c tk-escalate -l take-over -d 'take it yourself: for supervisors'
complete -c tk-escalate -s m -l message -d 'with an internal note' -x
complete -c tk-escalate -l reply -d 'with an answer to the customer' -x
complete -c tk-escalate -l tried -d 'what was tried, and what came of it' -x
complete -c tk-escalate -l evidence -d 'what shows it: numbers, times, messages' -x
complete -c tk-escalate -l asked -d 'what exactly is asked' -x
complete -c tk-escalate -l due -d 'do what the policy'\''s rules say of all tickets now, and list it; never reads standard input'
complete -c tk-escalate -l once -d 'once a ticket under this name, without a handover; -m says why' -x
complete -c tk-escalate -l max -d 'allow so many tickets from standard input (default: 100)' -x
complete -c tk-escalate -l keep-going -d 'keep what is right, report what is wrong (default: all or nothing)'
complete -c tk-escalate -s 0 -l null -d 'references on standard input end in NUL'
complete -c tk-escalate -s n -l dry-run -d 'check everything and print what it would touch, but write nothing'
complete -c tk-escalate -l table -d 'an aligned table (default on a terminal)'
complete -c tk-escalate -l tsv -d 'tab separated values (default in a pipe)'
complete -c tk-escalate -l csv -d 'comma separated values (RFC 4180); =excel guards against formulas'
complete -c tk-escalate -l json -d 'JSON lines'
complete -c tk-escalate -l format -d 'a template with %(column), see tk-formats(7)' -x
complete -c tk-escalate -s c -l columns -d 'exactly these columns; +A adds; "all"; "help" lists them' -x -a '(__fish_complete_list , "timeout 0.3 tk-escalate --tsv --columns=help 2>/dev/null | cut -f 1")'
complete -c tk-escalate -l header -d 'with a header line'
complete -c tk-escalate -s H -l no-header -d 'without a header line'
complete -c tk-escalate -l color -d 'colour' -x -a 'auto always never'
complete -c tk-escalate -l width -d 'cells a table may take; 0: no limit' -x
complete -c tk-escalate -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-escalate -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-escalate -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-escalate -s q -l quiet -d 'no notes on standard error'
complete -c tk-escalate -l help -d 'show this help'
complete -c tk-escalate -l version -d 'show the version'
complete -c tk-escalate -l lang -d 'language of texts for people' -x
complete -c tk-escalate -n '__tk_escalate_operands -ge 0' -a '(timeout 0.3 tk-ls --tsv -c ref 2>/dev/null | cut -f 1)'
