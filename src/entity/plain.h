/*
 * plain.h: words that need not be folded, which are most: letters that each are one of the finder's letters
 * whatever stands beside them, or digits, up to a blank. Private to entity.
 */
#ifndef WARAQ_SRC_ENTITY_PLAIN_H
#define WARAQ_SRC_ENTITY_PLAIN_H

#include "token.h"

/* Letters of longer words are folded. */
enum { WQ_PLAIN_MOST = 32 };

struct wq_plain {
    wq_code codes[WQ_PLAIN_MOST];
    uint32_t len;  /* letters */
    uint32_t sign; /* a point, comma or the like right behind it, as folded, or 0 */
    bool joined;   /* behind it stands a ZWNJ */
    bool digits;
    size_t end;  /* byte behind the word */
    size_t next; /* and behind the sign or the ZWNJ */
};

/* White space that is in most texts. */
static inline bool wq_is_blank(char c)
{
    return c == ' ' || c == '\n';
}

/* The word at byte at of s[0, len), where nothing of a word stands before. What *p says is beside a blank,
 * the end or a ZWNJ, so that no mark belongs to it. False: the word there must be folded. */
bool wq_plain_read(const struct wq_letters *letters, const char *s, size_t len, size_t at,
                   struct wq_plain *p);

#endif
