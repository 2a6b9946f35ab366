#!/usr/bin/python3
"""make bench, second part: warm search over libraries, beside SQLite's FTS5 built from the same text; then who is
mentioned where, and who comes together, from the cache of mentions.

The libraries are made from the samples with a fixed seed: paragraphs in random order, and as many words again
drawn one by one, so that words stand in new company; entities are found in whole paragraphs alone. FTS5
(unicode61, which finds whole words only; the trigram tokenizer, which finds parts of words and needs three
letters) is built over 10,000 articles: over 100,000 it takes minutes. It is given the raw text, since it has no
folding for Arabic script of its own.

WARM_SMALL=1 leaves the 100,000 out.
"""
import glob
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

BUILD = os.environ.get('B', 'build')
PROGRAM = BUILD + '/tests/bench/bench_warm'
MENTIONS = BUILD + '/tests/bench/bench_mentions'
ENTITIES = BUILD + '/tests/bench/bench_entities'
IDS = ['loc:pakistan', 'loc:lahore', 'loc:peshawar']
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SAMPLES = sorted(glob.glob(ROOT + '/data/samples/*.txt'))
QUERIES = ['پاکستان', 'ریلوے', 'ان', 'كتاب', 'کی تاریخ', 'library', 'لنڈی کوتل']
MEAN = 5450  # bytes an article: 100,000 are 545 MB


def row(what, ours, peer=None, limit='', met=None):
    verdict = '' if met is None else ('ok' if met else 'MISSED')
    print('%-42s %-26s %-28s %-22s %s' % (what, ours, peer or '-', limit, verdict), flush=True)


def write_library(folder, count, drawn=True):
    """count articles of about MEAN bytes, a thousand a folder; drawn: with words drawn one by one."""
    rng = random.Random(1446)
    paragraphs = []
    for path in SAMPLES:
        with open(path, encoding='utf-8') as f:
            paragraphs += [p for p in f.read().split('\n') if p.strip()]
    words = ' '.join(paragraphs).split()
    stretches = [' '.join(rng.choices(words, k=60)) for _ in range(4000 if drawn else 0)]
    pool = [p.encode() for p in paragraphs + stretches]
    for i in range(count):
        if i % 1000 == 0:
            sub = '%s/%03d' % (folder, i // 1000)
            os.makedirs(sub)
        size = int(rng.expovariate(1 / (MEAN - 400))) + 100
        parts = []
        while size > 0:
            parts.append(pool[rng.randrange(len(paragraphs))] if rng.random() < 0.5
                         else pool[rng.randrange(len(pool))])
            size -= len(parts[-1])
        with open('%s/%05d.txt' % (sub, i), 'wb') as f:
            f.write(b'\n'.join(parts) + b'\n')


def ask(*args, program=PROGRAM):
    out = subprocess.run([program] + list(args), capture_output=True, text=True, check=True).stdout
    return [line.split() for line in out.splitlines()]


def fts(folder, tokenizer):
    """(seconds to build, {query: ms}) of a table in a file."""
    path = folder + '.' + tokenizer + '.db'
    db = sqlite3.connect(path)
    since = time.monotonic()
    db.execute('CREATE VIRTUAL TABLE t USING fts5(body, tokenize = %s)' % tokenizer)
    for name in sorted(glob.glob(folder + '/*/*')):
        with open(name, encoding='utf-8') as f:
            db.execute('INSERT INTO t VALUES (?)', (f.read(),))
    db.commit()
    built = time.monotonic() - since
    times = {}
    for q in QUERIES:
        got = []
        for _ in range(3):
            since = time.monotonic()
            count = db.execute('SELECT count(*) FROM t WHERE t MATCH ?', ('"%s"' % q,)).fetchone()[0]
            got.append((time.monotonic() - since) * 1e3)
        times[q] = (min(got), count)
    db.close()
    os.unlink(path)
    return built, times


def mentions_rows(name, cache, folder):
    _, ms, _, _, used, kb = ask('build', cache, folder, program=MENTIONS)[0]
    again = ask('build', cache, folder, program=MENTIONS)[0]
    row('%s, gather mentions' % name, '%.1f s (CPU %.1f), %d MB; %d MB of memory'
        % (float(ms) / 1e3, float(used) / 1e3, os.path.getsize(cache) >> 20, int(kb) >> 10))
    row('%s, nothing changed' % name, '%.1f ms' % float(again[1]))
    got = ask('ask', cache, folder, *IDS, program=MENTIONS)
    row('%s, open; check all files' % name, '%s ms; %s ms' % (got[0][1], got[1][1]))
    for i, (_, ready, find, articles, mentions, together, _) in enumerate(got[2:]):
        row('%s, %s' % (name, ' and '.join(w[4:] for w in IDS[:i + 1])),
            '%.1f ms, %s articles' % (float(ready) + float(find), articles))
        row('   who comes together', '%s ms' % together)
    os.unlink(cache)


def library_rows(top, count, most, with_fts):
    folder = '%s/%d' % (top, count)
    cache = folder + '.cache'
    write_library(folder, count)
    name = '{:,} articles'.format(count)
    _, ms, _, _, _, used = ask('build', cache, folder)[0]
    again = ask('build', cache, folder)[0]
    tables = [(t, fts(folder, t)) for t in ('unicode61', 'trigram')] if with_fts else []
    row('%s, build the cache' % name, '%.1f s (CPU %.1f), %d MB' % (float(ms) / 1e3, float(used) / 1e3, os.path.getsize(cache) >> 20),
        ', '.join('%s %.1f s' % (t, built) for t, (built, _) in tables) or None)
    row('%s, nothing changed' % name, '%.1f ms' % float(again[1]))
    got = ask('find', cache, folder, *QUERIES)
    row('%s, open; check all files' % name, '%s ms; %s ms' % (got[0][1], got[1][1]))
    reading = float(got[2][1])
    row('%s, read the cache file' % name, '%.1f ms: the limit' % reading)
    for q, (_, all_ms, hits, _, first, loose, _) in zip(QUERIES, got[3:]):
        peers = ['%.1f' % times[q][0] if times[q][1] else 'none' for _, (_, times) in tables]
        row('%s, %s' % (name, q), '%s ms (%.1f x), %s hits' % (all_ms, float(all_ms) / reading, hits),
            'FTS5 %s ms (whole, trigram)' % ', '.join(peers) if peers else None, '<= %d ms' % most,
            float(all_ms) <= most)
        row('   first 50 hits; loose, all', '%s ms; %s ms' % (first, loose), None, '<= 10 ms', float(first) <= 10)
    os.unlink(cache)
    mentions_rows(name, cache, folder)
    shutil.rmtree(folder)


def entities_row(top):
    folder = top + '/entities'
    write_library(folder, 1000, drawn=False)
    files = sorted(glob.glob(folder + '/*/*'))
    speed = next(w for w in ask(*files, program=ENTITIES) if w[:2] == ['entities', 'speed'])
    row('1,000 articles, find entities', '%s MB/s of a core' % speed[2], None, '>= 20 MB/s', float(speed[2]) >= 20)
    shutil.rmtree(folder)


def main():
    for program in (PROGRAM, MENTIONS, ENTITIES):
        if not os.path.exists(program):
            sys.exit('bench: no ' + program)
    with tempfile.TemporaryDirectory() as top:
        row('WARM SEARCH', 'WARAQ', 'PEER', 'WANTED')
        entities_row(top)
        library_rows(top, 10000, 15, True)
        if not os.environ.get('WARM_SMALL'):
            library_rows(top, 100000, 100, False)


if __name__ == '__main__':
    main()
