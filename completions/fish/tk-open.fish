# fish completion of tk-open(1), made by share/build/gen-completions.
complete -c tk-open -f
function __tk_open_operands
	set -l words (commandline -opc)
	set -l seen 0
	set -l skip 0
	for word in $words[2..-1]
		if test $skip = 1
			set skip 0
		else if contains -- $word -s --subject -m --message -F --file --attach --customer --person --customer-lang --channel --contact --kind -c --category --complexity --plan -t --tag --watcher --cc --field --key --affected --impact --urgency --priority --level --team --agent --map --db --as --now --lang
			set skip 1
		else if not string match -q -- '-*' $word
			set seen (math $seen + 1)
		end
	end
	test $seen $argv[1] $argv[2]
end
complete -c tk-open -s s -l subject -d 'the subject (default: the first line of the text)' -x
complete -c tk-open -s m -l message -d 'the text' -x
complete -c tk-open -s F -l file -d 'the text from a file' -r -F
complete -c tk-open -s e -l edit -d 'write the text in $EDITOR'
complete -c tk-open -l attach -d 'attach a file' -r -F
complete -c tk-open -l solved -d 'solved in the first contact; -m says what solved it'
complete -c tk-open -s v -l explain -d 'say why this priority, level and team (on a terminal: always)'
complete -c tk-open -l suggest -d 'show articles that may answer it, on standard error (tk-kb suggest)'
complete -c tk-open -l customer -d 'the customer; an unknown key makes a new one' -x -a '(timeout 0.3 tk-customer ls --tsv -c key --limit 1000 2>/dev/null | cut -f 1)'
complete -c tk-open -l person -d 'who of the customer, by key or address; with --customer a new address makes a person' -x
complete -c tk-open -l customer-lang -d 'the language the customer writes in' -x
complete -c tk-open -l channel -d 'how the customer reached you' -x -a '(timeout 0.3 tk-policy --tsv list channels 2>/dev/null | cut -f 1)'
complete -c tk-open -l contact -d 'when the customer made contact (default: now)' -x
complete -c tk-open -l kind -d 'incident, request, ... (default: the policy'\''s first kind)' -x -a '(timeout 0.3 tk-policy --tsv list kinds 2>/dev/null | cut -f 1)'
complete -c tk-open -s c -l category -d 'what it is about' -x -a '(timeout 0.3 tk-policy --tsv list categories 2>/dev/null | cut -f 1)'
complete -c tk-open -l complexity -d 'how hard it is (default: the category'\''s)' -x -a 'simple normal complex'
complete -c tk-open -l plan -d 'the support plan (default: the customer'\''s)' -x -a '(timeout 0.3 tk-policy --tsv list plans 2>/dev/null | cut -f 1)'
complete -c tk-open -s t -l tag -d 'a tag' -x
complete -c tk-open -l watcher -d 'an agent who follows it; "me"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-open -l cc -d 'a mail address that gets copies of what is public' -x
complete -c tk-open -l field -d 'a custom field' -x -a '(timeout 0.3 tk-policy --tsv list fields 2>/dev/null | cut -f 1)'
complete -c tk-open -l key -d 'a name of your own: opening it again gives the ticket there is' -x
complete -c tk-open -l affected -d 'how many users are affected' -x
complete -c tk-open -l impact -d 'how much is at stake' -x -a 'high medium low'
complete -c tk-open -l urgency -d 'how soon' -x -a 'high medium low'
complete -c tk-open -l priority -d 'this priority, whatever the matrix says' -x -a '(timeout 0.3 tk-policy --tsv list priorities 2>/dev/null | cut -f 1)'
complete -c tk-open -l level -d 'the level it starts at (default: the category'\''s)' -x
complete -c tk-open -l team -d 'the team it starts with (default: the category'\''s, or the level'\''s)' -x -a '(timeout 0.3 tk-policy --tsv list teams 2>/dev/null | cut -f 1)'
complete -c tk-open -l agent -d 'the agent it starts with; "me"' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-open -s b -l batch -d 'JSON lines from FILE or standard input, a ticket a line'
complete -c tk-open -l csv -d 'CSV instead of JSON lines (RFC 4180)'
complete -c tk-open -l map -d 'which columns become which fields: a YAML file' -r -F
complete -c tk-open -l keep-going -d 'open what is right, report what is wrong (default: all or nothing)'
complete -c tk-open -s n -l dry-run -d 'check everything and print what it would touch, but write nothing'
complete -c tk-open -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-open -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-open -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-open -s q -l quiet -d 'no notes on standard error'
complete -c tk-open -l help -d 'show this help'
complete -c tk-open -l version -d 'show the version'
complete -c tk-open -l lang -d 'language of texts for people' -x
complete -c tk-open -n '__tk_open_operands -eq 0' -F
