-- Sign-in by e-mail address finds its member at once among 600,000.
create index member_by_email on people.member (lower(coalesce(own_email, hrms_email)));
