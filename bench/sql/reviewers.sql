select employee_number as number,
       case role when 'SCRUTINY_OFFICER' then 'SCRUTINY' when 'SUB_PANEL_MEMBER' then 'SUB_PANEL' else 'APEX_PANEL' end
           as level
  from bench.reviewer order by employee_number;
