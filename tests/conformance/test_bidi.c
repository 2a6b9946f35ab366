/* UAX #9 as Unicode tests it: BidiTest.txt and BidiCharacterTest.txt, every case of both. */
#include "../../src/layout/levels.h"
#include "../support/unicode_file.h"
#include "waraq/text/props.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 1024, GONE = -1, AUTO = 2 };

/* One case. Levels are GONE where the standard says x: the character was removed by X9. */
struct bidi_case {
    uint8_t classes[MOST];
    uint32_t brackets[MOST];
    size_t n;
    int levels[MOST];
    uint32_t order[MOST];
    size_t norder;
};

static struct wq_levels_scratch scratch;

static bool is_initiator(uint8_t class)
{
    return class == WQ_BIDI_LRI || class == WQ_BIDI_RLI || class == WQ_BIDI_FSI;
}

/* P2 and P3: the first strong character that is in no isolate. */
static bool starts_rtl(const struct bidi_case *c)
{
    size_t depth = 0;

    for (size_t i = 0; i < c->n; i++) {
        uint8_t class = c->classes[i];
        if (is_initiator(class))
            depth++;
        else if (class == WQ_BIDI_PDI)
            depth -= depth > 0;
        else if (depth == 0 && (class == WQ_BIDI_L || class == WQ_BIDI_R || class == WQ_BIDI_AL))
            return class != WQ_BIDI_L;
    }
    return false;
}

/* What is not as the case says, or NULL. */
static const char *run_case(const struct bidi_case *c, int direction, int paragraph_level)
{
    int8_t levels[MOST];
    uint8_t kept[MOST];
    uint32_t at[MOST];
    uint32_t order[MOST];
    size_t nkept = 0;
    bool rtl = direction == AUTO ? starts_rtl(c) : direction == 1;
    /* A paragraph separator, which stands only at the end, never comes to the levels. */
    size_t n = c->n > 0 && c->classes[c->n - 1] == WQ_BIDI_B ? c->n - 1 : c->n;

    if (paragraph_level >= 0 && rtl != (paragraph_level == 1))
        return "paragraph level";
    if (!wq_levels_resolve(&scratch, c->classes, c->brackets, n, rtl, levels))
        return "no levels";
    if (n < c->n)
        levels[n] = rtl ? 1 : 0;
    for (size_t i = 0; i < c->n; i++) {
        if (c->levels[i] == GONE)
            continue;
        if (levels[i] != c->levels[i])
            return "levels";
        at[nkept] = (uint32_t)i;
        kept[nkept++] = (uint8_t)levels[i];
    }
    if (nkept != c->norder)
        return "number of places";
    wq_levels_order(kept, nkept, 0, order);
    for (size_t i = 0; i < nkept; i++)
        if (at[order[i]] != c->order[i])
            return "order";
    return NULL;
}

/* "x 1 2" to levels; returns how many. */
static size_t read_levels(const char *s, int *levels)
{
    size_t n = 0;

    while (*s && n < MOST) {
        char *end;
        s += strspn(s, " \t");
        if (*s == 'x') {
            levels[n++] = GONE;
            s++;
            continue;
        }
        long level = strtol(s, &end, 10);
        if (end == s)
            break;
        levels[n++] = (int)level;
        s = end;
    }
    return n;
}

static size_t read_order(const char *s, uint32_t *order)
{
    int places[MOST];
    size_t n = read_levels(s, places);
    for (size_t i = 0; i < n; i++)
        order[i] = (uint32_t)places[i];
    return n;
}

static uint8_t class_named(const char *name, size_t len)
{
    static const char *const names[] = {
        [WQ_BIDI_L] = "L",     [WQ_BIDI_R] = "R",     [WQ_BIDI_AL] = "AL",   [WQ_BIDI_EN] = "EN",
        [WQ_BIDI_ES] = "ES",   [WQ_BIDI_ET] = "ET",   [WQ_BIDI_AN] = "AN",   [WQ_BIDI_CS] = "CS",
        [WQ_BIDI_NSM] = "NSM", [WQ_BIDI_BN] = "BN",   [WQ_BIDI_B] = "B",     [WQ_BIDI_S] = "S",
        [WQ_BIDI_WS] = "WS",   [WQ_BIDI_ON] = "ON",   [WQ_BIDI_LRE] = "LRE", [WQ_BIDI_LRO] = "LRO",
        [WQ_BIDI_RLE] = "RLE", [WQ_BIDI_RLO] = "RLO", [WQ_BIDI_PDF] = "PDF", [WQ_BIDI_LRI] = "LRI",
        [WQ_BIDI_RLI] = "RLI", [WQ_BIDI_FSI] = "FSI", [WQ_BIDI_PDI] = "PDI",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == len && !memcmp(names[i], name, len))
            return (uint8_t)i;
    fail_msg("no class %.*s", (int)len, name);
    return 0;
}

/* "L EN; 7": classes, and in which directions they hold. */
static unsigned long read_classes(const char *s, struct bidi_case *c)
{
    for (c->n = 0; *s != ';';) {
        size_t len = strcspn(s, " ;");
        assert_true(c->n < MOST && s[len] != '\0');
        c->classes[c->n++] = class_named(s, len);
        s += len;
        s += strspn(s, " ");
    }
    return strtoul(s + 1, NULL, 10);
}

static void test_bidi_test(void **state)
{
    static struct bidi_case c;
    struct unicode_file u;
    size_t ran = 0;
    size_t bad = 0;
    size_t nlevels = 0;

    (void)state;
    memset(&c, 0, sizeof c);
    unicode_open(&u, "BidiTest.txt");
    while (unicode_next(&u)) {
        if (!strncmp(u.line, "@Levels:", 8)) {
            nlevels = read_levels(u.line + 8, c.levels);
        } else if (!strncmp(u.line, "@Reorder:", 9)) {
            c.norder = read_order(u.line + 9, c.order);
        } else {
            unsigned long directions = read_classes(u.line, &c);
            assert_int_equal(c.n, nlevels);
            for (int bit = 0; bit < 3; bit++) {
                if (!(directions & (1UL << bit)))
                    continue;
                const char *wrong = run_case(&c, bit == 0 ? AUTO : bit - 1, -1);
                ran++;
                if (wrong && bad++ < 20)
                    print_error("BidiTest.txt:%zu, %s: %s is wrong\n", u.number,
                                bit == 0   ? "auto"
                                : bit == 1 ? "LTR"
                                           : "RTL",
                                wrong);
            }
        }
    }
    print_message("BidiTest.txt: %zu of %zu\n", ran - bad, ran);
    assert_true(ran >= 770241);
    assert_int_equal(bad, 0);
}

static void test_bidi_character_test(void **state)
{
    static struct bidi_case c;
    struct wq_props *props = wq_props_new();
    struct unicode_file u;
    size_t ran = 0;
    size_t bad = 0;

    (void)state;
    unicode_open(&u, "BidiCharacterTest.txt");
    while (unicode_next(&u)) {
        const char *s = u.line;
        uint32_t cps[MOST];
        c.n = unicode_hex(&s, cps, MOST);
        for (size_t i = 0; i < c.n; i++) {
            const struct wq_prop *p = wq_prop(props, cps[i]);
            c.classes[i] = p->bidi;
            c.brackets[i] = p->flags & WQ_PROP_BRACKET ? wq_bracket(cps[i]) : 0;
        }
        assert_true(s[0] == ';' && s[2] == ';' && s[4] == ';');
        assert_int_equal(read_levels(s + 5, c.levels), c.n);
        const char *order = strchr(s + 5, ';');
        assert_non_null(order);
        c.norder = read_order(order + 1, c.order);
        const char *wrong = run_case(&c, s[1] - '0', s[3] - '0');
        ran++;
        if (wrong && bad++ < 20)
            print_error("BidiCharacterTest.txt:%zu: %s is wrong\n", u.number, wrong);
    }
    wq_props_free(props);
    print_message("BidiCharacterTest.txt: %zu of %zu\n", ran - bad, ran);
    assert_true(ran >= 91707);
    assert_int_equal(bad, 0);
}

static int release(void **state)
{
    (void)state;
    wq_levels_release(&scratch);
    return 0;
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bidi_test),
        cmocka_unit_test(test_bidi_character_test),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}
