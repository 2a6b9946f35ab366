#include "unicode_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

void unicode_open(struct unicode_file *u, const char *name)
{
    char path[256];

    snprintf(path, sizeof path, "/usr/share/unicode/%s", name);
    *u = (struct unicode_file){.name = name, .f = fopen(path, "r")};
    if (!u->f)
        fail_msg("%s is missing: install Debian's package unicode-data", path);
}

int unicode_next(struct unicode_file *u)
{
    while (fgets(u->line, sizeof u->line, u->f)) {
        u->number++;
        if (!strchr(u->line, '\n') && !feof(u->f))
            fail_msg("%s:%zu is longer than a line should be", u->name, u->number);
        char *comment = strchr(u->line, '#');
        size_t len = comment ? (size_t)(comment - u->line) : strlen(u->line);
        while (len > 0 && strchr(" \t\r\n", u->line[len - 1]))
            len--;
        u->line[len] = '\0';
        if (len > 0)
            return 1;
    }
    fclose(u->f);
    u->f = NULL;
    return 0;
}

size_t unicode_hex(const char **s, uint32_t *cps, size_t most)
{
    size_t n = 0;

    while (n < most) {
        char *end;
        unsigned long cp = strtoul(*s, &end, 16);
        if (end == *s)
            break;
        cps[n++] = (uint32_t)cp;
        *s = end;
    }
    return n;
}
