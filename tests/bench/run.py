#!/usr/bin/python3
"""make bench: waraq beside its peers in the same run, on this machine, as ratios.

Each program runs in a pty, as from a terminal that answers nothing; keys are sent one by one, and a step lasts
from the key to the last byte written before the program falls quiet (the quiet wait is not counted). Absolute
times say little from machine to machine: what counts is the column of ratios, and the bytes. Nothing here
fails when a figure is missed; the table says so.
"""
import fcntl
import glob
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

import search

WARAQ = os.environ.get('WARAQ', 'build/waraq')
BUILD = os.environ.get('B', 'build')
SAMPLES = sorted(glob.glob('data/samples/*.txt'))
LONG = 'data/samples/ur-space-long.txt'
QUIET = 0.05
ROUNDS = 9
# Each session keeps what it reads in a folder of its own: what one left would have the next begin elsewhere.
HOMES = tempfile.TemporaryDirectory()


class Session:
    """A program in a pty."""

    def __init__(self, command, rows=24, cols=80):
        self.start = time.monotonic()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM='xterm-256color', LANG='C.UTF-8', LC_ALL='C.UTF-8',
                              XDG_DATA_HOME='%s/%d' % (HOMES.name, os.getpid()))
            # The size must be known before the program asks for it.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', rows, cols, 0, 0))
            os.execvp(command[0], command)

    def quiet(self, since, limit=20.0, quiet=QUIET):
        """Reads until nothing comes for a while: (ms to first byte, ms to last byte, bytes)."""
        first = last = None
        count = 0
        while time.monotonic() - since < limit:
            if not select.select([self.fd], [], [], quiet)[0]:
                if first or time.monotonic() - since > 1.0:
                    break
                continue
            try:
                data = os.read(self.fd, 1 << 16)
            except OSError:
                break
            if not data:
                break
            last = time.monotonic()
            first = first or last
            count += len(data)
        if first is None:
            return None
        return (first - since) * 1e3, (last - since) * 1e3, count

    def key(self, keys):
        since = time.monotonic()
        os.write(self.fd, keys)
        return self.quiet(since)

    def memory(self):
        """Anonymous resident memory in KB."""
        with open('/proc/%d/status' % self.pid) as f:
            return next(int(line.split()[1]) for line in f if line.startswith('RssAnon'))

    def cpu(self):
        with open('/proc/%d/schedstat' % self.pid) as f:
            return int(f.read().split()[0]) / 1e6

    def end(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def answers_of(terminal):
    """What a terminal answers to the questions that come with the first paint, as it was recorded."""
    with open('tests/data/terminals.tsv') as f:
        answers = next(line.split('\t')[2] for line in f if line.startswith(terminal + '\t'))
    return answers.encode().replace(b'\\e', b'\033').replace(b'\\\\', b'\\')


def started(command, **size):
    """Median of (ms to the whole first paint, bytes)."""
    times, count = [], 0
    for _ in range(ROUNDS):
        s = Session(command, **size)
        got = s.quiet(s.start)
        s.end()
        if got:
            times.append(got[1])
            count = got[2]
    return statistics.median(times), count


def stepped(command, key, times=30, before=(), **size):
    """Median of (ms, bytes) of a key pressed many times, and the slowest."""
    s = Session(command, **size)
    s.quiet(s.start, quiet=0.3)
    for k in before:
        s.key(k)
    got = [g for g in (s.key(key) for _ in range(times)) if g]
    s.end()
    if not got:
        return None
    return statistics.median(g[1] for g in got), statistics.median(g[2] for g in got), max(g[1] for g in got)


def have(name):
    return shutil.which(name) is not None


def row(what, ours, peer=None, limit='', met=None):
    verdict = '' if met is None else ('ok' if met else 'MISSED')
    print('%-42s %-26s %-28s %-22s %s' % (what, ours, peer or '-', limit, verdict))


def start_rows(folder):
    ours, bytes_ = started([WARAQ, folder])
    peer, _ = started(['less'] + sorted(glob.glob(folder + '/*')))
    row('start, 100 articles, 80x24', '%.1f ms, %d bytes' % (ours, bytes_), 'less %.1f ms' % peer, '<= 2 x less',
        ours <= 2 * peer)


def scroll_rows(folder):
    ours = stepped([WARAQ, LONG], b'j')
    peer = stepped(['less', LONG], b'j')
    row('scroll a line, 80x24', '%.2f ms, %d bytes' % ours[:2], 'less %.2f ms, %d bytes' % peer[:2],
        '<= 1.7 x less, bytes', ours[1] <= 1.7 * peer[1])
    many = os.path.join(folder, '..', 'long.txt')
    panes = [WARAQ, '--layout=rtl', many, LONG]
    ours = stepped(panes, b'j', rows=60, cols=200)
    peer = tig_scroll(many)
    row('scroll a line beside panes, 200x60', '%.2f ms, %d bytes' % ours[:2],
        'tig %.2f ms, %d bytes' % peer[:2] if peer else None, '<= tig', peer and ours[0] <= 1.2 * peer[0])
    ours = stepped(panes, b'j', before=[answers_of('xterm')], rows=60, cols=200)
    row('the same where margins are answered for', '%.2f ms, %d bytes' % ours[:2],
        'tig %.2f ms, %d bytes' % peer[:2] if peer else None, '<= tig', peer and ours[0] <= 1.2 * peer[0])
    ours = stepped([WARAQ, many], b' ', times=10, rows=60, cols=200)
    peer = stepped(['emacs', '-nw', '-Q', '--eval', '(setq inhibit-startup-screen t)', many], b'\x16', times=10,
                   rows=60, cols=200) if have('emacs') else None
    row('a page, 200x60', '%.2f ms, %d bytes' % ours[:2], 'emacs %.1f ms' % peer[0] if peer else None,
        '<= emacs / 9', peer and ours[0] <= peer[0] / 9)


def tig_scroll(path):
    """tig with two panes side by side, scrolling the one on the right."""
    if not have('tig') or not have('git'):
        return None
    with tempfile.TemporaryDirectory() as repository:
        shutil.copy(path, os.path.join(repository, 'article.txt'))
        git = ['git', '-C', repository, '-c', 'user.name=bench', '-c', 'user.email=bench@localhost']
        for command in (['init', '-q'], ['add', '.'], ['commit', '-q', '-m', 'an article']):
            subprocess.run(git + command, check=True, stdout=subprocess.DEVNULL)
        tig = ['env', 'HOME=' + repository, 'sh', '-c', 'cd "$0" && exec tig', repository]
        return stepped(tig, b'\x05', times=30, before=(b'\r',), rows=60, cols=200)


def layout_row():
    out = subprocess.run([BUILD + '/tests/bench/bench_layout', LONG], capture_output=True, text=True).stdout.split()
    ours, stock = float(out[0]), float(out[1])
    row('lay out 1,000 words', '%.0f us' % ours, 'stock libraries %.0f us' % stock, '<= stock', ours <= stock)


def paragraph_rows(folder):
    path = os.path.join(folder, '..', 'paragraph.txt')
    with open(LONG) as f:
        text = f.read().replace('\n', ' ')
    with open(path, 'w') as f:
        f.write((text * 700)[:2900000])
    for name, key, peer_key in (('a line', b'j', b'j'), ('a page', b' ', b' '), ('to the end', b'G', b'G'),
                                ('a wider line', b'+', None), ('furniture', b'H', None)):
        ours = stepped([WARAQ, path], key, times=12)
        peer = stepped(['less', path], peer_key, times=4) if peer_key else None
        row('5 MB paragraph, %s' % name, '%.2f ms, slowest %.2f' % (ours[0], ours[2]) if ours else 'no output',
            'less %.1f ms' % peer[0] if peer else None, 'slowest <= 16 ms', ours and ours[2] <= 16)


def memory_rows(folder):
    s = Session([WARAQ, folder])
    s.quiet(s.start, quiet=0.3)
    anon = s.memory()
    cpu = s.cpu()
    idle = 0
    while select.select([s.fd], [], [], 3.0)[0]:
        idle += len(os.read(s.fd, 1 << 16))
    used = s.cpu() - cpu
    s.end()
    p = Session(['less'] + SAMPLES)
    p.quiet(p.start, quiet=0.3)
    less = p.memory()
    p.end()
    row('memory, anonymous, 100 articles', '%d KB' % anon, 'less %d KB' % less, '<= 6144 KB', anon <= 6144)
    row('idle for 3 s', '%d bytes, %.2f ms of CPU' % (idle, used), None, '0 and 0', idle == 0 and used == 0)


def main():
    if not os.path.exists(WARAQ):
        sys.exit('bench: no ' + WARAQ)
    with tempfile.TemporaryDirectory() as top:
        folder = os.path.join(top, 'articles')
        os.mkdir(folder)
        for i in range(100):
            shutil.copy(SAMPLES[i % len(SAMPLES)], '%s/%03d.txt' % (folder, i))
        with open(LONG) as f, open(os.path.join(top, 'long.txt'), 'w') as out:
            out.write(f.read() * 6)
        row('WHAT', 'WARAQ', 'PEER', 'WANTED')
        start_rows(folder)
        scroll_rows(folder)
        layout_row()
        paragraph_rows(folder)
        memory_rows(folder)
        search.rows(row, Session)


if __name__ == '__main__':
    main()
