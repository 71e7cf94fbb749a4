-- The wrapped key as bytes: they begin with the number of the data key, by which they are found when that changes.
alter table documents.document alter column wrapped_key type bytea using decode(wrapped_key, 'base64');
