/*
 * one_screen.h: what every test of the screen has: one screen, which is closed behind each test. Included
 * once, by the test itself.
 */
#ifndef WARAQ_TESTS_SUPPORT_ONE_SCREEN_H
#define WARAQ_TESTS_SUPPORT_ONE_SCREEN_H

#include "articles.h"
#include "scratch.h"
#include "screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct screen s;

static inline int close_it(void **state)
{
    (void)state;
    screen_close(&s);
    return 0;
}

#define TEST(f) cmocka_unit_test_teardown(f, close_it)

/* A folder of the tests' own, and articles. */
static inline int setup_group(void **state)
{
    return articles_open(state) || scratch_open(state) ? -1 : 0;
}

static inline int teardown_group(void **state)
{
    return articles_close(state) || scratch_close(state) ? -1 : 0;
}

static inline void open_file(const char *path, int width, int height)
{
    screen_open(&s, &(struct screen_how){.width = width, .height = height, .paths = {path}});
}

static inline void check_status(const char *said)
{
    if (!screen_status(&s, said))
        fail_msg("'%s' is not said after '%s': %s", said, s.doing, screen_row(&s, s.grid.height - 1));
}

/* The byte at the start of the topmost line. */
static inline size_t top(void)
{
    int y;
    return screen_first_line(&s, &y).span.start;
}

#endif
