# fish completion of tk-cal(1), made by share/build/gen-completions.
complete -c tk-cal -f
function __tk_cal_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word -f --file --name --until --as-of --format -c --columns --color --width --db --as --now --lang
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-cal -s f -l file -d 'calendars of this file, a policy or one with only calendars (default: the desk'\''s policy)' -r -F
complete -c tk-cal -l name -d 'holidays: name of the calendar (default: by the file'\''s)' -x
complete -c tk-cal -l until -d 'holidays: write rules without an end out to this date or year (default: five years on)' -x
complete -c tk-cal -l as-of -d 'show the desk as it stood at an instant' -x
complete -c tk-cal -l table -d 'an aligned table (default on a terminal)'
complete -c tk-cal -l tsv -d 'tab separated values (default in a pipe)'
complete -c tk-cal -l csv -d 'comma separated values (RFC 4180); =excel guards against formulas'
complete -c tk-cal -l json -d 'JSON lines'
complete -c tk-cal -l format -d 'a template with %(column), see tk-formats(7)' -x
complete -c tk-cal -s c -l columns -d 'exactly these columns; +A adds; "all"; "help" lists them' -x -a '(__fish_complete_list , "timeout 0.3 tk-cal --tsv --columns=help 2>/dev/null | cut -f 1")'
complete -c tk-cal -l header -d 'with a header line'
complete -c tk-cal -s H -l no-header -d 'without a header line'
complete -c tk-cal -l color -d 'colour' -x -a 'auto always never'
complete -c tk-cal -l width -d 'cells a table may take; 0: no limit' -x
complete -c tk-cal -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-cal -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-cal -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-cal -s q -l quiet -d 'no notes on standard error'
complete -c tk-cal -l help -d 'show this help'
complete -c tk-cal -l version -d 'show the version'
complete -c tk-cal -l lang -d 'language of texts for people' -x
complete -c tk-cal -n '__tk_cal_operands -eq 0' -a 'due elapsed before open days ls holidays'
complete -c tk-cal -n '__tk_cal_operands -eq 1' -a '(timeout 0.3 tk-policy --tsv list calendars 2>/dev/null | cut -f 1)'
