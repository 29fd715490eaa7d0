# fish completion of tk-show(1), made by share/build/gen-completions.
complete -c tk-show -f
function __tk_show_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word --save-file --as-of --color --width --db --as --now --lang
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-show -l customer-view -d 'as the customer may see it, in his language: where it stands, what comes next, by when; without internal notes'
complete -c tk-show -l events -d 'with the number of each event, for tk-link split'
complete -c tk-show -l json -d 'one JSON object a ticket: all columns and "events"'
complete -c tk-show -l save-file -d 'write attachment N to PATH (default: its own name; "-": standard output)' -x
complete -c tk-show -l as-of -d 'show the desk as it stood at an instant' -x
complete -c tk-show -l no-pager -d 'do not page on a terminal (default: through $PAGER, or less)'
complete -c tk-show -l color -d 'colour' -x -a 'auto always never'
complete -c tk-show -l width -d 'cells a line may take; 0: no limit (default: the terminal'\''s, at most 100; 80)' -x
complete -c tk-show -s 0 -l null -d 'references on standard input end in NUL'
complete -c tk-show -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-show -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-show -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-show -s q -l quiet -d 'no notes on standard error'
complete -c tk-show -l help -d 'show this help'
complete -c tk-show -l version -d 'show the version'
complete -c tk-show -l lang -d 'language of texts for people' -x
complete -c tk-show -n '__tk_show_operands -ge 0' -a '(timeout 0.3 tk-ls --tsv -c ref 2>/dev/null | cut -f 1)'
