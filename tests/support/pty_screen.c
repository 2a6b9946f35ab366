/* What a terminal would show, by libvterm. */
#include "pty_state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The cell behind a wide one. */
#define BEHIND UINT32_MAX

static int on_property(VTermProp property, VTermValue *value, void *user)
{
    struct pty *p = user;

    if (property == VTERM_PROP_ALTSCREEN)
        p->alternate = value->boolean;
    else if (property == VTERM_PROP_CURSORVISIBLE)
        p->cursor_shown = value->boolean;
    return 1;
}

/* The terminal's answers to questions (DA, DSR, DECRQM). */
static void on_answer(const char *bytes, size_t len, void *user)
{
    struct pty *p = user;
    if (!p->answers)
        wq_buf_add(&p->send, bytes, len);
}

void pty_screen_open(struct pty *p)
{
    static const VTermScreenCallbacks callbacks = {
        .settermprop = on_property, .damage = pty_links_damage, .moverect = pty_links_move};

    p->vt = vterm_new(p->rows, p->columns);
    assert_non_null(p->vt);
    p->cursor_shown = true;
    vterm_set_utf8(p->vt, 1);
    vterm_output_set_callback(p->vt, on_answer, p);
    p->screen = vterm_obtain_screen(p->vt);
    vterm_screen_set_callbacks(p->screen, &callbacks, p);
    vterm_screen_enable_altscreen(p->screen, 1);
    pty_links_open(p);
    vterm_screen_reset(p->screen, 1);
}

void pty_screen_close(struct pty *p)
{
    vterm_free(p->vt);
    pty_links_close(p);
}

void pty_screen_resize(struct pty *p)
{
    pty_links_resize(p);
    vterm_set_size(p->vt, p->rows, p->columns);
}

/* An escape sequence, s[0] being ESC, that has its last byte in s[0, len). */
static bool is_ended(const char *s, size_t len)
{
    if (len < 2)
        return false;
    if (s[1] == ']' || s[1] == 'P')
        return memchr(s, '\a', len) || (len > 2 && s[1] == ']' && s[2] == 'R');
    if (s[1] == '(' || s[1] == ')')
        return len > 2;
    if (s[1] != '[')
        return true;
    for (size_t i = 2; i < len; i++)
        if (s[i] >= 0x40)
            return true;
    return false;
}

/* How much of s[0, len) does not end in the middle of a character or of an escape sequence. */
static size_t whole(const char *s, size_t len)
{
    const char *escape = memrchr(s, '\033', len);
    /* It may be the end of a string, which is then as long as it takes. */
    const char *string = escape && escape + 1 == s + len ? memrchr(s, '\033', (size_t)(escape - s)) : NULL;
    if (string && !is_ended(string, (size_t)(escape - string)))
        return (size_t)(string - s);
    if (escape && !is_ended(escape, len - (size_t)(escape - s)))
        return (size_t)(escape - s);
    size_t lead = len;
    while (lead && len - lead < 3 && ((unsigned char)s[lead - 1] & 0xC0) == 0x80)
        lead--;
    unsigned char first = lead ? (unsigned char)s[lead - 1] : 0;
    size_t need = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    return len - lead + 1 < need ? lead - 1 : len;
}

static void show(struct pty *p, const char *bytes, size_t len)
{
    static const char reset_palette[] = "\033]R";
    size_t from = 0;

    /* The Linux console ends this string by itself; for libvterm it would be an OSC that never ends. */
    if (p->term && !strcmp(p->term, "linux"))
        for (size_t i = 0; i + 3 <= len; i++)
            if (!memcmp(bytes + i, reset_palette, 3)) {
                vterm_input_write(p->vt, bytes + from, i - from);
                from = i + 3;
            }
    vterm_input_write(p->vt, bytes + from, len - from);
}

/* libvterm 0.1 loses characters and parameters of sequences that come in two pieces: the rest is waited for.
 */
void pty_screen_write(struct pty *p, const char *bytes, size_t len)
{
    wq_buf_add(&p->coming, bytes, len);
    len = whole(p->coming.data, p->coming.len);
    show(p, p->coming.data, len);
    p->coming.len -= len;
    memmove(p->coming.data, p->coming.data + len, p->coming.len);
}

int pty_rows(const struct pty *p)
{
    return p->rows;
}

int pty_columns(const struct pty *p)
{
    return p->columns;
}

static void add_row(struct pty *p, int y, struct wq_buf *out)
{
    size_t end = out->len;
    VTermScreenCell cell;

    for (int x = 0; x < p->columns; x++) {
        vterm_screen_get_cell(p->screen, (VTermPos){.row = y, .col = x}, &cell);
        if (cell.chars[0] == BEHIND)
            continue;
        if (cell.chars[0] == 0)
            wq_buf_addc(out, ' ');
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
            wq_buf_addcp(out, cell.chars[i]);
        if (cell.chars[0] != 0 && cell.chars[0] != ' ')
            end = out->len;
    }
    out->len = end;
    wq_buf_addc(out, '\0');
    out->len = end;
}

const char *pty_row(struct pty *p, int y)
{
    assert_in_range(y, 0, p->rows - 1);
    wq_buf_clear(&p->text);
    add_row(p, y, &p->text);
    return p->text.data;
}

char *pty_screen(struct pty *p)
{
    struct wq_buf out = WQ_BUF_INIT;

    for (int y = 0; y < p->rows; y++) {
        add_row(p, y, &out);
        wq_buf_addc(&out, '\n');
    }
    return wq_buf_detach(&out);
}

int pty_find(struct pty *p, const char *text)
{
    for (int y = 0; y < p->rows; y++)
        if (strstr(pty_row(p, y), text))
            return y;
    return -1;
}

bool pty_shows(struct pty *p, const char *text)
{
    return pty_find(p, text) >= 0;
}

struct pty_cell pty_cell(struct pty *p, int x, int y)
{
    VTermScreenCell cell;

    assert_in_range(x, 0, p->columns - 1);
    assert_in_range(y, 0, p->rows - 1);
    vterm_screen_get_cell(p->screen, (VTermPos){.row = y, .col = x}, &cell);
    return (struct pty_cell){
        .ch = cell.chars[0],
        .bold = cell.attrs.bold,
        .italic = cell.attrs.italic,
        .underline = cell.attrs.underline != VTERM_UNDERLINE_OFF,
        .reverse = cell.attrs.reverse,
        .coloured = !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg),
    };
}

void pty_cursor(struct pty *p, int *x, int *y)
{
    VTermPos at;

    vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &at);
    *x = at.col;
    *y = at.row;
}

bool pty_alternate(const struct pty *p)
{
    return p->alternate;
}

bool pty_cursor_shown(const struct pty *p)
{
    return p->cursor_shown;
}

static VTermValue pen(const struct pty *p, VTermAttr attribute)
{
    VTermValue value;

    vterm_state_get_penattr(vterm_obtain_state(p->vt), attribute, &value);
    return value;
}

bool pty_pen_is_plain(const struct pty *p)
{
    VTermColor foreground = pen(p, VTERM_ATTR_FOREGROUND).color;
    VTermColor background = pen(p, VTERM_ATTR_BACKGROUND).color;

    return !pen(p, VTERM_ATTR_BOLD).boolean && !pen(p, VTERM_ATTR_UNDERLINE).number &&
           !pen(p, VTERM_ATTR_REVERSE).boolean && VTERM_COLOR_IS_DEFAULT_FG(&foreground) &&
           VTERM_COLOR_IS_DEFAULT_BG(&background);
}

/* One number of `ESC [ ? 1 ; 2 h` after the other. */
int pty_mode(const struct pty *p, const char *mode)
{
    bool wants_private = *mode == '?';
    long wanted = strtol(mode + wants_private, NULL, 10);
    int result = -1;

    for (const char *s = p->log.data; s && (s = strstr(s, "\033["));) {
        s += 2;
        bool is_private = *s == '?';
        bool found = false;
        char *end = (char *)(uintptr_t)s + is_private;
        for (;;) {
            const char *from = end;
            long number = strtol(from, &end, 10);
            found = found || (end > from && number == wanted && is_private == wants_private);
            if (*end != ';')
                break;
            end++;
        }
        if (found && (*end == 'h' || *end == 'l'))
            result = *end == 'h';
    }
    return result;
}
