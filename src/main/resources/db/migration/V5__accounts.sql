-- Somebody who may sign in. The password is an Argon2id hash with its parameters.
create table account (
    id          uuid primary key,
    login       text not null unique check (login = lower(login)),
    name        text not null,
    password    text not null,
    role        text not null check (role in ('viewer', 'uploader', 'moderator', 'admin')),
    created_at  timestamptz not null default now(),
    disabled_at timestamptz,
    password_at timestamptz not null default clock_timestamp() -- when the password was set
);

-- A browser that is signed in. Only the SHA-256 of what its cookie holds is kept.
create table session (
    hash       bytea primary key,
    account_id uuid not null references account on delete cascade,
    created_at timestamptz not null default now(),
    seen_at    timestamptz not null default now(),
    expires_at timestamptz not null
);
create index session_of_account on session (account_id);
create index session_over on session (expires_at);

-- A program that acts for an account, with no more rights than its scopes. Only the SHA-256 of the key is kept.
create table api_key (
    id           uuid primary key,
    account_id   uuid not null references account on delete cascade,
    name         text not null,
    scopes       varchar[] not null,
    hash         bytea not null unique,
    created_at   timestamptz not null default now(),
    last_used_at timestamptz,
    revoked_at   timestamptz
);
create index api_key_of_account on api_key (account_id);

-- A link that makes one account.
create table invite (
    id         uuid primary key,
    hash       bytea not null unique,
    role       text not null check (role in ('viewer', 'uploader', 'moderator', 'admin')),
    created_by uuid references account on delete set null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at    timestamptz
);

-- Tries to sign in, by account and by address, of the last minutes.
create table login_try (
    key      text not null,
    tried_at timestamptz not null default clock_timestamp()
);
create index login_try_by_key on login_try (key, tried_at);

-- Whose a video is, and who may see it. The epoch grows with every change of who may: addresses that were handed out
-- before then open nothing any more.
alter table video
    add owner_id     uuid references account on delete set null,
    add access_epoch integer not null default 0;
create index video_of_owner on video (owner_id, created_at desc);

create table video_share (
    video_id   uuid not null references video on delete cascade,
    account_id uuid not null references account on delete cascade,
    created_at timestamptz not null default now(),
    primary key (video_id, account_id)
);
create index video_share_with on video_share (account_id);

-- A link that opens one video for whoever has it, for a while.
create table share_link (
    id         uuid primary key,
    video_id   uuid not null references video on delete cascade,
    hash       bytea not null unique,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index share_link_of_video on share_link (video_id);
create index share_link_by_hash on share_link (encode(hash, 'hex'));
