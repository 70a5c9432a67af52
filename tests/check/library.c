/* A program that asks of the library what tests/check/library.sh wants to know. C11 and
 * C++: library TASK FILE [WORD]..., and more of these behind a "+" each. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* for syscall */
#endif
#include <fcntl.h>
#include <pthread.h>
#include <refmill.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

struct file {
    char *bytes;
    size_t size;
};

static struct file read_file(const char *path)
{
    struct file file = { NULL, 0 };
    FILE *stream = fopen(path, "rb");

    if (!stream)
        abort();
    fseek(stream, 0, SEEK_END);
    file.size = (size_t)ftell(stream);
    rewind(stream);
    file.bytes = (char *)malloc(file.size + 1);
    if (fread(file.bytes, 1, file.size, stream) != file.size)
        abort();
    fclose(stream);
    return file;
}

/* ---- Callbacks ---------------------------------------------------------- */

static int print_bytes(void *context, const char *bytes, size_t count)
{
    return fwrite(bytes, 1, count, (FILE *)context) != count;
}

static int refuse(void *context, const char *bytes, size_t count)
{
    (void)bytes;
    *(size_t *)context += count;
    return 1;
}

static void print_diagnostic(void *context, const struct refmill_diagnostic *diagnostic)
{
    static const char *const severities[] = { "note", "warning", "error" };

    fprintf((FILE *)context, "%s|%lu|%lu|%s|%s\n", diagnostic->file ? diagnostic->file : "",
            (unsigned long)diagnostic->line, (unsigned long)diagnostic->column,
            severities[diagnostic->severity], diagnostic->message);
}

static int count_down(void *context, const refmill_record *record)
{
    (void)record;
    return --*(long *)context == 0;
}

static void print_text(const char *name, struct refmill_text text)
{
    if (text.length > 0)
        printf("%s=%.*s\n", name, (int)text.length, text.at);
}

static const struct {
    const char *name;
    enum refmill_field field;
} fields[] = {
#define FIELD(number, NAME, name, type, member, role) { #name, REFMILL_FIELD_##NAME },
#include "../../src/record/fields.def"
};

/* A line a field, as jq prints what jsonl has. */
static int print_record(void *context, const refmill_record *record)
{
    struct refmill_person author;
    struct refmill_submission submission;
    struct refmill_text topic;
    size_t i;

    (void)context;
    for (i = 0; i < sizeof fields / sizeof *fields; i++)
        print_text(fields[i].name, refmill_record_text(record, fields[i].field));
    for (i = 0; refmill_record_author(record, i, &author); i++) {
        print_text("family", author.family);
        print_text("given", author.given);
        print_text("suffix", author.suffix);
        print_text("literal", author.literal);
    }
    for (i = 0; refmill_record_submission(record, i, &submission); i++) {
        printf("submission=%lu\n", submission.number);
        print_text("submitted", submission.date);
    }
    for (i = 0; refmill_record_topic(record, i, &topic); i++)
        print_text("topic", topic);
    return 0;
}

static int print_others(void *context, const refmill_record *record)
{
    (void)context;
    print_text("key", refmill_record_text(record, REFMILL_FIELD_KEY));
    print_text("plain", refmill_record_plain(record, REFMILL_FIELD_ABSTRACT));
    print_text("title", refmill_record_leading(record, REFMILL_FIELD_TITLE, REFMILL_CHINESE));
    print_text("summary", refmill_record_leading(record, REFMILL_FIELD_SUMMARY, REFMILL_ENGLISH));
    print_text("unknown", refmill_record_text(record, (enum refmill_field)1000));
    print_text("not a number", refmill_record_text(record, (enum refmill_field)0));
    printf("version=%lu truncated=%lu line=%lu title=%lu\n",
           refmill_record_number(record, REFMILL_FIELD_VERSION),
           refmill_record_number(record, REFMILL_FIELD_ABSTRACT_TRUNCATED),
           refmill_record_number(record, REFMILL_FIELD_LINE),
           refmill_record_number(record, REFMILL_FIELD_TITLE));
    return 0;
}

/* ---- Tasks -------------------------------------------------------------- */

static refmill_job *create(void)
{
    refmill_job *job = refmill_job_create();

    refmill_job_on_diagnostic(job, print_diagnostic, stderr);
    return job;
}

static int run(refmill_job *job)
{
    int status = refmill_job_run(job);

    refmill_job_free(job);
    return status;
}

static int from_memory(char **words)
{
    struct file file = read_file(words[0]);
    refmill_job *job = create();
    int status;

    refmill_job_input_memory(job, words[0], file.bytes, file.size);
    refmill_job_output(job, words[1], print_bytes, stdout);
    status = run(job);
    free(file.bytes);
    return status;
}

static int no_bytes(char **words)
{
    refmill_job *job = create();

    refmill_job_input_memory(job, words[0], NULL, 0);
    refmill_job_output(job, NULL, print_bytes, stdout);
    return run(job);
}

/* With the options that follow, NAME or NAME=VALUE. All of them are copied. */
static int records(char **words)
{
    refmill_job *job = create();

    refmill_job_input_file(job, *words);
    memset(*words, '?', strlen(*words));
    while (*++words) {
        char *value = strchr(*words, '=');
        if (value)
            *value++ = '\0';
        refmill_job_option(job, *words, value);
        if (value)
            memset(value, '?', strlen(value));
    }
    refmill_job_on_record(job, print_record, NULL);
    return run(job);
}

static int others(char **words)
{
    refmill_job *job = create();

    refmill_job_input_file(job, words[0]);
    refmill_job_on_record(job, print_others, NULL);
    return run(job);
}

static int stop(char **words)
{
    refmill_job *job = create();
    long left = strtol(words[1], NULL, 10);
    int status;

    refmill_job_input_file(job, words[0]);
    refmill_job_output_file(job, "ris", words[2]);
    if (words[3])
        refmill_job_option(job, words[3], NULL);
    refmill_job_on_record(job, count_down, &left);
    status = run(job);
    printf("%ld left\n", left);
    return status;
}

static int refused(char **words)
{
    refmill_job *job = create();
    size_t given = 0;
    int status;

    refmill_job_input_file(job, words[0]);
    refmill_job_output(job, "csv", refuse, &given);
    refmill_job_output_file(job, NULL, words[1]);
    status = run(job);
    printf("%s\n", given > 0 ? "some given" : "none given");
    return status;
}

/* Two jobs at once, in turn; neither knows of the other. */
static int two_jobs(char **words)
{
    refmill_job *first = create(), *second = create();
    int bad;

    refmill_job_option(first, "lang", "zh");
    refmill_job_input_file(second, words[0]);
    refmill_job_input_file(first, words[0]);
    refmill_job_output(second, "ris", print_bytes, stdout);
    refmill_job_output(first, "ris", print_bytes, stdout);
    bad = refmill_job_run(first);
    printf("second\n");
    bad += run(second);
    bad += refmill_job_run(first) != REFMILL_FAILED; /* a second time */
    bad += refmill_job_option(first, "lang", "en") != REFMILL_FAILED;
    bad += refmill_job_output_file(first, NULL, "out.ris") != REFMILL_FAILED;
    refmill_job_free(first);
    return bad;
}

/* Each is said, and the run fails without more. */
static int wrong(char **words)
{
    refmill_job *job = create();
    int good = 0;

    (void)words;
    good += refmill_job_option(job, "unheard-of", NULL) == REFMILL_FAILED;
    good += refmill_job_option(job, "lang", NULL) == REFMILL_FAILED;
    good += refmill_job_option(job, "ascii", "yes") == REFMILL_FAILED;
    good += refmill_job_option(job, "lang", "eo") == REFMILL_FAILED;
    good += refmill_job_option(job, "lang", "en") == REFMILL_OK;
    good += refmill_job_on_record(job, print_record, NULL) == REFMILL_OK;
    good += refmill_job_on_record(job, print_record, NULL) == REFMILL_FAILED;
    good += refmill_job_option(job, NULL, "en") == REFMILL_FAILED;
    good += refmill_job_input_file(job, NULL) == REFMILL_FAILED;
    good += refmill_job_input_memory(job, NULL, "", 0) == REFMILL_FAILED;
    good += refmill_job_output_file(job, NULL, NULL) == REFMILL_FAILED;
    good += refmill_job_output(job, NULL, NULL, NULL) == REFMILL_FAILED;
    good += refmill_job_on_record(job, NULL, NULL) == REFMILL_FAILED;
    good += refmill_job_arguments(job, 1, NULL) == REFMILL_FAILED;
    printf("%d\n", good);
    return run(job);
}

static int no_input(char **words)
{
    refmill_job *job = create();

    (void)words;
    refmill_job_output(job, NULL, print_bytes, stdout);
    return run(job);
}

static int no_output(char **words)
{
    refmill_job *job = create();

    refmill_job_input_file(job, words[0]);
    return run(job);
}

/* A folder for all outputs, and a function for records. */
static int two_ways(char **words)
{
    refmill_job *job = create();

    refmill_job_input_file(job, words[0]);
    refmill_job_option(job, "out-dir", "out");
    refmill_job_on_record(job, print_record, NULL);
    return run(job);
}

/* Standard output is still there, and signals are as they were. */
static int leaves_alone(char **words)
{
    static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ };
    struct sigaction before[sizeof signals / sizeof *signals], after;
    refmill_job *job;
    int status;
    size_t i;

    for (i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], NULL, &before[i]); /* who runs the test may ignore some */
    job = create();
    refmill_job_input_file(job, words[0]);
    refmill_job_output_file(job, "ids", "-");
    status = run(job);
    for (i = 0; i < sizeof signals / sizeof *signals; i++) {
        sigaction(signals[i], NULL, &after);
        if (after.sa_handler != before[i].sa_handler)
            printf("signal %d is caught\n", signals[i]);
    }
    printf("still here\n");
    return status;
}

static int about(char **words)
{
    refmill_job *job = create();

    refmill_job_output(job, NULL, print_bytes, stdout);
    refmill_job_option(job, words[0], NULL);
    return run(job);
}

static int arguments(char **words)
{
    refmill_job *job = create();
    int count = 0;

    while (words[count])
        count++;
    refmill_job_arguments(job, count, (const char *const *)words);
    return run(job);
}

static void end_with_seven(void)
{
    _exit(7);
}

static int without_memory(char **words)
{
    struct rlimit limit = { (rlim_t)64 << 20, (rlim_t)64 << 20 };
    refmill_job *job = create();

    refmill_job_input_file(job, words[0]);
    refmill_job_output(job, NULL, print_bytes, stdout);
    refmill_on_out_of_memory(end_with_seven);
    setrlimit(RLIMIT_AS, &limit);
    return run(job);
}

/* ---- Threads ------------------------------------------------------------ */

enum { THREADS = 4, ROUNDS = 20 };

struct work {
    pthread_t thread;
    const char *input, *output, *language;
    unsigned long first, again; /* sums of what one job wrote, and the last */
    int status;
};

static int sum_up(void *context, const char *bytes, size_t count)
{
    unsigned long *sum = (unsigned long *)context;
    size_t i;

    for (i = 0; i < count; i++)
        *sum = *sum * 31 + (unsigned char)bytes[i];
    return 0;
}

static unsigned long sum_of_job(struct work *work)
{
    refmill_job *job = create();
    unsigned long sum = 0;

    refmill_job_option(job, "lang", work->language);
    refmill_job_option(job, "match", "n.*(Invented|no such)");
    refmill_job_input_file(job, work->input);
    refmill_job_output_file(job, "ris", work->output);
    refmill_job_output(job, "ris", sum_up, &sum);
    refmill_job_output(job, "atom", sum_up, &sum);
    work->status |= run(job);
    return sum;
}

static void *work_on(void *context)
{
    struct work *work = (struct work *)context;
    int i;

    work->first = sum_of_job(work);
    for (i = 1; i < ROUNDS; i++) {
        work->again = sum_of_job(work);
        work->status |= work->again != work->first;
    }
    return NULL;
}

/* The input, and outputs for each thread. The first run, which loads libxml2, is alone. */
static int threads(char **words)
{
    struct work works[THREADS];
    int i, status = 0;

    memset(works, 0, sizeof works);
    for (i = 0; i < THREADS; i++) {
        works[i].input = words[0];
        works[i].output = words[i + 1];
        works[i].language = i % 2 ? "zh" : "en";
        if (i == 0)
            sum_of_job(&works[i]);
        if (pthread_create(&works[i].thread, NULL, work_on, &works[i]) != 0)
            abort();
    }
    for (i = 0; i < THREADS; i++) {
        pthread_join(works[i].thread, NULL);
        status |= works[i].status;
    }
    return status | (works[0].first != works[2].first) | (works[1].first != works[3].first);
}

#ifndef __cplusplus
/* The C library's, but slow, so that a thread is seen in between if a job should call it. */
mode_t umask(mode_t mask)
{
    const struct timespec pause = { 0, 300000 };
    mode_t before = (mode_t)syscall(SYS_umask, mask);

    nanosleep(&pause, NULL);
    return before;
}
#endif

/* Makes files while jobs write theirs; the process's umask is nothing that a job may touch. */
struct makers {
    const char *input, *output;
    int end;
};

static void *write_outputs(void *context)
{
    struct makers *makers = (struct makers *)context;
    int status = 0;

    while (!status && !__atomic_load_n(&makers->end, __ATOMIC_RELAXED)) {
        refmill_job *job = create();

        unlink(makers->output);
        refmill_job_input_file(job, makers->input);
        refmill_job_output_file(job, "ids", makers->output);
        status = run(job);
    }
    return status ? context : NULL;
}

/* A thread runs jobs until the other has seen that its new files have their modes, or that
 * one has not, for 0.4 s. */
static int masks(char **words)
{
    struct makers makers = { words[0], words[1], 0 };
    struct timespec now, start;
    pthread_t thread;
    unsigned wrong = 0;
    void *failed;

    clock_gettime(CLOCK_MONOTONIC, &start);
    umask(077);
    if (pthread_create(&thread, NULL, write_outputs, &makers) != 0)
        abort();
    do {
        struct stat status;
        int i, file;

        for (i = 0; i < 16; i++) {
            file = open(words[2], O_WRONLY | O_CREAT | O_EXCL, 0666);
            if (file < 0 || fstat(file, &status) != 0)
                abort();
            wrong += (status.st_mode & 0777) != 0600;
            close(file);
            unlink(words[2]);
        }
        clock_gettime(CLOCK_MONOTONIC, &now);
    } while (!wrong &&
             (now.tv_sec - start.tv_sec) * 1000 + (now.tv_nsec - start.tv_nsec) / 1000000 < 400);
    __atomic_store_n(&makers.end, 1, __ATOMIC_RELAXED);
    pthread_join(thread, &failed);
    printf("%u files with another mode, umask %03o\n", wrong, (unsigned)umask(077));
    return failed != NULL;
}

/* ---- Descriptors -------------------------------------------------------- */

/* Prints those that a program started now would inherit. */
static int print_inherited(void *context, const refmill_record *record)
{
    int file, flags, count = 0;

    (void)record;
    for (file = STDERR_FILENO + 1; file < 64; file++) {
        flags = fcntl(file, F_GETFD);
        count += flags >= 0;
        if (flags >= 0 && !(flags & FD_CLOEXEC))
            printf("inherited: %d\n", file);
    }
    if (count > *(int *)context)
        *(int *)context = count;
    return 0;
}

/* The input, and outputs to be open at once. */
static int descriptors(char **words)
{
    refmill_job *job = create();
    int most = 0, status, file;

    for (file = STDERR_FILENO + 1; file < 64; file++)
        fcntl(file, F_SETFD, FD_CLOEXEC); /* whoever started this left some */
    refmill_job_option(job, "no-merge", NULL);
    refmill_job_input_file(job, words[0]);
    refmill_job_output_file(job, "ris", words[1]);
    refmill_job_output_file(job, "csv", words[2]);
    refmill_job_on_record(job, print_inherited, &most);
    status = run(job);
    printf("%d were open\n", most);
    return status;
}

static const struct {
    const char *name;
    int (*function)(char **words);
} tasks[] = {
    { "memory", from_memory }, { "no-bytes", no_bytes },
    { "records", records },    { "others", others },
    { "stop", stop },          { "refused", refused },
    { "two-jobs", two_jobs },  { "wrong", wrong },
    { "no-input", no_input },  { "no-output", no_output },
    { "two-ways", two_ways },  { "alone", leaves_alone },
    { "about", about },        { "arguments", arguments },
    { "masks", masks },        { "descriptors", descriptors },
    { "threads", threads },    { "without-memory", without_memory },
};

static int do_task(char **words)
{
    size_t i;

    for (i = 0; words[0] && i < sizeof tasks / sizeof *tasks; i++) {
        if (strcmp(words[0], tasks[i].name) == 0)
            return tasks[i].function(words + 1);
    }
    fprintf(stderr, "library: no such task\n");
    return 100;
}

int main(int argc, char **argv)
{
    int begin = 1, end, status = 0;

    do {
        for (end = begin; end < argc && strcmp(argv[end], "+") != 0; end++)
            continue;
        argv[end] = NULL;
        status |= do_task(argv + begin);
        begin = end + 1;
    } while (begin < argc);
    return status;
}
