# The option table of one program (opt_dump in lib/base/opt.h) in arrays, for
# the generators: rows 1 to n in letter[], name[], ... It is the first file they
# read, with FS = "\t".

NR == 1 {
	usage = $2
	summary = $3
	program = usage
	sub(/ .*/, "", program)
	next
}

FNR == NR {
	n++
	type[n] = $1
	letter[n] = $2
	name[n] = $3
	value[n] = $4 == "" ? "VALUE" : $4
	flags[n] = $5
	source[n] = $6 == "policy" ? "file" : $6
	words[n] = $7
	help[n] = $8
	if ($1 == "operand")
		operand[++operands] = n
}

# Does row i carry a flag (not repeat optional comma final)?
function has(i, flag) {
	return ("," flags[i] ",") ~ ("," flag ",")
}

function is_option(i) {
	return type[i] != "group" && type[i] != "operand"
}

# Does an option need a value behind it? (--csv takes one only behind "=".)
function takes_value(i) {
	return is_option(i) && type[i] != "flag" && type[i] != "maybe"
}

# Takes several values with commas between?
function is_list(i) {
	return has(i, "comma") || source[i] == "column"
}

# "-F --file", and "--not-file" where there is one.
function spellings(i,    s) {
	s = letter[i] == "" ? "" : "-" letter[i]
	if (name[i] != "")
		s = s (s == "" ? "" : " ") "--" name[i]
	if (has(i, "not"))
		s = s " --not-" name[i]
	return s
}

# The command that lists what a source offers, one a line in its first column;
# "" for files and for sources that nothing lists.
function command(what) {
	if (what == "ref")
		return "tk-ls --tsv -c ref"
	if (what == "customer")
		return "tk-customer ls --tsv -c key --limit 1000"
	if (what == "column")
		return program " --tsv --columns=help"
	if (what ~ /^(agent|calendar|channel|field|kind|level|mark|plan|product|roster|segment|stage|state|team)$/)
		return "tk-policy --tsv list " what "s"
	if (what ~ /^(category|priority|reply)$/)
		return "tk-policy --tsv list " substr(what, 1, length(what) - 1) "ies"
	return ""
}

# For a single-quoted string of a shell.
function quoted(text) {
	gsub(/\047/, "\047\\\047\047", text)
	return text
}

# The words of row i with blanks between.
function word_list(i,    s) {
	s = words[i]
	gsub(/,/, " ", s)
	return s
}
