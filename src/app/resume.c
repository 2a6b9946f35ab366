/* Where one left off: what is known of the shelf's articles from earlier runs, and going back to a place. */
#include "state.h"

#include "waraq/base/array.h"
#include "waraq/base/hash.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PATIENCE_MS = 100,   /* the interface waits for no longer where another process writes */
    MOST_LIBRARY = 4096, /* bytes; of what has more paths than that, an article's folder is the library */
};

void wq_app_keep_trouble(struct wq_app *a, const struct wq_error *err)
{
    struct wq_keep *k = &a->keep;

    if (!k->said) {
        wq_buf_clear(&a->message);
        const char *why = err->status == WQ_ESYS ? strerror(err->sys) : wq_status_name(err->status);
        wq_message_add1(&a->message, WQ_MSG_NO_STATE, "why", why);
    }
    k->said = true;
    if (err->status == WQ_EDAMAGED || err->status == WQ_ENEWER) { /* it will not be better later */
        free(k->file);
        k->file = NULL;
    }
}

/* The open store, or NULL. */
static struct wq_store *store_of(struct wq_app *a)
{
    struct wq_keep *k = &a->keep;
    struct wq_error err = {.status = WQ_OK};

    if (!k->store && k->file && wq_store_open(k->file, PATIENCE_MS, &k->store, &err) != WQ_OK &&
        err.status != WQ_ENOTFOUND)
        wq_app_keep_trouble(a, &err);
    return k->file ? k->store : NULL;
}

/* ---- names of articles ---- */

/* A folder as it was named last, and where it really is: files come folder by folder. */
struct folder {
    const char *named; /* borrowed: the path of a file in it */
    size_t len;
    char *real; /* NULL: it is not there */
};

static bool key_in(struct folder *f, const char *path, struct wq_buf *out)
{
    const char *slash = strrchr(path, '/');
    size_t len = slash ? (size_t)(slash - path) + 1 : 0;

    if (!f->named || f->len != len || memcmp(f->named, path, len) != 0) {
        char *named = len ? wq_strndup(path, len) : wq_strdup(".");
        free(f->real);
        *f = (struct folder){path, len, realpath(named, NULL)};
        free(named);
    }
    if (!f->real)
        return false;
    wq_buf_adds(out, f->real);
    if (f->real[1]) /* not the root */
        wq_buf_addc(out, '/');
    wq_buf_adds(out, path + len);
    return true;
}

bool wq_app_key(const char *path, struct wq_buf *out)
{
    struct folder f = {NULL, 0, NULL};
    bool there = key_in(&f, path, out);

    free(f.real);
    return there;
}

/* Standard input has no path: its text is its name. */
static void name_open_article(struct wq_app *a)
{
    struct wq_keep *k = &a->keep;
    const char *path = wq_shelf_entry(a->shelf, a->open)->path;

    k->hash = wq_hash(a->article->text.data, a->article->text.len, 0);
    wq_buf_clear(&k->key);
    if (!strcmp(path, "-"))
        wq_buf_addf(&k->key, "-%016llx", (unsigned long long)k->hash);
    else if (!wq_app_key(path, &k->key)) /* its folder went meanwhile */
        wq_buf_adds(&k->key, path);
}

/* ---- what was opened ---- */

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Where path really is; a folder's ends with a slash. */
static bool add_root(struct folder *f, const char *path, struct wq_buf *out)
{
    if (!is_folder(path))
        return strcmp(path, "-") != 0 && key_in(f, path, out);
    char *real = realpath(path, NULL);
    if (!real)
        return false;
    wq_buf_adds(out, real);
    if (real[1])
        wq_buf_addc(out, '/');
    free(real);
    return true;
}

static size_t common(const char *a, const char *b, size_t len)
{
    size_t n = 0;
    while (n < len && a[n] && a[n] == b[n])
        n++;
    return n;
}

/* What the paths on the command line are; *prefix is what all their files begin with. */
static void make_library(struct wq_app *a, struct wq_buf *prefix)
{
    static const char *const samples[] = {WQ_DATADIR "/samples"};
    size_t n = a->options->npaths ? a->options->npaths : 1;
    const char *const *paths = a->options->npaths ? (const char *const *)a->options->paths : samples;
    struct wq_buf root = WQ_BUF_INIT;
    struct folder f = {NULL, 0, NULL};
    bool first = true;

    for (size_t i = 0; i < n; i++) {
        wq_buf_clear(&root);
        if (!add_root(&f, paths[i], &root))
            continue;
        if (first)
            wq_buf_adds(prefix, root.data);
        else
            prefix->data[prefix->len = common(prefix->data, root.data, prefix->len)] = '\0';
        first = false;
        if (a->keep.library.len <= MOST_LIBRARY)
            wq_buf_add(&a->keep.library, root.data, root.len + 1);
    }
    if (a->keep.library.len > MOST_LIBRARY)
        wq_buf_clear(&a->keep.library);
    free(f.real);
    wq_buf_release(&root);
}

/* ---- what is known of the articles ---- */

struct known {
    size_t path; /* in paths */
    size_t place;
    unsigned short progress;
    bool finished;
};

struct all_known {
    struct {
        struct known *items;
        size_t len, cap;
    } rows;
    struct wq_buf paths;
    uint32_t *slots; /* by hash of the path: row + 1, open addressing */
    size_t nslots;   /* a power of two */
};

static void take_known(void *data, const struct wq_kept *k)
{
    struct all_known *all = data;

    *WQ_PUSH(&all->rows) = (struct known){
        .path = all->paths.len,
        .place = k->place.paragraph + k->place.offset,
        .progress = k->placed ? k->progress : WQ_PROGRESS_NONE,
        .finished = k->finished,
    };
    wq_buf_add(&all->paths, k->path, strlen(k->path) + 1);
}

/* The slot of a path, or the empty one where it would be. */
static uint32_t *slot_of(const struct all_known *all, const char *path)
{
    size_t i = wq_hash(path, strlen(path), 0) & (all->nslots - 1);

    while (all->slots[i] && strcmp(all->paths.data + all->rows.items[all->slots[i] - 1].path, path) != 0)
        i = (i + 1) & (all->nslots - 1);
    return &all->slots[i];
}

static void make_slots(struct all_known *all)
{
    all->nslots = 16;
    while (all->nslots < 2 * all->rows.len)
        all->nslots *= 2;
    all->slots = wq_calloc(all->nslots, sizeof *all->slots);
    for (size_t i = 0; i < all->rows.len; i++)
        *slot_of(all, all->paths.data + all->rows.items[i].path) = (uint32_t)i + 1;
}

static void apply_known(struct wq_app *a, const struct all_known *all)
{
    struct folder f = {NULL, 0, NULL};
    struct wq_buf key = WQ_BUF_INIT;

    for (size_t i = 0; i < wq_shelf_count(a->shelf); i++) {
        struct wq_entry *e = wq_shelf_entry(a->shelf, i);
        wq_buf_clear(&key);
        if (!strcmp(e->path, "-") || !key_in(&f, e->path, &key))
            continue;
        if (a->options->article && !strcmp(key.data, a->options->article))
            a->keep.left_off = e->id;
        uint32_t slot = *slot_of(all, key.data);
        if (!slot)
            continue;
        const struct known *known = &all->rows.items[slot - 1];
        a->memory[i] = (struct wq_memory){.place = known->place, .progress = known->progress};
        e->seen = known->finished;
    }
    free(f.real);
    wq_buf_release(&key);
}

void wq_app_keep_init(struct wq_app *a)
{
    struct wq_buf file = WQ_BUF_INIT;
    struct wq_buf prefix = WQ_BUF_INIT;
    struct all_known all = {.paths = WQ_BUF_INIT};
    struct wq_error err = {.status = WQ_OK};

    a->keep.stopped.place = SIZE_MAX;
    a->keep.left_off = UINT_MAX;
    if (!a->options->keep || wq_store_file(&file) != WQ_OK)
        return;
    a->keep.file = wq_buf_detach(&file);
    make_library(a, &prefix);
    if (store_of(a) && prefix.len) {
        if (wq_store_each(a->keep.store, prefix.data, take_known, &all, &err) != WQ_OK) {
            wq_app_keep_trouble(a, &err);
        } else if (all.rows.len) {
            make_slots(&all);
            apply_known(a, &all);
        }
    }
    if (a->keep.said) { /* what could not be read must not be written over */
        free(a->keep.file);
        a->keep.file = NULL;
    }
    free(all.rows.items);
    free(all.slots);
    wq_buf_release(&all.paths);
    wq_buf_release(&prefix);
}

void wq_app_keep_release(struct wq_app *a)
{
    struct wq_keep *k = &a->keep;

    wq_store_close(k->store);
    wq_store_changes_release(&k->changes);
    wq_buf_release(&k->library);
    wq_buf_release(&k->key);
    free(k->file);
}

size_t wq_app_left_off(const struct wq_app *a)
{
    size_t entry = a->keep.left_off == UINT_MAX ? SIZE_MAX : wq_shelf_with_id(a->shelf, a->keep.left_off);
    return entry < wq_shelf_count(a->shelf) ? entry : SIZE_MAX;
}

/* ---- going back to a place ---- */

/* Where the place is now; SIZE_MAX: this is another text. */
static size_t place_in(const struct wq_app *a, const struct wq_kept *got)
{
    size_t at = wq_bookmark_find(&got->place, a->article->text.data, a->article->text.len);
    return at == SIZE_MAX && (!got->placed || got->hash == a->keep.hash) ? 0 : at;
}

/* What was kept of the open article, by its path or else by its text. True: by its path another text was
 * known, and this one is not. */
static bool look_up(struct wq_app *a)
{
    struct wq_keep *k = &a->keep;
    struct wq_memory *m = &a->memory[a->open];
    struct wq_entry *e = wq_shelf_entry(a->shelf, a->open);
    struct wq_kept got = {.path = NULL};
    struct wq_error err;
    size_t place = 0;
    bool other = false;

    if (!store_of(a))
        return false;
    enum wq_status status = wq_store_by_path(k->store, k->key.data, &got, &err);
    if (status == WQ_OK && (place = place_in(a, &got)) == SIZE_MAX) {
        wq_kept_release(&got);
        *m = (struct wq_memory){.progress = WQ_PROGRESS_NONE};
        e->seen = false;
        other = true;
        status = WQ_ENOTFOUND;
    }
    if (status == WQ_ENOTFOUND) {
        status = wq_store_by_hash(k->store, k->hash, &got, &err);
        place = status == WQ_OK ? place_in(a, &got) : 0;
    }
    if (status == WQ_OK) {
        e->seen = got.finished;
        /* What was read to its end is opened at the top again. */
        m->place = got.finished ? 0 : place;
        m->progress = got.placed ? got.progress : WQ_PROGRESS_NONE;
    } else if (status == WQ_EDAMAGED) {
        wq_app_keep_trouble(a, &err);
    } /* where it is busy, what was known at the start serves */
    wq_kept_release(&got);
    return other && status != WQ_OK;
}

bool wq_app_is_resumed(const struct wq_app *a)
{
    return a->keep.stopped.place != SIZE_MAX && wq_reader_place(a->reader) == a->keep.top;
}

void wq_app_stand(struct wq_app *a)
{
    struct wq_keep *k = &a->keep;

    wq_reader_to(a->reader, k->stopped.place, a->reading.height / 3);
    wq_reader_show_current(a->reader, k->stopped.place);
    k->top = wq_reader_place(a->reader);
}

void wq_app_resume(struct wq_app *a)
{
    struct wq_keep *k = &a->keep;
    struct wq_memory *m = &a->memory[a->open];

    k->reading = k->changed = false;
    if (k->file)
        name_open_article(a);
    bool again = m->here;
    bool other = k->file && !again && look_up(a);
    m->here = true;
    if (m->progress == WQ_PROGRESS_NONE || m->progress == 1000 || m->place == 0) {
        if (other)
            wq_app_say(a, WQ_MSG_FILE_CHANGED);
    } else if (again) { /* it was left a moment ago: the screen is as it was */
        wq_reader_to(a->reader, m->place, 0);
    } else {
        k->stopped = *m;
        wq_app_stand(a);
        wq_app_say(a, WQ_MSG_STOPPED_HERE);
    }
}

/* ---- what was typed ---- */

const char *wq_app_prompt_name(unsigned prompt)
{
    static const char *const names[WQ_PROMPTS] = {
        [WQ_PROMPT_COMMAND] = "command", [WQ_PROMPT_FIND] = "find",     [WQ_PROMPT_FILTER] = "filter",
        [WQ_PROMPT_LIBRARY] = "library", [WQ_PROMPT_INSIDE] = "inside", [WQ_PROMPT_TOGETHER] = "together",
        [WQ_PROMPT_PIPE] = "pipe",       [WQ_PROMPT_SAVE] = "save",
    };
    return names[prompt];
}

static void take_line(void *data, const char *line, size_t len)
{
    wq_history_add(data, line, len);
}

void wq_app_history_load(struct wq_app *a, unsigned prompt)
{
    const char *name = wq_app_prompt_name(prompt);
    struct wq_error err;

    if (!name || (a->keep.loaded & 1U << prompt))
        return;
    a->keep.loaded |= 1U << prompt;
    if (store_of(a) && wq_store_typed(a->keep.store, name, WQ_HISTORY_MOST, take_line, &a->history[prompt],
                                      &err) == WQ_EDAMAGED)
        wq_app_keep_trouble(a, &err);
}

/* ---- without a path ---- */

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

static void take_left_off(struct wq_left_off *l, const struct wq_kept *last)
{
    struct {
        char **items;
        size_t len, cap;
    } paths = {NULL, 0, 0};

    for (const char *p = last->library; *p; p += strlen(p) + 1)
        if (is_there(p))
            *WQ_PUSH(&paths) = wq_strdup(p);
    if (is_there(last->path)) {
        l->article = wq_strdup(last->path);
        if (paths.len == 0)
            *WQ_PUSH(&paths) = wq_strdup(last->path);
    }
    l->paths = paths.items;
    l->npaths = paths.len;
}

bool wq_left_off_read(struct wq_left_off *l)
{
    struct wq_buf file = WQ_BUF_INIT;
    struct wq_store *s = NULL;
    struct wq_kept last = {.path = NULL};

    *l = (struct wq_left_off){.paths = NULL};
    if (wq_store_file(&file) == WQ_OK && wq_store_open(file.data, PATIENCE_MS, &s, NULL) == WQ_OK &&
        wq_store_last(s, &last, NULL) == WQ_OK)
        take_left_off(l, &last);
    wq_kept_release(&last);
    wq_store_close(s);
    wq_buf_release(&file);
    return l->npaths > 0;
}

void wq_left_off_release(struct wq_left_off *l)
{
    for (size_t i = 0; i < l->npaths; i++)
        free(l->paths[i]);
    free(l->paths);
    free(l->article);
    *l = (struct wq_left_off){.paths = NULL};
}
