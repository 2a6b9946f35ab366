#include "waraq/app/options.h"

#include "settings.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONG = 256 /* getopt's values of long options: this and the setting */ };

_Static_assert(WQ_SETTINGS <= 64, "wq_options.given has a bit each");

static void make_longs(struct option *longs)
{
    static const int takes[] = {
        [WQ_TAKES_NOTHING] = no_argument,
        [WQ_TAKES_SWITCH] = optional_argument,
        [WQ_TAKES_VALUE] = required_argument,
    };
    size_t n = 0;

    for (int i = 0; i < WQ_SETTINGS; i++) {
        const struct wq_setting *s = wq_setting((enum wq_setting_id)i);
        if (s->by & WQ_BY_OPTION)
            longs[n++] = (struct option){s->name, takes[s->takes], NULL, LONG + i};
    }
    longs[n] = (struct option){NULL, 0, NULL, 0};
}

/* For getopt; a colon at the start: what lacks its value is ':', not '?'. */
static void make_letters(char *letters)
{
    *letters++ = ':';
    for (int i = 0; i < WQ_SETTINGS; i++) {
        const struct wq_setting *s = wq_setting((enum wq_setting_id)i);
        if (s->letter)
            *letters++ = s->letter;
        if (s->letter && s->takes == WQ_TAKES_VALUE)
            *letters++ = ':';
    }
    *letters = '\0';
}

static enum wq_setting_id setting_of(int option)
{
    int i = 0;

    if (option >= LONG)
        return (enum wq_setting_id)(option - LONG);
    while (wq_setting((enum wq_setting_id)i)->letter != option)
        i++;
    return (enum wq_setting_id)i;
}

/* One line on standard error: before, what was given, after. */
static void complain(const char *before, const char *given, const char *after)
{
    struct wq_buf quoted = WQ_BUF_INIT;

    wq_add_quoted(&quoted, given);
    fprintf(stderr, "waraq: %s %s%s\n", before, quoted.data, after);
    wq_buf_release(&quoted);
}

/* given: the word that the option was in. */
static bool read_option(struct wq_options *o, int option, const char *given)
{
    if (option == ':' || option == '?') {
        const char *before = option == ':'    ? "no value is given with"
                             : optopt >= LONG ? "no value belongs to"
                                              : "unknown option";
        complain(before, given, option == ':' ? "" : " (waraq --help)");
        return false;
    }
    enum wq_setting_id id = setting_of(option);
    struct wq_buf why = WQ_BUF_INIT;
    bool read = wq_setting_read(o, id, optarg, &why);
    if (!read)
        fprintf(stderr, "waraq: --%s: %s\n", wq_setting(id)->name, why.data);
    o->given |= UINT64_C(1) << id;
    wq_buf_release(&why);
    return read;
}

bool wq_options_read(struct wq_options *o, int argc, char **argv)
{
    struct option longs[WQ_SETTINGS + 1];
    char letters[2 * WQ_SETTINGS + 2];
    int option;

    *o = (struct wq_options){.mode = WQ_MODE_READ,
                             .mouse = true,
                             .shape = true,
                             .confidence = WQ_CONFIDENCE_USUAL,
                             .copy_command = getenv("WARAQ_COPY")};
    if (argc < 1)
        return true;
    make_longs(longs);
    make_letters(letters);
    opterr = 0; /* getopt's own messages quote what was typed as it is */
    for (int at = optind; (option = getopt_long(argc, argv, letters, longs, NULL)) != -1; at = optind) {
        /* Within a bundle of short options optind has not moved yet. */
        const char *given = argv[optind > at ? optind - 1 : at];
        char letter[] = {'-', (char)optopt, '\0'};
        bool refused = option == '?' || option == ':';
        if (refused && given[1] != '-' && optopt > ' ' && optopt < 0x7F)
            given = letter; /* a short one, without the rest of its bundle */
        if (!read_option(o, option, given))
            return false;
        if (o->mode == WQ_MODE_HELP || o->mode == WQ_MODE_VERSION)
            break;
    }
    o->paths = argv + optind;
    o->npaths = (size_t)(argc - optind);
    return true;
}

/* What is to be read aloud stands as it was written, in cells that the terminal leaves where they are. */
struct wq_wishes wq_options_wishes(const struct wq_options *o)
{
    uint64_t options = UINT64_C(1) << WQ_SET_LINEAR | UINT64_C(1) << WQ_SET_BIDI |
                       UINT64_C(1) << WQ_SET_MARKS | UINT64_C(1) << WQ_SET_SHAPE;
    struct wq_wishes w = {.bidi = o->bidi, .marks = o->marks, .shape = o->shape, .links = !o->secure};

    if (o->linear)
        w = (struct wq_wishes){.bidi = WQ_BIDI_VISUAL, .marks = WQ_MARKS_ON, .bare = true};
    w.configured = o->config && !(o->given & options);
    return w;
}

void wq_options_help(void)
{
    fputs(
        "Usage: waraq [OPTION]... [PATH]...\n"
        "Reads articles in a terminal, right to left when they are written so.\n"
        "\n"
        "A PATH is a file, a folder (read recursively, hidden files skipped) or - for standard input.\n"
        "A file opens in the reader, a folder as a list. Where standard output is no terminal, --print is "
        "meant.\n"
        "\n"
        "      --print            lay the articles out and write the lines\n"
        "      --list             one row an article: path, title, language, direction, words, paragraphs\n"
        "      --search QUERY     where it stands: PATH:PARAGRAPH:COLUMN: snippet; exit 0 found, 1 none\n"
        "      --match=HOW        folded (any spelling, the default), exact, loose (like sounds too), regex\n"
        "      --word             whole words only\n"
        "      --entities         one row a person, place, organisation, date or number that is mentioned\n"
        "      --confidence N     leaves out mentions less sure than N of 100 (default: 50)\n"
        "      --format=FORM      of --list, --search and --entities: text, tsv or json (one object a line)\n"
        "  -w, --width N          columns, from 1 (default: the terminal's, else 80)\n"
        "      --bidi=WHO         who puts letters in visual order: visual (waraq), logical (the "
        "terminal), auto\n"
        "      --marks=HOW        vowel signs: on, off, shift (for terminals that draw them a cell off), "
        "auto\n"
        "      --shape=off        leaves joining letters to the terminal\n"
        "      --terminal         says what terminal this is, and how it is written to\n"
        "      --direction=DIR    of paragraphs: auto, rtl, ltr\n"
        "      --layout=DIR       of the screen: auto, rtl, ltr\n"
        "  -e, --encoding NAME    of the input (default: detected)\n"
        "      --color=WHEN       auto, always, never; NO_COLOR is honoured\n"
        "      --slow             for slow lines: the text alone, scrolled by half pages, and little else "
        "painted\n"
        "      --linear           for braille lines and screen readers: the text alone, in logical order\n"
        "      --mouse=off        leaves the mouse, and with it selecting, to the terminal\n"
        "      --secure           runs no other programs and saves nothing\n"
        "      --config=FILE      the configuration, instead of ~/.config/waraq/config; none where FILE is "
        "empty\n"
        "  -h, --help             this text\n"
        "  -V, --version          the version\n"
        "\n"
        "In the reader, ? shows the keys. The manual is waraq(1).\n",
        stdout);
}
