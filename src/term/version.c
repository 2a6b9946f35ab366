#include "version.h"

#include <stdlib.h>
#include <string.h>

static long read_version(const char *s)
{
    char *end;
    long major = s ? strtol(s, &end, 10) : 0;
    long minor = major > 0 && *end == '.' ? strtol(end + 1, NULL, 10) : 0;

    return major > 0 && major < 100 && minor >= 0 && minor < 100 ? major * 100 + minor : 0;
}

/* The version behind a name, such as "tmux 3.3a". */
static long version_of(const char *name, const char *answered)
{
    size_t n = strlen(name);
    return strncmp(answered, name, n) == 0 && answered[n] == ' ' ? read_version(answered + n + 1) : 0;
}

/* It says so in the environment since 3.2. */
long wq_version_tmux(const struct wq_environment *env, const char *answered)
{
    bool says = env->tmux && env->program && strcmp(env->program, "tmux") == 0;
    return says ? read_version(env->program_version) : version_of("tmux", answered);
}

long wq_version_konsole(const struct wq_environment *env, const char *answered)
{
    long version = version_of("Konsole", answered);
    return version == 0 && env->konsole ? atol(env->konsole) / 100 : version; /* 241203 */
}
