-- The words of each page and where they stand: laid over the page, so that its text can be selected and what was read
-- can be seen where it stands. Sealed, because they say what the document says; they go with the reading.
create table documents.page_layout (
    id      uuid primary key references documents.reading on delete cascade,
    content bytea not null
);
