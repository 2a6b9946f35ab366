/* golden.tsv: logical text and the cells it must become. Its head says how to read it. */
#include "waraq/base/buf.h"
#include "waraq/layout/direction.h"
#include "waraq/layout/para.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char path[] = "tests/conformance/golden.tsv";

enum { FIELDS = 9, MOST_CELLS = 256, MOST_ROWS = 1000 };

struct row {
    const char *id, *direction, *width, *options, *input, *resolved, *cells, *indices, *how;
};

static struct wq_layout *layout;

/* ---- reading ---- */

static bool split_row(char *line, struct row *row)
{
    char *fields[FIELDS];
    size_t n = 0;

    for (char *at = line; at && n < FIELDS; n++) {
        fields[n] = at;
        at = strchr(at, '\t');
        if (at)
            *at++ = '\0';
    }
    *row = (struct row){fields[0], fields[1], fields[2], fields[3], fields[4],
                        fields[5], fields[6], fields[7], fields[8]};
    return n == FIELDS;
}

/* \uXXXX and \UXXXXXXXX to UTF-8; at[i] is the byte where code point i begins, at[n] the end. */
static size_t unescape(const char *s, struct wq_buf *text, uint32_t *at)
{
    size_t n = 0;

    for (; *s && n < MOST_CELLS; n++) {
        char hex[9] = "";
        size_t digits = s[1] == 'U' ? 8 : 4;
        if (s[0] != '\\' || (s[1] != 'u' && s[1] != 'U') || strlen(s) < 2 + digits)
            fail_msg("no escape: %s", s);
        memcpy(hex, s + 2, digits);
        at[n] = (uint32_t)text->len;
        wq_buf_addcp(text, (uint32_t)strtoul(hex, NULL, 16));
        s += 2 + digits;
    }
    at[n] = (uint32_t)text->len;
    return n;
}

static unsigned read_options(const char *s)
{
    if (!strcmp(s, "core"))
        return WQ_LAYOUT_NO_RANGES;
    if (!strcmp(s, "hidden"))
        return WQ_LAYOUT_SHOW_HIDDEN;
    if (!strcmp(s, "controls"))
        return WQ_LAYOUT_CONTROLS;
    if (!strcmp(s, "keep"))
        return WQ_LAYOUT_KEEP_SPACE;
    if (!strcmp(s, "join"))
        return WQ_LAYOUT_JOIN_LINES;
    if (strcmp(s, "-") != 0 && strcmp(s, "url") != 0 && strcmp(s, "fallback") != 0)
        fail_msg("no option: %s", s);
    return 0;
}

/* ---- writing what came out the same way ---- */

static void add_escape(struct wq_buf *out, uint32_t cp)
{
    wq_buf_addf(out, cp < 0x10000 ? "\\u%04X" : "\\U%08X", cp);
}

static size_t index_of(const uint32_t *at, size_t n, uint32_t byte)
{
    size_t i = 0;
    while (i < n && at[i] < byte)
        i++;
    return i;
}

static void write_cell(const struct wq_para *p, const struct wq_cell *cell, struct wq_buf *cells)
{
    add_escape(cells, cell->ch);
    for (size_t m = 0; m < cell->nmarks; m++)
        add_escape(cells, p->marks[cell->mark + m]);
    if (cell->width != 1)
        wq_buf_addf(cells, "/%u", cell->width);
}

static void write_lines(const struct wq_para *p, const uint32_t *at, size_t n, struct wq_buf *cells,
                        struct wq_buf *indices)
{
    uint32_t order[MOST_CELLS];

    for (size_t l = 0; l < p->nlines; l++) {
        if (l > 0) {
            wq_buf_adds(cells, " | ");
            wq_buf_adds(indices, "|");
        }
        for (size_t i = 0; i < wq_line_visual(p, &p->lines[l], order); i++) {
            const struct wq_cell *cell = &p->cells[order[i]];
            size_t first = index_of(at, n, cell->start);
            size_t last = index_of(at, n, cell->end) - 1;
            if (i > 0) {
                wq_buf_addc(cells, ' ');
                wq_buf_addc(indices, ',');
            }
            write_cell(p, cell, cells);
            wq_buf_addf(indices, first == last ? "%zu" : "%zu-%zu", first, last);
        }
    }
}

/* ---- comparing ---- */

static bool resolve_direction(const struct row *row, const struct wq_buf *text)
{
    if (!strncmp(row->direction, "auto-", 5))
        return wq_paragraph_rtl(wq_layout_props(layout), text->data, text->len, row->direction[5] == 'R');
    return row->direction[0] == 'R';
}

static size_t report(const struct row *row, const char *what, const char *want, const char *got)
{
    if (!strcmp(want, got))
        return 0;
    print_error("%s: %s\n  should be %s\n  is        %s\n  (%s)\n", row->id, what, want, got, row->how);
    return 1;
}

static bool check_row(const struct row *row)
{
    struct wq_buf text = WQ_BUF_INIT, cells = WQ_BUF_INIT, indices = WQ_BUF_INIT;
    uint32_t at[MOST_CELLS + 1];
    size_t n = unescape(row->input, &text, at);
    struct wq_layout_opts opts = {.width = (uint32_t)strtoul(row->width, NULL, 10),
                                  .rtl = resolve_direction(row, &text),
                                  .flags = read_options(row->options)};
    struct wq_para *p = wq_layout_para(layout, text.data, text.len, &opts);

    wq_buf_adds(&cells, "");
    wq_buf_adds(&indices, "");
    write_lines(p, at, n, &cells, &indices);
    size_t bad = report(row, "direction", row->resolved, opts.rtl ? "R" : "L");
    bad += report(row, "cells", row->cells, cells.data);
    bad += report(row, "indices", row->indices, indices.data);
    wq_para_free(p);
    wq_buf_release(&text);
    wq_buf_release(&cells);
    wq_buf_release(&indices);
    return bad == 0;
}

static bool is_new(char **seen, size_t n, const char *id)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(seen[i], id))
            return false;
    return true;
}

static void test_golden(void **state)
{
    FILE *f = fopen(path, "r");
    char line[4096];
    static char *seen[MOST_ROWS];
    size_t rows = 0;
    size_t bad = 0;

    (void)state;
    if (!f)
        fail_msg("%s: not found; tests run in the project's root", path);
    while (fgets(line, sizeof line, f)) {
        struct row row;
        if (line[0] == '#')
            continue;
        line[strcspn(line, "\n")] = '\0';
        if (!split_row(line, &row))
            fail_msg("%s: a row without %d fields: %s", path, FIELDS, line);
        if (!is_new(seen, rows, row.id)) {
            print_error("%s: the id is taken\n", row.id);
            bad++;
        }
        assert_true(rows < MOST_ROWS);
        seen[rows++] = strdup(row.id);
        bad += !check_row(&row);
    }
    fclose(f);
    for (size_t i = 0; i < rows; i++)
        free(seen[i]);
    print_message("golden.tsv: %zu rows, %zu wrong\n", rows, bad);
    assert_true(rows >= 240);
    assert_int_equal(bad, 0);
}

static int set_up(void **state)
{
    (void)state;
    layout = wq_layout_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    wq_layout_free(layout);
    return 0;
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
