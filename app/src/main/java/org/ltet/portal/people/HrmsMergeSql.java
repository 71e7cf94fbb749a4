package org.ltet.portal.people;

/** The statements that take staged records over; each works on the whole chunk. */
final class HrmsMergeSql {

    private HrmsMergeSql() {}

    /** Field by field, what the member had until now and what they get; contact data as people saw it. */
    static final String NOTE_MEMBER_CHANGES = """
            insert into people.member_change (member_id, changed_at, changed_by, run_id, field, old_value, new_value)
            select m.id, :now, 'HRMS', :run, f.field, nullif(f.old_value, ''), nullif(f.new_value, '')
              from people.hrms_stage_member s
              join people.member m on m.id = s.member_id
             cross join lateral (values
                   ('name', m.name, s.name),
                   ('status', m.status, s.status),
                   ('ic', m.ic, s.ic),
                   ('region', m.region, s.region),
                   ('location', m.location, s.location),
                   ('department', m.department, s.department),
                   ('grade', m.grade, s.grade),
                   ('salaryBand', m.salary_band, s.salary_band),
                   ('birthDate', m.birth_date::text, s.birth_date::text),
                   ('joiningDate', m.joining_date::text, s.joining_date::text),
                   ('retirementDate', m.retirement_date::text, s.retirement_date::text),
                   ('deathDate', m.death_date::text, s.death_date::text),
                   ('leftDate', m.left_date::text, s.left_date::text),
                   ('email', case when m.hrms_email <> s.email then coalesce(m.own_email, m.hrms_email)
                             else s.email end, s.email),
                   ('mobile', case when m.hrms_mobile <> s.mobile then coalesce(m.own_mobile, m.hrms_mobile)
                              else s.mobile end, s.mobile),
                   ('address',
                    case when (m.hrms_line, m.hrms_city, m.hrms_state, m.hrms_pin) <> (s.line, s.city, s.state, s.pin)
                         then concat_ws(', ', coalesce(m.own_line, m.hrms_line), coalesce(m.own_city, m.hrms_city),
                                        coalesce(m.own_state, m.hrms_state), coalesce(m.own_pin, m.hrms_pin))
                         else concat_ws(', ', s.line, s.city, s.state, s.pin) end,
                    concat_ws(', ', s.line, s.city, s.state, s.pin))
                   ) as f (field, old_value, new_value)
             where not s.fresh and f.old_value is distinct from f.new_value
            """;

    static final String NOTE_DEPENDENT_CHANGES = """
            insert into people.member_change (member_id, changed_at, changed_by, run_id, field, old_value, new_value)
            select coalesce(d.member_id, s.member_id), :now, 'HRMS', :run, 'dependent',
                   case when d.active
                        then concat_ws(' ', d.relation, d.name, d.birth_date, d.disability_percent) end,
                   case when s.member_id is not null
                        then concat_ws(' ', s.relation, s.name, s.birth_date, s.disability_percent) end
              from (select member_id, hrms_key, relation, name, birth_date, disabled, disability_percent
                      from people.hrms_stage_dependent where not fresh) s
              full join (select d.id, d.active, d.member_id, d.hrms_key, d.relation, d.name,
                                d.birth_date, d.disabled, d.disability_percent
                           from people.dependent d
                           join people.hrms_stage_member m on m.member_id = d.member_id and not m.fresh) d
                on d.member_id = s.member_id and d.hrms_key = s.hrms_key
             where (d.id is null or s.member_id is null and d.active or s.member_id is not null and not d.active
                    or (d.relation, d.name, d.birth_date, d.disabled, d.disability_percent)
                       is distinct from (s.relation, s.name, s.birth_date, s.disabled, s.disability_percent))
               and (d.active or s.member_id is not null)
            """;

    static final String NOTE_ACCOUNT_CHANGES = """
            insert into people.member_change (member_id, changed_at, changed_by, run_id, field, old_value, new_value)
            select s.member_id, :now, 'HRMS', :run, 'bankAccount', b.ifsc || ' ••••' || b.last_four,
                   s.ifsc || ' ••••' || s.last_four
              from people.hrms_stage_account s
              left join people.bank_account b on b.member_id = s.member_id and b.active
             where not s.fresh
            """;

    /** A contact detail of the member's own gives way only where the HR system's own changed. */
    static final String UPDATE_MEMBERS = """
            update people.member m
               set name = s.name, status = s.status, ic = s.ic, ic_name = s.ic_name, region = s.region,
                   location = s.location, department = s.department, grade = s.grade, salary_band = s.salary_band,
                   birth_date = s.birth_date, joining_date = s.joining_date, retirement_date = s.retirement_date,
                   death_date = s.death_date, left_date = s.left_date,
                   own_email = case when m.hrms_email = s.email then m.own_email end,
                   own_mobile = case when m.hrms_mobile = s.mobile then m.own_mobile end,
                   own_line = case when same_address then m.own_line end,
                   own_city = case when same_address then m.own_city end,
                   own_state = case when same_address then m.own_state end,
                   own_pin = case when same_address then m.own_pin end,
                   hrms_email = s.email, hrms_mobile = s.mobile, hrms_line = s.line, hrms_city = s.city,
                   hrms_state = s.state, hrms_pin = s.pin,
                   fingerprint = s.fingerprint, version = m.version + 1, changed_at = :now
              from (select s.member_id, s.name, s.status, s.ic, s.ic_name, s.region, s.location, s.department,
                           s.grade, s.salary_band, s.birth_date, s.joining_date, s.retirement_date, s.death_date,
                           s.left_date, s.email, s.mobile, s.line, s.city, s.state, s.pin, s.fingerprint,
                           (o.hrms_line, o.hrms_city, o.hrms_state, o.hrms_pin) = (s.line, s.city, s.state, s.pin)
                               as same_address
                      from people.hrms_stage_member s
                      join people.member o on o.id = s.member_id
                     where not s.fresh) s
             where m.id = s.member_id
            """;

    static final String INSERT_MEMBERS = """
            insert into people.member
                   (id, employee_number, name, status, ic, ic_name, region, location, department, grade, salary_band,
                    birth_date, joining_date, retirement_date, death_date, left_date, hrms_email, hrms_mobile,
                    hrms_line, hrms_city, hrms_state, hrms_pin, fingerprint, created_at, changed_at)
            select member_id, employee_number, name, status, ic, ic_name, region, location, department, grade,
                   salary_band, birth_date, joining_date, retirement_date, death_date, left_date, email, mobile,
                   line, city, state, pin, fingerprint, :now, :now
              from people.hrms_stage_member
             where fresh
            """;

    static final String RETIRE_DEPENDENTS = """
            update people.dependent d
               set active = false
              from people.hrms_stage_member m
             where d.member_id = m.member_id and not m.fresh and d.active
               and not exists (select 1 from people.hrms_stage_dependent s
                                where s.member_id = d.member_id and s.hrms_key = d.hrms_key)
            """;

    /** Of new members: nothing can be there already, which saves the search for it. */
    static final String INSERT_DEPENDENTS = """
            insert into people.dependent
                   (member_id, hrms_key, relation, name, birth_date, disabled, disability_percent)
            select member_id, hrms_key, relation, name, birth_date, disabled, disability_percent
              from people.hrms_stage_dependent
             where fresh
            """;

    static final String UPSERT_DEPENDENTS = """
            insert into people.dependent as d
                   (member_id, hrms_key, relation, name, birth_date, disabled, disability_percent)
            select member_id, hrms_key, relation, name, birth_date, disabled, disability_percent
              from people.hrms_stage_dependent
             where not fresh
                on conflict (member_id, hrms_key) do update
               set relation = excluded.relation, name = excluded.name, birth_date = excluded.birth_date,
                   disabled = excluded.disabled, disability_percent = excluded.disability_percent, active = true
             where (d.relation, d.name, d.birth_date, d.disabled, d.disability_percent, d.active)
                   is distinct from (excluded.relation, excluded.name, excluded.birth_date, excluded.disabled,
                                     excluded.disability_percent, true)
            """;

    static final String CLOSE_ACCOUNTS = """
            update people.bank_account b
               set active = false, hrms_current = false, closed_at = coalesce(b.closed_at, :now)
              from people.hrms_stage_account s
             where b.member_id = s.member_id and (b.active or b.hrms_current)
            """;

    static final String INSERT_ACCOUNTS = """
            insert into people.bank_account
                   (id, member_id, source, ifsc, number_cipher, number_index, last_four, holder, active, hrms_current,
                    added_by, added_at)
            select id, member_id, 'HRMS', ifsc, number_cipher, number_index, last_four, holder, true, true,
                   'HRMS', :now
              from people.hrms_stage_account
            """;

    /** Other members who have the same account (PRO-2). */
    static final String NOTE_SHARED_ACCOUNTS = """
            insert into people.shared_number
                   (kind, member_id, other_member_id, number_id, other_number_id, found_at)
            select 'BANK_ACCOUNT', s.member_id, o.member_id, s.id, o.id, :now
              from people.hrms_stage_account s
              join people.bank_account o
                on o.number_index && s.number_index and o.member_id <> s.member_id and o.active
                on conflict do nothing
            """;
}
