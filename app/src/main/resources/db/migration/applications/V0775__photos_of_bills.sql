-- Bills that were uploaded first, and the line that the member made of each.
create table applications.bill_photo (
    document_id    uuid primary key,
    application_id uuid not null references applications.application on delete cascade,
    line_id        uuid references applications.line on delete set null
);

create index bill_photo_of_application on applications.bill_photo (application_id);
create index bill_photo_of_line on applications.bill_photo (line_id) where line_id is not null;
