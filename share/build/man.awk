# The generated blocks of a manual page from an option table (options.awk).
# First file: the table; second: the page as it is. The page comes out with
# its blocks and its one-line description new. Exit 1: a block is missing.

# A word of text as an argument of a macro: never read as a macro's name.
function argument(text) {
	gsub(/\\/, "\\e", text)
	gsub(/-/, "\\-", text)
	if (text ~ /^[A-Z][a-z][a-z]?$/ || text ~ /^[][.,:;()?!|]$/)
		text = "\\&" text
	return text
}

# A line of text: no request at its start, options with real hyphens.
function prose(text) {
	gsub(/\\/, "\\e", text)
	gsub(/--/, "\\-\\-", text)
	if (text ~ /^[.\047]/)
		text = "\\&" text
	return text
}

# A help as a sentence; end says what is to stand behind it.
function sentence(text, end) {
	if (text !~ /^tk-/)
		text = toupper(substr(text, 1, 1)) substr(text, 2)
	if (text != "" && text !~ /[.!?:]$/)
		text = text end
	return prose(text)
}

# " Ar FILE", " Ns Op = Ns Ar excel" or nothing.
function value_macro(i) {
	if (type[i] == "maybe")
		return " Ns Op = Ns Ar " argument(value[i])
	return takes_value(i) ? " Ar " argument(value[i]) : ""
}

function synopsis(    i, short) {
	print ".Nm"
	for (i = 1; i <= n; i++)
		if (type[i] == "flag" && letter[i] != "")
			short = short letter[i]
	if (short != "")
		print ".Op Fl " short
	for (i = 1; i <= n; i++) {
		if (!is_option(i) || has(i, "final") || (type[i] == "flag" && letter[i] != ""))
			continue
		print ".Op Fl " (letter[i] != "" ? letter[i] : "-" name[i]) value_macro(i)
	}
	for (i = 1; i <= operands; i++)
		print synopsis_operand(operand[i])
}

function synopsis_operand(i,    dots) {
	dots = has(i, "repeat") ? " ..." : ""
	return (has(i, "optional") ? ".Op Ar " : ".Ar ") argument(value[i]) dots
}

# ".It Fl F , Fl -file Ar FILE"
function item(i,    part, all, k, line) {
	if (type[i] == "operand")
		return ".It Ar " argument(value[i])
	all = split(spellings(i), part, " ")
	for (k = 1; k <= all; k++) {
		sub(/^-/, "", part[k])
		line = line (k > 1 ? " , Fl " : ".It Fl ") part[k]
		if (k == all || part[k + 1] ~ /^--not-/)
			line = line value_macro(i)
	}
	return line
}

function print_words(i,    w, all, k) {
	all = split(words[i], w, ",")
	for (k = 1; k <= all; k++) {
		if (k > 1 && k == all)
			print "or"
		print ".Cm " argument(w[k]) (k == all ? " ." : k < all - 1 ? " ," : "")
	}
}

function print_item(i) {
	print item(i)
	if (words[i] == "") {
		print help[i] == "" ? "\\&" : sentence(help[i], ".")
		return
	}
	if (help[i] != "")
		print sentence(help[i], ":")
	print_words(i)
}

function print_list(first, last, kind,    i, any) {
	for (i = first; i <= last; i++) {
		if (kind == "operand" ? type[i] != "operand" || help[i] == "" : !is_option(i))
			continue
		if (!any)
			print ".Bl -tag -width Ds"
		any = 1
		print_item(i)
	}
	if (any)
		print ".El"
	return any
}

# The end of the group that begins behind row i.
function group_end(i) {
	while (i < n && type[i + 1] != "group")
		i++
	return i
}

# Does the group between the rows have an option to show?
function any_option(first, last,    i) {
	for (i = first; i <= last; i++)
		if (is_option(i))
			return 1
	return 0
}

function options(    i, last) {
	last = group_end(0)
	if (print_list(1, n, "operand") && any_option(1, last))
		print ".Pp"
	if (any_option(1, last)) {
		print "The options are:"
		print_list(1, last, "option")
	}
	for (i = last + 1; i <= n; i = last + 1) {
		last = group_end(i)
		if (any_option(i, last)) {
			print ".Ss " prose(help[i])
			print_list(i, last, "option")
		}
	}
}

FNR != NR && /^\.Nd / && !described {
	print ".Nd " prose(summary)
	described = 1
	next
}

FNR != NR && /^\.\\" begin generated / {
	print
	block = $0
	sub(/.* /, "", block)
	if (block == "synopsis")
		synopsis()
	else
		options()
	made[block] = 1
	skip = 1
	next
}

FNR != NR && /^\.\\" end generated/ { skip = 0 }

FNR != NR && !skip { print }

END { exit !(made["synopsis"] && made["options"]) }
