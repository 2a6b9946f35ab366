/*
 * para_check.h: what every laid-out paragraph must hold, whatever was laid out.
 *
 * For the unit tests and the fuzzer alike, so it says what is wrong instead of failing.
 */
#ifndef WARAQ_TESTS_SUPPORT_PARA_CHECK_H
#define WARAQ_TESTS_SUPPORT_PARA_CHECK_H

#include "waraq/layout/para.h"

struct para_case {
    const char *s; /* valid UTF-8 */
    size_t len;
    const struct wq_layout_opts *opts;
    const struct wq_para *p;
};

/* NULL if all holds; else what does not, in static storage. */
const char *para_check(const struct para_case *c);

#endif
