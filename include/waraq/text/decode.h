/*
 * decode.h: bytes from outside to valid UTF-8.
 *
 * The one gate that text passes: behind it there is well-formed UTF-8 without a byte order mark, in
 * which every malformed sequence of the input has become U+FFFD (one for each maximal subpart, as
 * Unicode's chapter 3 recommends and ICU's U8_NEXT_OR_FFFD does). Line ends, NULs, control characters
 * and bidi controls stay as they are: layout knows what to do with them.
 */
#ifndef WARAQ_TEXT_DECODE_H
#define WARAQ_TEXT_DECODE_H

#include "waraq/base/buf.h"
#include "waraq/base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct wq_text {
    char *data;        /* valid UTF-8 and a NUL that len does not count; the owner's, by wq_text_release */
    size_t len;        /* bytes */
    char encoding[32]; /* what it was read as: ICU's or the user's name, "UTF-8" for most */
    size_t replaced;   /* how many U+FFFD stand for malformed input */
    bool bom;          /* a byte order mark was there and was left out */
};

/*
 * Decodes bytes[0, len). encoding NULL: a byte order mark decides; else UTF-8 if it is that, wholly or
 * but for a few damaged places; else what ICU's detector says, with Arabic and Hebrew code pages
 * preferred over Western ones when most letters are not ASCII. encoding given: that, and a byte order
 * mark of the same encoding is still left out.
 *
 * WQ_EENCODING: no such encoding. WQ_EBINARY: not text (only when encoding is NULL): too many NULs or
 * control characters in the first 8 KiB for its kind. *out is written only on WQ_OK.
 */
enum wq_status wq_decode(const void *bytes, size_t len, const char *encoding, struct wq_text *out,
                         struct wq_error *err) WQ_MUST_CHECK;

/* As wq_decode, taking over the buffer: valid UTF-8 is not copied. *bytes is left empty. */
enum wq_status wq_decode_buf(struct wq_buf *bytes, const char *encoding, struct wq_text *out,
                             struct wq_error *err) WQ_MUST_CHECK;

void wq_text_release(struct wq_text *t);

/* WQ_OK if ICU knows the name, else WQ_EENCODING. */
enum wq_status wq_encoding_check(const char *encoding) WQ_MUST_CHECK;

/*
 * Reads a file, or standard input for the path "-", whole; most == 0: no limit, else at most that many
 * bytes from its start. A file that shrinks or grows meanwhile gives what was read. WQ_ETYPE: a folder,
 * FIFO, socket or device (standard input may be any); it is not opened, so that nothing blocks.
 * WQ_ESYS: see err. Appends to *out.
 */
enum wq_status wq_read_path(const char *path, size_t most, struct wq_buf *out,
                            struct wq_error *err) WQ_MUST_CHECK;

#endif
