/*
 * score: how well entities are found, against texts marked by hand.
 *
 *     score [-v] NAME=TEXT_FOLDER:GOLD_FOLDER[:ARTICLE,ARTICLE...]...
 *
 * A gold file X.tsv marks X.txt: start end surface type entity_id, in code points, end exclusive. A mention
 * is right when its ends and its type are. X.teaser.tsv and X.demonyms.tsv beside it mark what is not scored,
 * as does regions.tsv: seed start end kind. Ids are compared by B-cubed (Bagga and Baldwin 1998) over the
 * mentions that both sides have. -v lists what is wrong. For each set a line a kind, and one for persons,
 * organisations and places together, which is what the project's aims are about.
 */
#include "waraq/base/array.h"
#include "waraq/base/buf.h"
#include "waraq/entity/entities.h"
#include "waraq/text/utf8.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mark {
    size_t start, end; /* code points */
    int kind;          /* enum wq_entity_kind, -1: not scored */
    char *id;
    char *surface;
    bool matched;
};

struct marks {
    struct mark *items;
    size_t len, cap;
};

struct tally {
    size_t right[WQ_ENTITY_KINDS], gold[WQ_ENTITY_KINDS], given[WQ_ENTITY_KINDS];
    double b_precision, b_recall;
    size_t b_mentions, articles;
};

struct scorer {
    struct wq_props *props;
    struct wq_doc *doc;
    struct wq_names *names;
    bool verbose;
};

static int kind_of(const char *name)
{
    for (int i = 0; i < WQ_ENTITY_KINDS; i++)
        if (!strcmp(name, wq_entity_kind_name((enum wq_entity_kind)i)))
            return i;
    return -1;
}

static bool read_text(const char *path, struct wq_text *text)
{
    struct wq_buf bytes = WQ_BUF_INIT;
    bool ok =
        wq_read_path(path, 0, &bytes, NULL) == WQ_OK && wq_decode_buf(&bytes, NULL, text, NULL) == WQ_OK;

    wq_buf_release(&bytes);
    return ok;
}

/* Rows start end surface type id; skip: they are not scored. */
static void read_marks(const char *path, bool skip, struct marks *marks)
{
    struct wq_text text;
    char *save = NULL;

    if (!read_text(path, &text))
        return;
    for (char *line = strtok_r(text.data, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
        char *fields[5] = {0};
        int n = 0;
        for (char *at = line; at && n < 5; n++) {
            fields[n] = at;
            at = strchr(at, '\t');
            if (at)
                *at++ = '\0';
        }
        if (n < 4 || *line < '0' || *line > '9')
            continue;
        *WQ_PUSH(marks) = (struct mark){.start = strtoul(fields[0], NULL, 10),
                                        .end = strtoul(fields[1], NULL, 10),
                                        .kind = skip ? -1 : kind_of(fields[3]),
                                        .surface = wq_strdup(fields[2]),
                                        .id = wq_strdup(n > 4 ? fields[4] : "")};
    }
    wq_text_release(&text);
}

static void read_regions(const char *folder, const char *name, struct marks *marks)
{
    char path[4096];
    struct wq_text text;
    char *save = NULL;
    char seed[256];
    size_t start;
    size_t end;

    snprintf(path, sizeof path, "%s/regions.tsv", folder);
    if (!read_text(path, &text))
        return;
    for (char *line = strtok_r(text.data, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
        if (sscanf(line, "%255s %zu %zu", seed, &start, &end) == 3 && !strcmp(seed, name))
            *WQ_PUSH(marks) = (struct mark){
                .start = start, .end = end, .kind = -1, .surface = wq_strdup(""), .id = wq_strdup("")};
    wq_text_release(&text);
}

static void release_marks(struct marks *m)
{
    for (size_t i = 0; i < m->len; i++) {
        free(m->items[i].id);
        free(m->items[i].surface);
    }
    free(m->items);
    memset(m, 0, sizeof *m);
}

/* What the program finds, as marks. */
static void find_marks(const struct scorer *s, const struct wq_article *a, struct marks *marks)
{
    struct wq_entities *e = wq_entities_find(s->names, a);

    for (size_t i = 0; i < e->nmentions; i++) {
        const struct wq_mention *m = &e->mentions[i];
        if (m->confidence < 50)
            continue;
        size_t start = wq_utf8_count(a->text.data, m->span.start);
        *WQ_PUSH(marks) =
            (struct mark){.start = start,
                          .end = start + wq_utf8_count(a->text.data + m->span.start, wq_span_len(m->span)),
                          .kind = m->kind,
                          .surface = wq_strndup(a->text.data + m->span.start, wq_span_len(m->span)),
                          .id = wq_strdup(e->entities[m->entity].id)};
    }
    wq_entities_free(e);
}

static bool is_skipped(const struct marks *gold, const struct mark *m)
{
    for (size_t i = 0; i < gold->len; i++)
        if (gold->items[i].kind < 0 && gold->items[i].start < m->end && m->start < gold->items[i].end)
            return true;
    return false;
}

static struct mark *find_same(const struct marks *marks, const struct mark *m)
{
    for (size_t i = 0; i < marks->len; i++)
        if (marks->items[i].kind == m->kind && marks->items[i].start == m->start &&
            marks->items[i].end == m->end)
            return &marks->items[i];
    return NULL;
}

/* B-cubed over the mentions of persons, organisations and places that both have. */
static void b_cubed(const struct marks *gold, const struct marks *given, struct tally *t, bool verbose)
{
    for (size_t i = 0; i < gold->len; i++) {
        const struct mark *g = &gold->items[i];
        const struct mark *s = g->matched && g->kind <= WQ_LOCATION ? find_same(given, g) : NULL;
        size_t both = 0;
        size_t as_gold = 0;
        size_t as_given = 0;
        if (!s)
            continue;
        for (size_t k = 0; k < gold->len; k++) {
            const struct mark *h = &gold->items[k];
            const struct mark *u = h->matched && h->kind <= WQ_LOCATION ? find_same(given, h) : NULL;
            if (!u)
                continue;
            bool in_gold = !strcmp(g->id, h->id);
            bool in_given = !strcmp(s->id, u->id);
            as_gold += in_gold;
            as_given += in_given;
            both += in_gold && in_given;
            if (verbose && in_gold != in_given && k > i)
                printf("  ids   %s %s | %s %s\n", g->surface, g->id, h->surface, h->id);
        }
        t->b_precision += (double)both / (double)as_given;
        t->b_recall += (double)both / (double)as_gold;
        t->b_mentions++;
    }
}

static void score_article(const struct scorer *s, const char *texts, const char *golds, const char *name,
                          struct tally *t)
{
    char path[4096];
    struct wq_text text;
    struct marks gold = {0};
    struct marks given = {0};

    snprintf(path, sizeof path, "%s/%s.txt", texts, name);
    if (!read_text(path, &text)) {
        fprintf(stderr, "score: no %s\n", path);
        return;
    }
    snprintf(path, sizeof path, "%s/%s.tsv", golds, name);
    read_marks(path, false, &gold);
    snprintf(path, sizeof path, "%s/%s.teaser.tsv", golds, name);
    read_marks(path, true, &gold);
    snprintf(path, sizeof path, "%s/%s.demonyms.tsv", golds, name);
    read_marks(path, true, &gold);
    read_regions(golds, name, &gold);
    struct wq_article *a = wq_article_new(s->doc, &text);
    find_marks(s, a, &given);
    t->articles++;
    for (size_t i = 0; i < gold.len; i++) {
        struct mark *g = &gold.items[i];
        if (g->kind < 0)
            continue;
        g->matched = find_same(&given, g) != NULL;
        t->gold[g->kind]++;
        t->right[g->kind] += g->matched;
        if (!g->matched && s->verbose)
            printf("  miss  %s %zu %s %s\n", name, g->start, wq_entity_kind_name(g->kind), g->surface);
    }
    for (size_t i = 0; i < given.len; i++) {
        struct mark *m = &given.items[i];
        if (!find_same(&gold, m) && is_skipped(&gold, m))
            continue;
        t->given[m->kind]++;
        if (s->verbose && !find_same(&gold, m))
            printf("  wrong %s %zu %s %s (%s)\n", name, m->start, wq_entity_kind_name(m->kind), m->surface,
                   m->id);
    }
    b_cubed(&gold, &given, t, s->verbose);
    release_marks(&gold);
    release_marks(&given);
    wq_article_free(a);
}

static void show_line(const char *set, const char *kind, size_t right, size_t given, size_t gold)
{
    double p = given ? (double)right / (double)given : 1;
    double r = gold ? (double)right / (double)gold : 1;

    printf("%-10s %-14s %6zu %6zu %6zu  %6.3f %6.3f %6.3f\n", set, kind, gold, given, right, p, r,
           p + r > 0 ? 2 * p * r / (p + r) : 0);
}

static void show(const char *set, const struct tally *t)
{
    size_t right = 0;
    size_t given = 0;
    size_t gold = 0;

    for (int i = 0; i < WQ_ENTITY_KINDS; i++) {
        show_line(set, wq_entity_kind_name((enum wq_entity_kind)i), t->right[i], t->given[i], t->gold[i]);
        if (i <= WQ_LOCATION) {
            right += t->right[i];
            given += t->given[i];
            gold += t->gold[i];
        }
    }
    show_line(set, "names", right, given, gold);
    double p = t->b_mentions ? t->b_precision / (double)t->b_mentions : 1;
    double r = t->b_mentions ? t->b_recall / (double)t->b_mentions : 1;
    printf("%-10s %-14s %6zu %13s  %6.3f %6.3f %6.3f\n", set, "ids (B-cubed)", t->b_mentions, "", p, r,
           2 * p * r / (p + r));
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* True if name is one of list, parted by commas. */
static bool is_listed(const char *list, const char *name)
{
    size_t len = strlen(name);

    for (const char *at = list; at; at = strchr(at, ','), at += at != NULL)
        if (!strncmp(at, name, len) && (at[len] == ',' || at[len] == '\0'))
            return true;
    return false;
}

/* arg: NAME=TEXTS:GOLDS, perhaps with the articles that it is about. */
static void score_set(const struct scorer *s, char *arg)
{
    char *texts = strchr(arg, '=');
    char *golds = texts ? strchr(texts, ':') : NULL;
    struct tally t = {0};
    struct {
        char **items;
        size_t len, cap;
    } names = {0};
    const struct dirent *entry;

    if (!golds)
        return;
    *texts++ = '\0';
    *golds++ = '\0';
    char *only = strchr(golds, ':');
    if (only)
        *only++ = '\0';
    DIR *dir = opendir(golds);
    if (!dir)
        return;
    while ((entry = readdir(dir))) {
        size_t len = strlen(entry->d_name);
        if (len > 4 && !strcmp(entry->d_name + len - 4, ".tsv") &&
            strcmp(entry->d_name, "regions.tsv") != 0) {
            char *name = wq_strndup(entry->d_name, len - 4);
            if (strchr(name, '.') || (only && !is_listed(only, name)))
                free(name);
            else
                *WQ_PUSH(&names) = name;
        }
    }
    closedir(dir);
    if (names.len)
        qsort(names.items, names.len, sizeof *names.items, by_name);
    for (size_t i = 0; i < names.len; i++) {
        score_article(s, texts, golds, names.items[i], &t);
        free(names.items[i]);
    }
    free(names.items);
    if (t.articles)
        show(arg, &t);
}

int main(int argc, char **argv)
{
    struct scorer s = {.props = wq_props_new(), .names = wq_names_new(NULL, NULL)};

    s.doc = wq_doc_new(s.props);
    printf("%-10s %-14s %6s %6s %6s  %6s %6s %6s\n", "set", "kind", "gold", "given", "right", "P", "R", "F1");
    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], "-v"))
            s.verbose = true;
        else
            score_set(&s, argv[i]);
    wq_names_free(s.names);
    wq_doc_free(s.doc);
    wq_props_free(s.props);
    return 0;
}
