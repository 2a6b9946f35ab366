/* Which languages an article has besides its own, by the letters of its words. */
#include "finder.h"

enum { LEAST_WORDS = 12, LATIN_END = 0x7B };

/* Letters that one of the languages in Arabic script has and those before it in the row have not. */
static bool is_urdu(wq_code c)
{
    return c == wq_code_of(0x679) || c == wq_code_of(0x688) || c == wq_code_of(0x691) ||
           c == wq_code_of(0x6D2) || c == wq_code_of(0x6BA);
}

static bool is_persian(wq_code c)
{
    return c == wq_code_of(0x67E) || c == wq_code_of(0x686) || c == wq_code_of(0x698) ||
           c == wq_code_of(0x6AF);
}

unsigned wq_other_languages(const struct wq_finder *f)
{
    size_t arabic = 0;
    size_t hebrew = 0;
    size_t urdu = 0;
    size_t persian = 0;
    wq_code last_hebrew = wq_code_of(0x5EA);
    bool foreign = !(f->own & (WQ_UR | WQ_FA | WQ_AR)); /* to Arabic script: which language that is matters */

    for (size_t i = 0; i < wq_words(f); i++) {
        const struct wq_token *t = wq_word(f, i);
        const wq_code *c = f->tokens.codes.items + t->code;
        if (c[0] <= last_hebrew) {
            hebrew += c[0] != WQ_CODE_OTHER;
        } else if (c[0] >= LATIN_END) {
            arabic++;
            for (uint32_t k = 0; k < t->len && foreign; k++) {
                urdu += is_urdu(c[k]);
                persian += is_persian(c[k]);
            }
        }
    }
    unsigned more = hebrew >= LEAST_WORDS ? WQ_HE : 0;
    if (arabic >= LEAST_WORDS && foreign)
        more |= 8 * urdu >= arabic ? WQ_UR : 20 * persian >= arabic ? WQ_FA : WQ_AR;
    return more & ~f->own;
}
