-- How an image lies over all pictures of a video, and what its file is: corner, opacity, width, sizeBytes, sha256. Null for
-- none.
alter table video
    add watermark jsonb;
