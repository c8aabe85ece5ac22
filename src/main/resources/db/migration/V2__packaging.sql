-- Where a segment's key pictures are: offset and length in bytes, one after the other. Null in sound, and in segments that
-- were made before this was noted.
alter table segment add column key_pictures integer[];

-- How the sheets of a video's storyboard are laid out; they are in the store, and so is the moving preview.
create table storyboard (
    video_id uuid primary key references video on delete cascade,
    layout   jsonb not null
);
alter table video add column storyboard boolean not null default false;
