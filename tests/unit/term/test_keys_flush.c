#include "keys_play.h"

/* Steps of feeding and flushing, each with the events that come out of it. NULL bytes: flush. */
struct move {
    const char *bytes;
    const char *events;
    bool pending;
};

static void play(const struct move *moves, size_t n)
{
    struct wq_keys *k = decoder();

    for (size_t i = 0; i < n; i++) {
        struct wq_buf out = WQ_BUF_INIT;
        wq_buf_adds(&out, "");
        if (moves[i].bytes)
            wq_keys_feed(k, moves[i].bytes, strlen(moves[i].bytes));
        else
            wq_keys_flush(k);
        drain(k, &out);
        assert_string_equal(out.data, moves[i].events);
        assert_int_equal(wq_keys_pending(k), moves[i].pending);
        assert_int_equal(wq_keys_wait_ms(k) >= 0, moves[i].pending);
        wq_buf_release(&out);
    }
    wq_keys_free(k);
}

#define PLAY(...)                                                                                            \
    do {                                                                                                     \
        static const struct move moves[] = {__VA_ARGS__};                                                    \
        play(moves, WQ_COUNT(moves));                                                                        \
    } while (0)

static void test_flush(void **state)
{
    (void)state;
    PLAY({NULL, "", false}, {"\033", "", true}, {NULL, "K1B", false}, {"a", "K61", false});
    PLAY({"\033", "", true}, {"a", "K61+A", false});
    PLAY({"\033[", "", true}, {NULL, "K5B+A", false}, {"A", "K41", false});
    PLAY({"\033[1;", "", true}, {NULL, "", false}, {"5A", "K35 K41", false});
    PLAY({"\xE2\x82", "", true}, {NULL, "KFFFD", false}, {"\xAC", "KFFFD", false});
    PLAY({"\033OZ", "", true}, {NULL, "K110014", false}, {"Z", "K5A", false});
    /* What is fed after a flush, and before the events are fetched, does not join what was flushed. */
    struct wq_keys *k = decoder();
    struct wq_buf out = WQ_BUF_INIT;
    wq_keys_feed(k, "\033", 1);
    wq_keys_flush(k);
    feed(k, "a", &out);
    assert_string_equal(out.data, "K1B K61");
    wq_buf_clear(&out);
    struct wq_event e;
    wq_keys_feed(k, "ab\033", 3);
    assert_true(wq_keys_next(k, &e));
    wq_keys_flush(k);
    feed(k, "c", &out);
    assert_string_equal(out.data, "K62 K1B K63");
    wq_buf_release(&out);
    wq_keys_free(k);
}

/* An answer whose rest comes after we gave it up does not become keys, and keys do not become answers. */
static void test_late_answers(void **state)
{
    (void)state;
    PLAY({"\033[?64;", "", true}, {NULL, "", false}, {"1;2c", "", false}, {"q", "K71", false});
    PLAY({"\033[?64;", "", true}, {NULL, "", false}, {"1;", "", true}, {"2cq", "K71", false});
    PLAY({"\033[?64;", "", true}, {NULL, "", false}, {"5", "", true}, {NULL, "K35", false},
         {"c", "K63", false});
    PLAY({"\033[?64;", "", true}, {NULL, "", false}, {"5j", "K35 K6A", false});
    PLAY({"\033[?64;", "", true}, {NULL, "", false}, {"\033[A", "K110001", false}, {"c", "K63", false});
    PLAY({"\033[", "", true}, {NULL, "K5B+A", false}, {"?6cq", "K71", false});
    PLAY({"\033", "", true}, {NULL, "K1B", false}, {"[?6cq", "K71", false});
    PLAY({"\033", "", true}, {NULL, "K1B", false}, {"[", "", true}, {NULL, "K5B", false});
    PLAY({"\033", "", true}, {NULL, "K1B", false}, {"[A", "K5B K41", false});
    PLAY({"\033", "", true}, {NULL, "K1B", false}, {"?c", "K3F K63", false});
    PLAY({"\033]11;rgb", "", true}, {NULL, "", false}, {":0/0/0\a", "", false}, {"q", "K71", false});
    PLAY({"\033]11;rgb", "", true}, {NULL, "", false}, {":0/0/0\033", "", true}, {"\\q", "K71", false});
    PLAY({"\033]11;rgb", "", true}, {NULL, "", false}, {"jk", "", true}, {NULL, "K6A K6B", false});
    PLAY({"\033]11;rgb", "", true}, {NULL, "", false}, {"jk\r", "K6A K6B KD", false});
    PLAY({"\033]11;rgb", "", true}, {NULL, "", false}, {"jk\033[A", "K6A K6B K110001", false});
    PLAY({"\033P1$r\033", "", true}, {NULL, "", false}, {"\\q", "K71", false});
    PLAY({"\033P1$r\033", "", true}, {NULL, "", false}, {"q", "K71", false});
    PLAY({"\033P1$r", "", true}, {NULL, "", false}, {"j\a", "K6A K7", false});
    /* The one answer to CSI without a marker. */
    PLAY({"\033[", "", true}, {NULL, "K5B+A", false}, {"8;2$yq", "K71", false});
    PLAY({"\033", "", true}, {NULL, "K1B", false}, {"[8;", "", true}, {"1$yq", "K71", false});
    PLAY({"\033[8;", "", true}, {NULL, "", false}, {"1$y", "", false}, {"q", "K71", false});
    PLAY({"\033[", "", true}, {NULL, "K5B+A", false}, {"8j", "K38 K6A", false});
    PLAY({"\033[", "", true}, {NULL, "K5B+A", false}, {"8;7$y", "K38 K3B K37 K24 K79", false});
}

static void test_waits(void **state)
{
    static const char *const in_order[] = {"\033", "\033[1;", "\033[?6"};
    int last = 0;

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(in_order); i++) {
        struct wq_keys *k = wq_keys_new();
        struct wq_buf out = WQ_BUF_INIT;
        assert_int_equal(wq_keys_wait_ms(k), -1);
        feed(k, in_order[i], &out);
        assert_int_equal(out.len, 0);
        assert_true(wq_keys_wait_ms(k) > last);
        last = wq_keys_wait_ms(k);
        wq_keys_free(k);
    }
    static const char *const as_long[] = {"\033]1", "\033P1", "\033[200~a", "\033[200~\033", "\033[>"};
    for (size_t i = 0; i < WQ_COUNT(as_long); i++) {
        struct wq_keys *k = wq_keys_new();
        struct wq_buf out = WQ_BUF_INIT;
        feed(k, as_long[i], &out);
        assert_int_equal(wq_keys_wait_ms(k), last);
        wq_keys_free(k);
    }
}

static void test_paste_goes_on(void **state)
{
    (void)state;
    PLAY({"\033[200~", "", false}, {"ab\xD8", "", true}, {NULL, "P[ab]", false}, {NULL, "", false},
         {"\xA7\033[20", "", true}, {NULL, "P[\xD8\xA7]", false}, {"1~x", "K78", false});
}

/* Pieces of at most WQ_PASTE_MAX bytes, which are as full as letters allow and the same however cut. */
static void test_huge_paste(void **state)
{
    struct wq_buf in = WQ_BUF_INIT;
    struct wq_buf want = WQ_BUF_INIT;

    (void)state;
    for (int i = 0; i < 100000; i++)
        wq_buf_adds(&want, i % 7 ? "\xD8\xA7" : i % 3 ? "a" : "\xE2\x82\xAC");
    wq_buf_adds(&in, "\033[200~");
    wq_buf_add(&in, want.data, want.len);
    wq_buf_adds(&in, "\033[201~q");
    for (size_t step = 1; step < 100000; step = step * 9 + 1) {
        struct wq_keys *k = wq_keys_new();
        struct wq_buf got = WQ_BUF_INIT;
        struct wq_event e;
        size_t pieces = 0;
        for (size_t at = 0; at < in.len; at += step) {
            wq_keys_feed(k, in.data + at, in.len - at < step ? in.len - at : step);
            while (wq_keys_next(k, &e)) {
                if (e.type == WQ_EVENT_KEY)
                    continue;
                assert_int_equal(e.type, WQ_EVENT_PASTE);
                assert_in_range(e.len, 1, WQ_PASTE_MAX);
                assert_true(((unsigned char)e.text[0] & 0xC0) != 0x80);
                wq_buf_add(&got, e.text, e.len);
                pieces++;
            }
        }
        assert_int_equal(got.len, want.len);
        assert_memory_equal(got.data, want.data, want.len);
        assert_int_equal(pieces, want.len / (WQ_PASTE_MAX - 2) + 1);
        wq_buf_release(&got);
        wq_keys_free(k);
    }
    wq_buf_release(&in);
    wq_buf_release(&want);
}

/* Just full, one more, and pieces that grow by what is malformed. */
static void test_paste_pieces(void **state)
{
    static const struct {
        char fill;
        size_t len;
        const size_t pieces[5];
    } pastes[] = {
        {'a', WQ_PASTE_MAX, {WQ_PASTE_MAX}},
        {'a', WQ_PASTE_MAX + 1, {WQ_PASTE_MAX, 1}},
        {'\xFF', 3000, {4095, 4095, 810}},
    };

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(pastes); i++) {
        struct wq_keys *k = wq_keys_new();
        struct wq_event e;
        wq_keys_feed(k, "\033[200~", 6);
        for (size_t n = 0; n < pastes[i].len; n++)
            wq_keys_feed(k, &pastes[i].fill, 1);
        wq_keys_feed(k, "\033[201~", 6);
        for (size_t n = 0; pastes[i].pieces[n]; n++) {
            assert_true(wq_keys_next(k, &e));
            assert_int_equal(e.len, pastes[i].pieces[n]);
        }
        assert_false(wq_keys_next(k, &e));
        wq_keys_free(k);
    }
}

/* Answers up to WQ_REPLY_MAX come, longer ones are dropped to their end, however they are cut. */
static void test_long_answers(void **state)
{
    static const struct {
        const char *begin, *fill, *end;
    } kinds[] = {
        {"\033]", "x", "\a"},   {"\033]", "x", "\033\\"}, {"\033P", "\xD8", "\033\\"},
        {"\033[?", "1;", "c"},  {"\033_", "x", "\033\\"}, {"\033[?", "1", "\x18"},
        {"\033P", "x", "\x1A"}, {"\033[1", ";", "A"},
    };

    (void)state;
    for (size_t kind = 0; kind < WQ_COUNT(kinds); kind++) {
        for (size_t len = WQ_REPLY_MAX - 4; len < WQ_REPLY_MAX + 6; len++) {
            struct wq_buf in = WQ_BUF_INIT;
            wq_buf_adds(&in, kinds[kind].begin);
            while (in.len + strlen(kinds[kind].end) < len)
                wq_buf_adds(&in, kinds[kind].fill);
            wq_buf_adds(&in, kinds[kind].end);
            bool fits = in.len <= WQ_REPLY_MAX && kind < 4;
            wq_buf_adds(&in, "q");
            char *whole = decode_cut(in.data, in.len, in.len, in.len);
            assert_int_equal(whole[0], fits ? 'R' : 'K');
            assert_string_equal(whole + strlen(whole) - 3, "K71");
            for (size_t cut = in.len - 12; cut <= in.len; cut++) {
                char *got = decode_cut(in.data, in.len, cut, cut < in.len ? cut + 1 : cut);
                assert_string_equal(got, whole);
                free(got);
            }
            free(whole);
            wq_buf_release(&in);
        }
    }
}

static void test_dropping_ends(void **state)
{
    char *filler = calloc(1, 5001);

    (void)state;
    memset(filler, '1', 5000);
    for (int kind = 0; kind < 3; kind++) {
        static const char *const begin[] = {"\033]", "\033P", "\033[?"};
        static const char *const rest[] = {"11\a", "11\033\\", "11c"};
        struct wq_keys *k = wq_keys_new();
        struct wq_buf out = WQ_BUF_INIT;
        feed(k, begin[kind], &out);
        feed(k, filler, &out);
        assert_true(wq_keys_pending(k));
        assert_true(wq_keys_wait_ms(k) > 0);
        wq_keys_flush(k);
        drain(k, &out);
        assert_false(wq_keys_pending(k));
        feed(k, rest[kind], &out);
        feed(k, "q", &out);
        assert_string_equal(out.data, "K71");
        wq_buf_release(&out);
        wq_keys_free(k);
    }
    free(filler);
}

/* The text of an event stays until the next call. */
static void test_loan(void **state)
{
    struct wq_keys *k = wq_keys_new();
    struct wq_event e;

    (void)state;
    wq_keys_feed(k, "\033[?6c\033[200~ab\033[201~", 19);
    assert_true(wq_keys_next(k, &e));
    assert_true(wq_keys_pending(k));
    assert_string_equal(e.text, "\033[?6c");
    assert_true(wq_keys_next(k, &e));
    assert_false(wq_keys_pending(k));
    assert_string_equal(e.text, "ab");
    assert_false(wq_keys_next(k, &e));
    wq_keys_free(k);
    wq_keys_free(NULL);
}

static void test_define(void **state)
{
    struct wq_keys *k = wq_keys_new();
    struct wq_buf out = WQ_BUF_INIT;

    (void)state;
    wq_keys_define(k, "", WQ_KEY_UP, 0);
    wq_keys_define(k, "\033", WQ_KEY_UP, 0);
    wq_keys_define(k, "\033[", WQ_KEY_UP, 0);
    wq_keys_define(k, "\033[A", WQ_KEY_DOWN, 0);
    wq_keys_define(k, "\033[A", WQ_KEY_LEFT, 0);
    wq_keys_define(k, "\177", WQ_KEY_DELETE, 0);
    feed(k, "\033[A\033[B\177", &out);
    assert_string_equal(out.data, "K110003 K110002 K11000A");
    wq_buf_release(&out);
    wq_keys_free(k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_flush),        cmocka_unit_test(test_late_answers),
        cmocka_unit_test(test_waits),        cmocka_unit_test(test_paste_goes_on),
        cmocka_unit_test(test_huge_paste),   cmocka_unit_test(test_paste_pieces),
        cmocka_unit_test(test_long_answers), cmocka_unit_test(test_dropping_ends),
        cmocka_unit_test(test_loan),         cmocka_unit_test(test_define),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
