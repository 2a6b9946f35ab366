#include "waraq/term/terminal.h"

#include "hyperlinks.h"

#include "waraq/base/array.h"

#include <stdlib.h>
#include <string.h>

/* Mode 8 of ECMA-48 (BDSM): reset, the terminal shows cells where they are put. VTE keeps it a row, from when
 * the row is written; those that do not know it take no notice. */
#define SUPPORT_OFF "\033[8l"
#define SUPPORT_ON  "\033[8h"

#define LINUX "the Linux console"

static const struct wq_writing_info writings[] = {
    [WQ_WRITING_VISUAL] = {.name = "visual", .enter = "", .leave = ""},
    [WQ_WRITING_OVERRIDE] = {.name = "override", .override = true, .enter = "", .leave = ""},
    [WQ_WRITING_KITTY] = {.name = "kitty", .slanted = true, .enter = "", .leave = ""},
    [WQ_WRITING_KONSOLE] = {.name = "konsole",
                            .enter = "\033]50;BidiRenderingEnabled=false\a",
                            .leave = "\033]50;BidiRenderingEnabled=true\a"},
    [WQ_WRITING_MLTERM] = {.name = "mlterm",
                           .enter = "\033]5379;use_ctl=false\a",
                           .leave = "\033]5379;use_ctl=true\a"},
    [WQ_WRITING_PUTTY] = {.name = "putty", .order = WQ_ORDER_STRONG, .enter = "", .leave = ""},
    [WQ_WRITING_LOGICAL] = {.name = "logical", .order = WQ_ORDER_LOGICAL, .enter = "", .leave = ""},
};

const struct wq_writing_info *wq_writing_info(enum wq_writing writing)
{
    return &writings[writing];
}

enum wq_writing wq_writing_named(const char *name, size_t len)
{
    int i = 0;

    while (i < WQ_WRITINGS && (strlen(writings[i].name) != len || memcmp(writings[i].name, name, len) != 0))
        i++;
    return (enum wq_writing)i;
}

const char *wq_marks_name(enum wq_marks marks)
{
    static const char *const names[] = {"auto", "on", "off", "shift"};
    return names[marks];
}

/* ---- terminals ---- */

/* Secondary device attributes: the first of them, the range of the second, the third. */
struct second {
    int kind; /* UNTOLD: not told by them */
    int least, most;
    int third;
};

enum { UNTOLD = -2, ANY = -1, MOST = 1 << 30 };

#define SECOND(kind)                                                                                         \
    {                                                                                                        \
        kind, 0, MOST, ANY                                                                                   \
    }
#define BY_NAME                                                                                              \
    {                                                                                                        \
        UNTOLD, 0, 0, 0                                                                                      \
    }

struct known {
    const char *name;
    const char *term;    /* TERM is this, or this and a hyphen and more; NULL: not told by it */
    const char *program; /* TERM_PROGRAM */
    const char *version; /* XTVERSION begins so */
    struct second second;
    enum wq_writing writing;
    enum wq_marks marks;
};

/* The first that fits. st draws no marks; alacritty draws them a cell too far to the right; foot loses
 * letters under some. */
static const struct known terminals[] = {
    {"Konsole", "konsole", NULL, "Konsole", {1, 115, 115, ANY}, WQ_WRITING_KONSOLE, WQ_MARKS_ON},
    {"Konsole", NULL, NULL, NULL, {0, 115, 115, ANY}, WQ_WRITING_KONSOLE, WQ_MARKS_ON}, /* before 22 */
    {"mlterm", "mlterm", NULL, NULL, SECOND(24), WQ_WRITING_MLTERM, WQ_MARKS_ON},
    {"kitty", "xterm-kitty", NULL, "kitty(", {1, 4000, 4000, ANY}, WQ_WRITING_KITTY, WQ_MARKS_ON},
    {"PuTTY", "putty", NULL, NULL, {0, 136, 136, 0}, WQ_WRITING_PUTTY, WQ_MARKS_ON},
    {"foot", "foot", NULL, "foot(", BY_NAME, WQ_WRITING_VISUAL, WQ_MARKS_OFF},
    {"Alacritty", "alacritty", NULL, NULL, {0, 300, MOST, 1}, WQ_WRITING_VISUAL, WQ_MARKS_SHIFT},
    {"st", "st", NULL, NULL, BY_NAME, WQ_WRITING_VISUAL, WQ_MARKS_OFF},
    {"VTE", "vte", NULL, "VTE(", SECOND(65), WQ_WRITING_VISUAL, WQ_MARKS_ON},
    {"xterm", NULL, NULL, "XTerm(", SECOND(41), WQ_WRITING_VISUAL, WQ_MARKS_ON},
    {"rxvt-unicode", "rxvt-unicode", NULL, NULL, SECOND(85), WQ_WRITING_VISUAL, WQ_MARKS_ON},
    {"Windows Terminal", NULL, NULL, "Windows Terminal", {0, 10, 10, 1}, WQ_WRITING_VISUAL, WQ_MARKS_ON},
    {"mintty", "mintty", "mintty", "mintty", SECOND(77), WQ_WRITING_VISUAL, WQ_MARKS_ON},
    {"WezTerm", "wezterm", "WezTerm", "WezTerm", BY_NAME, WQ_WRITING_VISUAL, WQ_MARKS_ON},
    {"Ghostty", "xterm-ghostty", "ghostty", "ghostty", BY_NAME, WQ_WRITING_VISUAL, WQ_MARKS_ON},
    {"Apple Terminal", NULL, "Apple_Terminal", NULL, BY_NAME, WQ_WRITING_LOGICAL, WQ_MARKS_ON},
    {LINUX, "linux", NULL, NULL, BY_NAME, WQ_WRITING_VISUAL, WQ_MARKS_ON},
};

/* What stands between. mosh is told by its primary attributes too, which nobody else combines so. */
static const struct {
    const char *name;
    const char *version;
    struct second second;
    int first; /* ANY, or the first of the primary ones */
    enum wq_between between;
} betweens[] = {
    {"tmux", "tmux ", SECOND(84), ANY, WQ_BETWEEN_TMUX},
    {"screen", NULL, SECOND(83), ANY, WQ_BETWEEN_SCREEN},
    {"mosh", NULL, {1, 10, 10, 0}, 62, WQ_BETWEEN_MOSH},
};

static bool begins(const char *s, const char *with)
{
    return s && with && strncmp(s, with, strlen(with)) == 0;
}

/* "st" is st and st-256color, and not stterm. */
static bool is_term(const char *term, const char *name)
{
    return begins(term, name) && (term[strlen(name)] == '\0' || term[strlen(name)] == '-');
}

static const struct known *find_named(const char *name)
{
    for (size_t i = 0; i < WQ_COUNT(terminals); i++)
        if (strcmp(terminals[i].name, name) == 0)
            return &terminals[i];
    return NULL;
}

/* ---- from the environment ---- */

static enum wq_between between_by_environment(const struct wq_environment *env)
{
    if (env->tmux || is_term(env->term, "tmux"))
        return WQ_BETWEEN_TMUX;
    return env->sty || is_term(env->term, "screen") ? WQ_BETWEEN_SCREEN : WQ_BETWEEN_NOTHING;
}

/* A terminal that was started from another one finds the variables of both: two say nothing. Those of a shell
 * in tmux are of the terminal that tmux was started in. */
static const struct known *find_by_variables(const struct wq_environment *env)
{
    const struct {
        const char *value;
        const char *name;
    } own[] = {
        {env->vte, "VTE"},
        {env->konsole, "Konsole"},
        {env->xterm, "xterm"},
        {env->kitty, "kitty"},
        {env->alacritty, "Alacritty"},
        {env->mlterm, "mlterm"},
        {env->windows, "Windows Terminal"},
    };
    const struct known *found = NULL;

    for (size_t i = 0; i < WQ_COUNT(own); i++) {
        if (own[i].value && found)
            return NULL;
        if (own[i].value)
            found = find_named(own[i].name);
    }
    return found;
}

static const struct known *find_by_environment(const struct wq_environment *env)
{
    bool direct = between_by_environment(env) == WQ_BETWEEN_NOTHING;

    for (size_t i = 0; i < WQ_COUNT(terminals) && direct; i++) {
        const struct known *k = &terminals[i];
        if ((k->term && is_term(env->term, k->term)) ||
            (k->program && env->program && strcmp(env->program, k->program) == 0))
            return k;
    }
    return find_by_variables(env);
}

/* ---- from answers ---- */

static bool fits(const struct wq_answers *a, const struct second *s)
{
    return a->has_second && a->second[0] == s->kind && a->second[1] >= s->least && a->second[1] <= s->most &&
           (s->third == ANY || a->second[2] == s->third);
}

/* False: the answers do not tell. */
static bool between_by_answers(const struct wq_answers *a, enum wq_between *between)
{
    for (size_t i = 0; i < WQ_COUNT(betweens); i++) {
        if (begins(a->version, betweens[i].version) ||
            (fits(a, &betweens[i].second) &&
             (betweens[i].first == ANY || (a->complete && a->first[0] == betweens[i].first)))) {
            *between = betweens[i].between;
            return true;
        }
    }
    return false;
}

/* st is what answers to the last question alone, and says that it is a VT102. */
static bool is_st(const struct wq_answers *a)
{
    return a->complete && !a->has_second && !a->has_support && !a->version[0] && a->first[0] == 6;
}

static const struct known *find_by_answers(const struct wq_answers *a)
{
    for (size_t i = 0; i < WQ_COUNT(terminals); i++)
        if (begins(a->version, terminals[i].version))
            return &terminals[i];
    for (size_t i = 0; i < WQ_COUNT(terminals) && !a->version[0]; i++)
        if (fits(a, &terminals[i].second))
            return &terminals[i];
    return is_st(a) ? find_named("st") : NULL;
}

/* ---- deciding ---- */

struct finding {
    const struct known *known; /* NULL: nobody we know */
    enum wq_between between;
    enum wq_reason reason;
};

static struct finding find(const struct wq_environment *env, const struct wq_answers *answers)
{
    struct finding f = {
        .known = find_by_environment(env),
        .between = between_by_environment(env),
    };
    const struct known *answered = answers ? find_by_answers(answers) : NULL;

    f.reason = f.known || f.between ? WQ_REASON_ENVIRONMENT : WQ_REASON_USUAL;
    if (answers && between_by_answers(answers, &f.between)) {
        f.reason = WQ_REASON_ANSWERS; /* and who is behind, it does not say */
    } else if (answered) {
        f.known = answered;
        f.between = WQ_BETWEEN_NOTHING;
        f.reason = WQ_REASON_ANSWERS;
    }
    return f;
}

/* tmux and screen hand the outer terminal's own switch through; mosh does not. Of what else the outer one may
 * do, overrides keep it. */
static enum wq_writing behind(enum wq_between between, enum wq_writing outer)
{
    bool own = outer == WQ_WRITING_KONSOLE || outer == WQ_WRITING_MLTERM;

    if (between == WQ_BETWEEN_NOTHING || outer == WQ_WRITING_KITTY || (own && between != WQ_BETWEEN_MOSH))
        return outer;
    return WQ_WRITING_OVERRIDE;
}

static void settle(struct wq_terminal *t, const struct wq_wishes *wishes, enum wq_marks marks)
{
    const struct wq_writing_info *info = &writings[t->writing];

    t->one_pane = info->order != WQ_ORDER_VISUAL;
    /* tmux may keep the switch to itself; then Konsole joins wrongly, but in the right order. */
    t->override = !wishes->bare &&
                  (info->override || (t->writing == WQ_WRITING_KONSOLE && t->between == WQ_BETWEEN_TMUX));
    /* Joined letters are right for those who join too: presentation forms are left alone. */
    t->shape = wishes->shape;
    /* VTE (0.70) does so where it does not reorder, too. */
    t->joins = t->one_pane || (!wishes->bare && t->name && strcmp(t->name, "VTE") == 0);
    t->links = t->has_links && wishes->links && !wishes->bare && !t->one_pane;
    t->marks = wishes->marks != WQ_MARKS_AUTO ? wishes->marks : marks;
    /* What stands to the left is for the terminal to say. */
    if (t->one_pane && t->marks == WQ_MARKS_SHIFT)
        t->marks = WQ_MARKS_ON;
}

static bool is_wished(const struct wq_wishes *wishes)
{
    return wishes->bidi != WQ_BIDI_AUTO || wishes->marks != WQ_MARKS_AUTO || !wishes->shape;
}

/* visual: pure, for who has switched the terminal's own doings off by hand. */
static enum wq_writing wished(const struct wq_wishes *wishes, enum wq_writing writing)
{
    const struct wq_writing_info *info = &writings[writing];

    if (wishes->bidi == WQ_BIDI_VISUAL && (info->order != WQ_ORDER_VISUAL || info->slanted))
        return WQ_WRITING_VISUAL;
    if (wishes->bidi == WQ_BIDI_LOGICAL && info->order == WQ_ORDER_VISUAL)
        return WQ_WRITING_LOGICAL;
    return writing;
}

/* Of those that were looked at; a terminal that is not known may be one of them. */
static bool paints_cells_alone(const struct known *k)
{
    return !k || strcmp(k->name, "xterm") == 0 || strcmp(k->name, "rxvt-unicode") == 0;
}

struct wq_terminal wq_terminal_decide(const struct wq_wishes *wishes, const struct wq_environment *env,
                                      const struct wq_answers *answers,
                                      const struct wq_remembered *remembered)
{
    struct finding f = find(env, answers);
    enum wq_marks marks = f.known ? f.known->marks : WQ_MARKS_ON;
    struct wq_terminal t = {
        .writing = behind(f.between, f.known ? f.known->writing : WQ_WRITING_VISUAL),
        .between = f.between,
        .name = f.known ? f.known->name : NULL,
        .reason = f.reason,
    };
    bool told = answers && (answers->complete || f.reason == WQ_REASON_ANSWERS);

    if (remembered && (remembered->chosen || (remembered->learnt && !told))) {
        t.writing = remembered->writing;
        t.reason = remembered->chosen ? WQ_REASON_CHOSEN : WQ_REASON_LEARNT;
        if (remembered->marks != WQ_MARKS_AUTO)
            marks = remembered->marks;
    }
    t.writing = wished(wishes, t.writing);
    if (is_wished(wishes))
        t.reason = wishes->configured ? WQ_REASON_CONFIG : WQ_REASON_OPTION;
    t.has_links = wq_hyperlinks_known(&t, env, answers);
    t.hangs = f.between != WQ_BETWEEN_NOTHING || paints_cells_alone(f.known);
    settle(&t, wishes, marks);
    return t;
}

void wq_terminal_try(struct wq_terminal *t, const struct wq_wishes *wishes, enum wq_writing writing,
                     enum wq_marks marks)
{
    struct wq_wishes shape = {.shape = wishes->shape, .links = wishes->links, .bare = wishes->bare};

    t->writing = writing;
    settle(t, &shape, marks);
}

bool wq_terminal_same(const struct wq_terminal *a, const struct wq_terminal *b)
{
    return a->writing == b->writing && a->marks == b->marks && a->shape == b->shape &&
           a->between == b->between;
}

bool wq_terminal_is_mute(const struct wq_terminal *t)
{
    return t->name && strcmp(t->name, LINUX) == 0;
}

/* ---- switching ---- */

static void add_doubled(const char *s, struct wq_buf *out)
{
    for (; *s; s++) {
        if (*s == '\033')
            wq_buf_addc(out, *s);
        wq_buf_addc(out, *s);
    }
}

/* A switch for the terminal behind what stands between. tmux lets it through where allow-passthrough is on,
 * and swallows it else. */
static void add_switch(const struct wq_terminal *t, const char *s, struct wq_buf *out)
{
    if (!*s)
        return;
    switch (t->between) {
    case WQ_BETWEEN_TMUX:
        wq_buf_adds(out, "\033Ptmux;");
        add_doubled(s, out);
        wq_buf_adds(out, "\033\\");
        break;
    case WQ_BETWEEN_SCREEN: wq_buf_addf(out, "\033P%s\033\\", s); break;
    case WQ_BETWEEN_MOSH:
    case WQ_BETWEEN_NOTHING: wq_buf_adds(out, s); break;
    }
}

void wq_terminal_enter(const struct wq_terminal *t, struct wq_buf *out)
{
    const struct wq_writing_info *info = &writings[t->writing];

    if (info->order == WQ_ORDER_VISUAL)
        wq_buf_adds(out, SUPPORT_OFF);
    add_switch(t, info->enter, out);
}

void wq_terminal_leave(const struct wq_terminal *t, bool was_off, struct wq_buf *out)
{
    const struct wq_writing_info *info = &writings[t->writing];

    add_switch(t, info->leave, out);
    if (info->order == WQ_ORDER_VISUAL && !was_off)
        wq_buf_adds(out, SUPPORT_ON);
}

/* ---- for remembering ---- */

enum { MOST_WORD = 64 };

/* A word of printable ASCII; a hyphen for none. */
static void add_word(const char *s, size_t len, struct wq_buf *out)
{
    if (out->len)
        wq_buf_addc(out, ' ');
    if (!s || len == 0)
        wq_buf_addc(out, '-');
    for (size_t i = 0; s && i < len && i < MOST_WORD; i++)
        wq_buf_addc(out, s[i] > ' ' && s[i] < 0x7F ? s[i] : '?');
}

void wq_terminal_identity(const struct wq_environment *env, struct wq_buf *out)
{
    static const char *const names[] = {"-", "tmux", "screen", "mosh"};
    const struct known *k = find_by_environment(env);
    const char *between = names[between_by_environment(env)];
    struct wq_buf words = WQ_BUF_INIT;

    add_word(env->term, env->term ? strlen(env->term) : 0, &words);
    add_word(env->program, env->program ? strlen(env->program) : 0, &words);
    add_word(k ? k->name : NULL, k ? strlen(k->name) : 0, &words);
    add_word(between, strlen(between), &words);
    /* From where: one name serves many terminals. */
    add_word(env->ssh, env->ssh ? strcspn(env->ssh, " ") : 0, &words);
    wq_buf_add(out, words.data, words.len);
    wq_buf_release(&words);
}

bool wq_terminal_is_anybody(const struct wq_environment *env)
{
    /* Those that others claim to be like. */
    static const char *const names[] = {"xterm", "vt100", "vt102", "vt220", "ansi"};
    bool common = !env->term || !*env->term;

    for (size_t i = 0; i < WQ_COUNT(names); i++)
        common = common || is_term(env->term, names[i]);
    return common && !find_by_environment(env) && !env->program && !env->ssh &&
           between_by_environment(env) == WQ_BETWEEN_NOTHING;
}

/* Without versions, which change. */
void wq_answers_identity(const struct wq_answers *a, struct wq_buf *out)
{
    if (a->version[0])
        add_word(a->version, strcspn(a->version, " (0123456789"), out);
    else if (a->has_second)
        wq_buf_addf(out, "2:%d", a->second[0]);
    else
        wq_buf_addf(out, "1:%d", a->first[0]);
}

void wq_environment_read(struct wq_environment *e)
{
    const char *alacritty = getenv("ALACRITTY_WINDOW_ID");

    *e = (struct wq_environment){
        .term = getenv("TERM"),
        .program = getenv("TERM_PROGRAM"),
        .program_version = getenv("TERM_PROGRAM_VERSION"),
        .tmux = getenv("TMUX"),
        .sty = getenv("STY"),
        .ssh = getenv("SSH_CONNECTION"),
        .vte = getenv("VTE_VERSION"),
        .konsole = getenv("KONSOLE_VERSION"),
        .xterm = getenv("XTERM_VERSION"),
        .kitty = getenv("KITTY_WINDOW_ID"),
        .alacritty = alacritty ? alacritty : getenv("ALACRITTY_LOG"),
        .mlterm = getenv("MLTERM"),
        .windows = getenv("WT_SESSION"),
    };
}
