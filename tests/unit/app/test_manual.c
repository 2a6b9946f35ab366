/* The manual against the tables: every option, every setting, and every action with its keys stands in it. */
#include "../../../src/app/actions.h"
#include "../../../src/app/settings.h"

#include "waraq/base/buf.h"
#include "waraq/text/decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct wq_buf manual;

static int open_manual(void **state)
{
    (void)state;
    return wq_read_path("man/waraq.1", 0, &manual, NULL) == WQ_OK ? 0 : -1;
}

static int close_manual(void **state)
{
    (void)state;
    wq_buf_release(&manual);
    return 0;
}

/* A section, up to the next. */
static const char *section(const char *name, const char **end)
{
    struct wq_buf heading = WQ_BUF_INIT;

    wq_buf_addf(&heading, ".Sh %s\n", name);
    const char *start = strstr(manual.data, heading.data);
    assert_non_null(start);
    start += heading.len;
    *end = strstr(start, ".Sh ");
    assert_non_null(*end);
    wq_buf_release(&heading);
    return start;
}

/* Whether a row of a list in a section says what, between blanks; actions stand in a list of columns. */
static bool has_item(const char *name, const char *what)
{
    const char *end;
    size_t len = strlen(what);

    for (const char *s = section(name, &end); (s = strstr(s, "\n.It ")) && s < end; s++) {
        const char *stop = strchr(s + 1, '\n');
        const char *column = strstr(s, " Ta ");
        if (column && column < stop)
            continue;
        for (const char *w = s; (w = strstr(w, what)) && w < stop; w++)
            if (w[-1] == ' ' && (w[len] == ' ' || w[len] == '\n'))
                return true;
    }
    return false;
}

static void test_options_and_settings(void **state)
{
    (void)state;
    for (int i = 0; i < WQ_SETTINGS; i++) {
        const struct wq_setting *s = wq_setting((enum wq_setting_id)i);
        struct wq_buf option = WQ_BUF_INIT;
        struct wq_buf item = WQ_BUF_INIT;
        wq_buf_addf(&option, "Fl Fl %s", s->name);
        wq_buf_addf(&item, "%s", s->name);
        bool later = i == WQ_SET_EXPORT || i == WQ_SET_IMPORT;
        if ((s->by & WQ_BY_OPTION) && !later && !has_item("DESCRIPTION", option.data))
            fail_msg("--%s is not in the manual", s->name);
        if (has_item("CONFIGURATION", item.data) != ((s->by & ~(unsigned)WQ_BY_OPTION) != 0))
            fail_msg("%s: the manual and the table differ", s->name);
        wq_buf_release(&option);
        wq_buf_release(&item);
    }
}

/* A key as the table has it, so that troff leaves it alone. */
static void add_key(struct wq_buf *out, const char *keys, size_t len)
{
    wq_buf_adds(out, " \\&");
    for (size_t i = 0; i < len; i++) {
        if (keys[i] == '\'')
            wq_buf_adds(out, "\\(aq");
        else if (keys[i] == '^')
            wq_buf_adds(out, "\\(ha");
        else if (keys[i] == '-')
            wq_buf_adds(out, "\\-");
        else
            wq_buf_addc(out, keys[i]);
    }
}

/* The list of names is the table's, row by row. */
static void test_actions(void **state)
{
    struct wq_buf wanted = WQ_BUF_INIT;
    const char *end;
    const char *in = section("CONFIGURATION", &end);

    (void)state;
    for (int i = 1; i < WQ_ACTIONS; i++) {
        const struct wq_action_info *a = wq_action_info((enum wq_action)i);
        wq_buf_addf(&wanted, ".It Cm %s Ta", a->name);
        for (const char *k = a->keys; *k; k += strspn(k, " ")) {
            add_key(&wanted, k, strcspn(k, " "));
            k += strcspn(k, " ");
        }
        wq_buf_addc(&wanted, '\n');
    }
    const char *found = strstr(in, wanted.data);
    if (!found || found > end)
        fail_msg("the list of names in the manual should be:\n%s", wanted.data);
    wq_buf_release(&wanted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_options_and_settings),
        cmocka_unit_test(test_actions),
    };
    return cmocka_run_group_tests(tests, open_manual, close_manual);
}
