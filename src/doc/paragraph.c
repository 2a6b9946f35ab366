#include "waraq/doc/paragraph.h"

#include <string.h>

size_t wq_paragraph_separator_at(const char *s, size_t len, size_t i)
{
    unsigned char c = (unsigned char)s[i];

    if (c == '\n' || (c >= 0x1C && c <= 0x1E))
        return 1;
    if (c == '\r')
        return i + 1 < len && s[i + 1] == '\n' ? 2 : 1;
    if (c == 0xC2)
        return i + 1 < len && (unsigned char)s[i + 1] == 0x85 ? 2 : 0;
    if (c == 0xE2)
        return i + 2 < len && !memcmp(s + i, "\xE2\x80\xA9", 3) ? 3 : 0;
    return 0;
}

struct wq_span wq_paragraph_at(const char *s, size_t len, size_t at)
{
    size_t start = at;
    size_t end = at;

    /* Back to behind a separator that ends at or before at. */
    while (start > 0) {
        size_t n = wq_paragraph_separator(s, len, start - 1);
        if (n == 1 || (n == 2 && start + 1 <= at) || (n == 3 && start + 2 <= at)) {
            start += n - 1;
            break;
        }
        start--;
    }
    while (end < len && wq_paragraph_separator(s, len, end) == 0)
        end++;
    return (struct wq_span){start, end < start ? start : end};
}
