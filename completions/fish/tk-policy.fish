# fish completion of tk-policy(1), made by share/build/gen-completions.
complete -c tk-policy -f
function __tk_policy_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word --into --valid-from --period --few --as-of --format -c --columns --color --width --db --as --now --lang
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-policy -l into -d 'check: the files are parts, to be put into this policy one after the other' -r -F
complete -c tk-policy -l valid-from -d 'load: in force from this instant on (default: now)' -x
complete -c tk-policy -l apply-to-running -d 'load: clocks that run already take it, too; with -n how many'
complete -c tk-policy -l yaml -d 'show: the text as it was loaded'
complete -c tk-policy -l html -d 'promise: as one page of HTML that needs nothing else'
complete -c tk-policy -l period -d 'promise: tell what was kept in it: 2026-10, 12mo, A..B (default: as the policy says, 3mo)' -x
complete -c tk-policy -l few -d 'promise: tell nothing of what was kept of fewer promises (default: 20)' -x
complete -c tk-policy -l no-measured -d 'promise: tell nothing of what was kept'
complete -c tk-policy -l sample -d 'schema: a policy with every key, commented out'
complete -c tk-policy -l as-of -d 'show the desk as it stood at an instant' -x
complete -c tk-policy -s n -l dry-run -d 'check everything and print what it would touch, but write nothing'
complete -c tk-policy -l table -d 'an aligned table (default on a terminal)'
complete -c tk-policy -l tsv -d 'tab separated values (default in a pipe)'
complete -c tk-policy -l csv -d 'comma separated values (RFC 4180); =excel guards against formulas'
complete -c tk-policy -l json -d 'JSON lines'
complete -c tk-policy -l format -d 'a template with %(column), see tk-formats(7)' -x
complete -c tk-policy -s c -l columns -d 'exactly these columns; +A adds; "all"; "help" lists them' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv --columns=help 2>/dev/null | cut -f 1")'
complete -c tk-policy -l header -d 'with a header line'
complete -c tk-policy -s H -l no-header -d 'without a header line'
complete -c tk-policy -l color -d 'colour' -x -a 'auto always never'
complete -c tk-policy -l width -d 'cells a table may take; 0: no limit' -x
complete -c tk-policy -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-policy -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-policy -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-policy -s q -l quiet -d 'no notes on standard error'
complete -c tk-policy -l help -d 'show this help'
complete -c tk-policy -l version -d 'show the version'
complete -c tk-policy -l lang -d 'language of texts for people' -x
complete -c tk-policy -n '__tk_policy_operands -eq 0' -a 'check load show list diff lint promise schema'
complete -c tk-policy -n '__tk_policy_operands -ge 1' -F
