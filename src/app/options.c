#include "waraq/app/options.h"

#include "output.h"

#include "waraq/base/array.h"
#include "waraq/text/decode.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPT_PRINT = 256,
    OPT_LIST,
    OPT_FORMAT,
    OPT_BIDI,
    OPT_DIRECTION,
    OPT_LAYOUT,
    OPT_COLOR,
    OPT_MOUSE,
    OPT_SEARCH,
    OPT_MATCH,
    OPT_WORD,
    OPT_ENTITIES,
    OPT_CONFIDENCE,
    OPT_MARKS,
    OPT_SHAPE,
    OPT_TERMINAL,
    OPT_SLOW,
    OPT_LINEAR,
    OPT_SECURE,
    OPT_LATER,
};

static const struct option longs[] = {
    {"print", no_argument, NULL, OPT_PRINT},
    {"list", no_argument, NULL, OPT_LIST},
    {"format", required_argument, NULL, OPT_FORMAT},
    {"width", required_argument, NULL, 'w'},
    {"bidi", required_argument, NULL, OPT_BIDI},
    {"direction", required_argument, NULL, OPT_DIRECTION},
    {"layout", required_argument, NULL, OPT_LAYOUT},
    {"encoding", required_argument, NULL, 'e'},
    {"color", required_argument, NULL, OPT_COLOR},
    {"mouse", required_argument, NULL, OPT_MOUSE},
    {"search", required_argument, NULL, OPT_SEARCH},
    {"match", required_argument, NULL, OPT_MATCH},
    {"word", no_argument, NULL, OPT_WORD},
    {"entities", no_argument, NULL, OPT_ENTITIES},
    {"confidence", required_argument, NULL, OPT_CONFIDENCE},
    {"slow", no_argument, NULL, OPT_SLOW},
    {"linear", no_argument, NULL, OPT_LINEAR},
    {"marks", required_argument, NULL, OPT_MARKS},
    {"shape", required_argument, NULL, OPT_SHAPE},
    {"terminal", no_argument, NULL, OPT_TERMINAL},
    {"secure", no_argument, NULL, OPT_SECURE},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},
    /* What the manual promises for later versions says so, instead of being unknown. */
    {"export", required_argument, NULL, OPT_LATER},
    {"import", required_argument, NULL, OPT_LATER},
    {NULL, 0, NULL, 0},
};

/* One line on standard error: before, value in quotes without what would act on a terminal, after. */
static void complain(const char *before, const char *value, const char *after)
{
    struct wq_buf clean = WQ_BUF_INIT;

    wq_output_path(&clean, value);
    fprintf(stderr, "waraq: %s '%s'%s\n", before, clean.data ? clean.data : "", after);
    wq_buf_release(&clean);
}

/* The index of value among n names, or -1 with a line that lists them. */
static int choose(const char *option, const char *value, const char *const *names, int n)
{
    for (int i = 0; i < n; i++)
        if (!strcmp(value, names[i]))
            return i;
    struct wq_buf before = WQ_BUF_INIT;
    struct wq_buf after = WQ_BUF_INIT;
    wq_buf_addf(&before, "--%s:", option);
    wq_buf_adds(&after, " is none of");
    for (int i = 0; i < n; i++)
        wq_buf_addf(&after, " %s", names[i]);
    complain(before.data, value, after.data);
    wq_buf_release(&before);
    wq_buf_release(&after);
    return -1;
}

/* The number that value is, or -1 with a line that says what it may be. */
static long read_number(const char *option, const char *value, unsigned long least, unsigned long most)
{
    char *end;

    errno = 0;
    unsigned long n = strtoul(value, &end, 10);
    if (errno || *end || value[0] < '0' || value[0] > '9' || n < least || n > most) {
        struct wq_buf after = WQ_BUF_INIT;
        wq_buf_addf(&after, " is no number from %lu to %lu", least, most);
        complain(option, value, after.data);
        wq_buf_release(&after);
        return -1;
    }
    return (long)n;
}

static bool read_width(struct wq_options *o, const char *value)
{
    long n = read_number("--width:", value, 1, WQ_WIDTH_MAX);

    o->width = n > 0 ? (uint32_t)n : 0;
    return n > 0;
}

static bool read_encoding(struct wq_options *o, const char *value)
{
    if (wq_encoding_check(value) != WQ_OK) {
        complain("--encoding: unknown encoding:", value, "");
        return false;
    }
    o->encoding = value;
    return true;
}

static bool read_choice(struct wq_options *o, int option, const char *value)
{
    static const char *const formats[] = {"text", "tsv", "json"};
    static const char *const bidis[] = {"auto", "visual", "logical"};
    static const char *const ways[] = {"auto", "rtl", "ltr"};
    static const char *const whens[] = {"auto", "always", "never"};
    static const char *const switches[] = {"off", "on"};
    static const char *const marks[] = {"auto", "on", "off", "shift"};
    static const char *const matches[] = {"folded", "exact", "loose", "regex"};
    int i;

    switch (option) {
    case OPT_FORMAT:
        i = choose("format", value, formats, WQ_COUNT(formats));
        o->format = (enum wq_format)i;
        return i >= 0;
    case OPT_BIDI:
        i = choose("bidi", value, bidis, WQ_COUNT(bidis));
        o->bidi = (enum wq_bidi_way)i;
        return i >= 0;
    case OPT_MARKS:
        i = choose("marks", value, marks, WQ_COUNT(marks));
        o->marks = (enum wq_marks)i;
        return i >= 0;
    case OPT_SHAPE:
        i = choose("shape", value, switches, WQ_COUNT(switches));
        o->shape = i == 1;
        return i >= 0;
    case OPT_DIRECTION:
        i = choose("direction", value, ways, WQ_COUNT(ways));
        o->direction = (enum wq_way)i;
        return i >= 0;
    case OPT_MATCH:
        i = choose("match", value, matches, WQ_COUNT(matches));
        o->match = (enum wq_match)i;
        return i >= 0;
    case OPT_LAYOUT:
        i = choose("layout", value, ways, WQ_COUNT(ways));
        o->layout = (enum wq_way)i;
        return i >= 0;
    case OPT_COLOR:
        i = choose("color", value, whens, WQ_COUNT(whens));
        o->color = (enum wq_when)i;
        return i >= 0;
    default:
        i = choose("mouse", value, switches, WQ_COUNT(switches));
        o->mouse = i == 1;
        return i >= 0;
    }
}

/* given: the word that the option was in. */
static bool read_option(struct wq_options *o, int option, int index, const char *given)
{
    switch (option) {
    case OPT_PRINT: o->mode = WQ_MODE_PRINT; return true;
    case OPT_LIST: o->mode = WQ_MODE_LIST; return true;
    case OPT_SEARCH:
        o->mode = WQ_MODE_SEARCH;
        o->query = optarg;
        return true;
    case OPT_WORD: o->word = true; return true;
    case OPT_ENTITIES: o->mode = WQ_MODE_ENTITIES; return true;
    case OPT_CONFIDENCE:
        o->confidence = (int)read_number("--confidence:", optarg, 0, 100);
        return o->confidence >= 0;
    case OPT_TERMINAL: o->mode = WQ_MODE_TERMINAL; return true;
    case OPT_SLOW: o->slow = true; return true;
    case OPT_LINEAR: o->linear = true; return true;
    case OPT_SECURE: o->secure = true; return true;
    case 'h': o->mode = WQ_MODE_HELP; return true;
    case 'V': o->mode = WQ_MODE_VERSION; return true;
    case 'w': return read_width(o, optarg);
    case 'e': return read_encoding(o, optarg);
    case OPT_LATER:
        fprintf(stderr, "waraq: --%s: not in this version yet\n", longs[index].name);
        return false;
    case ':': complain("no value is given with", given, ""); return false;
    case '?':
        complain(optopt >= OPT_PRINT ? "no value belongs to" : "unknown option", given, " (waraq --help)");
        return false;
    default: return read_choice(o, option, optarg);
    }
}

bool wq_options_read(struct wq_options *o, int argc, char **argv)
{
    int index = 0;
    int option;

    *o = (struct wq_options){.mode = WQ_MODE_READ,
                             .mouse = true,
                             .shape = true,
                             .confidence = WQ_CONFIDENCE_USUAL,
                             .copy_command = getenv("WARAQ_COPY")};
    if (argc < 1)
        return true;
    opterr = 0; /* getopt's own messages quote what was typed as it is */
    for (int at = optind; (option = getopt_long(argc, argv, ":w:e:hV", longs, &index)) != -1; at = optind) {
        /* Within a bundle of short options optind has not moved yet. */
        const char *given = argv[optind > at ? optind - 1 : at];
        char letter[] = {'-', (char)optopt, '\0'};
        bool refused = option == '?' || option == ':';
        if (refused && given[1] != '-' && optopt > ' ' && optopt < 0x7F)
            given = letter; /* a short one, without the rest of its bundle */
        if (!read_option(o, option, index, given))
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
    if (o->linear)
        return (struct wq_wishes){.bidi = WQ_BIDI_VISUAL, .marks = WQ_MARKS_ON, .bare = true};
    return (struct wq_wishes){.bidi = o->bidi, .marks = o->marks, .shape = o->shape, .links = !o->secure};
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
        "  -h, --help             this text\n"
        "  -V, --version          the version\n"
        "\n"
        "In the reader, ? shows the keys. The manual is waraq(1).\n",
        stdout);
}
