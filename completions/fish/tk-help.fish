# fish completion of tk-help(1), made by share/build/gen-completions.
complete -c tk-help -f
function __tk_help_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word --db --as --now --lang
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-help -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-help -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-help -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-help -s q -l quiet -d 'no notes on standard error'
complete -c tk-help -l help -d 'show this help'
complete -c tk-help -l version -d 'show the version'
complete -c tk-help -l lang -d 'language of texts for people' -x
