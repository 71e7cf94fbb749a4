-- Answers are sealed from now on; those kept in clear are forgotten, which after two days they would be anyway.
delete from web.idempotency_key where body is not null;
