-- Fills bench.draft with :drafts complete drafts of hospital stays, ready to be handed in, spread over forty members:
-- the same drafts for the portal and for pgbench.
create schema if not exists bench;
create table if not exists bench.draft (
    n               bigint generated always as identity primary key,
    id              uuid not null,
    employee_number text not null
);

begin;
create temp table made on commit drop as
select uuidv7() as id, m.*, account.id as bank_account_id, v.id as scheme_version_id
  from generate_series(1, :drafts) as wanted (n)
  join (select row_number() over (order by employee_number) as place, *
          from people.member
         where status = 'SERVING' and joining_date < current_date - interval '3 years'
           and employee_number > '10000300'
         limit 40) m (place, member_id) on m.place = 1 + wanted.n % 40
  join people.bank_account account on account.member_id = m.member_id and account.active
  join schemes.scheme_version v on v.code = 'S13' and v.valid_to is null;

insert into applications.application (id, version, state, transitions, scheme_code, scheme_version_id, member_id,
    employee_number, member_name, ic, region, beneficiary_id, beneficiary_name, relation, answers, section_versions,
    bank_account_id, started_at, changed_at, draft_expires_on)
select id, 1, 'DRAFT', 1, 'S13', scheme_version_id, member_id, employee_number, name, ic, region, member_id, name,
    'SELF', jsonb_build_object('surgery', 'Hernia repair', 'hospital', 'Jeevan Jyoti Hospital', 'listedDisease',
        'false', 'admissionDate', current_date - 30, 'dischargeDate', current_date - 27), '{}', bank_account_id, now(),
    now(), current_date + 90
  from made;
insert into applications.transition (application_id, seq, move, to_state, at, actor, actor_name, acting_role, for_member)
select id, 1, 'START', 'DRAFT', now(), employee_number, name, 'MEMBER', false from made;
insert into applications.line (id, application_id, position, head, bill_number, bill_date, vendor, bill_key, claimed,
    quantity)
select uuidv7(), made.id, bill.position, bill.head, bill.series || '-' || right(made.id::text, 12), current_date - 27,
    'Jeevan Jyoti Hospital', 'jeevanjyotihospital|' || lower(bill.series) || right(made.id::text, 12), bill.claimed,
    bill.quantity
  from made, (values (1, 'ROOM_RENT', 'R', 10500, 3), (2, 'SURGEON', 'S', 41000, null),
                     (3, 'MEDICINES', 'M', 8740, null)) as bill (position, head, series, claimed, quantity);
insert into documents.document (id, owner_kind, owner_id, type, file_name, media_type, size, sha256, wrapped_key,
    added_at, added_by)
select uuidv7(), 'application', made.id, paper.type, lower(paper.type) || '.pdf', 'application/pdf', 5000,
    encode(sha256(convert_to(made.id || paper.type, 'UTF8')), 'hex'),
    (select wrapped_key from documents.document where wrapped_key is not null limit 1), now(),
    made.employee_number
  from made, (values ('HOSPITAL_BILL'), ('DISCHARGE_SUMMARY')) as paper (type);
insert into bench.draft (id, employee_number) select id, employee_number from made;
commit;
analyze applications.application, applications.line, applications.transition, documents.document, bench.draft;
