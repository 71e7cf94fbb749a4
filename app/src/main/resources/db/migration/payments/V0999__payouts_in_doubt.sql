-- To whom a payout was told (a fingerprint of the gateway's address and of the account there) and how it is sent: what
-- may be there is neither looked up nor told elsewhere, and told again in the words of the first time. And since when
-- the gateway does not tell of what it should know.
alter table payments.payout
    add column told_to text check (told_to ~ '^[0-9a-f]{32}$'),
    add column mode text check (length(mode) between 1 and 10),
    add column missing_since timestamptz;

create function payments.keep_gateway_of_payout() returns trigger language plpgsql as $$
begin
    raise exception 'Payout % may be at another gateway', old.reference
        using errcode = 'check_violation', constraint = 'payout_told_elsewhere';
end $$;
create trigger payout_told_once before update of told_to on payments.payout for each row
    when (old.told_to <> coalesce(new.told_to, '') and (old.state not in ('WAITING', 'REFUSED') or old.unknown_at is not null))
    execute function payments.keep_gateway_of_payout();

create index payout_by_day_heard on payments.payout (sent_at) where sent_at is not null;
