/*
 * A partner that is lighter than whoever asks it: one thread, one epoll, answers laid together from ready
 * pieces, nothing remembered but two counters. What it is asked has to be plausible and no more.
 *
 *   load-target [stall MS PERIOD_MS] [arrivals FILE] [tls KEY CERT]      cc -O2 [-DWITH_TLS … -lssl -lcrypto]
 *
 * Prints `ready PORT`, a free port of 127.0.0.1. With `stall` the whole process stands still for so long,
 * once a period. With `arrivals` it writes, when it is told to end, the nanoseconds since 1970 at which the kernel
 * had each request for it, as 64-bit words of this machine: when the target itself wakes up is no doing of
 * whoever asks. It ends on SIGTERM, and when the process that started it is gone.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>
#ifdef WITH_TLS
#include <openssl/err.h>
#include <openssl/ssl.h>
#else
typedef void SSL;
#endif

enum { MOST_CONNECTIONS = 1024, MOST_HEAD = 4096, MOST_BODY = 512, MOST_ARRIVALS = 1 << 20, MOST_DIGITS = 20 };

typedef struct {
  SSL *tls;
  size_t length;
  char bytes[MOST_HEAD];
} connection;

static connection *connections[MOST_CONNECTIONS];
static uint64_t *arrivals;
static size_t arrived;
static struct timespec came;
static uint64_t prv_txn = 700000000000ull;
static int poll_fd;
#ifdef WITH_TLS
static SSL_CTX *tls_context;
#endif

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void watch(int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  if (epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &event) != 0) die("epoll_ctl");
}

static void hang_up(int fd) {
#ifdef WITH_TLS
  if (connections[fd]->tls) SSL_free(connections[fd]->tls);
#endif
  free(connections[fd]);
  connections[fd] = NULL;
  close(fd);
}

static void welcome(int listener) {
  static const int on = 1;
  int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd < 0) return;
  connection *one = fd < MOST_CONNECTIONS ? calloc(1, sizeof *one) : NULL;
  if (one == NULL) {
    close(fd);
    return;
  }
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (arrivals != NULL && setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on) != 0) die("SO_TIMESTAMPNS");
#ifdef WITH_TLS
  if (tls_context != NULL) {
    one->tls = SSL_new(tls_context);
    if (one->tls == NULL || SSL_set_fd(one->tls, fd) != 1) die("SSL_new");
    SSL_set_accept_state(one->tls);
  }
#endif
  connections[fd] = one;
  watch(fd);
}

/* The same as recv(), and notes when the kernel had what is read. */
static ssize_t receive(int fd, char *to, size_t room) {
  union {
    char bytes[CMSG_SPACE(sizeof(struct timespec))];
    struct cmsghdr aligned;
  } told;
  struct iovec into = {to, room};
  struct msghdr message = {.msg_iov = &into, .msg_iovlen = 1, .msg_control = &told, .msg_controllen = sizeof told};
  ssize_t got = recvmsg(fd, &message, 0);
  clock_gettime(CLOCK_REALTIME, &came);
  for (struct cmsghdr *each = CMSG_FIRSTHDR(&message); each != NULL; each = CMSG_NXTHDR(&message, each))
    if (each->cmsg_level == SOL_SOCKET && each->cmsg_type == SCM_TIMESTAMPNS) memcpy(&came, CMSG_DATA(each), sizeof came);
  return got;
}

/* What was read; 0 when there is nothing now, -1 when there never will be. */
static ssize_t take(connection *from, int fd) {
  size_t room = MOST_HEAD - from->length;
#ifdef WITH_TLS
  if (from->tls) {
    ERR_clear_error();
    int got = SSL_read(from->tls, from->bytes + from->length, (int)room);
    if (arrivals != NULL) clock_gettime(CLOCK_REALTIME, &came); /* When it was unpacked: nobody tells more. */
    if (got > 0) return got;
    int why = SSL_get_error(from->tls, got);
    return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? 0 : -1;
  }
#endif
  char *to = from->bytes + from->length;
  ssize_t got = arrivals == NULL ? recv(fd, to, room, 0) : receive(fd, to, room);
  if (got > 0) return got;
  return got < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
}

/* An answer is far smaller than a socket's buffer: one that does not go out whole has nobody reading it. */
static int give(connection *to, int fd, const char *bytes, size_t length) {
#ifdef WITH_TLS
  if (to->tls) return SSL_write(to->tls, bytes, (int)length) == (int)length;
#else
  (void)to;
#endif
  return send(fd, bytes, length, MSG_NOSIGNAL) == (ssize_t)length;
}

static char *lay(char *at, const char *text, size_t length) {
  memcpy(at, text, length);
  return at + length;
}
#define LAY(at, text) lay(at, text, sizeof(text) - 1)

static char *lay_number(char *at, uint64_t number) {
  char digits[MOST_DIGITS];
  size_t from = sizeof digits;
  do digits[--from] = (char)('0' + number % 10);
  while ((number /= 10) > 0);
  return lay(at, digits + from, sizeof digits - from);
}

/* The value of a query field, of digits and points; its length is 0 where the line has none, or a longer one. */
static size_t field(const char *line, size_t length, const char *name, const char **value) {
  const char *at = memmem(line, length, name, strlen(name));
  if (at == NULL) return 0;
  const char *end = at + strlen(name), *stop = line + length;
  *value = end;
  while (end < stop && ((*end >= '0' && *end <= '9') || *end == '.')) end++;
  return end - *value <= MOST_DIGITS ? (size_t)(end - *value) : 0;
}

/* Answers one request, whose head is these bytes; 0 when the connection is of no more use. */
static int answer(connection *to, int fd, const char *head, size_t length) {
  const char *txn = NULL, *sum = NULL;
  const char *line_end = memchr(head, '\r', length);
  size_t line = (size_t)(line_end - head);
  size_t txn_length = field(head, line, "txn_id=", &txn), sum_length = field(head, line, "sum=", &sum);
  int pays = memmem(head, line, "command=pay", 11) != NULL;
  if (txn_length == 0 || (pays && sum_length == 0)) return 0;
  char body[MOST_BODY], whole[2 * MOST_BODY], *at = body;
  at = LAY(at, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<response>\n<txn_id>");
  at = lay(at, txn, txn_length);
  at = LAY(at, "</txn_id>\n");
  if (pays) {
    at = LAY(at, "<prv_txn>");
    at = lay_number(at, prv_txn++);
    at = LAY(at, "</prv_txn>\n<sum>");
    at = lay(at, sum, sum_length);
    at = LAY(at, "</sum>\n");
  }
  at = LAY(at, "<result>0</result>\n<comment>OK</comment>\n</response>\n");
  char *out = LAY(whole, "HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: ");
  out = lay_number(out, (uint64_t)(at - body));
  out = LAY(out, "\r\n\r\n");
  out = lay(out, body, (size_t)(at - body));
  return give(to, fd, whole, (size_t)(out - whole));
}

static void arrive(void) {
  if (arrivals == NULL || arrived == MOST_ARRIVALS) return;
  arrivals[arrived++] = (uint64_t)came.tv_sec * 1000000000ull + (uint64_t)came.tv_nsec;
}

static void serve(int fd) {
  connection *one = connections[fd];
  if (one == NULL) return;
  for (;;) {
    ssize_t got = take(one, fd);
    if (got == 0) return;
    if (got < 0) return hang_up(fd);
    one->length += (size_t)got;
    char *from = one->bytes, *end = one->bytes + one->length, *blank;
    while ((blank = memmem(from, (size_t)(end - from), "\r\n\r\n", 4)) != NULL) {
      arrive();
      if (!answer(one, fd, from, (size_t)(blank - from) + 2)) return hang_up(fd);
      from = blank + 4;
    }
    one->length = (size_t)(end - from);
    if (one->length == MOST_HEAD) return hang_up(fd);
    if (one->length > 0) memmove(one->bytes, from, one->length);
    /* What TLS has already unpacked makes no socket readable. */
#ifdef WITH_TLS
    if (one->tls && SSL_pending(one->tls) > 0) continue;
#endif
    return;
  }
}

static int listen_here(uint16_t *port) {
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof here;
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&here, sizeof here) != 0 || listen(fd, 128) != 0) die("listen");
  if (getsockname(fd, (struct sockaddr *)&here, &length) != 0) die("getsockname");
  *port = ntohs(here.sin_port);
  return fd;
}

static struct timespec span(long ms) {
  return (struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
}

static int every(long period_ms) {
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  struct itimerspec when = {span(period_ms), span(period_ms)};
  if (fd < 0 || timerfd_settime(fd, 0, &when, NULL) != 0) die("timerfd");
  return fd;
}

static int told_to_end(void) {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  sigprocmask(SIG_BLOCK, &ends, NULL);
  signal(SIGPIPE, SIG_IGN);
  /* Whoever started this may be killed before it can say goodbye. */
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  return signalfd(-1, &ends, SFD_CLOEXEC);
}

static void use_certificate(const char *key, const char *certificate) {
#ifdef WITH_TLS
  tls_context = SSL_CTX_new(TLS_server_method());
  if (tls_context == NULL || SSL_CTX_use_certificate_file(tls_context, certificate, SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_use_PrivateKey_file(tls_context, key, SSL_FILETYPE_PEM) != 1) {
    fprintf(stderr, "load-target: the key or the certificate cannot be used\n");
    exit(1);
  }
#else
  (void)key, (void)certificate;
  fprintf(stderr, "load-target: made without TLS\n");
  exit(2);
#endif
}

static void leave(const char *file) {
  FILE *to = file == NULL ? NULL : fopen(file, "wb");
  if (to == NULL) exit(file == NULL ? 0 : 1);
  int whole = fwrite(arrivals, sizeof *arrivals, arrived, to) == arrived;
  exit(fclose(to) == 0 && whole ? 0 : 1);
}

int main(int count, char **words) {
  long stall_ms = 0, period_ms = 0;
  const char *file = NULL;
  for (int at = 1; at < count; at++) {
    int more = count - at - 1;
    if (more >= 2 && strcmp(words[at], "stall") == 0) stall_ms = atol(words[at + 1]), period_ms = atol(words[at + 2]), at += 2;
    else if (more >= 2 && strcmp(words[at], "tls") == 0) use_certificate(words[at + 1], words[at + 2]), at += 2;
    else if (more >= 1 && strcmp(words[at], "arrivals") == 0) file = words[++at];
    else return fprintf(stderr, "load-target: what is %s?\n", words[at]), 2;
  }
  if (file != NULL && (arrivals = calloc(MOST_ARRIVALS, sizeof *arrivals)) == NULL) die("calloc");
  uint16_t port;
  int end = told_to_end(), listener = listen_here(&port), stall = period_ms > 0 ? every(period_ms) : -1;
  poll_fd = epoll_create1(EPOLL_CLOEXEC);
  watch(listener);
  watch(end);
  if (stall >= 0) watch(stall);
  printf("ready %u\n", port);
  fflush(stdout);
  for (;;) {
    struct epoll_event events[64];
    int ready = epoll_wait(poll_fd, events, 64, -1);
    for (int at = 0; at < ready; at++) {
      int fd = events[at].data.fd;
      if (fd == end) leave(file);
      else if (fd == listener) welcome(listener);
      else if (fd == stall) {
        uint64_t turns;
        struct timespec still = span(stall_ms);
        if (read(stall, &turns, sizeof turns) > 0) nanosleep(&still, NULL);
      } else serve(fd);
    }
  }
}
