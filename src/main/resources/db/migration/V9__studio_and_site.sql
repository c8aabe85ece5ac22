-- A clip is a video of a part of its source, in seconds.
alter table video
    add clip_from double precision,
    add clip_to   double precision,
    add check (clip_from >= 0 and clip_to > clip_from);

-- A deleted video is hidden from everybody and can be had back for a week. A poster may be of a moment that its owner
-- chose; its number grows with every choice, so that its addresses change.
alter table video
    add deleted_at     timestamptz,
    add poster_seconds double precision check (poster_seconds >= 0),
    add poster_version integer not null default 0;
create index video_deleted on video (deleted_at) where deleted_at is not null;

-- What administrators set for the service as a whole. What is not here has its default.
create table site_setting (
    key        text primary key,
    value      text not null,
    changed_at timestamptz not null default now()
);

-- A process that does tasks, and when it was last heard of.
create table worker (
    name       text primary key,
    slots      integer not null,
    started_at timestamptz not null,
    seen_at    timestamptz not null
);
