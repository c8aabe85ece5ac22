-- Captions of a video, from its source or uploaded: each is a rendition (s0, s1); the text is in the store. A removed one
-- keeps its row, so that its number, and with it its address, is never given again.
create table caption (
    video_id        uuid not null references video on delete cascade,
    number          integer not null check (number between 0 and 9999),
    origin          text not null check (origin in ('source', 'upload')),
    kind            text not null check (kind in ('subtitles', 'captions', 'sdh')),
    language        text not null,
    label           text not null,
    preferred       boolean not null,
    forced          boolean not null,
    idempotency_key text,
    removed         boolean not null default false,
    created_at      timestamptz not null default now(),
    primary key (video_id, number),
    unique (video_id, idempotency_key)
);
