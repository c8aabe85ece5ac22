-- What somebody wrote below a video. A thread is one level deep: parent_id is its first comment. A deleted comment keeps its
-- row without its text, so that a thread keeps its beginning and what somebody wrote still counts against their pace.
create table comment (
    id         uuid primary key,
    video_id   uuid not null references video on delete cascade,
    parent_id  uuid references comment on delete cascade,
    author_id  uuid references account on delete set null,
    body       text not null,
    likes      integer not null default 0,
    created_at timestamptz not null,
    edited_at  timestamptz,
    deleted_at timestamptz,
    hidden_at  timestamptz
);
create index comment_newest on comment (video_id, created_at desc, id desc) where parent_id is null;
create index comment_top on comment (video_id, likes desc, created_at desc, id desc) where parent_id is null;
create index comment_of_thread on comment (parent_id, created_at, id) where parent_id is not null;
create index comment_shown on comment (video_id) where deleted_at is null and hidden_at is null;
create index comment_by_author on comment (author_id, created_at desc);

create table comment_like (
    comment_id uuid not null references comment on delete cascade,
    account_id uuid not null references account on delete cascade,
    primary key (comment_id, account_id)
);
create index comment_like_by on comment_like (account_id);

-- What somebody found wrong with a comment; one each.
create table comment_report (
    id          uuid primary key,
    comment_id  uuid not null references comment on delete cascade,
    reporter_id uuid references account on delete set null,
    reason      text not null check (reason in ('spam', 'abuse', 'other')),
    note        text not null,
    created_at  timestamptz not null,
    resolved_at timestamptz,
    resolved_by uuid references account on delete set null,
    resolution  text check (resolution in ('hidden', 'dismissed', 'deleted')),
    unique (comment_id, reporter_id),
    check ((resolved_at is null) = (resolution is null))
);
create index comment_report_open on comment_report (created_at desc, id desc) where resolved_at is null;
create index comment_report_resolved on comment_report (created_at desc, id desc) where resolved_at is not null;
create index comment_report_by on comment_report (reporter_id, created_at desc);

create table video_like (
    video_id   uuid not null references video on delete cascade,
    account_id uuid not null references account on delete cascade,
    created_at timestamptz not null default now(),
    primary key (video_id, account_id)
);
create index video_like_by on video_like (account_id);

-- How a video is received: how many like it, and whether its comments are closed. Beside the video's own row, which its
-- making locks.
create table reception (
    video_id  uuid primary key references video on delete cascade,
    likes     integer not null default 0,
    closed_at timestamptz
);

-- Who has seen a video of late, as a hash that nobody can trace once its day's salt is gone; and what is not yet added to
-- video.views.
create table viewing (
    video_id   uuid not null references video on delete cascade,
    viewer     bytea not null,
    counted_at timestamptz not null,
    pending    integer not null,
    primary key (video_id, viewer)
);
create index viewing_pending on viewing (video_id) where pending > 0;
create index viewing_over on viewing (counted_at);

create table viewing_salt (
    day  date primary key,
    salt bytea not null
);
