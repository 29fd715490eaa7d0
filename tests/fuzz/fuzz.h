/* fuzz: what every target defines and what several use.
 *
 * A target is fuzz_NAME.c with LLVMFuzzerTestOneInput(); its corpus is
 * corpus/NAME/. libFuzzer links it with its own main (tests/fuzz/run), `make
 * check` with replay_main.c. A broken promise aborts. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PROMISE(cond) do { if (!(cond)) { \
	fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #cond); abort(); } } while (0)

#endif
