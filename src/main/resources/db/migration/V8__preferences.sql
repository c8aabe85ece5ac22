-- What somebody with an account likes, as one line: theme=dark&quality=720. What is as for everybody is left out.
create table preference (
    account_id uuid primary key references account on delete cascade,
    liked      text not null check (length(liked) <= 400),
    changed_at timestamptz not null default now()
);
