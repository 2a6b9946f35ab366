"""make bench: searching cold, beside rg and less in the same run.

The corpora are made of the samples' paragraphs with a fixed seed. rg is given the pattern that finds the same
spellings: character classes for the letters that are one, marks allowed between them; the counts of hits say
whether it does. Processor time is compared, the median of some rounds, since machines are shared; time by the
clock is shown beside it.
"""
import glob
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

WARAQ = os.environ.get('WARAQ', 'build/waraq')
ROUNDS = 5
LARGE = 200_000_000
ARTICLES = 10_000

# Letters that folding takes for one, as data/ and fold.c have them: only those of the queries below.
CLASSES = {'ا': 'اأإآٱ', 'ی': 'یيىئېۍ', 'ک': 'کكڪ', 'ہ': 'ہهةۃۂۀە', 'و': 'وؤ'}
BETWEEN = '[\\x{064B}-\\x{065F}\\x{0670}\\x{0640}\\x{200C}]*'
QUERIES = ('زلزلہ پیما', 'کم جونگ ان', 'لاہور')


def pattern(query):
    """What rg must look for to find what folding finds, short of presentation forms."""
    words = []
    for word in query.split():
        words.append(BETWEEN.join('[%s]' % CLASSES.get(c, c) for c in word))
    return ('%s\\s+' % BETWEEN).join(words)


def paragraphs():
    """The paragraphs of the samples that are written in Arabic letters."""
    found = []
    for path in sorted(glob.glob('data/samples/*.txt')):
        if not os.path.basename(path).startswith(('he-', 'mul-')):
            with open(path, encoding='utf-8') as f:
                found += [line for line in f if line.strip()]
    return found


def make_large(path):
    chosen = random.Random(1947)
    source = [(p + '\n').encode() for p in paragraphs()]
    size = 0
    with open(path, 'wb') as f:
        while size < LARGE:
            size += f.write(chosen.choice(source))


def make_articles(folder):
    chosen = random.Random(1947)
    source = paragraphs()
    os.mkdir(folder)
    for i in range(ARTICLES):
        text = ''
        while len(text) < 2700:
            text += chosen.choice(source) + '\n'
        with open('%s/%05d.txt' % (folder, i), 'w', encoding='utf-8') as f:
            f.write(text)


def timed(command, cache):
    """(seconds of the processor, seconds, lines written), of which the first two are medians."""
    cpu, wall, lines = [], [], 0
    env = dict(os.environ, LC_ALL='C.UTF-8', HOME=cache, XDG_CACHE_HOME=cache)
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.monotonic()
        out = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, check=False).stdout
        wall.append(time.monotonic() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        lines = out.count(b'\n')
    return statistics.median(cpu), statistics.median(wall), lines


def told(name, got):
    return '%s %.2f s (%.2f by the clock), %d hits' % (name, got[0], got[1], got[2])


def compare(row, what, path, query, cache):
    ours = timed([WARAQ, '--color=never', '--search', query, path], cache)
    if not shutil.which('rg'):
        row(what, told('', ours).strip(), 'rg is not installed', '<= 3 x rg')
        return
    # -o and a row for each hit, as ours; rg's threads are told to be one, since it is processor time
    rg = timed(['rg', '-j1', '-o', '-n', '--column', pattern(query), path], cache)
    row(what, told('', ours).strip(), told('rg', rg), '<= 3 x rg: %.1f' % (ours[0] / rg[0]), ours[0] <= 3 * rg[0])


def less_row(row, session, path, cache):
    """less folds nothing but case; it is asked for what is not there, and timed until it says so."""
    if not shutil.which('less'):
        return
    absent = 'ڙڙڙڙ'
    ours = timed([WARAQ, '--search', absent, path], cache)
    s = session(['less', path])
    s.quiet(s.start, quiet=0.3)
    start, cpu, said = time.monotonic(), s.cpu(), b''
    os.write(s.fd, ('/%s\r' % absent).encode())
    while b'not found' not in said and time.monotonic() - start < 120:
        said += os.read(s.fd, 1 << 16)
    used, took = s.cpu() - cpu, time.monotonic() - start
    s.end()
    row('200 MB cold, not there', told('', ours).strip(), 'less %.2f s (%.2f by the clock)' % (used / 1e3, took),
        '<= less', ours[0] <= used / 1e3)


def rows(row, session=None):
    """row, session: as run.py's."""
    with tempfile.TemporaryDirectory() as top:
        large = os.path.join(top, 'large.txt')
        folder = os.path.join(top, 'articles')
        cache = os.path.join(top, 'cache')  # nothing there: all searches are cold
        os.mkdir(cache)
        make_large(large)
        make_articles(folder)
        for query in QUERIES:
            compare(row, '200 MB cold, %s' % query, large, query, cache)
        if session:
            less_row(row, session, large, cache)
        for query in QUERIES[1:]:
            compare(row, '10,000 articles cold, %s' % query, folder, query, cache)


if __name__ == '__main__':
    if not os.path.exists(WARAQ):
        sys.exit('bench: no ' + WARAQ)
    rows(lambda what, ours, peer='', limit='', met=None: print(
        '%-34s %-46s %-50s %-18s %s' % (what, ours, peer, limit, '' if met is None else ('ok' if met else 'MISSED'))))
