#include "keys_play.h"

#define X(s) (s), sizeof(s) - 1

struct sample {
    const char *bytes;
    size_t len;
    const char *events;
};

static const struct sample samples[] = {
    /* characters */
    {X("a"), "K61"},
    {X("\0"), "K20+C"},
    {X("\x01\x1A\t\r\n"), "K1 K1A K9 KD KA"},
    {X("\x7F\b"), "K11000B K11000B"},
    {X("\xD9\xBE\xD8\xA7"), "K67E K627"},
    {X("\xE2\x82\xAC\xF0\x9F\x98\x80"), "K20AC K1F600"},
    {X("\xC2\x9B"), "K9B"},
    {X("\x9B"
       "A"),
     "KFFFD K41"},
    {X("\xE2\x82"
       "a"),
     "KFFFD K61"},
    {X("\xED\xA0\x80"), "KFFFD KFFFD KFFFD"},
    {X("\xF0\x80\x80\xC0\xAF"), "KFFFD KFFFD KFFFD KFFFD KFFFD"},
    {X("\xF4\x90\xFF"), "KFFFD KFFFD KFFFD"},
    {X("\xF4\x8F\xBF\xBF"), "K10FFFF"},
    {X("\xD8\033[A"), "KFFFD K110001"},
    {X("\xD8"), "KFFFD"},
    /* Esc and Alt */
    {X("\033"), "K1B"},
    {X("\033\033"), "K1B K1B"},
    {X("\033a"), "K61+A"},
    {X("\033A\033\r\033\x7F"), "K41+A KD+A K11000B+A"},
    {X("\033\xD9\xBE"), "K67E+A"},
    {X("\033\xD9\033[B"), "KFFFD+A K110002"},
    {X("\033\0"), "K20+AC"},
    {X("\033\033a"), "K1B K61+A"},
    {X("\033\033[A"), "K110001+A"},
    {X("\033\033OP"), "K11000D+A"},
    {X("\033\033[1;5C"), "K110004+AC"},
    {X("\033\033\033[A"), "K1B K110001+A"},
    {X("\033["), "K5B+A"},
    {X("\033O"), "K4F+A"},
    {X("\033]"), "K5D+A"},
    {X("\033P\033_\033^\033X"), "K50+A K5F+A K5E+A K58+A"},
    {X("\033P\r\033]\x01x"), "K50+A KD K5D+A K1 K78"},
    {X("\033O\033[A"), "K4F+A K110001"},
    {X("\033(\033\\"), "K28+A K5C+A"},
    {X("\033\033["), "K1B K5B+A"},
    {X("\033\033O"), "K1B K4F+A"},
    {X("\033\033[<0;1;1M"), "K1B M0 1 0,0"},
    {X("\033\033[?6c"), "K1B R[\033[?6c]"},
    {X("\033\033[?25hz"), "K1B K7A"},
    {X("\033\033[I"), "K1B F1"},
    {X("\033\033[200~x\033[201~"), "K1B P[x]"},
    {X("\033\033]11;x\a"), "K1B R[\033]11;x\a]"},
    {X("\033\033[99~z"), "K7A"},
    /* arrows and their like */
    {X("\033[A\033[B\033[C\033[D\033[H\033[F"), "K110001 K110002 K110004 K110003 K110005 K110006"},
    {X("\033OA\033OB\033OC\033OD\033OH\033OF"), "K110001 K110002 K110004 K110003 K110005 K110006"},
    {X("\033[1;2A\033[1;3A\033[1;5A\033[1;8A\033[1;9A"),
     "K110001+S K110001+A K110001+C K110001+SAC K110001+A"},
    {X("\033[5D\033O5D\033O1;5D"), "K110003+C K110003+C K110003+C"},
    {X("\033[;5A\033[1;A\033[1A"), "K110001+C K110001 K110001"},
    {X("\033[1;5:3A\033[1;5:2A"), "K110001+C"},
    {X("\033[Z\033[1;2Z\033[1;5Z"), "K11000C K11000C K11000C+C"},
    {X("\033[a\033Oa"), "K110001+S K110001+C"},
    {X("\033[7^\033[7@\033[5$z"), "K110005+C K110005+SC K110007+S K7A"},
    {X("\033[1~\033[2~\033[3~\033[4~\033[5~\033[6~\033[7~\033[8~"),
     "K110005 K110009 K11000A K110006 K110007 K110008 K110005 K110006"},
    {X("\033[3;5~\033[5;2~\033[3;1:3~"), "K11000A+C K110007+S"},
    /* F keys */
    {X("\033OP\033OQ\033OR\033OS"), "K11000D K11000E K11000F K110010"},
    {X("\033[P\033[Q\033[R\033[S"), "K11000D K11000E K11000F K110010"},
    {X("\033[1;5P\033[1;2R\033O2P"), "K11000D+C K11000F+S K11000D+S"},
    {X("\033[11~\033[12~\033[13~\033[14~\033[15~"), "K11000D K11000E K11000F K110010 K110011"},
    {X("\033[17~\033[18~\033[19~\033[20~\033[21~"), "K110012 K110013 K110014 K110015 K110016"},
    {X("\033[23~\033[24~\033[24;5~\033[16~\033[25~"), "K110017 K110018 K110018+C"},
    {X("\033[[A\033[[E\033[[Fx"), "K11000D K110011 K78"},
    {X("\033[[\033[A"), "K110001"},
    {X("\033OM\033Ok\033Oj\033Op\033Oy\033OX\033OI"), "KD K2B K2A K30 K39 K3D K9"},
    {X("\033OEx\033Ozx"), "K78 K78"},
    {X("\033O1;x"), "K38"},
    {X("\033O1;5;5;5;5;5;5;5;5;5;5"), "K35 K3B K35 K3B K35"},
    /* CSI u and modifyOtherKeys */
    {X("\033[97u\033[97;5u\033[105;5u\033[97;3u\033[97;2u"), "K61 K1 K9 K61+A K41"},
    {X("\033[27u\033[13;5u\033[9;2u\033[127;3u\033[104;5u"), "K1B KD+C K11000C K11000B+A K11000B"},
    {X("\033[32;5u\033[64;5u\033[91;5u\033[50;5u"), "K20+C K40+C K1B K32+C"},
    {X("\033[97:65;2u\033[49:33;2u\033[1588::97;5u"), "K41 K21 K1"},
    {X("\033[1588u\033[1588;3u\033[1588;5u"), "K634 K634+A K634+C"},
    {X("\033[97;1:3u\033[97;1:2u\033[97;65u\033[97;129u"), "K61 K61 K61"},
    {X("\033[57399u\033[57414;5u\033[57419u\033[57358u\033[57427u"), "K30 KD+C K110001"},
    {X("\033[0u\033[55296u\033[1114112u\033[99999999999999u"), ""},
    {X("\033[27;5;97~\033[27;6;65~\033[27;2;9~\033[27;5;9~\033[27;2;33~"), "K1 K1+S K11000C K9+C K21"},
    {X("\033[27;5~"), ""},
    /* the mouse */
    {X("\033[<0;1;1M\033[<0;1;1m"), "M0 1 0,0 M1 1 0,0"},
    {X("\033[<1;80;24M\033[<2;5;6M"), "M0 2 79,23 M0 3 4,5"},
    {X("\033[<32;3;4M\033[<34;3;4M\033[<35;3;4M"), "M2 1 2,3 M2 3 2,3"},
    {X("\033[<64;9;9M\033[<65;9;9M\033[<66;9;9M\033[<64;9;9m"), "M3 0 8,8 M4 0 8,8"},
    {X("\033[<4;1;1M\033[<8;1;1M\033[<80;1;1M"), "M0 1 0,0+S M0 1 0,0+A M3 0 0,0+C"},
    {X("\033[<0;0;1M\033[<0;1M\033[<0;1;1;1M\033[<128;1;1M\033[<M\033[<0;1;1x"), ""},
    {X("\033[<0;4000;3000M"), "M0 1 3999,2999"},
    {X("\033[M !!\033[M#!!\033[M@\"#\033[M`!!"), "M0 1 0,0 M1 0 0,0 M2 1 1,2 M3 0 0,0"},
    {X("\033[M \xFF\xFEz"), "M0 1 222,221 K7A"},
    {X("\033[M !\033[A"), "K110001"},
    {X("\033[M \x18z"), "K7A"},
    {X("\033[M  !z"), "K7A"},
    {X("\033[0;5;5Mz"), "K7A"},
    /* focus and paste */
    {X("\033[I\033[O"), "F1 F0"},
    {X("\033[200~abc\033[201~d"), "P[abc] K64"},
    {X("\033[200~\033[201~x"), "K78"},
    {X("\033[200~a\033[A\033[20\033[201~"), "P[a\033[A\033[20]"},
    {X("\033[200~\033\033[201~"), "P[\033]"},
    {X("\033[200~\r\n\t\x01\x7F\033[201~"), "P[\r\n\t\x01\x7F]"},
    {X("\033[200~\xD8\033[201~\xA7"), "P[\xEF\xBF\xBD] KFFFD"},
    {X("\033[200~\xD8\xA7\xFFx\xEF\xBF\xBD\033[201~"), "P[\xD8\xA7\xEF\xBF\xBDx\xEF\xBF\xBD]"},
    {X("\033[200~a\033[200~b\033[201~c"), "P[a\033[200~b] K63"},
    {X("\033[201~x"), "K78"},
    {X("\033[200~no end"), "P[no end]"},
    /* answers */
    {X("\033[?64;1;2;6;9;15;16;17;18;21;22;28cq"), "R[\033[?64;1;2;6;9;15;16;17;18;21;22;28c] K71"},
    {X("\033[>41;379;0c\033[=0;1c\033[?6c"), "R[\033[>41;379;0c] R[\033[=0;1c] R[\033[?6c]"},
    {X("\033[?2004;1$y\033[8;1$y"), "R[\033[?2004;1$y] R[\033[8;1$y]"},
    {X("\033[?1u\033[0n\033[24;80R\033[1;80R\033[8;24;80t"),
     "R[\033[?1u] R[\033[0n] R[\033[24;80R] R[\033[1;80R] R[\033[8;24;80t]"},
    {X("\033P>|XTerm(379)\033\\q"), "R[\033P>|XTerm(379)\033\\] K71"},
    {X("\033P1$r0m\033\\"), "R[\033P1$r0m\033\\]"},
    {X("\033P1\a\r2\033\\"), "R[\033P1\a\r2\033\\]"},
    {X("\033]11;rgb:0000/0000/0000\aq"), "R[\033]11;rgb:0000/0000/0000\a] K71"},
    {X("\033]11;rgb:0/0/0\033\\q"), "R[\033]11;rgb:0/0/0\033\\] K71"},
    {X("\033_Gi=1;OK\033\\\033^pm\033\\\033Xsos\033\\q"), "K71"},
    {X("\033]\aq\033P\033\\q"), "K71 K71"},
    {X("\033]1;x\x18q\033P1\x1Aq"), "K71 K71"},
    {X("\033]1;x\033[A\033P1\033q"), "K110001 K71+A"},
    {X("\033]1\xD8\xA7\x9C\a"), "R[\033]1\xD8\xA7\x9C\a]"},
    {X("\033[?6"), ""},
    {X("\033]11;rgb"), ""},
    {X("\033]11;rgb\033"), ""},
    /* what nobody knows, and what is interrupted */
    {X("\033[99~\033[1;2;3;4w\033[!p\033[ q\033[?25hz"), "K7A"},
    {X("\033[1;\033[A"), "K110001"},
    {X("\033[1;\rx"), "KD K78"},
    {X("\033[1;\x18x\033[1\x1Ax"), "K78 K78"},
    {X("\033[1\x7F\033[1\xD8\xA7"), "K11000B K627"},
    {X("\033[1;"), ""},
    {X("\033[1234$pz"), "K7A"},
    {X("\033[1;2;3;4;5;6;7;8;9;10Az"), "K7A"},
    {X("\033[1$5Az\033[ 5Az"), "K110005+S K35 K41 K7A K7A"},
    /* definitions */
    {X("\033[7$x"), "K110005+S K78"},
    {X("\033OZ"), "K110014"},
    {X("\033OZZ\033OZx"), "K110015 K110014 K78"},
    {X("\033\033OZx"), "K110014+A K78"},
    {X("\033[77\033[7~"), "K110013+C K110005"},
};

static void test_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(samples); i++) {
        char *got = decode_cut(samples[i].bytes, samples[i].len, samples[i].len, samples[i].len);
        if (strcmp(got, samples[i].events) != 0)
            print_error("sample %zu: %s\n", i, samples[i].bytes + 1);
        assert_string_equal(got, samples[i].events);
        free(got);
    }
}

static void test_samples_cut(void **state)
{
    (void)state;
    for (size_t i = 0; i < WQ_COUNT(samples); i++) {
        for (size_t a = 0; a <= samples[i].len; a++) {
            for (size_t b = a; b <= samples[i].len; b++) {
                char *got = decode_cut(samples[i].bytes, samples[i].len, a, b);
                if (strcmp(got, samples[i].events) != 0)
                    print_error("sample %zu cut at %zu and %zu\n", i, a, b);
                assert_string_equal(got, samples[i].events);
                free(got);
            }
        }
    }
}

/* All samples in one stream, a byte at a time and a few at a time. */
static void test_stream_cut(void **state)
{
    struct wq_buf all = WQ_BUF_INIT;
    char *want = NULL;

    (void)state;
    for (size_t i = 0; i < WQ_COUNT(samples); i++)
        wq_buf_add(&all, samples[i].bytes, samples[i].len);
    for (size_t step = all.len; step > 0; step = step > 40 ? 40 : step - 1) {
        struct wq_keys *k = decoder();
        struct wq_buf out = WQ_BUF_INIT;
        for (size_t at = 0; at < all.len; at += step) {
            wq_keys_feed(k, all.data + at, all.len - at < step ? all.len - at : step);
            drain(k, &out);
        }
        if (!want)
            want = wq_buf_detach(&out);
        else
            assert_string_equal(out.data, want);
        wq_buf_release(&out);
        wq_keys_free(k);
    }
    free(want);
    wq_buf_release(&all);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Bytes that sequences are made of, in any order. */
static void test_random_cut(void **state)
{
    static const char alphabet[] = "\033\033\033\033[[[OP]_M<?>=;:0123456789AcyuRu~~$ \\\x18\a\r\xD8\xA7\x9B"
                                   "200~201~xZa";
    uint32_t seed = 20240501;

    (void)state;
    for (int round = 0; round < 4000; round++) {
        char s[48];
        size_t len = 1 + next_random(&seed) % sizeof s;
        for (size_t i = 0; i < len; i++)
            s[i] = alphabet[next_random(&seed) % (sizeof alphabet - 1)];
        if (round % 3 == 0 && len > 6)
            memcpy(s, "\033[200~", 6);
        size_t a = next_random(&seed) % (len + 1);
        size_t b = a + next_random(&seed) % (len + 1 - a);
        char *whole = decode_cut(s, len, len, len);
        char *cut = decode_cut(s, len, a, b);
        assert_string_equal(cut, whole);
        free(whole);
        free(cut);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_samples_cut),
        cmocka_unit_test(test_stream_cut),
        cmocka_unit_test(test_random_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
