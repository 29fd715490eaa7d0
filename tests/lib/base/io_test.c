/* io: whole files, lines, saving, and where shared files lie. */
#include "test.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/str.h"

static char folder[64];

static char *in_folder(struct arena *a, const char *name)
{
	return arena_printf(a, "%s/%s", folder, name);
}

TEST(makes_its_folder)
{
	strcpy(folder, "/tmp/tk-io-test-XXXXXX");
	CHECK(mkdtemp(folder) != NULL);
}

TEST(saves_and_loads)
{
	struct arena a = {0};
	struct fault f = {0};
	char *path = in_folder(&a, "file");
	size_t len;
	CHECK_INT(io_save(path, "one\0two", 7, 0600, &f), 0);
	char *p = io_load(&a, path, 7, &len, &f);
	CHECK(p && len == 7 && memcmp(p, "one\0two", 8) == 0);
	struct stat st;
	CHECK_INT(stat(path, &st), 0);
	CHECK_INT(st.st_mode & 07777, 0600);
	CHECK_INT(io_save(path, "", 0, 0644, &f), 0);
	p = io_load(&a, path, 7, &len, &f);
	CHECK(p && len == 0 && *p == '\0');
	CHECK_INT(unlink(path), 0);
	CHECK_INT(f.code, 0);
	arena_free(&a);
}

TEST(loads_large_files)
{
	struct arena a = {0};
	struct fault f = {0};
	char *path = in_folder(&a, "large");
	size_t n = 3000000, len;
	char *data = arena_alloc(&a, n);
	for (size_t i = 0; i < n; i++)
		data[i] = (char)(i * 7 + i / 256);
	CHECK_INT(io_save(path, data, n, 0644, &f), 0);
	char *p = io_load(&a, path, n, &len, &f);
	CHECK(p && len == n && memcmp(p, data, n) == 0);
	CHECK(io_load(&a, path, n - 1, &len, &f) == NULL);
	CHECK_INT(f.code, EX_DATAERR);
	CHECK_STR(f.text, "larger than 2999999 bytes");
	CHECK_STR(f.file, path);
	CHECK_INT(unlink(path), 0);
	arena_free(&a);
}

TEST(faults_of_files)
{
	struct arena a = {0};
	struct fault f = {0};
	size_t len;
	CHECK(io_load(&a, in_folder(&a, "absent"), 10, &len, &f) == NULL);
	CHECK_INT(f.code, EX_NOINPUT);
	f.code = 0;
	CHECK(io_load(&a, folder, 10, &len, &f) == NULL);
	CHECK_INT(f.code, EX_NOINPUT);
	CHECK_INT(io_save(in_folder(&a, "no/such/folder"), "x", 1, 0644, &f), EX_CANTCREAT);
	CHECK_INT(io_save(folder, "x", 1, 0644, &f), EX_CANTCREAT);
	CHECK_INT(io_save("/dev/null", "x", 1, 0644, &f), EX_CANTCREAT);
	struct stat st;
	CHECK(stat("/dev/null", &st) == 0 && S_ISCHR(st.st_mode));
	arena_free(&a);
}

/* A stream of bytes as lines, each ended by "|"; "!" for a fault. */
static char *lines_of(struct arena *a, const char *bytes, size_t n, char delim, size_t max)
{
	struct str out = str_new(a);
	struct fault f = {0};
	struct io_lines r = {.in = tmpfile(), .name = "input", .delim = delim, .max = max, .a = a};
	size_t len;
	fwrite(bytes, 1, n, r.in);
	rewind(r.in);
	for (char *line; (line = io_line(&r, &len, &f)) != NULL;) {
		CHECK_INT(line[len], '\0');
		str_addn(&out, line, len);
		str_printf(&out, "|");
	}
	if (f.code)
		str_printf(&out, "!%ld", f.line);
	fclose(r.in);
	return out.p;
}

TEST(reads_lines)
{
	static const struct { const char *in; char delim; size_t max; const char *out; } rows[] = {
		{"", '\n', 0, ""},
		{"\n", '\n', 0, "|"},
		{"a\nb", '\n', 0, "a|b|"},
		{"a\r\nb\r\n", '\n', 0, "a|b|"},
		{"a\rb\r", '\n', 0, "a\rb\r|"},
		{"\n\na\n", '\n', 0, "||a|"},
		{"abc\r\nab\n", '\n', 3, "abc|ab|"},
		{"abc\nabcd\nx\n", '\n', 3, "abc|!2"},
		{"abcdefgh", '\n', 3, "!1"},
		{"abc", '\n', 3, "abc|"},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		CHECK_STR(lines_of(&a, rows[i].in, strlen(rows[i].in), rows[i].delim, rows[i].max),
		          rows[i].out);
	}
	CHECK_STR(lines_of(&a, "a\nb\r\0c", 6, '\0', 0), "a\nb\r|c|");
	arena_free(&a);
}

TEST(reads_long_lines_and_counts)
{
	struct arena a = {0};
	struct fault f = {0};
	struct io_lines r = {.in = tmpfile(), .name = "input", .delim = '\n', .max = SIZE_MAX, .a = &a};
	size_t len;
	for (int n = 0; n < 3000; n++)
		fprintf(r.in, "%0*d\n", n + 1, 0);
	rewind(r.in);
	for (int n = 0; n < 3000; n++) {
		CHECK(io_line(&r, &len, &f) != NULL);
		CHECK_INT(len, n + 1);
		CHECK_INT(r.no, n + 1);
	}
	CHECK(io_line(&r, &len, &f) == NULL);
	CHECK_INT(f.code, 0);
	fclose(r.in);
	arena_free(&a);
}

TEST(read_errors_are_faults)
{
	struct arena a = {0};
	struct fault f = {0};
	size_t len;
	FILE *in = fopen(folder, "r");
	CHECK(in != NULL);
	if (!in)
		return;
	CHECK(io_read(&a, in, "folder", 10, &len, &f) == NULL);
	CHECK_INT(f.code, EX_IOERR);
	f.code = 0;
	struct io_lines r = {.in = in, .name = "folder", .delim = '\n', .a = &a};
	CHECK(io_line(&r, &len, &f) == NULL);
	CHECK_INT(f.code, EX_IOERR);
	fclose(in);
	arena_free(&a);
}

TEST(finds_shared_files)
{
	struct arena a = {0};
	CHECK(str_ends(io_share(&a, "policies/x.yaml"), "/policies/x.yaml"));
	CHECK(*io_share(&a, "x") == '/');
	CHECK(str_ends(io_made(&a, "locale"), "/locale"));
	CHECK(str_ends(io_made(&a, "engine.so"), "/engine.so"));
	arena_free(&a);
}

TEST(a_terminal_is_no_file)
{
	FILE *in = tmpfile();
	CHECK(!io_tty(fileno(in)));
	fclose(in);
	CHECK(!io_tty(-1));
}

TEST(makes_a_folder_once)
{
	struct arena a = {0};
	struct fault f = {0};
	const char *path = arena_printf(&a, "%s/sub", folder), *file = arena_printf(&a, "%s/plain", folder);

	CHECK_INT(io_folder(path, &f), 0);
	CHECK_INT(io_folder(path, &f), 0);
	CHECK_INT(io_save(file, "x", 1, 0600, &f), 0);
	CHECK_INT(io_folder(file, &f), EX_CANTCREAT);
	CHECK_STR(f.file, file);
	CHECK_INT(io_folder(arena_printf(&a, "%s/none/sub", folder), &f), EX_CANTCREAT);
	CHECK_INT(unlink(file), 0);
	CHECK_INT(rmdir(path), 0);
	arena_free(&a);
}

TEST(leaves_nothing_behind)
{
	CHECK_INT(rmdir(folder), 0);
}

TEST_MAIN(T(makes_its_folder), T(saves_and_loads), T(loads_large_files), T(faults_of_files),
          T(reads_lines), T(reads_long_lines_and_counts), T(read_errors_are_faults),
          T(finds_shared_files), T(a_terminal_is_no_file), T(makes_a_folder_once),
          T(leaves_nothing_behind))
