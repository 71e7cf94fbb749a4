package org.ltet.portal.people;

import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who belongs together, told by persons and bank accounts that two members have in common. */
@Component
class Households {

    private static final String RELATED = """
            with subject as (select id, lower(name) as name_key, birth_date, employee_number
                               from people.member where id = :member),
                 actor as (select id, lower(name) as name_key, birth_date, employee_number
                             from people.member where employee_number = :actor)
            select exists (select 1 from subject where employee_number = :actor)
                or exists (select 1 from subject s, actor a
                             join people.dependent d on d.member_id = a.id
                            where d.birth_date = s.birth_date and d.name_key = s.name_key)
                or exists (select 1 from actor a, subject s
                             join people.dependent d on d.member_id = s.id
                            where d.birth_date = a.birth_date and d.name_key = a.name_key)
                or exists (select 1
                             from subject s join people.dependent mine on mine.member_id = s.id
                             join people.dependent theirs
                               on theirs.birth_date = mine.birth_date and theirs.name_key = mine.name_key
                             join actor a on a.id = theirs.member_id)
                or exists (select 1
                             from subject s join people.bank_account mine on mine.member_id = s.id
                             join people.bank_account theirs on theirs.number_index && mine.number_index
                             join actor a on a.id = theirs.member_id)
            """;

    private static final String RELATIVES = """
            with actor as (select id, lower(name) as name_key, birth_date
                             from people.member where employee_number = :actor)
            select id from actor
            union
            select d.member_id from actor a
              join people.dependent d on d.birth_date = a.birth_date and d.name_key = a.name_key
            union
            select s.id from actor a
              join people.dependent d on d.member_id = a.id
              join people.member s on s.birth_date = d.birth_date and lower(s.name) = d.name_key
            union
            select theirs.member_id from actor a
              join people.dependent mine on mine.member_id = a.id
              join people.dependent theirs
                on theirs.birth_date = mine.birth_date and theirs.name_key = mine.name_key
            union
            select theirs.member_id from actor a
              join people.bank_account mine on mine.member_id = a.id
              join people.bank_account theirs on theirs.number_index && mine.number_index
            """;

    private static final String RELATED_EMPLOYEES = """
            with subject as (select id, lower(name) as name_key, birth_date
                               from people.member where id = :member),
                 related as (
                     select d.member_id as id from subject s
                       join people.dependent d on d.birth_date = s.birth_date and d.name_key = s.name_key
                     union
                     select m.id from subject s
                       join people.dependent d on d.member_id = s.id
                       join people.member m on m.birth_date = d.birth_date and lower(m.name) = d.name_key
                     union
                     select theirs.member_id from subject s
                       join people.dependent mine on mine.member_id = s.id
                       join people.dependent theirs
                         on theirs.birth_date = mine.birth_date and theirs.name_key = mine.name_key
                     union
                     select theirs.member_id from subject s
                       join people.bank_account mine on mine.member_id = s.id
                       join people.bank_account theirs on theirs.number_index && mine.number_index)
            select m.employee_number from related r join people.member m on m.id = r.id where m.id <> :member
            """;

    private final JdbcClient jdbc;

    Households(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean related(UUID memberId, String employeeNumber) {
        return jdbc.sql(RELATED)
                .param("member", memberId)
                .param("actor", employeeNumber)
                .query(Boolean.class)
                .single();
    }

    /** All members of whom {@link #related} is true for this employee. */
    Set<UUID> relatives(String employeeNumber) {
        return jdbc.sql(RELATIVES)
                .param("actor", employeeNumber)
                .query(UUID.class)
                .set();
    }

    /** The employee numbers of all others who are {@link #related} to this member. */
    Set<String> relatedEmployees(UUID memberId) {
        return jdbc.sql(RELATED_EMPLOYEES)
                .param("member", memberId)
                .query(String.class)
                .set();
    }
}
