# fish completion of tk-assign(1), made by share/build/gen-completions.
complete -c tk-assign -f
function __tk_assign_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word --to --team --level -m --message --reply --max --db --as --now --lang
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-assign -l to -d 'an agent, "me", or a team; @NAME is an agent for certain' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-assign -l team -d 'a team; an agent who is not in it loses the ticket' -x -a '(timeout 0.3 tk-policy --tsv list teams 2>/dev/null | cut -f 1)'
complete -c tk-assign -l level -d 'a level, and the level'\''s team unless --team says another' -x
complete -c tk-assign -l none -d 'nobody: take it from its agent'
complete -c tk-assign -l next -d 'take the most urgent free ticket that fits you, and print it'
complete -c tk-assign -l if-free -d 'leave out tickets that somebody else holds; exit 1 if there was one'
complete -c tk-assign -s m -l message -d 'with an internal note' -x
complete -c tk-assign -l reply -d 'with an answer to the customer' -x
complete -c tk-assign -l max -d 'allow so many tickets from standard input (default: 100)' -x
complete -c tk-assign -l keep-going -d 'keep what is right, report what is wrong (default: all or nothing)'
complete -c tk-assign -s 0 -l null -d 'references on standard input end in NUL'
complete -c tk-assign -s n -l dry-run -d 'check everything and print what it would touch, but write nothing'
complete -c tk-assign -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-assign -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-assign -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-assign -s q -l quiet -d 'no notes on standard error'
complete -c tk-assign -l help -d 'show this help'
complete -c tk-assign -l version -d 'show the version'
complete -c tk-assign -l lang -d 'language of texts for people' -x
complete -c tk-assign -n '__tk_assign_operands -ge 0' -a '(timeout 0.3 tk-ls --tsv -c ref 2>/dev/null | cut -f 1)'
