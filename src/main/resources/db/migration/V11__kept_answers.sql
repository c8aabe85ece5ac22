-- What a request with an Idempotency-Key was answered, so that its repetition is answered the same and makes nothing. Both
-- columns are derived from the key, which is stored nowhere: one names caller, call and key, the other is encrypted. Without
-- an answer only inside the transaction that makes what is answered.
create table kept_answer (
    place      bytea primary key,
    sealed     bytea,
    created_at timestamptz not null default now()
);
create index kept_answer_age on kept_answer (created_at);
