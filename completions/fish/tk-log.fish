# fish completion of tk-log(1), made by share/build/gen-completions.
complete -c tk-log -f
function __tk_log_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word --since --until --after --by --not-by -k --kind --not-kind --role --not-role --limit --as-of --format -c --columns --color --width --db --as --now --lang
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-log -l since -d 'from this instant or the beginning of this day or month on: -2h, yesterday, 2026-11; A..B: in this period' -x
complete -c tk-log -l until -d 'before this instant, or to the end of this day or month' -x
complete -c tk-log -l after -d 'after this event, in the order of the record: nothing is missed or seen twice' -x
complete -c tk-log -l by -d 'by this agent or rule; "me"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-log -l not-by -d 'not: by this agent or rule; "me"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-log -s k -l kind -d 'of this kind' -x -a '(__fish_complete_list , "string join \\n open note set move assign customer policy erase person link merge split escalate fire call survey article kb")'
complete -c tk-log -l not-kind -d 'not: of this kind' -x -a '(__fish_complete_list , "string join \\n open note set move assign customer policy erase person link merge split escalate fire call survey article kb")'
complete -c tk-log -l role -d 'by an actor of this role' -x -a '(__fish_complete_list , "string join \\n agent customer bot rule system")'
complete -c tk-log -l not-role -d 'not: by an actor of this role' -x -a '(__fish_complete_list , "string join \\n agent customer bot rule system")'
complete -c tk-log -l public -d 'only what the customer may see'
complete -c tk-log -l limit -d 'at most so many, the first ones' -x
complete -c tk-log -s f -l follow -d 'go on with new events as they come; from now, unless --since or --after'
complete -c tk-log -l as-of -d 'show the desk as it stood at an instant' -x
complete -c tk-log -l table -d 'an aligned table (default on a terminal)'
complete -c tk-log -l tsv -d 'tab separated values (default in a pipe)'
complete -c tk-log -l csv -d 'comma separated values (RFC 4180); =excel guards against formulas'
complete -c tk-log -l json -d 'JSON lines'
complete -c tk-log -l format -d 'a template with %(column), see tk-formats(7)' -x
complete -c tk-log -s c -l columns -d 'exactly these columns; +A adds; "all"; "help" lists them' -x -a '(__fish_complete_list , "timeout 0.3 tk-log --tsv --columns=help 2>/dev/null | cut -f 1")'
complete -c tk-log -l header -d 'with a header line'
complete -c tk-log -s H -l no-header -d 'without a header line'
complete -c tk-log -l color -d 'colour' -x -a 'auto always never'
complete -c tk-log -l width -d 'cells a table may take; 0: no limit' -x
complete -c tk-log -s 0 -l null -d 'end each record with NUL instead of a newline'
complete -c tk-log -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-log -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-log -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-log -s q -l quiet -d 'no notes on standard error'
complete -c tk-log -l help -d 'show this help'
complete -c tk-log -l version -d 'show the version'
complete -c tk-log -l lang -d 'language of texts for people' -x
complete -c tk-log -n '__tk_log_operands -ge 0' -a '(timeout 0.3 tk-ls --tsv -c ref 2>/dev/null | cut -f 1)'
