# A zsh completion from an option table (options.awk).

# A help between the brackets of an _arguments spec.
function described(text) {
	gsub(/\\/, "\\\\", text)
	gsub(/\[/, "\\[", text)
	gsub(/\]/, "\\]", text)
	return quoted(text)
}

# ":FILE:_files"; optional: "::FILE:_files".
function action(i, colons,    how, list) {
	list = is_list(i) ? "compset -P +; compset -P \"*,\"; " : ""
	if (words[i] != "")
		how = "{" list "compadd " word_list(i) "}"
	else if (source[i] == "file")
		how = "_files"
	else if (source[i] == "dir")
		how = "_directories"
	else if (command(source[i]) != "")
		how = "{" list "__tk_from " command(source[i]) "}"
	else
		how = " "
	return colons quoted(value[i]) ":" how
}

# One spec a spelling; the others of the same option exclude each other unless
# it may be given again.
function print_option(i,    k, s, all, other, spec, exclude) {
	all = split(spellings(i), s, " ")
	for (k = 1; k <= all; k++) {
		exclude = ""
		for (other = 1; other <= all; other++)
			exclude = exclude (exclude == "" ? "" : " ") s[other]
		exclude = type[i] == "list" ? "*" : "(" exclude ")"
		spec = s[k]
		if (type[i] == "maybe")
			spec = spec "=-[" described(help[i]) "]" action(i, "::")
		else if (takes_value(i))
			spec = spec (s[k] ~ /^--/ ? "=" : "+") "[" described(help[i]) "]" action(i, ":")
		else
			spec = spec "[" described(help[i]) "]"
		print "\t'" exclude spec "' \\"
	}
}

function print_operand(k,    i, colons) {
	i = operand[k]
	colons = has(i, "optional") ? "::" : ":"
	if (has(i, "repeat"))
		print "\t'*" action(i, ":") "' \\"
	else
		print "\t'" k action(i, colons) "' \\"
}

END {
	print "#compdef " program
	print "# zsh completion of " program "(1), made by share/build/gen-completions."
	print ""
	print "# What a command lists in its first column; one that takes long offers nothing."
	print "__tk_from() {"
	print "\tlocal -a found"
	print "\tfound=(${(f)\"$(timeout 0.3 \"$@\" 2>/dev/null | cut -f 1)\"})"
	print "\tcompadd -a found"
	print "}"
	print ""
	print "_arguments -s -S \\"
	for (i = 1; i <= n; i++)
		if (is_option(i))
			print_option(i)
	for (k = 1; k <= operands; k++) {
		print_operand(k)
		if (has(operand[k], "repeat"))
			break
	}
	print "\t&& return 0"
}
