/*
 * The table of folded characters is what ICU and the rules of fold.c say.
 *
 *     test_fold_table --print > src/text/fold_table.c
 *
 * writes it anew, after a change of the rules or where a new ICU knows more.
 */
#include "../../../src/text/fold_inner.h"

#include "waraq/base/array.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static uint32_t wanted(uint32_t c)
{
    uint32_t to[WQ_FOLD_MOST];
    size_t n = wq_fold_slow(c, to);

    if (n == 0)
        return (uint32_t)wq_fold_kind_dropped(c) << WQ_FOLD_KIND;
    if (n > 1 || to[0] >= 0x800)
        return (uint32_t)WQ_FOLD_SLOW << WQ_FOLD_KIND;
    uint32_t kind = wq_fold_kind(to[0]);
    if (kind == WQ_FOLD_SPACE && (c == '\n' || c == '\r' || c == 0x85 || c == 0x2029))
        kind = WQ_FOLD_LINE;
    if (c >= 0x1C && c <= 0x1E)
        kind = WQ_FOLD_SEPARATOR;
    uint32_t len = to[0] < 0x80 ? 1 : 2;
    uint32_t bytes = len == 1 ? to[0] : 0xC0 | to[0] >> 6 | (0x80 | (to[0] & 0x3F)) << 8;
    return kind << WQ_FOLD_KIND | len << WQ_FOLD_GAP_LEN | (kind < WQ_FOLD_SPACE ? len << WQ_FOLD_LEN : 0) |
           bytes;
}

static void test_table(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        uint32_t slow = (uint32_t)WQ_FOLD_SLOW << WQ_FOLD_KIND;
        uint32_t got = wq_fold_entry(c);
        if ((c < 0xD800 || c > 0xDFFF) && got != slow && got != wanted(c))
            fail_msg("U+%04X: %08x instead of %08x (--print writes the table anew)", c, got, wanted(c));
    }
}

/* The kinds in their order, so that a folded code point tells its own. */
static void test_folded_kinds(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < 0x800; c++) {
        uint32_t e = wq_fold_entry(c);
        unsigned kind = wq_fold_kind_in(e);
        if (kind == WQ_FOLD_OTHER || kind == WQ_FOLD_WORD)
            assert_int_equal(wq_fold_entry(wq_fold_cp_in(e)), e);
    }
}

static void print(void)
{
    static const uint32_t ranges[WQ_FOLD_RUNS][2] = {
        {0x0000, 0x0800}, {0x2000, 0x2070}, {0xFB50, 0xFC00}, {0xFE70, 0xFF00}};
    size_t at = 0;

    puts("/* Made by tests/unit/text/test_fold_table.c: do not edit. */\n#include \"fold_inner.h\"\n");
    puts("/* clang-format off */\nconst struct wq_fold_run wq_fold_runs[WQ_FOLD_RUNS] = {");
    for (size_t i = 0; i < WQ_FOLD_RUNS; i++) {
        printf("    {0x%04X, 0x%04X, %zu},\n", ranges[i][0], ranges[i][1], at);
        at += ranges[i][1] - ranges[i][0];
    }
    puts("};\n\nconst uint32_t wq_fold_table[] = {");
    for (size_t i = 0; i < WQ_FOLD_RUNS; i++)
        for (uint32_t c = ranges[i][0]; c < ranges[i][1]; c++)
            printf("%s0x%08X,%s", c % 16 ? "" : "    ", wanted(c), c % 16 == 15 ? "\n" : " ");
    puts("};");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_folded_kinds),
    };

    if (argc > 1 && !strcmp(argv[1], "--print")) {
        print();
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
