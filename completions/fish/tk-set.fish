# fish completion of tk-set(1), made by share/build/gen-completions.
complete -c tk-set -f
function __tk_set_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word -m --message --apply --max --db --as --now --lang
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-set -s m -l message -d 'with an internal note' -x
complete -c tk-set -s e -l edit -d 'edit the tickets as a form in $EDITOR'
complete -c tk-set -l form -d 'print that form'
complete -c tk-set -l apply -d 'apply an edited form; "-" is standard input' -r -F
complete -c tk-set -s b -l batch -d 'JSON lines with ref and fields, from FILE or standard input'
complete -c tk-set -l csv -d '--batch: CSV with a column ref instead (RFC 4180)'
complete -c tk-set -l max -d 'allow so many tickets from standard input (default: 100)' -x
complete -c tk-set -l keep-going -d 'keep what is right, report what is wrong (default: all or nothing)'
complete -c tk-set -s 0 -l null -d 'references on standard input end in NUL'
complete -c tk-set -s n -l dry-run -d 'check everything and print what it would touch, but write nothing'
complete -c tk-set -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-set -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-set -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-set -s q -l quiet -d 'no notes on standard error'
complete -c tk-set -l help -d 'show this help'
complete -c tk-set -l version -d 'show the version'
complete -c tk-set -l lang -d 'language of texts for people' -x
complete -c tk-set -n '__tk_set_operands -ge 1' -a '(timeout 0.3 tk-ls --tsv -c ref 2>/dev/null | cut -f 1)'
