-- One film in the library.
create table video (
    id               uuid primary key,
    title            text not null,
    description      text not null default '',
    visibility       text not null default 'public' check (visibility in ('public', 'unlisted', 'private')),
    category         text,
    tags             varchar[] not null default '{}',
    state            text not null check (state in ('uploading', 'queued', 'processing', 'ready', 'failed')),
    playable         boolean not null default false,
    percent          double precision not null default 0,
    eta_seconds      integer,
    stage            text not null default 'queued',
    failure_code     text,
    failure_message  text,
    warnings         jsonb not null default '[]',
    file_name        text not null default '',
    size_bytes       bigint not null,
    sha256           text not null,
    duration_seconds double precision,
    width            integer,
    height           integer,
    frame_rate       double precision,
    source           jsonb,
    renditions       jsonb not null default '[]',
    poster_widths    integer[] not null default '{}',
    created_at       timestamptz not null default now(),
    processing_since timestamptz,
    published_at     timestamptz,
    failed_at        timestamptz,
    source_removed   boolean not null default false,
    views            bigint not null default 0,
    check ((state = 'failed') = (failure_code is not null))
);
create index video_newest on video (created_at desc, id desc);
create index video_by_title on video (lower(title), id);

-- What a client's Idempotency-Key made, so that repeating a request does not make it again. Deferred: the key is taken
-- before the row is made.
create table idempotency_key (
    key        text primary key,
    video_id   uuid not null references video on delete cascade deferrable initially deferred,
    created_at timestamptz not null default now()
);
create index idempotency_key_age on idempotency_key (created_at);
create index idempotency_key_video on idempotency_key (video_id);

-- The plan of a video's stream: written once, obeyed by every chunk.
create table stream_plan (
    video_id   uuid primary key references video on delete cascade,
    plan       jsonb not null,
    created_at timestamptz not null default now()
);

-- The init segment of a rendition. All chunks must produce the same one.
create table rendition_init (
    video_id  uuid not null references video on delete cascade,
    rendition text not null,
    sha256    text not null,
    primary key (video_id, rendition)
);

-- A published segment: its bytes are in the store.
create table segment (
    video_id   uuid not null references video on delete cascade,
    rendition  text not null,
    number     integer not null,
    size_bytes bigint not null,
    primary key (video_id, rendition, number)
);

-- A unit of durable work.
create table task (
    id           uuid primary key,
    kind         text not null,
    subject      uuid not null,
    payload      jsonb not null,
    priority     smallint not null default 0 check (priority between -1000 and 1000),
    state        text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
    attempt      integer not null default 0, -- the number of the last attempt begun; the fencing token
    forgiven     integer not null default 0, -- attempts that do not count against the limit
    hastened     boolean not null default false, -- somebody waits for it
    due_at       timestamptz not null default now(), -- not to be begun before
    heartbeat_at timestamptz,
    worker       text,
    created_at   timestamptz not null default now(),
    ended_at     timestamptz,
    -- its place in the main line, and the name of its executions: a new one for each attempt
    rank         smallint not null generated always as (case when hastened then 10000 else priority end) stored,
    ticket       text not null generated always as (id::text || '#' || attempt::text) stored,
    check ((state = 'running') = (worker is not null)),
    check ((state = 'running') = (heartbeat_at is not null))
);
create index task_of_subject on task (subject, kind);
create index task_open on task (rank desc, due_at) where state in ('waiting', 'running');
create index task_over on task (ended_at) where ended_at is not null;

-- One try at a task, counted before the work starts.
create table attempt (
    task_id    uuid not null references task on delete cascade,
    number     integer not null,
    worker     text not null,
    started_at timestamptz not null default now(),
    ended_at   timestamptz,
    outcome    text check (outcome in ('done', 'failed', 'retry', 'given_back', 'stopped', 'cancelled', 'lost')),
    code       text,
    reason     text,
    primary key (task_id, number),
    check ((ended_at is null) = (outcome is null))
);

-- db-scheduler's own tables: one line for all work, one for what a viewer waits for. A row is a ticket: the right to ask
-- for a task once. Which tickets there are follows from the task rows; losing one loses no work.
create table execution (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index execution_time on execution (execution_time);
create index execution_heartbeat on execution (last_heartbeat);
create index execution_priority on execution (priority desc, execution_time asc);

create table express_execution (like execution including all);
