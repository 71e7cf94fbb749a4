-- A person pages through the own history of sign-ins; entries of one moment keep their order.
create index sign_in_of_account on identity.sign_in (account_id, at desc, id desc);
drop index identity.sign_in_by_account;
