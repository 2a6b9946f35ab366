#include "hyperlinks.h"

#include "version.h"

#include "waraq/base/array.h"

#include <stdlib.h>
#include <string.h>

/* The first versions that have them, each as its terminal counts. */
enum { TMUX = 304, KONSOLE = 2012, VTE = 5000, ALACRITTY = 1700 /* 0.11 */ };

/* All of them have, since before they could be known by an answer. */
static const char *const always[] = {"kitty", "foot", "WezTerm", "Ghostty", "mintty", "Windows Terminal"};

/* The version among the secondary device attributes, or else what a variable says; 0: unknown. */
static long version_by(const struct wq_answers *a, const char *variable)
{
    if (a && a->has_second)
        return a->second[1];
    return variable ? atol(variable) : 0;
}

static bool is_iterm(const struct wq_environment *env, const char *answered)
{
    return (env->program && strcmp(env->program, "iTerm.app") == 0) || strncmp(answered, "iTerm2 ", 7) == 0;
}

bool wq_hyperlinks_known(const struct wq_terminal *t, const struct wq_environment *env,
                         const struct wq_answers *answers)
{
    const char *answered = answers ? answers->version : "";

    if (t->between == WQ_BETWEEN_TMUX) /* and it keeps them from a terminal that has none */
        return wq_version_tmux(env, answered) >= TMUX;
    if (t->between != WQ_BETWEEN_NOTHING)
        return false;
    if (!t->name)
        return is_iterm(env, answered);
    if (strcmp(t->name, "VTE") == 0)
        return version_by(answers, env->vte) >= VTE;
    if (strcmp(t->name, "Konsole") == 0)
        return wq_version_konsole(env, answered) >= KONSOLE;
    if (strcmp(t->name, "Alacritty") == 0)
        return version_by(answers, NULL) >= ALACRITTY;
    for (size_t i = 0; i < WQ_COUNT(always); i++)
        if (strcmp(t->name, always[i]) == 0)
            return true;
    return false;
}
