# fish completion of tk-note(1), made by share/build/gen-completions.
complete -c tk-note -f
function __tk_note_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word -m --message -F --file -T --template --attach --mark --ask --move --person --contact --channel --key --if-unchanged --max --db --as --now --lang
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-note -s m -l message -d 'the text' -x
complete -c tk-note -s F -l file -d 'the text from a file' -r -F
complete -c tk-note -s e -l edit -d 'write the text in $EDITOR'
complete -c tk-note -s p -l public -d 'the customer sees it (default: internal)'
complete -c tk-note -s T -l template -d 'a canned reply of the policy, in the ticket'\''s language' -x -a '(timeout 0.3 tk-policy --tsv list replies 2>/dev/null | cut -f 1)'
complete -c tk-note -l attach -d 'attach a file' -r -F
complete -c tk-note -l solution -d 'the text offers a solution'
complete -c tk-note -l mark -d 'a mark of the policy: what deadlines count from or to' -x -a '(timeout 0.3 tk-policy --tsv list marks 2>/dev/null | cut -f 1)'
complete -c tk-note -l ask -d 'put it as a question to a team or an @agent, without giving the ticket away' -x -a '(timeout 0.3 tk-policy --tsv list teams 2>/dev/null | cut -f 1)'
complete -c tk-note -l move -d 'and change the state, in the same step' -x -a '(timeout 0.3 tk-policy --tsv list states 2>/dev/null | cut -f 1)'
complete -c tk-note -l each-incident -d 'a problem: its open incidents too, each in its language'
complete -c tk-note -l from-customer -d 'the customer said it'
complete -c tk-note -l person -d 'who of the customer said it, by key or address' -x
complete -c tk-note -l contact -d 'when the customer said it (default: now)' -x
complete -c tk-note -l channel -d 'how it was said' -x -a '(timeout 0.3 tk-policy --tsv list channels 2>/dev/null | cut -f 1)'
complete -c tk-note -l key -d 'a name of your own for this step: it is taken once' -x
complete -c tk-note -l if-unchanged -d 'only if this is still the ticket'\''s last event' -x
complete -c tk-note -l max -d 'allow so many tickets from standard input (default: 100)' -x
complete -c tk-note -l keep-going -d 'keep what is right, report what is wrong (default: all or nothing)'
complete -c tk-note -s 0 -l null -d 'references on standard input end in NUL'
complete -c tk-note -s n -l dry-run -d 'check everything and print what it would touch, but write nothing'
complete -c tk-note -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-note -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-note -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-note -s q -l quiet -d 'no notes on standard error'
complete -c tk-note -l help -d 'show this help'
complete -c tk-note -l version -d 'show the version'
complete -c tk-note -l lang -d 'language of texts for people' -x
complete -c tk-note -n '__tk_note_operands -ge 0' -a '(timeout 0.3 tk-ls --tsv -c ref 2>/dev/null | cut -f 1)'
