#include "recorded.h"

#include "waraq/base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FIELDS = 6 };

/* \e is ESC, \\ a backslash. In place. */
static void unescape(char *s)
{
    char *to = s;

    for (; *s; s++) {
        if (*s == '\\') {
            s++;
            *to++ = *s == 'e' ? '\033' : *s;
        } else {
            *to++ = *s;
        }
    }
    *to = '\0';
}

static char **split_words(char *s)
{
    struct {
        char **items;
        size_t len, cap;
    } words = {NULL, 0, 0};

    for (char *word = strtok(s, " "); word; word = strtok(NULL, " "))
        *WQ_PUSH(&words) = word;
    *WQ_PUSH(&words) = NULL;
    return words.items;
}

static struct recorded read_line(const char *line)
{
    char *fields[FIELDS];
    struct recorded r = {.line = wq_strdup(line)};
    char *rest = r.line;

    rest[strcspn(rest, "\n")] = '\0';
    for (int i = 0; i < FIELDS; i++) {
        fields[i] = strsep(&rest, "\t");
        assert_non_null(fields[i]);
    }
    unescape(fields[2]);
    r.name = fields[0];
    r.env = split_words(fields[1]);
    r.answers = fields[2];
    r.writing = fields[3];
    r.marks = fields[4];
    r.between = fields[5];
    return r;
}

struct recorded *recorded_load(size_t *n)
{
    struct {
        struct recorded *items;
        size_t len, cap;
    } all = {NULL, 0, 0};
    char line[4096];
    FILE *f = fopen("tests/data/terminals.tsv", "r");

    assert_non_null(f);
    while (fgets(line, sizeof line, f))
        if (line[0] != '#' && strncmp(line, "terminal\t", 9) != 0)
            *WQ_PUSH(&all) = read_line(line);
    fclose(f);
    assert_true(all.len > 0);
    *n = all.len;
    return all.items;
}

void recorded_free(struct recorded *r, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        free(r[i].env);
        free(r[i].line);
    }
    free(r);
}

const struct recorded *recorded_named(const struct recorded *r, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(r[i].name, name) == 0)
            return &r[i];
    fail_msg("no terminal %s is recorded", name);
    return NULL;
}

const char *recorded_variable(const struct recorded *r, const char *name)
{
    size_t len = strlen(name);

    for (size_t i = 0; r->env[i]; i++)
        if (strncmp(r->env[i], name, len) == 0 && r->env[i][len] == '=')
            return r->env[i] + len + 1;
    return NULL;
}
