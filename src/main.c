/* The program refmill: runs the job that its command line describes. */
#include "refmill.h"

int main(int argc, char **argv)
{
    refmill_job *job;
    enum refmill_status status;

    refmill_program_start();
    job = refmill_job_create();
    status = refmill_job_arguments(job, argc, (const char *const *)argv);
    if (status == REFMILL_OK)
        status = refmill_job_run(job);
    refmill_job_free(job);
    return (int)status;
}
