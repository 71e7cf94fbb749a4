-- What was granted on bills of the same vendor before: the name without what people write differently.
alter table applications.line add column vendor_key text
    generated always as (regexp_replace(lower(vendor), '[^[:alnum:]]', '', 'g')) stored;
create index line_vendor on applications.line (vendor_key, id desc) where removed_at is null;
