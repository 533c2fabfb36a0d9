// SPDX-License-Identifier: MIT
/*
 * commits FILE CLIENTS SECONDS: the least that durable changes cost. CLIENTS threads have a change
 * each and wait until it is on the disk; one writer takes all that wait into one transaction
 * (synchronous=FULL): a row written anew, a line of the log, a line of news. Prints the changes a
 * second.
 */
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CLIENTS_MOST = 512, ROWS = 1000, ROW_BYTES = 600, STATEMENTS = 3 };

struct desk {
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENTS];
    char text[ROW_BYTES];
    pthread_mutex_t mutex;
    pthread_cond_t brought, written;
    size_t waiting;      /* changes of the next transaction */
    unsigned long batch; /* goes up when a transaction is taken, and when it is on the disk */
    atomic_bool closed;
};

static void must(int code, const char *what)
{
    if (code != SQLITE_OK && code != SQLITE_DONE) {
        fprintf(stderr, "commits: %s: %s\n", what, sqlite3_errstr(code));
        exit(1);
    }
}

static void run(struct desk *desk, const char *sql)
{
    must(sqlite3_exec(desk->db, sql, NULL, NULL, NULL), sql);
}

static void desk_open(struct desk *desk, const char *path)
{
    static const char *const changes[STATEMENTS] = {
        "INSERT OR REPLACE INTO row VALUES (?1, ?2, ?3)",
        "INSERT INTO log(at, text) VALUES (?3, 'token')",
        "INSERT INTO news(at, row) VALUES (?3, ?1)",
    };

    must(sqlite3_open(path, &desk->db), path);
    run(desk, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
              "CREATE TABLE row(id INTEGER PRIMARY KEY, text TEXT, at INT) STRICT;"
              "CREATE INDEX row_at ON row(at);"
              "CREATE TABLE log(id INTEGER PRIMARY KEY, at INT, text TEXT) STRICT;"
              "CREATE TABLE news(id INTEGER PRIMARY KEY, at INT, row INT) STRICT");
    for (int i = 0; i < STATEMENTS; i++) {
        must(sqlite3_prepare_v2(desk->db, changes[i], -1, &desk->statements[i], NULL), changes[i]);
    }
    memset(desk->text, 'x', sizeof desk->text);
    pthread_mutex_init(&desk->mutex, NULL);
    pthread_cond_init(&desk->brought, NULL);
    pthread_cond_init(&desk->written, NULL);
}

static void change(struct desk *desk, long number)
{
    for (int i = 0; i < STATEMENTS; i++) {
        sqlite3_stmt *statement = desk->statements[i];

        sqlite3_bind_int64(statement, 1, number % ROWS);
        sqlite3_bind_text(statement, 2, desk->text, ROW_BYTES, SQLITE_STATIC);
        sqlite3_bind_int64(statement, 3, number);
        must(sqlite3_step(statement), "step");
        must(sqlite3_reset(statement), "reset");
    }
}

static void *client(void *arg)
{
    struct desk *desk = arg;

    pthread_mutex_lock(&desk->mutex);
    while (!atomic_load(&desk->closed)) {
        /* What comes while one is written waits for the next. */
        unsigned long done = desk->batch + 2 + desk->batch % 2;

        desk->waiting++;
        pthread_cond_signal(&desk->brought);
        while (desk->batch < done && !atomic_load(&desk->closed)) {
            pthread_cond_wait(&desk->written, &desk->mutex);
        }
    }
    pthread_mutex_unlock(&desk->mutex);
    return NULL;
}

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double write_for(struct desk *desk, double seconds)
{
    double began = now();
    long done = 0;

    pthread_mutex_lock(&desk->mutex);
    while (now() < began + seconds) {
        size_t count = desk->waiting;

        if (count == 0) {
            pthread_cond_wait(&desk->brought, &desk->mutex);
            continue;
        }
        desk->waiting = 0;
        desk->batch++;
        pthread_mutex_unlock(&desk->mutex);
        run(desk, "BEGIN");
        for (size_t i = 0; i < count; i++) {
            change(desk, done++ * 7);
        }
        run(desk, "COMMIT");
        pthread_mutex_lock(&desk->mutex);
        desk->batch++;
        pthread_cond_broadcast(&desk->written);
    }
    atomic_store(&desk->closed, true);
    pthread_cond_broadcast(&desk->written);
    pthread_mutex_unlock(&desk->mutex);
    return (double)done / (now() - began);
}

int main(int argc, char **argv)
{
    struct desk desk = {0};
    pthread_t threads[CLIENTS_MOST];
    int count = argc == 4 ? atoi(argv[2]) : 0;

    if (count < 1 || count > CLIENTS_MOST) {
        fprintf(stderr, "usage: commits FILE CLIENTS SECONDS\n");
        return 2;
    }
    desk_open(&desk, argv[1]);
    for (int i = 0; i < count; i++) {
        pthread_create(&threads[i], NULL, client, &desk);
    }
    printf("%.0f\n", write_for(&desk, atof(argv[3])));
    for (int i = 0; i < count; i++) {
        pthread_join(threads[i], NULL);
    }
    return 0;
}
