# A bash completion from an option table (options.awk).

# "-F | --file": the spellings as a pattern of case.
function value_case(i,    s) {
	s = spellings(i)
	gsub(/ /, " | ", s)
	return s
}

# How the values of row i are offered, "" where nothing is known of them.
function value_call(i,    list) {
	list = is_list(i) ? "list" : "one"
	if (words[i] != "")
		return "__tk_value " list " words " word_list(i)
	if (source[i] == "file" || source[i] == "dir")
		return "__tk_value " list " " source[i]
	if (command(source[i]) != "")
		return "__tk_value " list " ask " command(source[i])
	return ""
}

function print_helpers() {
	print "# The lines of standard input that begin with the current word; $1 stays"
	print "# before them."
	print "__tk_offer() {"
	print "\tlocal word head=$1"
	print "\twhile IFS= read -r word; do"
	print "\t\tif [[ $head$word == \"$cur\"* ]]; then"
	print "\t\t\tprintf -v word %q \"$word\""
	print "\t\t\tCOMPREPLY+=(\"$head$word\")"
	print "\t\tfi"
	print "\tdone"
	print "}"
	print ""
	print "# A value: one, or a list with commas. A desk that does not answer at once"
	print "# offers nothing."
	print "__tk_value() {"
	print "\tlocal list=$1 kind=$2 head="
	print "\tshift 2"
	print "\tif [[ $list == list ]]; then"
	print "\t\t[[ $cur == +* ]] && head=+"
	print "\t\t[[ $cur == *,* ]] && head=${cur%,*},"
	print "\tfi"
	print "\tcase $kind in"
	print "\tfile) mapfile -t COMPREPLY < <(compgen -f -- \"$cur\") ;;"
	print "\tdir) mapfile -t COMPREPLY < <(compgen -d -- \"$cur\") ;;"
	print "\twords) __tk_offer \"$head\" < <(printf '%s\\n' \"$@\") ;;"
	print "\task) __tk_offer \"$head\" < <(timeout 0.3 \"$@\" 2>/dev/null | cut -f 1) ;;"
	print "\tesac"
	print "\tif [[ $kind == file || $kind == dir ]]; then"
	print "\t\tcompopt -o filenames 2>/dev/null"
	print "\tfi"
	print "}"
}

# Which words before the current one are operands.
function print_count(    i, valued) {
	for (i = 1; i <= n; i++)
		if (takes_value(i))
			valued = valued (valued == "" ? "" : " | ") value_case(i)
	print "\tfor ((i = 1; i < COMP_CWORD; i++)); do"
	print "\t\tcase $rest${COMP_WORDS[i]} in"
	print "\t\t--) rest=+ ;;"
	if (valued != "") {
		print "\t\t" valued ")"
		print "\t\t\t((++i))"
		print "\t\t\t[[ ${COMP_WORDS[i]} == = ]] && ((++i))"
		print "\t\t\t;;"
	}
	print "\t\t=) ((++i)) ;;"
	print "\t\t-*) ;;"
	print "\t\t*) ((++operand)) ;;"
	print "\t\tesac"
	print "\tdone"
}

function print_values(    i, call, nothing) {
	print "\tcase $rest$prev in"
	for (i = 1; i <= n; i++) {
		if (!takes_value(i))
			continue
		call = value_call(i)
		if (call == "")
			nothing = nothing (nothing == "" ? "" : " | ") value_case(i)
		else
			print "\t" value_case(i) ")\n\t\t" call "\n\t\treturn\n\t\t;;"
	}
	if (nothing != "")
		print "\t" nothing ") return ;;"
	print "\tesac"
}

# --csv=excel: a value behind "=" only.
function print_maybe(    i) {
	for (i = 1; i <= n; i++)
		if (type[i] == "maybe" && value_call(i) != "")
			print "\tif [[ $equals$prev == =--" name[i] " ]]; then\n\t\t" \
			      value_call(i) "\n\t\treturn\n\tfi"
}

# Whether the current word stands behind "=", where that matters.
function needs_equals(    i) {
	for (i = 1; i <= n; i++)
		if (type[i] == "maybe" && value_call(i) != "")
			return 1
	return 0
}

function print_options(    i, s, line) {
	print "\tif [[ $rest$cur == -* ]]; then"
	print "\t\t__tk_offer '' <<-'END'"
	for (i = 1; i <= n; i++) {
		if (!is_option(i))
			continue
		line = spellings(i)
		if (name[i] != "" && letter[i] != "")
			sub(/^-. /, "", line)
		gsub(/ /, "\n\t\t", line)
		print "\t\t" line
	}
	print "\t\tEND"
	print "\t\treturn"
	print "\tfi"
}

function print_operands(    k, i, call) {
	if (operands == 0)
		return
	print "\tcase $operand in"
	for (k = 1; k <= operands; k++) {
		i = operand[k]
		call = value_call(i)
		if (call != "")
			print "\t" (has(i, "repeat") ? "*" : k - 1) ") " call " ;;"
		if (has(i, "repeat"))
			break
	}
	print "\tesac"
}

END {
	entry = "_" program
	gsub(/-/, "_", entry)
	is_equals = needs_equals() ? "equals='=' " : ""
	print "# bash completion of " program "(1), made by share/build/gen-completions."
	print "# shellcheck shell=bash"
	print ""
	print_helpers()
	print ""
	print entry "() {"
	print "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}"
	print "\tlocal rest='' " (needs_equals() ? "equals='' " : "") "operand=0 i"
	print "\tCOMPREPLY=()"
	print "\t# bash takes --name=value apart into three words"
	print "\tif [[ $cur == = ]]; then"
	print "\t\t" is_equals "cur=''"
	print "\telif [[ $prev == = ]]; then"
	print "\t\t" is_equals "prev=${COMP_WORDS[COMP_CWORD - 2]}"
	print "\tfi"
	print_count()
	print_values()
	print_maybe()
	print_options()
	print_operands()
	print "}"
	print "complete -F " entry " " program
}
