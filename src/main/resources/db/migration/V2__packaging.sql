-- Where a segment's key pictures are: offset and length in bytes, one after the other. Null in sound, and in segments that
-- were made before this was noted.
alter table segment add column key_pictures integer[];
