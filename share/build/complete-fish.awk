# A fish completion from an option table (options.awk).

# What lists the values of a source, in its first column.
function asking(what) {
	return "timeout 0.3 " command(what) " 2>/dev/null | cut -f 1"
}

# " -x -a '(...)'": what may stand as the value of row i.
function values(i) {
	if (words[i] != "" && is_list(i))
		return " -x -a '(__fish_complete_list , \"string join \\\\n " word_list(i) "\")'"
	if (words[i] != "")
		return " -x -a '" quoted(word_list(i)) "'"
	if (source[i] == "file")
		return " -r -F"
	if (source[i] == "dir")
		return " -x -a '(__fish_complete_directories)'"
	if (command(source[i]) != "" && is_list(i))
		return " -x -a '(__fish_complete_list , \"" asking(source[i]) "\")'"
	if (command(source[i]) != "")
		return " -x -a '(" asking(source[i]) ")'"
	return " -x"
}

function print_option(i,    spec) {
	spec = "complete -c " program
	if (letter[i] != "")
		spec = spec " -s " letter[i]
	if (name[i] != "")
		spec = spec " -l " name[i]
	spec = spec " -d '" quoted(help[i]) "'"
	if (takes_value(i))
		spec = spec values(i)
	print spec
	if (has(i, "not"))
		print "complete -c " program " -l not-" name[i] " -d 'not: " quoted(help[i]) "'" values(i)
}

# An operand is offered at its place: so many operands stand before it.
function print_operand(k,    i, test, what) {
	i = operand[k]
	what = values(i)
	if (what == " -x")
		return
	sub(/ -[rx]/, "", what)
	test = counter (has(i, "repeat") ? " -ge " : " -eq ") (k - 1)
	print "complete -c " program " -n '" test "'" what
}

# Operands before the cursor: words that are no options and no values.
function print_counter(    i, valued) {
	for (i = 1; i <= n; i++)
		if (takes_value(i))
			valued = valued " " spellings(i)
	print "function " counter
	print "\tset -l words (commandline -opc)"
	print "\tset -l seen 0"
	print "\tset -l skip 0"
	print "\tfor word in $words[2..-1]"
	print "\t\tif test $skip = 1"
	print "\t\t\tset skip 0"
	if (valued != "") {
		print "\t\telse if contains -- $word" valued
		print "\t\t\tset skip 1"
	}
	print "\t\telse if not string match -q -- '-*' $word"
	print "\t\t\tset seen (math $seen + 1)"
	print "\t\tend"
	print "\tend"
	print "\ttest $seen $argv[1] $argv[2]"
	print "end"
}

END {
	counter = "__" program "_operands"
	gsub(/-/, "_", counter)
	print "# fish completion of " program "(1), made by share/build/gen-completions."
	print "complete -c " program " -f"
	if (operands > 0)
		print_counter()
	for (i = 1; i <= n; i++)
		if (is_option(i))
			print_option(i)
	for (k = 1; k <= operands; k++)
		print_operand(k)
}
