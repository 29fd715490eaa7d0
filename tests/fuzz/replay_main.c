/* replay_main: runs a target over every file of its corpus, so that each
 * build checks what fuzzing once found. Without arguments the corpus is found
 * by the program's name (replay_fuzz_yaml: tests/fuzz/corpus/yaml); an empty
 * or missing folder is a failure. */
#include <dirent.h>
#include <stdbool.h>

#include "fuzz.h"

static bool run_file(const char *path)
{
	FILE *in = fopen(path, "rb");
	long size = -1;
	uint8_t *data;
	if (in && fseek(in, 0, SEEK_END) == 0)
		size = ftell(in);
	data = size < 0 ? NULL : malloc((size_t)size + 1);
	if (!data) {
		perror(path);
		return false;
	}
	rewind(in);
	if (fread(data, 1, (size_t)size, in) != (size_t)size) {
		perror(path);
		return false;
	}
	fclose(in);
	LLVMFuzzerTestOneInput(data, (size_t)size);
	free(data);
	return true;
}

/* Files run, or -1. */
static int run_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	int n = 0;
	if (!dir) {
		perror(folder);
		return -1;
	}
	while ((entry = readdir(dir))) {
		char path[4096];
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		if (!run_file(path)) {
			closedir(dir);
			return -1;
		}
		n++;
	}
	closedir(dir);
	return n;
}

static const char *default_folder(const char *program)
{
	static char folder[256];
	const char *name = strstr(program, "fuzz_");
	for (const char *next = name; next; next = strstr(next + 1, "fuzz_"))
		name = next;
	snprintf(folder, sizeof folder, "tests/fuzz/corpus/%s", name ? name + 5 : "");
	return folder;
}

int main(int argc, char **argv)
{
	int total = 0;
	for (int i = 1; i < argc || i == 1; i++) {
		const char *folder = i < argc ? argv[i] : default_folder(argv[0]);
		int n = run_folder(folder);
		if (n <= 0) {
			fprintf(stderr, "%s: no corpus\n", folder);
			return 1;
		}
		total += n;
	}
	printf("%d passed, 0 failed\n", total);
	return 0;
}
