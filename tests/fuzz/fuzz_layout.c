/*
 * Any text at any width: paragraphs keep what para_check.h says.
 *
 * Input: a byte of width, a byte of flags and direction, a byte of indents, a byte of the place where a new
 * line is asked for, a byte of how long a piece may be; then text, which is made valid UTF-8, cut, and laid
 * out piece by piece.
 */
#include "../support/para_check.c" /* fuzzers are linked without the tests' support */

#include "waraq/base/buf.h"
#include "waraq/layout/cut.h"
#include "waraq/layout/direction.h"

#include <locale.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEAD = 5 };

/* A valid sequence as it is, each other byte as U+FFFD. */
static void add_valid(struct wq_buf *text, const char *s, size_t len)
{
    for (size_t at = 0; at < len;) {
        size_t n = 1;
        while (n <= 4 && at + n <= len && !wq_utf8_valid(s + at, n))
            n++;
        if (n <= 4 && at + n <= len) {
            wq_buf_add(text, s + at, n);
            at += n;
        } else {
            wq_buf_addcp(text, 0xFFFD);
            at++;
        }
    }
}

/* What ends a paragraph never comes to layout, but for the line ends that it is asked to join. */
static bool ends_paragraph(uint32_t cp, unsigned flags)
{
    if (cp == '\n' || cp == '\r')
        return !(flags & WQ_LAYOUT_JOIN_LINES);
    return (cp >= 0x1C && cp <= 0x1E) || cp == 0x85 || cp == 0x2029;
}

static struct wq_layout_opts read_options(const uint8_t *head, uint32_t *soft)
{
    *soft = head[3];
    return (struct wq_layout_opts){
        .width = head[0] % 128,
        .rtl = head[1] & 0x80,
        .flags = head[1] & 0x1F,
        .indent_first = head[2] & 0xF,
        .indent_rest = head[2] >> 4,
        .soft = soft,
        .nsoft = head[3] ? 1 : 0,
        .indent_soft = (head[1] >> 5) & 3,
    };
}

static void fail(const char *bad)
{
    fprintf(stderr, "%s\n", bad);
    abort();
}

static void lay_out(struct wq_layout *layout, const char *s, size_t len, const struct wq_layout_opts *opts)
{
    struct wq_para *p = wq_layout_para(layout, s, len, opts);
    const char *bad = para_check(&(struct para_case){s, len, opts, p});

    wq_para_free(p);
    if (bad)
        fail(bad);
}

static void lay_out_pieces(struct wq_layout *layout, const char *s, size_t len, size_t most,
                           const struct wq_layout_opts *opts)
{
    for (size_t from = 0; from < len;) {
        size_t end = wq_cut_end(s, len, from, most);
        if (end <= from || end > len || (end < len && ((unsigned char)s[end] & 0xC0) == 0x80))
            fail("a cut is in the wrong place");
        if (wq_sentence_end(s, len, from) <= from)
            fail("a sentence ends before it begins");
        lay_out(layout, s + from, end - from, opts);
        from = end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct wq_layout *layout;
    struct wq_buf text = WQ_BUF_INIT;
    uint32_t soft;

    if (!layout) {
        setlocale(LC_CTYPE, "C.UTF-8");
        layout = wq_layout_new();
    }
    if (size < HEAD)
        return 0;
    struct wq_layout_opts opts = read_options(data, &soft);
    size_t most = data[4] ? data[4] * 16 : WQ_CUT_BYTES;
    add_valid(&text, (const char *)data + HEAD, size - HEAD);
    lay_out(layout, "", 0, &opts);
    for (size_t at = 0, from = 0; at < text.len;) {
        size_t here = at;
        bool ends = ends_paragraph(wq_utf8_next(text.data, &at), opts.flags);
        if (ends || at == text.len) {
            lay_out_pieces(layout, text.data + from, (ends ? here : at) - from, most, &opts);
            from = at;
        }
    }
    struct wq_letters letters = {0, 0};
    wq_letters_count(wq_layout_props(layout), text.data, text.len, &letters);
    bool rtl = wq_paragraph_rtl(wq_layout_props(layout), text.data, text.len, wq_document_rtl(letters));
    if (letters.ltr == 0 && letters.rtl > 0 && !rtl)
        fail("only right-to-left letters, and it runs left to right");
    wq_buf_release(&text);
    return 0;
}
