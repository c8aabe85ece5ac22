-- How loud a sound rendition's source is, and the one gain that all its segments are made with. Written before the first
-- of them; the measurement may be replaced by a better one, the gain never.
create table loudness (
    video_id  uuid not null references video on delete cascade,
    rendition text not null,
    gain_db   double precision not null,
    measured  jsonb,
    primary key (video_id, rendition)
);

-- Renditions that were begun before there was a gain are finished without one.
insert into loudness (video_id, rendition, gain_db)
select distinct video_id, rendition, 0 from segment where rendition like 'a%';
