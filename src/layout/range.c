#include "waraq/layout/range.h"

#include <string.h>

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_alpha(char c)
{
    return is_alnum(c) && (c < '0' || c > '9');
}

/* What may stand in an address at all: ASCII without blanks and without what quotes it. */
static bool is_inside(char c)
{
    return c > ' ' && c < 0x7F && !strchr("<>\"`{}|\\^", c);
}

static bool is_name(char c)
{
    return is_alnum(c) || c == '_';
}

static bool is_local(char c)
{
    return is_alnum(c) || (c && strchr("._%+-", c));
}

/* Cuts off what belongs to the sentence around an address: a full stop, a bracket that it did not open. */
static size_t trim_url(const char *s, size_t start, size_t end)
{
    while (end > start) {
        char last = s[end - 1];
        char open = last == ')' ? '(' : last == ']' ? '[' : '\0';
        if (open ? memchr(s + start, open, end - start) == NULL : strchr(".,;:!?'*", last) != NULL)
            end--;
        else
            break;
    }
    return end;
}

static bool url_at(const char *s, size_t run, size_t end, size_t i, struct wq_span *out)
{
    size_t start = i;
    size_t rest;

    if (end - i > 3 && !memcmp(s + i, "://", 3)) {
        while (start > run && (is_alnum(s[start - 1]) || strchr("+.-", s[start - 1])))
            start--;
        while (start < i && !is_alpha(s[start]))
            start++;
        if (start == i)
            return false;
        rest = i + 3;
    } else if (end - i > 4 && !memcmp(s + i, "www.", 4) && (i == run || !is_name(s[i - 1]))) {
        rest = i + 4;
    } else {
        return false;
    }
    size_t stop = trim_url(s, start, end);
    *out = (struct wq_span){start, stop};
    return stop > rest;
}

static bool mail_at(const char *s, size_t run, size_t end, size_t i, struct wq_span *out)
{
    size_t start = i;
    size_t stop = i + 1;
    bool dot = false;

    while (start > run && is_local(s[start - 1]))
        start--;
    while (stop < end && (is_alnum(s[stop]) || s[stop] == '-' || s[stop] == '.')) {
        dot |= s[stop] == '.' && stop > i + 1 && stop + 1 < end && is_alnum(s[stop + 1]);
        stop++;
    }
    stop = trim_url(s, i + 1, stop);
    *out = (struct wq_span){start, stop};
    return start < i && dot;
}

/* @name, or #tag with at least one letter. */
static bool name_at(const char *s, size_t run, size_t end, size_t i, struct wq_span *out)
{
    size_t stop = i + 1;
    bool letter = s[i] == '@';

    if (i > run && is_name(s[i - 1]))
        return false;
    for (; stop < end && is_name(s[stop]); stop++)
        letter |= is_alpha(s[stop]);
    *out = (struct wq_span){i, stop};
    return letter && stop > i + 1;
}

/* report.final.pdf: the run is letters, digits and -_. with an extension that holds a letter. */
static bool file_in(const char *s, size_t run, size_t end, struct wq_span *out)
{
    while (run < end && !is_name(s[run]) && s[run] != '/' && s[run] != '~' && s[run] != '.')
        run++;
    end = trim_url(s, run, end);
    size_t dot = end;
    for (size_t i = run; i < end; i++) {
        if (s[i] == '.')
            dot = i;
        else if (!is_name(s[i]) && !strchr("-/~", s[i]))
            return false;
    }
    if (dot == end || dot == run || end - dot < 3 || end - dot > 6 || !is_name(s[dot - 1]))
        return false;
    bool letter = false;
    for (size_t i = dot + 1; i < end; i++) {
        if (!is_alnum(s[i]))
            return false;
        letter |= is_alpha(s[i]);
    }
    *out = (struct wq_span){run, end};
    return letter;
}

static bool range_in(const char *s, size_t run, size_t end, struct wq_range *out)
{
    for (size_t i = run; i < end; i++) {
        bool found = false;
        switch (s[i]) {
        case ':':
        case 'w':
            found = url_at(s, run, end, i, &out->span);
            out->kind = WQ_RANGE_URL;
            break;
        case '@':
            found = mail_at(s, run, end, i, &out->span);
            out->kind = WQ_RANGE_MAIL;
            if (!found) {
                found = name_at(s, run, end, i, &out->span);
                out->kind = WQ_RANGE_HANDLE;
            }
            break;
        case '#':
            found = name_at(s, run, end, i, &out->span);
            out->kind = WQ_RANGE_TAG;
            break;
        default: break;
        }
        if (found)
            return true;
    }
    out->kind = WQ_RANGE_FILE;
    return file_in(s, run, end, &out->span);
}

bool wq_range_next(const char *s, size_t len, size_t *at, struct wq_range *out)
{
    size_t i = *at;

    while (i < len) {
        if (!is_inside(s[i])) {
            i++;
            continue;
        }
        size_t end = i;
        while (end < len && is_inside(s[end]))
            end++;
        if (range_in(s, i, end, out)) {
            *at = out->span.end;
            return true;
        }
        i = end;
    }
    *at = len;
    return false;
}
