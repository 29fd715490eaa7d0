# fish completion of tk-audit(1), made by share/build/gen-completions.
complete -c tk-audit -f
function __tk_audit_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word --seal --signer --key --new-key --format -c --columns --color --width --db --as --now --lang
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-audit -l seal -d 'verify: seals the record must agree with; "-" is standard input' -r -F
complete -c tk-audit -l signer -d 'verify: the seals must be signed with this public key' -x
complete -c tk-audit -l quick -d 'verify: the record and its rows only, not indexes and search'
complete -c tk-audit -l key -d 'seal: sign with the secret key in this file' -r -F
complete -c tk-audit -l new-key -d 'seal: make a secret key in this new file and sign with it' -r -F
complete -c tk-audit -l table -d 'an aligned table (default on a terminal)'
complete -c tk-audit -l tsv -d 'tab separated values (default in a pipe)'
complete -c tk-audit -l csv -d 'comma separated values (RFC 4180); =excel guards against formulas'
complete -c tk-audit -l json -d 'JSON lines'
complete -c tk-audit -l format -d 'a template with %(column), see tk-formats(7)' -x
complete -c tk-audit -s c -l columns -d 'exactly these columns; +A adds; "all"; "help" lists them' -x -a '(__fish_complete_list , "timeout 0.3 tk-audit --tsv --columns=help 2>/dev/null | cut -f 1")'
complete -c tk-audit -l header -d 'with a header line'
complete -c tk-audit -s H -l no-header -d 'without a header line'
complete -c tk-audit -l color -d 'colour' -x -a 'auto always never'
complete -c tk-audit -l width -d 'cells a table may take; 0: no limit' -x
complete -c tk-audit -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-audit -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-audit -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-audit -s q -l quiet -d 'no notes on standard error'
complete -c tk-audit -l help -d 'show this help'
complete -c tk-audit -l version -d 'show the version'
complete -c tk-audit -l lang -d 'language of texts for people' -x
complete -c tk-audit -n '__tk_audit_operands -eq 0' -a 'verify seal backup doctor'
complete -c tk-audit -n '__tk_audit_operands -eq 1' -F
