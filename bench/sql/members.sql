-- Who takes part as a member, in no order; and who may apply for a stay in hospital.
select m.employee_number as number, m.status = 'SERVING' and m.joining_date < current_date - interval '3 years' as applies
  from people.member m
  join identity.account a using (employee_number)
 where m.status in ('SERVING', 'RETIRED') and m.employee_number > '10000100'
 order by md5(m.employee_number);
