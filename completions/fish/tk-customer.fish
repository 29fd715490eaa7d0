# fish completion of tk-customer(1), made by share/build/gen-completions.
complete -c tk-customer -f
function __tk_customer_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word --csm --not-csm --plan --not-plan --stage --not-stage --segment --not-segment --product --not-product --lang --not-lang --text --sort --limit --as-of --map --max --format -c --columns --color --width --db --as --now
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-customer -l csm -d 'looked after by this agent; "me"; "none": by nobody' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-customer -l not-csm -d 'not: looked after by this agent; "me"; "none": by nobody' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-customer -l plan -d 'of this support plan; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list plans 2>/dev/null | cut -f 1")'
complete -c tk-customer -l not-plan -d 'not: of this support plan; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list plans 2>/dev/null | cut -f 1")'
complete -c tk-customer -l stage -d 'in this stage of life; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list stages 2>/dev/null | cut -f 1")'
complete -c tk-customer -l not-stage -d 'not: in this stage of life; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list stages 2>/dev/null | cut -f 1")'
complete -c tk-customer -l segment -d 'of this segment; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list segments 2>/dev/null | cut -f 1")'
complete -c tk-customer -l not-segment -d 'not: of this segment; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list segments 2>/dev/null | cut -f 1")'
complete -c tk-customer -l product -d 'with this product; "none": without any' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list products 2>/dev/null | cut -f 1")'
complete -c tk-customer -l not-product -d 'not: with this product; "none": without any' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list products 2>/dev/null | cut -f 1")'
complete -c tk-customer -l lang -d 'of this language; "none": not known' -x
complete -c tk-customer -l not-lang -d 'not: of this language; "none": not known' -x
complete -c tk-customer -l internal -d 'of the own house only'
complete -c tk-customer -l external -d 'not of the own house'
complete -c tk-customer -l text -d 'all these words, or parts of words, in key or name' -x
complete -c tk-customer -s a -l all -d 'also those that went into another, people who are gone, and all open tickets of a document'
complete -c tk-customer -l sort -d 'ls: order by these columns, -B downwards (default: by key)' -x -a '(__fish_complete_list , "timeout 0.3 tk-customer --tsv --columns=help 2>/dev/null | cut -f 1")'
complete -c tk-customer -l limit -d 'ls, people: at most so many, the first ones' -x
complete -c tk-customer -l count -d 'ls, people: print only how many there are'
complete -c tk-customer -s e -l exit-status -d 'ls, people: exit with 1 when nothing matches'
complete -c tk-customer -l as-of -d 'show the desk as it stood at an instant' -x
complete -c tk-customer -l apply-to-open -d 'set: the customer'\''s open tickets get his plan and language too'
complete -c tk-customer -l map -d 'import --csv: which columns become which fields: a YAML file' -r -F
complete -c tk-customer -s v -l explain -d 'say what was done and why (on a terminal: always)'
complete -c tk-customer -l max -d 'allow so many tickets from standard input (default: 100)' -x
complete -c tk-customer -l keep-going -d 'keep what is right, report what is wrong (default: all or nothing)'
complete -c tk-customer -s 0 -l null -d 'references on standard input end in NUL'
complete -c tk-customer -s n -l dry-run -d 'check everything and print what it would touch, but write nothing'
complete -c tk-customer -l table -d 'an aligned table (default on a terminal)'
complete -c tk-customer -l tsv -d 'tab separated values (default in a pipe)'
complete -c tk-customer -l csv -d 'comma separated values (RFC 4180); =excel guards against formulas'
complete -c tk-customer -l json -d 'JSON lines'
complete -c tk-customer -l format -d 'a template with %(column), see tk-formats(7)' -x
complete -c tk-customer -s c -l columns -d 'exactly these columns; +A adds; "all"; "help" lists them' -x -a '(__fish_complete_list , "timeout 0.3 tk-customer --tsv --columns=help 2>/dev/null | cut -f 1")'
complete -c tk-customer -l header -d 'with a header line'
complete -c tk-customer -s H -l no-header -d 'without a header line'
complete -c tk-customer -l color -d 'colour' -x -a 'auto always never'
complete -c tk-customer -l width -d 'cells a table may take; 0: no limit' -x
complete -c tk-customer -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-customer -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-customer -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-customer -s q -l quiet -d 'no notes on standard error'
complete -c tk-customer -l help -d 'show this help'
complete -c tk-customer -l version -d 'show the version'
complete -c tk-customer -n '__tk_customer_operands -eq 0' -a 'ls show people agenda add set merge import'
complete -c tk-customer -n '__tk_customer_operands -ge 1' -a '(timeout 0.3 tk-customer ls --tsv -c key --limit 1000 2>/dev/null | cut -f 1)'
