-- Up to which index key each column has been rid of the blind indexes of the keys before.
create table operations.indexed_column (
    name      text    not null primary key,
    clean_for integer not null
);
