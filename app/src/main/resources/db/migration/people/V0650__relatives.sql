-- Finds the member behind a dependent: the employee who is somebody's spouse, child or parent.
create index member_person on people.member (birth_date, lower(name));
