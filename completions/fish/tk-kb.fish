# fish completion of tk-kb(1), made by share/build/gen-completions.
complete -c tk-kb -f
function __tk_kb_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word --kind --category --audience --owner --state --lang --sort --limit --text-version --base-url -m --message --map -F --file --confidence --customer --session --precision --period --within --least --without --max --format -c --columns --color --width --db --as --now
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-kb -l kind -d 'of this kind' -x -a 'article tutorial faq api known-issue'
complete -c tk-kb -l category -d 'of this category or one below it' -x -a '(timeout 0.3 tk-policy --tsv list categories 2>/dev/null | cut -f 1)'
complete -c tk-kb -l audience -d 'for these readers' -x -a 'public internal'
complete -c tk-kb -l public -d 'only what customers may read: published, public, still valid'
complete -c tk-kb -l owner -d 'of this agent (me; none: of nobody)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-kb -l state -d 'texts in this state; draft: also what is published and has a newer draft' -x -a 'draft published withdrawn'
complete -c tk-kb -l lang -d 'texts in this language; of the reader, in a search; of files that say none' -x
complete -c tk-kb -l sort -d 'ls: order by these columns, -B downwards (default: by key)' -x -a '(__fish_complete_list , "timeout 0.3 tk-kb --tsv --columns=help 2>/dev/null | cut -f 1")'
complete -c tk-kb -l limit -d 'at most so many (search: 10)' -x
complete -c tk-kb -l count -d 'print only how many there are'
complete -c tk-kb -s e -l exit-status -d 'exit with 1 when nothing is found'
complete -c tk-kb -l all-words -d 'search: every word must be there'
complete -c tk-kb -l index -d 'check: the index too, word for word'
complete -c tk-kb -l text-version -d 'show, log: this version of the text' -x
complete -c tk-kb -l drafts -d 'show: the newest text, published or not'
complete -c tk-kb -l html -d 'show: as HTML; export: the help centre as pages into the folder DIR'
complete -c tk-kb -l diff -d 'log: what differs between versions, as diff -u'
complete -c tk-kb -l markdown -d 'show: as the file that import reads'
complete -c tk-kb -l base-url -d 'where it will stand: for addresses that search engines read, and a map' -x
complete -c tk-kb -l internal -d 'internal articles too: for agents alone'
complete -c tk-kb -s m -l message -d 'why; kept with the change' -x
complete -c tk-kb -l publish -d 'import: publish texts that do not say their state'
complete -c tk-kb -l openapi -d 'import: the files describe APIs (OpenAPI, Swagger); seen by itself in .yaml and .json'
complete -c tk-kb -l map -d 'import: which columns of a CSV become which fields: a YAML file' -r -F
complete -c tk-kb -s v -l explain -d 'say what was done (on a terminal: always)'
complete -c tk-kb -s F -l file -d 'answer: the question is the text of this file' -r -F
complete -c tk-kb -l confidence -d 'answer: the least confidence, 85% (default: the policy'\''s)' -x
complete -c tk-kb -l customer -d 'answer, suggest, view, vote: who asks or reads' -x -a '(timeout 0.3 tk-customer ls --tsv -c key --limit 1000 2>/dev/null | cut -f 1)'
complete -c tk-kb -l session -d 'answer, view, vote: the visit it belongs to' -x
complete -c tk-kb -l precision -d 'tune: find the confidence from which on so many answers are right (95)' -x
complete -c tk-kb -l period -d 'gaps, stats: this period (default: the last 30 days)' -x
complete -c tk-kb -l within -d 'stats: no ticket for so long counts as helped (default: the policy'\''s)' -x
complete -c tk-kb -l least -d 'gaps: groups of at least N texts (2)' -x
complete -c tk-kb -l without -d 'search: as if this article were not there, to find what is like it' -x
complete -c tk-kb -l max -d 'allow so many tickets from standard input (default: 100)' -x
complete -c tk-kb -l keep-going -d 'keep what is right, report what is wrong (default: all or nothing)'
complete -c tk-kb -s 0 -l null -d 'references on standard input end in NUL'
complete -c tk-kb -s n -l dry-run -d 'check everything and print what it would touch, but write nothing'
complete -c tk-kb -l table -d 'an aligned table (default on a terminal)'
complete -c tk-kb -l tsv -d 'tab separated values (default in a pipe)'
complete -c tk-kb -l csv -d 'comma separated values (RFC 4180); =excel guards against formulas'
complete -c tk-kb -l json -d 'JSON lines'
complete -c tk-kb -l format -d 'a template with %(column), see tk-formats(7)' -x
complete -c tk-kb -s c -l columns -d 'exactly these columns; +A adds; "all"; "help" lists them' -x -a '(__fish_complete_list , "timeout 0.3 tk-kb --tsv --columns=help 2>/dev/null | cut -f 1")'
complete -c tk-kb -l header -d 'with a header line'
complete -c tk-kb -s H -l no-header -d 'without a header line'
complete -c tk-kb -l color -d 'colour' -x -a 'auto always never'
complete -c tk-kb -l width -d 'cells a table may take; 0: no limit' -x
complete -c tk-kb -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-kb -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-kb -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-kb -s q -l quiet -d 'no notes on standard error'
complete -c tk-kb -l help -d 'show this help'
complete -c tk-kb -l version -d 'show the version'
complete -c tk-kb -n '__tk_kb_operands -eq 0' -a 'search ls show import export log edit set publish withdraw check index answer suggest link unlink view vote review gaps stats tune'
