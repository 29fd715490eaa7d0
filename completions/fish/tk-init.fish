# fish completion of tk-init(1), made by share/build/gen-completions.
complete -c tk-init -f
complete -c tk-init -l policy -d 'the policy: a YAML file, or the name of a shared one (default: TK_POLICY, or "default")' -r -F
complete -c tk-init -l from -d 'bring all of this desk here: from a file to a server, back, or from file to file' -r -F
complete -c tk-init -s n -l dry-run -d 'check everything and print what it would touch, but write nothing'
complete -c tk-init -l db -d 'the desk: a file, or postgresql://... (default: TK_DB)' -r -F
complete -c tk-init -l as -d 'act as this person (default: TK_ACTOR, or the OS user)' -x -a '(timeout 0.3 tk-policy --tsv list agents 2>/dev/null | cut -f 1)'
complete -c tk-init -l now -d 'take this as the present instant (default: TK_NOW, or the clock)' -x
complete -c tk-init -s q -l quiet -d 'no notes on standard error'
complete -c tk-init -l help -d 'show this help'
complete -c tk-init -l version -d 'show the version'
complete -c tk-init -l lang -d 'language of texts for people' -x
