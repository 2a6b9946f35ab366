/* Answers of the terminal to what we asked. */
#include "waraq/term/terminal.h"

#include <string.h>

enum { NOT_GIVEN = -1, NUMBER_MAX = 1 << 24 };

/* Up to n numbers between semicolons from s[0, len) on; those that are not there are NOT_GIVEN. Returns how
 * many bytes they take. */
static size_t read_numbers(const char *s, size_t len, int *numbers, size_t n)
{
    size_t at = 0;
    size_t k = 0;

    for (size_t i = 0; i < n; i++)
        numbers[i] = NOT_GIVEN;
    for (; at < len && ((s[at] >= '0' && s[at] <= '9') || s[at] == ';'); at++) {
        if (s[at] == ';') {
            k++;
        } else if (k < n) {
            int *v = &numbers[k];
            *v = (*v < 0 ? 0 : *v) * 10 + (s[at] - '0');
            if (*v > NUMBER_MAX)
                *v = NUMBER_MAX;
        }
    }
    return at;
}

enum { MOST_NUMBERS = 3 };

/* The whole of s between before and after is numbers, and there is one at least: questions that are echoed
 * have none. Else numbers stay. */
static bool take_numbers(const char *s, size_t len, const char *before, const char *after, int *numbers,
                         size_t n)
{
    size_t b = strlen(before);
    size_t a = strlen(after);
    int got[MOST_NUMBERS];

    if (len < b + a || memcmp(s, before, b) != 0 || memcmp(s + len - a, after, a) != 0)
        return false;
    if (read_numbers(s + b, len - b - a, got, n) != len - b - a || got[0] == NOT_GIVEN)
        return false;
    memcpy(numbers, got, n * sizeof *numbers);
    return true;
}

static bool take_support(struct wq_answers *a, const char *s, size_t len)
{
    int numbers[2];

    if (!take_numbers(s, len, "\033[", "$y", numbers, 2) || numbers[0] != 8 || numbers[1] < 0)
        return false;
    a->support = numbers[1];
    a->has_support = true;
    return true;
}

/* DECRPM of a private mode: 1 set, 2 reset, 4 reset for ever; 0 unknown. */
static bool take_mode(const char *s, size_t len, int mode, bool *has)
{
    int numbers[2];

    if (!take_numbers(s, len, "\033[?", "$y", numbers, 2) || numbers[0] != mode || numbers[1] < 0)
        return false;
    *has = numbers[1] == 1 || numbers[1] == 2;
    return true;
}

static bool take_version(struct wq_answers *a, const char *s, size_t len)
{
    static const char before[] = "\033P>|";
    size_t n = sizeof before - 1;
    size_t to = 0;

    if (len < n + 2 || memcmp(s, before, n) != 0)
        return false;
    for (size_t i = n; i < len - 2 && to + 1 < sizeof a->version; i++) /* without ESC \ */
        a->version[to++] = s[i];
    a->version[to] = '\0';
    for (size_t i = 0; i < to; i++)
        if (a->version[i] < ' ' || a->version[i] > '~')
            a->version[i] = '?';
    return true;
}

bool wq_answers_take(struct wq_answers *a, const char *s, size_t len)
{
    if (a->complete)
        return false;
    if (take_support(a, s, len) || take_mode(s, len, 69, &a->margins) || take_mode(s, len, 2026, &a->holds) ||
        take_version(a, s, len))
        return true;
    if (take_numbers(s, len, "\033[>", "c", a->second, 3)) {
        a->has_second = true;
        return true;
    }
    a->complete = take_numbers(s, len, "\033[?", "c", a->first, 2);
    return a->complete;
}
