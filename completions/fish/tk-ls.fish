# fish completion of tk-ls(1), made by share/build/gen-completions.
complete -c tk-ls -f
complete -c tk-ls -s s -l state -d 'in this state, or in a state of this class' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list states 2>/dev/null | cut -f 1")'
complete -c tk-ls -l not-state -d 'not: in this state, or in a state of this class' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list states 2>/dev/null | cut -f 1")'
complete -c tk-ls -l kind -d 'of this kind: incident, request, ...' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list kinds 2>/dev/null | cut -f 1")'
complete -c tk-ls -l not-kind -d 'not: of this kind: incident, request, ...' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list kinds 2>/dev/null | cut -f 1")'
complete -c tk-ls -l priority -d 'P1, 1, or a range: P1..P2' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list priorities 2>/dev/null | cut -f 1")'
complete -c tk-ls -l not-priority -d 'not: P1, 1, or a range: P1..P2' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list priorities 2>/dev/null | cut -f 1")'
complete -c tk-ls -l level -d 'at this level, or a range: 2..3' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list levels 2>/dev/null | cut -f 1")'
complete -c tk-ls -l not-level -d 'not: at this level, or a range: 2..3' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list levels 2>/dev/null | cut -f 1")'
complete -c tk-ls -l team -d 'given to this team; "none": to no team' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list teams 2>/dev/null | cut -f 1")'
complete -c tk-ls -l not-team -d 'not: given to this team; "none": to no team' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list teams 2>/dev/null | cut -f 1")'
complete -c tk-ls -l agent -d 'held by this agent; "me"; "none": by nobody' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-ls -l not-agent -d 'not: held by this agent; "me"; "none": by nobody' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-ls -l asked -d 'with an open question to this agent or team; "me": to me or my teams' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-ls -l not-asked -d 'not: with an open question to this agent or team; "me": to me or my teams' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-ls -l customer -d 'of this customer; "none": of none' -x -a '(__fish_complete_list , "timeout 0.3 tk-customer ls --tsv -c key --limit 1000 2>/dev/null | cut -f 1")'
complete -c tk-ls -l not-customer -d 'not: of this customer; "none": of none' -x -a '(__fish_complete_list , "timeout 0.3 tk-customer ls --tsv -c key --limit 1000 2>/dev/null | cut -f 1")'
complete -c tk-ls -l category -d 'of this category or one below it; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list categories 2>/dev/null | cut -f 1")'
complete -c tk-ls -l not-category -d 'not: of this category or one below it; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list categories 2>/dev/null | cut -f 1")'
complete -c tk-ls -l complexity -d 'simple, normal, complex or none' -x
complete -c tk-ls -l not-complexity -d 'not: simple, normal, complex or none' -x
complete -c tk-ls -l channel -d 'that came by this channel; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list channels 2>/dev/null | cut -f 1")'
complete -c tk-ls -l not-channel -d 'not: that came by this channel; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list channels 2>/dev/null | cut -f 1")'
complete -c tk-ls -l lang -d 'in this language; "none": not known' -x
complete -c tk-ls -l not-lang -d 'not: in this language; "none": not known' -x
complete -c tk-ls -l plan -d 'of this support plan; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list plans 2>/dev/null | cut -f 1")'
complete -c tk-ls -l not-plan -d 'not: of this support plan; "none"' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list plans 2>/dev/null | cut -f 1")'
complete -c tk-ls -l tag -d 'with this tag; "none": without any' -x
complete -c tk-ls -l not-tag -d 'not: with this tag; "none": without any' -x
complete -c tk-ls -l watcher -d 'that this agent follows; "me"; "none": nobody' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-ls -l not-watcher -d 'not: that this agent follows; "me"; "none": nobody' -x -a '(__fish_complete_list , "timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1")'
complete -c tk-ls -l linked -d 'linked to this ticket; incident-of:REF: its incidents, see tk-link(1)' -x -a '(__fish_complete_list , "timeout 0.3 tk-ls --tsv -c ref 2>/dev/null | cut -f 1")'
complete -c tk-ls -l not-linked -d 'not: linked to this ticket; incident-of:REF: its incidents, see tk-link(1)' -x -a '(__fish_complete_list , "timeout 0.3 tk-ls --tsv -c ref 2>/dev/null | cut -f 1")'
complete -c tk-ls -l field -d 'whose field has this value; NAME alone: any value' -x -a '(timeout 0.3 tk-policy --tsv list fields 2>/dev/null | cut -f 1)'
complete -c tk-ls -l not-field -d 'not: whose field has this value; NAME alone: any value' -x -a '(timeout 0.3 tk-policy --tsv list fields 2>/dev/null | cut -f 1)'
complete -c tk-ls -l opened -d 'opened in this period; an instant means since' -x
complete -c tk-ls -l not-opened -d 'not: opened in this period; an instant means since' -x
complete -c tk-ls -l changed -d 'changed last in this period, or since this instant' -x
complete -c tk-ls -l not-changed -d 'not: changed last in this period, or since this instant' -x
complete -c tk-ls -l in-state-for -d 'in its state for at least so long: 3d, 8h' -x
complete -c tk-ls -l idle -d 'nothing happened for at least so long' -x
complete -c tk-ls -l text -d 'all these words in subject or messages, newest hit first; "a phrase", pre*, -not' -x
complete -c tk-ls -s a -l all -d 'resolved and closed tickets too, but no spam; they are left out unless this, --text or such a state is given'
complete -c tk-ls -l spam -d 'only what is marked as spam; with --all: that too, which no list shows otherwise'
complete -c tk-ls -l sort -d 'order by these columns, -B downwards (default: the most urgent and oldest first; where done tickets are listed the newest first; with --text the newest hit)' -x -a '(__fish_complete_list , "timeout 0.3 tk-ls --tsv --columns=help 2>/dev/null | cut -f 1")'
complete -c tk-ls -l limit -d 'at most so many, the first ones' -x
complete -c tk-ls -l sample -d 'so many, drawn at random' -x
complete -c tk-ls -l count -d 'print only how many there are'
complete -c tk-ls -s e -l exit-status -d 'exit with 1 when nothing matches'
complete -c tk-ls -l as-of -d 'show the desk as it stood at an instant' -x
complete -c tk-ls -l table -d 'an aligned table (default on a terminal)'
complete -c tk-ls -l tsv -d 'tab separated values (default in a pipe)'
complete -c tk-ls -l csv -d 'comma separated values (RFC 4180); =excel guards against formulas'
complete -c tk-ls -l json -d 'JSON lines'
complete -c tk-ls -l format -d 'a template with %(column), see tk-formats(7)' -x
complete -c tk-ls -s c -l columns -d 'exactly these columns; +A adds; "all"; "help" lists them' -x -a '(__fish_complete_list , "timeout 0.3 tk-ls --tsv --columns=help 2>/dev/null | cut -f 1")'
complete -c tk-ls -l header -d 'with a header line'
complete -c tk-ls -s H -l no-header -d 'without a header line'
complete -c tk-ls -l color -d 'colour' -x -a 'auto always never'
complete -c tk-ls -l width -d 'cells a table may take; 0: no limit' -x
complete -c tk-ls -s 0 -l null -d 'end each record with NUL instead of a newline'
complete -c tk-ls -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-ls -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-ls -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-ls -s q -l quiet -d 'no notes on standard error'
complete -c tk-ls -l help -d 'show this help'
complete -c tk-ls -l version -d 'show the version'
