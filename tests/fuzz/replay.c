/*
 * replay.c: runs a fuzz target over its corpus, without libFuzzer, as a test.
 *
 *     tests/fuzz/fuzz_NAME-replay [FILE]...
 *
 * Without files: all of tests/fuzz/corpus/fuzz_NAME, from the project's root. A target aborts where it finds
 * something; the last file named is the one.
 */
#include <dirent.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* All of a file, in memory of exactly its size so that reading over its end is noticed. */
static uint8_t *slurp(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    uint8_t *data = NULL;
    long size = -1;

    if (f && fseek(f, 0, SEEK_END) == 0)
        size = ftell(f);
    if (size >= 0 && fseek(f, 0, SEEK_SET) == 0)
        data = malloc(size ? (size_t)size : 1);
    if (data && fread(data, 1, (size_t)size, f) != (size_t)size) {
        free(data);
        data = NULL;
    }
    if (f)
        fclose(f);
    *len = data ? (size_t)size : 0;
    return data;
}

static int run(const char *path)
{
    size_t len;
    uint8_t *data = slurp(path, &len);

    if (!data) {
        perror(path);
        return 0;
    }
    puts(path);
    fflush(stdout);
    LLVMFuzzerTestOneInput(data, len);
    free(data);
    return 1;
}

static int visible(const struct dirent *d)
{
    return d->d_name[0] != '.';
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* The files of the target's corpus that ran, and in *found those there are. */
static int run_corpus(const char *program, int *found)
{
    static const char suffix[] = "-replay";
    const char *name = base_name(program);
    size_t len = strlen(name);
    struct dirent **files = NULL;
    char path[4096];
    int passed = 0;

    if (len > strlen(suffix) && strcmp(name + len - strlen(suffix), suffix) == 0)
        len -= strlen(suffix);
    snprintf(path, sizeof path, "tests/fuzz/corpus/%.*s", (int)len, name);
    *found = scandir(path, &files, visible, alphasort);
    if (*found <= 0)
        fprintf(stderr, "%s: no corpus\n", path);
    for (int i = 0; i < *found; i++) {
        snprintf(path, sizeof path, "tests/fuzz/corpus/%.*s/%s", (int)len, name, files[i]->d_name);
        passed += run(path);
        free(files[i]);
    }
    free(files);
    return passed;
}

int main(int argc, char **argv)
{
    int found = argc - 1;
    int passed = 0;

    for (int i = 1; i < argc; i++)
        passed += run(argv[i]);
    if (argc == 1)
        passed = run_corpus(argv[0], &found);
    if (found <= 0)
        return 2;
    printf("%d passed, %d failed\n", passed, found - passed);
    return passed == found ? 0 : 1;
}
