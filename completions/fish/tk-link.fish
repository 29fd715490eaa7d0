# fish completion of tk-link(1), made by share/build/gen-completions.
complete -c tk-link -f
function __tk_link_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word -m --message --relation --subject --max --as-of --format -c --columns --color --width --db --as --now --lang
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-link -s m -l message -d 'why: kept inside, in the history of both tickets' -x
complete -c tk-link -l relation -d 'unlink, ls: only this relation of REF' -x -a 'problem-of incident-of parent-of child-of duplicate-of duplicated-by related-to fixes fixed-by'
complete -c tk-link -l subject -d 'split: of the new ticket (default: the old one'\''s)' -x
complete -c tk-link -l max -d 'allow so many tickets from standard input (default: 100)' -x
complete -c tk-link -l keep-going -d 'keep what is right, report what is wrong (default: all or nothing)'
complete -c tk-link -s 0 -l null -d 'references on standard input end in NUL'
complete -c tk-link -s n -l dry-run -d 'check everything and print what it would touch, but write nothing'
complete -c tk-link -l as-of -d 'show the desk as it stood at an instant' -x
complete -c tk-link -l table -d 'an aligned table (default on a terminal)'
complete -c tk-link -l tsv -d 'tab separated values (default in a pipe)'
complete -c tk-link -l csv -d 'comma separated values (RFC 4180); =excel guards against formulas'
complete -c tk-link -l json -d 'JSON lines'
complete -c tk-link -l format -d 'a template with %(column), see tk-formats(7)' -x
complete -c tk-link -s c -l columns -d 'exactly these columns; +A adds; "all"; "help" lists them' -x -a '(__fish_complete_list , "timeout 0.3 tk-link --tsv --columns=help 2>/dev/null | cut -f 1")'
complete -c tk-link -l header -d 'with a header line'
complete -c tk-link -s H -l no-header -d 'without a header line'
complete -c tk-link -l color -d 'colour' -x -a 'auto always never'
complete -c tk-link -l width -d 'cells a table may take; 0: no limit' -x
complete -c tk-link -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-link -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-link -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-link -s q -l quiet -d 'no notes on standard error'
complete -c tk-link -l help -d 'show this help'
complete -c tk-link -l version -d 'show the version'
complete -c tk-link -l lang -d 'language of texts for people' -x
complete -c tk-link -n '__tk_link_operands -eq 0' -a 'problem-of incident-of parent-of child-of duplicate-of duplicated-by related-to fixes fixed-by unlink merge split undo ls'
complete -c tk-link -n '__tk_link_operands -eq 1' -a '(timeout 0.3 tk-ls --tsv -c ref 2>/dev/null | cut -f 1)'
complete -c tk-link -n '__tk_link_operands -ge 2' -a '(timeout 0.3 tk-ls --tsv -c ref 2>/dev/null | cut -f 1)'
