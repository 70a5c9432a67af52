/* Implements the jobs and the process functions of refmill.h. */
#include <stdlib.h>

#include "job/convert.h"
#include "job/update_libraries.h"
#include "system/file.h"
#include "job/record_callback.h"

struct refmill_job {
    struct options options;
    struct diag diag;
    struct arena strings;
    struct record_callback callback;
    refmill_report report;
    void *context; /* for `report` */
    bool wrong;    /* an error was reported while the job was set up */
    bool run;      /* the job has run */
};

_Static_assert((int)REFMILL_OK == STATUS_OK && (int)REFMILL_ERRORS == STATUS_ERRORS &&
                   (int)REFMILL_FAILED == STATUS_FAILED,
               "refmill.h and convert.h have the same statuses");
_Static_assert((int)REFMILL_NOTE == SEVERITY_NOTE && (int)REFMILL_WARNING == SEVERITY_WARNING &&
                   (int)REFMILL_ERROR == SEVERITY_ERROR,
               "refmill.h and diag.h have the same severities");

const char *refmill_version(void)
{
    return REFMILL_VERSION;
}

refmill_job *refmill_job_create(void)
{
    struct refmill_job *job = memory_take(sizeof *job);

    *job = (struct refmill_job){ 0 };
    options_start(&job->options);
    return job;
}

void refmill_job_free(refmill_job *job)
{
    if (!job)
        return;
    options_free(&job->options);
    arena_free(&job->strings);
    free(job);
}

/* ---- Inputs, outputs and options ----------------------------------------- */

static const char *copy(refmill_job *job, const char *text)
{
    size_t size = text ? strlen(text) + 1 : 0;

    return text ? memcpy(arena_take(&job->strings, size), text, size) : NULL;
}

/* Records whether setting up the job succeeded, and returns the status for it. */
static enum refmill_status answer_of(refmill_job *job, bool good)
{
    job->wrong = job->wrong || !good;
    return good ? REFMILL_OK : REFMILL_FAILED;
}

/* Returns true if the job has not run yet and the argument `what` is `given`, not NULL. Else
 * reports an error. */
static bool takes(refmill_job *job, bool given, const char *what)
{
    if (job->run)
        diag_error(&job->diag, PROGRAM, "the job has already run; create another");
    else if (!given)
        diag_error(&job->diag, PROGRAM, "%s is NULL", what);
    return answer_of(job, !job->run && given) == REFMILL_OK;
}

enum refmill_status refmill_job_option(refmill_job *job, const char *name, const char *value)
{
    const struct option *option = name ? option_find(view_of(name)) : NULL;

    if (!takes(job, name != NULL, "the name of an option"))
        return REFMILL_FAILED;
    if (!option)
        option_report_unknown(view_of(name), &job->diag);
    else if (option->value && !value)
        diag_error(&job->diag, PROGRAM, "--%s requires a value; see refmill --help", name);
    else if (!option->value && value)
        diag_error(&job->diag, PROGRAM, "--%s takes no value", name);
    else
        return answer_of(job, options_set(&job->options, option, copy(job, value), &job->diag));
    return answer_of(job, false);
}

enum refmill_status refmill_job_arguments(refmill_job *job, int argc, const char *const *argv)
{
    size_t count = argc > 0 ? (size_t)argc : 0;
    const char **words;

    if (!takes(job, argv || count == 0, "the command line"))
        return REFMILL_FAILED;
    words = arena_take(&job->strings, count * sizeof *words);
    for (size_t i = 0; i < count; i++)
        words[i] = copy(job, argv[i]);
    return answer_of(job, options_read(&job->options, words, count, &job->diag));
}

enum refmill_status refmill_job_input_file(refmill_job *job, const char *path)
{
    if (!takes(job, path != NULL, "the path of an input"))
        return REFMILL_FAILED;
    input_list_add(&job->options.inputs, copy(job, path));
    return REFMILL_OK;
}

enum refmill_status refmill_job_input_memory(refmill_job *job, const char *name, const void *bytes,
                                             size_t size)
{
    if (!takes(job, name != NULL, "the name of an input"))
        return REFMILL_FAILED;
    input_list_add_name(&job->options.inputs, (struct input_name){ .name = copy(job, name),
                                                                   .in_memory = true,
                                                                   .bytes = { bytes, size } });
    return REFMILL_OK;
}

enum refmill_status refmill_job_output_file(refmill_job *job, const char *format, const char *path)
{
    if (!takes(job, path != NULL, "the path of an output"))
        return REFMILL_FAILED;
    output_requests_add(&job->options.requests,
                        (struct output_request){ .format = copy(job, format),
                                                 .output = { .path = copy(job, path) } });
    return REFMILL_OK;
}

enum refmill_status refmill_job_output(refmill_job *job, const char *format, refmill_write write,
                                       void *context)
{
    struct receiver *receiver;

    if (!takes(job, write != NULL, "the callback of an output"))
        return REFMILL_FAILED;
    receiver = arena_take(&job->strings, sizeof *receiver);
    *receiver = (struct receiver){ write, context };
    output_requests_add(
        &job->options.requests,
        (struct output_request){ .format = copy(job, format), .output = { .receiver = receiver } });
    return REFMILL_OK;
}

enum refmill_status refmill_job_on_record(refmill_job *job, refmill_see see, void *context)
{
    if (!takes(job, see != NULL, "the record callback"))
        return REFMILL_FAILED;
    if (job->callback.see) {
        diag_error(&job->diag, PROGRAM, "the job already has a record callback");
        return answer_of(job, false);
    }
    output_requests_add(
        &job->options.requests,
        (struct output_request){ .output = record_callback_output(&job->callback, see, context) });
    return REFMILL_OK;
}

/* ---- Diagnostics --------------------------------------------------------- */

static void receive(void *context, enum severity severity, struct place place, const char *text)
{
    const struct refmill_job *job = context;
    const struct refmill_diagnostic diagnostic = { (enum refmill_severity)severity, place.file,
                                                   place.line, place.column, text };

    job->report(job->context, &diagnostic);
}

void refmill_job_on_diagnostic(refmill_job *job, refmill_report report, void *context)
{
    job->report = report;
    job->context = context;
    job->diag.receive = report ? receive : NULL;
    job->diag.context = job;
}

/* ---- Running ------------------------------------------------------------- */

/* Writes the text of --help, --version or --list-formats to the job's first receiver, or else to
 * standard output. */
static enum refmill_status print_about(refmill_job *job)
{
    const struct output_requests *requests = &job->options.requests;
    const struct receiver *receiver = NULL;
    struct sink sink;
    bool good = true;

    for (size_t i = 0; i < requests->count && !receiver; i++) {
        if (!requests->items[i].output.writer)
            receiver = requests->items[i].output.receiver;
    }
    if (receiver)
        sink_open_receiver(&sink, receiver);
    else
        good = sink_open_standard(&sink);
    if (good && job->options.action == LIST_FORMATS)
        option_table_put_formats(sink_buffer(&sink), &job->options.catalogue);
    else if (good && job->options.action == HELP)
        option_table_put_help(sink_buffer(&sink));
    else if (good)
        buffer_put(sink_buffer(&sink), VIEW("refmill " REFMILL_VERSION "\n"));
    good = good && sink_close(&sink);
    if (!good)
        sink_report(&sink, "<stdout>", &job->diag);
    sink_discard(&sink);
    return good ? REFMILL_OK : REFMILL_FAILED;
}

enum refmill_status refmill_job_run(refmill_job *job)
{
    int status;

    if (!takes(job, true, "") || job->wrong || !options_settle(&job->options, &job->diag))
        return REFMILL_FAILED;
    job->run = true;
    if (job->options.action != CHECK && job->options.action != CONVERT)
        return print_about(job);
    status =
        (job->options.libraries.count > 0 ? update_libraries : convert)(&job->options, &job->diag);
    return job->callback.stopped ? REFMILL_STOPPED : (enum refmill_status)status;
}

/* ---- The process -------------------------------------------------------- */

void refmill_program_start(void)
{
    file_occupy_standard();
    sink_catch_signals();
}

void refmill_on_out_of_memory(void (*handler)(void))
{
    memory_before_end(handler);
}
