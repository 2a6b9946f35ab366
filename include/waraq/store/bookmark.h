/*
 * bookmark.h: a place in a text that may have been edited by the time one goes back to it.
 *
 * Beside where the place was a bookmark has some of the words around it, and those the paragraph begins with.
 * They are looked for, nearest to where they were first: an edit elsewhere moves them and an edit here leaves
 * the paragraph's beginning, or the other way round. Nothing is guessed: where neither is found it is another
 * text. Offsets are bytes of valid UTF-8, in which places begin a character.
 */
#ifndef WARAQ_STORE_BOOKMARK_H
#define WARAQ_STORE_BOOKMARK_H

#include <stddef.h>
#include <stdint.h>

/* About fifteen words: enough to be found once. */
enum { WQ_BOOKMARK_BYTES = 128 };

struct wq_words {
    uint8_t len;
    char bytes[WQ_BOOKMARK_BYTES];
};

struct wq_bookmark {
    size_t paragraph;       /* where the paragraph begins (article.h) */
    size_t offset;          /* of the place in it */
    size_t before;          /* how many bytes of around stand before the place */
    struct wq_words around; /* what stands around the place, over the ends of paragraphs */
    struct wq_words head;   /* what the paragraph begins with */
};

/* Marks the place at byte at of s[0, len). */
void wq_bookmark_make(struct wq_bookmark *b, const char *s, size_t len, size_t at);

/* Where it is now in s[0, len), or SIZE_MAX. b may hold anything. */
size_t wq_bookmark_find(const struct wq_bookmark *b, const char *s, size_t len);

#endif
