/*
 * own_state.h: what is learnt of terminals in one test is unknown in the next. Included once, by the test
 * itself; forget() is the setup of each of its tests.
 */
#ifndef WARAQ_TESTS_SUPPORT_OWN_STATE_H
#define WARAQ_TESTS_SUPPORT_OWN_STATE_H

#include "scratch.h"

#include <stddef.h>
#include <stdio.h>

static char state_folder[512];
static const char *state_env[] = {state_folder, NULL};

static inline int forget(void **state)
{
    static int n;

    (void)state;
    snprintf(state_folder, sizeof state_folder, "XDG_STATE_HOME=%s/state%d", scratch_folder(), n++);
    return 0;
}

#endif
