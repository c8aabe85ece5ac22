-- A shelf of the library. Videos name theirs, so that renaming one renames it everywhere.
create table category (
    id         uuid primary key,
    name       text not null unique,
    created_at timestamptz not null default now()
);
create unique index category_by_name on category (lower(name));

-- What people wrote as categories so far; the commonest spelling stands for all that differ only in case.
insert into category (id, name)
select gen_random_uuid(), name
from (
    select distinct on (lower(category)) category as name
    from (select category, count(*) as videos from video where category is not null group by category) used
    order by lower(category), videos desc, category
) spelling;
update video v set category = c.name
from category c
where lower(v.category) = lower(c.name) and v.category <> c.name;
alter table video add foreign key (category) references category (name) on update cascade on delete set null;

-- Tags are written in one way.
update video set tags = array(
    select tag
    from (
        select lower(btrim(regexp_replace(t.tag, '^#+', ''))) as tag, min(t.place) as place
        from unnest(tags) with ordinality as t (tag, place)
        group by 1
    ) once
    where tag <> ''
    order by place);

-- Words as they are looked for: without case, accents and punctuation; scripts without spaces character by character. Only
-- built-in functions, and none of them depends on the locale, so that it may be indexed and restored anywhere.
create function search_fold(raw text) returns text
    language sql immutable strict parallel safe
    return btrim(
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    translate(
                        replace(replace(replace(lower(normalize(raw, nfkd)), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
                        'øłđðħıŀ', 'olddhil'),
                    '[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u3099\u309a]+',
                    '', 'g'),
                '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3003\u3008-\u3020\u3030\u30fb]+',
                ' ', 'g'),
            '([\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff])', ' \1 ', 'g'));

create function search_join(words varchar[]) returns text
    language sql immutable strict parallel safe
    return array_to_string(words, ' ');

alter table video add search tsvector not null generated always as (
    setweight(to_tsvector('simple', search_fold(title)), 'A')
        || setweight(to_tsvector('simple', search_fold(search_join(tags))), 'B')
        || setweight(to_tsvector('simple', search_fold(description)), 'C')) stored;
create index video_search on video using gin (search);
create index video_tags on video using gin (tags);
create index video_in_category on video (category, created_at desc, id desc);
create index video_most_viewed on video (views desc, id desc);
create index video_longest on video (coalesce(duration_seconds, 0) desc, id desc);

-- What is said, and when: the cues of captions that are not removed, as plain text.
create table caption_cue (
    video_id     uuid not null,
    number       integer not null,
    start_millis bigint not null,
    words        text not null,
    search       tsvector not null generated always as (to_tsvector('simple', search_fold(words))) stored,
    foreign key (video_id, number) references caption (video_id, number) on delete cascade
);
create index caption_cue_of on caption_cue (video_id, number, start_millis);
create index caption_cue_search on caption_cue using gin (search);

-- Captions that came before there were cues get them in the background.
alter table caption add cues_known boolean not null default false;
