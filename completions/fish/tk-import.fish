# fish completion of tk-import(1), made by share/build/gen-completions.
complete -c tk-import -f
function __tk_import_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word --source --prefix --map --zone --batch-rows --db --as --now --lang
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-import -l source -d 'where the lines come from that say none (default: the map'\''s, or import)' -x
complete -c tk-import -l prefix -d 'put before the keys of tickets, so that those of two desks do not collide' -x
complete -c tk-import -l strict -d 'names the policy does not know are errors (default: kept as text and counted)'
complete -c tk-import -l csv -d 'rows of a CSV instead of JSON lines; goes with --map'
complete -c tk-import -l map -d 'how rows become events: a YAML file, or the name of a shipped one' -r -F
complete -c tk-import -l zone -d 'the zone of times that say none (default: the map'\''s, or UTC)' -x
complete -c tk-import -l batch-rows -d 'keep each N lines as soon as they are written (default: all or nothing)' -x
complete -c tk-import -l keep-going -d 'leave out what is wrong and report it; keeps parts of 10,000 lines'
complete -c tk-import -s n -l dry-run -d 'check everything and print what it would touch, but write nothing'
complete -c tk-import -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-import -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-import -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-import -s q -l quiet -d 'no notes on standard error'
complete -c tk-import -l help -d 'show this help'
complete -c tk-import -l version -d 'show the version'
complete -c tk-import -l lang -d 'language of texts for people' -x
complete -c tk-import -n '__tk_import_operands -eq 0' -F
